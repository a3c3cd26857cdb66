"""What a run tells the next one: kept, read again, lost without harm."""

from datetime import UTC, datetime

import pytest

from indexer.build.notes import FileNote, RunNotes, keep_notes, read_notes
from indexer.read.document import BadFile
from search.engine.errors import EngineError
from search.engine.protocol import Engine

DAY, LATER = (datetime(2026, 11, day, 2, 30, tzinfo=UTC) for day in (28, 29))
NOTES = RunNotes(
    roots={"/a": DAY},
    files={
        "/a/b.pdf": FileNote("d1", bad=(("", "is encrypted", True),)),
        "/a/c.zip": FileNote("d2", (("b/c.txt", "d3"),), passed_over=(".png",)),
    },
    fingerprint="f1",
)


def test_notes_are_read_as_they_were_kept(engine: Engine) -> None:
    assert read_notes(engine, "f1") == RunNotes(fingerprint="f1")
    keep_notes(engine, NOTES)
    assert read_notes(engine, "f1") == NOTES


def test_what_another_indexer_made_of_a_file_is_not_believed(engine: Engine) -> None:
    keep_notes(engine, NOTES)
    assert read_notes(engine, "f2") == RunNotes(roots={"/a": DAY}, fingerprint="f2")


@pytest.mark.parametrize("stored", [b"", b"\xc1", b"\x81\xa1x\x01", b'{"roots": {}}'])
def test_notes_of_another_form_are_none(engine: Engine, stored: bytes) -> None:
    engine.keep_notes(stored)
    assert read_notes(engine, "f1") == RunNotes(fingerprint="f1")


def test_a_path_that_is_read_again_has_its_last_day() -> None:
    bad, files = [BadFile("/y", "", True)], {"/x/z.pdf": FileNote("d3")}
    noted = NOTES.of_run(LATER, frozenset({"/x", "/y"}), {"/a/b"}, bad, files)
    assert noted.roots == {"/a": DAY, "/x": LATER}
    assert noted.of_run(LATER, frozenset({"/a"}), set(), (), {}).roots == {"/a": LATER}
    assert noted.files == {**NOTES.files, **files}
    assert noted.of_run(LATER, frozenset({"/a"}), set(), (), {}).files == files
    assert NOTES.roots == {"/a": DAY}


def test_a_root_was_read_with_the_folder_that_holds_it() -> None:
    notes = RunNotes({"/a": DAY, "/a/b": LATER, "/a/b/c/d": LATER})
    found = [notes.last_read(root) for root in ("/a", "/a/b", "/a/b/c", "/ab", "/a/x")]
    assert found == [DAY, LATER, LATER, None, DAY]
    assert notes.without({"/a"}).last_read("/a") is None


def test_a_full_disk_loses_notes_and_nothing_else(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(data: bytes) -> None:
        raise EngineError("No space left on device")

    keep_notes(engine, NOTES)
    monkeypatch.setattr(engine, "keep_notes", full)
    keep_notes(engine, RunNotes())
    assert read_notes(engine, "f1") == NOTES


def test_a_path_that_is_no_text_loses_notes_and_nothing_else(engine: Engine) -> None:
    keep_notes(engine, NOTES)
    keep_notes(engine, RunNotes(roots={"/b\udce1o": DAY}))
    assert read_notes(engine, "f1") == NOTES


def test_a_root_that_is_forgotten_leaves_no_notes_of_its_files() -> None:
    assert NOTES.without({"/a"}).files == {} and NOTES.without({"/b"}).files == NOTES.files
