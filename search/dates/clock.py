"""The clock → this instant; the day in Việt Nam, which "hôm qua" and "năm ngoái" are told from."""

from datetime import UTC, date, datetime, timedelta, timezone

_VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""No zone of a data base: Việt Nam has had this one since 1975, and no summer time."""


def today() -> date:
    """The day that it is in Việt Nam. Tests put another function in its place: call it as
    `clock.today()`."""
    return local_day(datetime.now(UTC))


def now() -> datetime:
    """This instant, in UTC and whole seconds. Tests put another function in its place: call it as
    `clock.now()`."""
    return datetime.now(UTC).replace(microsecond=0)


def is_far_ahead(year: int | None) -> bool:
    """Whether a year is beyond the next one: no report tells of a meeting then, it is a slip."""
    return year is not None and year > today().year + 1


def midnight(day: date) -> datetime:
    """The instant at which a day begins in Việt Nam."""
    return datetime(day.year, day.month, day.day, tzinfo=_VIETNAM)


def local_day(instant: datetime) -> date:
    """The day in Việt Nam of an instant; of one without a zone, its own day."""
    return (instant.astimezone(_VIETNAM) if instant.tzinfo else instant).date()
