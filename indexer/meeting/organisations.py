"""A stretch of an article → the organisations that it names: party, council, committee, union ...

Each with its branch and level, and whether it is named only as the place of somebody's office.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from indexer.article.structure import Article
from indexer.lexicon import UPPER, any_of, cues, lower, pattern_of, rows
from indexer.meeting.bodies import is_place_at, name_of_sort, place_behind
from indexer.meeting.organisation_list import BY_NAME, NOT_SAID, ListedBody, forms, sorts
from indexer.places.gazetteer import CITY, AdministrativeUnit, cities, mentions_by_line, units
from search.text.lexicon.provinces import provinces

_CUES = "organisation_cues.tsv"
_OTHER = "khac"
_NAME = 45
"""Characters that the rest of a name may take: "Hội [Luật gia tỉnh Hà Tĩnh]"."""
_LONG = 100
"""Characters before a short form in brackets that belong to its name."""
_PLACE = 40
"""Characters behind a name in which its place is looked for."""
_OFFICE = 60
"""Characters before a name in which an office is looked for."""
_SHORT = re.compile(rf" \([{UPPER}&-]{{2,}}(?: [{UPPER}&-]{{2,}})?\)")
"""The short form of a name, behind it."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation named at [start, end) of `Article.text`.

    `name`: as it is shown, without its place; empty where only its sort is known ("Sở ...").
    `level`: None where nothing says it. `is_office`: it stands in a title ("Bí thư Tỉnh ủy").
    `place`: the unit that it is of; `last`: where that is named, behind it (else `end`). `unit`:
    the word for it in the name ("tỉnh"). `is_sort`: only the beginning of its name is in the list.
    `is_delegation`: it sent one. `is_listed`: its place stands behind another one, in a list.
    """

    name: str
    branch: str
    level: str | None
    start: int
    end: int
    is_office: bool
    place: AdministrativeUnit | None = None
    last: int = 0
    unit: str = ""
    is_sort: bool = False
    is_delegation: bool = False
    is_listed: bool = False


@cache
def _office() -> re.Pattern[str]:
    offices = [*(row[0].lower() for row in rows("offices.txt")), *cues(_CUES, "office")]
    heads = any_of(cues(_CUES, "head of"))
    congress = "".join(f"(?<!{word} )" for word in cues(_CUES, "congress"))
    return re.compile(rf"(?<!\w){congress}(?:{any_of(offices)}(?: \w+){{0,4}}|{heads}) $")


@cache
def _heads() -> tuple[str, ...]:
    """Offices that stand for their organisation."""
    return tuple(cues(_CUES, "head"))


def is_head(article: Article, start: int) -> str:
    """The office that stands there for its organisation, as it is shown; empty if none does."""
    found = next((head for head in _heads() if article.lower.startswith(head, start)), "")
    return found[:1].upper() + found[1:]


@cache
def _unit_word() -> re.Pattern[str]:
    return pattern_of(_CUES, r"^[\s.]*(?:{unit} ?)?")


@cache
def _national() -> re.Pattern[str]:
    return pattern_of(_CUES, "{national}")


@cache
def _cities() -> re.Pattern[str]:
    own = (p.spellings for p in provinces() if p.name in cities())
    return _names(spelling for spellings in own for spelling in spellings)


@cache
def _provinces() -> re.Pattern[str]:
    return _names(spelling for province in provinces() for spelling in province.spellings)


@cache
def _places() -> re.Pattern[str]:
    return _names(name for name in units() if not name[-1].isdecimal())


def _names(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(any_of(names) + r"(?!\w)")


@cache
def _abroad() -> re.Pattern[str]:
    names = any_of(row[0] for row in rows("countries.txt"))
    between = rf" (?:[^\W\d_{UPPER}]+ ){{0,2}}"  # "Quốc hội lập hiến Venezuela"
    state = any_of(cues(_CUES, "state"))
    return re.compile(
        rf"(?:{between}| {state} )(?!{_places().pattern}){names}(?!\w)(?! [{UPPER}])"
    )  # Mỹ Hào is not Mỹ


@cache
def _foreign_minister() -> re.Pattern[str]:
    names = any_of(row[0] for row in rows("countries.txt"))
    small = rf"[^\W\d_{UPPER}]"  # "Anh" of "Bộ trưởng Chu Ngọc Anh" is no country
    return re.compile(rf"[^,.;:()\n]{{0,{_PLACE}}}?{small} {names}(?!\w)(?! [{UPPER}])")


def is_abroad(article: Article, end: int) -> bool:
    """Whether what ends there is called after another country."""
    return bool(_abroad().match(article.text, end))


def organisations(article: Article, start: int, end: int) -> Iterator[Organisation]:
    """Those of text[start:end], in order; of several at one place the longest."""
    for first, last, entry in sorted(_entries(article, start, end), key=lambda found: found[:2]):
        before = article.lower[max(0, first - _OFFICE) : first]
        is_office = article.lower.startswith(_heads(), first) or bool(_office().search(before))
        level = entry.level if entry.level == "quoc-te" else None
        own = Organisation(
            *(entry.name, entry.branch, level, first, last, is_office), unit=entry.unit
        )
        yield _foreign(article, own) or _of_here(article, own, entry)


def _foreign(article: Article, own: Organisation) -> Organisation | None:
    """An organisation as that of the country that it is called after, if it is."""
    abroad = _abroad().match(article.text, own.end)
    if not abroad:
        return None
    is_of_states = own.level == "quoc-te" or not own.name  # "ASEAN và Ấn Độ"
    name = own.name if is_of_states else f"{own.name}{abroad.group()}"
    return replace(own, name=name, branch=_OTHER, level="quoc-te", last=abroad.end())


def _of_here(article: Article, own: Organisation, entry: ListedBody) -> Organisation:
    """An organisation with its name, its level and its place."""
    name, end = entry.name, own.end
    if not name and article.lower.startswith(_ministers(), own.start):
        return _minister(article, own)
    if not name:
        name, end = name_of_sort(article, own.start, own.end, entry.branch != _OTHER)
        if name and entry.branch != _OTHER:
            return _of_sort(article, replace(own, name=name, last=end, is_sort=True), entry)
    level = _level(article, entry, own.end, end)
    is_placed = level not in ("trung-uong", "quoc-te") and (entry.name or entry.branch != _OTHER)
    place, last = (is_placed and place_behind(article, end, level)) or (None, end)
    if place and level is None:
        level = place.kind.value
    return replace(own, name=name, level=level, place=place, last=last, is_sort=not entry.name)


def _of_sort(article: Article, own: Organisation, entry: ListedBody) -> Organisation:
    """A body of the state that is known by its sort and what it is for: of the whole country, or of
    the place that follows."""
    if national := _national().match(article.text, own.last + 1):
        name = f"{own.name} {national.group()}"
        return replace(own, name=name, level="trung-uong", last=national.end())
    short = _SHORT.match(article.text, own.last)
    if place := place_behind(article, short.end() if short else own.last, None):
        unit, last = place
        return replace(own, level=unit.kind.value, place=unit, last=last)
    return replace(own, level=None if entry.level == NOT_SAID else entry.level)


@cache
def _ministers() -> tuple[str, ...]:
    return tuple(cues(_CUES, "minister"))


def _minister(article: Article, own: Organisation) -> Organisation:
    """The ministry of a minister, by what the office is for; that of another country, if one is
    named behind."""
    [ministry] = cues(_CUES, "ministry")
    known, pattern = forms()
    head = f"{lower(ministry)} "
    said = head + article.lower[own.end + 1 : own.end + _PLACE]
    match = pattern.match(said)
    end = own.end + 1 + match.end() - len(head) if match else own.end
    if _foreign_minister().match(article.text, end):
        return replace(own, branch=_OTHER, level="quoc-te", last=end)
    name = known[match.group()].name if match else ""
    return replace(own, name=name, level="trung-uong", last=end, is_sort=not match)


def _entries(article: Article, start: int, end: int) -> list[tuple[int, int, ListedBody]]:
    """[start, end) of each name and its entry: whole names, and between them sorts, unless they
    begin the name of a place ("Hội An")."""
    found = list(_listed(article, start, end))
    starts, ends = sorted(own[0] for own in found), sorted(own[1] for own in found)
    by_name, by_sort = sorts()
    for match in by_sort.finditer(article.text, start, end):
        # as many names begin before its end as end before it
        is_free = bisect_left(starts, match.end()) == bisect_right(ends, match.start())
        if is_free and not is_place_at(article, match.start()):
            found.append((match.start(), match.end() - 1, by_name[lower(match.group(1))]))
    return found


@cache
def _standing() -> re.Pattern[str]:
    return pattern_of(_CUES, "(?:{standing deputy}) $")


@cache
def _standing_head() -> list[str]:
    return cues(_CUES, "standing")


def _listed(article: Article, start: int, end: int) -> Iterator[tuple[int, int, ListedBody]]:
    """Whole names of the list, with their short form in brackets and what follows that: "Hội đồng
    nhân dân (HĐND) tỉnh". "Phó Bí thư Thường trực Tỉnh ủy" is of the committee."""
    known, pattern = forms()
    [head] = _standing_head()
    at = start
    for first, last, entry in _across_a_short_form(article, start, end):
        yield from _listed(article, at, first)
        yield first, last, entry
        at = last
    while match := pattern.search(article.lower, at, end):
        first, at = match.start(), match.end()
        if match.group().startswith(head) and _standing().search(
            article.lower, max(0, first - _OFFICE), first
        ):
            at = first + len(head)
            continue
        entry = known[match.group()]
        if short := _SHORT.match(article.text, at):
            at = min(short.end(), end)
            said = f"{match.group()} {article.lower[at + 1 : at + _PLACE]}"
            if (more := pattern.match(said)) and more.end() > len(match.group()):
                entry, at = known[more.group()], at + more.end() - len(match.group())
        yield first, at, entry


