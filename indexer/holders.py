"""An article and the kind of its meeting → the bodies that held it, and how we know."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from indexer.bodies import Body, bodies
from indexer.clean import Article
from indexer.meetings import Mention, main_meeting
from search.model import Facets, Status

_SESSIONS = {
    "ky-hop-hdnd": ("hdnd", "HĐND", None),
    "ky-hop-quoc-hoi": ("quoc-hoi", "Quốc hội", "trung-uong"),
    "phien-hop-ubtvqh": ("quoc-hoi", "Ủy ban Thường vụ Quốc hội", "trung-uong"),
    "phien-hop-chinh-phu": ("chinh-phu", "Chính phủ", "trung-uong"),
    "phien-hop-ubnd": ("ubnd", "UBND", None),
}
"""Kinds of sessions that only one branch holds → that branch, its body, and its level."""
_HELD = re.compile(
    r"\b(?:tổ chức|họp|khai mạc|bế mạc|tiến hành|triệu tập|giao ban|làm việc|tiếp xúc|đối thoại"
    r"|phối hợp|cho ý kiến|thảo luận|thông qua|biểu quyết|bầu|nghe|tiếp tục|chủ trì|gặp|công bố)\b"
)
_BY = re.compile(r"\bdo\s+$")
_BETWEEN = re.compile(r"\s*(?:,|-|–|và|cùng|với|phối hợp với|phối hợp cùng)\s*(?:các )?")
_NEAR = 60
"""Characters after the name of a meeting in which the body belongs to the name."""
_BEGINNING = 1500
"""Characters in which a body by which only an office-holder is known may be that of the meeting."""


class Holder(NamedTuple):
    """A body that held the meeting. One that is INFERRED is known by an office-holder alone."""

    body: Body
    status: Status


@lru_cache(maxsize=1)
def _of(article: Article, kinds: tuple[str, ...]) -> tuple[Holder, ...]:
    meeting = main_meeting(article)
    if meeting is None:
        return ()
    session = next((_SESSIONS[kind] for kind in kinds if kind in _SESSIONS), None)
    own = list(bodies(article, meeting.first, meeting.last))
    if session:
        branch, name, level = session
        own = [b for b in own if (b.branch == branch if level is None else b.name == name)]
    return (
        _stated(article, meeting, own)
        or _named(article, meeting, own)
        or (_session(article, meeting, session) if session else ())
        or _by_office(article, meeting, own)
    )


def holders(article: Article, facets: Facets) -> tuple[Holder, ...]:
    """Who holds by the words; else whose meeting it is by its name; else whose officers speak."""
    return _of(article, tuple(value.value for value in facets.meeting_type))


def _stated(article: Article, meeting: Mention, own: list[Body]) -> tuple[Holder, ...]:
    """ "UBND tỉnh tổ chức hội nghị", "hội nghị do UBND tỉnh tổ chức"."""
    free = [body for body in own if not body.is_office]
    for body in free:
        if body.end <= meeting.start and _HELD.search(article.lower, body.end, meeting.end):
            return _with(article, body, free, Status.STATED)
        if body.start >= meeting.end and _BY.search(article.lower[: body.start][-10:]):
            return _with(article, body, free, Status.STATED)
    return ()


def _named(article: Article, meeting: Mention, own: list[Body]) -> tuple[Holder, ...]:
    """ "hội nghị lần thứ bảy Ban Chấp hành Đảng bộ tỉnh"."""
    free = [body for body in own if not body.is_office]
    near = [b for b in free if meeting.start <= b.start < meeting.end + _NEAR]
    return _with(article, near[0], free, Status.DERIVED) if near else ()


def _session(
    article: Article, meeting: Mention, session: tuple[str, str, str | None]
) -> tuple[Holder, ...]:
    branch, name, level = session
    around = bodies(article, 0, min(len(article.text), meeting.end + 3 * _BEGINNING))
    named = [body for body in around if body.branch == branch and (body.level or level)]
    for body in sorted(named, key=lambda body: abs(body.start - meeting.start)):
        if level is None:
            return (Holder(body, Status.DERIVED),)
    own = Body(name, branch, level, meeting.start, meeting.end, False)
    return (Holder(own, Status.DERIVED),)


def _by_office(article: Article, meeting: Mention, own: list[Body]) -> tuple[Holder, ...]:
    """The body of whoever speaks: in the sentence that names the meeting, else at the beginning."""
    for found in (own, list(bodies(article, 0, min(len(article.text), _BEGINNING)))):
        for body in found:
            if body.is_office or found is not own:
                return (Holder(body, Status.INFERRED),)
    return ()


def _with(
    article: Article, first: Body, free: Iterable[Body], status: Status
) -> tuple[Holder, ...]:
    """A body and those listed with it: "Thường trực Thành ủy, HĐND, UBND thành phố"."""
    found = [first]
    for body in free:
        between = article.lower[found[-1].end : body.start]
        if body.start >= found[-1].end and len(between) < _NEAR and _BETWEEN.fullmatch(between):
            found.append(body)
    return tuple(Holder(body, status) for body in found)
