"""Groups of near-identical reports after a change are those of all signatures, grouped anew."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from search.index import near_identical, regroup
from search.index.likeness import LIKE
from search.index.near_identical import groups
from search.index.regroup import regrouped
from search.index.signature import shingles, signature
from tests.search.index.test_near_identical import on, text


class Table:
    """The signatures of an index, among those of reports that were removed from it."""

    def __init__(self, signatures: Mapping[str, bytes], removed: Mapping[str, bytes]) -> None:
        self._rows = [*removed.items(), *signatures.items()]
        self._first = len(removed)
        self.groups = groups(signatures)
        self.asked: set[int] = set()

    def id_of(self, doc: int) -> str:
        self.asked.add(doc)
        return self._rows[doc][0]

    def doc_of(self, report_id: str) -> int | None:
        ids = [name for name, _ in self._rows]
        return ids.index(report_id, self._first) if report_id in ids[self._first :] else None

    def signatures(self, docs: Sequence[int]) -> list[bytes]:
        return [self._rows[doc][1] for doc in docs]

    def holders(self, hashes: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        found = [
            (one, doc)
            for doc, (_, own) in enumerate(self._rows)
            for one in shingles(own).tolist()
            if doc >= self._first and one in hashes
        ]
        some, docs = np.array(found, np.int64).reshape(-1, 2).T
        return some.astype(np.uint32), docs


def some(rng: random.Random) -> bytes:
    """The signature of one of a few texts, whole or cut or with a frame that others have."""
    body = text(rng.randrange(12), rng.choice([6, 60, 200]))
    cut = rng.choice([0, 0, 0, 5, 25])
    body = body[: len(body) - cut * len(body) // 100]
    if rng.random() < 0.4:
        body = text(99, rng.choice([20, 60])) + body
    if rng.random() < 0.3:
        body = body + text(rng.randrange(100, 1000), rng.choice([4, 30]))
    return signature((), body, on(rng.choice([1, 2, 9]))) if rng.random() < 0.95 else b""


@pytest.mark.parametrize("usual", [2, 4, 64])
def test_groups_after_a_change_are_those_of_all(
    usual: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a hash becomes usual, or is not any more: `usual` signatures are soon there."""
    own = replace(LIKE, usual=usual)
    monkeypatch.setattr(near_identical, "LIKE", own)
    monkeypatch.setattr(regroup, "LIKE", own)
    rng, grouped, changed = random.Random(usual), 0, 0
    for _ in range(60):
        held = {f"r{number}": some(rng) for number in range(rng.randrange(60))}
        gone = {f"r{number}": some(rng) for number in range(5)}
        for _ in range(4):
            removed = set(rng.sample(sorted(held), min(len(held), rng.randrange(4))))
            names = [f"r{rng.randrange(80)}" for _ in range(rng.randrange(6))]
            put = {name: rng.choice([held.get(name, b""), some(rng)]) for name in names}
            after = {key: one for key, one in held.items() if key not in removed} | put
            found = regrouped(Table(held, gone), removed - put.keys(), put)
            assert found == groups(after)
            changed += found != groups(held)
            gone, held, grouped = {key: held[key] for key in removed}, after, grouped + len(found)
    assert grouped > 500 and changed > 50


def test_little_is_compared() -> None:
    """Of a thousand reports that are not alike none is looked at but those that change."""
    held = {f"r{number}": signature((), text(number, 150), None) for number in range(1000)}
    copy = signature((), text(7, 150)[:-2], None)
    own = Table(held, {})
    assert regrouped(own, (), {"new": copy}) == {"new": "r7", "r7": "r7"}
    assert own.asked == {7}