def _across_a_short_form(
    article: Article, start: int, end: int
) -> Iterator[tuple[int, int, ListedBody]]:
    """Names that are of the list only with what stands behind a short form in brackets: "Liên đoàn
    Lao động (LĐLĐ) tỉnh"."""
    known, pattern = forms()
    at = start if article.text.find("(", start, end) >= 0 else end
    while short := _SHORT.search(article.text, at, end):
        first = max(at, short.start() - _LONG)
        head = article.lower[first : short.start()]
        said = f"{head}{article.lower[short.end() : min(end, short.end() + _PLACE)]}"
        at = short.end()
        for match in pattern.finditer(said):
            if match.start() < len(head) < match.end():
                at = short.end() + match.end() - len(head)
                yield first + match.start(), at, known[match.group()]


def _level_of_a_sort(name: str) -> str | None:
    """The level of an organisation of which only the sort is known, by the place in its name."""
    if _provinces().search(name):
        return "tinh"
    return "trung-uong" if _national().search(name) else None


def _names_a_city(article: Article) -> bool:
    """Whether an article names a city of the rank of a province, or a district of one."""
    return bool(_cities().search(article.text)) or any(
        one.type != CITY and one.units[0].province in cities()
        for found in article.once(mentions_by_line).values()
        for one in found
    )


def _level(article: Article, entry: ListedBody, end: int, last: int) -> str | None:
    """As the entry has it; of a city, by its name or that of a city that the article names; of an
    organisation with no unit, by the place that follows it."""
    own = article.text[end : last if last > end and entry.branch == _OTHER else end + _NAME]
    if not entry.name and (level := _level_of_a_sort(own)):
        return level
    if entry.level not in (BY_NAME, NOT_SAID):
        return entry.level
    after = _unit_word().sub("", article.text[end : end + _PLACE])
    if _cities().match(after):
        return "tinh"
    if entry.level == NOT_SAID:
        return "tinh" if _provinces().match(after) else None
    is_named = bool(_places().match(after))
    return "huyen" if is_named or not article.once(_names_a_city) else "tinh"
