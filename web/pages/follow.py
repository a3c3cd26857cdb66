"""Request → a topic, a person, a body or a province followed through time; what is collected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort, render_template, request

from search.answer.page import answer
from search.answers import FacetCount, Query, Sort
from search.explore.profiles import cooccurring, is_alone, part_played
from search.explore.timeline import (
    MONTH,
    YEAR,
    Timeline,
    TimelinePeriod,
    calendar,
    rows,
    timeline,
    years,
)
from search.facets.registry import COUNTED_BY_NAME, UNKNOWN
from search.facets.values import choices
from search.query.compile import MAX_CHARACTERS
from search.query.syntax import field_query
from search.report import MeetingReport
from search.searcher import Searcher
from search.suggest.relaxations import unfiltered
from search.text.collate import vietnamese_order
from search.text.lexicon.provinces import merged_with, province_at, provinces
from search.text.syllable import syllables
from web import address, wording
from web.http.snapshot import searcher
from web.pages.asking import again, asked, conditions, in_words
from web.pages.paging import pager

TOPIC_ROWS, MEETINGS, BESIDE = 15, 25, 12
"""Values beside a topic; reports on one page of a profile; other values that a profile shows."""
BESIDES = {
    "person": ("organiser", "province", "person"),
    "organiser": ("province", "meeting_type", "person"),
    "province": ("organiser", "meeting_type", "person"),
}
"""What the profile of each facet tells of its reports besides."""

follow = Blueprint("follow", __name__)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A line of a profile: a report, its address, and of a person what they are and do in it."""

    report: MeetingReport
    href: str
    role: str
    titles: str


