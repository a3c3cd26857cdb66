"""Packed records: read to their checksum before a line of them counts, in bounded memory."""

import gzip
import json
import random
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.build.run import build
from indexer.read import contents, gzipped, json_lines
from indexer.read.archive import zip_parts
from indexer.read.document import BadFile, RawDocument
from indexer.read.reader import read
from indexer.read.record_text import record_text
from search.engine.urls import open_engine
from search.report import SourcePath
from tests.indexer.build.test_build import stored

Write = Callable[[str, str], Path]

LINES = b"\n".join(
    json.dumps({"id": str(n), "text": f"Họp số {n} {random.Random(n).random()}"}).encode()
    for n in range(300)
)
PACKED = gzip.compress(LINES)


def found(path: Path, data: bytes) -> list[object]:
    path.write_bytes(data)
    return list(read(SourcePath(str(path.parent), path.name)))


def damages() -> list[bytes]:
    """Cut anywhere, a byte changed anywhere, other bytes after the end."""
    chance = random.Random(18)
    cut = [PACKED[: chance.randrange(len(PACKED))] for _ in range(40)] + [b"", PACKED[:-1]]
    changed = []
    for at in [*range(len(PACKED) - 8, len(PACKED)), *chance.sample(range(10, len(PACKED)), 60)]:
        data = bytearray(PACKED)
        data[at] ^= 1 << chance.randrange(8)
        changed.append(bytes(data))
    after = [PACKED + b"x", PACKED + b"\0\0x", PACKED + PACKED[:50], PACKED + LINES]
    return cut + changed + after


def test_of_a_damaged_file_no_line_counts(tmp_path: Path) -> None:
    for data in damages():
        [bad] = found(tmp_path / "r.jsonl.gz", data)
        assert isinstance(bad, BadFile) and bad.unread
        assert bad.reason.startswith("is a damaged gzip file: "), bad.reason


def test_a_whole_file_gives_its_lines_in_several_members_and_padded(tmp_path: Path) -> None:
    plain = [one.text for one in found(tmp_path / "r.jsonl", LINES) if isinstance(one, RawDocument)]
    assert len(plain) == 300
    several = b"".join(gzip.compress(LINES[n : n + 999]) for n in range(0, len(LINES), 999))
    for data in (PACKED, several, PACKED + b"\0" * 512):
        packed = found(tmp_path / "r.jsonl.gz", data)
        assert [one.text for one in packed if isinstance(one, RawDocument)] == plain


def test_what_the_index_has_of_a_file_stays_while_it_is_damaged(tmp_path: Path) -> None:
    path, engine = tmp_path / "r/r.jsonl.gz", open_engine(str(tmp_path / "index"))
    path.parent.mkdir()
    path.write_bytes(gzip.compress(b'{"id": "1", "text": "m\xe1\xbb\x99t"}'))
    build([path.parent], engine)
    path.write_bytes(PACKED[:-4])
    outcome = build([path.parent], engine)
    assert len(outcome.bad) == 1 and outcome.generation is None and outcome.unchanged == 1


def test_memory_is_bounded_by_a_file_of_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above the limit the unpacked bytes lie on the disk; of one that grows too much, few do."""
    rolled: list[int] = []
    original = tempfile.SpooledTemporaryFile.rollover

    def rollover(file: "tempfile.SpooledTemporaryFile[bytes]") -> None:
        rolled.append(file.tell())
        original(file)

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", rollover)
    monkeypatch.setattr(gzipped, "_IN_MEMORY", 5_000)
    monkeypatch.setattr(gzipped, "_CHUNK", 1_000)
    assert len(found(tmp_path / "r.jsonl.gz", PACKED)) == 300
    assert len(rolled) == 1 and rolled[0] <= 6_000
    monkeypatch.setattr(gzipped, "MAX_UNPACKED", 9_000)
    written: list[int] = []
    monkeypatch.setattr(
        tempfile.SpooledTemporaryFile, "write", lambda file, data: written.append(len(data))
    )
    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "tell", lambda file: sum(written))
    packed = gzip.compress(b" " * 10_000_000)
    [bad] = found(tmp_path / "r.jsonl.gz", packed)
    assert isinstance(bad, BadFile) and "more than 100 to 1" in bad.reason and bad.unread
    assert sum(written) <= max(9_000, 100 * len(packed))


def test_a_full_disk_is_told_and_the_file_stays_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: object, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "write", full)
    [bad] = found(tmp_path / "r.jsonl.gz", PACKED)
    assert isinstance(bad, BadFile) and bad.unread and "No space left" in bad.reason


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_a_member_of_an_archive_with_a_wrong_checksum_gives_nothing(
    tmp_path: Path, method: int
) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.txt", LINES)
        archive.writestr("b.txt", "Họp.")
        crc = zlib.crc32(LINES).to_bytes(4, "little")
    data = path.read_bytes().replace(crc, b"\x01\x02\x03\x04")
    first, second = zip_parts(data)
    assert first.data == b"" and (first.problem or "").startswith("is damaged: ")
    assert second.data.decode() == "Họp." and second.problem is None


def test_a_damaged_member_keeps_what_the_index_has_of_it(tmp_path: Path) -> None:
    path, engine = tmp_path / "r/a.zip", open_engine(str(tmp_path / "index"))
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "Hội nghị bàn việc cấp nước.")
        archive.writestr("b.txt", "Hội nghị bàn việc đắp đê.")
    whole = path.read_bytes()
    build([path.parent], engine)
    path.write_bytes(whole.replace("đắp đê".encode(), "đắp đô".encode()))
    outcome = build([path.parent], engine)
    assert [bad.path for bad in outcome.bad] == [f"{path}//b.txt"] and outcome.removed == 0
    assert "đắp đê" in stored(engine, "a.zip/b.txt").report.text


def test_an_error_that_no_reader_means_is_of_its_line_or_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plain texts and records are read by the process that writes the index."""
    original = record_text

    def failing(text: str) -> object:
        if "số 7 " in text:
            raise IndexError("surprise")
        return original(text)

    monkeypatch.setattr(json_lines, "record_text", failing)
    lines = found(tmp_path / "r.jsonl", LINES)
    [bad] = [one for one in lines if isinstance(one, BadFile)]
    assert bad.path.endswith("r.jsonl:8") and "IndexError('surprise')" in bad.reason
    assert len(lines) == 300

    def surprised(*_: object) -> object:
        raise TypeError("surprise")

    monkeypatch.setattr(contents, "text_of", surprised)
    [bad] = [one for one in found(tmp_path / "a.txt", b"Hop.") if isinstance(one, BadFile)]
    assert bad.unread and "TypeError('surprise')" in bad.reason
