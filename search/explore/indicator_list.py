"""Indicators and their reports → themes, those of most reports first; what is looked for."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search.explore.figures import INDICATOR
from search.facets.indicator_groups import group_called
from search.facets.labels import FacetLabels
from search.facets.registry import COUNTED_BY_NAME
from search.text.collate import vietnamese_order
from search.text.lexicon.word_lists import entries
from search.text.syllable import syllables
from search.text.tones import newer_tones


@dataclass(frozen=True, slots=True)
class ListedIndicator:
    """An indicator as a list shows it. `also`: the other names of it in which was found what was
    looked for; empty if its own name has it, or nothing was looked for."""

    name: str
    reports: int
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """Indicators of one theme, those of most reports first. `name`: "" of those of none."""

    name: str
    indicators: tuple[ListedIndicator, ...]


def looked_for(counts: Mapping[str, int], find: str = "") -> list[ListedIndicator]:
    """The indicators whose name, or another name of whose group, holds what was typed; all, if that
    is nothing. Those of most reports first.

    As in the values of a facet: in any order, without diacritics, abbreviated, with the last
    syllable begun. `counts`: indicator → reports.
    """
    names = {name: _names(name) for name in counts}
    typed = syllables(find)
    labels = FacetLabels(
        COUNTED_BY_NAME[INDICATOR], {own for all_ in names.values() for own in all_}
    )
    held = labels.holding(typed, is_open=not find[-1].isspace()) if typed else names
    found = [
        ListedIndicator(name, counts[name], () if name in held else also)
        for name, own in names.items()
        if (also := tuple(one for one in own if one in held))
    ]
    return sorted(found, key=lambda one: (-one.reports, vietnamese_order(one.name)))


def by_theme(listed: Iterable[ListedIndicator]) -> list[Theme]:
    """The themes of indicators, that of the one of most reports first; those of no theme last."""
    found: defaultdict[str, list[ListedIndicator]] = defaultdict(list)
    for one in listed:
        found[theme_of(one.name)].append(one)
    themes = [Theme(name, tuple(own)) for name, own in found.items()]
    return sorted(themes, key=lambda t: (not t.name, -t.indicators[0].reports))


def theme_of(indicator: str) -> str:
    """The theme of an indicator, or of its group; "" if none is known."""
    return next((name for name, words in _themes() if words.search(indicator)), "")


def _names(indicator: str) -> tuple[str, ...]:
    group = group_called(indicator)
    return tuple(dict.fromkeys((indicator, *group.names, *group.indicators)))


@cache
def _themes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = entries("indicator_themes.tsv", Path(__file__).parent / "data")
    return tuple((name, _any_of(newer_tones(words).split("; "))) for name, words in rows)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
