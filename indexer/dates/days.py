"""An article → the days it names, each with how much speaks for its being the meeting's."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import NamedTuple

from indexer.article.sentences import sentence
from indexer.article.structure import OPENING, Article, Line
from indexer.dates.named_date import (
    DAY,
    DAY_WORD,
    WEEKDAY,
    YEAR,
    exists,
    last_date,
    named_date,
    other_dates,
)
from indexer.lexicon import any_cue, any_of, cues, lower, rows, whole
from search.dates import PartialDate
from search.report import PassageKind


class _Limits(NamedTuple):
    """How far a day is looked for and at."""

    days: int = 60
    """Days looked at; a text that names more is no report of one meeting."""
    clause: int = 60
    """Characters before a day in which a word claims it for something else."""
    to_come: int = 120
    """Characters before a day that say that it is still to come."""


class _Weights(NamedTuple):
    """What each cue adds to the score of a day, or to its bias; `likely`: the least score of a day
    that may be the meeting's."""

    meeting: int = 2
    opening: int = 2
    part_of_day: int = 1
    today: int = 1
    several_days: int = 1
    held: int = 1
    something_else: int = -3
    earlier: int = -6
    begins_sentence: int = 1
    to_come: int = -3
    likely: int = 2


_LIMITS, _WEIGHTS = _Limits(), _Weights()


class Day(NamedTuple):
    """A day that a text names: where, of which year if it says so, and in which part of it.

    `score`: the weights of the cues that it is the meeting's, or is not. `bias`: a day that begins
    its sentence, as news do, goes before; one still to come after. Of several days, without their
    years: `until`, the last of a span; `others`, those that do not follow one another.
    `names_meeting`: its sentence does. `cues`: what score and bias are the sums of.
    """

    date: PartialDate
    part: str | None
    start: int
    end: int
    line: Line
    score: int
    bias: int
    until: PartialDate | None = None
    others: tuple[PartialDate, ...] = ()
    names_meeting: bool = False
    cues: tuple[tuple[str, int], ...] = ()

    @property
    def is_likely(self) -> bool:
        """Whether enough speaks for it."""
        return self.score >= _WEIGHTS.likely

    @property
    def rank(self) -> int:
        """What decides between the likely ones."""
        return self.score + self.bias


def days(article: Article) -> list[Day]:
    """The days of title, body and captions that exist, in the order of the text."""
    opening = max((end for _, end in article.beginning(OPENING)), default=0)
    read = (_read(article, line, match, opening) for line, match in each_day(article))
    return list(islice(filter(None, read), _LIMITS.days))


def each_day(article: Article) -> Iterator[tuple[Line, re.Match[str]]]:
    """What may be a day of title, body and captions, with its line."""
    for line in article.of(PassageKind.TITLE, PassageKind.BODY, PassageKind.CAPTION):
        yield from ((line, match) for match in DAY.finditer(article.lower, line.start, line.end))


def _read(article: Article, line: Line, match: re.Match[str], opening: int) -> Day | None:
    lead = _LEAD.search(
        article.lower, max(line.start, match.start() - _LIMITS.clause), match.start()
    )
    named = named_date(match)
    if lead is None or not exists(named):
        return None
    is_told = lead["part"] or named.year or lead.group().startswith(DAY_WORD)
    if match["m3"] and not (is_told or lead.group().endswith(_BRACKET)):
        return None  # "hôm 2.5"
    mention = _mention(article, line, match, lead, opening)
    is_out = _is_ruled_out(mention)
    score, bias = ((), ()) if is_out else (_weighed(_SCORE, mention), _weighed(_BIAS, mention))
    return Day(
        named,
        lead["part"],
        *match.span(),
        line,
        _sum(score),
        _sum(bias),
        until=last_date(match),
        others=tuple(other_dates(match)),
        names_meeting=_names_meeting(mention),
        cues=(*score, *bias),
    )


# The cues of a day

