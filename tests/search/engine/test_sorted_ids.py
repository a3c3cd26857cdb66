"""Ids of segments in order: what is found by an id, and which rank each document has."""

import random

import pytest

from search.engine.postings.documents import ID_ORDER, in_order
from search.engine.postings.packed import Strings
from search.engine.postings.sorted_ids import SortedIds, ranks


def segment(ids: list[str]) -> SortedIds:
    arrays = Strings.to_arrays(ids, "id") | {ID_ORDER: in_order([one.encode() for one in ids])}
    return SortedIds(Strings.of(arrays, "id"), arrays)


def some(rng: random.Random, size: int) -> list[str]:
    letters = "aăâbcdđeêz\U0001f600\uffff/"
    return list(
        dict.fromkeys("".join(rng.choices(letters, k=rng.randrange(1, 4))) for _ in range(size))
    )


@pytest.mark.parametrize(
    "sizes", [(), (0,), (1,), (40,), (300, 3, 1), (3, 300, 2, 7), (50, 40, 30)]
)
def test_ranks_are_those_of_all_ids_sorted(sizes: tuple[int, ...]) -> None:
    """Also of an id that is in several segments: in all but one its document is deleted."""
    rng = random.Random(len(sizes))
    for _ in range(20):
        segments = [some(rng, size) for size in sizes]
        every = [one for ids in segments for one in ids]
        order = sorted(range(len(every)), key=every.__getitem__)
        found = ranks([segment(ids) for ids in segments])
        assert sorted(range(len(every)), key=found.tolist().__getitem__) == order
        assert sorted(found.tolist()) == list(range(len(every)))


def test_an_id_is_found_where_it_is() -> None:
    ids = some(random.Random(1), 200)
    found = segment(ids)
    assert [found.document(one) for one in ids] == list(range(len(ids)))
    assert all(found.document(one) is None for one in ("", "b/none", "zzzz", "\ud800"))
