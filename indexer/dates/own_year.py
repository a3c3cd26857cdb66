"""An article → the year that it speaks of as its own, by the years that it names."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial

from indexer.article.structure import Article
from indexer.dates.named_years import LEAD, NamedYear, named_years
from indexer.lexicon import any_cue, pattern_of
from search.dates import is_far_ahead

_LIST = "own_year_cues.tsv"
_SPRING, _AUTUMN, _WINTER = 3, 10, 11
"""Until this month plans are for the year; from these ones on rather, or surely, for the next."""
_BEHIND, _FIRST_YEAR = 24, 1990


@dataclass(slots=True)
class _Years:
    """The years of an article by what it says of them.

    `told`: how often each is told of; `dated`: those of dates. `near`: those whose parts are told
    of, that others are compared with, or that are of the name of a meeting. `aims`: those planned
    for.
    """

    told: Counter[int] = field(default_factory=Counter)
    dated: set[int] = field(default_factory=set)
    near: set[int] = field(default_factory=set)
    aims: set[int] = field(default_factory=set)

    @property
    def last(self) -> int | None:
        """The last year that is told of."""
        return max((*self.told, *self.near), default=None)


def own_year(article: Article, month: int | None) -> int | None:
    """The year of a report of a month, if that is known; None where the years do not tell.

    It is the last year that is told of, late in a year; before, only if a part of it is told of, if
    it is compared with the one before, or planned for. Of what is only planned it is the year that
    plans of that month are for: those of December are for the next one. In the first two months
    the year that is told of is over.
    """
    years = _sorted(article, month)
    last = years.last
    if last is None:
        return _planned(years.aims, month)
    if month is not None and month >= _AUTUMN:
        is_next = month >= _WINTER and last in years.aims and last not in years.near
        return last - 1 if is_next and years.told[last - 1] > years.told[last] else last
    if last + 1 in years.aims and (last not in years.near or (month or 12) <= _SPRING):
        return last + 1 if month else last
    if last in years.near or (last in years.aims and last - 1 in years.told):
        return last
    if month is None and last in years.dated and years.told[last] > 1:
        return last
    is_lone = not {last, last + 1} & years.aims and last - 1 not in years.told
    is_over = month is not None and month < _SPRING and is_lone
    return last + 1 if is_over else None


def _planned(aims: set[int], month: int | None) -> int | None:
    """Which year it is if only plans are spoken of."""
    if len(aims) != 1 or month == _AUTUMN:
        return None
    return min(aims) - (month is not None and month >= _WINTER)


def _sorted(article: Article, month: int | None) -> _Years:
    found = _Years()
    for one, lead, behind in _plain(article):
        if _cue("compared").search(lead):
            found.near.add(one.year + 1)
        elif _cue("than").search(lead):
            found.told.update((one.year, one.year + 1))
        elif _cue("towards").search(lead):
            continue
        elif _is_planned(one, lead, behind):
            found.aims.add(one.year)
        elif _is_near(one, month, lead) or _cue("named-so").search(lead):
            found.near.add(one.year)
        else:
            found.told[one.year] += 1
            found.dated |= {one.year} if one.months else set()
    return found


def _is_near(one: NamedYear, month: int | None, lead: str) -> bool:
    """Whether parts of a year are spoken of, or its months about that of the report."""
    if not one.months:
        return False
    is_part = len(set(one.months)) > 1 or (month is not None and one.is_near(month))
    return is_part and not _cue("of").search(lead)


def _plain(article: Article) -> Iterator[tuple[NamedYear, str, str]]:
    """Years that are neither of a span nor of a name, with the words before and behind each."""
    for one in article.once(named_years):
        end = one.start + len(str(one.year))
        behind = article.lower[end : end + _BEHIND]
        lead = article.lower[max(0, one.begin - LEAD) : one.begin]
        if one.year < _FIRST_YEAR or is_far_ahead(one.year):
            continue
        if not (_BEHIND_SPAN.match(behind) or _cue("apart").search(lead)):
            yield one, lead, behind


def _is_planned(one: NamedYear, lead: str, behind: str) -> bool:
    return bool(_cue("aims").search(lead) or (not one.months and _cue("later").match(behind)))


_BEHIND_SPAN = re.compile(r" ?[-–] ?(?:\w+ )?\d{4}")
_w = partial(any_cue, "date_words.tsv")
_TEMPLATES = {
    "apart": r"\d ?[-–] ?(?:\w+ )?$|\d/$|(?<!\w){named}(?: [^\W\d]+){0,5} ?\(?YEAR$"
    r"|(?<!\w){years} (?:\d+ )?YEAR$",
    "compared": r"(?<!\w){compared} ?\(?YEAR$",
    "aims": r"(?<!\w){aims}(?!\w)(?![^.;:\n]*\w (?<!\w){reports}(?!\w))[^.;:\n]*$",
    "named-so": r"(?<!\w){now} YEAR$"
    r"|(?<!\w){meeting}(?!\w)(?![^.;,\n]*(?<!\w){reports}(?!\w))[^.;,\n]*$",
    "towards": r"(?<!{counted} )(?<!\w){towards} (?:{end-of} )?YEAR$",
    "than": r"(?<!\w){than} YEAR$",
    "of": r"(?<!\w){of} $",
    "later": r",? {aims-behind}(?!\w)",
}


@cache
def _cue(name: str) -> re.Pattern[str]:
    template = _TEMPLATES[name].replace("YEAR", f"(?:{_w('year')} )?")
    return pattern_of(_LIST, template)
