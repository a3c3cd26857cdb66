"""The main meeting of an article → which kinds of meeting it is, and how we know."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache

from indexer.article.structure import Article
from indexer.lexicon import any_of, cues, pattern_of, rows
from indexer.meeting.main_meeting import MeetingMention, main_meeting
from indexer.meeting.names import CUES, OTHER
from indexer.meeting.organisations import is_abroad
from search.report import FacetValue, PassageKind, Status

_NEAR = 60
"""Characters after a name within which its organisation is named: "kỳ họp thứ 15, khóa IX của
HĐND"."""
_FAR = 3000
"""Characters around it in which the organisation that is named most is taken for its own."""


@dataclass(frozen=True, slots=True)
class _Hosts:
    """The organisations whose sessions bear one name, and the kind of each."""

    kinds: dict[str, str]
    pattern: re.Pattern[str]


@cache
def _hosts() -> dict[str, _Hosts]:
    by_session: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for organisation, kind, sessions in rows("meeting_bodies.tsv"):
        for session in sessions.split(", "):
            by_session[session][organisation] = kind
    return {
        session: _Hosts(kinds, re.compile(rf"(?<!\w){any_of(kinds)}(?!\w)"))
        for session, kinds in by_session.items()
    }


@cache
def _officer() -> re.Pattern[str]:
    """Who stands between a session and an organisation is its officer, and the organisation says
    nothing of the session."""
    return pattern_of(CUES, "{whole:officer between}")


@cache
def _sessions_of_a_body() -> frozenset[str]:
    """Names of the sessions of an elected body and of no other."""
    return frozenset(cues(CUES, "session of a body"))


def meeting_kinds(article: Article) -> tuple[FacetValue, ...]:
    """The kinds in the name of the main meeting, else that of the organisation that meets, else
    "khac"; empty if the article reports no meeting."""
    meeting = main_meeting(article)
    if meeting and meeting.kinds and meeting.kinds != (OTHER,):
        span = article.span(meeting.start, meeting.end)
        return tuple(FacetValue(kind, Status.STATED, span) for kind in meeting.kinds)
    if inferred := _inferred(article):
        return inferred
    return (_by_host(article, meeting),) if meeting else ()


def _by_host(article: Article, meeting: MeetingMention) -> FacetValue:
    own = article.span(meeting.start, meeting.end)
    session = article.lower[meeting.start : meeting.end]
    hosts = _hosts().get(session)
    if meeting.kinds or not hosts:
        return FacetValue(OTHER, Status.STATED, own)
    if host := _named_host(article, meeting, hosts):
        span = article.span(min(host.start(), meeting.start), max(host.end(), meeting.end))
        kind = OTHER if is_abroad(article, host.end()) else hosts.kinds[host.group()]
        return FacetValue(kind, Status.STATED, span)
    if session in _sessions_of_a_body():
        first = max(0, meeting.start - _FAR)
        around = hosts.pattern.findall(article.lower, first, meeting.end + _FAR)
        for host_name, _ in Counter(around).most_common(1):
            return FacetValue(hosts.kinds[host_name], Status.INFERRED, own)
    return FacetValue(OTHER, Status.STATED, own)


def _named_host(article: Article, meeting: MeetingMention, hosts: _Hosts) -> re.Match[str] | None:
    """The first organisation behind the name, else the last one before it in its sentence."""
    end = min(meeting.end + _NEAR, meeting.last)
    for host in hosts.pattern.finditer(article.lower, meeting.end, end):
        if not _officer().search(article.lower, meeting.end, host.start()):
            return host
    before = list(hosts.pattern.finditer(article.lower, meeting.first, meeting.start))
    return before[-1] if before else None


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
