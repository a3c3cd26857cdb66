"""Whoosh keeps tables as pickles: whatever a stranger writes into one, nothing of it is run."""

import os
import pickle
import sys
from dataclasses import replace
from pathlib import Path
from struct import pack, unpack

import pytest
from whoosh import columns, compat, externalsort, formats, index
from whoosh.codec import whoosh3
from whoosh.fields import Schema
from whoosh.filedb import structfile
from whoosh.writing import PostingPool

from search.engine.errors import DamagedIndexError
from search.engine.urls import open_engine
from search.engine.whoosh.files import record_of
from search.engine.whoosh.manifest import seal, unseal
from search.engine.whoosh.pickles import NamingUnpickler, plain
from tests.search.engine.test_contract import entry, publish

RENAMING = {"whoosh.util.loading"}
"""What reads the tables of contents of old forms, which is asked by nobody: see `guard`."""


class Hostile:
    """An object whose pickle makes a folder where it is read."""

    def __init__(self, made: Path) -> None:
        self._made = made

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self._made),)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The live generation of an index of a few reports."""
    publish(open_engine(str(tmp_path / "index")), *(entry(f"r{n}", "a b") for n in range(9)))
    return tmp_path / "index" / "g-000001"


def reseal(folder: Path) -> None:
    """Let the manifest vouch for the files as they are: who writes one can write the other."""
    path = folder / "MANIFEST.json"
    manifest = unseal(path.read_bytes())
    records = {name: record_of(folder / name) for name in manifest.files}
    path.write_bytes(seal(replace(manifest, files=records)))


def in_contents(folder: Path, hostile: bytes) -> None:
    """In place of the list of segments, which a table of contents ends with."""
    path = next(folder.glob("*.toc"))
    whole = path.read_bytes()
    begin = whole.rindex(b"\x80", 0, whole.index(b"W3Segment"))
    path.write_bytes(whole[:begin] + hostile)


def in_schema(folder: Path, hostile: bytes) -> None:
    """In place of the schema."""
    path = next(folder.glob("*.toc"))
    whole = path.read_bytes()
    begin = whole.index(b"\x80\x02")
    end = whole.index(b".", whole.rindex(b"Existence")) + 1
    padded = hostile + b"\x00" * (end - begin - len(hostile))
    path.write_bytes(whole[:begin] + padded + whole[end:])


def in_directory(folder: Path, hostile: bytes) -> None:
    """In place of the directory of a segment."""
    path = next(folder.glob("*.seg"))
    whole = path.read_bytes()
    begin, _ = unpack("!qi", whole[:12])
    path.write_bytes(pack("!qi", begin, len(hostile)) + whole[12:begin] + hostile)


@pytest.mark.parametrize("where", [in_contents, in_directory])
def test_it_is_damage_and_not_run(folder: Path, tmp_path: Path, where: object) -> None:
    made = tmp_path / "made"
    assert callable(where)
    where(folder, pickle.dumps(Hostile(made)))
    reseal(folder)
    engine = open_engine(str(folder.parent))
    with pytest.raises(DamagedIndexError, match=r"names (posix|nt)\.mkdir"):
        engine.snapshot()
    with pytest.raises(DamagedIndexError):
        engine.writer("rules")
    assert engine.known_sources() == [] or where is in_directory, "the arrays tell of the sources"
    assert not made.exists()


def test_the_schema_that_is_kept_is_not_read(folder: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    in_schema(folder, pickle.dumps(Hostile(made)))
    reseal(folder)
    engine = open_engine(str(folder.parent))
    publish(engine, entry("new", "a b"))
    assert len(list(engine.snapshot().sources())) == 10
    assert not made.exists()


def test_a_table_that_nobody_reads_hurts_nobody(folder: Path) -> None:
    path = next(folder.glob("*.seg"))
    whole = bytearray(path.read_bytes())
    begin, size = unpack("!qi", whole[:12])
    [(at, length)] = [
        (found["offset"], found["length"])
        for name, found in plain(bytes(whole[begin : begin + size])).items()
        if name.endswith(".trm")
    ]
    whole[at : at + length] = bytes(length)
    path.write_bytes(whole)
    reseal(folder)
    engine = open_engine(str(folder.parent))
    assert len(list(engine.snapshot().sources())) == 9, "no search reads it"
    publish(engine, *(entry(f"more{n}", "a") for n in range(9)))
    assert len(list(engine.snapshot().sources())) == 18, "nor does a merge"
    assert engine.check() == []


@pytest.mark.parametrize(
    "read",
    [
        plain, index.pickle.loads, columns.loads, formats.loads, whoosh3.loads, compat.loads,
        lambda data: whoosh3.W3TermInfo.from_bytes(term_of(data)),
    ],
)  # fmt: skip
def test_every_reader_of_pickles_refuses(tmp_path: Path, read: object) -> None:
    assert callable(read)
    with pytest.raises(pickle.UnpicklingError, match="mkdir"):
        read(pickle.dumps(Hostile(tmp_path / "made")))
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("protocol", [2, 5])
def test_what_a_large_build_sorts_on_the_disk_comes_back(tmp_path: Path, protocol: int) -> None:
    """Bytes among it, which the form that Whoosh writes makes by a call."""
    items = [("id", b"r\xff1", 3, 1.0, b""), ("id", b"r2", 4, 0.5, None)]
    path = tmp_path / "run"
    path.write_bytes(b"".join(pickle.dumps(item, protocol) for item in items))
    with path.open("rb") as file:
        assert [externalsort.load(file) for _ in items] == items
        with pytest.raises(EOFError):
            externalsort.load(file)


def test_a_large_build_is_sorted_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    original = PostingPool.add

    def add(pool: PostingPool, item: object) -> None:
        pool.limit = 200
        original(pool, item)
        made.extend(pool.runs[len(made) :])

    monkeypatch.setattr(PostingPool, "add", add)
    engine = open_engine(str(tmp_path / "index"))
    for half in (range(6), range(6, 12)):
        publish(engine, *(entry(f"r{n}", "a b") for n in half))
    assert made and len(list(engine.snapshot().sources())) == 12


@pytest.mark.parametrize(
    "told", [b"c_codecs\nencode\n(Vx\nVrot13\ntR.", b"cbuiltins\nbytes\n(I9\ntR."]
)
def test_bytes_are_told_in_one_way(told: bytes) -> None:
    with pytest.raises((pickle.UnpicklingError, TypeError)):
        plain(told)


def term_of(postings: bytes) -> bytes:
    """A term of a table of Whoosh's, with its postings beside it."""
    return bytes(whoosh3.W3TermInfo._struct.pack(1, 1.0, 1, 0, 0, 1.0, 0, 0)) + postings


