"""A report and its facets → whose its figures are that do not say it, and the sector it is on."""

import re
from collections import Counter
from functools import cache

from indexer.article.structure import Article
from indexer.figures.owners import HOME, Owner, owners
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
_KINDS = {"huyen": PlaceKind.DISTRICT, "xa": PlaceKind.COMMUNE}


def owner_of_report(article: Article, facets: Facets) -> Owner:
    """Whose the figures of a report are that do not say it.

    Of one of a central body that opens with another country, with a business, or with the one
    province that it is of, nobody knows; of another country if nothing else names this one.
    """
    level = facets.level[0].value if facets.level else ""
    scope = _SCOPES.get(level)
    if scope is FigureScope.COUNTRY:
        return _of_central(article, facets)
    if scope is FigureScope.PROVINCE:
        return Owner(scope, only_province(facets))
    if scope is None and (abroad := _abroad([one for one in _opening(article) if one.name])):
        return Owner(None, abroad)
    kind = _KINDS.get(level)
    names = [place.value for place in facets.places if place.kind is kind]
    return Owner(scope, names[0] if scope and len(names) == 1 else "")


def only_province(facets: Facets) -> str:
    """The province of a report, if it is of one alone; else ""."""
    names = [value.value for value in facets.province]
    return names[0] if len(names) == 1 else ""


def sector_of_report(article: Article) -> str:
    """The sector that the opening names most: "ngành tôm"; "" if none. One as broad as industry
    tells nothing: a report on the country names it too."""
    named = [one.name for one in _opening(article) if one.scope is FigureScope.SECTOR and one.name]
    narrow = [name for name in named if not _broad().search(lower(name))]
    words = Counter(name.partition(" ")[2] for name in narrow)
    most = words.most_common(1)
    return next(name for name in narrow if name.endswith(most[0][0])) if most else ""


def _of_central(article: Article, facets: Facets) -> Owner:
    named = [one for one in _opening(article) if one.name]
    if abroad := _abroad(named):
        is_home_named = any(HOME in article.read(line) for line in article.lines)
        return Owner(None if is_home_named else FigureScope.ABROAD, abroad)
    province = only_province(facets)
    sure = [one for one in named if not one.is_venue]
    if province and any((one.scope, one.name) == (_PROVINCE, province) for one in sure):
        return Owner(None, province)
    if sure and sure[0].scope is FigureScope.FIRM:
        return Owner(None, sure[0].name)
    return Owner(FigureScope.COUNTRY, HOME)


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


def _opening(article: Article) -> tuple[Owner, ...]:
    return article.once(_owners_of_opening)


def _owners_of_opening(article: Article) -> tuple[Owner, ...]:
    lines = (article.read(line)[:_LONGEST_OPENING] for line in article.opening(_OPENING))
    return tuple(owner for text in lines for owner in owners(text))


_PROVINCE = FigureScope.PROVINCE
