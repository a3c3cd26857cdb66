"""A text → whom it names that a figure may be of: a country, a place, a sector, a firm."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from indexer.figures.firms import firm_name, is_doer
from indexer.figures.owner_patterns import (
    TYPES_OF_PLACES,
    any_owner,
    countries,
    name_of_country,
    provinces_by_spelling,
    type_of_place,
)
from indexer.lexicon import UPPER, any_of, cues, lower, pattern_of, rows
from search.report import FigureScope

LIST = "scope_words.tsv"
_LEAD = 32
"""Characters before a name that say what it is there for."""
_PERSON = 3
"""Words of the name of a person."""
[HOME] = cues(LIST, "home")
"""What this country is called."""


class Owner(NamedTuple):
    """Whose figures may be, and where it is named.

    `name`: "" of one that only the report knows ("toàn tỉnh"). `is_speaker`: only an office of it
    is named ("Chủ tịch UBND tỉnh"). `is_market`: trade goes there.
    `is_venue`: something may only have happened there. `is_topic`: a sentence is about it.
    `is_own`: what stands before is said to be its own. `is_actor`: it does something.
    `is_guest`: people come from there. `is_party`: it is said what it is to another country.
    `is_part`: it is only some of a whole ("khu vực nông thôn"). `is_site`: it is a work or a place
    with a name ("sân bay").
    """

    scope: FigureScope | None
    name: str = ""
    start: int = 0
    end: int = 0
    is_speaker: bool = False
    is_market: bool = False
    is_venue: bool = False
    is_topic: bool = False
    is_own: bool = False
    is_actor: bool = False
    is_guest: bool = False
    is_party: bool = False
    is_part: bool = False
    is_site: bool = False

    @property
    def is_goal(self) -> bool:
        """Whether something is done there, or goes there."""
        return self.is_venue or self.is_market


def owners(text: str) -> Iterator[Owner]:
    """Those of a text, in its order. It needs its capitals."""
    small = lower(text)
    for match in any_owner().finditer(text):
        begin = max(0, match.start() - _LEAD)
        lead = small[begin : match.start()]
        is_part = bool(_NAME_BEFORE.search(text[begin : match.start()]))
        is_none = _is_none(lead, match.lastgroup or "")
        behind = small[match.end() : match.end() + _LEAD]
        found = None if is_none else _owner(match, lead, behind, is_part)
        if found:
            yield found._replace(
                start=match.start(),
                end=match.start() + len(match.group().rstrip()),
                is_speaker=_is_office(lead),
                is_venue=is_venue(lead),
                is_topic=bool(_about().search(lead)),
                is_own=_is_before("own", lead),
                is_actor=bool(_acts().match(small, match.end())),
                is_market=_is_before("market", lead),
                is_guest=_is_before("guests", lead),
                is_part=match.lastgroup == "part",
                is_site=match.lastgroup == "site",
                is_party=bool(_party().match(small, match.end())),
            )


def _is_none(lead: str, kind: str) -> bool:
    """Whether what stands before a name says that nothing is told of it."""
    is_sector = kind == "sector"
    if lead.rfind("(") > lead.rfind(")"):
        return True
    if _bodied().search(lead) and not (is_sector or _bodied_not().search(lead)):
        return True
    if kind == "country" and _institute().search(lead):
        return True
    if kind == "named" and _rank_of().search(lead):
        return True
    return not is_sector and _is_passed_over(lead)


def _owner(match: re.Match[str], lead: str, behind: str, is_part: bool) -> Owner | None:
    """`is_part`: another name stands right before it, as that of a person."""
    kind, words = match.lastgroup or "", match.group().rstrip()
    if kind in _OWN:
        return None if _several().search(lead) else Owner(_OWN[kind])
    if kind in ("firm", "nationalfirm"):
        name = firm_name(words, lead)
        return None if name is None else Owner(FigureScope.FIRM, name)
    if kind == "named":
        is_untyped = not type_of_place().match(words)
        return None if is_part and is_untyped else _place(words, is_office=_is_office(lead))
    if kind in _UNTYPED and (is_part or not (_is_before("own", lead) or is_doer(behind))):
        return None
    if (kind == "foreign" and is_part) or (kind == "country" and _share().search(lead)):
        return None
    return Owner(_SCOPES[kind], _NAMED.get(kind, str)(words))


_OWN = {
    "ownprovince": FigureScope.PROVINCE,
    "owndistrict": FigureScope.DISTRICT,
    "owncommune": FigureScope.COMMUNE,
    "ownsector": FigureScope.SECTOR,
}
_SCOPES = {
    "country": FigureScope.COUNTRY,
    "abroad": FigureScope.ABROAD,
    "foreign": FigureScope.ABROAD,
    "abroadown": FigureScope.ABROAD,
    "sector": FigureScope.SECTOR,
    "body": FigureScope.SECTOR,
    "board": FigureScope.FIRM,
    "brand": FigureScope.FIRM,
    "acronym": None,
    "someone": None,
    "region": None,
    "area": None,
    "part": None,
    "site": FigureScope.FIRM,
}
_NAMED: dict[str, Callable[[str], str]] = {
    "country": lambda _: HOME,
    "abroadown": lambda _: "",
    "sector": lower,
    "board": lambda words: words.split()[-1],
}
"""The kind of an owner → what its words make its name; of others they are it."""


def _is_office(lead: str) -> bool:
    return bool(_office().search(lead))


def _place(words: str, *, is_office: bool) -> Owner | None:
    """A province with or without its type, or another place with its type. Behind an office a name
    of three words is that of who holds it."""
    typed = type_of_place().match(words)
    kind, name = (lower(typed.group()).rstrip(" ."), words[typed.end() :]) if typed else ("", words)
    known = _province(name)
    if known and (not kind or kind in cues(LIST, "province-type") or known in _cities()):
        return Owner(FigureScope.PROVINCE, known)
    is_sentence = "." in (typed.group() if typed else "") and _begins().match(name)
    if not kind or kind in cues(LIST, "province-type") or is_sentence:
        return None
    if is_office and len(name.split()) >= _PERSON:
        return None
    scope = FigureScope.COMMUNE if kind in cues(LIST, "commune-type") else FigureScope.DISTRICT
    return Owner(scope, f"{kind} {name}")


def _province(name: str) -> str | None:
    """The province whose name is the longest beginning of some words."""
    parts = name.split()
    for size in range(len(parts), 0, -1):
        if found := provinces_by_spelling().get(" ".join(parts[:size])):
            return found
    return None


def is_venue(lead: str) -> bool:
    """Whether the words before a name, in small letters, say that it is only where something
    was."""
    return _is_before("venue", lead)


def is_named_after(lead: str) -> bool:
    """Whether the words before a name say that something else has it: "thủy điện Sơn La"."""
    return _is_before("firm-kind", lead) or bool(_bodied().search(lead))


def foreign_in(text: str) -> str:
    """The first name of another country in a text, be it before that of a person; "" if it has
    none."""
    for match in name_of_country().finditer(text):
        lead = text[max(0, match.start() - _LEAD) : match.start()]
        if not (_is_passed_over(lower(lead)) or _NAME_BEFORE.search(lead)):
            return match.group()
    return ""


def is_country(name: str) -> bool:
    """Whether it is the name of another country, or of some."""
    return name in countries() or lower(name) in cues(LIST, "abroad")


@cache
def _cities() -> frozenset[str]:
    return frozenset(row[0] for row in rows("cities.txt"))


_NAME_BEFORE = re.compile(rf"(?<!^)(?<![.?!:] )(?<!\w)[{UPPER}]\w* $")
_UNTYPED = ("brand", "acronym", "someone")


def _is_before(cue: str, lead: str) -> bool:
    """Whether words of a cue stand right before something."""
    words, pattern = _before(cue)
    return lead.rstrip().endswith(words) and bool(pattern.search(lead))


@cache
def _before(cue: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The words of a cue, and what finds them at the end of a lead: that is asked only then."""
    return tuple(cues(LIST, cue)), pattern_of(LIST, rf"(?<!\w){{{cue}}}\s*$")


