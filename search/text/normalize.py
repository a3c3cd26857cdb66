"""str → str: one spelling per character, with a map back to the original offsets (rule V1)."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from search.text.canonical import (
    BLANKS,
    INVISIBLE,
    REPLACED,
    UNSEEN,
    USUAL,
    Normalized,
    canonical,
    composed,
    is_blank,
    stands_alone,
    with_replaced,
)
from search.text.mend import CONTEXTUAL, ODD, STAGES, Mending

__all__ = ["BLANKS", "CONTEXTUAL", "UNSEEN", "Normalized", "composed", "is_blank"]
__all__ += ["normalize", "stands_alone"]


def _any_of(characters: str) -> re.Pattern[str]:
    """A pattern of some characters, and of all above U+FFFF, that is as fast as one of a few.

    It is told by what it is not: a class that names a character above U+FFFF is slow.
    """
    odd = sorted({ord(character) for character in characters if character <= "\uffff"})
    others = "".join(
        f"{re.escape(chr(before + 1))}-{re.escape(chr(after - 1))}"
        for before, after in pairwise([-1, *odd, 0x10000])
        if after > before + 1
    )
    return re.compile(f"[^{others}]")


_ODD = _any_of(ODD)
_UNUSUAL = _any_of(INVISIBLE + ODD + "".join(set(REPLACED) - set(USUAL)))
_REPLACED_OR_ODD = _any_of(INVISIBLE + REPLACED + ODD)


def normalize(text: str) -> Normalized:
    """NFC; one blank, one dash, one kind of quote, Ð as Đ; invisible characters gone.

    What PDFs and OCR make of letters is mended (`search.text.mend`): "cо" with a Cyrillic о is co,
    m² is m2, "Hô ̣i" is Hội. Normalising twice is normalising once; every span of the result maps
    to a span of `text`.
    """
    is_plain = _REPLACED_OR_ODD.search(text) is None  # most texts are, and are one search
    if unicodedata.is_normalized("NFC", text) and (is_plain or not _UNUSUAL.search(text)):
        whole = text if is_plain else with_replaced(text, USUAL)
        return Normalized(whole, range(len(text)), range(1, len(text) + 1))
    plain = canonical(text)
    if _ODD.search(plain.text):
        for stage in STAGES:
            plain = _edited(plain, list(stage(plain.text)))
    return plain


def _edited(text: Normalized, edits: Sequence[Mending]) -> Normalized:
    """A text with some spans replaced; each new character came from all of what it replaces."""
    if not edits:
        return text
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for start, end, piece in edits:
        pieces += [text.text[done:start], piece]
        starts += [*text.starts[done:start], *[text.starts[start]] * len(piece)]
        ends += [*text.ends[done:start], *[text.ends[end - 1]] * len(piece)]
        done = end
    pieces.append(text.text[done:])
    starts += text.starts[done:]
    ends += text.ends[done:]
    return Normalized("".join(pieces), starts, ends)
