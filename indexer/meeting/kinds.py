"""The main meeting of an article → which kinds of meeting it is, and how we know."""

import re
from dataclasses import dataclass
from functools import cache

from indexer.article.structure import Article
from indexer.lexicon import any_of, pattern_of, rows
from indexer.meeting.hosts import by_host, by_host_elsewhere, by_office, own_sitting
from indexer.meeting.main_meeting import MeetingMention, by_weight, main_meeting
from indexer.meeting.names import CUES, OTHER
from search.report import FacetValue, PassageKind, Status

_PURPOSE = 250
"""Characters behind a name in which its sentence says what the meeting is for."""
_NO_KIND, _WORK = "?", "lam-viec"


def meeting_kinds(article: Article) -> tuple[FacetValue, ...]:
    """The kinds in the name of the main meeting, else that of the organisation that meets, else
    that of what it is for, else "khac"; empty if the article reports no meeting."""
    meeting = main_meeting(article)
    if meeting and meeting.kinds and meeting.kinds != (OTHER,):
        if sitting := _own_sitting(article, meeting):
            return (sitting,)
        span = article.span(meeting.start, meeting.end)
        named = [FacetValue(kind, Status.STATED, span) for kind in meeting.kinds]
        more = [_by_purpose(article, meeting, kind) for kind in meeting.kinds]
        more += [by_office(article, meeting)]
        return (*named, *(one for one in more if one and one.value not in meeting.kinds))
    if inferred := _inferred(article):
        return inferred
    return (_unnamed(article, meeting),) if meeting else ()


def _own_sitting(article: Article, meeting: MeetingMention) -> FacetValue | None:
    return own_sitting(article, meeting) if meeting.kinds == (_WORK,) else None


def _unnamed(article: Article, meeting: MeetingMention) -> FacetValue:
    """The kind of a meeting whose name does not say it."""
    other = FacetValue(OTHER, Status.STATED, article.span(meeting.start, meeting.end))
    if meeting.kinds:
        return other
    return (
        by_host(article, meeting)
        or _by_purpose(article, meeting, _NO_KIND)
        or by_host_elsewhere(article, meeting)
        or by_office(article, meeting)
        or _called_later(article, meeting)
        or other
    )


def _called_later(article: Article, meeting: MeetingMention) -> FacetValue | None:
    """The kind by which a later sentence refers to it: "Tại buổi làm việc, ..."."""
    later = [m for m in article.once(by_weight) if m.kinds and m.start > meeting.end]
    for one in sorted(later, key=lambda one: one.start):
        is_first = _at().fullmatch(article.lower, one.first, one.start)
        if is_first and article.lower.startswith(",", one.end) and one.kinds != (OTHER,):
            return FacetValue(one.kinds[0], Status.STATED, article.span(one.start, one.end))
    return None


@cache
def _at() -> re.Pattern[str]:
    return pattern_of(CUES, r"\W*{whole:at} ")


@cache
def _purposes() -> dict[str, tuple[dict[str, str], re.Pattern[str]]]:
    """Kind of a name → the words that tell what else the meeting is, each with that kind."""
    found: dict[str, dict[str, str]] = {}
    for kind, own, words in rows("meeting_purposes.tsv"):
        found.setdefault(own, {})[words] = kind
    return {
        own: (kinds, re.compile(rf"(?<!\w){any_of(kinds)}(?!\w)")) for own, kinds in found.items()
    }


def _by_purpose(article: Article, meeting: MeetingMention, own: str) -> FacetValue | None:
    """By what its sentence says that it is for: "hội nghị ... để triển khai". `own`: what kind
    its name says it is."""
    if own not in _purposes():
        return None
    kinds, pattern = _purposes()[own]
    end = min(meeting.last, meeting.end + _PURPOSE)
    purpose = pattern.search(article.lower, meeting.end, end)
    if not purpose:
        return None
    span = article.span(meeting.start, purpose.end())
    return FacetValue(kinds[purpose.group()], Status.STATED, span)


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Phrases that tell the kind of a meeting that is not named: `rare` are words of them that few
    articles have."""

    kinds: dict[str, str]
    rare: frozenset[str]
    pattern: re.Pattern[str]


@cache
def _phrases() -> _Phrases:
    entries = rows("inferred_kinds.tsv")
    kinds = {phrase: kind for kind, _, phrase in entries}
    rare = frozenset(words for _, words, _ in entries)
    return _Phrases(kinds, rare, re.compile(any_of(kinds)))


def _inferred(article: Article) -> tuple[FacetValue, ...]:
    phrases = _phrases()
    if not any(words in article.lower for words in phrases.rare):
        return ()
    for line in article.of(PassageKind.BODY):
        if match := phrases.pattern.search(article.read_lower(line)):
            span = article.span(line.start + match.start(), line.start + match.end())
            return (FacetValue(phrases.kinds[match.group()], Status.INFERRED, span),)
    return ()
