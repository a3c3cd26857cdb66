"""A report → the rows of its table of facets: each value, how it is known, and its evidence."""

from dataclasses import dataclass

from search.answers import Query
from search.facets.registry import FACETS, Facet
from search.report import DateValue, FacetValue, PersonValue, PlaceValue, StoredReport
from web import address, wording


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One value of a facet, in words.

    `evidence`: the words of the text that it was taken from; empty if the source gave it.
    `passage`: the number of the passage that they stand in. `further`: the same two of what else
    is said of it, the offices and the role of a person. `href`: the address of every report that
    has the value, of the page of a person, or of the source.
    """

    value: str
    detail: str
    status: str
    status_help: str
    evidence: str
    passage: int | None
    further: list[tuple[str, int | None]]
    href: str


def facet_rows(stored: StoredReport) -> list[tuple[str, list[FacetRow]]]:
    """The label of each facet that has values, and a row for each value."""
    found = [
        (facet, getattr(stored.report.facets, facet.source))
        for facet in FACETS
        # the others are made of these: the year, the chair; figures have a table of their own
        if facet.source and facet.source != "figures"
    ]
    return [
        (facet.label, [_row(facet, value, stored) for value in values])
        for facet, values in found
        if values
    ]


def evidence_passage(stored: StoredReport, found: FacetValue) -> int | None:
    """The number of the passage that the evidence of a value stands in; None if it has none."""
    return stored.report.passage_at(found.evidence[0]) if found.evidence else None


def safe_url(url: str) -> str:
    """An address that a browser may be led to; empty if it is a script or the like."""
    return url if url.lower().startswith(("http://", "https://")) else ""


def _row(facet: Facet, found: FacetValue, stored: StoredReport) -> FacetRow:
    value, detail = in_words(facet, found)
    return FacetRow(
        value=value,
        detail=detail,
        status=wording.common.STATUSES[found.status],
        status_help=wording.common.STATUS_HELP[found.status],
        evidence=stored.report.text[slice(*found.evidence)] if found.evidence else "",
        passage=evidence_passage(stored, found),
        further=_further(found, stored),
        href=_href(facet, found.value),
    )


def _further(found: FacetValue, stored: StoredReport) -> list[tuple[str, int | None]]:
    """The words that gave the offices and the role of a person, and where they stand."""
    if not isinstance(found, PersonValue):
        return []
    spans = [span for span in (*found.titles_evidence, found.role_evidence) if span]
    report = stored.report
    return [(report.text[slice(*span)], report.passage_at(span[0])) for span in spans]


def in_words(facet: Facet, found: FacetValue) -> tuple[str, str]:
    """A value and what else is known of it: the part of the day, the role and office, the place
    that it is part of."""
    if isinstance(found, DateValue):
        return wording.dates.day(found), found.day_part or ""
    value = facet.label_of(found.value)
    if isinstance(found, PersonValue):
        return value, "; ".join([wording.common.ROLES[found.role], *found.titles])
    if isinstance(found, PlaceValue) and found.within:
        return value, wording.report.WITHIN.format(found.within)
    return value, ""


def _href(facet: Facet, value: str) -> str:
    if facet.name == "source_url":
        return safe_url(value)
    if facet.name == "person":
        return address.profile("person", value)
    return address.write(Query(filters={facet.name: (value,)})) if facet.is_counted else ""
