"""An article → the day of the meeting, as far as it can be known."""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date

from indexer.article.structure import Article
from indexer.dates.days import Day, days
from indexer.dates.years import PREFIX, URL_MONTH, year_of
from search.dates import DateError, DateRange, parse_range
from search.report import DateValue, Facets, PassageKind, Precision, Status

_OPENING = 900  # characters of the body that say what is reported
_MONTH = re.compile(
    r"(?<!\w)(?:họp|hội nghị|kỳ họp|phiên họp|giao ban|đại hội|hội thảo)(?!\w)[^.;:\n]{0,80}?"
    r"(?P<span>tháng (?P<m>\d{1,2})(?: ?[/-] ?| năm |, năm )(?P<y>(?:19|20)\d\d))(?!\d)"
)
"""The meeting of a month: "phiên họp thường kỳ tháng 12/2005"."""


def extract(article: Article, facets: Facets) -> tuple[DateValue, ...]:
    """What the source says; else what the text does, or where it says the same and more."""
    known, said = from_source(article), from_text(article, facets)
    if known is None:
        return said
    return (next((_both(known, day) for day in said if not disagree(known, day)), known),)


def from_text(article: Article, facets: Facets) -> tuple[DateValue, ...]:
    """The day for which most speaks; else the month of the prefix, the opening or the address.

    A day is the meeting's if its sentence names a meeting, opens the report or tells the part of
    the day, and it is of no document, birth, deadline or earlier event (see `indexer.dates.days`).
    The year that it does not name is derived or inferred (see `indexer.dates.years`), or stays
    open.
    """
    named = days(article)
    likely = [day for day in named if day.is_likely]
    for day in sorted(likely, key=lambda day: -day.rank):
        if value := _value(article, facets, day, named):
            return (value,)
    return _month(article, facets)


def _value(article: Article, facets: Facets, day: Day, named: list[Day]) -> DateValue | None:
    span = article.span(day.start, day.end)
    year, status = day.year, Status.STATED
    if not year and (found := year_of(article, facets, day, named)):
        year, status = found
    if not year:
        value, precision = f"--{day.month:02}-{day.day:02}", Precision.DAY_WITHOUT_YEAR
        return DateValue(value, status, span, precision, day.part)
    try:
        value = date(year, day.month, day.day).isoformat()
    except ValueError:  # 29/2 of a year that has none
        return None
    return DateValue(value, status, span, Precision.DAY, day.part)


def disagree(known: DateValue, said: DateValue) -> bool:
    """Whether no day that the source allows is one that the text allows."""
    days = parse_range(known.value)
    if said.precision is not Precision.DAY_WITHOUT_YEAR:
        others = parse_range(said.value)
        return days.last < others.first or others.last < days.first
    return not _years(days, said)


def _years(days: DateRange, said: DateValue) -> list[int]:
    """The years in which a day without one is among the days."""
    month, day = map(int, said.value.removeprefix("--").split("-"))
    found = []
    for year in range(days.first.year, days.last.year + 1):
        with suppress(ValueError):  # 29/2
            if days.first <= date(year, month, day) <= days.last:
                found.append(year)
    return found


def _both(known: DateValue, said: DateValue) -> DateValue:
    """A day of the text within the days of the source; its part, if the source knows the day."""
    if known.precision is Precision.DAY:
        return replace(known, day_part=said.day_part)
    if said.precision is Precision.DAY:
        return said
    if said.precision is Precision.DAY_WITHOUT_YEAR:
        years = _years(parse_range(known.value), said)
        if len(years) == 1:
            value = f"{years[0]:04}{said.value[1:]}"
            return replace(said, value=value, status=Status.DERIVED, precision=Precision.DAY)
    return known


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")


def from_source(article: Article) -> DateValue | None:
    """The date that the source gives, if it can be read; of a time of day only the day."""
    given = article.metadata.date
    if not given:
        return None
    day = _DATE.search(given)
    try:
        days = parse_range(day.group() if day else given)
    except DateError:
        return None
    if days.first == days.last:
        return DateValue(days.first.isoformat(), Status.STATED)
    year, month = days.first.year, days.first.month
    value, precision = {
        0: (f"{year:04}-{month:02}", Precision.MONTH),
        2: (f"{year:04}-Q{(month + 2) // 3}", Precision.QUARTER),
        11: (f"{year:04}", Precision.YEAR),
    }[days.last.month - month]
    return DateValue(value, Status.STATED, None, precision)


def _month(article: Article, facets: Facets) -> tuple[DateValue, ...]:
    """The month that the prefix states, that the meeting is of, or that the address tells."""
    for line in article.of(PassageKind.PREFIX):
        if match := PREFIX.search(article.read(line)):
            span = article.span(line.start + match.start(), line.start + match.end())
            precision = Precision.DAY if match[3] else Precision.MONTH
            return (DateValue(match.group(), Status.STATED, span, precision),)
    for line, end in article.beginning(_OPENING):
        match = _MONTH.search(article.lower, line.start, end)
        if match and 1 <= int(match["m"]) <= 12:
            span = article.span(*match.span("span"))
            value = f"{match['y']}-{int(match['m']):02}"
            return (DateValue(value, Status.STATED, span, Precision.MONTH),)
    for url in facets.source_url:
        if match := URL_MONTH.search(url.value):
            value = f"{match[1]}-{match[2]}"
            return (DateValue(value, Status.DERIVED, url.evidence, Precision.MONTH),)
    return ()
