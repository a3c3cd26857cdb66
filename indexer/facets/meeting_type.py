"""The main meeting of an article → which kinds of meeting it is."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache

from indexer.article.structure import Article
from indexer.lexicon import any_of, rows
from indexer.meeting.main_meeting import OTHER, MeetingMention, main_meeting
from indexer.meeting.organisations import is_abroad
from search.report import Facets, FacetValue, PassageKind, Status

# The standing committee reports on its work between two sessions to the committee alone.
_PLENUM = re.compile(
    r"công tác (?:của )?ban thường vụ tỉnh ủy giữa (?:hai )?kỳ họp|"
    r"ủy viên ban chấp hành đảng bộ tỉnh (?:thảo luận|cho ý kiến)|"
    r"các đồng chí (?:trong|ủy viên) (?:bch|ban chấp hành) đảng bộ tỉnh|"
    r"ban chấp hành đảng bộ tỉnh (?:thảo luận|cho ý kiến|biểu quyết)"
)
_OFFICER = re.compile(r"\b(?:đồng chí|ông|bà|đại biểu|chủ tịch|bí thư|giám đốc|trưởng)\b")
"""Who stands between a session and a body is an officer of it, and says nothing of the session."""
_OF_A_BODY = frozenset(
    {
        *("kỳ họp", "phiên chất vấn", "phiên thảo luận", "phiên làm việc"),
        *("thảo luận tại hội trường", "thảo luận tại tổ"),
        *("thảo luận ở hội trường", "thảo luận ở tổ"),
    }
)
"""Names of the sessions of an elected body and of no other."""
_NEAR = 60
"""Characters after a name within which its body is named: "kỳ họp thứ 15, khóa IX của HĐND"."""
_FAR = 3000
"""Characters around it in which the body that is named most is taken for its own."""


@dataclass(frozen=True, slots=True)
class _Bodies:
    """The bodies whose sessions bear one name, and the kind of each."""

    kinds: dict[str, str]
    pattern: re.Pattern[str]


@cache
def _bodies() -> dict[str, _Bodies]:
    by_session: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for body, kind, sessions in rows("meeting_bodies.tsv"):
        for session in sessions.split(", "):
            by_session[session][body] = kind
    return {
        session: _Bodies(kinds, re.compile(rf"(?<!\w){any_of(kinds)}(?!\w)"))
        for session, kinds in by_session.items()
    }


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """The kinds in the name of the main meeting, else that of the body that meets, else "khác"."""
    meeting = main_meeting(article)
    if meeting and meeting.kinds and meeting.kinds != (OTHER,):
        span = article.span(meeting.start, meeting.end)
        return tuple(FacetValue(kind, Status.STATED, span) for kind in meeting.kinds)
    if inferred := _inferred(article):
        return inferred
    if meeting:
        return (_of_its_body(article, meeting),)
    return ()


def _of_its_body(article: Article, meeting: MeetingMention) -> FacetValue:
    own = article.span(meeting.start, meeting.end)
    if meeting.kinds:
        return FacetValue(OTHER, Status.STATED, own)
    session = article.lower[meeting.start : meeting.end]
    bodies = _bodies().get(session)
    if not bodies:
        return FacetValue(OTHER, Status.STATED, own)
    search = bodies.pattern.finditer
    after = (
        body
        for body in search(article.lower, meeting.end, min(meeting.end + _NEAR, meeting.last))
        if not _OFFICER.search(article.lower, meeting.end, body.start())
    )
    before = list(search(article.lower, meeting.first, meeting.start))
    if found := next(after, None) or (before[-1] if before else None):
        span = article.span(min(found.start(), meeting.start), max(found.end(), meeting.end))
        kind = OTHER if is_abroad(article, found.end()) else bodies.kinds[found.group()]
        return FacetValue(kind, Status.STATED, span)
    if session in _OF_A_BODY:
        around = search(article.lower, max(0, meeting.start - _FAR), meeting.end + _FAR)
        for body, _ in Counter(match.group() for match in around).most_common(1):
            return FacetValue(bodies.kinds[body], Status.INFERRED, own)
    return FacetValue(OTHER, Status.STATED, own)


def _inferred(article: Article) -> tuple[FacetValue, ...]:
    # one of the two is in each form of _PLENUM, and in few articles
    if "đảng bộ tỉnh" not in article.lower and "thường vụ tỉnh ủy" not in article.lower:
        return ()
    for line in article.of(PassageKind.BODY):
        if match := _PLENUM.search(article.read_lower(line)):
            span = article.span(line.start + match.start(), line.start + match.end())
            return (FacetValue("ban-chap-hanh", Status.INFERRED, span),)
    return ()
