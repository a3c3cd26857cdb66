"""Who met, the number of the session and its term → the years in which it may have been."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from indexer.article.structure import OPENING, Article
from indexer.dates.sessions import COUNCIL, PARTY, SITTINGS, Months, Term, terms, times
from indexer.lexicon import any_cue, cues, rows
from search.report import Facets, FacetValue

_BODIES = {
    "ky-hop-quoc-hoi": "quoc-hoi",
    "phien-hop-ubtvqh": SITTINGS,
    "ky-hop-hdnd": COUNCIL,
    "ban-chap-hanh": PARTY,
}
_CONGRESS, _CENTRAL, _PROVINCIAL, _IN_PARTY = "dai-hoi", "trung-uong", "tinh", "dang"
_YEAR_MONTHS = 12


class _Slack(NamedTuple):
    """Months before and after a session in which one reports on it as it meets."""

    session: int = 2
    sitting: int = 4
    term: int = 0


_SLACK = _Slack()


class SessionTime(NamedTuple):
    """The years in which a session may have been. `is_fixed`: the text names its term and number,
    and the time of such a session is known. `is_of_weekday`: a day of it is on its weekday then."""

    years: frozenset[int]
    is_fixed: bool
    is_of_weekday: bool = False


def session_time(article: Article, facets: Facets, month: int | None) -> SessionTime | None:
    """The years of the session that a report is of; None where nothing is known of it.

    `month`: of its day; None of a session that the text names no day of, which is of each month.

    "kỳ họp thứ 3, Quốc hội khóa XIV" → 2017. A council meets twice a year and as often as it
    likes besides, so that its number often leaves several years.
    """
    body = _body(article, facets)
    if body is None:
        return None
    named = [term for term in terms(body) if _is_named(body, term, facets)]
    number = _number(facets)
    spans = [time for term in named or terms(body) for time in times(body, term, number)]
    slack = _slack(body, facets)
    years = {year for span in spans for year in years_within(span, month, slack)}
    is_fixed = bool(named) and number is not None and body != SITTINGS
    return SessionTime(frozenset(years), is_fixed) if years else None


def term_begins(facets: Facets) -> set[int]:
    """The year of a congress, or of the first session after it, by the years of the term that
    begins with it: "Đại hội lần thứ V, nhiệm kỳ 2019-2024" → 2019."""
    is_first = any(one.value == "1" for one in facets.session_no)
    if not is_first and all(kind.value != _CONGRESS for kind in facets.meeting_type):
        return set()
    begun = (_YEARS_OF_TERM.fullmatch(one.value) for one in facets.term)
    return {int(years[1]) for years in begun if years}


_YEARS_OF_TERM = re.compile(r"(\d{4})-\d{4}")


def _body(article: Article, facets: Facets) -> str | None:
    kinds = [kind.value for kind in facets.meeting_type]
    bodies = {_BODIES[kind] for kind in kinds if kind in _BODIES}
    if len(bodies) != 1:
        return None
    [body] = bodies
    if body == PARTY and (_values(facets.branch) != {_IN_PARTY} or _is_of_a_union(article)):
        return None
    return body if body == COUNCIL or _values(facets.level) == {_CENTRAL} else None


def _is_of_a_union(article: Article) -> bool:
    """Whether the opening names the central committee of a union or a front, not of the party."""
    lines = article.beginning(OPENING)
    return any(_of_a_union().search(article.lower, line.start, end) for line, end in lines)


def _number(facets: Facets) -> int | None:
    """The number of the session, unless it is counted apart from the others."""
    apart = cues("date_words.tsv", "counted-apart")
    if any(one.value in apart for one in facets.variant):
        return None
    return next((int(one.value) for one in facets.session_no), None)


def _is_named(body: str, term: Term, facets: Facets) -> bool:
    """Whether a term that the report gives is this one."""
    names = _values(facets.term)
    if any(name.startswith(f"{term.first // _YEAR_MONTHS}-") for name in names):
        return True
    numbers = {name.split(" ")[-1] for name in names if " " in name}
    if body != COUNCIL:
        return str(term.number) in numbers
    own = {council_number(province, term) for province in _values(facets.province)}
    return _values(facets.level) == {_PROVINCIAL} and len(own) == 1 and bool(own & numbers)


def council_number(province: str, term: Term) -> str:
    """The number of a term of a province's council; empty where it is not known."""
    known = terms(COUNCIL)
    begun = [own.first // _YEAR_MONTHS for own in known]
    for name, year, number in rows("council_terms.tsv"):
        if name == province:
            return str(int(number) + known.index(term) - begun.index(int(year)))
    return ""


def _slack(body: str, facets: Facets) -> int:
    if not facets.session_no or body == COUNCIL:
        return _SLACK.term
    return _SLACK.sitting if body == SITTINGS else _SLACK.session


def years_within(span: Months, month: int | None, slack: int) -> Iterator[int]:
    """The years of a time, or those in which a month is in it or at most `slack` months off."""
    first, last = span
    if month is None:
        yield from range(first // _YEAR_MONTHS, last // _YEAR_MONTHS + 1)
        return
    for year in range(first // _YEAR_MONTHS - 1, last // _YEAR_MONTHS + 2):
        if first - slack <= _YEAR_MONTHS * year + month - 1 <= last + slack:
            yield year


def _values(found: tuple[FacetValue, ...]) -> set[str]:
    return {one.value for one in found}


@cache
def _of_a_union() -> re.Pattern[str]:
    central, union = (any_cue("date_words.tsv", cue) for cue in ("central", "union"))
    return re.compile(rf"(?<!\w){central} {union}(?!\w)")
