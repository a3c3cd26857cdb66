"""The groups of near-identical reports of a generation → what collapsing them changes.

A cluster cannot change a column of a report without writing it anew, and groups are said anew for
each generation: so they are kept beside it, and known here. Few reports are in one.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

Values = Mapping[str, frozenset[str]]
"""Report in a group → its values of a facet."""


class Groups:
    """`groups`: the ids of each group of two reports or more, every one of which is there."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self.members = [tuple(sorted(own)) for own in groups]
        self._group_of = {key: n for n, own in enumerate(self.members) for key in own}

    def __len__(self) -> int:
        return len(self.members)

    @property
    def ids(self) -> Collection[str]:
        """The ids of all reports that are in a group."""
        return self._group_of.keys()

    def copies(self, report_id: str) -> list[str]:
        """The other reports of the group of one, ascending."""
        group = self._group_of.get(report_id)
        own = () if group is None else self.members[group]
        return [key for key in own if key != report_id]

    def with_copies(self, report_ids: Iterable[str]) -> list[str]:
        """All reports of the groups that some reports are in."""
        groups = {self._group_of[key] for key in report_ids}
        return [key for group in sorted(groups) for key in self.members[group]]

    def surplus(self, report_ids: Iterable[str]) -> int:
        """How many fewer some reports of groups are where each group counts once."""
        found = [self._group_of[key] for key in report_ids]
        return len(found) - len(set(found))

    def collapsed(self, in_order: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The first report of each group → the others that follow it, in their order."""
        found: defaultdict[int, list[str]] = defaultdict(list)
        for key in in_order:
            found[self._group_of[key]].append(key)
        return {first: tuple(others) for first, *others in found.values()}

    def values_counted_again(self, report_ids: Iterable[str], values: Values) -> Counter[str]:
        """Value → how often too much it is counted, where each group with it counts once."""
        held = Counter(
            (self._group_of[key], value) for key in report_ids for value in values.get(key, ())
        )
        again: Counter[str] = Counter()
        for (_, value), times in held.items():
            again[value] += times - 1
        return +again


@dataclass(frozen=True, slots=True)
class Collapsed:
    """The reports of groups that match, collapsed. `others`: the first of each group → the ones
    that it stands for. `hidden`: these, of all groups."""

    others: Mapping[str, tuple[str, ...]]
    hidden: frozenset[str]


def passing(
    ids: Sequence[str],
    filters: Mapping[str, Sequence[str]],
    values: Mapping[str, Values],
    besides: str = "",
) -> list[str]:
    """Those of some reports of groups that have one of the wanted values of each facet.

    `values`: facet → Values. `besides`: the facet whose filter does not count.
    """
    found = list(ids)
    for name, wanted in filters.items():
        if name != besides:
            own, chosen = values.get(name, {}), set(wanted)
            found = [key for key in found if not chosen.isdisjoint(own.get(key, ()))]
    return found


def collapse(groups: Groups, in_order: Sequence[str]) -> Collapsed:
    """Collapse the reports of groups that match, which are in the order of the request."""
    others = groups.collapsed(in_order)
    return Collapsed(others, frozenset(key for own in others.values() for key in own))


def said_groups(said: Mapping[str, str], is_there: Callable[[Sequence[str]], set[str]]) -> Groups:
    """What a writer was told → the groups. `is_there`: which of some reports there are."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    live = is_there(sorted(said))
    for key in sorted(live):
        found[said[key]].append(key)
    return Groups(own for own in found.values() if len(own) > 1)
