"""The byline of an article → the names of its authors."""

from indexer.article.structure import Article
from indexer.lexicon import pattern_of
from search.report import Facets, FacetValue, PassageKind, Status

_LIST = "article_words.tsv"
_BETWEEN_NAMES = pattern_of(_LIST, r"[-,;&/]|\b{and}\b[\s:]*|$")
_NOT_A_NAME = pattern_of(_LIST, r"(?i)^(?:{credit}\b[\s,:/]*)+")


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