@cache
def _party() -> re.Pattern[str]:
    return pattern_of(LIST, r" {party}(?!\w)")


@cache
def _office() -> re.Pattern[str]:
    return pattern_of(LIST, r"(?<!\w){office}(?: \w+){0,1}\s*$")


@cache
def _begins() -> re.Pattern[str]:
    return pattern_of(LIST, r"{begins}(?!\w)")


@cache
def _several() -> re.Pattern[str]:
    types = any_of([word for own in TYPES_OF_PLACES for word in cues(LIST, own)])
    return re.compile(rf"(?<!\w)(?:{any_of(cues(LIST, 'many'))}|\d{{1,3}})(?: {types},)*\s*$")


@cache
def _acts() -> re.Pattern[str]:
    return pattern_of(LIST, r" (?:\w+ ){0,4}?{acts}(?!\w)")


@cache
def _about() -> re.Pattern[str]:
    return pattern_of(LIST, r"(?:^|[.?!;,]\s+){about}\s*$")


@cache
def _share() -> re.Pattern[str]:
    """Finds that what follows is only what something is a share of: "chiếm 36% dân số cả nước"."""
    return re.compile(r"%(?: \w+){1,6} $")


@cache
def _bodied() -> re.Pattern[str]:
    return pattern_of(LIST, r"(?<!\w){bodied}(?: \w+){0,2}\s*$")


@cache
def _institute() -> re.Pattern[str]:
    """Finds that this country ends a name: "Viện Nghiên cứu Cao su Việt Nam"."""
    words = r"(?: (?!{institute-not}(?!\w))\w+){0,5}"
    return pattern_of(LIST, rf"(?<!\w){{institute}}{words}\s*$")


@cache
def _bodied_not() -> re.Pattern[str]:
    return pattern_of(LIST, r"(?<!\w){bodied-not}(?: \w+){0,2}\s*$")


@cache
def _rank_of() -> re.Pattern[str]:
    """Finds that a place is what something else is the most of: "nghèo nhất của huyện"."""
    return pattern_of(LIST, r"(?<!\w){rank} {of}\s*$")


def _is_passed_over(lead: str) -> bool:
    """Whether what follows is only counted, compared or spoken of: "cao hơn Lào"."""
    words = (*cues(LIST, "not-before"), *cues(LIST, "rank"), *cues(LIST, "of"))
    return lead.rstrip().endswith(words) and bool(_not_before().search(lead))


@cache
def _not_before() -> re.Pattern[str]:
    return pattern_of(LIST, r"(?<!\w)(?:{not-before}(?: {of})?|{rank})\s*$")