def test_a_file_of_pickles_is_read_so_too(tmp_path: Path) -> None:
    path = tmp_path / "pickle"
    path.write_bytes(pickle.dumps(Hostile(tmp_path / "made")))
    with path.open("rb") as file, pytest.raises(pickle.UnpicklingError, match="mkdir"):
        structfile.StructFile(file).read_pickle()
    assert not (tmp_path / "made").exists()


def test_a_class_that_may_be_named_is_not_changed() -> None:
    told = b"cwhoosh.fields\nSchema\n(N}Vclean\nI1\nstb."
    before = Schema.clean
    with pytest.raises(pickle.UnpicklingError, match="changes a class"):
        index.pickle.loads(told)
    assert Schema.clean is before


@pytest.mark.parametrize("name", ["Schema.clean", "open", "codecs", "ensure_schema"])
def test_what_is_beside_a_class_is_not_named(name: str) -> None:
    with pytest.raises(pickle.UnpicklingError, match=f"names whoosh.fields.{name}"):
        index.pickle.loads(f"cwhoosh.fields\n{name}\n.".encode())


def test_no_module_of_whoosh_unpickles_by_itself() -> None:
    """Whatever a module of Whoosh may call to read a pickle is ours."""
    unsafe = (pickle, pickle.load, pickle.loads, pickle.Unpickler)
    modules = {name: module for name, module in sys.modules.items() if name.startswith("whoosh")}
    assert len(modules) > 20
    found = {
        name for name, module in modules.items() for value in vars(module).values()
        if any(value is one for one in unsafe)
    }  # fmt: skip
    assert found <= RENAMING
    assert index.toc_loaders == {}
    assert issubclass(NamingUnpickler, pickle._Unpickler)
