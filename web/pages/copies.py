"""A report, and those that are near-identical to it → links to these."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from search.answers import Hit, Query
from search.report import MeetingReport
from search.searcher import Searcher
from web import address

LISTED = 20
"""Copies of a hit that are linked on the page of results; the switch shows all."""


class CopyLink(NamedTuple):
    """A near-identical report: what tells it from the others, and its address."""

    label: str
    href: str


def copies_of_hits(
    hits: Iterable[Hit], query: Query, live: Searcher
) -> Mapping[str, Sequence[CopyLink]]:
    """The id of each hit that has copies → the links to these, or to the first LISTED."""
    return {
        hit.report.id: copy_links(
            hit.report, (one.report for one in map(live.report, hit.copies[:LISTED]) if one), query
        )
        for hit in hits
        if hit.copies
    }


def copy_links(
    report: MeetingReport, copies: Iterable[MeetingReport], query: Query
) -> list[CopyLink]:
    """The links to the copies of a report, each by what tells it from the report and from the other
    copies: its outlet, else its title, else its id. `query`: for the highlights of their pages."""
    listed = [*copies]
    names = next(
        found
        for found in ([name_of(one) for one in (report, *listed)] for name_of in _NAMES)
        if all(found[1:]) and len(set(found)) == len(found)
    )
    return [
        CopyLink(name, address.report(one.id, query))
        for name, one in zip(names[1:], listed, strict=True)
    ]


def _outlet(report: MeetingReport) -> str:
    return next((own.value for own in report.facets.outlet), "")


def _title(report: MeetingReport) -> str:
    return report.title.value


def _id(report: MeetingReport) -> str:
    return report.id


_NAMES = (_outlet, _title, _id)
"""What may tell a report from others; its id always does."""
