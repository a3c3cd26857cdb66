"""A report and its facets → whose its figures are that do not say it, and the sector it is on."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from indexer.article.structure import Article
from indexer.figures.owner_patterns import countries
from indexer.figures.owners import HOME, Owner, foreign_in, owners
from indexer.figures.topics import Mention, is_of_shareholders, province_of
from indexer.lexicon import lower, pattern_of
from search.report import Facets, FigureScope, PlaceKind

_LIST = "scope_words.tsv"

_OPENING, _LONGEST_OPENING = 2, 900
_FOREIGN = 4
"""Letters of a name of one word without marks that is no syllable of this country."""
_MANY = 2
"""So many central bodies in an opening make what it reports that of the country; so often it names
the country that it is about."""
_BETWEEN_STATES = "quoc-te"
_SCOPES = {
    "trung-uong": FigureScope.COUNTRY,
    "tinh": FigureScope.PROVINCE,
    "huyen": FigureScope.DISTRICT,
    "xa": FigureScope.COMMUNE,
}
_PARTS = (
    None,
    FigureScope.FIRM,
    *(FigureScope.PROVINCE, FigureScope.DISTRICT, FigureScope.COMMUNE),
)
_PLACES = (FigureScope.PROVINCE, FigureScope.DISTRICT, FigureScope.COMMUNE)
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
        scope = self._scope
        if scope is FigureScope.PROVINCE:
            return Owner(scope, self.province)
        if scope in _KINDS:
            kind = _KINDS[scope]
            names = [place.value for place in self.facets.places if place.kind is kind]
            return Owner(scope, names[0] if len(names) == 1 else "")
        return self._of_topic(is_central=scope is FigureScope.COUNTRY)

    @cached_property
    def _scope(self) -> FigureScope | None:
        return _SCOPES.get(self.facets.level[0].value) if self.facets.level else None

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
    def partner(self) -> str | None:
        """The only other country that the opening names more than once; "" if there is none, None
        if several states met, and it names others alone."""
        found = Counter(one.name for one in self._opening if one.scope is FigureScope.ABROAD)
        is_home_named = any(one.scope is FigureScope.COUNTRY for one in self._opening)
        if not is_home_named and self.owner != Owner(FigureScope.COUNTRY, HOME):
            is_between_states = any(level.value == _BETWEEN_STATES for level in self.facets.level)
            return None if is_between_states and len(found) > 1 else ""
        states = sorted(found.keys() & countries())
        return states[0] if len(states) == 1 and found[states[0]] >= _MANY else ""

    @cached_property
    def _opening(self) -> tuple[Owner, ...]:
        return tuple(owner for text in self._texts_of_opening for owner in owners(text))

    @cached_property
    def _topic(self) -> str:
        named, is_central = self.named(), self._scope is FigureScope.COUNTRY
        return province_of(self.article, named, self._opening, is_central=is_central)

    def _of_topic(self, *, is_central: bool) -> Owner:
        named = [one for one in self._opening if one.name]
        if abroad := _abroad(named):
            is_home_named = any(HOME in self.article.read(line) for line in self.article.lines)
            return Owner(None if is_home_named else FigureScope.ABROAD, abroad)
        if self._is_of_shareholders():
            firms = [one.name for one in named if one.scope is FigureScope.FIRM]
            return Owner(FigureScope.FIRM, firms[0] if firms else "")
        is_of_local = not is_central and any(
            one.scope is FigureScope.PROVINCE and not one.name for one in self._opening
        )
        if self._topic or (is_of_local and self.province):
            return Owner(FigureScope.PROVINCE, self._topic or self.province)
        sure = [one for one in named if not (one.is_venue or one.is_part or one.is_site)]
        provinces = {value.value for value in self.facets.province} if is_central else set()
        for one in sure:
            if one.scope is FigureScope.PROVINCE and one.name in provinces:
                return Owner(None, one.name)
        return self._of_country(sure, is_central=is_central)

    def _of_country(self, sure: list[Owner], *, is_central: bool) -> Owner:
        """Of this country, unless the opening begins with a part of it that it names as often. If
        no central body met, only of what no business has, but for an opening full of such bodies;
        of nobody, if that names another country and not this one."""
        bodies = sum(len(_home_bodies().findall(text)) for text in self._texts_of_opening)
        here = sum(one.scope is FigureScope.COUNTRY for one in sure)
        first = sure[0] if sure else Owner(FigureScope.COUNTRY)
        is_of_part = bodies + here <= sum(one.scope is first.scope for one in self._opening)
        if first.scope is FigureScope.FIRM and (is_central or is_of_part):
            return Owner(None, first.name)
        if first.scope in _PLACES and is_of_part and not is_central:
            return Owner(None, first.name)
        if first.scope is None and is_of_part and _of_region().search(lower(first.name)):
            return Owner(None, first.name)
        if is_central:
            return Owner(FigureScope.COUNTRY, HOME)
        others = [one.name for one in self._opening if one.scope is FigureScope.ABROAD]
        foreign = self._foreign or ("" if bodies else next(iter(others), ""))
        if foreign and not here:
            return Owner(None, foreign)
        if not bodies + here:
            return Owner(None)
        is_sure = bodies >= _MANY and all(
            one.scope is not FigureScope.FIRM for one in self._opening
        )
        return Owner(FigureScope.COUNTRY if is_sure else None, HOME)

    @cached_property
    def _foreign(self) -> str:
        return next(filter(None, map(foreign_in, self._texts_of_opening)), "")

    @cached_property
    def _texts_of_opening(self) -> list[str]:
        lines = self.article.opening(_OPENING)
        return [self.article.read(line)[:_LONGEST_OPENING] for line in lines]

    def _is_of_shareholders(self) -> bool:
        return any(is_of_shareholders(lower(text)) for text in self._texts_of_opening)


def _sector(opening: Iterable[Owner]) -> str:
    """One as broad as industry tells nothing: a report on the country names it too."""
    named = [one.name for one in opening if one.scope is FigureScope.SECTOR and one.name]
    narrow = [name for name in named if not _broad().search(lower(name))]
    words = Counter(name.partition(" ")[2] for name in narrow)
    most = words.most_common(1)
    return next(name for name in narrow if name.endswith(most[0][0])) if most else ""


def _abroad(named: list[Owner]) -> str:
    """The other country that an opening begins with, if it names this one less; else ""."""
    sure = [one for one in named if one.name[:1].isupper() and not one.is_guest]
    first = sure[0] if sure else Owner(None)
    # a name of one syllable may be that of a person
    is_sure = " " in first.name or (first.name.isascii() and len(first.name) >= _FOREIGN)
    is_about = first.scope is FigureScope.ABROAD and is_sure
    home = sum(one.scope is FigureScope.COUNTRY for one in sure)
    there = sum(one.scope is FigureScope.ABROAD and not one.is_market for one in sure)
    return first.name if is_about and home < there else ""


@cache
def _of_region() -> re.Pattern[str]:
    """Finds that a name is that of a region that people speak of as of one."""
    return pattern_of(_LIST, r"^(?!{many}(?!\w)|\d)")


@cache
def _home_bodies() -> re.Pattern[str]:
    return re.compile(pattern_of(_LIST, "{whole:home-body}").pattern, re.IGNORECASE)


@cache
def _broad() -> re.Pattern[str]:
    return pattern_of(_LIST, "{whole:broad-sector}")
