"""A rebuild loses no index to a disk that fails: what is compared, what is refused, what is not."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
from click.testing import CliRunner

from hoi_nghi.main import indexer
from hoi_nghi.shell import CHECK_FAILED
from indexer.article.structure import clean as clean_text
from indexer.build import prepare as preparing
from indexer.build.guard import MostFailedError
from indexer.build.run import NothingToIndexError, TooManyRemovalsError, build
from indexer.read import files as reading
from indexer.read.files import open_regular
from search.engine.protocol import Engine
from search.report import SourcePath

Write = Callable[[str, str], Path]
MANY = 26


@pytest.fixture
def folder(write: Write) -> Path:
    for number in range(MANY):
        folder = write(f"{number:02}.txt", f"Hội nghị số {number} bàn việc cấp nước.").parent
    return folder


def failing(monkeypatch: pytest.MonkeyPatch, fails: Callable[[str], bool]) -> None:
    original = open_regular

    def open_it(place: SourcePath) -> BinaryIO:
        if fails(place.path):
            raise OSError(5, "Input/output error")
        return original(place)

    monkeypatch.setattr(reading, "open_regular", open_it)


def size(engine: Engine) -> int:
    return len(list(engine.snapshot().sources()))


@pytest.mark.parametrize("left", [1, 5, 12])
def test_most_files_unreadable_stop_a_rebuild(
    folder: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    build([folder], engine)
    failing(monkeypatch, lambda path: int(path[:2]) >= left)
    with pytest.raises(TooManyRemovalsError, match=f"{MANY - left} of the {MANY} .*failed") as told:
        build([folder], engine, anew=True)
    assert len(told.value.bad) == MANY - left
    assert (engine.snapshot().generation, size(engine)) == ("g-000001", MANY)
    build([folder], engine, anew=True, allow_removals=True)
    assert size(engine) == left


def test_few_unreadable_files_are_named_and_a_rebuild_goes_on(
    folder: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([folder], engine)
    failing(monkeypatch, lambda path: int(path[:2]) >= MANY // 2)
    outcome = build([folder], engine, anew=True)
    assert (len(outcome.bad), size(engine)) == (MANY // 2, MANY // 2)


def test_most_files_gone_stop_a_rebuild(folder: Path, engine: Engine) -> None:
    build([folder], engine)
    for path in sorted(folder.iterdir())[:20]:
        path.unlink()
    with pytest.raises(TooManyRemovalsError, match="20 of the 26"):
        build([folder], engine, anew=True)
    with pytest.raises(TooManyRemovalsError):
        build([folder.parent / "reports"], engine, anew=True)
    assert size(engine) == MANY


def test_what_lies_elsewhere_is_meant_to_be_forgotten(
    folder: Path, engine: Engine, write: Write
) -> None:
    build([folder], engine)
    other = write("../other/x.txt", "Hội nghị khác.").parent
    build([other], engine, anew=True)
    assert size(engine) == 1


def test_files_that_were_renamed_or_rewritten_are_not_lost(folder: Path, engine: Engine) -> None:
    build([folder], engine)
    for number, path in enumerate(sorted(folder.iterdir())):
        if number % 2:
            path.write_text(f"Hội nghị khác, lần {number}.")
        else:
            path.rename(path.with_name(f"x{number}.txt"))
    build([folder], engine, anew=True)
    assert size(engine) == MANY


def test_a_root_that_moved_and_fails_there_stops_a_rebuild(
    folder: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it is under the paths of before: how many failed tells."""
    build([folder], engine)
    moved = folder.rename(folder.with_name("moved"))
    failing(monkeypatch, lambda path: not path.startswith("00"))
    with pytest.raises(MostFailedError, match="25 files could not be read and 1 reports"):
        build([moved], engine, anew=True)
    assert size(engine) == MANY


def test_a_root_that_moved_and_cannot_be_listed_stops_a_rebuild(
    folder: Path, engine: Engine, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([folder], engine)
    write("../moved/a.txt", "Hội nghị ở nơi mới.")
    folder.rename(folder.with_name("moved") / "inside")
    original = Path.stat

    def failing_stat(path: Path, *arguments: bool, **named: bool) -> object:
        if path.name == "inside" and next(fails, False):
            raise OSError(116, "Stale file handle")
        return original(path, *arguments, **named)

    fails = iter([True])
    monkeypatch.setattr(Path, "stat", failing_stat)
    with pytest.raises(MostFailedError):
        build([folder.with_name("moved")], engine, anew=True)
    assert size(engine) == MANY


def test_reports_that_cannot_be_made_stop_a_rebuild_before_the_switch(
    folder: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails in the second stage is lost as what cannot be read."""
    build([folder], engine)
    original = clean_text

    def clean(text: str, *others: object) -> object:
        if " số 7 " not in text and keeps:
            raise ValueError("surprise")
        if " số 7 " in text and not keeps:
            raise ValueError("surprise")
        return original(text, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(preparing, "clean", clean)
    keeps = True
    with pytest.raises(TooManyRemovalsError, match="25 of the 26"):
        build([folder], engine, anew=True)
    with pytest.raises(NothingToIndexError):
        build([folder / "00.txt"], engine, anew=True)
    assert (engine.snapshot().generation, size(engine)) == ("g-000001", MANY)
    keeps = False
    assert len(build([folder], engine, anew=True).bad) == 1 and size(engine) == MANY - 1


def test_a_first_rebuild_has_nothing_to_lose(
    folder: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, lambda path: not path.startswith("00"))
    outcome = build([folder], engine, anew=True)
    assert (len(outcome.bad), size(engine)) == (25, 1)


def test_the_command_names_the_files_and_tells_by_its_exit_code(
    folder: Path, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([folder], engine)
    failing(monkeypatch, lambda path: not path.startswith("00"))
    asked = ["rebuild", str(folder), "--jobs", "1", "--index", str(tmp_path / "index")]
    told = CliRunner().invoke(indexer, asked, standalone_mode=False)
    assert told.return_value == CHECK_FAILED
    lines = told.stderr.splitlines()
    assert len(lines) == 26 and lines[0] == f"{folder}/01.txt cannot be read: Input/output error"
    assert lines[-1].startswith("error: 25 of the 26") and "--allow-removals" in lines[-1]
    done = CliRunner().invoke(indexer, [*asked, "--allow-removals"], standalone_mode=False)
    assert done.return_value == 1 and "1 added" in done.stdout
