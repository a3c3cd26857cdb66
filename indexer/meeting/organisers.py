"""An article → the organisations that held its meeting, and how we know."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from indexer.article.structure import Article
from indexer.lexicon import rows
from indexer.meeting.host_patterns import patterns
from indexer.meeting.in_passing import of_its_country
from indexer.meeting.kinds import meeting_kinds
from indexer.meeting.leading import heads_unit, leaders
from indexer.meeting.main_meeting import MeetingMention, main_mentions
from indexer.meeting.officers import spoken_for
from indexer.meeting.organisations import Organisation
from indexer.meeting.parties import WORKING_VISIT, Party, PartyPart, bodies_in, parties
from indexer.meeting.presiding import Organiser, by_office, leads, whose_chairs
from indexer.meeting.told_apart import held_by_whom, whose_notice
from indexer.meeting.unlisted import host_before, host_behind
from indexer.meeting.voters import VOTERS, who_meets_voters
from search.report import Status

_LEAD = 20
"""Characters before an organisation in which it is told that something of it is named."""
_FAR = 150
"""Characters after the name of a meeting in which it is said whose it is."""
_NEAR = 60
"""Characters after the name of a meeting in which an organisation belongs to the name; between two
that are listed together."""
_AROUND = 4500
"""Characters behind the name of a session in which its organisation is named."""
_BY = re.compile(r"\bdo\s+$")

Named = Sequence[tuple[MeetingMention, Sequence[Party]]]
"""Each name of the main meeting, with the parties in its sentence."""


class _Session(NamedTuple):
    """A session that only one branch holds; the level of its organisation if there is only one."""

    branch: str
    name: str
    level: str | None


@cache
def _sessions() -> dict[str, _Session]:
    return {
        kind: _Session(branch, name, None if level == "-" else level)
        for kind, branch, name, level in rows("meeting_sessions.tsv")
    }


class WhoMet(NamedTuple):
    """Who held a meeting, and who else met."""

    organisers: tuple[Organiser, ...] = ()
    others: tuple[Organisation, ...] = ()


_Finder = Callable[[Article, MeetingMention, list[Organisation]], tuple[Organiser, ...]]
"""An article, a name of its meeting and the organisations in the sentence → those that held it."""


def organisers(article: Article) -> tuple[Organiser, ...]:
    """Who holds by the words; else whose meeting it is by its name; else whose officers speak."""
    return article.once(who_met).organisers


def who_met(article: Article) -> WhoMet:
    """Who held the meeting of an article, and with whom, by the names of it that weigh most."""
    kinds = article.once(meeting_kinds)
    named = [(one, parties(article, one)) for one in article.once(main_mentions)]
    met = _met(article, named, tuple(kind.value for kind in kinds))
    met = met._replace(
        organisers=tuple(
            one._replace(organisation=of_its_country(article, one.organisation))
            for one in met.organisers
        )
    )
    if all(kind.status is Status.INFERRED for kind in kinds):
        # what follows from an inferred kind is inferred too; what the text names is not
        return met._replace(organisers=tuple(map(_weaker, met.organisers)))
    return met


def _weaker(one: Organiser) -> Organiser:
    return one._replace(status=Status.INFERRED) if one.status is Status.DERIVED else one


def _met(article: Article, named: Named, kinds: tuple[str, ...]) -> WhoMet:
    others = tuple(one.body for _, found in named for one in found if one.part is PartyPart.OTHER)
    if WORKING_VISIT in kinds and (led := leaders(article, named)):
        own = tuple(Organiser(one, led.status) for one in led.bodies)
        return WhoMet(own, led.others or others)
    if VOTERS in kinds:
        deputies = who_meets_voters(article, named)
        return WhoMet(tuple(Organiser(one, status) for one, status in deputies))
    return WhoMet(_organisers(article, named, kinds), others)


def _organisers(article: Article, named: Named, kinds: tuple[str, ...]) -> tuple[Organiser, ...]:
    session = next((_sessions()[kind] for kind in kinds if kind in _sessions()), None)
    able = [(meeting, _candidates(found, session)) for meeting, found in named]
    finders: tuple[_Finder, ...] = (
        *(_stated, _unlisted_before, _elsewhere, _presided, _in_the_name, _unlisted_behind),
        _noticed,
    )
    for find in finders:
        for meeting, candidates in able:
            if found := find(article, meeting, candidates):
                return _named(article, meeting, found)
    if able and session:
        return (_of_session(article, able[0][0], session),)
    return by_office(article, able)


def _named(
    article: Article, meeting: MeetingMention, found: tuple[Organiser, ...]
) -> tuple[Organiser, ...]:
    """Those found; of which no list has the name, with the name that the sentence gives."""
    if any(one.organisation.name for one in found):
        return found
    if own := host_before(article, meeting):
        return (Organiser(own, Status.STATED),)
    return _unlisted_behind(article, meeting, []) or found


def _candidates(found: Sequence[Party], session: _Session | None) -> list[Organisation]:
    """Those in the sentence of a meeting that may have held it, in a session of their own also in
    their own house."""
    if session:
        return [one.body for one in found if _may_hold(one, session)]
    return [one.body for one in found if one.part in (PartyPart.BODY, PartyPart.OFFICE)]


def _may_hold(one: Party, session: _Session) -> bool:
    """Whether a session may be that of a body: its own, or of a committee that meets as it does."""
    if not session.level:
        return one.body.name.startswith(session.name)
    is_committee = one.body.name.startswith(session.name.split(" ")[0])
    is_like = is_committee and one.body.branch == session.branch
    return one.body.name == session.name or (is_like and one.part is PartyPart.BODY)


def _stated(
    article: Article, meeting: MeetingMention, candidates: list[Organisation]
) -> tuple[Organiser, ...]:
    """ "UBND tỉnh tổ chức hội nghị", "hội nghị do UBND tỉnh tổ chức"."""
    free = [one for one in candidates if _is_itself(article, one) and not _is_owner(article, one)]
    for one in free:
        if one.end <= meeting.start and _holds(article, one, meeting):
            listed = candidates if one.is_office else free  # "lãnh đạo Tỉnh ủy, UBND tỉnh"
            return _with(article, one, listed, Status.STATED)
        is_doer = _BY.search(article.lower[max(0, one.start - 10) : one.start])
        if one.start >= meeting.end and is_doer and patterns().done.match(article.lower, one.end):
            return _with(article, one, free, Status.STATED)
    return ()


def _elsewhere(
    article: Article, meeting: MeetingMention, candidates: list[Organisation]
) -> tuple[Organiser, ...]:
    """ "Hội nghị do UBND tỉnh tổ chức", in a sentence of its own."""
    return tuple(Organiser(one, Status.STATED) for one in article.once(held_by_whom))


def _unlisted_before(
    article: Article, meeting: MeetingMention, candidates: list[Organisation]
) -> tuple[Organiser, ...]:
    """ "Câu lạc bộ X tổ chức hội thảo"."""
    found = host_before(article, meeting)
    return (Organiser(found, Status.STATED),) if found else ()


def _unlisted_behind(
    article: Article, meeting: MeetingMention, candidates: list[Organisation]
) -> tuple[Organiser, ...]:
    """ "cuộc họp của Ban Chỉ đạo X"."""
    is_visit = WORKING_VISIT in meeting.kinds  # which names with whom it was
    found = None if is_visit else host_behind(article, meeting, candidates)
    return (Organiser(found, Status.DERIVED),) if found else ()


def _noticed(
    article: Article, meeting: MeetingMention, candidates: list[Organisation]
) -> tuple[Organiser, ...]:
    """ "Ủy ban Kiểm tra Tỉnh ủy thông báo kết quả kỳ họp"."""
    found = whose_notice(article, meeting, candidates)
    return tuple(Organiser(one, Status.DERIVED) for one in found)


def _is_itself(article: Article, one: Organisation) -> bool:
    """Whether it is named itself, or all its leaders are: "lãnh đạo UBND tỉnh tổ chức"."""
    before = article.lower[max(0, one.start - _LEAD) : one.start]
    return not one.is_office or bool(patterns().leaders.search(before))


def _is_owner(article: Article, one: Organisation) -> bool:
    """Whether what is said is not of a body but of something of it: "sự đồng ý của Tỉnh ủy"."""
    return bool(patterns().owner.search(article.lower, max(0, one.start - _LEAD), one.start))


def _holds(article: Article, one: Organisation, meeting: MeetingMention) -> bool:
    """Whether a verb of holding stands between, or the meeting is itself what it does: "Thường
    trực Tỉnh ủy giao ban với …"."""
    between = article.lower[one.end : meeting.start]
    held, at = patterns().held, patterns().at
    is_verb = held.match(article.lower, meeting.start) and not at.search(between)
    return bool(held.search(between) or is_verb or leads().search(between))


