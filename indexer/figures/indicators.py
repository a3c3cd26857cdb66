"""The list of indicators → each way to write one, and a pattern that finds them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from indexer.figures.cues import words
from indexer.lexicon import any_of, lower, rows


@dataclass(frozen=True, slots=True)
class Indicator:
    """An entry of indicators.tsv, where its columns are explained."""

    name: str
    measures: frozenset[str]
    where: frozenset[str]

    @property
    def is_of_two(self) -> bool:
        """Whether it is of two countries together."""
        return "both" in self.where

    @property
    def is_growth(self) -> bool:
        """Whether it is a rate that is expected as a whole: "dự kiến tăng 7%"."""
        return self.measures == {"share"}

    @property
    def is_national(self) -> bool:
        """Whether it is of the country, unless the text says something else."""
        return "only-country" in self.where

    @property
    def is_of_country(self) -> bool:
        """Whether it is of the country as a rule: no sentence before makes it that of a place."""
        return self.is_national or "country" in self.where


@cache
def indicator_forms() -> dict[str, tuple[Indicator, ...]]:
    """Each way to write an indicator (small letters) → the entries that have it: those of changes
    first."""
    found: dict[str, tuple[Indicator, ...]] = {}
    for name, measures, *rest in rows("indicators.tsv"):
        where, others = [*rest, "", ""][:2]
        entry = Indicator(name, frozenset(measures.split()), frozenset(where.split()))
        for form in dict.fromkeys([name, *filter(None, others.split("; "))]):
            for spelled in dict.fromkeys(_spellings(lower(form))):
                found[spelled] = (*found.get(spelled, ()), entry)
    return {
        form: tuple(sorted(entries, key=lambda entry: "change" not in entry.where))
        for form, entries in found.items()
    }


def _spellings(form: str) -> Iterator[str]:
    yield form
    for usual, other in rows("indicator_spellings.tsv"):
        yield form.replace(usual, other)


def names_subject(text: str) -> bool:
    """Whether a text (small letters) names an indicator, or what looks like one."""
    return subjects().search(text) is not None


@cache
def subjects() -> re.Pattern[str]:
    """Finds indicators, and what looks like one and is another subject."""
    # a digit may stand before it: "40ha ngô"
    forms = any_of([*indicator_forms(), *words("no-indicator")], r"[^\W\d]")
    return re.compile(rf"{forms}(?!\w)")
