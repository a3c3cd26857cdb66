"""What an update compares of the generation before: what it copies always, the rest once a day."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from search.engine.errors import DamagedIndexError
from search.engine.serving import Serving
from search.engine.urls import open_engine
from search.engine.whoosh import verified
from search.engine.whoosh.files import SMALL, OpenFile
from search.engine.whoosh.generation_files import FileIdentity
from tests.search.engine.test_contract import ask, entry, publish

READ: list[str] = []
"""The names of the large files that were read from end to end."""


@pytest.fixture(autouse=True)
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """READ is filled, and begins empty."""
    whole = OpenFile.fault

    def fault(self: OpenFile, *arguments: object) -> str | None:
        if self.size > SMALL:
            READ.append(self.path.name)
        return whole(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(OpenFile, "fault", fault)
    READ.clear()
    yield
    READ.clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index with one large segment, whose files are as old as those of yesterday."""
    entries = (entry(f"l{n}", " ".join(f"w{n}x{m}" for m in range(300))) for n in range(40))
    publish(open_engine(str(tmp_path / "index")), *entries)
    settle(tmp_path / "index")
    return tmp_path / "index"


def settle(folder: Path) -> None:
    """Let all that is there be an hour old."""
    for path in folder.glob("g-*/*"):
        os.utime(path, (time.time() - 3600, time.time() - 3600))


def arrays(folder: Path) -> Path:
    """The arrays of the large segment, in the live generation."""
    live = max(folder.glob("g-*"))
    return max(live.glob("*.arrays"), key=lambda path: path.stat().st_size)


