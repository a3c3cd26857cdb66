"""The letterhead of a paper → the body that issued it: "Sở Y tế tỉnh Hưng Yên"."""

from collections.abc import Sequence

from indexer.article.bodies import bodies, issuer
from indexer.article.letterhead_parts import letterhead_parts
from indexer.article.structure import Article
from search.report import Facets, FacetValue, Span, Status


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """The last body of the letterhead as people write it; with its superior where that alone says
    of which place it is: then it is derived."""
    pieces = article.once(letterhead_parts).bodies
    named = bodies([article.text[start:end] for start, end in pieces])
    if not named:
        return ()
    value, is_derived = issuer(named)
    status = Status.DERIVED if is_derived else Status.STATED
    span = article.span(*_place(article, pieces, named[-1]))
    return (FacetValue(value, status, span),)


def _place(article: Article, pieces: Sequence[Span], name: str) -> Span:
    """Where the last name stands, which may begin within a piece and go on in others; of one that
    the other column parts, where it begins."""
    (following, last), rest = pieces[-1], name
    for start, end in reversed(pieces):
        if article.text[end:following].strip():
            last = end
        following = start
        own = article.text[start:end]
        if len(own) >= len(rest):
            return end - len(rest), last
        rest = rest[: -len(own)].rstrip()
    return pieces[0][0], last