def _presided(
    article: Article, meeting: MeetingMention, candidates: list[Organisation]
) -> tuple[Organiser, ...]:
    """ "Phó Thủ tướng chủ trì cuộc họp nghe UBND tỉnh báo cáo", but not "… chủ trì hội nghị Ban
    Thường vụ Tỉnh ủy", whose name says it better."""
    offices = [one for one in candidates if one.is_office and one.last <= meeting.start]
    lead = article.lower[offices[-1].last : meeting.start] if offices else ""
    named = _in_the_name(article, meeting, candidates)
    if not named or not patterns().chairs.search(lead):
        return ()
    between = article.lower[meeting.start : named[0].organisation.start]
    if not patterns().content.search(between):
        return ()
    chairs = spoken_for(article, offices)
    return whose_chairs(chairs)


def _in_the_name(
    article: Article, meeting: MeetingMention, candidates: list[Organisation]
) -> tuple[Organiser, ...]:
    """ "hội nghị lần thứ bảy Ban Chấp hành Đảng bộ tỉnh"."""
    free = [one for one in candidates if not one.is_office or _is_between(article, meeting, one)]
    near = [
        one
        for one in free
        if meeting.start <= one.start < meeting.end + _FAR
        and not patterns().paper.search(article.lower, meeting.start, one.start)
        and (one.start < meeting.end + _NEAR or _is_its(article, one))
        and not _only_speaks(article, one)
    ]
    return _with(article, near[0], free, Status.DERIVED) if near else ()


