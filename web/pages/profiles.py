"""Request → the page of a person, an organiser or a province; or the list of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from flask import Blueprint, Response, render_template, request

from search.answer.page import answer
from search.answers import FacetCount, Query, Sort
from search.explore.offices import offices
from search.explore.profiles import cooccurring, is_unambiguous, may_be_the_same, part_played
from search.explore.timeline import calendar, timeline
from search.facets.registry import COUNTED_BY_NAME
from search.query.compile import MAX_CHARACTERS
from search.query.syntax import field_query
from search.report import MeetingReport
from search.searcher import Searcher
from search.text.lexicon.provinces import merged_with, province_at
from search.text.syllable import syllables
from web import address, wording
from web.http.snapshot import searcher
from web.pages.asking import again, asked
from web.pages.paging import pager
from web.pages.profile_list import no_profile, profile_list

MEETINGS = 25
"""Reports on one page of a profile."""
LINKED_REPORTS = 6
"""Reports of one office between the first and the last that are linked, each by its day."""
MOST_COOCCURRING = 12
"""Values of another facet that a profile shows."""
COOCCURRING = {
    "person": ("organiser", "province", "person"),
    "organiser": ("province", "meeting_type", "person"),
    "province": ("organiser", "meeting_type", "person"),
}
"""Facet of a profile → the facets whose cooccurring values it shows."""

profile_pages = Blueprint("profiles", __name__)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A line of a profile: a report and its address; of a person also the role and the offices."""

    report: MeetingReport
    href: str
    role: str
    titles: str


@dataclass(frozen=True, slots=True)
class Cooccurring:
    """A value of the same reports. `href`: its own page; `count`: the reports that have both;
    `reports`: the address of these. An address is empty if there is none."""

    label: str
    href: str
    count: int
    reports: str


@dataclass(frozen=True, slots=True)
class CooccurringFacet:
    """The values of one facet that cooccur with the one of the profile."""

    label: str
    values: list[Cooccurring]


@profile_pages.get("/people")
def people() -> Response:
    """A person: their reports by date, with role and office, and who else is in these; without a
    name, the list of people."""
    return _profile("person")


@profile_pages.get("/bodies")
def organisers() -> Response:
    """An organiser, of one province or of all, and its meetings; without a name, the list."""
    return _profile("organiser")


@profile_pages.get("/provinces")
def provinces() -> Response:
    """A province and its meetings; without a name, the list."""
    return _profile("province")


def _profile(facet: str) -> Response:
    read, live = asked(facet), searcher()
    if read.problems:
        return again(read, live)
    name, province, find = address.profiled(request.args)
    if not name:
        return Response(profile_list(facet, find, live))
    having = {facet: name, **({"province": province} if province else {})}
    query = Query(filters={key: (value,) for key, value in having.items()})
    total = live.total(query)
    if not total:
        return no_profile(facet, name, province, live)
    found = answer(replace(query, sort=Sort.NEWEST, page=read.query.page, size=MEETINGS), live)
    others = cooccurring(having, COOCCURRING[facet], live)
    label = wording.profiles.with_province(COUNTED_BY_NAME[facet].label_of(name), province)
    shown = render_template(
        "profile.html",
        asked=replace(address.NOTHING_ASKED, query=query),  # the box searches in these reports
        query=query,
        facet=facet,
        label=label,
        searched_in=wording.profiles.SEARCHED_IN[facet].format(label),
        total=total,
        collapsed=live.collapsed(query),
        with_copies=lambda is_all: address.write(replace(query, all_copies=is_all)),
        results=address.write(query),
        everything=address.profile(facet),
        timeline=timeline(query, live),
        calendar=calendar(query, live),
        meetings=[_meeting(hit.report, name if facet == "person" else "") for hit in found.hits],
        cooccurring=[_cooccurring(key, having, own, live) for key, own in others.items() if own],
        mergers=_mergers(name, live) if facet == "province" else [],
        alike=_alike(name, live) if facet == "person" else [],
        offices=offices(name, live) if facet == "person" else [],
        linked_reports=LINKED_REPORTS,
        pager=pager(found.page, found.pages, lambda n: address.profile(facet, name, province, n)),
    )
    return Response(shown)


def _meeting(report: MeetingReport, person: str) -> Meeting:
    part = part_played(person, report) if person else None
    return Meeting(
        report,
        address.report(report.id),
        wording.common.ROLES[part.role] if part else "",
        "; ".join(part.titles) if part else "",
    )


def _cooccurring(
    facet: str, having: Mapping[str, str], counted: Iterable[FacetCount], live: Searcher
) -> CooccurringFacet:
    """The values of another facet, or the other values of the same one."""
    values = [
        Cooccurring(
            label=one.label,
            href=_page_of(facet, one.value, having),
            count=one.count,
            reports=_reports_of_both(facet, one.value, having, live),
        )
        for one in list(counted)[:MOST_COOCCURRING]
    ]
    is_same = facet in having
    return CooccurringFacet(
        wording.profiles.WITH_WHOM if is_same else COUNTED_BY_NAME[facet].label, values
    )


def _reports_of_both(facet: str, value: str, having: Mapping[str, str], live: Searcher) -> str:
    """The address of the reports that have a value and that of the profile; empty if no query finds
    exactly these."""
    filters = {name: (own,) for name, own in having.items()}
    if facet not in having:
        return address.write(Query(filters={**filters, facet: (value,)}))
    # two people of one report: a filter on both would find the reports of either
    text = field_query(facet, value)
    is_exact = len(text) <= MAX_CHARACTERS and is_unambiguous(facet, value, live)
    return address.write(Query(text, filters)) if is_exact else ""


def _page_of(facet: str, value: str, having: Mapping[str, str]) -> str:
    """The address of the profile of a cooccurring value; of an organiser, in the province of this
    profile."""
    if facet == "province" and "organiser" in having:
        return address.profile("organiser", having["organiser"], value)
    if facet == "organiser":
        return address.profile(facet, value, having.get("province", ""))
    return address.profile(facet, value) if facet in address.PROFILES else ""


def _alike(name: str, live: Searcher) -> list[tuple[str, str, int]]:
    """The names that may be of the same person: each with the address of its page and the number of
    its reports."""
    found = may_be_the_same(name, live)
    return [(one.value, address.profile("person", one.value), one.reports) for one in found]


def _mergers(name: str, live: Searcher) -> list[tuple[str, str]]:
    """The provinces that became part of a province, or the one it is part of today: a line about
    each, and the address of its page, empty if no report is of it."""
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
