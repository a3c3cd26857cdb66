"""A character → the letters or digits that it is a form of, or that it looks like (rule V1)."""

import unicodedata
from collections.abc import Iterator
from itertools import chain

from search.text.canonical import stands_alone
from search.text.lexicon.word_lists import entries

STROKES = "\u0335\u0336"
"""A stroke through the letter is drawn where đ is meant (d̵)."""
_CIRCUMFLEX, _BREVE, _CARON, _ARCH = "\u0302\u0306\u030c\u0311"
MARKS_FOR = {
    letter: {_CARON: _BREVE if letter == "a" else _CIRCUMFLEX, _ARCH: _CIRCUMFLEX}
    for letter in "aeo"
}
"""A letter → each mark that is drawn on it for another one: ǎ for ă, ě and ȇ for ê."""
MARKS = _CARON + _ARCH
"""These marks."""
FIRST_OF_FORMULAS = "\U0001d400"
"""The first of the letters of formulas, which posts have as bold ones; no other form is above."""
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_SIGNS = (range(0x2103, 0x2117), range(0x24B6, 0x24EA), range(0x3371, 0x33E0))
"""Where Unicode has signs that are made of letters, and units: ℃, №, Ⓗ, ㎡."""
_FORMS = (
    range(0xAA, 0xBF),  # ² ³ ¹ ½
    range(0x132, 0x180),
    range(0x1C4, 0x1F4),
    range(0x2B0, 0x2E5),
    range(0x1D2C, 0x1DC0),
    range(0x2070, 0x20A0),  # superscripts and subscripts
    range(0x2100, 0x218A),  # fractions, Roman numerals
    range(0x2460, 0x249C),  # numbers in circles and brackets
    range(0x3251, 0x32C0),
    range(0xFB00, 0xFB07),  # ligatures
    range(ord(FIRST_OF_FORMULAS), 0x1D800),
)
"""Where Unicode has forms that are made of Latin letters and digits."""


def _forms() -> Iterator[tuple[str, str]]:
    for block in (*_FORMS, *_SIGNS, _FULL_WIDTH):
        for character in map(chr, block):
            plain = unicodedata.normalize("NFKC", character)
            if (
                plain != unicodedata.normalize("NFC", character)
                and all(map(stands_alone, plain))
                and (character.isalnum() or block not in _FORMS)
                and (_has_letters(plain) or block is _FULL_WIDTH)
            ):
                yield character, plain


def _has_letters(text: str) -> bool:
    return any(letter.isascii() and letter.isalnum() for letter in text)


def _listed(use: str) -> Iterator[tuple[str, str]]:
    return chain.from_iterable(
        zip(letters, plain, strict=True)
        for own, letters, plain in entries("look_alikes.tsv")
        if own == use
    )


FORMS = dict(_forms())
"""A compatibility form → its letters and digits: ﬁ, Ⅷ, ², ㎡, full width. See NFKC in Unicode."""
LATIN_LOOK_ALIKES = dict(_listed("latin"))
"""A letter that stands for one of Vietnamese wherever it stands: ƣ for ư."""
FOREIGN_LOOK_ALIKES = dict(_listed("mixed"))
"""A Greek or Cyrillic letter → the Latin one that it stands for in a word with Latin letters."""
FOREIGN_WITH_MARKS = "".join(
    character
    for character in map(chr, chain(range(0x370, 0x530), range(0x1F00, 0x2000)))
    if len(letters := unicodedata.normalize("NFD", character)) > 1
    and letters[0] in FOREIGN_LOOK_ALIKES
)
"""The characters that are one of these letters and a mark: Ά, ӑ."""