_w = partial(any_cue, "date_words.tsv")
_LEAD = re.compile(
    rf"(?<!\w)(?:(?P<part>{_w('day-part')})"
    rf"(?: (?:(?P<now>{_w('of-today')})|{_w('of-another-day')}))?"
    rf"|{_w('this-day')} (?P<today>{_w('of-today')})|{_w('near-day')}"
    rf"|{WEEKDAY}|{_w('numbered-day')}|{_w('day-with-number')} \w+"
    rf"|(?P<days>(?:\d{{1,2}}|{_w('few')}) {_w('days')})|{DAY_WORD}"
    rf"|{_w('lasts-from')}|(?P<since>{_w('from')}|{_w('to')}))[\s,(]*"
    rf"(?:{WEEKDAY}[\s,(]*)?(?:{_w('from')} )?(?:{DAY_WORD} )?(?:{_w('early-day')} )?$"
)
_PLACE = re.compile(rf"(?<!\w){_w('at')}(?!\w)")
_SOME_YEARS = re.compile(rf" (?:\d+ {YEAR} )?")
_NOTHING = re.compile(rf"(?:.{{0,12}}[-)] ?)?\W*(?:{_w('on')} )?")
_BRACKET = ("(", ", ")
_SINCE = re.compile(rf"(?<!\w){_w('from')} $")
_HELD = re.compile(rf"(?<!\w){_w('held')}(?: {_w('in')})? $")
_TO_COME = re.compile(rf"(?<!\w){_w('to-come')}(?!\w)|^ {_w('next')}(?!\w)")
_CLAUSE_END = re.compile("[;:]")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A day as it is named: what leads to it, and what its sentence says before and after it.

    `clause`: the end of what stands before, as far as a word there may claim the day.
    """

    match: re.Match[str]
    lead: re.Match[str]
    before: str
    after: str
    clause: str
    in_opening: bool

    @property
    def is_today(self) -> bool:
        """Whether it is named as the day of the report: "hôm nay, 5/7", "sáng nay (5/7)"."""
        return bool(self.lead["today"] or self.lead["now"])

    @property
    def is_several_days(self) -> bool:
        """Whether it is the first of several: "4, 5 và 6/6", "30/4 đến 2/5"."""
        return bool(last_date(self.match) or other_dates(self.match))


def _mention(
    article: Article, line: Line, match: re.Match[str], lead: re.Match[str], opening: int
) -> _Mention:
    start, end = sentence(article, line, lead.start(), match.end())
    before = article.lower[start : lead.start()]
    return _Mention(
        match,
        lead,
        before,
        article.lower[match.end() : end],
        clause=_CLAUSE_END.split(before[-_LIMITS.clause :])[-1],
        in_opening=line.kind is PassageKind.TITLE
        or (line.kind is PassageKind.BODY and match.start() < opening),
    )


def _is_ruled_out(mention: _Mention) -> bool:
    """Whether it cannot be the meeting's, whatever else is said of it."""
    if mention.lead["since"] or _SINCE.search(mention.before):
        # "từ 18/1": since then, "đến 8/12": until then; "từ 12 đến 13/3": so long a meeting lasts
        return not mention.is_several_days
    return not mention.lead["days"] and bool(_right_before().search(mention.before))


def _names_meeting(mention: _Mention) -> bool:
    return bool(_meeting().search(mention.before) or _meeting().search(mention.after))


def _is_of_something_else(mention: _Mention) -> bool:
    is_news = mention.lead["part"] or mention.is_today
    return (not is_news and _is_of_a_paper(mention.clause)) or _is_claimed(mention.clause)


def _is_of_a_paper(clause: str) -> bool:
    """Whether a paper is named before a day, and no meeting between them."""
    paper = _paper().search(clause)
    return (
        paper is not None
        and not _meeting().search(paper["since"])
        and not _PLACE.search(paper["since"])
    )


def _is_claimed(clause: str) -> bool:
    """Whether a word claims the day: the only thing named before it, or right before it."""
    claim = _in_clause().search(clause)
    if not claim:
        return False
    return not _meeting().search(clause[: claim.start()]) or bool(
        _SOME_YEARS.fullmatch(clause[claim.end() :])
    )


def _is_earlier(mention: _Mention) -> bool:
    return bool(_earlier().search(mention.before))


def _is_to_come(mention: _Mention) -> bool:
    return bool(
        _TO_COME.search(mention.before[-_LIMITS.to_come :])
        or _TO_COME.search(mention.after[: _LIMITS.clause])
    )


_Cue = tuple[str, Callable[[_Mention], object]]
"""A field of `_Weights`, and whether it holds."""

_SCORE: tuple[_Cue, ...] = (
    ("meeting", _names_meeting),
    ("opening", lambda mention: mention.in_opening),
    ("part_of_day", lambda mention: mention.lead["part"] or mention.lead["today"]),
    ("today", lambda mention: mention.is_today),
    ("several_days", lambda mention: mention.is_several_days),
    ("held", lambda mention: _HELD.search(mention.before)),
    ("something_else", _is_of_something_else),
    ("earlier", _is_earlier),
)
_BIAS: tuple[_Cue, ...] = (
    ("begins_sentence", lambda mention: _NOTHING.fullmatch(mention.before)),
    ("to_come", _is_to_come),
)


def _weighed(cues_of: tuple[_Cue, ...], mention: _Mention) -> tuple[tuple[str, int], ...]:
    return tuple((cue, getattr(_WEIGHTS, cue)) for cue, holds in cues_of if holds(mention))


def _sum(weighed: tuple[tuple[str, int], ...]) -> int:
    return sum(weight for _, weight in weighed)


def _words(name: str) -> str:
    return whole(lower(word) for [word] in rows(name))


@cache
def _meeting() -> re.Pattern[str]:
    return re.compile(_words("meeting_words.txt"))


@cache
def _paper() -> re.Pattern[str]:
    """The last paper that is named: in "theo quy định tại Nghị quyết số 5 ngày" the resolution."""
    return re.compile(rf".*{_words('papers.txt')}(?P<since>[^,]*),? ?$", re.DOTALL)


@cache
def _earlier() -> re.Pattern[str]:
    return re.compile(_words("earlier_days.txt"))


@cache
def _in_clause() -> re.Pattern[str]:
    return re.compile(whole(cues("other_days.tsv", "clause")))


@cache
def _right_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(cues('other_days.tsv', 'right'))} $")
