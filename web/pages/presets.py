"""The years of the index → links to their halves and quarters, beside the date fields."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from search.answers import FacetCount, Query
from search.dates import DateBounds, PartialDate, clock
from search.explore.timeline import MONTH, YEAR
from search.facets.registry import UNKNOWN
from search.searcher import Searcher
from web import address, wording

PRESET_YEARS = 2
"""Years that have links, the last ones: each is a line of the page, and half a kilobyte."""
_SPANS = ((1, 6), (7, 12), (1, 3), (4, 6), (7, 9), (10, 12))
"""The first and last month of each half and quarter of a year."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A half or a quarter: the address of the same query in it. `is_current`: it is asked for."""

    label: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class PresetYear:
    """A year, and what of it the index has any report of."""

    label: str
    presets: tuple[Preset, ...]


def presets(query: Query, live: Searcher, years: Iterable[FacetCount] = ()) -> list[PresetYear]:
    """The halves and quarters of the last years that the answer has, else the index, the last year
    first; where the query asks for years, of these; for dates, of theirs and the year before.
    `years`: those of the answer."""
    months = live.facet_counts(MONTH)
    dates = [PartialDate.parse(month) for month in months if month != UNKNOWN]
    known = {str(replace(one, month=None)) for one in dates}
    answered = known & {own.value for own in years if own.count}
    chosen = known & _asked(query) or _recent(answered) or _recent(known)
    found = []
    for year in sorted(chosen, reverse=True)[:PRESET_YEARS]:
        own = frozenset(one.month for one in dates if one.month and one.year == int(year))
        found.append(PresetYear(year, tuple(_presets(query, int(year), own))))
    return found


def _asked(query: Query) -> set[str]:
    """The years that a query asks for; of its first day, and the year before to compare with."""
    first = query.dates.first if query.dates else None
    return set(query.filters.get(YEAR, ())) or (
        {str(first.year), str(first.year - 1)} if first else set()
    )


def _recent(years: set[str]) -> list[str]:
    """The years, without those that only a wrong date can be of."""
    until = clock.today().year + 1
    return [year for year in years if year.isdecimal() and int(year) <= until]


def _presets(query: Query, year: int, months: frozenset[int]) -> Iterator[Preset]:
    filters = {name: own for name, own in query.filters.items() if name not in (YEAR, MONTH)}
    for (first, last), label in zip(_SPANS, wording.search.PRESETS, strict=True):
        if months.isdisjoint(range(first, last + 1)):
            continue
        bounds = DateBounds(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
        own = replace(query, filters=filters, dates=bounds, page=1)
        yield Preset(label, address.write(own), own.dates == query.dates)
