"""A day without its year, and the years that its text names → the year that it most likely is."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from math import exp

from indexer.dates.own_year import own_year
from indexer.dates.year_case import YearCase
from indexer.dates.year_signs import Sign, signs
from indexer.lexicon import rows
from search.dates import is_far_ahead

LIST = "year_weights.tsv"
BEFORE, AFTER = -3, 4
"""Years between the one that is spoken of and the day's, of which the weights tell apart; what is
farther counts as these."""
_NEAR = range(-2, 3)
"""Years from one that is named in which the day's may be."""
_SURE, _AGREED = 0.9, 0.65
"""The least share of all that speaks for any year: alone, and where it is the text's own year too
(`indexer.dates.own_year`) and several are named. By the labels 17 of the 18 told so are right."""


def likely_year(case: YearCase, possible: Iterable[int] | None) -> int | None:
    """The year for which the weights of all signs speak, if for no other one much does.

    `possible`: those that the session and the weekdays leave; None where they tell nothing.
    """
    weights, found = _weights(), signs(case)
    known = [(weights[sign], year) for sign, year in sorted(found) if sign in weights]
    years = years_near(found) if possible is None else years_near(found) & set(possible)
    if not known or not years:
        return None
    votes = {year: exp(_sum(known, year)) for year in years}
    year = max(votes, key=lambda year: votes[year])
    share = votes[year] / sum(votes.values())
    if _AGREED <= share < _SURE and len(case.years) > 1:
        return year if own_year(case.article, case.month) == year else None
    return year if share >= _SURE else None


def _sum(known: Sequence[tuple[tuple[float, ...], int]], year: int) -> float:
    """What signs, each with its weights and its year, say of a year."""
    at = {other: distance(year, other) for _, other in known}
    return sum(of_sign[at[other]] for of_sign, other in known)


def years_near(found: Iterable[Sign]) -> set[int]:
    """The years that may be the day's: those named, and the two before and after each."""
    years = {year + more for year, more in product({year for _, year in found}, _NEAR)}
    return {year for year in years if not is_far_ahead(year)}


def distance(year: int, other: int) -> int:
    """Which of the weights of a sign of another year tells of a year."""
    return min(max(year - other, BEFORE), AFTER) - BEFORE


@cache
def _weights() -> dict[str, tuple[float, ...]]:
    return {sign: tuple(map(float, weights)) for sign, *weights in rows(LIST)}
