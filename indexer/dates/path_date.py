"""The path of a file → the day, month or year that its name, or the name of its folder, tells."""

import re

from search.dates import PartialDate

_YEAR = r"(?P<y>20\d{2})"
_PATTERNS = tuple(
    re.compile(rf"(?<!\d){pattern}(?!\d)")
    for pattern in (
        rf"(?P<d>\d{{1,2}})(?P<by>[-._ ])(?P<m>\d{{1,2}})(?P=by){_YEAR}",
        rf"{_YEAR}(?P<by>[-._ ]?)(?P<m>\d{{2}})(?P=by)(?P<d>\d{{2}})",
        rf"(?P<d>\d{{2}})(?P<m>\d{{2}}){_YEAR}",
        rf"(?P<m>\d{{1,2}})[-._]{_YEAR}",
        rf"{_YEAR}[-._](?P<m>\d{{1,2}})",
        _YEAR,
    )
)
"""The surest first: a name may have a year and a day besides."""


def path_date(path: str) -> PartialDate | None:
    """The date that the name of a file tells, or else the innermost folders that tell one.

    "2022/giao-ban-25-8-2023.docx" → 25/8/2023
    "bao cao/2023/08/giao-ban.docx" → 8/2023
    """
    *folders, name = path.split("/")
    inner = ("-".join(folders[first:]) for first in range(len(folders) - 1, -1, -1))
    return next(filter(None, map(_date_in, (name, *inner))), None)


def _date_in(name: str) -> PartialDate | None:
    for pattern in _PATTERNS:
        for match in pattern.finditer(name):
            own = match.groupdict()
            found = PartialDate(*(int(own[part]) for part in "ymd" if own.get(part)))
            if found.days is not None:
                return found
    return None
