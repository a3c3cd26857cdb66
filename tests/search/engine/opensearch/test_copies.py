"""Which reports of groups match a tree, by which of them match its parts."""

import pytest

from search.engine.opensearch.copies import any_copies, bare, evaluated, plain_parts
from search.engine.opensearch.groups import Groups
from search.engine.query_tree import And, AnyCopy, MinimumMatch, Node, Not, Or, Phrase

A, B = (Phrase(((text,),), ("body",)) for text in "ab")
GROUPS = Groups([("1", "2"), ("3", "4", "5")])
FOUND: dict[Node, frozenset[str]] = {A: frozenset("13"), B: frozenset("23")}


@pytest.mark.parametrize(
    ("tree", "found"),
    [
        (AnyCopy(A), "12345"),
        (AnyCopy(And((A, Not(AnyCopy(B))))), ""),
        (And((A, AnyCopy(B))), "13"),
        (And((AnyCopy(B), Not(A))), "245"),
        (Or((A, Not(AnyCopy(A)))), "13"),
        (MinimumMatch(2, (A, B, AnyCopy(A))), "123"),
        (MinimumMatch(0, (A, AnyCopy(A))), "12345"),
        (MinimumMatch(2, (A, A, Not(AnyCopy(A)))), "13"),
        (AnyCopy(And((Not(A), Not(AnyCopy(And((A, B))))))), "12"),
    ],
)
def test_a_tree_is_worked_out_from_its_plain_parts(tree: Node, found: str) -> None:
    assert set(plain_parts(tree)) <= set(FOUND) | {Not(A), And((A, B))}
    parts = FOUND | {Not(A): frozenset("245"), And((A, B)): frozenset("3")}
    assert evaluated(tree, parts, GROUPS) == frozenset(found)


def test_the_plain_parts_are_as_large_as_can_be() -> None:
    whole = And((A, B))
    assert list(plain_parts(whole)) == [whole]
    tree = Or((whole, Not(AnyCopy(whole)), A))
    assert list(plain_parts(tree)) == [whole, whole, A]
    assert bare(tree) == Or((whole, Not(whole), A))
    nested = AnyCopy(Not(AnyCopy(A)))
    assert list(any_copies(nested)) == [nested, AnyCopy(A)]
