"""Figures of an indicator, a choice among them → those chosen, and what each value gives."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from search.explore.figures import StatedFigure
from search.explore.series import PeriodLength, span_of
from search.facets.registry import UNKNOWN
from search.text.lexicon.word_lists import entries

_DATA = Path(__file__).parent / "data"


class FigureAspect(StrEnum):
    """What figures can be chosen by."""

    KIND = "kind"  # a value of FigureKind
    WHOSE = "whose"  # the name of the place, the firm ... it is of, or UNKNOWN
    PERIOD = "period"  # the year in which its period ends, or UNKNOWN


FigureChoice = Mapping[FigureAspect, tuple[str, ...]]
"""Values of an aspect are alternatives; every aspect that has any must hold."""


def aspect_value(stated: StatedFigure, aspect: FigureAspect) -> str:
    """What a figure is chosen by."""
    if aspect is FigureAspect.KIND:
        return stated.figure.kind.value
    if aspect is FigureAspect.WHOSE:
        name = stated.figure.scope_name
        return name if name and not _pointing().search(name) else UNKNOWN
    time = span_of(stated.figure.period)
    return UNKNOWN if time.length is PeriodLength.UNKNOWN else str(time.year)


@cache
def _pointing() -> re.Pattern[str]:
    """Finds that a name only points at one: "các doanh nghiệp này"."""
    words = "|".join(re.escape(word) for [word] in entries("pointing_words.txt", _DATA))
    return re.compile(rf"(?<!\w)(?:{words})$", re.IGNORECASE)


def chosen(stated: Iterable[StatedFigure], choice: FigureChoice) -> tuple[StatedFigure, ...]:
    """The figures that are chosen, in their order."""
    return tuple(one for one in stated if _is_chosen(one, choice))


def aspect_counts(
    stated: Iterable[StatedFigure], choice: FigureChoice
) -> dict[FigureAspect, Counter[str]]:
    """Each aspect → its values → the figures there would be with this value alone of the aspect and
    what is chosen of the others."""
    figures = list(stated)
    return {
        aspect: Counter(
            aspect_value(one, aspect)
            for one in figures
            if _is_chosen(one, {other: own for other, own in choice.items() if other != aspect})
        )
        for aspect in FigureAspect
    }


def _is_chosen(stated: StatedFigure, choice: FigureChoice) -> bool:
    return all(not own or aspect_value(stated, aspect) in own for aspect, own in choice.items())
