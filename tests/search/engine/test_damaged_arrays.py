"""Numbers of an index that no builder wrote: an error where they are read, not an answer."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from search.engine.errors import DamagedIndexError
from search.engine.postings import arrays
from search.engine.postings.arrays import NotArraysError, OpenArrays
from search.engine.protocol import Request, Snapshot
from search.engine.query_tree import Clause
from search.engine.tables import InTables
from search.engine.urls import open_engine
from search.engine.whoosh.files import OpenFile, record_of
from search.engine.whoosh.manifest import Manifest, seal, unseal
from search.index.signature import signature
from tests.search.engine.test_contract import entry, phrase, publish

HUGE = 4_000_000_000
SIGNATURE = signature((), [f"a{n}" for n in range(80)], None)


def put(*places: tuple[int, int]) -> Callable[[Any], object]:
    """Another number at some places."""

    def change(found: Any) -> object:
        for place, number in places:
            found[place] = number
        return found

    return change


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of one segment; the term "a" is in all its reports, twice in each."""
    entries = (replace(entry(f"r{n}", f"a b{n} a"), signature=SIGNATURE) for n in range(9))
    publish(open_engine(str(tmp_path / "index")), *entries)
    return tmp_path / "index"


def ask_everything(snapshot: Snapshot) -> None:
    for words in (phrase("a"), phrase("a b3"), phrase("b4")):
        snapshot.search(Request(words, (Clause(words),), counted=("province", "outlet")))
    snapshot.terms("body")
    for number in range(9):
        snapshot.stored(f"r{number}")
        snapshot.copies(f"r{number}")
    list(snapshot.sources())
    assert isinstance(snapshot, InTables)
    snapshot.regrouped((), {"new": SIGNATURE})
    snapshot.stats()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("body.text_starts", put((1, HUGE))),
        ("body.text_starts", put((0, 1))),
        ("body.text_starts", lambda found: found[:-1]),
        ("body.gap_starts", put((1, HUGE))),
        ("body.gap_starts", put((-1, 0))),
        ("body.gap_widths", put((0, 3))),
        ("body.gap_widths", put((0, 0))),
        ("body.gap_widths", lambda found: found[1:]),
        ("body.gaps", put((0, 250))),
        ("body.gaps", put((1, 0))),
        ("body.frequency_starts", put((1, 1))),
        ("body.frequencys", put((0, 0))),
        ("body.frequencys", put((0, 200))),
        ("body.position_starts", put((1, HUGE))),
        ("body.position_starts", put((1, 3))),
        ("body.positions", lambda found: found[:-1]),
        ("body.positions", None),
        ("facet.province.codes", put((0, 200))),
        ("facet.province.starts", put((1, HUGE))),
        ("facet.province.starts", lambda found: found[:-1]),
        ("first_day", lambda found: found[:-1]),
        ("last_day", lambda found: found[:-1]),
        ("added", lambda found: found[:-1]),
        ("extent.body", lambda found: found[:-1]),
        ("length.body", lambda found: found[:-1]),
        ("id.text_starts", put((3, 0))),
        ("id.texts", put((0, 255))),
        ("digest.text_starts", put((1, HUGE))),
        ("digest.texts", put((0, 255))),
        ("origins.codes", put((0, 200))),
        ("origins.starts", put((1, HUGE))),
        ("origins.starts", put((1, 0))),
        ("shingle.docs", put((1, 9))),
        ("shingle.docs", lambda found: found[1:]),
        ("shingle.lows", lambda found: found[1:]),
        ("shingle.lows", put((0, HUGE))),
        ("added", lambda found: found[1:]),
        ("shingle.starts", lambda found: found[1:]),
        ("shingle.starts", put((0, 1))),
        ("id.order", put((0, 200))),
        ("id.order", lambda found: found[:-1]),
        ("signature.text_starts", put((1, 3))),
    ],
)
def test_a_damaged_number_is_told(
    folder: Path, name: str, change: Callable[[Any], object] | None
) -> None:
    """Vouched for all the same: what is read before it was compared may be anything."""
    path = next(folder.glob("g-*/*.arrays"))
    found: dict[str, Any] = {n: np.array(array) for n, array in arrays.read(path).items()}
    if change:
        found[name] = change(found[name])
    else:
        del found[name]
    arrays.write(path, found)
    vouch(path.parent)
    with pytest.raises(DamagedIndexError):
        ask_everything(open_engine(str(folder)).snapshot())


