"""Normalised text → the text as it is read: one blank between words, wrapped lines joined."""

import re
from collections.abc import Iterator
from itertools import pairwise

from search.model import Span
from search.text.normalize import Normalized

_BLANKS = re.compile(r" {2,}")
_GOES_ON = re.compile(r"(?<=[^\s.:;!?…\")]) *\n *(?=[^\W\d_A-Z])")
"""A line end in the middle of a sentence, if a small letter follows."""
_LEAST = 40
"""Characters of a line that may have been wrapped; a shorter one ends by itself."""
_WIDEST, _SLACK, _MOST = 130, 25, 0.8
"""A text is wrapped by width if no line is wider, and of the lines that another one follows so
many are at most so much shorter than the widest."""


def unwrapped(text: Normalized) -> Normalized:
    """The same if nothing is to be joined; every span of the result maps to the original."""
    joins = sorted({*_runs(text.text), *_wraps(text.text)})
    if not joins:
        return text
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for first, last in joins:
        if first < done:
            continue
        pieces += [text.text[done:first], " "]
        starts += [*text.starts[done:first], text.starts[first]]
        ends += [*text.ends[done:first], text.ends[last - 1]]
        done = last
    pieces.append(text.text[done:])
    starts += text.starts[done:]
    ends += text.ends[done:]
    return Normalized("".join(pieces), starts, ends)


def _runs(text: str) -> Iterator[Span]:
    yield from (match.span() for match in _BLANKS.finditer(text))


def _wraps(text: str) -> Iterator[Span]:
    for match in _GOES_ON.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        if match.start() - start >= _LEAST and text[match.end()].islower():
            yield match.span()
    yield from _by_width(text)


def _by_width(text: str) -> Iterator[Span]:
    """The line ends of a text whose lines are all about as wide."""
    if max(map(len, text.split("\n")), default=0) > _WIDEST:
        return
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append((start, start + len(line.rstrip())))
        start += len(line) + 1
    followed = [a for a, b in pairwise(lines) if a[1] > a[0] and b[1] > b[0]]
    widest = max((end - start for start, end in followed), default=0)
    full = [line for line in followed if line[1] - line[0] >= widest - _SLACK]
    if widest < _LEAST or len(followed) < 4 or len(full) < _MOST * len(followed):
        return
    for _, end in full:
        stop = end + 1
        while stop < len(text) and text[stop] in " \n":
            stop += 1
        yield end, stop
