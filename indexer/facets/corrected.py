"""The values that the rules found, and the corrections of a report → the values that it has."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from indexer.article.structure import Article, clean
from indexer.dates.days import days
from indexer.facets.corrections import BESIDES, Correction
from indexer.figures.quantities import quantities
from indexer.lexicon import lower
from indexer.meeting.kinds import meeting_kinds
from indexer.meeting.organisations import Organisation, organisations
from search.dates import PartialDate
from search.facets.registry import FACETS
from search.facets.written import TITLE, is_written, written
from search.report import (
    DateValue,
    Facets,
    FacetValue,
    FigureValue,
    FlaggedValue,
    Span,
    Status,
)

CORRECTED, UNUSED = "corrected", "correction-unused"
"""The flags of a report: it has corrected values; a line says what to put instead of a value that
the rules do not find any more."""

Values = tuple[FacetValue, ...]


class ByHand:
    """The corrections of one report, carried out field by field; what became of them are flags:
    each line leaves one, by which the next run finds what it did."""

    def __init__(self, corrections: Sequence[Correction], article: Article) -> None:
        self._article = article
        self._of: defaultdict[str, list[Correction]] = defaultdict(list)
        for one in corrections:
            self._of[one.field].append(one)
        self._found: dict[str, Values] = {}
        self._bodies: Values | None = None
        self.flagged: list[FlaggedValue] = []

    def wants_another_round(self, facets: Facets) -> bool:
        """Whether facets that come before a corrected one follow from it: branch and level from the
        organiser. They do in the next round."""
        if _BODY not in self._of or self._bodies is not None:
            return False
        self._bodies = facets.organiser
        self.flagged.clear()
        return True

    @property
    def fields(self) -> frozenset[str]:
        """The fields whose values a person gave."""
        return frozenset(own.facet for own in self.flagged if own.flag == CORRECTED)

    def corrected(self, field: str, found: Values) -> Values:
        """The values of a field. `found`: by the rules."""
        if self._bodies is not None and field in _FOLLOWS:
            found = tuple(_FOLLOWS[field](self._bodies))
        if field not in self._of:
            return found
        found = self._found.setdefault(field, found)  # the rules may see what was told them since
        own = self._carried_out(self._of[field], found)
        if own != found or (not own and any(one.instead is None for one in self._of[field])):
            self.flagged.extend(_told(field, own))
        if field == "meeting_type":
            self._article.told(meeting_kinds, own)
        return own

    def _carried_out(self, own: Sequence[Correction], found: Values) -> Values:
        if whole := [one for one in own if one.instead is None]:
            found = tuple(self._values(whole, found))
        for one in own:
            if one.instead is not None:
                found = self._exchanged(one, found)
        return found

    def _values(self, whole: Iterable[Correction], found: Values) -> Iterator[FacetValue]:
        """What stands for all values of the rules; a person among these keeps the role."""
        for one in whole:
            same = next((old for old in found if one.words and is_written(old, one.words)), None)
            if value := one.value(same):
                yield self._with_evidence(one.field, value)

    def _exchanged(self, one: Correction, found: Values) -> Values:
        """The values with one of them in the place of another, or besides."""
        if one.instead == BESIDES:
            value = one.value()
            return (*found, self._with_evidence(one.field, value)) if value else found
        words = one.instead or ""
        meant = [old for old in found if written(old) == words]
        meant = meant or [old for old in found if is_written(old, words)]
        if not meant:
            self.flagged.append(FlaggedValue(UNUSED, one.field, words))
        new = [one.value(old) if old in meant else old for old in found]
        return tuple(self._with_evidence(one.field, value) for value in new if value)

    def _with_evidence(self, field: str, value: FacetValue) -> FacetValue:
        """A value with the words of the text that say it, if some do."""
        if field == TITLE or value.status is not Status.CORRECTED:
            return value
        if isinstance(value, DateValue):
            return _as_in_text(self._article, value)
        if isinstance(value, FigureValue):
            evidence = value.evidence or _number_in(self._article, value)
        else:
            evidence = _words_in(self._article, _label(field, value))
        return replace(value, evidence=evidence)


def _told(field: str, found: Values) -> Iterator[FlaggedValue]:
    """What a page tells of a field that was corrected."""
    own = [value for value in found if value.status is Status.CORRECTED]
    for value in own:
        yield FlaggedValue(CORRECTED, field, written(value), value.evidence)
    if not own:
        yield FlaggedValue(CORRECTED, field, "")


def _label(field: str, value: FacetValue) -> str:
    """What the text may say of a value; "" of a number, which may say anything there."""
    facet = next((facet for facet in FACETS if facet.source == field), None)
    words = facet.label_of(value.value) if facet and facet.codes else value.value
    return "" if words.isdecimal() else words


def _words_in(article: Article, words: str) -> Span | None:
    """Where some words first stand in the text, as whole words."""
    pattern = rf"(?<!\w){re.escape(lower(words))}(?!\w)"
    found = re.search(pattern, article.lower) if words else None
    return article.span(*found.span()) if found else None


def _number_in(article: Article, value: FigureValue) -> Span | None:
    """Where the text has a number with its unit."""
    for one in quantities(article.lower):
        if value.value in one.values and value.unit == one.unit:
            return article.span(one.start, one.end)
    return None


def _as_in_text(article: Article, value: DateValue) -> DateValue:
    """A date with the words by which the text names that day, with its year or without one, and
    with the part of the day."""
    meant = PartialDate.parse(value.value)
    for day in article.once(days):
        if day.date.in_year(meant.year or 0) == meant.in_year(meant.year or 0) and (
            day.date.year in (None, meant.year)
        ):
            return replace(value, evidence=article.span(day.start, day.end), day_part=day.part)
    return value


# What follows from corrected values


def _bodies(values: Values) -> Iterator[tuple[Organisation, FacetValue]]:
    """The organisation that each value names."""
    for value in values:
        article = clean(value.value)
        named = organisations(article, 0, len(article.text))
        yield from ((own, value) for own in [next(named, None)] if own)


def _branches(values: Values) -> Iterator[FacetValue]:
    found = {own.branch: value for own, value in reversed([*_bodies(values)])}
    for branch in reversed(found):
        yield FacetValue(branch, Status.DERIVED, found[branch].evidence)


def _levels(values: Values) -> Iterator[FacetValue]:
    for own, value in _bodies(values):
        if own.level:
            yield FacetValue(own.level, Status.DERIVED, value.evidence)
            return


_BODY = "organiser"
_FOLLOWS: Mapping[str, Callable[[Values], Iterator[FacetValue]]] = {
    "branch": _branches,
    "level": _levels,
}
"""Fields that follow from the organiser where that is corrected: the rules read them of the text.
Other fields that follow are read of the values before them anyway."""
