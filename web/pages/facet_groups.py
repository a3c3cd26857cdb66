"""The counts of an answer → the groups of filters of the page, in their order."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from search.answers import FacetCount, Query
from search.explore.timeline import YEAR
from search.facets.registry import COUNTED_BY_NAME, Facet
from web import wording

SHOWN_VALUES, FOLDED_VALUES, LISTED_VALUES = 6, 5, 60
"""Values of an open facet that a page has, those of a folded one, and those of one whose list is
asked for: each value is a quarter of a kilobyte of every page."""
SEARCHED_VALUES = 15
"""A facet of more values than so many has a field to search its values."""
OPEN_GROUPS = 4
"""Groups that are open beside the switch for meetings; the others are folded."""
_SWITCH, _PLACE = "is_meeting", "place"
_FIRST = (_SWITCH, "meeting_type", "organiser", "province", YEAR)
"""The facets that come first; the others follow in the order of the registry."""


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A facet to choose from. `shown`: its values in the page; `further`: how many more its list
    has, which are sent when they are asked for.

    `is_whole`: the facet has no value that is not in the list. `is_whole_list`: the list was asked
    for. `is_searched`: it has a field to search its values; `find`: what is typed there.
    `is_folded`: a line that opens it stands in its place.
    """

    facet: Facet
    shown: Sequence[FacetCount]
    further: int
    is_whole: bool
    is_whole_list: bool
    is_searched: bool
    find: str
    is_folded: bool = False

    @property
    def is_time(self) -> bool:
        """Whether it has the two date fields."""
        return self.facet.name == YEAR

    @property
    def is_opened(self) -> bool:
        """Whether the reader looks at it: a folded group is open then."""
        return bool(self.find) or self.is_whole_list

    @property
    def chosen(self) -> int:
        """How many of the values are chosen."""
        return sum(count.selected for count in self.shown)


def groups(
    counts: Mapping[str, tuple[FacetCount, ...]], query: Query, whole: Collection[str] = ()
) -> list[FacetGroup]:
    """The facets that can narrow the results, each with its values; the year always. `whole`: the
    facets whose lists are asked for."""
    names = [name for name in _FIRST if name in counts]
    names += [name for name in counts if name not in _FIRST]
    offered = [
        name
        for name in names
        if name in {YEAR, *query.filters, *query.find}
        or _has_choice(COUNTED_BY_NAME[name], counts[name])
    ]
    opened = [name for name in offered if name != _SWITCH][:OPEN_GROUPS]
    return [
        _group(name, counts[name], query, name in whole, name not in (_SWITCH, *opened))
        for name in offered
    ]


def _has_choice(facet: Facet, counts: tuple[FacetCount, ...]) -> bool:
    return facet.is_offered and len(counts) >= facet.least_choices


def _group(
    name: str, counts: Sequence[FacetCount], query: Query, is_whole_list: bool, is_folded: bool
) -> FacetGroup:
    """A chosen value is always there: one must see it to drop it."""
    find = query.find.get(name, "")
    if name == _PLACE and not find:
        counts = [c for c in counts if c.selected or not wording.search.is_province(c.value)]
    listed = [c for number, c in enumerate(counts) if number < LISTED_VALUES or c.selected]
    most = LISTED_VALUES if is_whole_list else FOLDED_VALUES if is_folded else SHOWN_VALUES
    shown = [c for number, c in enumerate(listed) if number < most or c.selected]
    return FacetGroup(
        COUNTED_BY_NAME[name],
        shown,
        further=len(listed) - len(shown),
        is_whole=len(listed) == len(counts),
        is_whole_list=is_whole_list,
        is_searched=bool(find) or len(counts) > SEARCHED_VALUES,
        find=find,
        is_folded=is_folded,
    )
