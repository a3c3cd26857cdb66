"""A file that is damaged says that its content is not known, so that its reports stay."""

import gzip
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.build.run import build
from indexer.read.document import BadFile, PassedOver, RawDocument
from indexer.read.files import identify
from indexer.read.reader import read
from search.engine.protocol import Engine, SourceRecord
from search.engine.urls import open_engine
from search.report import SourcePath
from tests.conftest import ROOT

PAPERS = sorted(path for path in (ROOT / "samples" / "van-ban").rglob("*") if path.is_file())
CONTAINERS = {".docx", ".odt", ".xlsx", ".ods", ".doc", ".xls", ".zip"}
SECTOR = 512

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut in half": lambda data: data[: len(data) // 2],
    "cut at the end": lambda data: data[:-30],
    "the first sector": lambda data: data[:SECTOR],
    "all zeros": lambda data: bytes(len(data)),
    "zeros at the head": lambda data: bytes(SECTOR) + data[SECTOR:],
    "zeros at the end": lambda data: data[: len(data) // 2] + bytes(len(data) - len(data) // 2),
    "other bytes": lambda data: bytes((97 * at + 13) % 256 for at in range(len(data))),
}
damages = pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)


def found(path: Path) -> list[RawDocument | BadFile | PassedOver]:
    place = SourcePath(str(path.parent), path.name)
    looked_at = identify(place)
    if isinstance(looked_at, BadFile | PassedOver):
        return [looked_at]
    return list(read(place))


