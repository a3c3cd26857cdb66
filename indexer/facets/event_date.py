"""An article → the day of the meeting, as far as it can be known."""

import re
from dataclasses import replace

from indexer.article.structure import OPENING, Article
from indexer.dates.days import Day, days, each_day
from indexer.dates.history import is_of_history
from indexer.dates.named_date import named_date
from indexer.dates.named_years import named_years
from indexer.dates.session_time import session_time
from indexer.dates.source_date import sound_date, source_date
from indexer.dates.spans import whole_span
from indexer.dates.years import prefix_date, url_date, year_of
from indexer.lexicon import any_cue
from search.dates import (
    DateRange,
    PartialDate,
    days_of,
    is_far_ahead,
    parse_range,
)
from search.report import DateValue, Facets, Precision, Span, Status

_MONTHS = range(1, 13)


def extract(article: Article, facets: Facets) -> tuple[DateValue, ...]:
    """What the source says; else what the text does, or where it says the same and more.

    What reports no meeting has no day of one: what its source gives is the day of the page then.
    """
    if not facets.meeting_type:
        return ()
    given = from_source(article)
    found = from_text(article, facets)
    if given is None:
        return found
    return (next((_both(given, day) for day in found if not disagree(given, day)), given),)


def from_text(article: Article, facets: Facets) -> tuple[DateValue, ...]:
    """The day for which most speaks, and the others of its meeting; else the month of the prefix,
    the opening or the address.

    A day is the meeting's if its sentence names a meeting, opens the report or tells the part of
    the day, and it is of no document, birth, deadline or earlier event (see `indexer.dates.days`).
    The year that it does not name is derived or inferred (see `indexer.dates.years`), or stays
    open.
    """
    named = article.once(days)
    likely = [day for day in named if day.is_likely and not is_of_history(article, day, facets)]
    for day in sorted(likely, key=lambda day: -day.rank):
        if values := _of_day(article, facets, whole_span(article, day, named), named):
            return values
    month = _of_prefix(article) or _of_opening(article) or _of_address(facets)
    if month is None or is_far_ahead(PartialDate.parse(month.value).year):
        month = _of_session(article, facets) or _of_part_of_year(article)
    return (month,) if month else ()


def from_source(article: Article) -> DateValue | None:
    """The date that the source gives for the meeting, if it can be read and is no slip."""
    found = sound_date(article.metadata.date)
    return None if found is None else _value(found, Status.STATED)


def is_unread(article: Article) -> bool:
    """Whether no date can be read in what the source gives, if it gives any."""
    return source_date(article.metadata.date) is None


def names_far_ahead(article: Article) -> bool:
    """Whether the source, or the text of a likely day, names a year that no report can tell of."""
    metadata = article.metadata
    given = filter(None, map(source_date, (metadata.date, metadata.published)))
    if any(is_far_ahead(date.year) for date in given):
        return True
    if not any(is_far_ahead(named_date(match).year) for _, match in each_day(article)):
        return False  # as most: no day need be weighed
    return any(is_far_ahead(day.date.year) for day in article.once(days) if day.is_likely)


def disagree(given: DateValue, found: DateValue) -> bool:
    """Whether no day that the source allows is one that the text allows."""
    allowed, day = parse_range(given.value), PartialDate.parse(found.value)
    if day.year is None:
        return not _years(allowed, day)
    own = days_of([found])
    return own is None or not allowed.overlaps(own)


def _of_day(article: Article, facets: Facets, day: Day, named: list[Day]) -> tuple[DateValue, ...]:
    """The values of the days that the text names; none if there is no 29/2 in its year."""
    found, status = day.date, Status.STATED
    if found.year and not any(one.start == day.start and one.date.year for one in named):
        status = Status.DERIVED  # from another day of the meeting
    if found.year is None and (known := year_of(article, facets, day, named)):
        year, status = known
        found = found.in_year(year)
    if is_far_ahead(found.year) or (found.year is not None and found.days is None):
        return ()
    span = article.span(day.start, day.end)
    first = replace(_value(found, status, span, day.part), until=_until(found, day.until))
    others = (_after(found, other) for other in day.others)
    return (first, *(_value(other, status, span) for other in others))


def _after(first: PartialDate, other: PartialDate) -> PartialDate:
    """A day without its year in the year of an earlier one, or past New Year in the next."""
    is_next_year = (other.month or 0) < (first.month or 0)
    return other if first.year is None else other.in_year(first.year + is_next_year)


def _until(first: PartialDate, last: PartialDate | None) -> str | None:
    """The last of several days in the year of the first, or past New Year in the next."""
    if last is None:
        return None
    known = _after(first, last)
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


def _of_session(article: Article, facets: Facets) -> DateValue | None:
    """The year of a session that is known by its number and term."""
    time = session_time(article, facets, None)
    if time is None or not time.is_fixed or len(time.years) != 1 or not facets.session_no:
        return None
    return _value(PartialDate(*time.years), Status.DERIVED, facets.session_no[0].evidence)


def _of_part_of_year(article: Article) -> DateValue | None:
    """The year of whose months the opening speaks, those past or those left, if of one alone."""
    years = article.once(named_years)
    parts = [
        one
        for line, end in article.beginning(OPENING)
        for one in years
        if one.is_part_of_year and line.start <= one.start < end
    ]
    if len({one.year for one in parts}) != 1 or parts[0].year < max(one.year for one in years):
        return None
    span = article.span(parts[0].start, parts[0].start + len(str(parts[0].year)))
    return _value(PartialDate(parts[0].year), Status.INFERRED, span)


def _w(cue: str) -> str:
    return any_cue("date_words.tsv", cue)


_MEETING_OF_MONTH = re.compile(
    rf"(?<!\w){_w('meeting-of-month')}(?!\w)[^.;:\n]{{0,80}}?"
    rf"(?P<span>{_w('month')} (?P<m>\d{{1,2}})(?: ?[/-] ?| {_w('year')} |, {_w('year')} )"
    r"(?P<y>(?:19|20)\d\d))(?!\d)"
)