@pytest.mark.parametrize(
    "change",
    [put((3, 0)), put((3, HUGE)), put((3, 97)), lambda found: found[:2], lambda found: found[:4]],
)
def test_a_damaged_signature_is_told(tmp_path: Path, change: Callable[[Any], Any]) -> None:
    """Before anything is grouped by it: how many hashes follow, or the header, is another."""
    new = {"new": signature((), [f"a{n}" for n in range(81)], None)}
    own = signature((), [f"a{n}" for n in range(80)], None)
    publish(open_engine(str(tmp_path)), replace(entry("r", "a"), signature=own))
    snapshot = open_engine(str(tmp_path)).snapshot()
    assert isinstance(snapshot, InTables)
    assert snapshot.regrouped((), new) == {"new": "new", "r": "new"}
    path = next(tmp_path.glob("g-*/*.arrays"))
    found = {n: np.array(array) for n, array in arrays.read(path).items()}
    damaged = change(found["signature.texts"].view("<u4")).view(np.uint8)
    starts = np.array([0, damaged.size], found["signature.text_starts"].dtype)
    arrays.write(path, found | {"signature.texts": damaged, "signature.text_starts": starts})
    vouch(path.parent)
    snapshot = open_engine(str(tmp_path)).snapshot()
    assert isinstance(snapshot, InTables)
    with pytest.raises(DamagedIndexError, match=r"damaged signature.*rollback"):
        snapshot.regrouped((), new)


def vouch(generation: Path) -> None:
    """Let the manifest say that the files are as they are."""
    path = generation / "MANIFEST.json"
    read = unseal(path.read_bytes())
    records = {name: record_of(generation / name) for name in read.files}
    path.write_bytes(seal(Manifest(read.fingerprint, read.extraction_fingerprint, records)))


HEADERS = [
    b"",
    b"hoinghi1",
    b"hoinghi2" + bytes(8),
    b"hoinghi1" + b"\xff" * 8,
    b"hoinghi1" + (99).to_bytes(8, "little") + b"{}",
    b"hoinghi1" + (2).to_bytes(8, "little") + b"[]",
]


def header(extent: str) -> bytes:
    told = b'{"a":' + extent.encode() + b"}"
    told += b" " * (112 - len(told))
    return b"hoinghi1" + len(told).to_bytes(8, "little") + told + bytes(128)


@pytest.mark.parametrize(
    "whole",
    [
        *HEADERS,
        header('{"dtype":"|u1","start":0,"size":129}'),
        header('{"dtype":"|u1","start":-64,"size":1}'),
        header('{"dtype":"|u1","start":0,"size":-1}'),
        header('{"dtype":"|u1","start":1,"size":1}'),
        header('{"dtype":"<u4","start":0,"size":3}'),
        header('{"dtype":"O","start":0,"size":8}'),
        header('{"dtype":"<f8","start":0,"size":8}'),
        header('{"dtype":"|V0","start":0,"size":8}'),
        header('{"dtype":"|u1","start":0}'),
    ],
)
def test_a_damaged_header_is_no_array(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "x.arrays"
    path.write_bytes(whole)
    with pytest.raises(NotArraysError):
        OpenArrays(OpenFile(path))
    with pytest.raises(NotArraysError):
        arrays.read(path)


def test_a_good_one_is_read_alike_in_both_ways(tmp_path: Path) -> None:
    path = tmp_path / "x.arrays"
    written: arrays.Arrays = {
        "a": np.arange(1000, dtype=np.uint16), "b": np.zeros(0, np.uint8),
        "c": np.arange(-5, 70_000, dtype=np.int32),
    }  # fmt: skip
    arrays.write(path, written)
    found, mapped = OpenArrays(OpenFile(path)), arrays.read(path)
    assert list(found) == list(mapped) == list(written) and len(found) == 3
    for name, array in written.items():
        assert np.array_equal(found[name], array) and np.array_equal(mapped[name], array)
    part = found.sliced("c")
    assert part.size == 70_005 and part[3:6].tolist() == [-2, -1, 0] and part[7:7].size == 0
    assert not found["a"].flags.writeable
    with pytest.raises(NotArraysError, match="no array 'd'"):
        found.sliced("d")


def test_only_what_is_asked_for_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.arrays"
    arrays.write(path, {"a": np.arange(100_000, dtype=np.uint32)})
    file = OpenFile(path)
    counted: list[int] = []

    class Counting:
        size = file.size

        def read(self, start: int, size: int) -> bytes:
            counted.append(size)
            return file.read(start, size)

    found = OpenArrays(Counting())
    counted.clear()
    assert found.sliced("a")[500:510].tolist() == list(range(500, 510))
    assert counted == [40]
