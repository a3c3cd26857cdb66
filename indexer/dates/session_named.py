"""A session that voters are met before or after, or that votes on confidence → the year."""

import re
from collections.abc import Iterator
from functools import partial

from indexer.article.ordinals import ordinal
from indexer.article.structure import OPENING, Article
from indexer.dates.session_time import SessionTime, council_number, years_within
from indexer.dates.sessions import COUNCIL, Term, confidence_votes, terms, times
from indexer.lexicon import any_cue
from search.report import Facets

_w = partial(any_cue, "date_words.tsv")
_NEAR = 3
"""Months between a session and the day on which one speaks of it: it is prepared, or reported."""
_OF_A_TERM = 6
"""Years that a term has at most, counted with the one in which it ends."""
_SESSION = re.compile(rf"(?<!\w){_w('session')} {_w('ordinal')} ")
_BODY = re.compile(
    rf"[^.;\n]{{0,12}}?(?<!\w)(?:(?P<assembly>{_w('assembly')})|{_w('council')})(?P<place>[^.;\n]{{0,40}}?)"
    rf"[ ,]+{_w('of-a-term')} "
)
_VOTE = re.compile(_w("confidence-vote"))
_DISTRICT = re.compile(rf"(?<!\w){_w('of-district')}(?!\w)")
_ASSEMBLY, _OF_VOTERS = "quoc-hoi", "tiep-xuc-cu-tri"


def years_of_session_named(article: Article, facets: Facets, month: int) -> set[int]:
    """The only year in which the month is near the first session that the opening names with its
    term: "tiếp xúc cử tri trước kỳ họp thứ 3, Quốc hội khóa XIV" in April → 2017.

    Of other meetings none: those that are held about a session may be of any time.
    """
    if all(kind.value != _OF_VOTERS for kind in facets.meeting_type):
        return set()
    for line, end in article.beginning(OPENING):
        for match in _SESSION.finditer(article.lower, line.start, end):
            years = set(_years(article, facets, match.end(), month))
            if len(years) == 1:
                return years
    return set()


def years_of_vote(article: Article, possible: SessionTime | None, month: int) -> set[int]:
    """The only possible year of a session of a known term in whose opening a vote of confidence is
    told of."""
    if possible is None or len(possible.years) > _OF_A_TERM:
        return set()
    lines = article.beginning(OPENING)
    if not any(_VOTE.search(article.lower, line.start, end) for line, end in lines):
        return set()
    voted = {year for span in confidence_votes() for year in years_within(span, month, 0)}
    years = voted & possible.years
    return years if len(years) == 1 else set()


def _years(article: Article, facets: Facets, start: int, month: int) -> Iterator[int]:
    number = ordinal(article, start)
    body = _BODY.match(article.lower, number[1]) if number else None
    own = ordinal(article, body.end()) if body else None
    if not (number and body and own):
        return
    name = _ASSEMBLY if body["assembly"] else COUNCIL
    for term in terms(name):
        if _is_of(name, term, own[0], facets, body["place"]):
            for span in times(name, term, number[0]):
                yield from years_within(span, month, 0 if name == COUNCIL else _NEAR)


def _is_of(body: str, term: Term, number: int, facets: Facets, place: str) -> bool:
    if body == _ASSEMBLY:
        return term.number == number
    provinces = {one.value for one in facets.province}
    numbers = {council_number(province, term) for province in provinces}
    return not _DISTRICT.search(place) and numbers == {str(number)}
