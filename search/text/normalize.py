"""str → str: one spelling per character, with a map back to the original offsets (rule V1)."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from search.report import Span

# Invisible characters that change nothing a reader sees.
_INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff"
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
_ODD = re.compile(f"[{_INVISIBLE}{''.join(_SAME_CHARACTER)}]")
UNSEEN = re.compile(f"[{_INVISIBLE}]")
_VISIBLE = re.compile(rf"[^\s{_INVISIBLE}]")
_FEW_MARKS = 32
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
    has_odd = _ODD.search(text) is not None  # most texts have none, and are one search
    if unicodedata.is_normalized("NFC", text) and not (has_odd and UNSEEN.search(text)):
        whole = _same(text) if has_odd else text
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
    for odd, plain in _SAME_CHARACTER.items():
        text = text.replace(odd, plain)
    return text


def composed(text: str) -> str:
    """NFC, in time n log n: Python's own puts a run of marks in order by insertion, in n²."""
    if len(text) <= _FEW_MARKS or unicodedata.is_normalized("NFC", text):
        return unicodedata.normalize("NFC", text)
    letters = "".join(unicodedata.normalize("NFD", character) for character in text)
    ordered: list[str] = []
    for _, run in groupby(letters, key=lambda letter: unicodedata.combining(letter) > 0):
        ordered += sorted(run, key=unicodedata.combining)  # letters that are no marks stay
    return unicodedata.normalize("NFC", "".join(ordered))


def _unusual(text: str) -> re.Pattern[str]:
    """The stretches that do not stay as they are: what joins on to a character, or changes."""
    unusual = _INVISIBLE + "".join(
        character
        for character in sorted(set(text))
        if _joins(character) or not unicodedata.is_normalized("NFC", character)
    )
    return re.compile(f"[^{unusual}]?[{unusual}]+")


def _clusters(text: str, first: int, last: int) -> Iterator[tuple[str, int, int]]:
    """The visible ones of text[first:last] in runs that NFC may compose: a base and its marks."""
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
    """Whether a character stays as it is in a normal form, whatever stands beside it."""
    return unicodedata.is_normalized("NFC", character) and not _joins(character)


def _joins(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or ord(character) in _HANGUL_VOWELS_AND_TAILS
