"""An article → the day of the meeting, as far as it can be known."""

import re
from contextlib import suppress
from dataclasses import replace

from indexer.article.structure import OPENING, Article
from indexer.dates.days import Day, days
from indexer.dates.years import prefix_date, url_date, year_of
from indexer.lexicon import any_cue
from search.dates import (
    DateError,
    DateRange,
    PartialDate,
    days_of,
    is_far_ahead,
    machine_day,
    parse_range,
    parse_typed,
)
from search.report import DateValue, Facets, Precision, Span, Status

_MONTHS = range(1, 13)


def extract(article: Article, facets: Facets) -> tuple[DateValue, ...]:
    """What the source says; else what the text does, or where it says the same and more.

    A paper that reports no meeting names days of laws and of other papers; none is a meeting's.
    """
    is_paper = bool(facets.document_no or facets.issuer or facets.issue_date)
    is_of_meeting = bool(facets.meeting_type) or not is_paper
    given = from_source(article)
    found = from_text(article, facets) if is_of_meeting else ()
    if given is None:
        return found
    return (next((_both(given, day) for day in found if not disagree(given, day)), given),)


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
        if value := _of_day(article, facets, day, named):
            return (value,)
    month = _of_prefix(article) or _of_opening(article) or _of_address(facets)
    return (month,) if month and not is_far_ahead(PartialDate.parse(month.value).year) else ()


def from_source(article: Article) -> DateValue | None:
    """The date that the source gives, if it can be read; of an instant its day in Việt Nam. One
    far ahead is a slip, and not taken."""
    found = _of_source(article)
    return None if found is None or is_far_ahead(found.year) else _value(found, Status.STATED)


def _of_source(article: Article) -> PartialDate | None:
    given = article.metadata.date
    if not given:
        return None
    if own := machine_day(given):
        return PartialDate.of_day(own)
    day = _DATE.search(given)
    with suppress(DateError):
        return parse_typed(day.group() if day else given)
    return None


def is_unread(article: Article) -> bool:
    """Whether no date can be read in what the source gives, if it gives any."""
    return _of_source(article) is None


def names_far_ahead(article: Article) -> bool:
    """Whether the source, or the text of a likely day, names a year that no report can tell of."""
    given = _of_source(article)
    named = [day.date for day in days(article) if day.is_likely]
    return any(is_far_ahead(date.year) for date in ([given] if given else []) + named)


def disagree(given: DateValue, found: DateValue) -> bool:
    """Whether no day that the source allows is one that the text allows."""
    allowed, day = parse_range(given.value), PartialDate.parse(found.value)
    if day.year is None:
        return not _years(allowed, day)
    own = days_of([found])
    return own is None or not allowed.overlaps(own)


def _of_day(article: Article, facets: Facets, day: Day, named: list[Day]) -> DateValue | None:
    """The value of a day that the text names; None if there is no 29/2 in its year."""
    found, status = day.date, Status.STATED
    if found.year is None and (known := year_of(article, facets, day, named)):
        year, status = known
        found = found.in_year(year)
    if is_far_ahead(found.year) or (found.year is not None and found.days is None):
        return None
    value = _value(found, status, article.span(day.start, day.end), day.part)
    return replace(value, until=_until(found, day.until))


def _until(first: PartialDate, last: PartialDate | None) -> str | None:
    """The last of several days in the year of the first, or past New Year in the next."""
    if last is None:
        return None
    is_next_year = (last.month or 0) < (first.month or 0)
    known = last if first.year is None else last.in_year(first.year + is_next_year)
    return None if known.year is not None and known.days is None else str(known)


def _value(
    found: PartialDate, status: Status, span: Span | None = None, part: str | None = None
) -> DateValue:
    return DateValue(str(found), status, span, found.precision, part)


def _both(given: DateValue, found: DateValue) -> DateValue:
    """A day of the text within the days of the source; its part, if the source knows the day."""
    if given.precision is Precision.DAY:
        until = found.until if found.value == given.value else None
        return replace(given, day_part=found.day_part, until=until)
    if found.precision is Precision.DAY:
        return found
    if found.precision is Precision.DAY_WITHOUT_YEAR:
        day = PartialDate.parse(found.value)
        years = _years(parse_range(given.value), day)
        if len(years) == 1:
            of_year = day.in_year(years[0])
            last = PartialDate.parse(found.until) if found.until else None
            value = _value(of_year, Status.DERIVED, found.evidence, found.day_part)
            return replace(value, until=_until(of_year, last))
    return given


def _years(allowed: DateRange, day: PartialDate) -> list[int]:
    """The years in which a day without one is among the days."""
    years = range(allowed.first.year, allowed.last.year + 1)
    days_by_year = ((year, day.in_year(year).days) for year in years)
    return [year for year, range_ in days_by_year if range_ and allowed.overlaps(range_)]


# Where no day is named, the month


def _of_prefix(article: Article) -> DateValue | None:
    """The month, or day, that a machine wrote before the text."""
    if prefix := prefix_date(article):
        found, span = prefix
        return _value(found, Status.STATED, article.span(*span))
    return None


def _of_opening(article: Article) -> DateValue | None:
    """The month that the meeting is of: "phiên họp thường kỳ tháng 12/2005"."""
    for line, end in article.beginning(OPENING):
        match = _MEETING_OF_MONTH.search(article.lower, line.start, end)
        if match and int(match["m"]) in _MONTHS:
            found = PartialDate(int(match["y"]), int(match["m"]))
            return _value(found, Status.STATED, article.span(*match.span("span")))
    return None


def _of_address(facets: Facets) -> DateValue | None:
    for url in facets.source_url:
        found = url_date(url.value)
        if found and found.month is not None:
            return _value(found, Status.DERIVED, url.evidence)
    return None


def _w(cue: str) -> str:
    return any_cue("date_words.tsv", cue)


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_MEETING_OF_MONTH = re.compile(
    rf"(?<!\w){_w('meeting-of-month')}(?!\w)[^.;:\n]{{0,80}}?"
    rf"(?P<span>{_w('month')} (?P<m>\d{{1,2}})(?: ?[/-] ?| {_w('year')} |, {_w('year')} )"
    r"(?P<y>(?:19|20)\d\d))(?!\d)"
)