def _only_speaks(article: Article, one: Organisation) -> bool:
    """Whether it is who tells something there: "tại cuộc họp báo, Sở Y tế cho biết ..."; one that
    heads a unit tells of its own."""
    is_clause = article.lower.endswith(", ", 0, one.start)
    return (
        is_clause and not heads_unit(one) and bool(patterns().says.match(article.lower, one.last))
    )


def _is_between(article: Article, meeting: MeetingMention, one: Organisation) -> bool:
    """Whether all its leaders are named as the first of two: "giao ban giữa lãnh đạo UBND ... với
    các sở"."""
    return bool(patterns().between.fullmatch(article.lower[meeting.end : one.start]))


def _is_its(article: Article, one: Organisation) -> bool:
    """Whether something before is an organisation's own, and nothing of it is told behind."""
    before = article.lower[max(0, one.start - _LEAD) : one.start]
    behind = article.lower[one.last : one.last + _LEAD]
    return bool(patterns().its.search(before) and patterns().took_place.match(behind))


def _of_session(article: Article, meeting: MeetingMention, session: _Session) -> Organiser:
    """The one organisation that holds such sessions; of many the one named nearest."""
    own = Organisation(
        session.name, session.branch, session.level, meeting.start, meeting.end, False
    )
    if session.level is None:
        around = bodies_in(article, 0, min(len(article.text), meeting.end + _AROUND))
        same = [one for one in around if one.name.startswith(session.name) and one.level]
        own = min(same, key=lambda one: abs(one.start - meeting.start), default=own)
    return Organiser(own, Status.DERIVED)


def _with(
    article: Article, first: Organisation, free: Iterable[Organisation], status: Status
) -> tuple[Organiser, ...]:
    """One and those listed with it: "Thường trực Thành ủy, HĐND, UBND thành phố"."""
    found = [first]
    for one in free:
        between = article.lower[found[-1].last : one.start]
        is_near = one.start >= found[-1].last and len(between) < _NEAR
        if is_near and patterns().together.fullmatch(between):
            found.append(one)
    return tuple(Organiser(one, status) for one in found)
