"""A body, one of its terms and a number → the months in which that session of it may have been."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from indexer.lexicon import rows
from search.dates import PartialDate

COUNCIL, SITTINGS, PARTY = "hdnd", "ubtvqh", "trung-uong-dang"
"""Bodies whose sessions are counted otherwise: at will, evenly, in plenums."""
_VOTES = "phieu-tin-nhiem"
_YEAR_MONTHS = 12
_JULY, _FROM_JULY_TO_DECEMBER = 6, 5
_MOST_A_YEAR, _SOON = 5, 3
"""A council meets at most so often in a year; its first sessions follow soon upon one another."""

Months = tuple[int, int]
"""The first and the last month of a time, counted from January of the year 0."""


class Term(NamedTuple):
    """A term of a body: its number, 0 if each has its own, and its first and its last month."""

    number: int
    first: int
    last: int


@cache
def terms(body: str) -> list[Term]:
    """The terms of a body that are known, in their order."""
    return [
        Term(int(number), _month(first), _month(last))
        for own, number, first, last in rows("body_terms.tsv")
        if own == body
    ]


def times(body: str, term: Term, number: int | None) -> Iterator[Months]:
    """The first and the last month in which a session of a term may have been, if any is known;
    of no number, those of the term.

    Third session of the 14th National Assembly → May and June 2017.
    """
    if number is None:
        yield term.first, term.last
    elif body == COUNCIL:
        yield _of_council(term, number)
    else:
        known = _sessions().get((body, term.number), {})
        if number in known:
            yield known[number]
        elif body == SITTINGS and known:
            yield from _between(known, number)


def _of_council(term: Term, number: int) -> Months:
    """A council meets at least in July and in December of each year."""
    years, is_second = divmod(number - 1, 2)
    july = _YEAR_MONTHS * (term.first // _YEAR_MONTHS + years) + _JULY
    soonest = term.first + max(0, number - _SOON) * _YEAR_MONTHS // _MOST_A_YEAR
    return soonest, min(term.last, july + _FROM_JULY_TO_DECEMBER * is_second)


def _between(known: dict[int, Months], number: int) -> Iterator[Months]:
    """The month of a sitting between two that are known, at even distances."""
    before = max((n for n in known if n < number), default=None)
    after = min((n for n in known if n > number), default=None)
    if before is not None and after is not None:
        first, last = known[before][0], known[after][0]
        month = first + (last - first) * (number - before) // (after - before)
        yield month, month


@cache
def confidence_votes() -> list[Months]:
    """When the National Assembly and the councils voted on the confidence in those they elected:
    once or twice a term, by law."""
    return [
        (_month(first), _month(last))
        for body, _, _, first, last in rows("sessions.tsv")
        if body == _VOTES
    ]


@cache
def _sessions() -> dict[tuple[str, int], dict[int, Months]]:
    found: dict[tuple[str, int], dict[int, Months]] = {}
    for body, term, number, first, last in rows("sessions.tsv"):
        found.setdefault((body, int(term)), {})[int(number)] = _month(first), _month(last)
    return found


def _month(text: str) -> int:
    return PartialDate.parse(text).months.start
