"""A stretch of an article → the organisations that it names: party, council, committee, union ...

Each with its branch and level, and whether it is named only as the place of somebody's office.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from indexer.article.structure import Article
from indexer.lexicon import UPPER, any_of, cues, lower, pattern_of, rows
from indexer.meeting.bodies import name_of_sort, place_behind
from indexer.places.gazetteer import AdministrativeUnit, cities, units
from search.text.lexicon.provinces import provinces

_LIST, _CUES = "organisers.tsv", "organisation_cues.tsv"
_NOT_SAID, _BY_NAME, _ANY_NAME = "-", "?", "… "
"""Levels of the lists: not said; that of the unit whose name follows. The head of any name."""
_TERRITORY = "TỈNH"
"""What stands in the lists for the word for a unit."""
_NAME = 45
"""Characters that the rest of a name may take: "Hội [Luật gia tỉnh Hà Tĩnh]"."""
_PLACE = 40
"""Characters behind a name in which its place is looked for."""
_OFFICE = 60
"""Characters before a name in which an office is looked for."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation named at [start, end) of `Article.text`.

    `name`: as it is shown, without its place; empty where only its sort is known ("Sở ...").
    `level`: None where nothing says it. `is_office`: it stands in somebody's title ("Bí thư Tỉnh
    ủy"). `place`: the unit that it is of; `last`: where that is named, behind it (else `end`). `unit`: the word for it in
    the name ("tỉnh"). `is_sort`: only the beginning of its name is known. `is_delegation`: it sent
    one. `is_listed`: its place is named behind another one, in a list.
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


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    branch: str
    level: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _Unit:
    """An entry of organiser_levels.tsv: a word that a placeholder stands for."""

    word: str
    level: str
    shown: str


@cache
def _units() -> dict[str, list[_Unit]]:
    """Placeholder → what it stands for."""
    found: defaultdict[str, list[_Unit]] = defaultdict(list)
    for placeholder, *unit in rows("organiser_levels.tsv"):
        found[placeholder].append(_Unit(*unit))
    return dict(found)


@cache
def _not_after() -> str:
    """No word stands before whose end "sở", "bộ" or "phòng" is: "trụ sở", "đảng bộ"."""
    return "".join(f"(?<!{word} )" for word in cues(_CUES, "other word"))


@cache
def _forms() -> tuple[dict[str, _Entry], re.Pattern[str]]:
    """Each way to write each organisation, in small letters."""
    forms: dict[str, _Entry] = {}
    for name, branch, level, *others in rows(_LIST):
        if name.startswith(_ANY_NAME):
            continue
        for form in (name, *(other for more in others for other in more.split("; "))):
            for unit in _units().get(level, [_Unit(level, level, level)]):
                own_unit = unit.shown if level == _TERRITORY else ""
                entry = _Entry(name.replace(level, unit.shown), branch, unit.level, own_unit)
                forms.setdefault(lower(form).replace(lower(level), unit.word), entry)
    return forms, re.compile(rf"(?<!\w){_not_after()}{any_of(forms)}(?!\w)")


@cache
def _sorts() -> tuple[dict[str, _Entry], re.Pattern[str]]:
    """The sorts of organisations that are known by how their names begin."""
    sorts = {
        row[0].removeprefix(_ANY_NAME).lower(): _Entry("", row[1], row[2])
        for row in rows(_LIST)
        if row[0].startswith(_ANY_NAME)
    }
    either = (word for sort in sorts for word in (sort, sort[:1].upper() + sort[1:]))
    return sorts, re.compile(rf"(?<!\w){_not_after()}({any_of(either)}) (?=[{UPPER}])")


@cache
def _office() -> re.Pattern[str]:
    offices = [*(row[0].lower() for row in rows("offices.txt")), *cues(_CUES, "office")]
    heads = any_of(cues(_CUES, "head of"))
    return re.compile(rf"(?<!\w)(?:{any_of(offices)}(?: \w+){{0,4}}|{heads}) $")


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
    return re.compile(
        rf"{between}(?!{_places().pattern}){names}(?!\w)(?! [{UPPER}])"
    )  # Mỹ Hào is not Mỹ


def is_abroad(article: Article, end: int) -> bool:
    """Whether what ends there is called after another country."""
    return bool(_abroad().match(article.text, end))


def organisations(article: Article, start: int, end: int) -> Iterator[Organisation]:
    """Those of text[start:end], in order; of several at one place the longest."""
    for first, last, entry in sorted(_entries(article, start, end), key=lambda found: found[:2]):
        before = article.lower[max(0, first - _OFFICE) : first]
        is_office = article.lower.startswith(_heads(), first) or bool(_office().search(before))
        if abroad := _abroad().match(article.text, last):
            name = entry.name and f"{entry.name}{abroad.group()}"
            yield Organisation(
                name, "khac", "quoc-te", first, last, is_office, None, abroad.end()
            )
            continue
        level = _level(article, entry, last)
        name, end = entry.name, last
        if not name:
            name, end = name_of_sort(article, first, last, entry.branch != "khac")
        behind = None if level in ("trung-uong", "quoc-te") else place_behind(article, end, level)
        place, reach = behind or (None, end)
        if place and level is None and entry.branch != "khac":
            level = place.kind.value
        yield Organisation(name, entry.branch, level, first, last, is_office, place, reach, entry.unit, not entry.name)


def _entries(article: Article, start: int, end: int) -> list[tuple[int, int, _Entry]]:
    """[start, end) of each name and its entry: whole names, and between them sorts."""
    forms, pattern = _forms()
    found = [
        (m.start(), m.end(), forms[m.group()]) for m in pattern.finditer(article.lower, start, end)
    ]
    sorts, by_sort = _sorts()
    for match in by_sort.finditer(article.text, start, end):
        if all(match.start() >= last or match.end() <= first for first, last, _ in found):
            found.append((match.start(), match.end() - 1, sorts[lower(match.group(1))]))
    return found


def _level_of_a_sort(name: str) -> str | None:
    """The level of an organisation of which only the sort is known, by the place in its name."""
    if _provinces().search(name):
        return "tinh"
    return "trung-uong" if _national().search(name) else None


def _names_a_city(article: Article) -> bool:
    return bool(_cities().search(article.text))


def _level(article: Article, entry: _Entry, end: int) -> str | None:
    """As the entry has it; of a city, by its name or that of a city that the article names; of an
    organisation with no unit, by the place that follows it."""
    if not entry.name and (level := _level_of_a_sort(article.text[end : end + _NAME])):
        return level
    if entry.level not in (_BY_NAME, _NOT_SAID):
        return entry.level
    after = _unit_word().sub("", article.text[end : end + _PLACE])
    if _cities().match(after):
        return "tinh"
    if entry.level == _NOT_SAID:
        return "tinh" if _provinces().match(after) else None
    is_named = bool(_places().match(after))
    return "huyen" if is_named or not article.once(_names_a_city) else "tinh"
