"""A query tree with AnyCopy, and which reports of groups match its other parts → which match it.

Only reports in groups are looked at: to any other an AnyCopy is what is in it (`bare`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from search.engine.opensearch.groups import Groups
from search.engine.query_tree import And, AnyCopy, MinimumMatch, Node, Not, Or


def any_copies(tree: Node) -> Iterator[AnyCopy]:
    """Every AnyCopy of a tree."""
    match tree:
        case AnyCopy(part):
            yield tree
            yield from any_copies(part)
        case Not(part):
            yield from any_copies(part)
        case And(parts) | Or(parts) | MinimumMatch(_, parts):
            for part in parts:
                yield from any_copies(part)


def bare(tree: Node) -> Node:
    """A tree as it is to a report that is in no group."""
    match tree:
        case AnyCopy(part):
            return bare(part)
        case Not(part):
            return Not(bare(part))
        case And(parts):
            return And(tuple(map(bare, parts)))
        case Or(parts):
            return Or(tuple(map(bare, parts)))
        case MinimumMatch(count, parts):
            return MinimumMatch(count, tuple(map(bare, parts)))
        case _:
            return tree


def plain_parts(tree: Node) -> Iterator[Node]:
    """The largest parts of a tree that have no AnyCopy in them."""
    if not any(any_copies(tree)):
        yield tree
        return
    match tree:
        case AnyCopy(part) | Not(part):
            yield from plain_parts(part)
        case And(parts) | Or(parts) | MinimumMatch(_, parts):
            for part in parts:
                yield from plain_parts(part)


def evaluated(tree: Node, found: Mapping[Node, frozenset[str]], groups: Groups) -> frozenset[str]:
    """The reports in groups that match a tree. `found`: those that match its `plain_parts`."""
    if tree in found:
        return found[tree]
    match tree:
        case AnyCopy(part):
            return frozenset(groups.with_copies(evaluated(part, found, groups)))
        case Not(part):
            return frozenset(groups.ids) - evaluated(part, found, groups)
        case And(parts):
            own = (evaluated(part, found, groups) for part in parts)
            return frozenset.intersection(*own)
        case Or(parts):
            return frozenset().union(*(evaluated(part, found, groups) for part in parts))
        case MinimumMatch(count, parts):
            times = Counter(key for part in parts for key in evaluated(part, found, groups))
            if count <= 0:
                return frozenset(groups.ids)
            return frozenset(key for key, often in times.items() if often >= count)
        case _:
            raise AssertionError(f"{tree} was not asked for")
