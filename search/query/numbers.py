"""A run of words → Concepts for its dates, ordinals, joined numbers and measures (V7, V8, V9)."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from search.answers import NoticeKind
from search.dates import DateInText, PartialDate, dates_in
from search.engine.query_tree import And, DateOverlaps, Node, Or, Phrase, Term
from search.query.concepts import Concept, exact_slots, one_of, phrase, slot
from search.query.run import Run
from search.text.lexicon.digits import digits_at, number_words, with_other_point, with_other_zeros
from search.text.lexicon.numerals import (
    Ordinal,
    forms,
    measured_end,
    meeting_opening,
    ordinal_at,
    thousands,
    with_thousands,
)
from search.text.lexicon.units import unit_at
from search.text.lexicon.word_lists import entries
from search.text.syllable import is_spelled, syllables

_MONTHS = frozenset(map(str, range(1, 13)))
_PERCENT = ("%", "‰")
_LAST_HOUR = 24
_MINUTES = frozenset(f"{minute:02}" for minute in range(60))


def dates(run: Run) -> Iterator[Concept]:
    """Each date or period, answered by its spellings in the text or by the days of a report (V9).

    One told from today, "hôm qua", that is all of its run is answered by the days alone.
    """
    for found in dates_in(run.text):
        own = [n for n, s in enumerate(run.syllables) if found.start <= s.start < found.end]
        first, last = own[0], own[-1] + 1
        variants = dict.fromkeys([phrase(run.syllables[first:last]), *_spelled(found)])
        days = (DateOverlaps(found.days),)
        is_all = found.is_relative and own == list(range(len(run.syllables)))
        yield Concept(first, last, tuple(variants), days, NoticeKind.DATE, is_answered_apart=is_all)


def _spelled(found: DateInText) -> Iterator[Phrase]:
    if found.date:
        yield from (Phrase(tuple(map(one_of, words))) for words in _spellings(found.date))
    yield from (Phrase(exact_slots(spelling)) for spelling in found.spellings)


def ordinal(run: Run, first: int) -> Concept | None:
    """An ordinal in digits, Roman or words, with "lần thứ" before it or without (V8)."""
    own = ordinal_at(run.syllables, first)
    if not own:
        return None
    numbers = _written_numbers(run, first, own)
    noun = tuple(map(slot, run.syllables[first : own.counting]))
    opening = tuple(map(slot, run.syllables[own.counting : own.number]))
    openings = [opening, *map(exact_slots, own.other_openings)]
    variants = dict.fromkeys(n.behind(noun + some) for some in openings for n in numbers)
    apart: tuple[Node, ...] = ()
    if own.is_meeting:
        counted = tuple(n.behind(exact_slots(meeting_opening())) for n in numbers)
        apart = (And((Phrase(noun), Or(counted))),)
    return Concept(first, own.last, tuple(variants), apart, NoticeKind.ORDINAL, own.forms)


def numbered(run: Run, first: int) -> Concept | None:
    """A word with its number: "bão số 3", but not "dân số 3 triệu", where "số" is in the word."""
    found = run.syllables
    last = next((last for begin, last in run.words if begin == first), first)
    if last == first or last + 1 >= len(found) or not found[first].has_diacritics:
        return None
    if not (found[last].exact in number_words() and found[last + 1].exact.isdecimal()):
        return None
    return Concept(first, last + 2, (phrase(found[first : last + 2]),))


def joined_numbers(run: Run, first: int) -> Concept | None:
    """Numbers that a dash or a slash joins (V7): "2021 - 2025", and a day of some year: "8/4"."""
    text, found = run.text, run.syllables
    last = first + 1
    while last < len(found) and all(s.exact[0].isdecimal() for s in found[last - 1 : last + 1]):
        between = text[found[last - 1].end : found[last].start]
        if between != "/" and between.strip() != "-":
            break
        last += 1
    if last == first + 1:
        return None
    own = found[first:last]
    variants = [phrase(own)]
    if last == first + 2 and text[own[0].end] == "/" and own[1].exact in _MONTHS:
        day, month = variants[0].slots
        variants.append(Phrase((day, one_of([_date_words()["month"]]), month)))
        dotted = f"{own[0].exact}.{own[1].exact}", f"{own[0].exact}.{own[1].exact:0>2}"
        variants.append(Phrase((one_of(dict.fromkeys(dotted)),)))
    return Concept(first, last, tuple(variants))


def measure(run: Run, first: int) -> Concept | None:
    """A number with its units, its digits set apart or not, and its thousands named or not (V7).

    Other ways to write the unit only find, and add nothing to a score: the number and the unit as
    typed are scored each, for a report may be about the one without the other.
    """
    found = run.syllables
    if not found[first].exact[0].isdecimal():
        return None
    end, other_forms = _number_forms(run, first)
    last, units = _units(run, end)
    surface = run.text[found[first].start : found[end - 1].end]
    is_share = run.text[found[end - 1].end :].lstrip().startswith(_PERCENT)
    if end == first + 1:
        if is_share or last > end or "," in surface:  # alone, "4.0" is a name
            other_forms += with_other_point(surface)
        other_forms += with_other_zeros(surface, is_share=is_share)
    if last == first + 1 and not other_forms:
        return None
    numbers = [tuple(map(slot, found[first:end])), *map(exact_slots, other_forms)]
    typed, *others = [tuple(Phrase(number + unit) for number in numbers) for unit in units]
    return Concept(first, last, tuple(dict.fromkeys(typed)), tuple(chain.from_iterable(others)))


def joined_measure(run: Run, first: int) -> Concept | None:
    """The same, if a unit touches the number: "8.500tỷ"; other letters there make it a code."""
    found, own = run.syllables, measure(run, first)
    if own is None or own.last == first + 1 or found[first + 1].start != found[first].end:
        return None
    return own


_Slots = tuple[tuple[Term, ...], ...]


def _units(run: Run, first: int) -> tuple[int, list[_Slots]]:
    """Where what a number counts ends, and the ways to write it: "triệu mét vuông", "triệu m2"."""
    found = run.syllables
    last = measured_end(found, first - 1)
    for begin in range(first, last + 1):
        if known := unit_at(found, begin, run.text):
            end, others = known
            last = max(last, end)
            around = tuple(map(slot, found[first:begin])), tuple(map(slot, found[end:last]))
            also = [around[0] + exact_slots(other) + around[1] for other in others]
            return last, [tuple(map(slot, found[first:last])), *also]
    return last, [tuple(map(slot, found[first:last]))]


def _number_forms(run: Run, first: int) -> tuple[int, list[str]]:
    """Where a number ends, and its other forms."""
    found, text = run.syllables, run.text
    if named := thousands(found, first):
        return named[0], [named[1], *with_thousands(named[1])]
    grouped = digits_at(found, first, text)
    last, forms = grouped or (first + 1, ())
    number = next((form for form in forms if form.isdecimal()), found[first].exact)
    return last, [*forms, *with_thousands(number)]


def clock(run: Run, first: int) -> Concept | None:
    """A time of day: "15h30" is also "15 giờ 30" and 15:30, "7h" also "7 giờ" (V7)."""
    found, text = run.syllables, run.text
    own = found[first : first + 3]
    if not (own and own[0].exact.isdecimal() and int(own[0].exact) <= _LAST_HOUR):
        return None
    has_word = len(own) > 1 and any(is_spelled(syllables(w), own[1:2]) for w in _clock_words())
    if not has_word and not (len(own) > 1 and text[own[0].end : own[1].start] == ":"):
        return None
    minutes = own[1 + has_word : 2 + has_word]
    if minutes and text[minutes[0].start : minutes[0].end] not in _MINUTES:
        minutes = ()
    last = first + 1 + has_word + len(minutes)
    behind = tuple(map(slot, minutes))
    words = [*_clock_words(), *([""] if minutes else [])]
    spelled = (Phrase((slot(own[0]), *exact_slots(word), *behind)) for word in words)
    variants = dict.fromkeys([phrase(found[first:last]), *spelled])
    return Concept(first, last, tuple(variants)) if minutes or has_word else None


@cache
def _clock_words() -> list[str]:
    """What may stand behind the hours of a time: "giờ", "h"."""
    return [word for [word] in entries("clock_words.tsv", Path(__file__).parent / "data")]


def _spellings(date: PartialDate) -> Iterator[list[Iterable[str]]]:
    """The ways to write a date, each as the words that may stand at each position."""
    quarter, month, year = ([_date_words()[part]] for part in ("quarter", "month", "year"))
    numbers = [[str(date.month)], [str(date.year)]]
    if date.quarter:
        numbers = [list(forms(date.quarter)[:2]), [str(date.year)]]
        yield [quarter, *numbers]
        yield [quarter, numbers[0], year, numbers[1]]
        return
    for before in [[[str(date.day)]], [[str(date.day)], month]] if date.day else [[]]:
        yield [*before, *numbers]
        yield [*before, numbers[0], year, numbers[1]]


class _WrittenNumber(NamedTuple):
    """A way to write the number of an ordinal, and the words that must not follow it."""

    slots: tuple[tuple[Term, ...], ...]
    not_followed_by: tuple[Term, ...] = ()

    def behind(self, slots: tuple[tuple[Term, ...], ...]) -> Phrase:
        """The ordinal as a phrase: `slots` are what stands before its number."""
        return Phrase(slots + self.slots, not_followed_by=self.not_followed_by)


def _written_numbers(run: Run, first: int, own: Ordinal) -> list[_WrittenNumber]:
    """Each way to write the number of an ordinal, the typed one first.

    All of one syllable share a slot, but where several words must not follow the one in words
    ("mười"), as these may well follow its digits: "kỳ họp thứ 10, hai nghị quyết".
    """
    figures, words = own.forms[:2], [form for form in own.forms[2:] if " " not in form]
    after = one_of(own.continuations)
    typed = run.syllables[own.number : own.last]
    any_spelling: tuple[Term, ...] = ()
    is_unaccented = not any(s.has_diacritics for s in run.syllables[first : own.last])
    if is_unaccented and len(typed) == 1 and not typed[0].exact.isdecimal():
        any_spelling = slot(typed[0])  # "thu hai" may be "thu hái", "quy vi" "quý vị"
    if len(after) <= 1:
        short = [_WrittenNumber((_together(one_of([*figures, *words]), any_spelling),), after)]
    else:
        short = [_WrittenNumber((one_of(figures),))]
        in_words = [_WrittenNumber((_together(one_of(words), any_spelling),), after)]
        short = [*short, *in_words] if typed[0].exact in figures else [*in_words, *short]
        short = [written for written in short if written.slots[0]]
    spelled = (exact_slots(form) for form in own.forms if " " in form)
    return [*short, *(_WrittenNumber(slots, after) for slots in spelled)]


def _together(some: tuple[Term, ...], others: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys((*some, *others)))


@cache
def _date_words() -> dict[str, str]:
    """ "quarter", "month" or "year" → the word before its number."""
    return dict(entries("date_words.tsv", Path(__file__).parent / "data"))
