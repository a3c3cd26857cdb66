"""The concepts of a query → the tree of what is required, and a relaxed one for long queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from search.engine.query_tree import And, MinimumMatch, Node, Or
from search.query.parts import ParsedPart


@dataclass(frozen=True, slots=True)
class RelaxedRule:
    """Of how many concepts a part is enough, and of how many it is.

    A query of `many` plain concepts (of `many_unaccented`, if it has no diacritics) may be relaxed
    to a `share` of them, but never to fewer than `fewest`. Nobody writes a report in the words of
    a long question; `search.searcher` says when too few reports have them all.
    """

    many: float = 3
    many_unaccented: float = 6
    share: float = 0.25
    fewest: int = 2


RELAXED = RelaxedRule()


class Trees(NamedTuple):
    """`required`: all concepts; None if there is none. `relaxed`: None if it would be the same."""

    required: Node | None
    relaxed: Node | None


def trees(alternatives: Sequence[Sequence[ParsedPart]], *, is_unaccented: bool) -> Trees:
    """The trees of a query, whose alternatives OR stands between; each has some concept."""
    split = [_nodes(parts) for parts in alternatives]
    required = [And((*plain, *others)) for plain, others in split]
    relaxed = [And((*_relaxed(plain, is_unaccented), *others)) for plain, others in split]
    return Trees(_either(required), _either(relaxed) if relaxed != required else None)


def _nodes(parts: Sequence[ParsedPart]) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """What finds each plain concept, and each of the other parts, which are always required."""
    plain: dict[Node, None] = {}
    others: dict[Node, None] = {}
    for part in parts:
        (plain if part.is_plain else others).update(dict.fromkeys(part.nodes))
    return tuple(plain), tuple(others)


def _relaxed(plain: tuple[Node, ...], is_unaccented: bool) -> tuple[Node, ...]:
    """Few nodes as they are; many as one MinimumMatch of a share of them."""
    if len(plain) < (RELAXED.many_unaccented if is_unaccented else RELAXED.many):
        return plain
    return (MinimumMatch(max(RELAXED.fewest, ceil(RELAXED.share * len(plain))), plain),)


def _either(alternatives: Sequence[Node]) -> Node | None:
    if len(alternatives) < 2:
        return alternatives[0] if alternatives else None
    return Or(tuple(alternatives))
