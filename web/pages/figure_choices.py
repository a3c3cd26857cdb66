"""The figures of an indicator and what is chosen → the groups of choices beside the page."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.explore.figure_choice import FigureAspect, FigureChoice, aspect_counts
from search.explore.figures import StatedFigure
from search.facets.registry import UNKNOWN
from search.report import FigureKind, FigureScope
from search.text.collate import vietnamese_order
from web import wording

OPEN_VALUES, MOST_VALUES = 8, 100
"""Values of a group that are open, and those that are in a page at all."""
_KINDS = [*FigureKind]
_GROUPS = (FigureAspect.WHOSE, FigureAspect.KIND, FigureAspect.PERIOD)
"""Places come first: most come to compare them."""
_COMPARED = (FigureScope.COUNTRY, FigureScope.PROVINCE)


@dataclass(frozen=True, slots=True)
class ChoiceValue:
    """A value to choose, and how many figures there would be with it."""

    value: str
    label: str
    figures: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """The values of an aspect: those that are open, and those behind "Xem thêm"."""

    name: str
    label: str
    shown: list[ChoiceValue]
    more: list[ChoiceValue]

    @property
    def chosen(self) -> int:
        """How many values are chosen."""
        return sum(own.is_chosen for own in self.shown)


def choice_groups(stated: Sequence[StatedFigure], choice: FigureChoice) -> list[ChoiceGroup]:
    """The groups that have a choice: more than one value, or one that is chosen. A count ignores
    what is chosen of its own group. The country and provinces stand before other names,
    both by count; kinds in their order, years newest first."""
    counted = aspect_counts(stated, choice)
    places = {own.figure.scope_name for own in stated if own.figure.scope in _COMPARED}
    groups = [_group(aspect, counted[aspect], choice.get(aspect, ()), places) for aspect in _GROUPS]
    return [group for group in groups if group.chosen or len(group.shown) > 1]


def chosen_conditions(
    choice: FigureChoice, to: Callable[[FigureChoice], str]
) -> list[tuple[str, str]]:
    """Each value that is chosen, in words, and the address without it. `to`: choice → address."""
    return [
        (
            wording.common.condition(
                wording.indicators.ASPECTS[aspect], wording.indicators.aspect_label(aspect, value)
            ),
            to({**choice, aspect: tuple(other for other in own if other != value)}),
        )
        for aspect, own in choice.items()
        for value in own
    ]


def _group(
    aspect: FigureAspect,
    counts: Mapping[str, int],
    taken: tuple[str, ...],
    places: Container[str],
) -> ChoiceGroup:
    """A chosen value is always open: one must see it to drop it."""
    values = [
        ChoiceValue(
            value,
            wording.indicators.aspect_label(aspect, value),
            counts.get(value, 0),
            value in taken,
        )
        for value in _ordered(aspect, dict.fromkeys([*counts, *taken]), counts, places)
    ]
    first = [own.value for own in values if not own.is_chosen][:OPEN_VALUES]
    return ChoiceGroup(
        aspect.value,
        wording.indicators.ASPECTS[aspect],
        [own for own in values if own.is_chosen or own.value in first],
        [own for own in values if not own.is_chosen and own.value not in first][:MOST_VALUES],
    )


def _ordered(
    aspect: FigureAspect, values: Iterable[str], counts: Mapping[str, int], places: Container[str]
) -> list[str]:
    if aspect is FigureAspect.KIND:
        return sorted(values, key=lambda own: _KINDS.index(FigureKind(own)))
    if aspect is FigureAspect.PERIOD:
        return sorted(values, key=lambda own: (own != UNKNOWN, own.zfill(4)), reverse=True)
    return sorted(
        values,
        key=lambda own: (
            own == UNKNOWN,
            own not in places,
            -counts.get(own, 0),
            vietnamese_order(own),
        ),
    )
