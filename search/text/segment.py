"""Normalised text → where its words join syllables; the only file that knows pyvi (rule V5)."""

import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType

CHUNK = 2000
"""Most characters that pyvi sees at once: its cost and memory grow faster than the text."""


def glued(text: str) -> frozenset[int]:
    """Positions of `text` (normalised, capitals kept) whose character pyvi joins to the one before.

    Between the two there is nothing but blanks. Any string will do; linear in its length.
    """
    return frozenset(
        start + position
        for start, end in _chunks(text)
        for position in _glued_in_chunk(text[start:end])
    )


def warm_up() -> None:
    """Load the model now (a second and 130 MB) and not at the first text."""
    _model()


@cache
def _model() -> ModuleType:
    from pyvi import ViTokenizer  # here, because a query of one syllable does not need it

    return ViTokenizer  # type: ignore[no-any-return]


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Spans that cover the text, cut at lines, else sentences, else blanks, else anywhere."""
    start = 0
    while len(text) - start > CHUNK:
        limit = start + CHUNK
        cut = text.rfind("\n", start, limit) + 1
        if cut <= start:
            ends = [m.end() for m in re.finditer(r"[.!?…;]\s", text[start:limit])]
            blanks = ends or [m.end() for m in re.finditer(r"\s", text[start:limit])]
            cut = start + blanks[-1] if blanks else limit
        yield start, cut
        start = cut
    yield start, len(text)


def _glued_in_chunk(chunk: str) -> list[int]:
    # pyvi keeps every character but blanks, and puts "_" or " " between tokens, so the two texts
    # are laid side by side by the characters that are neither.
    if not chunk.strip():
        return []
    visible = [position for position, c in enumerate(chunk) if c != "_" and not c.isspace()]
    joined: list[int] = []
    count = 0
    gap = ""
    for character in _model().tokenize(chunk):
        if character == "_" or character.isspace():
            gap += character
            continue
        if gap == "_" and chunk[visible[count] - 1].isspace():
            joined.append(visible[count])
        gap = ""
        count += 1
    return joined
