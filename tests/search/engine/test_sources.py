"""Segments, some of whose documents are deleted → the groups of all signatures, grouped anew."""

import random
import tracemalloc
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from search.engine.postings import merging, sources
from search.engine.postings.arrays import Array, ArraysWriter, read
from search.engine.postings.merging import MergedPart, Merging
from search.engine.postings.segment_builder import SegmentBuilder
from search.engine.postings.segments import Segments
from search.engine.postings.shingles import shingle_arrays
from search.engine.postings.sources import SignaturesOfSegments
from search.facets.registry import COUNTED
from search.index import near_identical, regroup
from search.index.entry import IndexEntry
from search.index.fields import FIELDS
from search.index.likeness import LIKE
from search.index.near_identical import groups
from search.index.regroup import regrouped
from search.index.signature import signature
from search.index.terms import ReportTerms
from search.serialization import compressed
from tests.search.index.test_regroup import some


def entry(report_id: str, own: bytes) -> IndexEntry:
    """A report of which only the signature says something."""
    return IndexEntry(
        id=report_id,
        digest=f"đ{report_id}",
        origins=(f"/a//{report_id}",),
        terms=ReportTerms.of({one.name: {} for one in FIELDS}),
        lengths={one.name: 0 for one in FIELDS},
        facets={facet.name: ("x",) for facet in COUNTED},
        dates=None,
        compressed=compressed(b""),
        signature=own,
    )


@dataclass
class Archive:
    """Segments in a folder: `arrays`, and the numbers of those that are `deleted`, of each; and
    what is live: id → its signature, and where it lies."""

    folder: Path
    arrays: list[Mapping[str, Array]] = field(default_factory=list)
    deleted: list[set[int]] = field(default_factory=list)
    live: dict[str, bytes] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, put: Mapping[str, bytes], run_bytes: int) -> None:
        """Another segment, with reports that are new, or in the place of others."""
        builder = SegmentBuilder(self.folder, run_bytes)
        for number, (report_id, own) in enumerate(put.items()):
            self.remove(report_id)
            builder.add(entry(report_id, own))
            self.live[report_id], self.places[report_id] = own, (len(self.arrays), number)
        path = self.folder / f"{len(self.arrays)}.arrays"
        builder.write(path)
        self.arrays.append(read(path))
        self.deleted.append(set())

    def remove(self, report_id: str) -> None:
        if self.live.pop(report_id, None) is not None:
            segment, number = self.places[report_id]
            self.deleted[segment].add(number)

    def index(self) -> Segments:
        found = [(own, sorted(gone)) for own, gone in zip(self.arrays, self.deleted, strict=True)]
        return Segments(found, groups(self.live))

    def joined(self) -> Mapping[str, Array]:
        """What becomes of all segments when they are merged."""
        builder = SegmentBuilder(self.folder)
        for own, gone in zip(self.arrays, self.deleted, strict=True):
            kept = np.ones(own["added"].size, np.bool_)
            kept[sorted(gone)] = False
            builder.join(own, kept)
        builder.write(self.folder / "joined.arrays")
        return read(self.folder / "joined.arrays")

    def anew(self) -> Mapping[str, Array]:
        """The same, written at once."""
        builder = SegmentBuilder(self.folder)
        for report_id in sorted(self.live, key=self.places.__getitem__):
            builder.add(entry(report_id, self.live[report_id]))
        builder.write(self.folder / "anew.arrays")
        return read(self.folder / "anew.arrays")


def drawn(rng: random.Random, folder: Path) -> Archive:
    """One to three segments; some reports replaced by a later one, some removed."""
    archive = Archive(folder)
    for number in range(rng.randrange(1, 4)):
        names = [f"{number}đ{n}" for n in range(rng.randrange(1, 25))]
        held = sorted(archive.live)
        names += rng.sample(held, min(len(held), rng.randrange(4)))
        archive.add({name: some(rng) for name in names}, rng.choice([1, 10**7]))
    held = sorted(archive.live)
    for report_id in rng.sample(held, len(held) // rng.choice([2, 3, 9])):
        archive.remove(report_id)
    return archive


@pytest.mark.parametrize("many", [0, 32, 10**6])
def test_groups_over_segments_are_those_of_all(
    many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether signatures are read one by one or all at once; and what is merged has the bytes of
    what is written at once."""
    monkeypatch.setattr(sources, "_MANY", many)
    monkeypatch.setattr(merging, "NUMBERS_AT_ONCE", 50)
    for room in (near_identical, regroup):
        monkeypatch.setattr(room, "LIKE", replace(LIKE, usual=12))
    rng, grouped = random.Random(many), 0
    for turn in range(20):
        folder = tmp_path / str(turn)
        folder.mkdir()
        archive = drawn(rng, folder)
        held = sorted(archive.live)
        removed = set(rng.sample(held, min(len(held), rng.randrange(4))))
        put = {rng.choice([*held, "new", "đ"]): some(rng) for _ in range(rng.randrange(4))}
        after = {name: own for name, own in archive.live.items() if name not in removed} | put
        found = regrouped(SignaturesOfSegments(archive.index()), removed - put.keys(), put)
        assert found == groups(after)
        grouped += len(found)
        joined, anew = archive.joined(), archive.anew()
        for name in ("shingle.starts", "shingle.lows", "shingle.docs", "digest.texts"):
            assert joined[name].dtype == anew[name].dtype
            assert joined[name].tolist() == anew[name].tolist()
    assert grouped > 20


def test_merging_the_shingles_of_few_among_many_takes_little_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a root that is forgotten a segment has most documents deleted."""
    monkeypatch.setattr(merging, "NUMBERS_AT_ONCE", 4_000)
    own = shingle_arrays([signature((), [f"{n} {m}" for m in range(60)], None) for n in range(900)])

    def peak(kept: int) -> int:
        part = MergedPart(own, np.arange(900) < kept)
        with ArraysWriter(tmp_path / "x") as writer:
            tracemalloc.start()
            Merging([part], writer, tmp_path)._shingles()
            found = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return found

    assert peak(9) < 1.5 * peak(900)
