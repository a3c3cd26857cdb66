"""The opening of an article → whether the meeting was held online."""

import re
from functools import cache

from indexer.article.structure import Article
from indexer.lexicon import any_of, cues
from search.report import Facets, FacetValue, Status

ONLINE = "truc-tuyen"
_SIGNS = ("trực tuyến", "cầu truyền hình", "điểm cầu")


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """One value if "trực tuyến" stands beside the meeting's noun in title or opening."""
    for line in article.opening(2):
        text = article.read_lower(line)
        if not any(sign in text for sign in _SIGNS):
            continue
        for match in _held().finditer(text):
            if not _of_something_else().search(match.group()):
                start, end = line.start + match.start(), line.start + match.end()
                return (FacetValue(ONLINE, Status.STATED, article.span(start, end)),)
    return ()


def _any(sign: str) -> str:
    return any_of(cues("online_cues.tsv", sign))


@cache
def _of_something_else() -> re.Pattern[str]:
    """Services, lessons and the like are online too, and no meeting for that."""
    return re.compile(rf"(?<!\w){_any('else')} (?:(?:qua|bằng) )?{_any('online')}")


@cache
def _held() -> re.Pattern[str]:
    online, meeting = _any("online"), _any("meeting")
    return re.compile(
        rf"{meeting}[^.;\n]{{0,60}}?{online}|{online}[^.;\n]{{0,30}}?{meeting}"
        rf"|hình thức {online}|tại (?:các )?điểm cầu"
    )
