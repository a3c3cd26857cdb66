"""An article → the years that it names, with the months or the day of each that it speaks of."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

from indexer.article.structure import Article
from indexer.lexicon import any_cue
from search.dates import quarter_number
from search.report import PassageKind

MOST = 300
"""Years looked at."""
LEAD = 60
"""Characters before a year: what of it is spoken of."""
_YEAR_MONTHS, _HALF_MONTHS, _QUARTER_MONTHS = 12, 6, 3


class NamedYear(NamedTuple):
    """A year that a text names, with the months and the day of it that are spoken of, if any.

    `start`: where the year stands; `begin`: where its months or its day begin. `is_long`: what is
    spoken of are several months, or all that went before.
    """

    year: int
    start: int
    begin: int
    months: tuple[int, int] | None = None
    is_long: bool = False
    day: int = 0

    def is_near(self, month: int) -> bool:
        """Whether one speaks so of these months in, or just before or after, that month."""
        return self.months is not None and self.months[0] - 1 <= month <= self.months[1] + 1

    @property
    def is_part_of_year(self) -> bool:
        """Whether they are the first or the last months of the year; not those of a quarter, of
        which plans speak."""
        return (
            self.is_long
            and not self.day
            and self.months is not None
            and self.months[1] - self.months[0] != _QUARTER_MONTHS - 1
        )


def named_years(article: Article) -> list[NamedYear]:
    """The years of an article, in the order of the text; not those of a letterhead."""
    return list(_found(article))


def is_ahead(article: Article, one: NamedYear) -> bool:
    """Whether a year is named as one to come, or as an end of several: "đến năm 2030"."""
    return bool(_AHEAD.search(article.lower, max(0, one.begin - LEAD), one.begin))


_w = partial(any_cue, "date_words.tsv")
_MONTH, _IN_YEAR = _w("month"), f"{_w('year')} "
_YEAR = re.compile(r"(?:199|20\d)\d(?<![\d.,]\d{4})(?!\d|[.,]\d)")
_OF = rf"(?: ?[/-] ?|,? {_IN_YEAR})"
_PERIOD = re.compile(
    rf"(?:(?<![\d/-])(?P<day>\d{{1,2}})[/-](?P<date>\d{{1,2}})[/-]|{_MONTH} (?P<m>\d{{1,2}}){_OF}"
    rf"|{_w('quarter')} (?P<q>iv|i{{1,3}}|[1-4]){_OF}"
    rf"|(?:(?P<n>\d{{1,2}}) )?{_MONTH}"
    rf" (?:(?P<first>{_w('first')})|(?P<last>{_w('last')}|{_w('rest')}))"
    rf"(?: {_w('of')})? {_IN_YEAR})$"
)
_AHEAD = re.compile(rf"(?:{_w('not-this-year')}|-|\d) ?(?:{_IN_YEAR})?$")
_COMPARED = re.compile(rf"{_w('compared')}(?!\w)[^.;\n]{{0,30}}$")
_SO_FAR = re.compile(rf"{_w('so-far')}(?: {_w('all-of')})?(?: {_w('day')})? $")


def _found(article: Article) -> Iterator[NamedYear]:
    text = article.lower
    heads = [(line.start, line.end) for line in article.of(PassageKind.LETTERHEAD)]
    for match in islice(_YEAR.finditer(text), MOST):
        year, start = int(match.group()), match.start()
        if any(first <= start < last for first, last in heads):
            continue  # of the paper
        lead = text[max(0, start - LEAD) : start]
        period = _PERIOD.search(lead)
        before = lead[: period.start()] if period else ""
        if period is None or _COMPARED.search(before):
            yield NamedYear(year, start, start)
            continue
        is_long = bool(period["q"] or period["n"] or _SO_FAR.search(before))
        begin = start - len(lead) + period.start()
        yield NamedYear(year, start, begin, _months(period), is_long, int(period["day"] or 0))


def _months(period: re.Match[str]) -> tuple[int, int] | None:
    """The months of a year in which, or around which, one speaks so; None of "tháng 0"."""
    if quarter := period["q"]:
        last = _QUARTER_MONTHS * quarter_number(quarter)
        return last - _QUARTER_MONTHS + 1, last
    months = int(period["n"] or _HALF_MONTHS)
    if period["first"]:
        return months, months + 1
    if period["last"]:
        return _YEAR_MONTHS + 1 - months, _YEAR_MONTHS
    month = int(period["m"] or period["date"])
    return (month, month) if month else None
