"""Sessions and terms → the years in which they may have been, as public records have it."""

from itertools import pairwise

import pytest

from indexer.article.structure import clean
from indexer.dates.session_time import session_time, term_begins
from indexer.dates.sessions import COUNCIL, PARTY, SITTINGS, confidence_votes, terms, times
from indexer.facets import understand
from indexer.lexicon import rows
from search.report import Facets, FacetValue, Status
from search.text.lexicon.provinces import provinces


def of(*values: str) -> tuple[FacetValue, ...]:
    return tuple(FacetValue(value, Status.STATED) for value in values)


def a_session(
    kind: str, number: str = "", term: str = "", branch: str = "", level: str = "trung-uong"
) -> Facets:
    return Facets(
        meeting_type=of(kind),
        session_no=of(number) if number else (),
        term=of(term) if term else (),
        branch=of(branch) if branch else (),
        level=of(level),
    )


@pytest.mark.parametrize(
    ("facets", "month", "years"),
    [
        (a_session("ky-hop-quoc-hoi", "3", "khóa 14"), 5, {2017}),
        (a_session("ky-hop-quoc-hoi", "3", "khóa 14"), None, {2017}),
        (a_session("ky-hop-quoc-hoi", "3", "2016-2021"), 6, {2017}),
        (a_session("ky-hop-quoc-hoi", "10", "khóa 13"), 11, {2015}),
        (a_session("ky-hop-quoc-hoi", "11", "khóa 11"), 3, {2007}),
        (a_session("ky-hop-quoc-hoi", "1", "khóa 15"), 7, {2021}),
        (a_session("ban-chap-hanh", "9", "khóa 12", "dang"), 12, {2018}),
        (a_session("ban-chap-hanh", "8", "khóa 11", "dang"), 9, {2013}),
        (a_session("phien-hop-ubtvqh", "35", "khóa 13"), 2, {2015}),
        (a_session("phien-hop-ubtvqh", "17", "khóa 14"), 11, {2017}),  # of one between two known
    ],
)
def test_the_year_of_a_session_of_a_term(
    facets: Facets, month: int | None, years: set[int]
) -> None:
    time = session_time(clean(""), facets, month)
    assert time and time.years == years


@pytest.mark.parametrize(
    ("facets", "month"),
    [
        (a_session("ky-hop-quoc-hoi", "3"), 5),  # of which term?
        (a_session("phien-hop-ubtvqh", "17", "khóa 14"), 11),  # counted, not recorded
        (a_session("ky-hop-quoc-hoi", "", "khóa 14"), 5),
    ],
)
def test_a_session_that_is_not_fixed(facets: Facets, month: int) -> None:
    time = session_time(clean(""), facets, month)
    assert time and not time.is_fixed


@pytest.mark.parametrize(
    "facets",
    [
        a_session("giao-ban", "3", "khóa 14"),
        a_session("ky-hop-quoc-hoi", "3", "khóa 14", level="quoc-te"),
        a_session("ban-chap-hanh", "3", "khóa 12", "mttq-doan-the"),
        a_session("ban-chap-hanh", "3", "khóa 12", "dang", level="tinh"),
        a_session("ky-hop-quoc-hoi", "3", "khóa 14"),  # in March no such session was near
    ],
)
def test_what_no_session_tells(facets: Facets) -> None:
    assert session_time(clean(""), facets, 1) is None


def test_the_union_has_terms_of_its_own() -> None:
    text = "Sáng 12/12, Ban Chấp hành Trung ương Đoàn khóa XI tổ chức hội nghị lần thứ nhất."
    facets = a_session("ban-chap-hanh", "1", "khóa 11", "dang")
    assert session_time(clean(text), facets, 12) is None


@pytest.mark.parametrize(
    ("province", "term", "number", "month", "years"),
    [
        ("Hà Nội", "khóa 15", "1", 6, {2016}),
        ("Hà Nội", "khóa 15", "4", 6, {2017}),
        ("Hà Nội", "khóa 15", "9", 7, {2018, 2019, 2020}),  # it may have met more often
        ("Hồ Chí Minh", "khóa 8", "20", 12, {2014, 2015}),
        ("Hồ Chí Minh", "khóa 9", "12", 12, {2018, 2019, 2020}),
        ("Hồ Chí Minh", "2016-2021", "2", 8, {2016}),
    ],
)
def test_a_council_meets_at_least_twice_a_year(
    province: str, term: str, number: str, month: int, years: set[int]
) -> None:
    facets = Facets(
        meeting_type=of("ky-hop-hdnd"),
        level=of("tinh"),
        province=of(province),
        session_no=of(number),
        term=of(term),
    )
    time = session_time(clean(""), facets, month)
    assert time and time.is_fixed and time.years == years


def test_an_extraordinary_session_is_counted_apart() -> None:
    facets = a_session("ky-hop-quoc-hoi", "1", "khóa 15")
    object.__setattr__(facets, "variant", of("bất thường"))
    time = session_time(clean(""), facets, 1)
    assert time and time.years == {2022, 2023, 2024, 2025, 2026}


@pytest.mark.parametrize(
    ("kind", "number", "term", "years"),
    [
        ("dai-hoi", "", "2019-2024", {2019}),
        ("ban-chap-hanh", "1", "2017-2022", {2017}),
        ("ban-chap-hanh", "2", "2017-2022", set()),
        ("dai-hoi", "", "khóa 5", set()),
    ],
)
def test_a_term_begins_with_its_congress(
    kind: str, number: str, term: str, years: set[int]
) -> None:
    assert term_begins(a_session(kind, number, term)) == years


def test_a_session_without_a_day_has_its_year() -> None:
    text = "Quốc hội đã khai mạc kỳ họp thứ 3, Quốc hội khóa XIV, sáng nay tại Hà Nội."
    [found] = understand(clean(text)).event_date
    assert (found.value, found.status, found.precision) == ("2017", "derived", "year")
    assert found.evidence and text[slice(*found.evidence)].startswith("kỳ họp thứ 3")


# The tables


def test_terms_follow_one_another() -> None:
    for body in {row[0] for row in rows("body_terms.tsv")}:
        for one, other in pairwise(terms(body)):
            assert one.first < one.last <= other.first


def test_sessions_follow_one_another_in_their_term() -> None:
    for body in ("quoc-hoi", PARTY, SITTINGS):
        for term in terms(body):
            numbers = sorted(
                int(row[2])
                for row in rows("sessions.tsv")
                if row[0] == body and row[1] == str(term.number)
            )
            spans = [next(times(body, term, number)) for number in numbers]
            assert spans == sorted(spans)
            assert all(term.first <= first <= last <= term.last for first, last in spans)


def test_votes_were_within_terms() -> None:
    known = terms(COUNCIL)
    for first, last in confidence_votes():
        assert any(term.first <= first and last <= term.last for term in known)


def test_councils_are_of_provinces() -> None:
    names = {province.name for province in provinces()}
    own = [row[0] for row in rows("council_terms.tsv")]
    assert set(own) <= names and len(set(own)) == len(own)
