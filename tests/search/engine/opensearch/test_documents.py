"""Entries as documents of a cluster."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from search.engine.opensearch.documents import (
    document,
    document_id,
    placed_text,
    source_record,
    stored_bytes,
)
from search.engine.opensearch.layout import BESIDE, END, HOLE, LONGEST_TERM, VALUE_GAP
from search.engine.protocol import SourceRecord
from tests.search.engine.test_contract import entry

PLACES = st.dictionaries(
    st.sampled_from("abc"),
    st.sets(st.integers(0, 80), min_size=1).map(sorted),
    min_size=1,
)


def read_back(values: list[str]) -> dict[int, set[str]]:
    """What the analyzer of a node makes of the values of a field: position → terms."""
    found: dict[int, set[str]] = {}
    at = 0
    for number, value in enumerate(values):
        at += 2 * VALUE_GAP if number else 0
        for sign in value.split():
            if sign != HOLE:
                found[at] = set(sign.split(BESIDE))
            at += 1
    return found


@given(PLACES)
def test_a_term_stands_at_twice_its_position_and_an_end_behind_it(
    terms: dict[str, list[int]],
) -> None:
    found = read_back(placed_text(terms))
    places = {place for own in terms.values() for place in own}
    assert found == {
        **{2 * at: {term for term, own in terms.items() if at in own} for at in places},
        **{2 * at + 1: {END} for at in places},
    }


def test_a_passage_is_a_value() -> None:
    first, then = [0, 1], [2 + VALUE_GAP]
    assert placed_text({"a": first, "b": then}) == ["a . a .", "b ."]
    assert placed_text({"a": [2]}) == ["- - - - a ."]


def test_what_came_in_comes_back() -> None:
    added = datetime(2026, 11, 29, 2, 30, tzinfo=UTC)
    made = document(entry("bao-cao/ế.txt", "a b", added=added))
    source, signature = str(made["source"]), str(made["signature"])
    assert source_record(source, signature) == SourceRecord(
        "bao-cao/ế.txt", "d", ("/bao-cao/ế.txt",), added, b""
    )
    assert stored_bytes(str(made["report"])) == "bao-cao/ế.txt".encode()
    assert made["l_body"] == 2
    assert "first_day" not in made


def test_a_term_that_lucene_does_not_keep_is_left_out() -> None:
    made = document(entry("1", "a " + "x" * (LONGEST_TERM + 1)))
    assert (made["v_body"], made["t_body"]) == (["a"], ["a ."])


def test_any_id_has_a_short_one_of_its_own() -> None:
    ids = {document_id(key) for key in ("a" * 4000, "a" * 4001, "", "ế")}
    assert len(ids) == 4
    assert all(len(own) == 40 for own in ids)
