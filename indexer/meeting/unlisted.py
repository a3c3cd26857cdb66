"""The name of a meeting in its sentence → a body of no list that held it, by how its name begins.

Its name begins with a word for its sort and ends where the sentence goes on: before the verb of
"Câu lạc bộ X tổ chức hội nghị", or behind the meeting before its day, its place or a sign.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from indexer.article.structure import Article
from indexer.lexicon import any_of, cues, pattern_of, rows
from indexer.meeting.in_passing import present
from indexer.meeting.main_meeting import MeetingMention
from indexer.meeting.officers import spoken_for
from indexer.meeting.organisation_list import NOT_SAID
from indexer.meeting.organisations import Organisation, organisations
from indexer.places.gazetteer import AdministrativeUnit, mentions_by_line
from search.report import PlaceKind

_LIST, _HEADS = "organiser_cues.tsv", "unlisted_hosts.tsv"
_WORDS = 14
"""The most words of a name."""
_SHORTEST = 2
_VERB = 30
"""Characters before the name of a meeting that a verb of holding may take."""
[_DO] = (f" {word} " for word in cues(_LIST, "doer"))
_LEVELS = {PlaceKind.PROVINCE: "tinh", PlaceKind.DISTRICT: "huyen"}
_CENTRAL, _OTHER = "trung-uong", "khac"


@cache
def _heads() -> dict[str, tuple[str, str]]:
    """How names begin → branch and level."""
    return {head: (branch, level) for head, branch, level in rows(_HEADS)}


@cache
def _no_host() -> re.Pattern[str]:
    """What begins as the name of a body does and is another word: "hội thảo"."""
    return pattern_of(_LIST, r"{no host}(?!\w)")


def _name(stops: str) -> str:
    """A name, up to the words at which a sentence goes on; a comma only in a pair within it."""
    word = rf" (?!{{{stops}}}(?!\w))[\w/&-]+(?:(?<={{city in short}})\.)?"
    pair = r",(?= [\w/&-]+ [\w/&-]+ {joint} )"
    return rf"(?P<name>{any_of(_heads())}(?:{word}|{pair}){{1,{_WORDS}}}"


@cache
def _waters() -> re.Pattern[str]:
    """Before the name of a place, that it is that of a river or a region."""
    return pattern_of(_LIST, r"(?<!\w){of no unit} $")


@cache
def _held() -> re.Pattern[str]:
    """What `_before` ends in."""
    return pattern_of(_LIST, r"(?<!\w){verb of holding} (?:{a meeting} )?$")


@cache
def _before() -> re.Pattern[str]:
    """A name that stands where the one does that acts, up to the verb of holding."""
    return pattern_of(
        _LIST,
        rf"(?:^|[,;:)] |\d (?:[–-] )?){_name('name stops')}?)"
        r" (?:{begins to hold}(?!\w)(?: [^.;:]{0,90}?)? )?{verb of holding} (?:{a meeting} )?$",
    )


@cache
def _doer() -> re.Pattern[str]:
    """A name behind "do", up to the verb of holding."""
    return pattern_of(
        _LIST,
        rf"(?<!\w){{doer}} {_name('name stops')}?(?: {{at a place}} [\w.]+(?: \w+){{0,2}}?)?)"
        r" (?:{begins to hold}(?!\w)(?: [^.;:]{0,60}?)? )?{whole:done}",
    )


@cache
def _behind() -> re.Pattern[str]:
    """A name behind that of the meeting whose it is."""
    return pattern_of(
        _LIST,
        r" (?:(?!{name stops|several|whole leaders|officers}(?!\w))[\w/]+ ){0,4}?(?:{its} )?"
        rf"{_name('name ends')})"
        r"(?= {name ends}(?!\w)| ?[,.;:()\"]|$)",
    )


def host_before(article: Article, meeting: MeetingMention) -> Organisation | None:
    """ "Câu lạc bộ X tổ chức hội nghị", "hội nghị do Câu lạc bộ X tổ chức"."""
    lead = article.lower[meeting.first : meeting.start]
    if _held().search(lead[-_VERB:]) and (found := _before().search(lead)):
        return _host(article, meeting.first, found)
    if article.lower.find(_DO, meeting.end - 1, meeting.last) < 0:
        return None  # as most
    found = _doer().search(article.lower[meeting.end : meeting.last])
    return _host(article, meeting.end, found) if found else None


def host_behind(
    article: Article, meeting: MeetingMention, candidates: Sequence[Organisation]
) -> Organisation | None:
    """ "phiên họp thứ 3 của Ban Chỉ đạo X"; of the branch and the level of its chair, where its
    name says none."""
    found = _behind().match(article.lower[meeting.end : meeting.last])
    own = _host(article, meeting.end, found) if found else None
    if not own or own.level:
        return own
    chairs = spoken_for(article, [one for one in candidates if one.is_office])
    return replace(own, branch=chairs[0].branch, level=chairs[0].level) if chairs else own


def _host(article: Article, offset: int, found: re.Match[str]) -> Organisation | None:
    start, end = (offset + at for at in found.span("name"))
    if not article.text[start].isupper() or _no_host().match(article.lower, start):
        return None
    listed = next(iter(organisations(article, start, end)), None)
    if listed and listed.start == start and listed.name and listed.last >= end:
        return next((one for one in present(article, [listed]) if one.name), None)
    place = _place_at(article, start, end)
    name = article.text[start : place[1] if place else end].strip()
    if len(name.split()) < _SHORTEST:
        return None
    branch, level = _sort(name.lower(), place[0] if place else None)
    unit = place[0] if place else None
    return Organisation(name, branch, level, start, end, False, unit, end)


def _sort(name: str, unit: AdministrativeUnit | None) -> tuple[str, str | None]:
    """The branch and the level of a body, by how its name begins, what it says and where it is."""
    head = max((head for head in _heads() if name.startswith(head)), key=len)
    branch, level = _heads()[head]
    if level == NOT_SAID:
        is_central = any(words in name for words in cues(_LIST, "of the centre"))
        level = _LEVELS.get(unit.kind, "") if unit else _CENTRAL if is_central else ""
    if branch == NOT_SAID:
        branch = {"": _OTHER, _CENTRAL: "chinh-phu"}.get(level, "ubnd")
    return branch, level or None


def _place_at(article: Article, start: int, end: int) -> tuple[AdministrativeUnit, int] | None:
    """The unit with whose name that of a body ends, and where that begins."""
    for line, found in article.once(mentions_by_line).items():
        for one in found:
            first = line.start + one.start
            if line.start + one.end == end and first > start:
                return (
                    None if _waters().search(article.lower[start:first]) else (one.units[0], first)
                )
    return None