@dataclass(frozen=True, slots=True)
class Companion:
    """A value beside the one that is followed, the address of its own page, how many reports have
    both, and the address of these; an address is empty if there is none."""

    label: str
    href: str
    count: int
    reports: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The values of a facet beside the one that is followed."""

    label: str
    values: list[Companion]


@dataclass(frozen=True, slots=True)
class Share:
    """A period of a topic: of all its reports, how many hold it, in percent."""

    label: str
    href: str
    count: int
    held: int

    @property
    def percent(self) -> float:
        """Of a hundred reports."""
        return 100 * self.count / self.held if self.held else 0.0


@follow.get("/topic")
def topic() -> Response:
    """The course of a query over time, beside that of provinces, bodies or kinds of meeting."""
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
        said=in_words(query),
        conditions=conditions(query, lambda other: address.topic(other, by)),
        unfiltered=address.topic(unfiltered(query), by),
        course=over,
        drill=lambda other: (
            address.write(other) if over.year and other != over.whole else address.topic(other, by)
        ),
        shares=_shares(over, live),
        by=by,
        heads=_heads(over),
        rows=rows(query, by, over, live, TOPIC_ROWS),
    )
    return Response(shown)


def _heads(over: Timeline) -> list[str]:
    """The columns of a table of a course."""
    return wording.timeline.MONTHS if over.year else [period.label for period in over.periods]


def _shares(over: Timeline, live: Searcher) -> list[Share]:
    return [
        Share(period.label, address.write(period.query), period.count, live.total(_time(period)))
        for period in over.periods
    ]


def _time(period: TimelinePeriod) -> Query:
    """Every report of the time of a period."""
    asked = period.query
    filters = {name: own for name, own in asked.filters.items() if name in (YEAR, MONTH)}
    return Query(filters=filters, dates=asked.dates)


@follow.get("/people")
def people() -> Response:
    """A person: reports by date, role and office at the time, with whom; or who there is."""
    return _profile("person")


@follow.get("/bodies")
def bodies() -> Response:
    """A body, of one province or of all: its meetings in order; or which there are."""
    return _profile("organiser")


@follow.get("/provinces")
def provinces_page() -> Response:
    """A province: its meetings in order; or which there are."""
    return _profile("province")


def _profile(facet: str) -> Response:
    read, live = asked(), searcher()
    if read.problems:
        return again(read, live)
    name, province, find = address.profiled(request.args)
    if not name:
        return Response(_list(facet, find, read, live))
    having = {facet: name, **({"province": province} if province else {})}
    query = Query(filters={key: (value,) for key, value in having.items()})
    held = live.total(query)
    if not held:
        abort(404)
    found = answer(replace(query, sort=Sort.NEWEST, page=read.query.page, size=MEETINGS), live)
    besides = cooccurring(having, BESIDES[facet], live)
    label = COUNTED_BY_NAME[facet].label_of(name)
    shown = render_template(
        "profile.html",
        asked=address.NOTHING_ASKED,
        query=Query(),
        facet=facet,
        label=wording.profiles.with_province(label, province),
        total=held,
        results=address.write(query),
        everything=address.profile(facet),
        course=timeline(query, live),
        calendar=calendar(query, live),
        meetings=[_meeting(hit.report, name if facet == "person" else "") for hit in found.hits],
        besides=[_beside(key, having, own, live) for key, own in besides.items() if own],
        kin=_kin(name, live) if facet == "province" else [],
        pager=pager(found.page, found.pages, lambda n: address.profile(facet, name, province, n)),
    )
    return Response(shown)


def _list(facet: str, find: str, read: address.Asked, live: Searcher) -> str:
    """Those values of a facet that most reports have, or that hold what is looked for."""
    counted = live.counts(Query(), (facet,))[1][facet]
    found = [
        one for one in choices(COUNTED_BY_NAME[facet], counted, (), find) if one.value != UNKNOWN
    ]
    known = sum(value != UNKNOWN for value in counted)
    return render_template(
        "profiles.html",
        asked=address.NOTHING_ASKED,
        query=Query(),
        facet=facet,
        find=find,
        known=known,
        values=[(one.label, one.count, address.profile(facet, one.value)) for one in found],
    )


def _meeting(report: MeetingReport, name: str) -> Meeting:
    part = part_played(name, report) if name else None
    return Meeting(
        report,
        address.report(report.id),
        wording.common.ROLES[part.role] if part else "",
        "; ".join(part.titles) if part else "",
    )


def _beside(
    key: str, having: Mapping[str, str], counted: Iterable[FacetCount], live: Searcher
) -> Beside:
    """The other values of a facet: each leads to its own page, its number to the reports that have
    both."""
    filters = {facet: (value,) for facet, value in having.items()}
    found = []
    for one in list(counted)[:BESIDE]:
        reports = address.write(Query(filters={**filters, key: (one.value,)}))
        if key in having:  # two people of one report: a filter would be for either
            typed = field_query(key, one.value)
            is_sure = len(typed) <= MAX_CHARACTERS and is_alone(key, one.value, live)
            reports = address.write(Query(typed, filters)) if is_sure else ""
        found.append(Companion(one.label, _page(key, one.value, having), one.count, reports))
    is_same = key in having
    return Beside(wording.profiles.WITH_WHOM if is_same else COUNTED_BY_NAME[key].label, found)


def _page(key: str, value: str, having: Mapping[str, str]) -> str:
    """The page of a value beside others; of a body, in the province that is followed."""
    if key == "province" and "organiser" in having:
        return address.profile("organiser", having["organiser"], value)
    if key == "organiser":
        return address.profile(key, value, having.get("province", ""))
    return address.profile(key, value) if key in address.PROFILES else ""


def _kin(name: str, live: Searcher) -> list[tuple[str, str]]:
    """What became part of a province or what it is part of today, each with its page, if any
    report is of it."""
    found = province_at(syllables(name), 0)
    if not found or found[1].name != name:
        return []
    known = live.counts(Query(), ("province",))[1]["province"]
    return [
        (
            wording.profiles.MERGED.format(old.name, old.today),
            address.profile("province", other) if other in known else "",
        )
        for old, other in merged_with(found[1])
    ]


@follow.get("/coverage")
def coverage() -> Response:
    """How many reports there are of each province and year, or month of one year; gaps are told."""
    read, live = asked(), searcher()
    if read.problems:
        return again(read, live)
    over = timeline(Query(filters={"year": read.query.filters.get("year", ())[:1]}), live)
    query = Query(filters={"year": (over.year,)} if over.year else {})
    known = live.counts(Query(), ("province",))[1]["province"]
    named = sorted((value for value in known if value != UNKNOWN), key=vietnamese_order)
    missing = sorted({p.name for p in provinces()}.difference(known), key=vietnamese_order)
    held = rows(query, "province", over, live, 0, [*named, *(v for v in known if v == UNKNOWN)])
    shown = render_template(
        "coverage.html",
        asked=address.NOTHING_ASKED,
        query=Query(),
        course=over,
        rows=held,
        heads=_heads(over),
        years=years(Query(), live),
        missing=missing,
        page_of=lambda value: address.profile("province", value) if value != UNKNOWN else "",
        total=live.total(query),
    )
    return Response(shown)
