"""The opening of an article → where its meeting is held, and whether it is of the whole country."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from indexer.article.structure import Article, Line
from indexer.lexicon import any_of, cues, pattern_of
from indexer.places.gazetteer import PlaceMention, mentions_by_line
from search.report import Facets, PassageKind, PlaceKind, Span, Status
from search.text.sentences import sentences

_LINES, _LENGTH = 4, 1200  # of the body; characters of a line
_LIST = "venue_words.tsv"
_WITH = pattern_of(
    _LIST,
    r"(?:{met} {met with}"
    r"|{promotion} {promoted}(?:(?:,| {and}| -) {promoted}){0,2}(?: {promoted in})?)\s",
)
_VOTERS = pattern_of(_LIST, r"(?:{meeting}(?: \w+){0,3}|{of}) {voters}(?: {voters at})?\s")
_ORGANISATION = pattern_of(_LIST, r"{body} $")
_LONGEST_ORGANISATION = 15
_HOLDS = pattern_of(
    _LIST, r"(?:\)| {about to hold}){0,3} (?:{together} [^.;]{0,60}?)?{holds}(?!\w)"
)
_BETWEEN = pattern_of(_LIST, r"(?<!\w){between}\s")
_AND = pattern_of(_LIST, r" {joins}\s")
_REACH = 60  # characters from such words to the place
_CENTRAL_TYPES = frozenset(("ky-hop-quoc-hoi", "phien-hop-ubtvqh", "phien-hop-chinh-phu"))
_CENTRAL_LEVELS = frozenset(("trung-uong", "quoc-te"))
_CENTRAL_NAME = pattern_of(_LIST, r"{session}[^,.;:]{0,30}? {central session}(?!\w)")
_OF_A_PROVINCE = pattern_of(
    _LIST, r"(?<!\w)(?:{body of a province}|{of a province} {province})(?!\w)"
)
_OF_A_DISTRICT = pattern_of(
    _LIST, r"(?<!\w)(?:{body of a district}|{of a district} {district})(?!\w)"
)


@dataclass(frozen=True, slots=True)
class _Cues:
    """The words of venue_cues.tsv as patterns: what tells where the meeting of a sentence is.

    `meeting`: there is one. `at`: a place follows; so does "tại" at the head of a sentence, after
    a comma, a date or the verb of holding it (`held`), unless no place follows (`no place`);
    elsewhere it leads to where something else is. `another`: at the head of a sentence, that it
    is about another meeting. `country`: who takes part is of the whole country.
    """

    meeting: re.Pattern[str]
    at: re.Pattern[str]
    another: re.Pattern[str]
    country: re.Pattern[str]


_NO_VENUE = (PassageKind.TABLE, PassageKind.FOOTNOTE)


class Seen(NamedTuple):
    """A mention of a province or district, the line that it stands in, and whether it opens the
    article."""

    line: Line
    mention: PlaceMention
    is_opening: bool

    @property
    def span(self) -> Span:
        """Of the article's text."""
        return self.line.start + self.mention.start, self.line.start + self.mention.end

    @property
    def provinces(self) -> list[str]:
        """Those that it may be, or may be in; several only for a district's name."""
        return list(dict.fromkeys(unit.province for unit in self.mention.units))

    @property
    def is_province(self) -> bool:
        """Whether a province itself is named."""
        return any(unit.kind is PlaceKind.PROVINCE for unit in self.mention.units)


def seen_in(article: Article) -> list[Seen]:
    """All mentions of an article that may be of the meeting, in order: none in tables."""
    opening = {line.start for line in article.opening(_LINES)}
    return [
        Seen(line, mention, line.start in opening and mention.end <= _LENGTH)
        for line, found in article.once(mentions_by_line).items()
        if line.kind not in _NO_VENUE
        for mention in found
    ]


