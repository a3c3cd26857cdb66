"""Query trees, phrases and requests in the words of a cluster; no server is asked."""

from datetime import UTC, date, datetime

import pytest

from search.answers import Sort
from search.dates import DateRange
from search.engine.opensearch.phrases import Query, frequency, holds
from search.engine.opensearch.scores import Collection, scoring
from search.engine.opensearch.searches import Prepared, page_body
from search.engine.opensearch.trees import matching
from search.engine.opensearch.value_counts import all_values
from search.engine.query_tree import (
    AddedSince,
    And,
    AnyCopy,
    Clause,
    DateOverlaps,
    FacetValueIs,
    MinimumMatch,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
)

A, B = (Phrase(((text,),), ("body",)) for text in "ab")
IN_A: Query = {"terms": {"t_body": ["a"]}}
IN_B: Query = {"terms": {"t_body": ["b"]}}


def row(*slots: tuple[Term, ...], after: tuple[Term, ...] = ()) -> Phrase:
    return Phrase(slots, ("body",), after)


@pytest.mark.parametrize(
    ("tree", "query"),
    [
        (A, IN_A),
        (And((A, B)), {"bool": {"filter": [IN_A, IN_B]}}),
        (And(()), {"match_all": {}}),
        (Or((A, B)), {"bool": {"should": [IN_A, IN_B], "minimum_should_match": 1}}),
        (Or((A,)), IN_A),
        (Or(()), {"match_none": {}}),
        (Not(A), {"bool": {"must_not": [IN_A]}}),
        (MinimumMatch(0, (A,)), {"match_all": {}}),
        (MinimumMatch(2, (A,)), {"match_none": {}}),
        (MinimumMatch(2, (A, A)), {"bool": {"should": [IN_A, IN_A], "minimum_should_match": 2}}),
        (FacetValueIs("province", "X"), {"terms": {"f_province": ["X"]}}),
        (AddedSince(datetime(1970, 1, 1, 0, 1, tzinfo=UTC)), {"range": {"added": {"gte": 60}}}),
        (AddedSince(datetime(1970, 1, 1, 0, 1, 0, 5, UTC)), {"range": {"added": {"gte": 61}}}),
        (AnyCopy(A), IN_A),
    ],
)
def test_each_node_of_a_tree(tree: Node, query: Query) -> None:
    assert matching(tree, {}) == query


def test_days_in_common_are_two_ranges() -> None:
    first, last = date(2023, 8, 1), date(2023, 8, 31)
    assert matching(DateOverlaps(DateRange(first, last)), {}) == {
        "bool": {
            "filter": [
                {"range": {"first_day": {"lte": last.toordinal()}}},
                {"range": {"last_day": {"gte": first.toordinal()}}},
            ]
        }
    }


def test_copies_are_found_by_their_ids() -> None:
    inner = AnyCopy(A)
    found = matching(inner, {inner: {"terms": {"id": ["1"]}}})
    copies: Query = {"terms": {"id": ["1"]}}
    assert found == {"bool": {"should": [IN_A, copies], "minimum_should_match": 1}}


def test_a_row_of_terms_is_a_phrase_with_a_hole_between_them() -> None:
    found = frequency("body", row(("a",), ("b",)))
    assert found.query == {"match_phrase": {"t_body": {"query": "a - b", "analyzer": "places"}}}
    assert (found.per_score, found.is_saturated) == (2, False)


@pytest.mark.parametrize(
    ("slots", "per_score"),
    [
        ([("a", "b"), ("c",)], 2),
        ([("a", "b"), ("b", "a")], 3),
        ([("a", "b"), ("b", "a"), ("c",)], 4),
    ],
)
def test_a_row_with_a_choice_is_intervals(slots: list[tuple[Term, ...]], per_score: int) -> None:
    found = frequency("body", row(*slots))
    assert (found.per_score, found.is_saturated) == (per_score, True)
    rule = found.query["intervals"]["t_body"]["all_of"]  # type: ignore[index]
    assert (rule["ordered"], rule["max_gaps"]) == (True, len(slots) - 1)


