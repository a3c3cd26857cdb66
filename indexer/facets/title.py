"""An article and its facets → its title: the one it has, or one that is made, which is flagged."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import PurePosixPath

from indexer.article.letterhead_parts import letterhead_parts
from indexer.article.main_clause import has_verb, main_clause, tells
from indexer.article.structure import Article, Line
from indexer.lexicon import cues
from indexer.meeting.main_meeting import main_meeting
from search.dates import PartialDate
from search.report import Facets, FacetValue, PassageKind, Status
from search.text.normalize import composed
from search.text.sentences import sentences

[_NO_WORDS] = cues("article_words.tsv", "no title")
_SHORT, _VERY_SHORT = 70, 30
"""Characters of a title that has room for the place and the day, and for who held it."""
_READ = 2500
"""Characters of the body in which a sentence for the title is looked for."""


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
    for title in _candidates(article, body or article.lines):
        if title:
            return _with_details(title, facets) if facets.meeting_type else title
    return _NO_WORDS


def _candidates(article: Article, body: Sequence[Line]) -> Iterator[str]:
    """What may be the title, the best first: the first sentence that tells something by itself,
    the one that names the meeting, the first line; each cut to its main clause."""
    told = (main_clause(one) for one in _sentences(article, body) if tells(one))
    yield from islice(filter(has_verb, told), 1)
    if meeting := main_meeting(article):
        yield main_clause(article.text[meeting.first : meeting.last])
    yield from (main_clause(article.read(line)) for line in [*body, *article.lines])


def _sentences(article: Article, body: Sequence[Line]) -> Iterator[str]:
    read = 0
    for line in body:
        for start, end in sentences(article.text, line.start, line.end):
            yield article.text[start:end]
            read += end - start
        if read > _READ:
            return


def _with_details(title: str, facets: Facets) -> str:
    """A short title with the place and the day of the meeting, a very short one with who held it,
    where it does not say them."""
    if len(title) > _SHORT:
        return title
    who = facets.organiser[:1] if len(title) <= _VERY_SHORT else ()
    named = [one.value for one in (*who, *facets.province[:1]) if one.value not in title]
    when = [PartialDate.parse(value.value).written for value in facets.event_date[:1]]
    detail = ", ".join([*named, *when])
    return f"{title} ({detail})" if detail else title
