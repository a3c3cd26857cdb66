"""An article and the kind of its meeting → the bodies that held it, and how we know."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from indexer.article.structure import Article
from indexer.meeting.main_meeting import MeetingMention, main_mentions
from indexer.meeting.organisations import Organisation, organisations
from search.report import Facets, Status


class _Session(NamedTuple):
    """A session that only one branch holds: its body and, if there is only one, its level."""

    branch: str
    body: str
    level: str | None = None


_SESSIONS = {
    "ky-hop-hdnd": _Session("hdnd", "HĐND"),
    "ky-hop-quoc-hoi": _Session("quoc-hoi", "Quốc hội", "trung-uong"),
    "phien-hop-ubtvqh": _Session("quoc-hoi", "Ủy ban Thường vụ Quốc hội", "trung-uong"),
    "phien-hop-chinh-phu": _Session("chinh-phu", "Chính phủ", "trung-uong"),
    "phien-hop-ubnd": _Session("ubnd", "UBND"),
}
_VOTERS = "tiep-xuc-cu-tri"
_HELD = re.compile(
    r"\b(?:tổ chức|họp|khai mạc|bế mạc|tiến hành|triệu tập|giao ban|làm việc|tiếp xúc|đối thoại"
    r"|phối hợp|cho ý kiến|thảo luận|thông qua|biểu quyết|bầu|nghe|tiếp tục|chủ trì|gặp|công bố)\b"
)
_AT = re.compile(r"\b(?:tại|trong|ở|về|của|với)\b|,")
_PAPER = re.compile(r"\b(?:chỉ thị|nghị quyết|kết luận|quyết định|quy định|công điện|luật)\b")
"""What a body has issued it need not have met about."""
_BY = re.compile(r"\bdo\s+$")
_DONE = re.compile(r"[^.;]{0,80}?\b(?:tổ chức|chủ trì|triệu tập|phối hợp)\b")
_BETWEEN = re.compile(r"\s*(?:,|-|–|và|cùng|với|phối hợp(?: với| cùng)?)\s*(?:các )?")
_NEAR = 60
"""Characters after the name of a meeting in which the body belongs to the name."""
_BEGINNING = 1500
"""Characters in which a body by which only an office-holder is known may be that of the meeting."""


_CHAIRED = re.compile(r"\bchủ trì\b")
_CHAIR = 120
"""Characters after the body of one of two chairs in which they are said to preside."""
_AND = re.compile(r"\b(?:và|cùng|;)\b")
_NEXT_OFFICE = 30
"""Characters between two bodies of which one person is an officer."""


class Organiser(NamedTuple):
    """A body that held the meeting. One that is INFERRED is known by an office-holder alone."""

    body: Organisation
    status: Status


@lru_cache(maxsize=1)
def _of(article: Article, kinds: tuple[str, ...]) -> tuple[Organiser, ...]:
    session = next((_SESSIONS[kind] for kind in kinds if kind in _SESSIONS), None)
    named = [(m, _who_may_hold(article, m, kinds, session)) for m in main_mentions(article)]
    for found in (_stated, _named):
        for meeting, own in named:
            if who := found(article, meeting, own):
                return who
    for meeting, own in named[:1]:
        return (_session(article, meeting, session) if session else ()) or _by_office(article, own)
    return ()


def _who_may_hold(
    article: Article, meeting: MeetingMention, kinds: tuple[str, ...], session: "_Session | None"
) -> list[Organisation]:
    """The bodies in the sentence that names a meeting, but those that hold no such session."""
    own = list(organisations(article, meeting.first, meeting.last))
    if session:
        return [
            body
            for body in own
            if (body.name == session.body if session.level else body.branch == session.branch)
        ]
    if _VOTERS in kinds:  # deputies meet them as those of their province
        return [
            replace(body, name="", level="tinh") if body.name == "Quốc hội" else body
            for body in own
        ]
    return own


def organisers(article: Article, facets: Facets) -> tuple[Organiser, ...]:
    """Who holds by the words; else whose meeting it is by its name; else whose officers speak."""
    kinds = tuple(value.value for value in facets.meeting_type)
    found = _of(article, kinds)
    if all(value.status is Status.INFERRED for value in facets.meeting_type):
        # what follows from an inferred kind is inferred too; what the text names is not
        return tuple(
            Organiser(body, Status.INFERRED if status is Status.DERIVED else status)
            for body, status in found
        )
    return found


def _stated(
    article: Article, meeting: MeetingMention, own: list[Organisation]
) -> tuple[Organiser, ...]:
    """ "UBND tỉnh tổ chức hội nghị", "hội nghị do UBND tỉnh tổ chức"."""
    free = [body for body in own if not body.is_office]
    for body in free:
        if body.end <= meeting.start and _is_held_by(article, body, meeting):
            return _with(article, body, free, Status.STATED)
        is_doer = _BY.search(article.lower[max(0, body.start - 10) : body.start])
        if body.start >= meeting.end and is_doer and _DONE.match(article.lower, body.end):
            return _with(article, body, free, Status.STATED)
    return ()


def _is_held_by(article: Article, body: Organisation, meeting: MeetingMention) -> bool:
    """Whether a verb of holding stands between, or the meeting is itself what the body does:
    "Thường trực Tỉnh ủy giao ban với …"."""
    between = article.lower[body.end : meeting.start]
    is_verb = _HELD.match(article.lower, meeting.start) and not _AT.search(between)
    return bool(_HELD.search(between) or is_verb)


def _named(
    article: Article, meeting: MeetingMention, own: list[Organisation]
) -> tuple[Organiser, ...]:
    """ "hội nghị lần thứ bảy Ban Chấp hành Đảng bộ tỉnh"."""
    free = [body for body in own if not body.is_office]
    near = [
        body
        for body in free
        if meeting.start <= body.start < meeting.end + _NEAR
        and not _PAPER.search(article.lower, meeting.start, body.start)
    ]
    return _with(article, near[0], free, Status.DERIVED) if near else ()


def _session(article: Article, meeting: MeetingMention, session: _Session) -> tuple[Organiser, ...]:
    """The one body that holds such sessions; of many the one named nearest."""
    own = Organisation(
        session.body, session.branch, session.level, meeting.start, meeting.end, False
    )
    if session.level is None:
        around = organisations(article, 0, min(len(article.text), meeting.end + 3 * _BEGINNING))
        same = [body for body in around if body.branch == session.branch and body.level]
        own = min(same, key=lambda body: abs(body.start - meeting.start), default=own)
    return (Organiser(own, Status.DERIVED),)


def _by_office(article: Article, own: list[Organisation]) -> tuple[Organiser, ...]:
    """The bodies of those who chair it, else that of whoever speaks: in the sentence that names
    the meeting, else at the beginning."""
    beginning = list(organisations(article, 0, min(len(article.text), _BEGINNING)))
    spoken_for = _spoken_for(article, [body for body in own if body.is_office])
    chairs = [
        body for body in spoken_for if _CHAIRED.search(article.lower[body.end : body.end + _CHAIR])
    ]
    found = chairs or spoken_for[:1] or _most_named(beginning)
    return tuple(Organiser(body, Status.INFERRED) for body in found)


def _most_named(found: list[Organisation]) -> list[Organisation]:
    """The first of those of the branch and level that is named most; of equals the first."""
    often = Counter((body.branch, body.level) for body in found)
    return sorted(found, key=lambda body: -often[body.branch, body.level])[:1]


def _spoken_for(article: Article, offices: list[Organisation]) -> list[Organisation]:
    """Of "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh" the last is whom one speaks for."""
    return [
        body
        for body, following in zip_longest(offices, offices[1:])
        if not following
        or following.start - body.end > _NEXT_OFFICE
        or _AND.search(article.lower, body.end, following.start)
    ]


def _with(
    article: Article, first: Organisation, free: Iterable[Organisation], status: Status
) -> tuple[Organiser, ...]:
    """A body and those listed with it: "Thường trực Thành ủy, HĐND, UBND thành phố"."""
    found = [first]
    for body in free:
        between = article.lower[found[-1].end : body.start]
        if body.start >= found[-1].end and len(between) < _NEAR and _BETWEEN.fullmatch(between):
            found.append(body)
    return tuple(Organiser(body, status) for body in found)
