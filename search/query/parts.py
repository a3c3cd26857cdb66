"""A part of a query → the concepts that it asks for, and where each was typed."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from search.answers import NoticeKind
from search.dates import DateError, parse_range
from search.engine.query_tree import DateOverlaps, FacetValueIs, Node, Phrase, Prefix
from search.query.concepts import Concept, phrase
from search.query.lookup import FacetLookup
from search.query.recognise import concepts
from search.query.run import Run
from search.query.syntax import DATE, YEAR, QueryPart, QueryPartKind
from search.report import Span
from search.text.analyze import exact_term
from search.text.lexicon.provinces import province_at


@dataclass(frozen=True, slots=True)
class ParsedPart:
    """A part of a query, the run of its text, and the concepts of the run, in order."""

    part: QueryPart
    run: Run
    concepts: tuple[Concept, ...]

    @property
    def is_plain(self) -> bool:
        """Whether it is words that are asked for, without quotes or a field."""
        return self.part.kind is QueryPartKind.WORDS and not self.part.is_excluded

    @property
    def names_unknown_value(self) -> bool:
        """Whether it is a field whose value the index does not have, and is read as words."""
        is_value = self.part.kind is QueryPartKind.FIELD and self.part.field != DATE
        return is_value and all(own.kind is not NoticeKind.FIELD for own in self.concepts)

    def span(self, concept: Concept) -> Span:
        """Where a concept was typed in the query: of any part but words, the whole part."""
        if self.part.kind is not QueryPartKind.WORDS:
            return self.part.start, self.part.end
        found, begin = self.run.syllables, self.part.start
        return begin + found[concept.first].start, begin + found[concept.last - 1].end


def parse_part(part: QueryPart, lookup: FacetLookup) -> ParsedPart:
    """Recognise the concepts of a part; it has none if nothing in it can be looked for."""
    run = Run(part.text, lookup)
    return ParsedPart(part, run, _CONCEPTS[part.kind](part, run))


def _of_words(part: QueryPart, run: Run) -> tuple[Concept, ...]:
    return concepts(run)


def _of_field(part: QueryPart, run: Run) -> tuple[Concept, ...]:
    """The values that a field asks for; its words, if the index has no such value."""
    if values := _asked_values(part, run):
        notice_words = (part.field, part.text)
        return (Concept(0, len(run.syllables), (), values, NoticeKind.FIELD, notice_words),)
    return concepts(run)


def _asked_values(part: QueryPart, run: Run) -> tuple[Node, ...]:
    if part.field == DATE:
        return _days(part.text)
    typed = run.syllables
    province = province_at(typed, 0) if part.field == "province" else None
    meant = province[1].name if province and province[0] == len(typed) else None
    values = tuple(
        FacetValueIs(part.field, named.value)
        for named in run.lookup.named(part.field)
        if named.value == meant or named.is_named(typed)
    )
    is_period = part.field == YEAR and not part.text.isdecimal()
    return values or (_days(part.text) if is_period else ())


def _days(text: str) -> tuple[Node, ...]:
    """The days of a date or a period; none if it is neither."""
    with suppress(DateError):
        return (DateOverlaps(parse_range(text)),)
    return ()


def _of_prefix(part: QueryPart, run: Run) -> tuple[Concept, ...]:
    if not run.syllables:
        return ()
    begun = Phrase(((Prefix(run.syllables[0].folded),),))
    return (Concept(0, len(run.syllables), (begun,), kind=NoticeKind.PREFIX),)


def _of_quoted(part: QueryPart, run: Run) -> tuple[Concept, ...]:
    """Inside quotes nothing is recognised: they ask for their syllables as an exact phrase."""
    return _exact_phrase(run, phrase(run.syllables)) if run.syllables else ()


def _of_exact_spelling(part: QueryPart, run: Run) -> tuple[Concept, ...]:
    """After "=" each syllable has exactly the diacritics that were typed."""
    if not run.syllables:
        return ()
    return _exact_phrase(run, Phrase(tuple((exact_term(s),) for s in run.syllables)))


def _exact_phrase(run: Run, typed: Phrase) -> tuple[Concept, ...]:
    return (Concept(0, len(run.syllables), (typed,)),)


_CONCEPTS: Mapping[QueryPartKind, Callable[[QueryPart, Run], tuple[Concept, ...]]] = {
    QueryPartKind.WORDS: _of_words,
    QueryPartKind.QUOTED: _of_quoted,
    QueryPartKind.EXACT_SPELLING: _of_exact_spelling,
    QueryPartKind.PREFIX: _of_prefix,
    QueryPartKind.FIELD: _of_field,
}
