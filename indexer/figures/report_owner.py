"""A report and its facets → whose its figures are that do not say it, and the sector it is on."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from indexer.article.structure import Article
from indexer.figures.owners import HOME, Owner, owners
from indexer.figures.topics import Mention, is_of_shareholders, province_of
from indexer.lexicon import lower, pattern_of
from search.report import Facets, FigureScope, PlaceKind

_LIST = "scope_words.tsv"

_OPENING, _LONGEST_OPENING = 2, 900
_SCOPES = {
    "trung-uong": FigureScope.COUNTRY,
    "tinh": FigureScope.PROVINCE,
    "huyen": FigureScope.DISTRICT,
    "xa": FigureScope.COMMUNE,
}
_KINDS = {FigureScope.DISTRICT: PlaceKind.DISTRICT, FigureScope.COMMUNE: PlaceKind.COMMUNE}


@dataclass
class ReportOwner:
    """Whose the figures of a report are that do not say it; it is read when it is asked for, for
    most reports state no figure.

    `named`: the provinces that the article names, in order.
    """

    article: Article
    facets: Facets
    named: Callable[[], Iterable[Mention]] = tuple

    @cached_property
    def owner(self) -> Owner:
        """Of a report that opens with another country, of that if nothing names this one, and else
        of nobody; so it is with a business, unless its shareholders met. Of a province that it is
        about; then of this country, if a central body met or the opening names it."""
        level = self.facets.level[0].value if self.facets.level else ""
        scope = _SCOPES.get(level)
        if scope is FigureScope.PROVINCE:
            return Owner(scope, self.province)
        if scope in _KINDS:
            kind = _KINDS[scope]
            names = [place.value for place in self.facets.places if place.kind is kind]
            return Owner(scope, names[0] if len(names) == 1 else "")
        return self._of_topic(is_central=scope is FigureScope.COUNTRY)

    @cached_property
    def province(self) -> str:
        """The only province of a report, else the one that it is about; else ""."""
        names = [value.value for value in self.facets.province]
        return names[0] if len(names) == 1 else self._topic

    @cached_property
    def sector(self) -> str:
        """The sector that the opening names most: "ngành tôm"; "" if none."""
        return _sector(self._opening)

    @cached_property
    def _opening(self) -> tuple[Owner, ...]:
        lines = self.article.opening(_OPENING)
        texts = (self.article.read(line)[:_LONGEST_OPENING] for line in lines)
        return tuple(owner for text in texts for owner in owners(text))

    @cached_property
    def _topic(self) -> str:
        return province_of(self.article, self.named(), self._opening)

    def _of_topic(self, *, is_central: bool) -> Owner:
        named = [one for one in self._opening if one.name]
        if abroad := _abroad(named):
            is_home_named = any(HOME in self.article.read(line) for line in self.article.lines)
            return Owner(None if is_home_named else FigureScope.ABROAD, abroad)
        firms = [one.name for one in named if one.scope is FigureScope.FIRM]
        if self._is_of_shareholders():
            return Owner(FigureScope.FIRM, firms[0] if firms else "")
        if self._topic:
            return Owner(FigureScope.PROVINCE, self._topic)
        sure = [one for one in named if not one.is_venue]
        if sure and sure[0].scope in (FigureScope.FIRM, FigureScope.PROVINCE):
            return Owner(None, sure[0].name)
        is_home = is_central or any(one.scope is FigureScope.COUNTRY for one in named)
        return Owner(FigureScope.COUNTRY, HOME) if is_home else Owner(None)

    def _is_of_shareholders(self) -> bool:
        lines = self.article.opening(_OPENING)
        return any(is_of_shareholders(self.article.read_lower(line)) for line in lines)


def _sector(opening: Iterable[Owner]) -> str:
    """One as broad as industry tells nothing: a report on the country names it too."""
    named = [one.name for one in opening if one.scope is FigureScope.SECTOR and one.name]
    narrow = [name for name in named if not _broad().search(lower(name))]
    words = Counter(name.partition(" ")[2] for name in narrow)
    most = words.most_common(1)
    return next(name for name in narrow if name.endswith(most[0][0])) if most else ""


def _abroad(named: list[Owner]) -> str:
    """The other country that an opening begins with, if it names this one less; else ""."""
    sure = [one for one in named if one.name[:1].isupper()]
    # a name of one syllable may be that of a person
    is_about = bool(sure) and sure[0].scope is FigureScope.ABROAD and " " in sure[0].name
    home = sum(one.scope is FigureScope.COUNTRY for one in sure)
    there = sum(one.scope is FigureScope.ABROAD and not one.is_market for one in sure)
    return sure[0].name if is_about and home < there else ""


@cache
def _broad() -> re.Pattern[str]:
    return pattern_of(_LIST, "{whole:broad-sector}")
