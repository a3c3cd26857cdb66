"""Entries that are put away in runs, and what is joined → byte for byte the file of one run."""

import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.dates import DateRange
from search.engine.postings import arrays, growing, merging
from search.engine.postings.arrays import ArraysWriter, read
from search.engine.postings.growing import GrowingArray
from search.engine.postings.segment_builder import RUN_BYTES, SegmentBuilder
from search.facets.registry import COUNTED
from search.index.entry import IndexEntry
from search.index.fields import FIELDS
from search.index.signature import signature
from search.index.terms import ReportTerms
from search.serialization import compressed

TERMS = st.text(st.sampled_from("ab:đ\x7f\uffff\U00010000"), max_size=3)
PLACES = st.sets(st.sampled_from([0, 1, 255, 65535, 65536]) | st.integers(0, 40), min_size=1)
VALUES = st.lists(st.sampled_from("xyzđ"), min_size=1, max_size=3).map(tuple)

SIGNATURES = st.lists(st.sampled_from("abcdefgh"), max_size=60).map(
    lambda words: signature((), words, None)
)


@st.composite
def entries(draw: st.DrawFn) -> IndexEntry:
    """A report whose fields and facets differ."""
    terms = {f.name: draw(st.dictionaries(TERMS, PLACES.map(sorted), max_size=3)) for f in FIELDS}
    day = draw(st.sampled_from([0, 1, 700_000]))
    return IndexEntry(
        id=draw(st.uuids().map(str)),
        digest=draw(VALUES)[0],
        origins=draw(VALUES),
        terms=ReportTerms.of(terms),
        lengths={name: sum(map(len, found.values())) for name, found in terms.items()},
        facets={facet.name: draw(VALUES) for facet in COUNTED[:3]}
        | {facet.name: ("x",) for facet in COUNTED[3:]},
        dates=DateRange(date.fromordinal(day), date.fromordinal(day + 1)) if day else None,
        compressed=compressed(b""),
        signature=draw(SIGNATURES),
    )


Joined = list[tuple[Path, list[bool]]]


def written(
    folder: Path, name: str, some: list[IndexEntry], joined: Joined, run_bytes: int
) -> Path:
    """The file of some entries and the kept documents of other files."""
    builder = SegmentBuilder(folder, run_bytes)
    for one in some:
        builder.add(one)
    for path, live in joined:
        builder.join(read(path), np.array(live, np.bool_))
    builder.write(folder / name)
    return folder / name


@pytest.fixture
def small_ranges(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """So few numbers are merged at once that each range has a term or two."""
    monkeypatch.setattr(merging, "NUMBERS_AT_ONCE", 8)
    monkeypatch.setattr(merging, "TEXTS_AT_ONCE", 2)
    yield


@pytest.mark.slow
@pytest.mark.usefixtures("small_ranges")
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    some=st.lists(entries(), max_size=4),
    others=st.lists(
        st.tuples(st.lists(entries(), min_size=1, max_size=3), st.integers(0, 2)), max_size=2
    ),
)
def test_runs_change_no_byte(
    tmp_path_factory: pytest.TempPathFactory,
    some: list[IndexEntry],
    others: list[tuple[list[IndexEntry], int]],
) -> None:
    """Without joined segments, and with some, of each of which a document may be deleted."""
    folder = tmp_path_factory.mktemp("runs")
    joined: Joined = []
    for number, (held, gone) in enumerate(others):
        path = written(folder, f"joined-{number}", held, [], RUN_BYTES)
        joined.append((path, [place != gone for place in range(len(held))]))
    none: Joined = []
    for also in (none, joined):
        one_run = written(folder, "one", some, also, RUN_BYTES).read_bytes()
        assert written(folder, "many", some, also, 1).read_bytes() == one_run
    kept = [e for (held, _), (_, live) in zip(others, joined, strict=True)
            for e, is_live in zip(held, live, strict=True) if is_live]  # fmt: skip
    anew = read(written(folder, "anew", [*some, *kept], [], RUN_BYTES))
    merged = read(written(folder, "merged", some, joined, 1))
    for name in anew:
        if not name.startswith(
            ("facet.", "origins.")
        ):  # their values are in the order of the segments
            assert merged[name].dtype == anew[name].dtype
            assert merged[name].tolist() == anew[name].tolist()
    assert [path.name for path in folder.glob("*.tmp")] == []


def many(count: int) -> Iterator[IndexEntry]:
    """So many reports of a hundred terms a field, half of which all have."""
    for number in range(count):
        told = [f"{number} {place}" for place in range(100)]
        words = [f"w{place}" for place in range(50)]
        words += [f"x{(number * 7 + place) % 1000}" for place in range(50)]
        terms = {f.name: {word: [place] for place, word in enumerate(words)} for f in FIELDS}
        yield IndexEntry(
            id=f"{number:032}",
            digest=f"of {number}",
            origins=("/a/news.jsonl",),
            terms=ReportTerms.of(terms),
            lengths=dict.fromkeys(terms, 100),
            facets={facet.name: (f"v{number % 9}",) for facet in COUNTED},
            dates=None,
            compressed=compressed(b""),
            signature=signature((), told, None),
        )


def peak(folder: Path, count: int) -> int:
    """The most bytes that building so many reports had in memory at once."""
    tracemalloc.start()
    try:
        builder = SegmentBuilder(folder, 1_000_000)
        for one in many(count):
            builder.add(one)
        builder.write(folder / "x.arrays")
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_memory_does_not_follow_the_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "NUMBERS_AT_ONCE", 4_000)
    for room in (arrays, growing):  # runs of this test are as small as what stays in memory
        monkeypatch.setattr(room, "COPIED_AT_ONCE", 1 << 16)
    peak(tmp_path, 20)  # what is made once
    few = peak(tmp_path, 120)
    assert peak(tmp_path, 480) < 2 * few, "four times the reports"


def test_the_room_of_runs_is_given_back(tmp_path: Path) -> None:
    """Neither runs nor parts of arrays have names that a killed build would leave."""
    builder = SegmentBuilder(tmp_path, 1)
    for one in many(3):
        builder.add(one)
    assert list(tmp_path.iterdir()) == []
    builder.write(tmp_path / "x.arrays")
    assert [path.name for path in tmp_path.iterdir()] == ["x.arrays"]


@pytest.mark.parametrize("least", [1, 2, 4])
def test_an_array_that_grows_is_as_wide_as_its_largest_number(tmp_path: Path, least: int) -> None:
    parts = [[1, 2], [], [70_000], [255] * 70_000]
    grown = GrowingArray(tmp_path, least)
    for part in parts:
        grown.append(np.array(part, np.int64))
    with ArraysWriter(tmp_path / "x.arrays") as writer:
        grown.add_to(writer, "x")
        writer.write()
    found = read(tmp_path / "x.arrays")["x"]
    assert found.dtype == np.uint32
    assert found.tolist() == [number for part in parts for number in part]
