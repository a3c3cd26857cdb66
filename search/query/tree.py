"""The concepts of a query → a tree for each group: all of it, a part, its syllables apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import ceil

from search.answers import GroupKind
from search.engine.query_tree import And, MinimumMatch, Node, Or
from search.query.parts import ParsedPart


@dataclass(frozen=True, slots=True)
class PartRule:
    """How many concepts of the words of a query a report holds that holds a part of it.

    Half of a few, and of many a `share`, because nobody writes a report in the words of a long
    question: 1 of 2, 2 of 3 to 8, 3 of 9. `fewest`: never less than that, but for half of two.
    Decision 16 says what was measured.
    """

    half: float = 0.5
    share: float = 0.25
    fewest: int = 2


PART = PartRule()


def trees(alternatives: Sequence[Sequence[ParsedPart]]) -> Mapping[GroupKind, Node]:
    """The tree of each group of a query; empty if it asks for nothing.

    `alternatives`: OR stands between them; each has some concept. The reports of a tree may be
    among those of the trees before it.
    """
    if not alternatives:
        return {}
    split = [_nodes(parts) for parts in alternatives]
    found = {GroupKind.ALL: _either([And((*words, *others)) for words, others in split])}
    if some := [_part(words, others) for words, others in split if len(words) > 1]:
        found[GroupKind.PART] = _either(some)
    if apart := [node for own in alternatives if (node := _apart(own))]:
        found[GroupKind.APART] = _either(apart)
    return found


_Nodes = tuple[tuple[Node, ...], tuple[Node, ...]]
"""What finds each concept of the words, and each of the other parts, which are always required."""


def _nodes(parts: Sequence[ParsedPart]) -> _Nodes:
    words: dict[Node, None] = {}
    others: dict[Node, None] = {}
    for part in parts:
        (words if part.is_words else others).update(dict.fromkeys(part.nodes))
    return tuple(words), tuple(others)


def _part(words: tuple[Node, ...], others: tuple[Node, ...]) -> Node:
    """What finds the reports that hold a part of the concepts of the words, and all others."""
    half, share = (ceil(some * len(words)) for some in (PART.half, PART.share))
    return And((MinimumMatch(max(min(PART.fewest, half), share), words), *others))


def _apart(parts: Sequence[ParsedPart]) -> Node | None:
    """What finds the syllables of what was read, and of documents, wherever they stand.

    None if there is neither.
    """
    if not any(leaf.is_plain and leaf.apart for part in parts for leaf in part.leaves()):
        return None
    return And(tuple(chain.from_iterable(_nodes([_in_syllables(part) for part in parts]))))


def _in_syllables(part: ParsedPart) -> ParsedPart:
    if part.is_plain and (found := part.apart):
        return replace(part, concepts=found)
    inner = tuple(tuple(map(_in_syllables, parts)) for parts in part.alternatives)
    return replace(part, alternatives=inner)


def _either(alternatives: Sequence[Node]) -> Node:
    return alternatives[0] if len(alternatives) == 1 else Or(tuple(alternatives))
