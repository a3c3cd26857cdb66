"""Files that are parsed: what a run keeps, tells, and need not find out again."""

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from indexer.build import reading
from indexer.build.notes import read_notes
from indexer.build.reading import FilesRead
from indexer.build.run import Outcome, build, extraction_fingerprint
from indexer.build.spool import Spool
from indexer.read.contents import Found, ReadOptions, documents_in
from indexer.read.document import BadFile, Paragraph, ParsedFile
from indexer.read.files import FoundFile
from indexer.read.formats import Format
from indexer.read.reader import read
from indexer.read.worker import Parser
from search.engine.protocol import Engine
from search.engine.stored import read_stored
from search.engine.urls import open_engine
from search.report import SourcePath
from tests.conftest import RUN

Write = Callable[[str, str], Path]

RTF = r"{\rtf1\ansi Hop giao ban %s ve giai ngan von.\par}"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that a run parses, in this process: no other is started."""
    seen: list[str] = []
    monkeypatch.setattr(reading, "read_all", parsing(seen))
    return seen


def parsing(seen: list[str], fails: bool = False) -> Callable[..., Any]:
    """What stands for `read_all`; `fails`: its processes die of each file."""

    def here(files: Iterable[FoundFile], options: ReadOptions, jobs: int) -> Any:
        for file in files:
            seen.append(file.place.path)
            bad = BadFile(file.place.file, "made its reader fail", unread=True, is_transient=True)
            yield [bad] if fails else list(read(file.place, options, file.sha256))

    return here


def held(engine: Engine) -> dict[str, str]:
    snapshot = engine.snapshot()
    return {
        own.id: read_stored(snapshot.stored(own.id) or b"").report.text
        for own in snapshot.sources()
    }


def told(outcome: Outcome) -> list[tuple[str, str]]:
    return [(Path(bad.path).name, bad.reason) for bad in outcome.bad]


def test_an_unchanged_second_run_parses_nothing_and_tells_the_same(
    write: Write, engine: Engine, parsed: list[str]
) -> None:
    write("a.rtf", RTF % "a")
    write("b.rtf", r"{\rtf1 ")
    write("anh.png", "\x89PNG\x00\x01")
    folder = write("c.html", "<p>Họp bàn việc</p>").parent
    with zipfile.ZipFile(folder / "d.zip", "w") as archive:
        archive.writestr("e.txt", "Báo cáo e.")
        archive.writestr("f.docx", b"")
        archive.writestr("g.jpg", b"\xff\xd8\xff\xe0\0")
    first = build([folder], engine)
    assert sorted(parsed) == ["a.rtf", "b.rtf", "c.html", "d.zip"]
    assert sorted(held(engine)) == ["a.rtf", "c.html", "d.zip/e.txt"]
    assert first.passed_over == {".png": 1, ".jpg": 1}
    parsed.clear()
    second = build([folder], engine)
    assert parsed == [] and second.generation is None and second.unchanged == 3
    assert told(second) == told(first) and len(told(first)) == 2
    assert second.passed_over == first.passed_over


def test_only_what_changed_is_parsed(write: Write, engine: Engine, parsed: list[str]) -> None:
    write("a.rtf", RTF % "a")
    folder = write("b.rtf", RTF % "b").parent
    build([folder], engine)
    parsed.clear()
    write("b.rtf", RTF % "c")
    assert build([folder], engine).replaced == 1 and parsed == ["b.rtf"]


def test_a_rebuild_and_a_lost_note_parse_everything(
    write: Write, engine: Engine, parsed: list[str]
) -> None:
    folder = write("a.rtf", RTF % "a").parent
    write("b.rtf", r"{\rtf1 ")
    build([folder], engine)
    parsed.clear()
    build([folder], engine, anew=True)
    assert parsed == ["a.rtf", "b.rtf"]
    parsed.clear()
    engine.keep_notes(b"")
    assert build([folder], engine).unchanged == 1 and parsed == ["a.rtf", "b.rtf"]


def test_a_reader_that_fails_keeps_the_report_and_is_tried_once_a_day(
    write: Write, engine: Engine, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write("a.rtf", RTF % "a").parent
    build([folder], engine)
    before = held(engine)
    write("a.rtf", RTF % "b")
    tried: list[str] = []
    monkeypatch.setattr(reading, "read_all", parsing(tried, fails=True))
    for hours, times in ((0, 1), (1, 1), (19, 1), (21, 2)):
        outcome = build([folder], engine, now=RUN + timedelta(hours=hours))
        assert told(outcome) == [("a.rtf", "made its reader fail")] and len(tried) == times
    assert held(engine) == before


def test_a_file_that_became_empty_leaves_the_index(
    write: Write, engine: Engine, parsed: list[str]
) -> None:
    write("a.txt", "Ở lại.")
    folder = write("b.html", "<p>Họp</p>").parent
    build([folder], engine)
    write("b.html", "<html><body></body></html>")
    outcome = build([folder], engine)
    assert told(outcome) == [("b.html", "is empty")] and sorted(held(engine)) == ["a.txt"]


def scan(monkeypatch: pytest.MonkeyPatch, kept: dict[str, int]) -> None:
    """A reader of three pages, of which so many are pictures that only --ocr reads."""

    def parse(own: Format, data: bytes, ocr: Any = None) -> ParsedFile:
        texts = [Paragraph(f"Trang {page}.", page=page) for page in range(1, kept["text"] + 1)]
        pictures = tuple(range(kept["text"] + 1, 4))
        is_read = ocr is not None and bool(ocr.program)
        texts += [Paragraph(f"Chữ trên ảnh {page}.", page=page) for page in pictures if is_read]
        return ParsedFile(
            tuple(texts), pages=3, pictures=pictures, recognised=pictures if is_read else ()
        )

    monkeypatch.setattr(Format, "parse", parse)


class _Tesseract:
    program = "tesseract"


@pytest.fixture
def with_ocr(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ReadOptions:
    from indexer.read.pdf.ocr import Recogniser

    monkeypatch.setattr(Recogniser, "find", lambda cache: _Tesseract())
    return ReadOptions(ocr_cache=str(tmp_path / "ocr"), recognises=True)


def test_pictures_are_read_when_asked_and_stay(
    write: Write,
    engine: Engine,
    parsed: list[str],
    monkeypatch: pytest.MonkeyPatch,
    with_ocr: ReadOptions,
) -> None:
    scan(monkeypatch, {"text": 1})
    folder = write("a.pdf", "%PDF-1.4").parent
    first = build([folder], engine)
    assert first.partly == {str(folder / "a.pdf"): 2} and held(engine) == {"a.pdf": "Trang 1."}
    parsed.clear()
    second = build([folder], engine)
    assert second.partly == first.partly and parsed == []
    third = build([folder], engine, options=with_ocr)
    assert (third.replaced, third.partly) == (1, {})
    read_once = {"a.pdf": "Trang 1.\nChữ trên ảnh 2.\nChữ trên ảnh 3."}
    assert held(engine) == read_once
    assert build([folder], engine).unchanged == 1 and held(engine) == read_once


def test_a_scan_without_a_reader_is_told_and_takes_nothing_away(
    write: Write, engine: Engine, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write("a.pdf", "%PDF-1.4").parent
    pages = {"text": 1}
    scan(monkeypatch, pages)
    build([folder], engine)
    pages["text"] = 0
    write("a.pdf", "%PDF-1.4 khác")
    [(name, reason)] = told(build([folder], engine))
    assert (name, reason[:14]) == ("a.pdf", "is a scan: 3 p") and held(engine) == {
        "a.pdf": "Trang 1."
    }


def test_notes_are_of_the_files_of_today(write: Write, engine: Engine, parsed: list[str]) -> None:
    folder = write("a.rtf", RTF % "a").parent
    write("b.rtf", RTF % "b")
    build([folder], engine)
    (folder / "b.rtf").unlink()
    build([folder], engine, allow_removals=True)
    notes = read_notes(engine, extraction_fingerprint())
    assert list(notes.files) == [str(folder / "a.rtf")]


def test_what_a_file_gave_is_recalled_as_it_was_found() -> None:
    """The law behind the notes: recalled claims and complaints are those of the parse."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in ("a.txt", "b/c.txt", "d.png", "e.docx"):
            archive.writestr(
                name, name if name.endswith("txt") else b"\x89PNG\0"[: 5 * ("png" in name)]
            )
    place = SourcePath("/r", "x.zip")
    file = FoundFile(place, "zip", "0" * 64)
    found: list[Found] = list(documents_in(place, data.getvalue(), ReadOptions()))
    parsed, recalled = FilesRead(Spool()), FilesRead(Spool())
    for one in found:
        parsed.add(one)
    reading._recall(recalled, place, reading._note(file, found, RUN, recognises=False))
    assert recalled.claims == parsed.claims and len(parsed.claims) == 2
    assert [(b.path, b.reason) for b in recalled.bad] == [(b.path, b.reason) for b in parsed.bad]
    assert recalled.passed_over == parsed.passed_over == {".png": 1}