def rot(path: Path) -> None:
    """Change a byte as a disk does: nobody wrote, so that no time tells."""
    before = path.stat()
    with path.open("r+b") as file:
        file.seek(before.st_size // 2)
        [byte] = file.read(1)
        file.seek(before.st_size // 2)
        file.write(bytes([byte ^ 1]))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def update(folder: Path, number: int) -> None:
    publish(open_engine(str(folder)), entry(f"new{number}", "a b"))


def test_an_update_reads_a_large_segment_once_a_day(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = arrays(folder).name
    update(folder, 1)
    assert READ.count(name) == 1, "nobody had compared it"
    update(folder, 2)
    update(folder, 3)
    assert READ.count(name) == 1
    tomorrow = time.time() + verified.TRUSTED
    monkeypatch.setattr(time, "time", lambda: tomorrow)
    update(folder, 4)
    assert READ.count(name) == 2


def test_what_was_written_to_is_compared_again(folder: Path) -> None:
    """A program gives a file another time, size or inode, unless it writes into it and then sets
    its time back: that is told as rot is (see `rot`)."""
    update(folder, 1)
    path = arrays(folder)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(DamagedIndexError, match=path.name):
        update(folder, 2)


def test_what_was_just_written_is_compared_again(folder: Path) -> None:
    """A second write within a tick of the clock of a file system leaves the time as it was."""
    for path in folder.glob("g-*/*"):
        os.utime(path)
    update(folder, 1)
    rot(arrays(folder))
    with pytest.raises(DamagedIndexError, match=arrays(folder).name):
        update(folder, 2)


def test_what_rots_after_that_is_told_by_all_but_the_next_updates(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes over into the next generation with the old checksum: so it stays damage."""
    update(folder, 1)
    name = arrays(folder).name
    rot(arrays(folder))
    update(folder, 2)
    engine = open_engine(str(folder))
    assert engine.snapshot().generation == "g-000003"
    assert [name in line for line in engine.check()] == [True]
    served = Serving(engine, lambda seconds: None)
    served.verify_in_background()
    with suppress(DamagedIndexError):  # it may be done by then
        served.current()
    assert served._verifier
    served._verifier.join()
    with pytest.raises(DamagedIndexError, match=name):
        served.current()
    tomorrow = time.time() + verified.TRUSTED
    monkeypatch.setattr(time, "time", lambda: tomorrow)
    with pytest.raises(DamagedIndexError, match=name):
        update(folder, 3)


def test_what_rots_is_never_copied_into_a_new_file(folder: Path) -> None:
    """A merge would give it a new checksum, by which it would be right for ever."""
    update(folder, 1)
    rot(arrays(folder))
    engine = open_engine(str(folder))
    with pytest.raises(DamagedIndexError, match=arrays(folder).name), engine.writer("rules") as new:
        for number in range(100):  # so many that the large segment joins them
            new.put(entry(f"more{number}", "a"))
        new.commit()
    assert engine.snapshot().generation == "g-000002"


def test_nor_where_there_are_no_hard_links(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(folder, 1)
    rot(arrays(folder))
    monkeypatch.setattr(Path, "hardlink_to", _refuse)
    with pytest.raises(DamagedIndexError, match=arrays(folder).name):
        update(folder, 2)


def test_groups_are_compared_whenever_they_are_read(folder: Path) -> None:
    """Those that do not change go over into a new file, whoever compared the old one lately."""
    engine = open_engine(str(folder))
    ids = [f"report-with-a-long-name-{n:04}" for n in range(1500)]
    groups = {report_id: ids[n // 2 * 2] for n, report_id in enumerate(ids)}
    publish(engine, *(entry(report_id, "a") for report_id in ids), groups=groups)
    settle(folder)
    publish(engine, groups=groups)
    settle(folder)
    publish(engine, groups=groups)
    settle(folder)
    with engine.writer("rules"):
        pass  # which compares all
    groups_file = max(folder.glob("g-*")) / "groups.json"
    assert groups_file.stat().st_size > SMALL
    assert engine.snapshot().copies(ids[1]) == [ids[0]]
    before = groups_file.stat()
    data = groups_file.read_bytes()
    assert data.count(b'0007":"') == 1
    groups_file.write_bytes(data.replace(b'0007":"', b'0005":"'))  # one bit, and still a name
    os.utime(groups_file, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(DamagedIndexError, match=r"groups\.json.*checksum.*rollback"):
        open_engine(str(folder)).snapshot()


def test_a_copy_that_rots_before_it_is_published_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It keeps its old record, as a link does; the bytes that are flushed are compared with it."""
    monkeypatch.setattr(Path, "hardlink_to", _refuse)
    engine = open_engine(str(folder))
    with engine.writer("rules") as new:
        new.put(entry("more", "a"))
        rot(arrays(folder))
        with pytest.raises(DamagedIndexError, match=arrays(folder).name):
            new.commit()
    assert engine.snapshot().generation == "g-000001"


def test_a_write_during_a_long_comparison_is_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file was modified just before the comparison began, which takes longer than a tick."""
    for path in folder.glob("g-*/*"):
        os.utime(path)
    name, began, whole = arrays(folder).name, time.time(), OpenFile.fault

    def slow(self: OpenFile, *arguments: object) -> str | None:
        found = whole(self, *arguments)  # type: ignore[arg-type]
        if self.path.name == name:
            monkeypatch.setattr(time, "time", lambda: began + 10)
        return found

    monkeypatch.setattr(OpenFile, "fault", slow)
    update(folder, 1)
    rot(arrays(folder))
    with pytest.raises(DamagedIndexError, match=name):
        update(folder, 2)


def test_an_inode_of_more_than_64_bits_is_not_known(tmp_path: Path) -> None:
    """ReFS of Windows has such."""
    now = time.time()
    wide, narrow = (FileIdentity(1, inode, 5, 3, "ab") for inode in (1 << 64, (1 << 64) - 1))
    verified.keep_verified(tmp_path / "VERIFIED", {wide: now, narrow: now})
    assert verified.read_verified(tmp_path / "VERIFIED") == {narrow: now}


def _refuse(*_: object) -> None:
    raise OSError("no links here")


@pytest.mark.parametrize("said", [b"", b"x" * 100, None])
def test_lost_or_damaged_it_says_nothing(folder: Path, said: bytes | None) -> None:
    update(folder, 1)
    path = folder / "VERIFIED"
    assert path.read_bytes()
    path.unlink()
    if said is not None:
        path.write_bytes(said)
    READ.clear()
    update(folder, 2)
    assert arrays(folder).name in READ
    assert ask(open_engine(str(folder)).snapshot(), "a") == ["new1", "new2"]


def test_it_says_nothing_of_a_copy(folder: Path, tmp_path: Path) -> None:
    update(folder, 1)
    copy = tmp_path / "copy"
    for path in [folder, *folder.rglob("*")]:
        target = copy / path.relative_to(folder)
        if path.is_dir():
            target.mkdir()
        else:
            target.write_bytes(path.read_bytes())
            os.utime(target, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    READ.clear()
    update(copy, 2)
    assert arrays(copy).name in READ
