"""A date as a machine wrote it → its day in Việt Nam."""

from contextlib import suppress
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from search.dates.clock import local_day


def machine_day(text: str) -> date | None:
    """The day of ISO 8601 ("2023-08-24T17:30:00Z", "20230825") or of the form of mail and feeds
    ("Fri, 25 Aug 2023 00:00:00 +0700"), also of a day alone with the name of its month ("Aug 25,
    2023", "25-Aug-2023"); None of anything else.

    An instant is told with its zone, so 17:30 in UTC is of the next day in Việt Nam. Without a
    zone it is the day that is written.
    """
    for read in (datetime.fromisoformat, parsedate_to_datetime, _day_alone):
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            return local_day(read(text.strip()))
    return None


def _day_alone(text: str) -> datetime:
    """A day with the name of its month and no time. Raises ValueError, TypeError or IndexError."""
    return parsedate_to_datetime(f"{text.replace('-', ' ')} 00:00:00")
