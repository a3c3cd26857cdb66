"""All that knows a date: how it is kept (`kept`), how people type it (`typed`, `periods`)."""

from search.dates.clock import is_far_ahead
from search.dates.instants import local_time, parse_since, written_since
from search.dates.kept import (
    QUARTER_NUMERALS,
    DateBounds,
    DateError,
    DateRange,
    DatesReversedError,
    PartialDate,
    Period,
    days_of,
    quarter_number,
    written_days,
)
from search.dates.periods import OPEN_SIGNS
from search.dates.reading import (
    TYPED_FORMS,
    TYPED_RANGES,
    DateInText,
    dates_in,
    parse_between,
    parse_range,
    read_behind,
)
from search.dates.source import machine_day
from search.dates.typed import parse_typed

__all__ = [
    "OPEN_SIGNS",
    "QUARTER_NUMERALS",
    "TYPED_FORMS",
    "TYPED_RANGES",
    "DateBounds",
    "DateError",
    "DateInText",
    "DateRange",
    "DatesReversedError",
    "PartialDate",
    "Period",
    "dates_in",
    "days_of",
    "is_far_ahead",
    "local_time",
    "machine_day",
    "parse_between",
    "parse_range",
    "parse_since",
    "parse_typed",
    "quarter_number",
    "read_behind",
    "written_days",
    "written_since",
]
