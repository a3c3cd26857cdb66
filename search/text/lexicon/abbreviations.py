"""Syllables as typed → the abbreviations among them, and what others are short for (rule V6)."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise

from search.report import Span
from search.text.lexicon.form_table import Form, FormTable, Known, distinct
from search.text.lexicon.initials import Abbreviation, forms_of
from search.text.lexicon.word_lists import entries
from search.text.normalize import normalize
from search.text.syllable import Syllable, syllables

CAPITALS, TYPED = "capitals", "typed"
"""How far a line of the table is read; the table says what that means."""


def table() -> list[Abbreviation]:
    """The lines of the table that are read both ways, in its order."""
    return [own for own in _lines() if not own.use]


def abbreviation_at(found: Sequence[Syllable], first: int) -> Known | None:
    """The longest abbreviation, or what one stands for, that begins at a syllable.

    The answer is the number behind its last syllable, and every other way to write it, those of
    the table first. Neither case nor left-out diacritics make a difference: "dbqh" gives "đại biểu
    quốc hội".
    """
    return abbreviation_forms().at(found, first)


def ending_at(found: Sequence[Syllable], first: int, text: str) -> Known | None:
    """What stands for one of the abbreviations that are words in small letters, and begins there.

    "TƯ" in capitals, and whatever means the same: TW, T.Ư, trung ương. `text`: what was typed. The
    answer has all its forms, TƯ too: at the end of an abbreviation, or of the number of a document
    ("57-NQ/TƯ"), it stands for no word.
    """
    if first >= len(found):
        return None
    own = found[first]
    typed = text[own.start : own.end]
    if typed in _in_capitals():
        return first + 1, (typed, *_in_capitals()[typed])
    known = abbreviation_at(found, first)
    if known is None:
        return None
    end, others = known
    capitals = tuple(short for short, same in _in_capitals().items() if same[0] in others)
    return (end, (*others, *capitals)) if capitals else None


def is_listed(form: str) -> bool:
    """Whether the table itself has a form, so that a reader can be told it."""
    return form in _listed()


@lru_cache(maxsize=1024)
def initialisms_in(text: str) -> tuple[Span, ...]:
    """Where the abbreviations stand that a form of the table joins: "CNH-HĐH" is CNH and HĐH.

    Empty if the text is no form of the table, or if another sign than a hyphen, a comma or a slash
    joins its parts ("TP HCM"), or if one of them is no abbreviation of its own: "KT-XH".
    """
    found = syllables(text)
    known = abbreviation_at(found, 0) if 1 < len(found) <= abbreviation_forms().longest else None
    if known is None or known[0] < len(found):
        return ()
    joints = (normalize(text[one.end : other.start]).text for one, other in pairwise(found))
    is_joined = all(joint.strip() in _JOINTS for joint in joints)
    is_each_short = all(_is_short(own) for own in found)
    return tuple((own.start, own.end) for own in found) if is_joined and is_each_short else ()


_JOINTS = ("-", ",", "/")


def _is_short(own: Syllable) -> bool:
    """Whether one syllable is short for something."""
    return bool(abbreviation_forms().meant([own]))


@cache
def abbreviation_forms() -> FormTable:
    """Every form of the abbreviations of the table, and of what each is short for."""
    return FormTable(chain.from_iterable(map(_forms_of_meaning, _by_meaning().items())))


def _forms_of_meaning(meaning: tuple[str, list[Abbreviation]]) -> Iterator[Form]:
    """Every form of what some lines of the table are short for, with the others."""
    long, lines = meaning
    every = (*(own.short for own in lines), long, *_made(lines))
    written = distinct(form for form in every if form not in _ambiguous())
    sought = [form for form in written if form not in _only_typed()]
    for form, found in written.items():
        yield Form(found, tuple(other for other in sought if other != form))


def _by_meaning() -> dict[str, list[Abbreviation]]:
    meanings: dict[str, list[Abbreviation]] = {}
    for own in _lines():
        if own.use != CAPITALS:
            meanings.setdefault(own.long, []).append(own)
    return meanings


def _made(lines: Sequence[Abbreviation]) -> Iterator[str]:
    """The forms that follow by rule from the lines of one meaning."""
    long = lines[0].long
    made = [form for own in lines for form in forms_of(own)]
    yield from made
    for own in _lines():
        if own.long != long and own.use != TYPED:
            yield from _with_short(own, [long])  # "xây dựng NTM"
        if own.use == CAPITALS and own.long != long:
            same = (other.short for other in table() if other.long == own.long)
            for short in same:
                yield from _with_short(Abbreviation(own.short, short), [o.short for o in lines])
                yield from _with_short(Abbreviation(own.short, short), made)


def _with_short(own: Abbreviation, forms: Iterable[str]) -> Iterator[str]:
    """Forms, each with a part of it abbreviated; none of the parts is the whole."""
    for form in forms:
        spaced = f" {form.replace('-', ' ')} "
        if f" {own.long} " in spaced:
            yield spaced.replace(f" {own.long} ", f" {own.short} ").strip()


@cache
def _lines() -> tuple[Abbreviation, ...]:
    return tuple(Abbreviation(*entry) for entry in entries("abbreviations.tsv"))


@cache
def _listed() -> frozenset[str]:
    return frozenset(form for own in _lines() for form in (own.short, own.long))


@cache
def _only_typed() -> frozenset[str]:
    return frozenset(own.short for own in _lines() if own.use == TYPED)


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(short for [short] in entries("ambiguous_abbreviations.txt"))


@cache
def _in_capitals() -> dict[str, tuple[str, ...]]:
    return {
        own.short: (own.long, *(o.short for o in table() if o.long == own.long))
        for own in _lines()
        if own.use == CAPITALS
    }
