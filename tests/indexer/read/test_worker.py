"""Processes that parse: what kills one names its file, and the rest goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from indexer.read import limits
from indexer.read.contents import ReadOptions
from indexer.read.document import BadFile, RawDocument
from indexer.read.files import FoundFile, identify
from indexer.read.worker import Parser, read_all
from search.report import SourcePath

RTF = r"{\rtf1\ansi Hop giao ban so %d ve giai ngan von.\par}"


@pytest.fixture
def places(tmp_path: Path) -> list[SourcePath]:
    found = []
    for number in range(6):
        (tmp_path / f"{number}.rtf").write_text(RTF % number)
        found.append(SourcePath(str(tmp_path), f"{number}.rtf"))
    return found


def files(places: list[SourcePath]) -> Iterator[FoundFile]:
    for file in map(identify, places):
        assert isinstance(file, FoundFile)
        yield file


def texts(found: list[list[object]]) -> list[str]:
    return [one.text for own in found for one in own if isinstance(one, RawDocument)]


@pytest.mark.slow
def test_files_come_in_their_order(places: list[SourcePath]) -> None:
    found = list(read_all(files(places), ReadOptions(), 2))
    assert [text.split()[4] for text in texts(found)] == list("012345")  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_process_that_dies_names_its_file_and_another_goes_on(
    places: list[SourcePath], monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Parser._answers

    def dying(parser: Parser, pipe: Any) -> Any:
        kill(parser, signal.SIGKILL)
        return original(parser, pipe)

    with closing(Parser(ReadOptions())) as parser:
        with monkeypatch.context() as patch:
            patch.setattr(Parser, "_answers", dying)
            [bad] = parser.read(places[1])
        assert bad == BadFile(
            places[1].file, "made its reader fail (SIGKILL)", unread=True, is_transient=True
        )
        [again] = parser.read(places[1])
        assert isinstance(again, RawDocument)
        kill(parser, signal.SIGKILL)  # while it has nothing to do
        [next_one] = parser.read(places[2])
        assert isinstance(next_one, RawDocument)


def kill(parser: Parser, how: signal.Signals) -> None:
    process = parser._process
    assert process and process.pid
    os.kill(process.pid, how)


@pytest.mark.slow
def test_other_bytes_than_were_meant_are_not_read(places: list[SourcePath]) -> None:
    [file] = files(places[:1])
    Path(file.place.file).write_text(RTF % 7)
    with closing(Parser(ReadOptions())) as parser:
        [bad] = parser.read(file.place, file.sha256)
    assert isinstance(bad, BadFile) and bad.reason == "changed during the run" and bad.is_transient


@pytest.mark.slow
def test_a_file_that_takes_too_long_is_named(
    places: list[SourcePath], monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Parser(ReadOptions())) as parser:
        list(parser.read(places[0]))
        kill(parser, signal.SIGSTOP)
        monkeypatch.setattr(limits, "SECONDS", 0.3)
        began = time.monotonic()
        [bad] = parser.read(places[1])
        assert isinstance(bad, BadFile) and bad.reason.startswith("takes longer than")
        assert bad.unread and time.monotonic() - began < 10
        monkeypatch.setattr(limits, "SECONDS", 20)
        [again] = parser.read(places[1])
        assert isinstance(again, RawDocument)


@pytest.mark.slow
def test_what_its_parent_holds_is_not_its_own(places: list[SourcePath]) -> None:
    """Linux tells a new process the most that its parent ever had as its own (ru_maxrss)."""
    code = """if True:
        import sys, time
        from contextlib import closing
        from indexer.read.worker import ReadOptions, Parser, SourcePath
        held = b"x" * 1_100_000_000
        with closing(Parser(ReadOptions())) as parser:
            for name in ("0.rtf", "1.rtf"):
                [found] = parser.read(SourcePath(sys.argv[1], name))
                print(type(found).__name__)
                time.sleep(0.5)
    """
    asked = [sys.executable, "-c", code, places[0].root]
    made = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert made.stdout.split() == ["RawDocument", "RawDocument"]


@pytest.mark.slow
def test_left_early_no_process_stays(places: list[SourcePath]) -> None:
    results: Iterator[object] = read_all(files(places), ReadOptions(), 2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    import multiprocessing

    assert not [child for child in multiprocessing.active_children() if child.is_alive()]


def test_who_gets_on_may_take_longer() -> None:
    given: list[float] = []
    limits.on_progress(given.append)
    limits.gets_on()
    limits.gets_on(limits.SECONDS_A_PICTURE)
    limits.on_progress(lambda seconds: None)
    assert given == [limits.SECONDS_A_PAGE, limits.SECONDS_A_PICTURE]
