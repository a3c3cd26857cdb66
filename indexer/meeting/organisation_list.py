"""The list of organisations → each way to write their names, as a pattern, and what they are."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from indexer.lexicon import UPPER, any_of, cues, lower, rows

_LIST, _CUES = "organisers.tsv", "organisation_cues.tsv"
NOT_SAID, BY_NAME = "-", "?"
"""Levels of the lists: not said; that of the unit whose name follows."""
_ANY_NAME = "… "
"""The head of any name."""
_TERRITORY = "TỈNH"
"""What stands in the lists for the word for a unit."""


@dataclass(frozen=True, slots=True)
class ListedBody:
    """An entry of organisers.tsv. `unit`: the word for its unit, in its name."""

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
    """No word stands before whose end "sở", "bộ" or "phòng" is: "trụ sở", "đảng bộ", unless that
    itself ends one: "toàn quốc Hội Nông dân"."""
    whole = [words.rsplit(" ", 1) for words in cues(_CUES, "ends a word")]
    within = {last: f"(?<!{before} )" for before, last in whole}
    return "".join(f"(?<!{within.get(word, '')}{word} )" for word in cues(_CUES, "other word"))


@cache
def forms() -> tuple[dict[str, ListedBody], re.Pattern[str]]:
    """Each way to write each organisation, in small letters."""
    found: dict[str, ListedBody] = {}
    for name, branch, level, *others in rows(_LIST):
        if name.startswith(_ANY_NAME):
            continue
        named = [name, *(other for more in others for other in more.split("; "))]
        for form in (*named, *_with_centre(named)):
            for unit in _units().get(level, [_Unit(level, level, level)]):
                own_unit = unit.shown if level == _TERRITORY else ""
                entry = ListedBody(name.replace(level, unit.shown), branch, unit.level, own_unit)
                found.setdefault(lower(form).replace(lower(level), unit.word), entry)
    return found, re.compile(rf"(?<!\w){_not_after()}{any_of(found)}(?!\w)")


def _with_centre(named: Iterable[str]) -> Iterator[str]:
    """The names of bodies of the centre with what stands for it: "Ban Dân vận T.Ư"."""
    [centre] = cues(_CUES, "centre")
    for name in named:
        if centre in name:
            yield from (name.replace(centre, short) for short in cues(_CUES, "central"))


@cache
def sorts() -> tuple[dict[str, ListedBody], re.Pattern[str]]:
    """The sorts of organisations that are known by how their names begin."""
    found = {
        row[0].removeprefix(_ANY_NAME).lower(): ListedBody("", row[1], row[2])
        for row in rows(_LIST)
        if row[0].startswith(_ANY_NAME)
    }
    written = [
        row[0].removeprefix(_ANY_NAME) for row in rows(_LIST) if row[0].startswith(_ANY_NAME)
    ]
    either = {*written, *(word for sort in found for word in (sort, sort[:1].upper() + sort[1:]))}
    return found, re.compile(rf"(?<!\w){_not_after()}({any_of(either)}) (?=[{UPPER}])")