def venue(article: Article, seen: list[Seen]) -> list[Seen]:
    """The place or places of the meeting, by the first sentence of the opening that gives any.

    In order: the two of "giữa A và B"; the place after "tại" next to the meeting; the one that it
    is held with; the province whose organisation holds it. Empty if no sentence gives one.
    """
    for sentence, here in _meeting_sentences(article, seen):
        begin, end = sentence
        text = article.text[begin:end]
        if not here or _cues().another.match(text):
            continue
        if both := _between(text, begin, here):
            return both
        for lead, stops in ((_cues().at, ",;:"), (_VOTERS, ";:"), (_WITH, ",;:")):
            for match in lead.finditer(text):
                if near := _near(article, begin + match.end(), here, stops):
                    return [near]
        if hosts := [one for one in here if _holds(article, one)]:
            return hosts[:1]
    return []


def is_central(article: Article, facets: Facets, seen: list[Seen]) -> bool:
    """Whether an organisation of the whole country, or of several countries, holds the meeting."""
    levels = [level.value for level in facets.level if level.status is not Status.INFERRED]
    if levels:
        return any(level in _CENTRAL_LEVELS for level in levels)
    if any(kind.value in _CENTRAL_TYPES for kind in facets.meeting_type):
        return True
    opening = list(_meeting_sentences(article, seen))
    if any(_CENTRAL_NAME.search(article.lower, *sentence) for sentence, _ in opening):
        return True
    for sentence, here in opening:
        if here or _OF_A_PROVINCE.search(article.text, *sentence):
            return False
        if _cues().country.search(article.text, *sentence):
            return True
    return any(level.value in _CENTRAL_LEVELS for level in facets.level)  # inferred


def is_local(article: Article) -> bool:
    """Whether an article speaks of one province, or district, as its own."""
    return bool(_OF_A_PROVINCE.search(article.text) or _OF_A_DISTRICT.search(article.text))


def _meeting_sentences(article: Article, seen: list[Seen]) -> Iterator[tuple[Span, list[Seen]]]:
    """The sentences of the opening that speak of a meeting, with the mentions in each."""
    opening = [one for one in seen if one.is_opening]
    for line in article.opening(_LINES):
        for begin, end in _sentences(article, line):
            if _cues().meeting.search(article.lower, begin, end):
                yield (begin, end), [one for one in opening if begin <= one.span[0] < end]


def _sentences(article: Article, line: Line) -> Iterator[Span]:
    return sentences(article.text, line.start, min(line.end, line.start + _LENGTH))


def _near(article: Article, position: int, seen: list[Seen], stops: str) -> Seen | None:
    """The first mention after a position, if it is near and none of the stops stands before it."""
    for one in seen:
        start, _ = one.span
        if start >= position:
            is_apart = start > position + _REACH or set(article.text[position:start]) & set(stops)
            return None if is_apart or len(one.provinces) > 1 else one
    return None


def _holds(article: Article, one: Seen) -> bool:
    """Whether a mention ends the name of a province's organisation which holds the meeting."""
    start, end = one.span
    before = article.text[max(one.line.start, start - _LONGEST_ORGANISATION) : start]
    return one.is_province and bool(
        _ORGANISATION.search(before) and _HOLDS.match(article.text, end)
    )


def _between(text: str, begin: int, seen: list[Seen]) -> list[Seen]:
    """A and B of "giữa A và B", if they are two provinces."""
    for match in _BETWEEN.finditer(text):
        after = [one for one in seen if one.span[0] >= begin + match.end()][:2]
        if len(after) < 2 or not all(one.is_province for one in after):
            continue
        (start, end), (second, _) = (one.span for one in after)
        is_near = start - begin - match.end() <= _REACH and second - end <= _REACH
        if is_near and _AND.match(text, end - begin) and after[0].provinces != after[1].provinces:
            return after
    return []


def _any(cue: str) -> str:
    return any_of(cues("venue_cues.tsv", cue))


@cache
def _cues() -> _Cues:
    return _Cues(
        meeting=re.compile(rf"(?<!\w){_any('meeting')}(?!\w)"),
        at=re.compile(
            rf"(?:^\W*|[,–-]\s?|\d\)?\s|(?<!\w){_any('held')}\s)"
            rf"{any_of(cues(_LIST, 'at'))}\s(?!{_any('no place')})",
            re.IGNORECASE,
        ),
        another=re.compile(rf"\W*{_any('another')}(?!\w)"),
        country=re.compile(rf"(?<!\w){_any('country')}(?!\w)"),
    )
