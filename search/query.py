"""What was typed → which reports are meant, what they are worth, and what to mark in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from search.dates import dates_in
from search.engine import And, Clause, Having, Node, Not, Or, Phrase, Prefix, Within
from search.model import Note, NoteKind
from search.schema import WORD_FIELDS
from search.syntax import DATE, Kind, Part, parts, without_or
from search.text.analyze import exact_term, word_term
from search.text.normalize import normalize
from search.text.syllable import Syllable, syllables
from search.units import Unit, Values, phrase, slot, units, words

MAX_CHARACTERS = 500
MAX_SYLLABLES = 64

# Weights of what a report may hold of the query. Words and pairs at a half were measured best
# untuned on seven retrieval sets; the rest waits for the relevance benchmark to say better.
SYLLABLE, PAIR, WORD, SAME_SPELLING, QUOTED, OTHERWISE = 1.0, 0.5, 0.5, 0.5, 1.0, 1.0


class QueryTooLongError(ValueError):
    """The query is longer than anyone types."""

    def __init__(self) -> None:
        super().__init__(
            f"the query is too long: at most {MAX_CHARACTERS} characters "
            f"and {MAX_SYLLABLES} syllables"
        )


@dataclass(frozen=True, slots=True)
class Understood:
    """A query as it will be asked: see `search.engine.Request` for `match` and `scored`.

    `sought`: what is marked in a hit, in the order it was typed, each with every way to write it.
    `is_empty`: nothing was typed; if something was and `match` is None, there is nothing to find.
    """

    match: Node | None
    scored: tuple[Clause, ...]
    sought: tuple[tuple[Phrase, ...], ...]
    notes: tuple[Note, ...]
    is_empty: bool


def no_values(facet: str) -> Iterable[str]:
    """The values of a facet where there is no index to ask."""
    return ()


def understand(text: str, values: Values = no_values) -> Understood:
    """Read a query: marked syllables exactly, bare ones in any spelling (V4).

    What belongs together becomes a phrase of its syllables, or another way to write it, and all
    are required (`search.units`); inside quotes everything is taken as it stands. `search.syntax`
    says what else can be typed. Raises QueryTooLongError.
    """
    if len(text) > MAX_CHARACTERS:
        raise QueryTooLongError
    typed = normalize(text).text
    reading = _Reading(typed, values)
    alternatives = [And(nodes) for own in parts(typed) if (nodes := reading.nodes(own))]
    if reading.syllables > MAX_SYLLABLES:
        raise QueryTooLongError
    notes = [Note(NoteKind.FOLDED, tuple(reading.bare))] if reading.bare else []
    notes += reading.notes
    if len(alternatives) > 1:
        notes.append(Note(NoteKind.EITHER, instead=without_or(typed)))
    if typed.strip() and not alternatives:
        notes.append(Note(NoteKind.NOTHING_TO_FIND, (typed.strip(),)))
    return Understood(
        match=(alternatives[0] if len(alternatives) == 1 else Or(tuple(alternatives)))
        if alternatives
        else None,
        scored=tuple(Clause(phrase, weight) for phrase, weight in reading.scored.items()),
        sought=tuple(reading.sought),
        notes=tuple(notes),
        is_empty=not typed.strip(),
    )


@dataclass(slots=True)
class _Reading:
    """What has been read of a query so far."""

    typed: str
    values: Values
    scored: dict[Phrase, float] = field(default_factory=dict)
    sought: dict[tuple[Phrase, ...], None] = field(default_factory=dict)
    bare: dict[str, None] = field(default_factory=dict)
    notes: dict[Note, None] = field(default_factory=dict)
    syllables: int = 0

    def nodes(self, alternative: Iterable[Part]) -> tuple[Node, ...]:
        """What answers each thing of an alternative; all are required."""
        nodes: dict[Node, None] = {}
        for part in alternative:
            found = self._excluded(part) if part.is_excluded else self._wanted(part)
            nodes |= dict.fromkeys(found)
        return tuple(nodes)

    def _excluded(self, part: Part) -> list[Node]:
        """All that a part asks for, but not together."""
        held = [unit.node for unit in self._units(part, syllables(part.text))]
        if not held:
            return []
        self._note(NoteKind.EXCLUDED, (part.text,), part.start, part.end, "")
        return [Not(And(tuple(held)))]

    def _wanted(self, part: Part) -> list[Node]:
        """What a part asks for; it is scored, marked and told."""
        found = syllables(part.text)
        asked = self._units(part, found)
        told: set[int] = set()
        for unit in asked:
            if unit.phrases:
                self.sought[unit.phrases] = None
            for other in unit.phrases[1:]:
                self.scored.setdefault(other, OTHERWISE)
            if unit.kind is None:
                continue
            told.update(range(unit.first, unit.last))
            start, end, instead = part.start, part.end, part.text
            if part.kind is Kind.WORDS:
                end = start + found[unit.last - 1].end
                start += found[unit.first].start
                instead = f'"{self.typed[start:end]}"'
            self._note(unit.kind, (self.typed[start:end], *unit.ways), start, end, instead)
        if part.kind in (Kind.WORDS, Kind.QUOTED):
            self._score(part, found)
            for number, syllable in enumerate(found):
                if syllable.is_bare and number not in told:
                    self.bare[part.text[syllable.start : syllable.end]] = None
        return [unit.node for unit in asked]

    def _units(self, part: Part, found: Sequence[Syllable]) -> list[Unit]:
        self.syllables += len(found)
        whole = 0, len(found)
        if part.kind is Kind.FIELD and (held := self._held(part)):
            return [Unit(*whole, (), held, NoteKind.FIELD, (part.field, part.text))]
        if not found:
            return []
        if part.kind is Kind.BEGINNING:
            beginning = Phrase(((Prefix(found[0].folded),),))
            self.scored.setdefault(beginning, SYLLABLE)
            return [Unit(*whole, (beginning,), kind=NoteKind.BEGINNING)]
        if part.kind is Kind.QUOTED:
            return [Unit(*whole, (phrase(found),))]
        return units(part.text, found, self.values)

    def _held(self, part: Part) -> tuple[Node, ...]:
        """What a field and its value ask for; nothing if the index has no such value."""
        if part.field == DATE:
            return tuple(Within(written.dates) for written in dates_in(part.text))
        wanted = syllables(part.text)
        return tuple(
            Having(part.field, value)
            for value in self.values(part.field)
            if _is_called(syllables(value), wanted)
        )

    def _score(self, part: Part, found: Sequence[Syllable]) -> None:
        """Syllables, pairs of neighbours and pyvi's words, each where it stands."""
        if part.kind is Kind.QUOTED and len(found) > 1:
            self.scored.setdefault(phrase(found), QUOTED)
        for first in range(len(found) - 1):
            self.scored.setdefault(phrase(found[first : first + 2]), PAIR)
        for syllable in found:
            self.scored.setdefault(phrase([syllable]), SYLLABLE)
            if syllable.is_bare or len(slot(syllable)) > 1:
                self.scored[Phrase(((exact_term(syllable),),))] = SAME_SPELLING
        if part.kind is Kind.WORDS:
            for first, last in words(part.text, found):
                if last - first > 1:
                    word = word_term(found[first:last])
                    self.scored[Phrase(((word,),), WORD_FIELDS)] = WORD

    def _note(self, kind: NoteKind, ways: Sequence[str], start: int, end: int, by: str) -> None:
        """What was done to characters [start, end) of what was typed, and what undoes it."""
        instead = f"{self.typed[:start]}{by}{self.typed[end:]}"
        self.notes[Note(kind, tuple(ways), " ".join(instead.split()))] = None


def _is_called(name: Sequence[Syllable], typed: Sequence[Syllable]) -> bool:
    """Whether a name was typed, with or without its marks."""
    return len(name) == len(typed) and all(
        own.exact == asked.exact or (asked.is_bare and own.folded == asked.folded)
        for own, asked in zip(name, typed, strict=True)
    )
