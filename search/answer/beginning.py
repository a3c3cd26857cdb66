"""One generation of an index → what a reader who asks nothing yet is shown of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from search.answer.page import answer
from search.answers import FacetCount, Query, Sort
from search.engine.stored import read_stored
from search.explore.recently_added import last_added
from search.facets.registry import MEETING, UNKNOWN
from search.report import MeetingReport
from search.searcher import Searcher
from search.suggest.examples import Example, ExampleKind, examples

EXAMPLES = 5
"""Examples that are shown: as many as are read before one is tried."""
LATEST = 6
"""Meetings that are shown: with their facts, the height of a window."""
_WAYS_IN = {"meeting_type": 8, "organiser": 8, "province": 70}
"""Facet → its most frequent values that lead in. Of provinces all: a reader looks for their own,
and there were never more than 64."""
_FIRST = (
    ExampleKind.UNACCENTED,
    ExampleKind.BODY,
    ExampleKind.QUOTED,
    ExampleKind.FIGURE,
    ExampleKind.DATE,
)
"""The kinds of examples that are shown, if this index has them; else others take their places."""
MEETINGS = Query(filters={"is_meeting": (MEETING,)})
"""Asks for every report of a meeting, the latest first."""
_LATEST_MEETINGS = replace(MEETINGS, sort=Sort.NEWEST, size=LATEST)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What there is, and ways into it.

    `reports`: how many; `meetings`: those of them that report a meeting; `years`: the first and the
    last in which these were held, None where no report tells; `updated`: when the last report came
    in, None if there is none. `ways_in`: facet → values, the most frequent first. `latest`:
    the reports of meetings that were held last. Near-identical reports are counted, and shown,
    once.
    """

    reports: int
    meetings: int
    years: tuple[str, str] | None
    updated: datetime | None
    examples: tuple[Example, ...]
    ways_in: Mapping[str, Sequence[FacetCount]]
    latest: tuple[MeetingReport, ...]


def beginning(searcher: Searcher) -> Beginning:
    """What is the same for everybody: `searcher.once(beginning)`."""
    found = answer(Query(size=1), searcher)
    meetings = searcher.search(_LATEST_MEETINGS, counted=("year",))
    years = sorted(year for year in meetings.counts["year"] if year != UNKNOWN)
    return Beginning(
        reports=found.total,
        meetings=meetings.total,
        years=(years[0], years[-1]) if years else None,
        updated=last_added(searcher),
        examples=_shown(searcher.once(examples)),
        ways_in={
            facet: [c for c in found.facets[facet] if c.value != UNKNOWN][:most]
            for facet, most in _WAYS_IN.items()
        },
        latest=tuple(read_stored(match.stored).report for match in meetings.matches),
    )


def _shown(found: Sequence[Example]) -> tuple[Example, ...]:
    """So many examples, of different kinds: those that show most first."""
    by_kind = {one.kind: one for one in found}
    first = [by_kind[kind] for kind in _FIRST if kind in by_kind]
    others = [one for one in found if one.kind not in _FIRST]
    return tuple((*first, *others)[:EXAMPLES])
