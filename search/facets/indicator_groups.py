"""An indicator, or a way to call one → the group of indicators that say the same, and its names."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search.text.lexicon.word_lists import entries
from search.text.tones import newer_tones


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """Indicators whose figures say the same, so that they are listed and drawn as one.

    `indicators`: as reports have them: "tốc độ tăng trưởng GDP". `names`: what else a reader may
    call the group, its own name first: "tăng trưởng kinh tế", "tăng trưởng GDP".
    """

    name: str
    indicators: tuple[str, ...]
    names: tuple[str, ...] = ()


def group_of(indicator: str) -> IndicatorGroup:
    """The group of an indicator; one that is in none is a group of its own."""
    return _by_indicator().get(indicator) or IndicatorGroup(indicator, (indicator,))


def group_called(name: str) -> IndicatorGroup:
    """The group of an indicator, or the one that is called so, in small letters or capitals."""
    if name in _by_indicator():
        return _by_indicator()[name]
    called = newer_tones(name).casefold()
    return _by_name().get(called) or group_of(name)


def value_of(indicator: str) -> str:
    """What an indicator is counted and filtered as: its group, if that is of several, or itself."""
    group = group_called(indicator)
    return group.name if len(group.indicators) > 1 else group.indicators[0]


@cache
def _groups() -> tuple[IndicatorGroup, ...]:
    rows = entries("indicator_groups.tsv", Path(__file__).parent / "data")
    return tuple(_group(*map(newer_tones, row)) for row in rows)


def _group(name: str, indicators: str, others: str = "") -> IndicatorGroup:
    names = dict.fromkeys((name, *filter(None, others.split("; "))))
    return IndicatorGroup(name, tuple(indicators.split("; ")), tuple(names))


@cache
def _by_indicator() -> dict[str, IndicatorGroup]:
    return {own: group for group in _groups() for own in group.indicators}


@cache
def _by_name() -> dict[str, IndicatorGroup]:
    return {name.casefold(): group for group in _groups() for name in group.names}
