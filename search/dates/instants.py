"""Since when something is asked for, as typed: a day or an instant → the instant; and back."""

import re
from datetime import UTC, datetime

from search.dates import clock
from search.dates.kept import DateError, PartialDate
from search.dates.reading import parse_between

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)", re.IGNORECASE)
"""As JSON spells an instant, with its zone: 2026-11-29T01:00:00Z."""


def parse_since(text: str) -> datetime:
    """An instant, or the one at which a day or a period begins in Việt Nam. The text is normalised.

    "29/11/2026", "hôm qua" and whatever else `parse_between` reads; "2026-11-29T01:00:00Z". Raises
    DateError, also for what has no beginning.
    """
    if _INSTANT.fullmatch(text):
        try:
            instant = datetime.fromisoformat(text.upper()).astimezone(UTC)
            clock.local_day(instant)
        except (ValueError, OverflowError):
            raise DateError(text) from None
        return instant
    days = parse_between(text, None)
    if days is None or days.first is None:
        raise DateError(text)
    return clock.midnight(days.first)


def written_since(instant: datetime) -> str:
    """What `parse_since` reads as this instant: the day that begins at it, "29/11/2026", or itself,
    "2026-11-29T01:00:00Z"."""
    day = clock.local_day(instant)
    if instant == clock.midnight(day):
        return PartialDate.of_day(day).written
    return instant.astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


def local_time(instant: datetime) -> str:
    """The time of day in Việt Nam, "8:05"; empty where the day begins."""
    begin = clock.midnight(clock.local_day(instant))
    minutes = (instant - begin).seconds // 60
    return f"{minutes // 60}:{minutes % 60:02}" if instant != begin else ""
