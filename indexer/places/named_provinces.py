"""An article → the provinces that it names, itself or by a district, place by place."""

from typing import NamedTuple

from indexer.article.structure import Article
from indexer.places.gazetteer import mentions_by_line
from search.report import PlaceKind


class NamedProvince(NamedTuple):
    """Where an article names a province, or a district that only one province has."""

    name: str
    start: int
    is_itself: bool


def named_provinces(article: Article) -> tuple[NamedProvince, ...]:
    """Each of them, in the order of the text."""
    return tuple(
        NamedProvince(
            mention.units[0].province,
            line.start + mention.start,
            mention.units[0].kind is PlaceKind.PROVINCE,
        )
        for line, mentions in article.once(mentions_by_line).items()
        for mention in mentions
        if len({unit.province for unit in mention.units}) == 1
    )