@damages
@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_nothing_that_is_damaged_is_taken_for_no_report(
    paper: Path, damage: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    """What can be read of it is; if nothing can, it is named as one whose content is not known."""
    path = tmp_path / paper.name
    path.write_bytes(damage(paper.read_bytes()))
    for one in found(path):
        assert isinstance(one, RawDocument) or (isinstance(one, BadFile) and one.unread), one


@damages
def test_a_wiped_file_of_any_name_is_told_from_what_is_no_report(
    damage: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    (tmp_path / "bao-cao").write_bytes(bytes(5000))
    (tmp_path / "anh.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000))
    assert [one.is_wiped for one in found(tmp_path / "bao-cao") if isinstance(one, PassedOver)] == [
        True
    ]
    assert found(tmp_path / "anh.png") == [PassedOver(str(tmp_path / "anh.png"), ".png")]


def test_zeros_in_a_text_are_a_hole_and_not_a_text(tmp_path: Path) -> None:
    text = "Hội nghị giao ban tháng 8 của UBND tỉnh. ".encode() * 400
    for name, head in (("a.txt", b""), ("a.html", b"<html><p>"), ("a.eml", b"From: a\nTo: b\n\n")):
        (tmp_path / name).write_bytes(head + text + bytes(SECTOR) + text)
        [bad] = found(tmp_path / name)
        assert isinstance(bad, BadFile) and bad.unread and "zeros" in bad.reason
        (tmp_path / name).write_bytes(head + text)
        assert isinstance(found(tmp_path / name)[0], RawDocument)
    (tmp_path / "b.txt").write_bytes(text.decode().encode("utf-16"))
    assert isinstance(found(tmp_path / "b.txt")[0], RawDocument)
    mail = b"From: a\nTo: b\nContent-Transfer-Encoding: binary\n\n" + text + bytes(SECTOR)
    (tmp_path / "c.eml").write_bytes(mail)
    assert isinstance(found(tmp_path / "c.eml")[0], RawDocument)


def lines() -> list[bytes]:
    return [
        json.dumps({"id": str(n), "text": f"Họp số {n} của tỉnh."}).encode() + b"\n"
        for n in range(9)
    ]


@pytest.mark.parametrize(
    ("damage", "is_damage"),
    [
        (lambda own: [*own[:4], own[4][:-9]], True),
        (lambda own: [*own[:4], bytes(300), *own[6:]], True),
        (lambda own: [bytes(len(b"".join(own)))], True),
        (lambda own: [*own[:4], b"{oh\n", *own[5:]], False),
        (lambda own: [*own[:8], own[8].rstrip()], False),
        (lambda own: [*own[:8], b'{"text": "x"}'], False),
    ],
)
def test_a_line_of_records_that_is_damaged_keeps_those_of_the_file(
    damage: Callable[[list[bytes]], list[bytes]], is_damage: bool, tmp_path: Path
) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(b"".join(damage(lines())))
    unread = [one.path for one in found(path) if isinstance(one, BadFile) and one.unread]
    assert unread == ([str(path)] if is_damage else [])


@pytest.mark.slow
def test_what_the_index_has_of_damaged_files_stays(tmp_path: Path) -> None:
    """Of all kinds at once, cut and wiped; and it goes with what people do."""
    folder = tmp_path / "reports"
    folder.mkdir()
    kept = [path for path in PAPERS if path.suffix in CONTAINERS | {".pdf", ".txt", ".eml"}]
    for path in kept:
        (folder / path.name).write_bytes(path.read_bytes())
    text = "Hội nghị giao ban tháng Tám của UBND tỉnh Hà Giang bàn việc thu ngân sách. "
    (folder / "khong-ten").write_text(text * 9, "utf-8")
    (folder / "r.jsonl").write_bytes(b"".join(lines()))
    (folder / "g.jsonl.gz").write_bytes(gzip.compress(b"".join(lines()).replace(b"s", b"z")))
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("a/1.txt", text)
    engine = open_engine(f"whoosh:{tmp_path / 'index'}")
    build([folder], engine)
    before = sorted(one.id for one in engine.snapshot().sources())
    for damage in (DAMAGES["all zeros"], lambda data: data[:SECTOR]):
        for path in folder.iterdir():
            if path.suffix in CONTAINERS or damage is DAMAGES["all zeros"]:
                path.write_bytes(damage(path.read_bytes()))
        outcome = build([folder], engine)
        assert outcome.removed == 0 and outcome.bad
        assert sorted(one.id for one in engine.snapshot().sources()) == before
    for path in folder.iterdir():
        path.write_bytes(b"")
    assert build([folder], engine, allow_removals=True).removed > 0


@pytest.mark.slow
def test_what_is_left_of_a_file_is_read_and_does_not_replace_the_whole(tmp_path: Path) -> None:
    """Formats that tell where a file ends: RTF, and mails with something attached."""
    folder = tmp_path / "reports"
    folder.mkdir()
    whole = {path.name: path.read_bytes() for path in PAPERS if path.suffix in (".rtf", ".eml")}
    texts = {f"{number}.txt": f"Họp số {number} của tỉnh.".encode() for number in range(9)}
    for name, data in (whole | texts).items():
        (folder / name).write_bytes(data)
    engine = open_engine(f"whoosh:{tmp_path / 'index'}")
    build([folder], engine)
    before = sorted(one.id for one in engine.snapshot().sources())
    for part in (3, 9):
        for name, data in whole.items():
            (folder / name).write_bytes(data[: len(data) * part // 10])
        for _ in range(2):  # what the notes say the second time is no other thing
            outcome = build([folder], engine)
            assert (outcome.replaced, outcome.removed, outcome.added) == (0, 0, 0)
            named = {Path(one.path.partition("//")[0]).name for one in outcome.bad}
            assert named == set(whole)
    anew = open_engine(f"whoosh:{tmp_path / 'anew'}")
    assert {*whole} <= {one.id for one in _built([folder], anew)}, "and is read where nothing is"
    for name, data in whole.items():
        (folder / name).write_bytes(data)
    outcome = build([folder], engine)
    assert not outcome.bad and sorted(one.id for one in engine.snapshot().sources()) == before


def _built(folders: list[Path], engine: Engine) -> list[SourceRecord]:
    build(folders, engine)
    return list(engine.snapshot().sources())
