"""A run of words as typed → what in it is one thing, and every way to write each (V3 to V9)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.dates import Written, dates_in
from search.engine import Having, Node, Or, Phrase, Prefix, Term, Within
from search.model import NoteKind
from search.text.abbreviations import abbreviation_at
from search.text.analyze import analyze, any_spelling, exact_term
from search.text.names import names
from search.text.numerals import forms, measured_end, ordinal_at, thousands, with_thousands
from search.text.syllable import Syllable, is_called, other_vowel, spellings, syllables

Values = Callable[[str], Iterable[str]]
"""The name of a counted facet → the values that an index has of it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Syllables [first, last) of a run that are one thing.

    `phrases`: the ways to write it, as it was typed first. `besides`: what answers it besides its
    text. `kind` and `ways` tell the reader what was done, if it is worth telling.
    """

    first: int
    last: int
    phrases: tuple[Phrase, ...]
    besides: tuple[Node, ...] = ()
    kind: NoteKind | None = None
    ways: tuple[str, ...] = ()

    @property
    def node(self) -> Node:
        """What answers it."""
        nodes = (*self.phrases, *self.besides)
        return nodes[0] if len(nodes) == 1 else Or(nodes)


def units(text: str, found: Sequence[Syllable], values: Values) -> list[Unit]:
    """The things of a run, whose syllables are `found`, in order; each syllable is in one.

    Dates are read first, then what else belongs together for a reason of its own, then names and
    words (V5).
    """
    taken: dict[int, Unit] = {}
    for unit in (*_dates(text, found), *_others(text, found, values), *_words(text, found)):
        if not any(number in taken for number in range(unit.first, unit.last)):
            taken |= dict.fromkeys(range(unit.first, unit.last), unit)
    alone = (taken.get(n) or Unit(n, n + 1, (phrase([s]),)) for n, s in enumerate(found))
    return list(dict.fromkeys(alone))


def words(text: str, found: Sequence[Syllable]) -> list[tuple[int, int]]:
    """[first, last) numbers of the syllables of each of pyvi's words.

    pyvi is given small letters, for case never matters (V14) and capitals mislead it in a query.
    What is typed without any mark is no word to it.
    """
    if not _may_join(found):
        return [(number, number + 1) for number in range(len(found))]
    small = text.lower()
    return list(analyze(small if len(small) == len(text) else text).words())


def _may_join(found: Sequence[Syllable]) -> bool:
    """Whether pyvi need be asked, which takes a while to load."""
    return len(found) > 1 and any(syllable.is_marked for syllable in found)


def phrase(row: Iterable[Syllable]) -> Phrase:
    """Syllables in a row, each as it was typed (V3, V4)."""
    return Phrase(tuple(map(slot, row)))


def slot(syllable: Syllable) -> tuple[Term, ...]:
    """What answers a syllable: itself, or any spelling of one typed without marks; and what has
    the other of i and y at its end where both are in use (V3)."""
    other = other_vowel(syllable)
    both = (syllable, other) if other else (syllable,)
    if syllable.is_bare:
        return tuple(Prefix(any_spelling(s)) for s in both)
    return tuple(exact_term(s) for s in both)


def _dates(text: str, found: Sequence[Syllable]) -> Iterator[Unit]:
    """Dates, answered by the days of a report besides its text (V9)."""
    for written in dates_in(text):
        own = [n for n, s in enumerate(found) if written.start <= s.start < written.end]
        typed = phrase(found[own[0] : own[-1] + 1])
        ways = dict.fromkeys([typed, *map(_row, _spelled_out(written))])
        besides = (Within(written.dates),)
        yield Unit(own[0], own[-1] + 1, tuple(ways), besides, NoteKind.DATE)


def _spelled_out(written: Written) -> Iterator[list[tuple[str, ...]]]:
    """The ways to write a date, each as what may stand at each place."""
    year, month, day = str(written.year), str(written.month), str(written.day)
    if written.quarter:
        quarter = forms(written.quarter)[:2]
        yield [("quý",), quarter, (year,)]
        yield [("quý",), quarter, ("năm",), (year,)]
        return
    for before in [[(day,)], [(day,), ("tháng",)]] if written.day else [[]]:
        yield [*before, (month,), (year,)]
        yield [*before, (month,), ("năm",), (year,)]


def _others(text: str, found: Sequence[Syllable], values: Values) -> Iterator[Unit]:
    """Abbreviations and what they stand for, ordinals, numbers and their units, names."""
    named = dict(names(list(found), text)) if _may_join(found) else {}
    first = 0
    while first < len(found):
        unit = (
            _short(found, first)
            or _ordinal(found, first)
            or _measured(found, first)
            or _named(found, first, named.get(first, first), values)
            or _bare_province(found, first, values)
        )
        if unit:
            yield unit
        first = unit.last if unit else first + 1


def _short(found: Sequence[Syllable], first: int) -> Unit | None:
    """An abbreviation or what one stands for (V6), and digits that touch it: "QL3B"."""
    last = first + 1
    while last < len(found) and found[last].start == found[last - 1].end:
        last += 1
    own = abbreviation_at(found, first)
    if not own or (last > first + 1 and own[0] > last):
        return Unit(first, last, (phrase(found[first:last]),)) if last > first + 1 else None
    end, others = own
    last = max(end, last) if last > first + 1 else end
    rest = tuple(map(slot, found[end:last]))
    ways = (Phrase(_written(other).slots + rest) for other in others)
    typed = phrase(found[first:last])
    return Unit(first, last, (typed, *ways), kind=NoteKind.ABBREVIATION, ways=others)


def _ordinal(found: Sequence[Syllable], first: int) -> Unit | None:
    """An ordinal in digits, Roman or words, with "lần thứ" before it or without (V8)."""
    own = ordinal_at(found, first)
    if not own:
        return None
    last, ways = own
    counted, number = tuple(map(slot, found[first : last - 1])), _either(ways)
    if not any(syllable.is_marked for syllable in found[first:last]):
        number = tuple(dict.fromkeys((*number, *slot(found[last - 1]))))  # "thu hai" may be thu hái
    phrases = [Phrase((*counted, number))]
    if found[last - 2].folded not in ("thu", "lan"):
        phrases += [Phrase((*counted, *_written(m).slots, number)) for m in ("thứ", "lần thứ")]
    return Unit(first, last, tuple(phrases), kind=NoteKind.ORDINAL, ways=ways)


def _measured(found: Sequence[Syllable], first: int) -> Unit | None:
    """A number with its units, and its thousands named or not (V7)."""
    if named := thousands(found, first):
        last, number = named
        return Unit(first, last, (phrase(found[first:last]), _written(number)))
    last = measured_end(found, first)
    ways = with_thousands(found[first].exact)
    if last == first + 1 and not ways:
        return None
    rest = tuple(map(slot, found[first + 1 : last]))
    others = (Phrase(_written(way).slots + rest) for way in ways)
    return Unit(first, last, (phrase(found[first:last]), *others))


def _named(found: Sequence[Syllable], first: int, last: int, values: Values) -> Unit | None:
    """A name; a province also answers by its facet, whether the text names it or not."""
    if last == first:
        return None
    own = found[first:last]
    called = (value for value in values("province") if is_called(syllables(value), own))
    return Unit(first, last, (phrase(own),), tuple(Having("province", v) for v in called))


def _bare_province(found: Sequence[Syllable], first: int, values: Values) -> Unit | None:
    """A province of the index that was typed without marks."""
    if not all(syllable.is_bare for syllable in found[first : first + 2]):
        return None
    for value in values("province"):
        name = syllables(value)
        own = found[first : first + len(name)]
        if len(name) > 1 and is_called(name, own):
            return Unit(first, first + len(name), (phrase(own),), (Having("province", value),))
    return None


def _words(text: str, found: Sequence[Syllable]) -> Iterator[Unit]:
    for first, last in words(text, found):
        yield Unit(first, last, (phrase(found[first:last]),))


def _written(text: str) -> Phrase:
    """Words exactly as they are written."""
    return Phrase(tuple((exact_term(syllable),) for syllable in syllables(text)))


def _row(places: Iterable[Iterable[str]]) -> Phrase:
    return Phrase(tuple(map(_either, places)))


def _either(ways: Iterable[str]) -> tuple[Term, ...]:
    """Any of some syllables."""
    return tuple(exact_term(Syllable(0, 0, *spellings(way))) for way in ways)
