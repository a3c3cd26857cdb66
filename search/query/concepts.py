"""A run of words as typed → what in it is one thing, and every way to write each (V3 to V9)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.answers import NoticeKind
from search.dates import PartialDate, dates_in
from search.engine.query_tree import And, DateOverlaps, FacetValueIs, Node, Or, Phrase, Prefix, Term
from search.text.analyze import analyze, exact_term, folded_prefix
from search.text.lexicon.abbreviations import abbreviation_at
from search.text.lexicon.names import LONGEST_PERSON, may_be_person, names
from search.text.lexicon.numerals import forms, measured_end, ordinal_at, thousands, with_thousands
from search.text.lexicon.provinces import Province, province_at
from search.text.pyvi.segmenter import is_word
from search.text.spelling import to_orthography
from search.text.syllable import Syllable, is_spelled, other_vowel, spellings, syllables


class FacetLookup(Protocol):
    """What is asked of an index while a query is read: the values of its counted facets."""

    def values(self, facet: str) -> Iterable[str]:
        """All of one facet."""

    def has(self, facet: str, value: str) -> bool:
        """Whether some report has a value."""


@dataclass(frozen=True, slots=True)
class Concept:
    """Syllables [first, last) of a run that are one thing.

    `variants`: the ways to write it, as it was typed first. `alternatives`: what answers it besides
    its text. `kind` and `notice_words` tell the reader what was done, if it is worth telling.
    `province`: the one that it names. `is_dictionary_word`: a list has it as it was typed, so that
    a syllable without marks has none.
    """

    first: int
    last: int
    variants: tuple[Phrase, ...]
    alternatives: tuple[Node, ...] = ()
    kind: NoticeKind | None = None
    notice_words: tuple[str, ...] = ()
    province: Province | None = None
    is_dictionary_word: bool = False

    @property
    def node(self) -> Node:
        """What answers it."""
        return _or((*self.variants, *self.alternatives))

    @property
    def sought(self) -> list[tuple[Phrase, ...]]:
        """What is marked in a report, each with every way to write it."""
        apart = [part for node in self.alternatives if isinstance(node, And) for part in node.parts]
        return [ways for ways in (self.variants, *map(_phrases, apart)) if ways]


_MONTHS = frozenset(map(str, range(1, 13)))


def concepts(text: str, found: Sequence[Syllable], known: FacetLookup) -> list[Concept]:
    """The things of a run, whose syllables are `found`, in order; each syllable is in one.

    Dates are read first, then what else belongs together for a reason of its own, then names and
    words (V5).
    """
    taken: dict[int, Concept] = {}
    for unit in (*_dates(text, found), *_others(text, found, known), *_words(text, found)):
        if not any(number in taken for number in range(unit.first, unit.last)):
            taken |= dict.fromkeys(range(unit.first, unit.last), unit)
    alone = (taken.get(n) or Concept(n, n + 1, (phrase([s]),)) for n, s in enumerate(found))
    return list(dict.fromkeys(alone))


def segmented_words(text: str, found: Sequence[Syllable]) -> list[tuple[int, int]]:
    """[first, last) numbers of the syllables of each of pyvi's words.

    pyvi is given small letters, for case never matters (V14) and capitals mislead it in a query.
    What is typed without any mark is no word to it.
    """
    if not _may_join(found):
        return [(number, number + 1) for number in range(len(found))]
    return list(analyze(_as_usual(text, found)).words())


def _as_usual(text: str, found: Sequence[Syllable]) -> str:
    """The same syllables in small letters, each tone in its place, for pyvi knows no slips."""
    usual, end = "", 0
    for syllable in found:
        usual += text[end : syllable.start] + to_orthography(syllable.exact)
        end = syllable.end
    return usual + text[end:]


def _may_join(found: Sequence[Syllable]) -> bool:
    """Whether pyvi need be asked, which takes a while to load."""
    return len(found) > 1 and any(syllable.has_diacritics for syllable in found)


def phrase(row: Iterable[Syllable]) -> Phrase:
    """Syllables in a row, each as it was typed (V3, V4)."""
    return Phrase(tuple(map(slot, row)))


def slot(syllable: Syllable) -> tuple[Term, ...]:
    """What answers a syllable: itself, or any spelling of one typed without marks; and what has
    the other of i and y at its end where both are in use (V3)."""
    other = other_vowel(syllable)
    both = (syllable, other) if other else (syllable,)
    if syllable.is_unaccented:
        return tuple(Prefix(folded_prefix(s)) for s in both)
    return tuple(exact_term(s) for s in both)


def _dates(text: str, found: Sequence[Syllable]) -> Iterator[Concept]:
    """Dates, answered by the days of a report besides its text (V9)."""
    for said in dates_in(text):
        own = [n for n, s in enumerate(found) if said.start <= s.start < said.end]
        typed = phrase(found[own[0] : own[-1] + 1])
        ways = dict.fromkeys([typed, *map(_row, _spelled_out(said.date))])
        besides = (DateOverlaps(said.days),)
        yield Concept(own[0], own[-1] + 1, tuple(ways), besides, NoticeKind.DATE)


def _spelled_out(date: PartialDate) -> Iterator[list[tuple[str, ...]]]:
    """The ways to write a date, each as what may stand at each place."""
    year, month, day = str(date.year), str(date.month), str(date.day)
    if date.quarter:
        quarter = forms(date.quarter)[:2]
        yield [("quý",), quarter, (year,)]
        yield [("quý",), quarter, ("năm",), (year,)]
        return
    for before in [[(day,)], [(day,), ("tháng",)]] if date.day else [[]]:
        yield [*before, (month,), (year,)]
        yield [*before, (month,), ("năm",), (year,)]


def _others(text: str, found: Sequence[Syllable], known: FacetLookup) -> Iterator[Concept]:
    """Abbreviations and what they stand for, ordinals, numbers and their units, names."""
    named = dict(names(list(found), text)) if _may_join(found) else {}
    first = 0
    while first < len(found):
        unit = (
            _short(found, first)
            or _ordinal(found, first)
            or _joined(text, found, first)
            or _measured(found, first)
            or _named(found, first, named.get(first, first), known)
        )
        if unit:
            yield unit
        first = unit.last if unit else first + 1


def _short(found: Sequence[Syllable], first: int) -> Concept | None:
    """An abbreviation or what one stands for (V6), and digits that touch it: "QL3B"."""
    last = first + 1
    while last < len(found) and found[last].start == found[last - 1].end:
        last += 1
    own = abbreviation_at(found, first)
    if not own or (last > first + 1 and own[0] > last):
        return Concept(first, last, (phrase(found[first:last]),)) if last > first + 1 else None
    end, others = own
    last = max(end, last) if last > first + 1 else end
    rest = tuple(map(slot, found[end:last]))
    ways = (phrase(found[first:last]), *(Phrase(_written(other) + rest) for other in others))
    ends = (province_at(found, begin) for begin in range(first, last))  # "thành phố Hồ Chí Minh"
    province = next((own[1] for own in ends if own and own[0] == last), None)
    held = (FacetValueIs("province", province.name),) if province else ()
    return Concept(first, last, ways, held, NoticeKind.ABBREVIATION, others, province)


def _ordinal(found: Sequence[Syllable], first: int) -> Concept | None:
    """An ordinal in digits, Roman or words, with "lần thứ" before it or without (V8)."""
    own = ordinal_at(found, first)
    if not own:
        return None
    short = _either([form for form in own.forms if " " not in form])
    if not any(syllable.has_diacritics for syllable in found[first : own.last]):
        short = tuple(dict.fromkeys((*short, *slot(found[own.last - 1]))))  # "thu hai": thu hái?
    numbers = [(short,), *(_written(form) for form in own.forms if " " in form)]
    noun = tuple(map(slot, found[first : own.counting]))
    between = tuple(map(slot, found[own.counting : own.number]))
    betweens = [between, *map(_written, own.otherwise)]
    ways = dict.fromkeys(Phrase(noun + some + n) for some in betweens for n in numbers)
    besides: tuple[Node, ...] = ()
    if own.is_meeting:
        apart = tuple(Phrase(_written("lần thứ") + n) for n in numbers)
        besides = (And((Phrase(noun), Or(apart))),)
    return Concept(first, own.last, tuple(ways), besides, NoticeKind.ORDINAL, own.forms)


def _joined(text: str, found: Sequence[Syllable], first: int) -> Concept | None:
    """Numbers that a dash or a slash joins (V7): "2021 - 2025", and a day of some year: "8/4"."""
    last = first + 1
    while last < len(found) and all(s.exact[0].isdecimal() for s in found[last - 1 : last + 1]):
        between = text[found[last - 1].end : found[last].start]
        if between != "/" and between.strip() != "-":
            break
        last += 1
    if last == first + 1:
        return None
    own = found[first:last]
    ways = [phrase(own)]
    if last == first + 2 and text[own[0].end] == "/" and own[1].exact in _MONTHS:
        ways.append(Phrase((*ways[0].slots[:1], *_written("tháng"), *ways[0].slots[1:])))
    return Concept(first, last, tuple(ways))


def _measured(found: Sequence[Syllable], first: int) -> Concept | None:
    """A number with its units, and its thousands named or not (V7)."""
    named = thousands(found, first)
    end, number = named or (first + 1, found[first].exact)
    last = measured_end(found, end - 1)
    others = [*([number] if named else []), *with_thousands(number)]
    if last == first + 1 and not others:
        return None
    rest = tuple(map(slot, found[end:last]))
    ways = [phrase(found[first:last]), *(Phrase(_written(other) + rest) for other in others)]
    return Concept(first, last, tuple(dict.fromkeys(ways)))


def _known(found: Sequence[Syllable], first: int, known: FacetLookup) -> int:
    """Where the name of a person that some report names ends."""
    for last in range(min(first + LONGEST_PERSON, len(found)), first + 1, -1):
        own = found[first:last]
        if any(known.has("person", name) for name in may_be_person(own)):
            return last
    return first


def _named(found: Sequence[Syllable], first: int, last: int, known: FacetLookup) -> Concept | None:
    """A name: of a province, of what a list or pyvi knows, or of a person of the index."""
    last = max(last, _known(found, first, known))
    own = province_at(found, first)
    if own and own[0] >= last:
        return _province(found, first, *own)
    if last == first:
        return None
    return Concept(first, last, (phrase(found[first:last]),), is_dictionary_word=True)


def _province(found: Sequence[Syllable], first: int, last: int, province: Province) -> Concept:
    """A province, spelled in any way (V12); its reports answer, whether they name it or not."""
    own = found[first:last]
    others = [other for other in province.spellings if not is_spelled(syllables(other), own)]
    ways = (phrase(own), *(Phrase(_written(other)) for other in others))
    held = (FacetValueIs("province", province.name),)
    kind = NoticeKind.ABBREVIATION if others else None
    is_listed = any(syllable.has_diacritics for syllable in own)
    return Concept(first, last, ways, held, kind, tuple(others), province, is_listed)


def _words(text: str, found: Sequence[Syllable]) -> Iterator[Concept]:
    for first, last in segmented_words(text, found):
        own = found[first:last]
        is_listed = len(own) == 2 and is_word(*(to_orthography(syllable.exact) for syllable in own))
        yield Concept(first, last, (phrase(own),), is_dictionary_word=is_listed)


def _written(text: str) -> tuple[tuple[Term, ...], ...]:
    """Words exactly as they are written."""
    return tuple((exact_term(syllable),) for syllable in syllables(text))


def _row(places: Iterable[Iterable[str]]) -> Phrase:
    return Phrase(tuple(map(_either, places)))


def _or(nodes: tuple[Node, ...]) -> Node:
    return nodes[0] if len(nodes) == 1 else Or(nodes)


def _phrases(node: Node) -> tuple[Phrase, ...]:
    parts = node.parts if isinstance(node, Or) else (node,)
    return tuple(part for part in parts if isinstance(part, Phrase))


def _either(ways: Iterable[str]) -> tuple[Term, ...]:
    """Any of some syllables."""
    return tuple(exact_term(Syllable(0, 0, *spellings(way))) for way in ways)
