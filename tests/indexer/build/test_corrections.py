"""A file of corrections beside an index → what a run reads again, tells, and leaves as it is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.build import prepare
from indexer.build.corrections_file import MAX_BYTES, NAME, VARIABLE
from indexer.build.known_roots import forget_root
from indexer.build.run import Outcome, build
from indexer.read.document import RawDocument
from search.engine.protocol import Engine
from search.engine.stored import read_stored
from search.engine.urls import open_engine
from search.report import MeetingReport

Write = Callable[[str, str], Path]

TEXT = "Sáng 25/8/2023, UBND tỉnh Hưng Yên giao ban về giải ngân vốn {}."


@pytest.fixture
def engine(tmp_path: Path, write: Write) -> Engine:
    """An index of three reports."""
    for name in ("a", "b", "c"):
        write(f"{name}.txt", TEXT.format(name))
    engine = open_engine(f"whoosh:{tmp_path / 'index'}")
    build([tmp_path / "reports"], engine)
    return engine


@pytest.fixture
def understood(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the documents that a run understands."""
    seen: list[str] = []
    whole = prepare.understand

    def noted(document: RawDocument, corrections: tuple[()] = ()) -> MeetingReport:
        seen.append(document.id)
        return whole(document, corrections)

    monkeypatch.setattr(prepare, "understand", noted)
    return seen


def correct(tmp_path: Path, *lines: str) -> None:
    (tmp_path / "index" / NAME).write_text("\n".join(lines), "utf-8")


def run(tmp_path: Path, engine: Engine, *, anew: bool = False, dry_run: bool = False) -> Outcome:
    return build([tmp_path / "reports"], engine, anew=anew, dry_run=dry_run)


def organisers(engine: Engine) -> dict[str, list[str]]:
    live = engine.snapshot()
    found = {}
    for entry in live.sources():
        stored = live.stored(entry.id)
        assert stored
        facets = read_stored(stored).report.facets
        found[entry.id] = [own.value for own in facets.organiser]
    return found


PLAIN = {f"{name}.txt": ["UBND tỉnh Hưng Yên"] for name in "abc"}


def test_a_change_reads_again_what_it_names_and_nothing_else(
    tmp_path: Path, engine: Engine, understood: list[str]
) -> None:
    correct(tmp_path, "a.txt\torganiser\tTỉnh ủy", "c.txt\tlevel\t-")
    outcome = run(tmp_path, engine)
    assert (outcome.added, outcome.replaced, outcome.unchanged) == (0, 2, 1)
    assert sorted(understood) == ["a.txt", "c.txt"]
    assert organisers(engine) == PLAIN | {"a.txt": ["Tỉnh ủy"]}
    understood.clear()
    again = run(tmp_path, engine)
    assert (again.replaced, again.generation, understood) == (0, None, [])
    correct(tmp_path, "# họp", "c.txt\tlevel\t-", "", "a.txt\torganiser\tTỉnh đoàn")
    assert run(tmp_path, engine).replaced == 1 and understood == ["a.txt"]
    correct(tmp_path, "c.txt\tlevel\t-")
    assert run(tmp_path, engine).replaced == 1
    assert organisers(engine) == PLAIN and understood == ["a.txt", "a.txt"]


def test_a_line_without_effect_is_read_once(tmp_path: Path, engine: Engine) -> None:
    correct(tmp_path, "a.txt\tterm\t-")
    assert run(tmp_path, engine).replaced == 1
    again = run(tmp_path, engine)
    assert (again.replaced, again.generation) == (0, None)


def test_they_survive_a_changed_file_a_rebuild_and_a_rollback(
    tmp_path: Path, engine: Engine, write: Write, understood: list[str]
) -> None:
    correct(tmp_path, "a.txt\torganiser\tTỉnh ủy")
    run(tmp_path, engine)
    write("a.txt", TEXT.format("mới"))
    run(tmp_path, engine)
    assert organisers(engine)["a.txt"] == ["Tỉnh ủy"]
    run(tmp_path, engine, anew=True)
    assert organisers(engine) == PLAIN | {"a.txt": ["Tỉnh ủy"]}
    correct(tmp_path, "b.txt\torganiser\tHuyện ủy")
    run(tmp_path, engine)
    assert organisers(engine) == PLAIN | {"b.txt": ["Huyện ủy"]}
    engine.rollback()
    assert organisers(engine) == PLAIN | {"a.txt": ["Tỉnh ủy"]}
    understood.clear()
    run(tmp_path, engine)  # what is right is told by the index itself
    assert organisers(engine) == PLAIN | {"b.txt": ["Huyện ủy"]}
    assert sorted(understood) == ["a.txt", "b.txt"]


