"""A person → the offices that reports give them, in the order of time, each with its reports."""

from collections import Counter
from dataclasses import dataclass, field

from search.answers import Sort
from search.engine.protocol import Request
from search.engine.stored import read_stored
from search.explore.profiles import part_played
from search.index.entry import meeting_days
from search.report import DateValue
from search.searcher import Searcher
from search.text.syllable import syllables

MOST_REPORTS = 200
"""Reports of a person that are read, the newest: one is read in half a millisecond."""


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """An office as reports word it. `reports`: the ids of those that do, `days`: of their meetings,
    one each, in the order of time. Nothing says that it was held before, between or after these."""

    name: str
    days: tuple[DateValue, ...]
    reports: tuple[str, ...]


@dataclass(slots=True)
class _Office:
    """The same while it is being collected."""

    wordings: Counter[str] = field(default_factory=Counter)
    days: list[DateValue] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)


def offices(person: str, searcher: Searcher, most: int = MOST_REPORTS) -> tuple[HeldOffice, ...]:
    """The offices of a person, that of the earliest report first. Those that differ in capitals and
    tone placement only are one; a report whose year nobody knows is left out.

    Of near-identical reports one is read, and of all of them the newest `most`.
    """
    request = Request(filters={"person": (person,)}, sort=Sort.NEWEST, limit=most, collapse=True)
    found = searcher.matches(request).matches
    dated = sorted(
        (days.first, number, report)
        for number, report in enumerate(read_stored(match.stored).report for match in found)
        if (days := meeting_days(report))
    )
    offices: dict[tuple[str, ...], _Office] = {}
    for _, _, report in dated:
        part = part_played(person, report)
        for title in part.titles if part else ():
            key = tuple(syllable.exact for syllable in syllables(title))
            own = offices.setdefault(key, _Office())
            own.wordings[title] += 1
            if report.id not in own.reports:
                own.days.append(report.dates[0])
                own.reports.append(report.id)
    return tuple(
        HeldOffice(own.wordings.most_common(1)[0][0], tuple(own.days), tuple(own.reports))
        for own in offices.values()
    )
