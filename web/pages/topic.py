"""Request → the page of a topic: its timeline, split by a facet, and its share of all reports."""

from dataclasses import dataclass, replace

from flask import Blueprint, Response, render_template, request

from search.answers import Query
from search.explore.timeline import MONTH, YEAR, Timeline, TimelinePeriod, rows, timeline
from search.searcher import Searcher
from search.suggest.wider_filters import unfiltered
from web import address, wording
from web.http.snapshot import searcher
from web.pages.asking import again, asked, conditions, in_words

TOPIC_ROWS = 15
"""Values of the facet that a topic is split by."""

topic_page = Blueprint("topic", __name__)


@dataclass(frozen=True, slots=True)
class Share:
    """A period of a topic: the number of its reports, and of all reports of the period."""

    label: str
    href: str
    count: int
    all_reports: int

    @property
    def percent(self) -> float:
        """0 to 100; 0 if the period has no report."""
        return 100 * self.count / self.all_reports if self.all_reports else 0.0


@topic_page.get("/topic")
def topic() -> Response:
    """The timeline of a query, and those of the provinces, organisers or meeting types in it."""
    read, live = asked(), searcher()
    by, wrong = address.topic_by(request.args)
    if read.problems or wrong:
        return again(replace(read, problems={**read.problems, **wrong}), live)
    query = read.query
    over = timeline(query, live)
    shown = render_template(
        "topic.html",
        asked=read,
        query=query,
        total=live.total(query),
        collapsed=live.collapsed(query),
        with_copies=lambda is_all: address.topic(replace(query, all_copies=is_all), by),
        filters=in_words(query),
        conditions=conditions(query, lambda other: address.topic(other, by)),
        unfiltered=address.topic(unfiltered(query), by),
        timeline=over,
        period_address=lambda other: _period_address(other, over, by),
        shares=_shares(over, live),
        by=by,
        heads=wording.timeline.columns(over),
        rows=rows(query, by, over, live, TOPIC_ROWS),
    )
    return Response(shown)


def _period_address(query: Query, over: Timeline, by: str) -> str:
    """The address of a period: a year leads to the topic in its months, a month to its reports."""
    is_month = over.year and query != over.whole
    return address.write(query) if is_month else address.topic(query, by)


def _shares(over: Timeline, live: Searcher) -> list[Share]:
    return [
        Share(
            wording.timeline.period_label(period),
            address.write(period.query),
            period.count,
            live.total(_all_of_period(period)),  # counted as the topic is
        )
        for period in over.periods
    ]


def _all_of_period(period: TimelinePeriod) -> Query:
    """The query that finds every report of a period."""
    asked = period.query
    filters = {name: own for name, own in asked.filters.items() if name in (YEAR, MONTH)}
    return Query(filters=filters, dates=asked.dates, all_copies=asked.all_copies)
