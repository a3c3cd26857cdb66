"""str → str in Unicode's normal form, invisible characters gone, with a map back (rule V1)."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from search.report import Span

INVISIBLE = (
    "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\ufeff"
)
"""Characters that change nothing a reader sees."""
SEPARATOR, SEPARATORS = "\u200b", "\u200b\u200c\u200d\u2060\ufeff"
"""Those of them that some editors put between two words instead of a blank, and one for all."""
_SAME_CHARACTER = {
    **dict.fromkeys("\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007", " "),
    **dict.fromkeys("\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\r\v\f\u0085\u2028\u2029", "\n"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‘’‚‛\u02b9\u02bb\u02bc", "'"),  # the last three are letters to Unicode
    "\u00b5": "\u03bc",  # the micro sign, whose capital is that of mu
    "\u00d0": "\u0110",  # Ð, Icelandic eth, typed for Đ
    "\u00f0": "\u0111",
    "\u00ba": "\u00b0",  # º, the ordinal sign, typed for the sign of degrees
}
BLANKS = frozenset(own for own, plain in _SAME_CHARACTER.items() if plain == " ") | {" "}
REPLACED = "".join(_SAME_CHARACTER)
"""What another character stands for."""
USUAL = "\t\r\u00a0–—“”‘’"
"""Of these, what is met every day; each one that is looked for costs time."""
UNSEEN = re.compile(f"[{INVISIBLE}]")
_VISIBLE = re.compile(rf"[^\s{INVISIBLE}]")
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


def canonical(text: str) -> Normalized:
    """NFC; one blank, one dash, one kind of quote, Ð as Đ; invisible characters gone.

    But what may separate two words, although it has no width, stays as `SEPARATOR`.
    """
    if unicodedata.is_normalized("NFC", text) and not UNSEEN.search(text):
        return Normalized(with_replaced(text), range(len(text)), range(1, len(text) + 1))
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
    return Normalized(with_replaced("".join(pieces)), starts, ends)


def is_blank(text: str) -> bool:
    """Whether nothing of a text is left to be seen when it is normalised."""
    return _VISIBLE.search(text) is None


def with_replaced(text: str, replaced: str = REPLACED) -> str:
    """One blank, one dash, one kind of quote; looking for each is faster than str.translate."""
    for character in replaced:
        text = text.replace(character, _SAME_CHARACTER[character])
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
    unusual = INVISIBLE + "".join(
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
    has_unseen = UNSEEN.search(text, first, last)  # most have none
    visible = _visible(text, first, last) if has_unseen else enumerate(text[first:last], first)
    for position, character in visible:
        if cluster and not _joins(character):
            yield "".join(cluster), start, end
            cluster = []
        if not cluster:
            start = position
        cluster.append(character)
        end = position + 1
    if cluster:
        yield "".join(cluster), start, end


def _visible(text: str, first: int, last: int) -> Iterator[tuple[int, str]]:
    """The visible characters of text[first:last] and their places; of the separators between two
    clusters the first one too, as `SEPARATOR`."""
    separator: int | None = None
    for position, character in enumerate(text[first:last], first):
        if UNSEEN.match(character):
            if separator is None and character in SEPARATORS:
                separator = position
            continue
        if separator is not None and not _joins(character):
            yield separator, SEPARATOR
        separator = None
        yield position, character
    if separator is not None:
        yield separator, SEPARATOR


def stands_alone(character: str) -> bool:
    """Whether a character stays as it is in the normal form, whatever its neighbours are."""
    return unicodedata.is_normalized("NFC", character) and not _joins(character)


def _joins(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or ord(character) in _HANGUL_VOWELS_AND_TAILS
