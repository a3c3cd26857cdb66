"""An article and its facets → its title: the one it has, or one that is made, which is flagged."""

import re
from pathlib import PurePosixPath

from indexer.article.letterhead_parts import letterhead_parts
from indexer.article.structure import Article, Line
from indexer.lexicon import cues, pattern_of
from search.dates import PartialDate
from search.facets.registry import COUNTED_BY_NAME
from search.report import Facets, FacetValue, PassageKind, Status
from search.text.normalize import composed
from search.text.sentences import clause_ends

_LONGEST_MADE = 120
_LIST = "article_words.tsv"
[_NO_WORDS] = cues(_LIST, "no title")
_MEETING = pattern_of(_LIST, r"(?i){meeting}\b")
_LEAD_DATE = re.compile(r"^[^\w(]*(?:[A-ZĐ]{2,6}\s*-\s*)?(?:[^,.]{0,60}\d[^,.]{0,30},\s*)?")


def extract(article: Article, facets: Facets) -> FacetValue:
    """The title the source gives, the title line, what a letterhead says that a letter is about,
    or what the opening says was held."""
    if article.metadata.title:
        return FacetValue(composed(article.metadata.title), Status.STATED)
    for line in article.of(PassageKind.TITLE):
        return FacetValue(
            article.as_printed(line), Status.STATED, article.span(line.start, line.end)
        )
    if subject := article.once(letterhead_parts).subject:
        line = Line(PassageKind.TITLE, *subject)
        return FacetValue(article.as_printed(line), Status.STATED, article.span(*subject))
    return FacetValue(_made(article, facets), Status.MADE)


def _made(article: Article, facets: Facets) -> str:
    body = article.of(PassageKind.BODY)
    if article.metadata.path and not body and article.of(PassageKind.TABLE):
        return PurePosixPath(article.metadata.path).stem  # a sheet says nothing that is a title
    body = body or list(article.lines)
    if not body:
        return _NO_WORDS
    opening = _LEAD_DATE.sub("", _first_clause(article.read(body[0])))
    if _MEETING.search(opening) and len(opening.split()) > 5:
        return _shortened(opening)
    kinds = [COUNTED_BY_NAME["meeting_type"].label_of(v.value) for v in facets.meeting_type[:1]]
    if not kinds:
        lines = (_shortened(article.read(line)) for line in [*body, *article.lines])
        return next(filter(None, lines), _NO_WORDS)  # a line may be nothing but a colon
    where = [value.value for value in facets.province[:1]]
    when = [PartialDate.parse(value.value).written for value in facets.event_date[:1]]
    detail = ", ".join([*where, *when])
    return f"{kinds[0]} ({detail})" if detail else kinds[0]


def _first_clause(text: str) -> str:
    """A text up to its first full stop, semicolon or colon."""
    end = next(clause_ends(text), None)
    return text[: end.stop if end else None].partition(":")[0]


def _shortened(text: str) -> str:
    text = text.strip().rstrip(".,;:… ")
    if len(text) > _LONGEST_MADE:
        clause = text.rfind(",", 40, _LONGEST_MADE)
        blank = text.rfind(" ", 0, _LONGEST_MADE)
        text = text[: next(cut for cut in (clause, blank, _LONGEST_MADE) if cut > 0)] + "…"
    return text[:1].upper() + text[1:]
