"""str → str: one spelling per character, with a map back to the original offsets (rule V1)."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from search.report import Span

_INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff"
"""Characters that change nothing a reader sees."""
_SAME_CHARACTER = {
    **dict.fromkeys("\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007", " "),
    **dict.fromkeys("\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\r\v\f\u0085\u2028\u2029", "\n"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    "\u00b5": "\u03bc",  # the micro sign, whose capital is that of mu
    "\u00d0": "\u0110",  # Ð, Icelandic eth, typed for Đ
    "\u00f0": "\u0111",
}
_REPLACED = re.compile(f"[{_INVISIBLE}{''.join(_SAME_CHARACTER)}]")
UNSEEN = re.compile(f"[{_INVISIBLE}]")
_VISIBLE = re.compile(rf"[^\s{_INVISIBLE}]")
_SHORT = 32
"""A text of so many characters is composed fast in any case."""
_HANGUL_VOWELS_AND_TAILS = range(0x1160, 0x1200)
"""Letters that the normal form joins to the one before, although they are no combining ones."""


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
    has_replaced = _REPLACED.search(text) is not None  # most texts have none, and are one search
    if unicodedata.is_normalized("NFC", text) and not (has_replaced and UNSEEN.search(text)):
        whole = _same(text) if has_replaced else text
        return Normalized(whole, range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for stretch in _unusual(text).finditer(text):
        first, last = stretch.span()
        pieces.append(text[done:first])
        starts.extend(range(done, first))
        ends.extend(range(done + 1, first + 1))
        for cluster, start, end in _clusters(text, first, last):
            piece = composed(cluster)
            pieces.append(piece)
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
        done = last
    pieces.append(text[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return Normalized(_same("".join(pieces)), starts, ends)


def is_blank(text: str) -> bool:
    """Whether nothing of a text is left to be seen when it is normalised."""
    return _VISIBLE.search(text) is None


def _same(text: str) -> str:
    """One blank, one dash, one kind of quote; looking for each is faster than str.translate."""
    for replaced, plain in _SAME_CHARACTER.items():
        text = text.replace(replaced, plain)
    return text


def composed(text: str) -> str:
    """NFC, in time n log n; Python's own sorts combining characters by insertion, in n²."""
    if len(text) <= _SHORT or unicodedata.is_normalized("NFC", text):
        return unicodedata.normalize("NFC", text)
    letters = "".join(unicodedata.normalize("NFD", character) for character in text)
    ordered: list[str] = []
    for _, run in groupby(letters, key=lambda letter: unicodedata.combining(letter) > 0):
        ordered += sorted(run, key=unicodedata.combining)  # others stay in their order
    return unicodedata.normalize("NFC", "".join(ordered))


def _unusual(text: str) -> re.Pattern[str]:
    """A pattern of what may change: characters that join to the one before, or are replaced."""
    unusual = _INVISIBLE + "".join(
        character
        for character in sorted(set(text))
        if _joins(character) or not unicodedata.is_normalized("NFC", character)
    )
    return re.compile(f"[^{unusual}]?[{unusual}]+")


def _clusters(text: str, first: int, last: int) -> Iterator[tuple[str, int, int]]:
    """The visible characters of text[first:last] in clusters that NFC may compose.

    Each is a base with the combining characters behind it, and its span in the text.
    """
    cluster: list[str] = []
    start = end = first
    for position, character in enumerate(text[first:last], first):
        if UNSEEN.match(character):
            continue
        if cluster and not _joins(character):
            yield "".join(cluster), start, end
            cluster = []
        if not cluster:
            start = position
        cluster.append(character)
        end = position + 1
    if cluster:
        yield "".join(cluster), start, end


def stands_alone(character: str) -> bool:
    """Whether a character stays as it is in the normal form, whatever its neighbours are."""
    return unicodedata.is_normalized("NFC", character) and not _joins(character)


def _joins(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or ord(character) in _HANGUL_VOWELS_AND_TAILS
