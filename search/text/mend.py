"""A composed text → what is to be read otherwise in it: look-alikes, torn marks, lost blanks (V1).

Each stage is given the text as the one before left it, and no stage finds anything in a text that
all have mended: so mending twice is mending once.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from search.text.canonical import SEPARATOR, SEPARATORS, composed
from search.text.look_alikes import (
    FIRST_OF_FORMULAS,
    FOREIGN_LOOK_ALIKES,
    FOREIGN_WITH_MARKS,
    FORMS,
    LATIN_LOOK_ALIKES,
    MARKS,
    MARKS_FOR,
    STROKES,
)
from search.text.spelling import is_vietnamese
from search.text.tones import TONES, without_tones

_MARK = "\u0300-\u036f"
_TORN = "".join(TONES) + "\u0302\u0306\u031b"
"""The combining characters of Vietnamese."""
ODD = "".join([*FORMS, *LATIN_LOOK_ALIKES, *FOREIGN_LOOK_ALIKES]) + SEPARATORS + _TORN + STROKES
ODD += MARKS + FOREIGN_WITH_MARKS
"""What a composed text may have to be mended for."""
CONTEXTUAL = frozenset([*FORMS, *FOREIGN_LOOK_ALIKES, *FOREIGN_WITH_MARKS, *SEPARATORS])
"""Of these, the characters that are read by what stands around them, or as several ones."""
_LONGEST = 12
"""No syllable has more characters, with the combining ones."""

_LETTER = r"[^\W\d_]"
_LETTERS = rf"(?:{_LETTER}|[{_MARK}])"
_ALONE = "".join(c for c in [*FORMS, *LATIN_LOOK_ALIKES] if c < FIRST_OF_FORMULAS)
# One character above U+FFFF would make Python's class a list that is tried one by one.
_FORM = rf"[{re.escape(_ALONE)}][{_MARK}]*|[{FIRST_OF_FORMULAS}-\U0001d7ff][{_MARK}]*"
_IS_FORM, _IS_FORM_OR_MARKED = re.compile(_FORM), re.compile(rf"{_FORM}|{_LETTER}[{_MARK}]+")
_HAS_MARKS = re.compile(f"[{_MARK}]")
_WITH_SEPARATORS = re.compile(
    rf"(?<!{_LETTER})(?:{_LETTER}|{SEPARATOR})(?:{_LETTERS}|{SEPARATOR})*"
)
_PIECE = re.compile(rf"{_LETTERS}+")
_SEPARATOR = re.compile(rf"{SEPARATOR}+")
_TORN_MARKS = re.compile(rf"({_LETTER}[{_MARK}]*)((?: {{1,2}}[{_TORN}]+)+)")
_LETTERS_AT_END = re.compile(rf"{_LETTER}{_LETTERS}*\Z")
_REST = re.compile(rf" ({_LETTER}{{1,3}})(?!{_LETTERS})")
_FOREIGN = re.compile(f"[{''.join(FOREIGN_LOOK_ALIKES)}{FOREIGN_WITH_MARKS}]")
_WORD = re.compile(rf"(?<!{_LETTER}){_LETTER}{_LETTERS}*")
_CLUSTER = re.compile(rf"{_LETTER}[{_MARK}]*")
_WITH_STROKE = {"d": "đ", "D": "Đ"}
_AS_LATIN = str.maketrans(FOREIGN_LOOK_ALIKES)


class Mending(NamedTuple):
    """Characters [start, end) are to be read as `text`."""

    start: int
    end: int
    text: str


def read_forms(text: str) -> Iterator[Mending]:
    """Ⅷ as VIII, ² as 2, ƣ as ư, d̵ as đ, with the marks that stand on them."""
    pattern = _IS_FORM_OR_MARKED if _HAS_MARKS.search(text) else _IS_FORM
    for found in pattern.finditer(text):
        start, end = found.span()
        plain = _plain(found.group())
        if plain != found.group():
            yield Mending(start, end, _apart(text, start, end, plain))


def _plain(cluster: str) -> str:
    """A character with its marks as Vietnamese writes it."""
    first = cluster[0]
    letters = unicodedata.normalize("NFD", LATIN_LOOK_ALIKES.get(first, first)) + cluster[1:]
    base, marks = letters[0], list(letters[1:])
    base = FORMS.get(base, base)
    meant = MARKS_FOR.get(base.lower(), {})
    marks = [meant.get(mark, mark) for mark in marks]
    if base in _WITH_STROKE and any(mark in STROKES for mark in marks):
        base, marks = _WITH_STROKE[base], [mark for mark in marks if mark not in STROKES]
    return composed(base + "".join(marks))


def _apart(text: str, start: int, end: int, plain: str) -> str:
    """A digit that is raised, or in a circle, is no part of the number beside it: 10², 5½."""
    if text[start].isdecimal() or text[start].isalpha():
        return plain
    before = " " if plain[0].isdecimal() and text[start - 1 : start].isdecimal() else ""
    after = " " if not plain[-1].isalpha() and text[end : end + 1].isdecimal() else ""
    return f"{before}{plain}{after}"


def _separators(text: str) -> Iterator[Mending]:
    """What has no width is a blank between two words of Vietnamese, and nothing elsewhere."""
    if SEPARATOR not in text:
        return
    for run in _WITH_SEPARATORS.finditer(text):
        if SEPARATOR in run.group():
            blanks = _blanks(run.group())
            for found in _SEPARATOR.finditer(run.group()):
                blank = " " if found.start() in blanks else ""
                yield Mending(run.start() + found.start(), run.start() + found.end(), blank)


def _blanks(run: str) -> set[int]:
    """The places in a run of letters and separators where a separator parts two words.

    A syllable with separators inside is one: as many pieces as make one are taken together.
    """
    pieces = [(found.start(), found.group()) for found in _PIECE.finditer(run)]
    blanks: set[int] = set()
    before, at = "", 0
    while at < len(pieces):
        size = _pieces_of_syllable([piece for _, piece in pieces[at : at + _LONGEST]])
        own = "".join(piece for _, piece in pieces[at : at + size])
        if before and _are_two_words(before, own):
            blanks.add(pieces[at - 1][0] + len(pieces[at - 1][1]))
        before, at = own, at + size
    return blanks


def _pieces_of_syllable(pieces: list[str]) -> int:
    """How many pieces, from the first one on, make one syllable; 1 if none do."""
    sizes = range(len(pieces), 1, -1)
    return next((size for size in sizes if _is_syllable("".join(pieces[:size]))), 1)


def _are_two_words(first: str, second: str) -> bool:
    """Whether one of two pieces has diacritics of Vietnamese, or both are syllables without."""
    return any(map(_has_diacritics, (first, second))) or all(map(_is_syllable, (first, second)))


def _has_diacritics(piece: str) -> bool:
    letters = unicodedata.normalize("NFD", piece.translate(_AS_LATIN))
    return not letters.isascii() and all(c.isascii() or c in _TORN + "đĐ" for c in letters)


def _is_syllable(piece: str) -> bool:
    if len(piece) > _LONGEST:
        return False
    letters, tones = without_tones(piece.translate(_AS_LATIN))
    return is_vietnamese(unicodedata.normalize("NFC", letters) + tones)


def torn_marks(text: str) -> Iterator[Mending]:
    """A mark behind a blank belongs to the letter before: "Hô ̣i" is Hội, "thi ̣trường" is two."""
    if not _HAS_MARKS.search(text):
        return
    done, tail = 0, ""
    for found in _TORN_MARKS.finditer(text):
        before = (tail + text[max(done, found.start() - _LONGEST) : found.start()])[-_LONGEST:]
        edit = _joined(text, found, before)
        yield edit
        done, tail = edit.end, (before + edit.text)[-_LONGEST:]


def _joined(text: str, found: re.Match[str], before: str) -> Mending:
    """A letter with the marks torn from it; `before`: what is read before the letter.

    The blank falls away inside a syllable. A mark that goes with no letter falls away too: none
    may be left behind a blank, where reading the text again would join it to another syllable.
    """
    letter, marks = found.groups()
    start, end = found.span()
    whole = _with_marks(letter, marks.replace(" ", ""))
    left = _letters_at_end(before) + whole
    right = _letters_at(text, end)
    if rest := _rest_of(text, end, left + right):
        return Mending(start, end + rest, whole)
    if _is_syllable(left + right):
        return Mending(start, end, whole)
    fits = len(whole) == 1 or _is_syllable(left)
    return Mending(start, end, (whole if fits else letter) + (" " if right else ""))


def _with_marks(letter: str, marks: str) -> str:
    """A letter with marks that it has not got yet, composed."""
    held = unicodedata.normalize("NFD", letter)
    return composed(letter + "".join(m for m in dict.fromkeys(marks) if m not in held))


def _rest_of(text: str, end: int, syllable: str) -> int:
    """1 if the blank behind a torn mark is one inside a syllable, as in "Hô ̣ i", else 0."""
    rest = _REST.match(text, end)
    if not rest or not _is_syllable(syllable + rest[1]):
        return 0
    return int(len(rest[1]) == 1 or not _is_syllable(rest[1]))


def _letters_at(text: str, start: int) -> str:
    run = _PIECE.match(text, start, start + _LONGEST)
    return run.group() if run else ""


def _letters_at_end(text: str) -> str:
    run = _LETTERS_AT_END.search(text)
    return run.group() if run else ""


def letters_of_other_scripts(text: str) -> Iterator[Mending]:
    """Greek and Cyrillic letters that look like Latin ones, in a word that has Latin ones too."""
    if not _FOREIGN.search(text):
        return
    for word in _WORD.finditer(text):
        if _FOREIGN.search(word.group()) and _is_mixed(word.group()):
            for found in _CLUSTER.finditer(text, *word.span()):
                letters = unicodedata.normalize("NFD", found.group())
                if _FOREIGN.search(letters):
                    yield Mending(*found.span(), _plain(letters.translate(_AS_LATIN)))


def _is_mixed(word: str) -> bool:
    """Whether a word has Latin letters, and no letter of another script that looks like none."""
    letters = [c for c in unicodedata.normalize("NFD", word) if c.isalpha()]
    is_latin = [_is_latin(letter) for letter in letters]
    return any(is_latin) and all(
        own or letter in FOREIGN_LOOK_ALIKES for own, letter in zip(is_latin, letters, strict=True)
    )


def _is_latin(letter: str) -> bool:
    return letter < "\u02b0" or "\u1e00" <= letter <= "\u1eff"


STAGES: tuple[Callable[[str], Iterator[Mending]], ...] = (
    read_forms,
    _separators,
    torn_marks,
    letters_of_other_scripts,
)
