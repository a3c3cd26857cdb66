"""Folders → index: incremental runs, what they keep, what they refuse, and the law of equality."""

import json
import multiprocessing
import os
import shutil
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.build import prepare as preparing
from indexer.build import run as building
from indexer.build.pool import ordered_map
from indexer.build.run import NothingToIndexError, Outcome, TooManyRemovalsError, build
from indexer.build.watchdog import can_watch
from indexer.read import files as reading
from indexer.read import limits
from indexer.read.contents import ReadOptions
from indexer.read.document import BadFile, is_within
from indexer.read.files import open_regular
from search.answer.json_records import answer_record
from search.answer.page import answer
from search.answers import Query
from search.engine.errors import DamagedIndexError, NoIndexError, StaleIndexError
from search.engine.protocol import Engine
from search.engine.stored import read_stored
from search.engine.urls import open_engine
from search.engine.whoosh.snapshot import WhooshSnapshot
from search.report import SourcePath, StoredReport
from search.searcher import Searcher
from search.serialization import record_fields

Write = Callable[[str, str], Path]


@pytest.fixture
def folder(write: Write) -> Path:
    for name in ("a", "b", "sub/c", "sub/d"):
        write(f"{name}.txt", f"Hội nghị bàn việc {name} của tỉnh.")
    return write("e.txt", "Kỳ họp thứ năm của HĐND tỉnh.").parent


def counts(outcome: Outcome) -> tuple[int, int, int, int, int]:
    return (
        outcome.added, outcome.replaced, outcome.removed, outcome.unchanged, len(outcome.bad),
    )  # fmt: skip


def held(engine: Engine) -> list[str]:
    return sorted(origin.id for origin in engine.snapshot().sources())


def stored(engine: Engine, report_id: str) -> StoredReport:
    """What an index keeps of a report that it has."""
    found = engine.snapshot().stored(report_id)
    assert found is not None
    return read_stored(found)


def test_a_second_run_changes_nothing(folder: Path, engine: Engine) -> None:
    assert counts(build([folder], engine)) == (5, 0, 0, 0, 0)
    again = build([folder], engine)
    assert (counts(again), again.generation) == ((0, 0, 0, 5, 0), None)
    assert engine.snapshot().generation == "g-000001"


def test_add_replace_remove(folder: Path, engine: Engine, write: Write) -> None:
    build([folder], engine)
    write("f.txt", "Báo cáo mới.")
    write("a.txt", "Nội dung khác hẳn.")
    (folder / "b.txt").unlink()
    assert counts(build([folder], engine)) == (1, 1, 1, 3, 0)
    assert held(engine) == ["a.txt", "e.txt", "f.txt", "sub/c.txt", "sub/d.txt"]


