"""A value of a facet (a person, a body, a province) → what its reports have besides."""

from collections.abc import Mapping

from search.choices import choices
from search.engine import And, Having, Request, Snapshot
from search.model import Count, MeetingReport, PersonValue
from search.schema import COUNTED_BY_NAME, UNKNOWN


def beside(
    having: Mapping[str, str], names: tuple[str, ...], snapshot: Snapshot
) -> Mapping[str, tuple[Count, ...]]:
    """What the reports that have each of some values have of other facets, what most have first.

    `having`: facet → value. Of the facets that are asked for themselves, the others: with whom.
    """
    match = And(tuple(Having(facet, value) for facet, value in having.items()))
    found = snapshot.search(Request(match, limit=0, counted=names))
    return {
        name: tuple(
            one
            for one in choices(COUNTED_BY_NAME[name], found.counts[name])
            if one.value not in (UNKNOWN, having.get(name))
        )
        for name in names
    }


def part_played(name: str, report: MeetingReport) -> PersonValue | None:
    """What a person is and does in a report; None if it does not name them."""
    return next((one for one in report.facets.people if one.value == name), None)
