"""A meeting whose name says no kind → its kind by the organisation that meets, and how we know."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from indexer.article.structure import Article
from indexer.lexicon import any_of, cues, pattern_of, rows
from indexer.meeting.main_meeting import MeetingMention, by_weight
from indexer.meeting.names import CUES, OTHER
from indexer.meeting.organisations import is_abroad
from search.report import FacetValue, Status

_NEAR = 60
"""Characters after a name within which its organisation is named: "kỳ họp thứ 15, khóa IX của
HĐND"."""
_FAR = 3000
"""Characters around it in which the organisation that is named most is taken for its own."""
_OF_UBND, _OF_ASSEMBLY = "phien-hop-ubnd", "ky-hop-quoc-hoi"
_NOT_IT = frozenset(
    {"another", "mentioned", "other_time", "foretold", "foretold_after", "demanded", "result_of"}
)
"""Cues of `MeetingWeights` that a name is not that of the meeting reported."""


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
def _between() -> re.Pattern[str]:
    """Where an officer of it, or what is done about it, stands between a session and an
    organisation, this one says nothing of the session."""
    return pattern_of(CUES, "{whole:officer between|done about}")


@cache
def _office_of() -> re.Pattern[str]:
    """Right before an organisation: only somebody of it is spoken of: "chủ tịch | UBND"."""
    return pattern_of(CUES, r"{whole:somebody of} \Z")


@cache
def _offices(cue: str) -> re.Pattern[str]:
    return pattern_of(CUES, f"{{whole:{cue}}}")


@cache
def _partner() -> re.Pattern[str]:
    return pattern_of(CUES, "{whole:partner}")


@cache
def _ending(cue: str) -> tuple[str, ...]:
    return tuple(cues(CUES, cue))


@cache
def _on_economy() -> re.Pattern[str]:
    """Behind a name: it is about the economy and society of the place, as those of a UBND are."""
    return pattern_of(CUES, r"[^.,;:]{0,40}?{economy}[ ,-]+(?:\w+[ ,-]+){0,3}?{society}")


def by_host(article: Article, meeting: MeetingMention) -> FacetValue | None:
    """The kind of the organisation named around the meeting; of a council's session, inferred from
    the council that is named most. None if no organisation tells it, "khac" if it is another's."""
    hosts = _hosts_of(article, meeting)
    if hosts is None:
        return None
    host = _named_host(article, meeting, hosts)
    is_stated = host and not _office_of().search(article.lower, meeting.first, host.start())
    if host and (
        is_stated or article.lower.endswith(_ending("sitting"), meeting.start, meeting.end)
    ):
        span = article.span(min(host.start(), meeting.start), max(host.end(), meeting.end))
        kind = OTHER if is_abroad(article, host.end()) else hosts.kinds[host.group()]
        return FacetValue(kind, Status.STATED if is_stated else Status.INFERRED, span)
    if article.lower[meeting.start : meeting.end].endswith(_ending("session of a body")):
        first = max(0, meeting.start - _FAR)
        around = hosts.pattern.findall(article.lower, first, meeting.end + _FAR)
        for host_name, _ in Counter(around).most_common(1):
            own = article.span(meeting.start, meeting.end)
            return FacetValue(hosts.kinds[host_name], Status.INFERRED, own)
    return None


def by_host_elsewhere(article: Article, meeting: MeetingMention) -> FacetValue | None:
    """The kind of the organisation beside another name of the same meeting: "Chính phủ họp"."""
    own = article.lower[meeting.start : meeting.end].split()[-1]
    for other in article.once(by_weight):
        if other.kinds or other.weight <= 0 or _NOT_IT.intersection(cue for cue, _ in other.cues):
            continue
        if article.lower.endswith(own, other.start, other.end):
            found = by_host(article, other)
            if found and found.value != OTHER:
                return found
    return None


def by_office(article: Article, meeting: MeetingMention) -> FacetValue | None:
    """Of a "phiên họp", or a meeting on the economy, whose sentence names the UBND's chairman,
    that of the UBND; of questions that a minister answers, that of the National Assembly."""
    for kind, offices in _offices_that_tell(article, meeting):
        if office := offices.search(article.lower, meeting.first, meeting.last):
            first, last = min(office.start(), meeting.start), max(office.end(), meeting.end)
            return FacetValue(kind, Status.INFERRED, article.span(first, last))
    return None


def _offices_that_tell(
    article: Article, meeting: MeetingMention
) -> Iterator[tuple[str, re.Pattern[str]]]:
    own = article.lower[meeting.start : meeting.end]
    if own.endswith(_ending("sitting of assembly")):
        yield _OF_ASSEMBLY, _offices("office of assembly")
    is_on_economy = _on_economy().match(article.lower, meeting.end, meeting.last)
    if own.endswith(_ending("sitting of ubnd")) or (
        is_on_economy and not set(own.split()).isdisjoint(_ending("verb"))
    ):
        yield _OF_UBND, _offices("office of ubnd")


def own_sitting(article: Article, meeting: MeetingMention) -> FacetValue | None:
    """The kind of the assembly or council whose "buổi làm việc" it is, if it works alone."""
    near = min(meeting.last, meeting.end + _NEAR)
    if _partner().search(article.lower, meeting.end, near):
        return None
    found = by_host(article, meeting)
    return found if found and found.status is Status.STATED else None


def _hosts_of(article: Article, meeting: MeetingMention) -> _Hosts | None:
    """Who may hold it: by the longest name of a session that begins or ends its own."""
    own = article.lower[meeting.start : meeting.end]
    named = (name for name in _hosts() if own.endswith(name) or own.startswith(name))
    name = max(named, key=len, default=None)
    return None if name is None else _hosts()[name]


def _named_host(article: Article, meeting: MeetingMention, hosts: _Hosts) -> re.Match[str] | None:
    """The first organisation behind the name, else the last one before it in its sentence."""
    end = min(meeting.end + _NEAR, meeting.last)
    for host in hosts.pattern.finditer(article.lower, meeting.end, end):
        if not _between().search(article.lower, meeting.end, host.start()):
            return host
    before = list(hosts.pattern.finditer(article.lower, meeting.first, meeting.start))
    return before[-1] if before else None