def test_lines_that_cannot_be_carried_out_are_told_and_the_rest_is_done(
    tmp_path: Path, engine: Engine
) -> None:
    correct(tmp_path, "x.txt\tlevel\txa", "a.txt\tlevel\tcao", "a.txt\torganiser\tTỉnh ủy")
    for _ in range(2):
        outcome = run(tmp_path, engine)
        path = tmp_path / "index" / NAME
        assert [(bad.path, bad.reason.split(":")[0]) for bad in outcome.bad] == [
            (f"{path}:1", "names a report that is not there"),
            (f"{path}:2", "has an unknown value, 'cao'"),
        ]
    assert organisers(engine)["a.txt"] == ["Tỉnh ủy"]


def unread_folder(path: Path) -> None:
    path.mkdir()


def unread_bytes(path: Path) -> None:
    path.write_bytes(b"a.txt\tlevel\t\xff\n")


def too_large(path: Path) -> None:
    path.write_bytes(b"#" * (MAX_BYTES + 1))


def missing(path: Path) -> None:
    """The environment names it."""


@pytest.mark.parametrize("spoil", [unread_folder, unread_bytes, too_large, missing])
def test_a_file_that_cannot_be_read_leaves_what_is_corrected(
    tmp_path: Path,
    engine: Engine,
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path], None],
) -> None:
    path = tmp_path / "ours.tsv"
    monkeypatch.setenv(VARIABLE, str(path))
    lines = [f"{name}.txt\torganiser\tTỉnh ủy\n" for name in "abc"]
    path.write_text("".join(lines), "utf-8")
    run(tmp_path, engine)
    path.unlink()
    spoil(path)
    outcome = run(tmp_path, engine)
    assert (len(outcome.bad), outcome.replaced, outcome.generation) == (1, 0, None)
    write("b.txt", TEXT.format("mới"))
    (tmp_path / "reports" / "c.txt").rename(tmp_path / "reports" / "z.txt")
    run(tmp_path, engine)
    assert organisers(engine) == {f"{name}.txt": ["Tỉnh ủy"] for name in "abz"}


def test_an_empty_variable_is_as_if_unset(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "")
    assert run(tmp_path, engine).bad == ()


def test_a_report_that_is_not_read_in_a_run_waits(
    tmp_path: Path, engine: Engine, write: Write
) -> None:
    other = write("../more/d.txt", TEXT.format("d")).parent.resolve()
    build([other], engine)
    correct(tmp_path, "d.txt\torganiser\tTỉnh ủy", "a.txt\torganiser\tTỉnh đoàn")
    outcome = run(tmp_path, engine)
    [bad] = outcome.bad
    assert bad.reason.startswith("waits: the file of 'd.txt' is not under these paths")
    assert organisers(engine) == PLAIN | {"a.txt": ["Tỉnh đoàn"], "d.txt": ["UBND tỉnh Hưng Yên"]}
    assert build([other], engine).bad == ()
    assert organisers(engine) == PLAIN | {"a.txt": ["Tỉnh đoàn"], "d.txt": ["Tỉnh ủy"]}
    forget_root(str(other), engine)
    assert organisers(engine) == PLAIN | {"a.txt": ["Tỉnh đoàn"]}


def test_a_report_that_was_renamed_is_corrected_by_its_new_id(
    tmp_path: Path, engine: Engine
) -> None:
    correct(tmp_path, "a.txt\torganiser\tTỉnh ủy")
    run(tmp_path, engine)
    (tmp_path / "reports" / "a.txt").rename(tmp_path / "reports" / "z.txt")
    outcome = run(tmp_path, engine)
    assert ["not there" in bad.reason for bad in outcome.bad] == [True]
    assert organisers(engine)["z.txt"] == ["UBND tỉnh Hưng Yên"]


def test_a_dry_run_tells_and_changes_nothing(tmp_path: Path, engine: Engine) -> None:
    correct(tmp_path, "a.txt\torganiser\tTỉnh ủy", "x.txt\tlevel\txa")
    outcome = run(tmp_path, engine, dry_run=True)
    assert (outcome.replaced, len(outcome.bad)) == (1, 1)
    assert organisers(engine) == PLAIN


def test_the_environment_names_a_file_for_any_index(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "ours.tsv"))
    [bad] = run(tmp_path, engine).bad
    assert (bad.path, bad.reason) == (
        str(tmp_path / "ours.tsv"),
        "cannot be read: No such file or directory",
    )
    (tmp_path / "ours.tsv").write_text("b.txt\torganiser\tTỉnh ủy\n", "utf-8")
    assert run(tmp_path, engine).bad == ()
    assert organisers(engine)["b.txt"] == ["Tỉnh ủy"]


def test_the_index_stays_whole_with_the_file_in_its_folder(tmp_path: Path, engine: Engine) -> None:
    correct(tmp_path, "a.txt\torganiser\tTỉnh ủy")
    run(tmp_path, engine)
    assert engine.check() == []
    assert (tmp_path / "index" / NAME).exists()
