"""The path of a file → the day, month or year that its name, or those of its folders, tell."""

import re

from search.dates import PartialDate, is_far_ahead

_YEAR = r"(?P<y>20\d{2})"
_MONTH = r"(?P<m>0[1-9]|1[0-2])"
_DATES = tuple(
    re.compile(rf"(?<!\d){pattern}(?!\d)")
    for pattern in (
        rf"(?P<d>\d{{1,2}})(?P<by>[-._ ])(?P<m>\d{{1,2}})(?P=by){_YEAR}",
        rf"{_YEAR}(?P<by>[-._ ]?){_MONTH}(?P=by)(?P<d>\d{{2}})",
        rf"(?P<d>\d{{2}}){_MONTH}{_YEAR}",
    )
)
"""Days in the name of a file, or of a folder. A number before a year alone may be a quarter's."""
_FOLDERS = re.compile(rf"(?:.*/)?{_YEAR}(?:[-/]{_MONTH})?(?:/(?P<d>\d{{2}}))?")
"""Folders by year, month and day: "2023", "2023-08", "2023/08/25"."""


def path_date(path: str) -> PartialDate | None:
    """The date that the name of a file tells, or else its folders.

    "2022/giao-ban-25-8-2023.docx" → 25/8/2023
    "bao cao/2023/08/giao-ban.docx" → 8/2023
    "Báo cáo quý 3-2023.docx" → None
    """
    folders, _, name = path.rpartition("/")
    found = [match for one in (name, folders) for own in _DATES for match in own.finditer(one)]
    if in_folders := _FOLDERS.fullmatch(folders):
        found.append(in_folders)
    return next(filter(None, map(_date, found)), None)


def _date(match: re.Match[str]) -> PartialDate | None:
    """A date that is in the calendar, and no slip."""
    own = match.groupdict()
    found = PartialDate(*(int(own[part]) for part in "ymd" if own.get(part)))
    return found if found.days is not None and not is_far_ahead(found.year) else None