def test_what_a_slot_says_twice_counts_once() -> None:
    said = row(("ab", Prefix("a"), Prefix("ac"), "b", "b"))
    query = holds("body", said)
    assert query == holds("body", row((Prefix("a"), "b")))


def test_what_must_not_follow_is_told_by_the_end() -> None:
    rule = holds("body", row(("a",), after=("b",)))["intervals"]["t_body"]["all_of"]  # type: ignore[index]
    a, end, b = ({"match": {"query": text, "analyzer": "whitespace"}} for text in "a.b")
    assert rule["intervals"] == [a, end]
    assert rule["filter"]["not_contained_by"]["all_of"]["intervals"] == [a, end, b]


def test_near_is_in_either_order_and_positions_are_doubled() -> None:
    rules = holds("body", Near(A, B, 3))["intervals"]["t_body"]["any_of"]["intervals"]  # type: ignore[index]
    assert [rule["all_of"]["max_gaps"] for rule in rules] == [7, 7]
    ended = Near(row(("a",), after=("b",)), B, 3)
    rules = holds("body", ended)["intervals"]["t_body"]["any_of"]["intervals"]  # type: ignore[index]
    assert [rule["all_of"]["max_gaps"] for rule in rules] == [6, 7]


def test_signs_that_are_spoken_for_are_kept_as_others() -> None:
    found = holds("body", row(("a.b", "-", "|", "x y")))["terms"]["t_body"]  # type: ignore[index]
    assert not any(set(text) & set(".-| ") for text in found)
    assert len(set(found)) == 4


def test_a_beginning_with_signs_of_a_pattern_is_taken_by_the_letter() -> None:
    rule = holds("body", row((Prefix("a*?"),), ("b",)))["intervals"]["t_body"]["all_of"]  # type: ignore[index]
    assert rule["intervals"][0]["wildcard"]["pattern"] == "a\\*\\?*"
    assert all_values("v", 1, "a.*")["values"]["terms"]["include"] == "a\\.\\*.*"  # type: ignore[index]


def test_a_clause_is_two_scripts_and_its_numbers_are_parameters() -> None:
    collection = Collection(100, {"body": 50.0})
    clauses = [scoring(Clause(A), 3, collection), scoring(Clause(B, 0.5), 9, collection)]
    sources = {clause["script_score"]["script"]["source"] for clause in clauses}  # type: ignore[index]
    assert len(sources) == 1
    [share] = clauses[0]["script_score"]["query"]["bool"]["should"]  # type: ignore[index]
    numbers = share["script_score"]["script"]["params"]
    assert numbers == {"n": 1, "w": 1.0, "a": 0.4, "c": 0.6 / 50.0, "length": "l_body"}


def test_a_facet_is_counted_without_its_own_filter() -> None:
    named = ("province", "year")
    filters: dict[str, Query] = {name: {"terms": {f"f_{name}": ["X"]}} for name in named}
    asked = Prepared([IN_A], filters, counts={"province": all_values("f_province")})
    body = page_body(asked, 0, 0)
    assert body["aggs"]["province"]["filter"] == {"bool": {"filter": [filters["year"]]}}  # type: ignore[index]
    assert body["post_filter"] == {"bool": {"filter": list(filters.values())}}
    assert "sort" not in body


def test_what_scores_does_not_decide() -> None:
    score = scoring(Clause(B), 1, Collection(9, {"body": 1.0}))
    query = page_body(Prepared([IN_A], {}, [score]), 20, 10)["query"]
    assert query == {
        "bool": {"filter": [IN_A], "should": [score], "minimum_should_match": 0},
    }


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        (Sort.RELEVANCE, []),
        (Sort.NEWEST, ["last_day"]),
        (Sort.OLDEST, ["first_day"]),
        (Sort.ADDED, ["added", "last_day"]),
    ],
)
def test_equal_ones_are_in_the_order_of_scores_then_of_ids(sort: Sort, first: list[str]) -> None:
    order = page_body(Prepared(sort=sort), 0, 10)["sort"]
    assert [key for part in order for key in part] == [*first, "_score", "id"]  # type: ignore[attr-defined]
