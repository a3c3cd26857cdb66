"""An article → the province or the business that it is about."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from indexer.article.structure import Article
from indexer.figures.owners import Owner, is_named_after, is_venue
from indexer.lexicon import pattern_of
from search.report import FigureScope, PassageKind

_LIST = "scope_words.tsv"
_OPENING = 2
"""Lines of the body."""
_OFTEN = 3
"""So often a text names the province that it is about."""
_LEAD = 32
"""Characters before a name that say what it is there for."""
_PLACES = (None, FigureScope.PROVINCE, FigureScope.DISTRICT, FigureScope.COMMUNE)
Mention = tuple[str, int, bool]
"""A province, where it is named, and whether itself or by a district."""


def province_of(
    article: Article, named: Iterable[Mention], opening: Sequence[Owner], *, is_central: bool
) -> str:
    """The province that an article is about: it stands in the title or in the opening, not as a
    place where something was only held, and is named as often as all others, and as the country;
    oftener where a central body met.

    "" if there is none, or if the opening begins with a place of it.
    """
    votes: Counter[str] = Counter()
    titled: set[str] = set()
    opened: set[str] = set()
    title_ends = max((line.end for line in article.of(PassageKind.TITLE)), default=0)
    opening_ends = max((line.end for line in article.opening(_OPENING)), default=0)
    for name, start, is_itself in named:
        lead = article.lower[max(0, start - _LEAD) : start]
        if lead.endswith("(") or is_venue(lead) or is_named_after(lead):
            continue
        votes[name] += 1
        if start < title_ends and is_itself:
            titled.add(name)
        if start < opening_ends and is_itself and not is_central:
            opened.add(name)
    if not votes:
        return ""
    [(name, count)] = votes.most_common(1)
    places = [one for one in opening if one.scope in _PLACES and one.name and not one.is_venue]
    if name not in titled and places and places[0].scope is not FigureScope.PROVINCE:
        return ""
    opened |= {one.name for one in places if one.scope is FigureScope.PROVINCE}
    is_speaking = any(one.is_speaker and one.name == name for one in places)
    enough = _OFTEN - (name in titled or is_speaking) + is_central
    is_most = 2 * count >= votes.total() and count >= len(_country().findall(article.lower))
    return name if name in (titled | opened) and count >= enough and is_most else ""


def is_of_shareholders(text: str) -> bool:
    """Whether a text in small letters tells of a meeting of shareholders."""
    return bool(_shareholders().search(text))


@cache
def _country() -> re.Pattern[str]:
    return pattern_of(_LIST, "{whole:country}")


@cache
def _shareholders() -> re.Pattern[str]:
    return pattern_of(_LIST, "{whole:shareholders}")
