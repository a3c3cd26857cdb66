"""What a run tells the readers of the index: kept whole, without the paths of the server."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.build.run import build
from search.engine.protocol import Engine
from search.engine.run_summary import FailedFile, read_run_summary

Write = Callable[[str, str], Path]
DAY, LATER = (datetime(2026, 11, day, 2, 30, tzinfo=UTC) for day in (28, 29))


def test_a_run_says_what_it_did(engine: Engine, write: Write, tmp_path: Path) -> None:
    assert read_run_summary(engine) is None
    write("2024/a.txt", "Hội nghị bàn việc.")
    write("2024/empty.txt", "")
    write("photo.png", "\x89PNG")
    outcome = build([tmp_path / "reports"], engine, now=DAY)
    found = read_run_summary(engine)
    assert found is not None
    assert (found.added, found.replaced, found.removed, found.unchanged) == (1, 0, 0, 0)
    assert (found.ended, found.published, found.generation) == (DAY, DAY, outcome.generation)
    assert (found.failures, found.failed) == (
        1,
        (FailedFile("reports/2024/empty.txt", "is empty"),),
    )
    assert found.passed_over == {".png": 1}
    assert str(tmp_path) not in str(found)


def test_a_run_that_writes_nothing_leaves_when_the_index_was_made(
    engine: Engine, write: Write, tmp_path: Path
) -> None:
    file = write("a.txt", "Hội nghị bàn việc.")
    first = build([file], engine, now=DAY)
    assert build([file], engine, now=LATER).generation is None
    found = read_run_summary(engine)
    assert found is not None
    assert (found.ended, found.published, found.generation) == (LATER, DAY, first.generation)


def test_a_dry_run_says_nothing(engine: Engine, write: Write) -> None:
    build([write("a.txt", "Hội nghị bàn việc.")], engine, dry_run=True)
    assert read_run_summary(engine) is None


@pytest.mark.parametrize("stored", [b"", b"\xc1", b"\x81\xa1x\x01"])
def test_a_summary_of_another_form_is_none(engine: Engine, stored: bytes) -> None:
    engine.keep_run_summary(stored)
    assert read_run_summary(engine) is None
