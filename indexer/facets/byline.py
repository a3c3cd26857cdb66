"""The byline of an article → the names of its authors."""

import re

from indexer.article.structure import Article
from search.report import Facets, FacetValue, PassageKind, Status

_BETWEEN_NAMES = re.compile(r"[-,;&/]|\bvà\b[\s:]*|$")
_NOT_A_NAME = re.compile(r"^(?:(?:bài|tin|ảnh|theo|và)\b[\s,:/]*)+", re.IGNORECASE)


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Each author, TRÍ DŨNG as Trí Dũng."""
    found = []
    for line in article.of(PassageKind.BYLINE):
        text = article.read(line)
        start = 0
        for between in _BETWEEN_NAMES.finditer(text):
            written = text[start : between.start()].rstrip(" .")
            name = _NOT_A_NAME.sub("", written.lstrip(" ."))
            if name:
                end = line.start + start + len(written)
                span = article.span(end - len(name), end)
                found.append(FacetValue(in_title_case(name), Status.STATED, span))
            start = between.end()
    return tuple(found)


def in_title_case(name: str) -> str:
    """A name in capitals as names are written; any other as it stands."""
    return name.title() if name.isupper() else name
