"""Flagged values with their sentences → the rows of a page: what is odd, why, and the words."""

from collections.abc import Iterable
from dataclasses import dataclass

from search.answers import TextRun
from search.explore.flagged import CORRECTED, FLAG, UNUSED, FlaggedInSentence
from search.facets.registry import FACETS
from search.facets.written import TITLE
from search.report import FacetValue, FigureValue
from web import address, wording
from web.pages.facet_rows import in_words


@dataclass(frozen=True, slots=True)
class FlagRow:
    """A flagged value, in words.

    `flag`: what is odd, of the whole text if it names no `facet`, and `why`, if more is known.
    `facet`, `value`, `detail`: what it is about; `status`: how the value is known. `sentence`: the
    words that gave it; `href`: where they stand, or of the report. `line`: what a
    person writes to correct it; "" for nothing; `is_done`: a person has corrected it.
    """

    flag: str
    why: str
    facet: str
    value: str
    detail: str
    status: str
    sentence: tuple[TextRun, ...]
    href: str
    line: str
    is_done: bool


def flag_rows(report_id: str, found: Iterable[FlaggedInSentence]) -> list[FlagRow]:
    """A row for each of some values of a report."""
    return [_row(report_id, one) for one in found]


def _row(report_id: str, one: FlaggedInSentence) -> FlagRow:
    value, detail = _in_words(one)
    return FlagRow(
        flag=wording.common.label(FLAG, one.about.flag),
        why=wording.flags.REASONS.get(one.about.reason, ""),
        facet=_label(one.about.facet),
        value=value,
        detail=detail,
        status=wording.common.STATUSES[one.value.status] if one.value else "",
        sentence=one.sentence,
        href=address.evidence(report_id, None if one.passage is None else one.about.evidence),
        line=one.line,
        is_done=one.about.flag == CORRECTED,
    )


def _label(field: str) -> str:
    if not field:
        return ""
    if field == TITLE:
        return wording.flags.TITLE
    return next((facet.label for facet in FACETS if facet.source == field), field)


def _in_words(one: FlaggedInSentence) -> tuple[str, str]:
    """A value and what else is known of it; of one that the facet does not have, how it is
    written."""
    if one.value is None:
        if not one.about.facet:
            return "", ""
        if not one.about.value:
            return wording.flags.NO_VALUE, ""
        is_gone = one.about.flag == UNUSED
        detail = wording.flags.NOT_FOUND if is_gone else wording.flags.NOT_TAKEN
        return wording.dates.period(one.about.value), detail
    return _of_facet(one.about.facet, one.value)


def _of_facet(field: str, value: FacetValue) -> tuple[str, str]:
    if isinstance(value, FigureValue):
        known = [wording.figures.FIGURE_KINDS[value.kind], wording.dates.period(value.period)]
        number = wording.common.condition(value.indicator, wording.numbers.figure(value))
        return number, ", ".join(filter(None, known))
    facet = next((facet for facet in FACETS if facet.source == field), None)
    return in_words(facet, value) if facet else (value.value, "")
