"""One date as people type it → what of it is known, and the days it covers."""

import re

from search.dates.kept import DateError, DateRange, PartialDate, quarter_number

_DAY, _MONTH, _YEAR = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})", r"(?P<y>\d{4})"
_QUARTER = r"(?:qu[yýií]|qúy|q)\s*(?P<q>iv|i{1,3}|[1-4])"
_DAY_WORD, _MONTH_WORD, _YEAR_WORD = "ng[àa]y", "th[áa]ng", "n[ăa]m"
_TO = r"\s*[/.-]\s*"
_OF = rf"(?:{_TO}|\s+{_YEAR_WORD}\s+)"
_BEHIND_MONTH = rf"(?:{_OF}|,?\s+(?=(?:19|20)\d\d(?!\d)))"
"""What stands before the year where the month has its word: "tháng 3, 2023"."""


def _nameless(pattern: str) -> str:
    """A pattern whose groups have no names, so that it may stand beside others."""
    return re.sub(r"\(\?P<\w>", "(?:", pattern)


_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}[/.-]{_MONTH}[/.-]{_DAY}",
        rf"(?:{_DAY_WORD}\s+)?{_DAY}{_TO}{_MONTH}{_OF}{_YEAR}",
        rf"(?:{_DAY_WORD}\s+)?{_DAY}\s+{_MONTH_WORD}\s+{_MONTH}{_BEHIND_MONTH}{_YEAR}",
        rf"{_YEAR}[/.-]{_MONTH}",
        rf"{_MONTH_WORD}\s+{_MONTH}{_BEHIND_MONTH}{_YEAR}",
        rf"t\.?\s?{_MONTH}{_TO}{_YEAR}",
        rf"{_MONTH}{_TO}{_YEAR}",
        rf"{_YEAR}-?q(?P<q>[1-4])",
        rf"{_QUARTER}(?:{_OF}|\s*){_YEAR}",
        rf"(?:{_YEAR_WORD}\s*)?{_YEAR}",
    )
]
IN_TEXT = re.compile(
    rf"(?<![\w/.,-])(?:{'|'.join(_nameless(f.pattern) for f in _FORMS[:-1])})(?![\w/-]|[.,]\d)",
    re.IGNORECASE,
)
"""Where a date that is more than a year may stand in a normalised text."""


def parse_typed(text: str) -> PartialDate:
    """13/12/2023, 2023-12-13, 12/2023, 2023-12, quý IV/2023, 2023-Q4, 2023 → what is known of it.

    "ngày", "tháng" and "năm" may be written out, a month and a quarter short: T3/2023, Q3/2023.
    The text is a normalised one (rule V1). Raises DateError, also of a day that the calendar does
    not have.
    """
    return date_and_days(text)[0]


def date_and_days(text: str) -> tuple[PartialDate, DateRange]:
    """A date and the days it covers. Raises DateError."""
    for form in _FORMS:
        if match := form.fullmatch(text.strip()):
            part = match.groupdict()
            month, day = part.get("m"), part.get("d")
            found = PartialDate(
                int(part["y"]),
                int(month) if month else None,
                int(day) if day else None,
                quarter_number(part["q"]) if part.get("q") else None,
            )
            if days := found.days:
                return found, days
            break
    raise DateError(text)
