"""When the reports of a query are of → links to halves and quarters, beside the date fields."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from search.answers import Query
from search.dates import DateBounds, PartialDate
from search.explore.timeline import MONTH, YEAR, TimeCounts
from search.facets.registry import UNKNOWN
from web import address, wording

PRESET_YEARS = 2
"""Years that have links: each is a line of the page, and half a kilobyte."""
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
    """A year, and what of it the query finds any report of."""

    label: str
    presets: tuple[Preset, ...]


def presets(query: Query, when: TimeCounts) -> list[PresetYear]:
    """The halves and quarters of a few years, the later year first: of those that the query asks
    for, else of those with the most reports, for of a year of few there is little to choose from.
    `when`: of the reports of the query; what none of them is of is left out."""
    own: dict[str, set[int | None]] = {}
    for value in when.months.keys() - {UNKNOWN}:
        year, month = _year_and_month(value)
        own.setdefault(year, set()).add(month)
    known = sorted(own, reverse=True)
    asked = [year for year in known if _is_asked(query, year)]
    if query.dates and len(asked) == 1:  # to compare with
        asked += [year for year in known if int(year) == int(asked[0]) - 1]
    best = sorted(asked or known, key=lambda year: -when.years[year])[:PRESET_YEARS]
    return [
        PresetYear(year, tuple(_presets(query, int(year), own[year])))
        for year in sorted(best, reverse=True)
    ]


@lru_cache(maxsize=4096)
def _year_and_month(value: str) -> tuple[str, int | None]:
    """The year of a month as a facet has it, and the number of the month in it."""
    read = PartialDate.parse(value)
    return str(PartialDate(read.year)), read.month


def _is_asked(query: Query, year: str) -> bool:
    """Whether a query asks for a year, or for time in it."""
    if query.dates:
        first, last = query.dates.first or date.min, query.dates.last or date.max
        return first.year <= int(year) <= last.year
    chosen = (*query.filters.get(YEAR, ()), *query.filters.get(MONTH, ()))
    return year in {value[: len(year)] for value in chosen}


def _presets(query: Query, year: int, months: set[int | None]) -> Iterator[Preset]:
    filters = {name: own for name, own in query.filters.items() if name not in (YEAR, MONTH)}
    for (first, last), label in zip(_SPANS, wording.search.PRESETS, strict=True):
        if months.isdisjoint(range(first, last + 1)):
            continue
        bounds = DateBounds(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
        own = replace(query, filters=filters, dates=bounds, page=1)
        yield Preset(label, address.write(own), own.dates == query.dates)


def undated(query: Query, when: TimeCounts) -> tuple[int, str] | None:
    """How many reports a query leaves out since their year is not known, and the address of these;
    None where it leaves none out, or asks for no time."""
    chosen = [query.filters[name] for name in (YEAR, MONTH) if name in query.filters]
    is_left_out = query.dates or any(UNKNOWN not in values for values in chosen)
    if not is_left_out or not when.undated:
        return None
    return when.undated.count, address.write(when.undated.query)
