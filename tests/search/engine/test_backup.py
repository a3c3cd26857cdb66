"""An index in one file, and back: the same answers, or a clear error and nothing."""

import io
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.build.run import build
from search.answer.json_records import answer_record
from search.answer.page import answer
from search.answers import Query
from search.engine.errors import DamagedIndexError, EngineError, NoIndexError
from search.engine.urls import open_engine
from search.engine.whoosh.adapter import WhooshEngine
from search.searcher import Searcher
from search.serialization import encode

QUERIES = ["", "giải ngân", "giai ngan", '"bão số 3"', "tỉnh:hưng yên", "không có gì như thế"]


@pytest.fixture
def engine(samples_url: str, tmp_path: Path) -> WhooshEngine:
    """An index of its own, with words and corrections beside it."""
    folder = tmp_path / "index"
    shutil.copytree(samples_url.removeprefix("whoosh:"), folder)
    (folder / "words.tsv").write_text("gnv\tgiải ngân vốn\n", "utf-8")
    return WhooshEngine(folder)


def answers(engine: WhooshEngine) -> list[bytes]:
    searcher = Searcher(engine.snapshot())
    return [encode(answer_record(answer(Query(text), searcher))) for text in QUERIES]


def test_answers_are_the_same_byte_by_byte(engine: WhooshEngine, tmp_path: Path) -> None:
    name = engine.backup(tmp_path / "a.tar")
    other = WhooshEngine(tmp_path / "other")
    assert other.restore(tmp_path / "a.tar") == name
    assert answers(other) == answers(engine)
    assert other.check() == []
    assert (
        tmp_path / "other" / "words.tsv"
    ).read_bytes() == b"gnv\tgi\xe1\xba\xa3i ng\xc3\xa2n v\xe1\xbb\x91n\n"
    assert other.notes() == engine.notes()
    assert other.run_summary() == engine.run_summary() != b""


def test_the_index_goes_on_from_there(write: Callable[[str, str], Path], tmp_path: Path) -> None:
    write("0.txt", "Hội nghị bàn việc.")
    first = WhooshEngine(tmp_path / "first")
    build([tmp_path / "reports"], first)
    first.backup(tmp_path / "a.tar")
    second = WhooshEngine(tmp_path / "second")
    second.restore(tmp_path / "a.tar")
    write("1.txt", "Hội nghị bàn việc khác.")
    outcome = build([tmp_path / "reports"], second)
    assert (outcome.added, outcome.unchanged) == (1, 1)


def test_a_byte_that_rots_before_is_told(engine: WhooshEngine, tmp_path: Path) -> None:
    largest = max((tmp_path / "index").glob("g-*/*"), key=lambda path: path.stat().st_size)
    data = bytearray(largest.read_bytes())
    data[len(data) // 2] ^= 1
    largest.write_bytes(data)
    with pytest.raises(DamagedIndexError, match="not what was written"):
        engine.backup(tmp_path / "a.tar")
    assert list(tmp_path.glob("a.tar*")) == []


@pytest.mark.parametrize("part", range(12))
def test_whatever_rots_in_the_file_is_told(engine: WhooshEngine, tmp_path: Path, part: int) -> None:
    """A bit of each twelfth; the padding of the archive alone says nothing."""
    file = tmp_path / "a.tar"
    engine.backup(file)
    with tarfile.open(file) as archive:
        sizes = [(entry.offset_data, entry.size) for entry in archive if entry.name[:2] == "g-"]
    places = [start + size * (part + 1) // 13 for start, size in sizes if size > 1000]
    data = bytearray(file.read_bytes())
    data[places[part % len(places)]] ^= 4
    file.write_bytes(data)
    other = WhooshEngine(tmp_path / "other")
    with pytest.raises(DamagedIndexError):
        other.restore(file)
    with pytest.raises(NoIndexError):
        other.snapshot()


def test_a_file_cut_short_is_told(engine: WhooshEngine, tmp_path: Path) -> None:
    file = tmp_path / "a.tar"
    engine.backup(file)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(DamagedIndexError):
        WhooshEngine(tmp_path / "other").restore(file)


@pytest.mark.parametrize("name", ["../../evil", "g-000001/../../evil", "/etc/evil", "evil"])
def test_no_entry_leads_out(tmp_path: Path, name: str) -> None:
    file = tmp_path / "a.tar"
    with tarfile.open(file, "w") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = 4
        archive.addfile(entry, io.BytesIO(b"evil"))
    with pytest.raises(DamagedIndexError):
        WhooshEngine(tmp_path / "a" / "other").restore(file)
    assert not list(tmp_path.rglob("evil"))


def test_an_index_is_never_restored_over(engine: WhooshEngine, tmp_path: Path) -> None:
    engine.backup(tmp_path / "a.tar")
    with pytest.raises(EngineError, match="already"):
        engine.restore(tmp_path / "a.tar")


def test_without_an_index_or_a_file(tmp_path: Path) -> None:
    engine = open_engine(str(tmp_path / "none"))
    assert isinstance(engine, WhooshEngine)
    with pytest.raises(NoIndexError):
        engine.backup(tmp_path / "a.tar")
    with pytest.raises(EngineError, match="there is no"):
        engine.restore(tmp_path / "a.tar")