def test_an_unchanged_file_costs_no_segmentation(
    folder: Path, engine: Engine, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([folder], engine)
    prepared: list[str] = []

    def spy(batch: Any) -> Any:
        prepared.extend(found.id for found, _ in batch)
        return original(batch)

    original = preparing.prepare_batch
    monkeypatch.setattr(preparing, "prepare_batch", spy)
    write("f.txt", "Báo cáo mới.")
    build([folder], engine)
    assert prepared == ["f.txt"]


@pytest.mark.skipif(not can_watch(), reason="this system has no timer of processor time")
def test_a_report_has_not_the_time_of_others(
    folder: Path, engine: Engine, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it is indexed does not depend on what else is prepared with it."""

    def slowly(make: Callable[..., Any], *given: Any) -> Any:
        reports = [one.report for one in given[0]] if len(given) == 1 else given[:1]
        until = time.process_time() + 1.5 * any("Chậm" in one.text for one in reports)
        while time.process_time() < until:
            sum(range(100_000))  # work of our own: asking the clock is the system's
        return make(*given)

    build([folder], engine)  # what is loaded once is not of a report
    monkeypatch.setattr(limits, "TEXT_SECONDS", 0.5)
    for name in ("index_entries", "index_entry"):
        monkeypatch.setattr(preparing, name, partial(slowly, getattr(preparing, name)))
    write("chậm.txt", "Chậm lại.")
    write("nhanh.txt", "Nhanh lên.")
    found = build([folder], engine)
    assert counts(found) == (1, 0, 0, 5, 1)
    assert [bad.path for bad in found.bad] == [str(folder / "chậm.txt")]


def test_what_is_stored_fills_a_batch_as_what_is_read() -> None:
    work: list[Any] = [(b"x" * 150_000, None)] * 4
    assert [len(batch) for batch in preparing._batches(work)] == [2, 2, 0]


def test_reports_from_elsewhere_stay(folder: Path, engine: Engine, write: Write) -> None:
    build([folder], engine)
    other = write("../other/x.txt", "Báo cáo ở nơi khác.").parent
    build([other], engine)
    (folder / "sub" / "c.txt").unlink()
    assert counts(build([folder / "sub"], engine, allow_removals=True)) == (0, 0, 1, 5, 0)
    assert held(engine) == ["a.txt", "b.txt", "e.txt", "sub/d.txt", "x.txt"]


def test_a_sub_folder_given_alone_changes_no_id(folder: Path, engine: Engine) -> None:
    build([folder], engine)
    assert build([folder / "sub"], engine).generation is None
    assert build([folder / "a.txt"], engine).generation is None


def test_the_outermost_root_names_the_reports(folder: Path, engine: Engine, tmp_path: Path) -> None:
    build([folder / "sub"], engine)
    assert held(engine) == ["c.txt", "d.txt"]
    build([folder], engine)
    anew = open_engine(str(tmp_path / "anew"))
    build([folder], anew)
    assert held(engine) == held(anew)


def test_the_same_content_is_one_report_with_two_paths(
    folder: Path, engine: Engine, write: Write
) -> None:
    write("copy.txt", (folder / "e.txt").read_text())
    build([folder], engine)
    [origin] = [o for o in engine.snapshot().sources() if len(o.origins) == 2]
    assert origin.id == "copy.txt"
    (folder / "copy.txt").unlink()
    build([folder], engine)
    assert "e.txt" in held(engine) and "copy.txt" not in held(engine)


def test_files_alike_are_one_report_whatever_they_are_called_and_in_an_archive(
    folder: Path, engine: Engine, write: Write
) -> None:
    write("copy", "Hội nghị bàn một việc mới.")
    write("new.TXT", "Hội nghị bàn một việc mới.")
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("2023/new.txt", "Hội nghị bàn một việc mới.")
    build([folder], engine)
    [source] = [source for source in engine.snapshot().sources() if len(source.origins) > 1]
    assert source.id == "copy"  # rather than by its place in the archive
    shown = {SourcePath.of(origin).shown for origin in source.origins}
    assert shown == {f"{folder}/{name}" for name in ("all.zip//2023/new.txt", "copy", "new.TXT")}


def test_most_files_gone_stops_the_run(folder: Path, engine: Engine, write: Write) -> None:
    build([folder], engine)
    for name in ("a.txt", "b.txt", "e.txt"):
        (folder / name).unlink()
    build([folder / "sub"], engine)
    (folder / "sub" / "c.txt").unlink()
    build([folder / "sub"], engine)  # half of what it covers is not more than half
    write("sub/c.txt", "Hội nghị bàn việc sub/c của tỉnh.")
    build([folder / "sub"], engine)
    with pytest.raises(TooManyRemovalsError, match="3 of the 5"):
        build([folder], engine)
    assert len(held(engine)) == 5
    assert counts(build([folder], engine, allow_removals=True)) == (0, 0, 3, 2, 0)


def test_a_renamed_folder_is_no_loss(folder: Path, engine: Engine) -> None:
    build([folder], engine)
    (folder / "moved").mkdir()
    for name in ("a.txt", "b.txt", "e.txt", "sub"):
        (folder / name).rename(folder / "moved" / name)
    assert counts(build([folder], engine)) == (5, 0, 5, 0, 0)


def test_an_emptied_file_leaves_and_an_unread_one_stays(
    folder: Path, engine: Engine, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([folder], engine)
    write("a.txt", "")
    original = open_regular

    def failing(place: SourcePath) -> BinaryIO:
        if place.path == "b.txt":
            raise OSError(5, "Input/output error")
        return original(place)

    monkeypatch.setattr(reading, "open_regular", failing)
    outcome = build([folder], engine)
    assert sorted((Path(bad.path).name, bad.reason) for bad in outcome.bad) == [
        ("a.txt", "is empty"),
        ("b.txt", "cannot be read: Input/output error"),
    ]
    assert held(engine) == ["b.txt", "e.txt", "sub/c.txt", "sub/d.txt"]


def test_a_report_that_breaks_a_rule_of_ours_is_named(
    folder: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*read: object) -> None:
        raise ValueError("surprise")

    with monkeypatch.context() as broken:
        broken.setattr(preparing, "clean", failing)
        outcome = build([folder], engine)
    assert counts(outcome) == (0, 0, 0, 0, 5)
    assert {bad.reason for bad in outcome.bad} == {"cannot be understood: ValueError('surprise')"}
    assert held(engine) == []
    assert counts(build([folder], engine)) == (5, 0, 0, 0, 0)


def test_two_claims_to_an_id(folder: Path, engine: Engine, write: Write) -> None:
    build([folder], engine)
    other = write("../other/a.txt", "Một báo cáo khác cùng tên.").parent
    outcome = build([other], engine)
    assert "is taken by" in outcome.bad[0].reason
    assert outcome.bad[0].path == str((other / "a.txt").resolve())
    assert len(held(engine)) == 5


def test_a_copy_with_a_free_id_is_taken(engine: Engine, write: Write) -> None:
    first = write("x/a.txt", "Một.").parent
    other = write("y/a.txt", "Hai.").parent
    write("y/copy.txt", "Hai.")
    build([first], engine)
    assert counts(build([other], engine)) == (1, 0, 0, 1, 0)
    assert held(engine) == ["a.txt", "copy.txt"]


def test_the_order_of_paths_makes_no_difference(tmp_path: Path, folder: Path) -> None:
    parts = [folder / "sub", folder / "a.txt", folder / "b.txt", folder / "e.txt"]
    whole = open_engine(str(tmp_path / "whole"))
    build(parts, whole)
    for number, order in enumerate(permutations(parts)):
        engine = open_engine(str(tmp_path / f"parts-{number}"))
        for part in order:
            build([part], engine)
        assert held(engine) == held(whole)


def test_a_file_that_goes_during_the_run_is_named(
    folder: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = preparing._documents

    def late(tasks: Any, *others: Any) -> Any:
        (folder / "b.txt").unlink()
        (folder / "e.txt").write_text("Đã viết lại trong lúc chạy.")
        return original(tasks, *others)

    monkeypatch.setattr(preparing, "_documents", late)
    outcome = build([folder], engine)
    assert counts(outcome) == (3, 0, 0, 0, 2)
    assert outcome.bad == tuple(
        BadFile(str(folder / name), "changed during the run", True) for name in ("b.txt", "e.txt")
    )
    assert held(engine) == ["a.txt", "sub/c.txt", "sub/d.txt"]


def test_a_link_to_a_folder_is_followed_once(folder: Path, engine: Engine, write: Write) -> None:
    elsewhere = write("../elsewhere/x.txt", "Ở nơi khác.").resolve().parent
    (folder / "link").symlink_to(elsewhere)
    (folder / "up").symlink_to(folder)
    options = ReadOptions(follows_links=True)
    assert counts(build([folder], engine, options=options)) == (6, 0, 0, 0, 0)
    assert "link/x.txt" in held(engine)


def test_a_folder_goes_by_its_own_path_rather_than_by_a_link(
    folder: Path, engine: Engine, write: Write
) -> None:
    (folder / "alias").symlink_to(folder / "sub")
    write("sub/deep/x.txt", "Sâu hơn.")
    (folder / "deeper").symlink_to(folder / "sub" / "deep")
    build([folder], engine)
    assert held(engine) == ["a.txt", "b.txt", "e.txt", "sub/c.txt", "sub/d.txt", "sub/deep/x.txt"]


def test_a_link_that_is_the_root_may_be_switched(
    tmp_path: Path, engine: Engine, write: Write
) -> None:
    write("v1/a.txt", "Bản một.")
    write("v1/b.txt", "Chỉ bản một có.")
    second = write("v2/a.txt", "Bản hai.").parent
    link = tmp_path / "now"
    link.symlink_to(second.parent / "v1")
    build([link], engine)
    link.unlink()
    link.symlink_to(second)
    assert counts(build([link], engine)) == (0, 1, 1, 0, 0)
    assert "hai" in stored(engine, "a.txt").report.text
    (second / "a.txt").unlink()
    write("v2/c.txt", "Bản hai.")
    assert counts(build([second], engine)) == (1, 0, 1, 0, 0)


def test_a_link_to_a_file_of_another_name_is_a_file(engine: Engine, write: Write) -> None:
    path = write("a.txt", "").with_name("link.txt")
    path.with_name("data").write_text("Báo cáo.")
    path.symlink_to(path.with_name("data"))
    assert counts(build([path], engine)) == (1, 0, 0, 0, 0)
    assert held(engine) == ["link.txt"]


def test_a_file_that_moves_to_another_folder(engine: Engine, write: Write) -> None:
    first = write("one/a.txt", "Báo cáo chuyển chỗ.")
    second = write("two/z.txt", "Ở lại.").with_name("b.txt")
    build([first.parent], engine)
    first.rename(second)
    build([second.parent], engine)
    build([first.parent], engine, allow_removals=True)
    assert held(engine) == ["b.txt", "z.txt"]
    assert "chuyển" in stored(engine, "b.txt").report.text


def test_a_copy_that_goes_leaves_the_other_one_even_out_of_reach(
    engine: Engine, write: Write
) -> None:
    one = write("one/z.txt", "Cùng một văn bản.")
    two = write("two/a.txt", "Cùng một văn bản.")
    build([one.parent], engine)
    build([two.parent], engine)
    assert held(engine) == ["a.txt"]
    report = stored(engine, "a.txt").report
    two.write_text("Nội dung khác.")
    shutil.rmtree(one.parent)  # a disk that is not there today
    build([two.parent], engine)
    assert held(engine) == ["a.txt", "z.txt"]
    kept = stored(engine, "z.txt")
    assert kept.report == replace(report, id="z.txt")
    assert [SourcePath.of(origin).file for origin in kept.origins] == [str(one)]
    changed = stored(engine, "a.txt")
    assert changed.report.text != report.text


@pytest.mark.parametrize("jobs", [1, 2])
def test_where_a_stored_report_is_damaged_nothing_is_changed(
    engine: Engine, write: Write, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    """A report of two files, of which one is gone and the other one changed, and some others."""
    one = write("one/z.txt", "Cùng một văn bản.")
    two = write("two/a.txt", "Cùng một văn bản.")
    for name in "bcd":
        write(f"two/{name}.txt", f"Văn bản {name}.")
    build([one.parent], engine)
    build([two.parent], engine)
    before = engine.snapshot().generation
    two.write_text("Nội dung khác.")
    shutil.rmtree(one.parent)
    monkeypatch.setattr(
        WhooshSnapshot, "stored_many", lambda live, ids: dict.fromkeys(ids, b"\xc1")
    )
    with pytest.raises(DamagedIndexError):
        build([two.parent], engine, jobs=jobs)
    monkeypatch.undo()
    assert engine.snapshot().generation == before and held(engine) == [
        "a.txt",
        "b.txt",
        "c.txt",
        "d.txt",
    ]


def test_what_a_run_does_not_cover_needs_no_file(engine: Engine, write: Write) -> None:
    first = write("home/away/a.txt", "Trên đĩa khác.")
    build([first.parent], engine)
    shutil.rmtree(first.parent)
    build([write("home/x.txt", "Ở nhà.")], engine)
    assert held(engine) == ["a.txt", "x.txt"]
    assert build([first.parent.parent / "x.txt"], engine).generation is None


def test_a_folder_that_cannot_be_listed_keeps_its_reports(
    folder: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([folder / "sub"], engine)
    original = os.scandir

    def failing(path: Any) -> Any:
        if path == str(folder / "sub"):
            raise OSError(5, "Input/output error")
        return original(path)

    with monkeypatch.context() as broken:
        broken.setattr("indexer.read.folders.os.scandir", failing)
        assert counts(build([folder], engine)) == (3, 0, 0, 2, 1)
    assert held(engine) == ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]
    assert counts(build([folder], engine)) == (2, 0, 2, 3, 0)


@pytest.mark.parametrize("backwards", [False, True])
def test_an_id_has_one_holder_however_the_paths_are_given(
    engine: Engine, write: Write, backwards: bool
) -> None:
    paths = [write(f"{name}/a.txt", f"Của {name}.").parent for name in ("one", "two")]
    given_paths = paths[::-1] if backwards else paths
    assert counts(build(given_paths, engine)) == (1, 0, 0, 0, 1)
    assert build(given_paths, engine).generation is None
    again = build(given_paths[::-1], engine)
    assert again.generation is None
    assert again.bad[0].path == str(paths[1] / "a.txt")


def test_whoever_is_not_there_keeps_the_id(engine: Engine, write: Write) -> None:
    paths = [write(f"{name}/a.txt", f"Của {name}.").parent for name in ("one", "two")]
    build([paths[1]], engine)
    outcome = build([paths[0]], engine)
    assert outcome.bad == (
        BadFile(str(paths[0] / "a.txt"), f"its id 'a.txt' is taken by {paths[1] / 'a.txt'}"),
    )
    assert "two" in stored(engine, "a.txt").report.text


def test_records_with_one_id(engine: Engine, write: Write) -> None:
    lines = [{"id": "1", "text": "một"}, {"id": "2", "text": "một"}, {"id": "1", "text": "ba"}]
    path = write("r.jsonl", "\n".join(json.dumps(line) for line in lines))
    outcome = build([path], engine)
    assert (counts(outcome), held(engine)) == ((2, 0, 0, 0, 1), ["1", "2"])
    assert outcome.bad == (BadFile(f"{path}:3", f"its id '1' is taken by {path}:1"),)
    assert "một" in stored(engine, "1").report.text
    assert build([path], engine).generation is None
    lines[1]["text"] = "hai"
    path.write_text("\n".join(json.dumps(line) for line in lines[:2]))
    assert counts(build([path], engine)) == (0, 1, 0, 1, 0)


def test_records_with_one_id_in_two_files(engine: Engine, write: Write) -> None:
    first = write("one.jsonl", '{"id": "1", "text": "một"}')
    second = write("two.jsonl", '{"id": "1", "text": "hai"}')
    build([second], engine)
    assert counts(build([first, second], engine)) == (0, 1, 0, 0, 1)
    assert "một" in stored(engine, "1").report.text
    assert build([second, first], engine).generation is None
    first.write_text('{"id": "2", "text": "một"}')
    assert counts(build([first, second], engine)) == (1, 1, 0, 0, 0)


def test_a_dry_run_tells_and_does_nothing(folder: Path, engine: Engine) -> None:
    assert counts(build([folder], engine, dry_run=True)) == (5, 0, 0, 0, 0)
    with pytest.raises(NoIndexError):
        engine.snapshot()


def test_an_empty_folder_makes_an_empty_index(tmp_path: Path, engine: Engine) -> None:
    (tmp_path / "empty").mkdir()
    assert build([tmp_path / "empty"], engine).generation == "g-000001"
    assert held(engine) == []


def test_a_rebuild_forgets_the_rest_but_never_everything(
    folder: Path, engine: Engine, tmp_path: Path
) -> None:
    build([folder], engine)
    build([folder / "sub"], engine, anew=True)
    assert held(engine) == ["c.txt", "d.txt"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToIndexError):
        build([tmp_path / "empty"], engine, anew=True)
    assert held(engine) == ["c.txt", "d.txt"]


def test_another_indexer_must_rebuild(
    folder: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([folder], engine)
    monkeypatch.setattr(building, "extraction_fingerprint", lambda: "another")
    for dry_run in (True, False):
        with pytest.raises(StaleIndexError, match="rebuild"):
            build([folder], engine, dry_run=dry_run)
    build([folder], engine, anew=True)
    assert engine.snapshot().stats().extraction_fingerprint == "another"


def test_several_processes_make_the_same_index(folder: Path, write: Write, tmp_path: Path) -> None:
    for number in range(20):
        write(f"more/{number:02}.txt", f"Hội nghị số {number} bàn việc giải ngân vốn.")
    one, two = (open_engine(str(tmp_path / name)) for name in ("one", "two"))
    build([folder], one, jobs=1)
    build([folder], two, jobs=2)
    assert contents(one) == contents(two)


def contents(engine: Engine) -> list[object]:
    """All that an index says: each report whole, and answers with their scores."""
    live = engine.snapshot()
    origins = sorted(live.sources(), key=lambda origin: origin.id)
    asked = [Query(text, size=100) for text in ("hội nghị", "hoi nghi", "giải ngân vốn", "việc")]
    answers = [record_fields(answer_record(answer(query, Searcher(live)))) for query in asked]
    for record in answers:
        del record["generation"]
    return [origins, [live.stored(origin.id) for origin in origins], answers]


COPY = """Hội nghị bàn việc sửa đường liên xã, đắp đê, trồng rừng và chống hạn trước mùa mưa.
Các phòng lập dự toán, mời thợ địa phương; các xã cử người trông coi vật liệu, bố trí chỗ ở cho thợ.
"""
TEXTS = [
    COPY,
    f"{COPY} Thêm một dòng.",
    "Hội nghị bàn việc một.",
    "Hội nghị giải ngân vốn.",
    "Việc khác.",
    "Họp hội nghị.",
    "",
]
STATES = st.dictionaries(
    st.sampled_from(["a.txt", "b.txt", "sub/a.txt", "sub/c.txt", "two/a.txt", "z.txt", "r.jsonl"]),
    st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3),
    max_size=6,
)
GIVEN = [["."], ["sub"], ["two"], ["two", "sub"], ["a.txt", "sub"], ["r.jsonl"]]


def lay_out(folder: Path, files: dict[str, list[str]]) -> None:
    """Make a folder hold just these files; the texts of a .jsonl are its records."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("sub", "two"):
        (folder / name).mkdir(parents=True)
    for name in ("a.txt", "r.jsonl"):
        (folder / name).touch()  # given by name, so it must be there
    for name, texts in files.items():
        records = [json.dumps({"id": str(n % 2), "text": text}) for n, text in enumerate(texts)]
        (folder / name).write_text("\n".join(records) if "jsonl" in name else texts[0], "utf-8")


@settings(max_examples=40)
@given(states=st.lists(st.tuples(STATES, st.sampled_from(GIVEN)), min_size=1, max_size=4))
def test_a_reindexed_folder_equals_a_rebuilt_one(
    tmp_path_factory: pytest.TempPathFactory,
    states: Sequence[tuple[dict[str, list[str]], list[str]]],
) -> None:
    """However a folder came to be as it is, its index says what a new one would say.

    On the way no run loses what it does not cover, and none has anything to do a second time.
    """
    home = tmp_path_factory.mktemp("law")
    folder = home / "reports"
    engine = open_engine(str(home / "index"))
    for files, names in states:
        lay_out(folder, files)
        paths = [folder / name for name in names]
        elsewhere = digests_outside(engine, paths)
        build(paths, engine, allow_removals=True)
        assert elsewhere <= {origin.digest for origin in engine.snapshot().sources()}
        assert build(paths, engine, allow_removals=True).generation is None
    build([folder], engine, allow_removals=True)
    anew = open_engine(str(home / "anew"))
    build([folder], anew)
    assert contents(engine) == contents(anew)


def digests_outside(engine: Engine, paths: Sequence[Path]) -> set[str]:
    """The contents of an index that some file outside these paths has."""
    try:
        held_now = list(engine.snapshot().sources())
    except NoIndexError:
        return set()
    given_paths = set(map(str, paths))
    return {
        entry.digest
        for entry in held_now
        if not all(is_within(SourcePath.of(origin).file, given_paths) for origin in entry.origins)
    }


def test_a_pool_keeps_the_order_and_passes_errors_on() -> None:
    assert list(ordered_map(chr, range(65, 115), 2)) == [chr(n) for n in range(65, 115)]
    with pytest.raises(ValueError, match="chr"):
        list(ordered_map(chr, [65, -1], 2))


def test_a_pool_that_is_left_early_is_gone_at_once() -> None:
    results = ordered_map(time.sleep, [0.0, 3600.0, 3600.0], 2)
    next(results)
    results.close()  # as Ctrl-C does
    until = time.monotonic() + 60
    # not join(): the pool's own thread may reap a process while we ask, and join() then gives up
    while multiprocessing.active_children() and time.monotonic() < until:
        time.sleep(0.05)
    assert not multiprocessing.active_children()