def stored(engine: Engine) -> dict[str, object]:
    snapshot = engine.snapshot()
    return {
        own.id: read_stored(snapshot.stored(own.id) or b"").report for own in snapshot.sources()
    }


def test_what_moves_between_folders_and_archives_is_as_if_indexed_anew(
    write: Write, engine: Engine, parsed: list[str], tmp_path: Path
) -> None:
    """The name of a file may tell a year, and its original is where it is today."""
    text = "Sáng 25/8, UBND tỉnh Hưng Yên tổ chức hội nghị giao ban."
    folder = write("2021/a.txt", text).parent.parent
    write("2021/b.html", f"<p>{text}</p><p>Hội nghị bàn việc làm đường.</p>")
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("2022/d.txt", text + " Bế mạc.")
    build([folder], engine)
    (folder / "2023").mkdir()
    for name in ("a.txt", "b.html"):
        (folder / "2021" / name).rename(folder / "2023" / name)
    (folder / "c.zip").unlink()
    write("2024/d.txt", text + " Bế mạc.")
    build([folder], engine, allow_removals=True)
    anew = open_engine(f"whoosh:{tmp_path / 'anew'}")
    build([folder], anew)
    assert stored(engine) == stored(anew) and len(stored(anew)) == 3


def test_an_archive_that_got_another_name_is_parsed_once(
    write: Write, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write("x.txt", "Ở lại.").parent
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for number in range(20):
            archive.writestr(f"{number}.txt", f"Báo cáo số {number} của tỉnh.")
    build([folder], engine)
    (folder / "a.zip").rename(folder / "b.zip")
    opened: list[str] = []
    original = Parser.read

    def counting(parser: Parser, place: SourcePath, sha256: str = "") -> Any:
        opened.append(place.path)
        return original(parser, place, sha256)

    monkeypatch.setattr(Parser, "read", counting)
    outcome = build([folder], engine, allow_removals=True)
    assert len(opened) <= 2 and set(opened) == {"b.zip"}
    assert (outcome.added, outcome.removed, outcome.bad) == (20, 20, ())
    assert "b.zip/7.txt" in held(engine)


def test_a_copy_of_a_file_that_says_nothing_takes_the_report_away(
    write: Write, engine: Engine, parsed: list[str]
) -> None:
    """What is recalled of the same bytes counts as what was found in them."""
    write("b.html", "<html></html>")
    folder = write("a.html", "<p>Hội nghị bàn việc</p>").parent
    build([folder], engine)
    write("a.html", "<html></html>")
    outcome = build([folder], engine, allow_removals=True)
    assert len(outcome.bad) == 2
    with pytest.raises(KeyError):
        held(engine)["a.html"]
