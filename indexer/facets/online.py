"""The opening of an article → whether the meeting was held online."""

import re

from indexer.clean import Article
from search.model import Facets, FacetValue, Status

ONLINE = "truc-tuyen"
_SIGNS = ("trực tuyến", "cầu truyền hình", "điểm cầu")
_NOUN = r"(?:hội nghị|phiên họp|kỳ họp|cuộc họp|họp|giao ban|hội thảo|tọa đàm|đối thoại|đại hội)"
_ONLINE = r"(?:trực tuyến|cầu truyền hình)"
_HELD = re.compile(
    rf"{_NOUN}[^.;\n]{{0,60}}?({_ONLINE})|({_ONLINE})[^.;\n]{{0,30}}?{_NOUN}"
    rf"|hình thức ({_ONLINE})|tại (?:các )?điểm cầu"
)


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """One value if "trực tuyến" stands beside the meeting's noun in title or opening."""
    for line in article.opening(2):
        text = article.read_lower(line)
        if any(sign in text for sign in _SIGNS) and (match := _HELD.search(text)):
            start, end = line.start + match.start(), line.start + match.end()
            return (FacetValue(ONLINE, Status.STATED, article.span(start, end)),)
    return ()
