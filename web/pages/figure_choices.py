"""The figures of an indicator and what is chosen → the groups of choices beside the page."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from search.explore.figure_choice import FigureAspect, FigureChoice, aspect_counts
from search.explore.figures import StatedFigure
from search.explore.scopes import PLACES
from search.facets.labels import FacetLabels
from search.facets.registry import COUNTED_BY_NAME, UNKNOWN
from search.report import FigureKind
from search.text.collate import vietnamese_order
from search.text.syllable import syllables
from web import wording

OPEN_VALUES, MOST_VALUES = 8, 100
"""Values of a group that are open, and those that are in a page at all."""
_KINDS = [*FigureKind]
_GROUPS = (FigureAspect.WHOSE, FigureAspect.KIND, FigureAspect.PERIOD)
"""Places come first: most come to compare them."""


@dataclass(frozen=True, slots=True)
class ChoiceValue:
    """A value to choose, and how many figures there would be with it."""

    value: str
    label: str
    figures: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """The values of an aspect, or some of them: those that are open, and those behind "Xem thêm".

    `has_find`: it has a field to find its values by their names.
    """

    name: str
    label: str
    shown: list[ChoiceValue]
    more: list[ChoiceValue]
    has_find: bool = False

    @property
    def chosen(self) -> int:
        """How many values are chosen."""
        return sum(own.is_chosen for own in self.shown)


def choice_groups(
    stated: Iterable[StatedFigure], choice: FigureChoice, find: str = ""
) -> list[ChoiceGroup]:
    """The groups of the aspects that have a choice: more than one value, or one that is chosen. A
    count ignores what is chosen of its own aspect. Places, then firms and others, by count, those
    that are chosen first; kinds in their order, years newest first. `find`: what is typed to find
    some of the places and others by their names.
    """
    figures = [*stated]
    counted = aspect_counts(figures, choice)
    places = {one.figure.scope_name for one in figures if one.figure.scope in PLACES}
    return [
        group
        for aspect in _GROUPS
        if (taken := choice.get(aspect, ())) or len(counted[aspect]) > 1
        for group in (
            _whose(counted[aspect], taken, places, find)
            if aspect is FigureAspect.WHOSE
            else [_group(aspect, counted[aspect], taken)]
        )
    ]


def _whose(
    counts: Mapping[str, int], taken: tuple[str, ...], places: Collection[str], find: str
) -> list[ChoiceGroup]:
    """Places apart from firms, sectors, other countries and what has no name."""
    aspect = FigureAspect.WHOSE
    values = [*dict.fromkeys([*counts, *taken])]
    if typed := syllables(find):
        labels = FacetLabels(COUNTED_BY_NAME["province"], values)
        found = labels.holding(typed, is_open=True)
        values = [own for own in values if own in found or own in taken]
    has_find = bool(find) or len(values) > OPEN_VALUES
    labelled = (
        (wording.indicators.PLACES, [own for own in values if own in places]),
        (wording.indicators.NOT_PLACES, [own for own in values if own not in places]),
    )
    groups = [
        replace(
            _group(aspect, {own: counts.get(own, 0) for own in of}, taken, bool(find)), label=label
        )
        for label, of in labelled
        if of
    ]
    return [replace(own, has_find=has_find and own is groups[0]) for own in groups] or (
        [ChoiceGroup(aspect.value, wording.indicators.PLACES, [], [], has_find=True)]
    )


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
    aspect: FigureAspect, counts: Mapping[str, int], taken: tuple[str, ...], is_found: bool = False
) -> ChoiceGroup:
    """A chosen value is always open: one must see it to drop it. `is_found`: so are all of them."""
    values = [
        ChoiceValue(
            value,
            wording.indicators.aspect_label(aspect, value),
            counts.get(value, 0),
            value in taken,
        )
        for value in _ordered(aspect, _known(aspect, counts, taken), counts, taken)
    ]
    most = MOST_VALUES if is_found else OPEN_VALUES
    first = [own.value for own in values if not own.is_chosen][:most]
    return ChoiceGroup(
        aspect.value,
        wording.indicators.ASPECTS[aspect],
        [own for own in values if own.is_chosen or own.value in first],
        [own for own in values if not own.is_chosen and own.value not in first][:MOST_VALUES],
    )


def _known(
    aspect: FigureAspect, counts: Mapping[str, int], taken: tuple[str, ...]
) -> Iterable[str]:
    """The values of a group; of places and others those that are given, chosen or not."""
    return counts if aspect is FigureAspect.WHOSE else dict.fromkeys([*counts, *taken])


def _ordered(
    aspect: FigureAspect,
    values: Iterable[str],
    counts: Mapping[str, int],
    taken: Collection[str],
) -> list[str]:
    if aspect is FigureAspect.KIND:
        return sorted(values, key=lambda own: _KINDS.index(FigureKind(own)))
    if aspect is FigureAspect.PERIOD:
        return sorted(values, key=lambda own: (own != UNKNOWN, own.zfill(4)), reverse=True)
    return sorted(
        values,
        key=lambda own: (
            own not in taken,
            own == UNKNOWN,
            -counts.get(own, 0),
            vietnamese_order(own),
        ),
    )
