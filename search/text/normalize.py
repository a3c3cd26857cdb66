"""str → str: one spelling per character, with a map back to the original offsets (rule V1)."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from search.model import Span

# Invisible characters that change nothing a reader sees.
_INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_SAME_CHARACTER = {
    **dict.fromkeys("\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007", " "),
    **dict.fromkeys("\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\r\v\f\u0085\u2028\u2029", "\n"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    "\u00d0": "\u0110",  # Ð, Icelandic eth, typed for Đ
    "\u00f0": "\u0111",
}
_TABLE = str.maketrans(_SAME_CHARACTER)
_ODD = re.compile(f"[{_INVISIBLE}{''.join(_SAME_CHARACTER)}]")
_UNSEEN = re.compile(f"[{_INVISIBLE}]")
_HEAP = re.compile(r"[^\w\s!-~]{32,}")  # of marks, perhaps
_HANGUL_VOWELS_AND_TAILS = range(0x1160, 0x1200)


@dataclass(frozen=True, slots=True)
class Normalized:
    """A text in one spelling; character i came from original characters [starts[i], ends[i])."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, start: int, end: int) -> Span:
        """The original span of text[start:end], which must not be empty."""
        return self.starts[start], self.ends[end - 1]


def normalize(text: str) -> Normalized:
    """NFC; one blank, one dash, one kind of quote, Ð as Đ; invisible characters gone.

    Normalising twice is normalising once; every span of the result maps to a span of `text`.
    """
    if unicodedata.is_normalized("NFC", text) and not _UNSEEN.search(text):
        whole = text.translate(_TABLE) if _ODD.search(text) else text
        return Normalized(whole, range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster, start, end in _clusters(text):
        piece = compose(cluster).translate(_TABLE)
        pieces.append(piece)
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))
    return Normalized("".join(pieces), starts, ends)


def compose(text: str) -> str:
    """NFC in linear time; the library alone takes the square of the size of a heap of marks."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _HEAP.sub(_in_order, text))


def _in_order(heap: re.Match[str]) -> str:
    """A heap with its marks in canonical order, which is what the library is slow at."""
    marks = "".join(unicodedata.normalize("NFD", c) for c in heap.group())
    runs = groupby(marks, lambda c: unicodedata.combining(c) > 0)
    return "".join("".join(sorted(r, key=unicodedata.combining) if m else r) for m, r in runs)


def _clusters(text: str) -> Iterator[tuple[str, int, int]]:
    """The visible characters in runs that NFC may compose: a base and what joins on to it."""
    cluster: list[str] = []
    start = end = 0
    for position, character in enumerate(text):
        if _UNSEEN.match(character):
            continue
        if cluster and not _joins(character):
            yield "".join(cluster), start, end
            cluster.clear()
        if not cluster:
            start = position
        cluster.append(character)
        end = position + 1
    if cluster:
        yield "".join(cluster), start, end


def _joins(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or ord(character) in _HANGUL_VOWELS_AND_TAILS
