"""A query and one generation → a page of matches in groups: all of it, a part of it, apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from search.answers import GroupKind, HitGroup, Query
from search.engine.protocol import Match
from search.engine.query_tree import Node, Or
from search.query.requests import request_of
from search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class ChanceRule:
    """When holding all of a query is chance, and makes a report no better than one that holds most.

    So it is where the query has `concepts` or more, and fewer reports than `reports`, and than one
    in `one_of` of the index, hold all of them. Decision 16 says what was measured.
    """

    concepts: int = 5
    reports: int = 10
    one_of: int = 100


CHANCE = ChanceRule()


class GroupedMatches(NamedTuple):
    """A page of an answer.

    `groups`: ALL, and each other group that has reports. `matches`: those of the page, in order,
    each with its group. `counts`: facet → value → reports of the first group. `collapsed`: how many
    more the first group would have, if near-identical reports were counted each.
    """

    groups: tuple[HitGroup, ...]
    matches: tuple[tuple[GroupKind, Match], ...]
    counts: Mapping[str, Mapping[str, int]]
    collapsed: int


class _Stretch(NamedTuple):
    """Reports that follow one another by their score: of one group, or of two mixed."""

    tree: Node
    total: int
    kind: GroupKind


def grouped(query: Query, searcher: Searcher, also_counted: tuple[str, ...] = ()) -> GroupedMatches:
    """The page of matches that a query asks for, and the counts of the facets that a page offers
    and of those `also_counted`.

    The reports of one group follow those of another. Only where holding all of it is chance
    (`CHANCE`) do those that hold all and those that hold a part follow one another by their score.
    Raises as `Searcher.total` does.
    """
    found = searcher.search(query, also_counted=also_counted)
    others = searcher.later_groups(query)
    if not others:
        matches = tuple((GroupKind.ALL, match) for match in found.matches)
        whole = HitGroup(GroupKind.ALL, found.total)
        return GroupedMatches((whole,), matches, found.counts, found.collapsed)
    totals = searcher.later_totals(query).values()
    stretches = [
        _Stretch(tree, total, kind)
        for (kind, tree), total in zip(others.items(), totals, strict=True)
    ]
    groups = [HitGroup(GroupKind.ALL, found.total)]
    groups += [HitGroup(own.kind, own.total) for own in stretches if own.total]
    if found.total and GroupKind.PART in others and is_chance(query, searcher):
        matches = _mixed(query, searcher, found.total, stretches)
    else:
        first = ((GroupKind.ALL, match) for match in found.matches)
        matches = (*first, *_behind(query, searcher, found.total, stretches))
    return GroupedMatches(tuple(groups), matches, found.counts, found.collapsed)


def is_chance(query: Query, searcher: Searcher) -> bool:
    """Whether it is chance that a report holds all of a query. Filters make no difference."""
    parsed = searcher.parse(query.text)
    if parsed.required is None or len(parsed.plain_spans) < CHANCE.concepts:
        return False
    [held] = searcher.totals([parsed.required])
    return held < max(1, min(CHANCE.reports, searcher.reports // CHANCE.one_of))


def _behind(
    query: Query, searcher: Searcher, before: int, stretches: Sequence[_Stretch]
) -> Iterator[tuple[GroupKind, Match]]:
    """The matches of a page that come behind so many others, from one stretch after the other."""
    begin, end = (query.page - 1) * query.size, query.page * query.size
    for tree, total, kind in stretches:
        offset, limit = max(0, begin - before), end - max(begin, before)
        if offset < total and limit > 0:
            request = request_of(query, searcher.parse(query.text), group=tree)
            request = replace(request, offset=offset, limit=limit)
            yield from ((kind, match) for match in searcher.matches(request).matches)
        before += total


def _mixed(
    query: Query, searcher: Searcher, whole: int, stretches: Sequence[_Stretch]
) -> tuple[tuple[GroupKind, Match], ...]:
    """The same, where the first group and the second, a part, are one list."""
    parsed = searcher.parse(query.text)
    held = replace(request_of(query, parsed), clauses=(), offset=0, collapse=False)
    ids = {match.id for match in searcher.look_up(replace(held, limit=CHANCE.reports)).matches}
    [part, *others] = stretches
    both = Or((parsed.trees[GroupKind.ALL], part.tree))
    mixed = [_Stretch(both, whole + part.total, GroupKind.PART), *others]
    return tuple(
        (GroupKind.ALL if match.id in ids else kind, match)
        for kind, match in _behind(query, searcher, 0, mixed)
    )
