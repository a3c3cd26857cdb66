"""The lists of indicators and of the words around figures → what to ask a text in small letters."""

import re
from dataclasses import dataclass
from functools import cache

from indexer.lexicon import any_of, lower, rows

_MARKS = '();,–-:“”"/%'


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of indicators.tsv, where its columns are explained."""

    name: str
    measures: frozenset[str]
    where: frozenset[str]


@cache
def forms() -> dict[str, tuple[Indicator, ...]]:
    """Each way to say an indicator, and the rows that have it: those of changes first."""
    found: dict[str, tuple[Indicator, ...]] = {}
    for name, measures, *rest in rows("indicators.tsv"):
        where, others = [*rest, "", ""][:2]
        row = Indicator(name, frozenset(measures.split()), frozenset(where.split()))
        for form in dict.fromkeys([name, *filter(None, others.split("; "))]):
            said = lower(form)
            others_say = (said.replace("tỷ lệ", "tỉ lệ"), said.replace("doanh nghiệp", "dn"))
            for spelled in dict.fromkeys([said, *others_say]):
                found[spelled] = (*found.get(spelled, ()), row)
    return {
        form: tuple(sorted(known, key=lambda row: "change" not in row.where))
        for form, known in found.items()
    }


@cache
def signs(*kinds: str) -> dict[str, str]:
    """Words of figure_cues.tsv of some kinds, each with its kind."""
    return {lower(words): kind for kind, words in rows("figure_cues.tsv") if kind in kinds}


@cache
def subjects() -> re.Pattern[str]:
    """Finds indicators, and what looks like one and is another subject."""
    # a digit may stand before it: "40ha ngô"
    return re.compile(rf"(?<![^\W\d]){any_of([*forms(), *signs('no-indicator')])}(?!\w)")


@cache
def fillers() -> frozenset[str]:
    """Syllables and marks that name nothing."""
    return frozenset(row[0] for row in rows("figure_fillers.txt")) | frozenset(_MARKS)


@cache
def finds(*kinds: str) -> re.Pattern[str]:
    """Finds the words of some kinds."""
    return re.compile(rf"(?<!\w){any_of(signs(*kinds))}(?!\w)")


@cache
def cues() -> re.Pattern[str]:
    """Finds what says whether figures are targets or estimates, and the marks that end that."""
    return re.compile(rf"{finds(*CUES).pattern}|[:;()]|,(?!\d)")


@cache
def ends_with(*kinds: str) -> re.Pattern[str]:
    """Finds the words of some kinds where a text ends."""
    return re.compile(rf"(?<!\w)({any_of(signs(*kinds))})(?: thêm| được)?\s*$")


@cache
def bound() -> re.Pattern[str]:
    """Finds words where a text ends that make a number behind them a bound, or inexact."""
    words = any_of(signs("bound"))
    return re.compile(rf"(?<!\w){words}(?: {words})?\s*$")


@cache
def opens() -> re.Pattern[str]:
    """Finds that a clause begins where a text ends."""
    return re.compile(rf"(?:^|[^\w\s]|(?<!\w){any_of(signs('opens'))})\s*$")


@cache
def of_plan() -> re.Pattern[str]:
    """What follows a percentage of a plan."""
    return re.compile(rf"\s*(?:so với |của |trên )?(?:tổng )?(?:số )?{any_of(signs('plan'))}(?!\w)")


CUES = (
    *("target", "weak-target", "must", "aside", "estimate", "done", "only", "unreal"),
    *("no-target", "no-only"),
)
VERBS = ("says", "equals", "rises", "falls", "reaches", "passes")
CHANGES = ("rises", "falls")
