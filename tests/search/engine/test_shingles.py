"""The shingles of a segment: who has some hashes is told as a look at all signatures tells it."""

import random
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from search.engine.postings import shingles as module
from search.engine.postings.arrays import Array, NotArraysError
from search.engine.postings.shingles import DOCS, LOWS, STARTS, Shingles, shingle_arrays
from search.index.signature import shingles, signature


def some(rng: random.Random, count: int) -> list[bytes]:
    """Signatures that share shingles; some of a report without text, some of another form."""
    texts = [[f"{rng.randrange(400)}" for _ in range(rng.choice([2, 30, 200]))] for _ in range(9)]
    found = []
    for _ in range(count):
        own = rng.choice(texts)
        found.append(signature((), own[rng.randrange(5) :] + rng.choice(texts), None))
    return [rng.choice([one, one, one, one, b"", b"\1\2\3"]) for one in found]


def looked_up(signatures: Sequence[bytes], hashes: Sequence[int]) -> list[tuple[int, int]]:
    rows = enumerate(map(shingles, signatures))
    return sorted((one, doc) for doc, own in rows for one in own.tolist() if one in hashes)


@pytest.mark.parametrize("gap", [0, 4096])
@pytest.mark.parametrize("count", [0, 1, 3, 40, 900])
def test_holders_are_those_of_a_look_at_all(
    count: int, gap: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is read together, and also for hashes that nobody has, and for none."""
    monkeypatch.setattr(module, "_GAP", gap)
    rng = random.Random(count)
    held = some(rng, count)
    index = Shingles(shingle_arrays(held), len(held))
    asked = [np.array([0, (1 << 32) - 1], np.uint32), np.zeros(0, np.uint32)]
    asked += [np.unique(np.concatenate([*map(shingles, some(rng, 3)), *asked])) for _ in range(3)]
    asked += [shingles(own) for own in held[:20]]
    for hashes in asked:
        found, docs = index.holders(hashes)
        told = looked_up(held, hashes.tolist())
        assert sorted(zip(found.tolist(), docs.tolist(), strict=True)) == told
        for one in set(found.tolist()):
            assert (np.diff(docs[found == one]) > 0).all(), "of one hash they ascend"


def test_hashes_are_spread_over_the_buckets() -> None:
    """Though those of a signature are the smallest ones of its report."""
    rng = random.Random(1)
    texts = ([f"{rng.random()}" for _ in range(2000)] for _ in range(300))
    sizes = np.diff(shingle_arrays([signature((), own, None) for own in texts])[STARTS])
    assert sizes.size == 1 << 10 and sizes.max() < 3 * sizes.mean()


def put(name: str, place: int, number: int) -> Mapping[str, Array]:
    """The arrays of a few signatures, with another number at a place."""
    found = {key: own.copy() for key, own in shingle_arrays(some(random.Random(5), 50)).items()}
    found[name][place] = number
    return found


@pytest.mark.parametrize("damaged", [put(STARTS, 0, 1), put(STARTS, -1, 0), put(STARTS, 1, 60_000)])
def test_damaged_buckets_are_told(damaged: Mapping[str, Array]) -> None:
    with pytest.raises(NotArraysError):
        Shingles(damaged, 50)


@pytest.mark.parametrize(
    "damaged",
    [put(DOCS, 3, 50), put(LOWS, 3, (1 << 32) - 1), put(LOWS, 3, 0), put(LOWS, 2, 1 << 30)],
)
def test_damaged_shingles_are_told_by_who_asks(damaged: Mapping[str, Array]) -> None:
    index, all_of = (
        Shingles(damaged, 50),
        np.concatenate([*map(shingles, some(random.Random(5), 50))]),
    )
    with pytest.raises(NotArraysError):
        index.holders(np.unique(all_of))
    with pytest.raises(NotArraysError):
        index.between(0, 1 << 32)


def test_a_document_that_is_not_there_is_told_by_who_counts() -> None:
    with pytest.raises(NotArraysError):
        Shingles(put(DOCS, 3, 50), 50).count(np.ones(50, np.bool_))


@pytest.mark.parametrize("name", [STARTS, LOWS, DOCS])
def test_arrays_of_other_lengths_are_told(name: str) -> None:
    whole = shingle_arrays(some(random.Random(5), 50))
    with pytest.raises(NotArraysError):
        Shingles(whole | {name: whole[name][:-1]}, 50)
