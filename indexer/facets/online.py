"""The opening of an article → whether the meeting was held online."""

import re
from functools import cache

from indexer.article.structure import Article
from indexer.lexicon import any_of, cues, pattern_of
from search.report import Facets, FacetValue, Status

ONLINE = "truc-tuyen"
_LIST, _MORE = "online_cues.tsv", "online_words.tsv"


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """One value if "trực tuyến" stands beside the meeting's noun in title or opening."""
    needed = (*cues(_LIST, "online"), *cues(_MORE, "place"))
    for line in article.opening(2):
        text = article.read_lower(line)
        if not any(words in text for words in needed):
            continue  # as most
        for match in _held().finditer(text):
            if not _of_something_else().search(match.group()):
                start, end = line.start + match.start(), line.start + match.end()
                return (FacetValue(ONLINE, Status.STATED, article.span(start, end)),)
    return ()


@cache
def _of_something_else() -> re.Pattern[str]:
    """Services, lessons and the like are online too, and no meeting for that."""
    means = any_of(cues(_MORE, "means"))
    return pattern_of(_LIST, rf"(?<!\w){{else}} (?:{means} )?{{online}}")


@cache
def _held() -> re.Pattern[str]:
    form = any_of(cues(_MORE, "form"))
    at_places = pattern_of(_MORE, r"{at} (?:{plural} )?{place}").pattern
    return pattern_of(
        _LIST,
        r"{meeting}[^.;\n]{0,60}?{online}|{online}[^.;\n]{0,30}?{meeting}"
        rf"|{form} {{online}}|{at_places}",
    )
