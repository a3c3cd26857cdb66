"""Roots that were renamed, mounted elsewhere, given by another name, or are missing today."""

import os
import shutil
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.build import roots as building_roots
from indexer.build.run import Outcome, TooManyRemovalsError, build
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from search.report import SourcePath

Lay = Callable[..., Path]
DAYS = [datetime(2026, 11, day, 2, 30, tzinfo=UTC) for day in range(1, 10)]
NAMES = ("b1.txt", "b2.txt", "sub/b3.txt", "sub/b4.txt")


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Make a folder of tmp_path with some files, each of a text that its name or `texts` gives."""

    def put(folder: str, *names: str, **texts: str) -> Path:
        for name in names:
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts.get(path.stem) or f"Hội nghị bàn việc {path.stem}.", "utf-8")
        return tmp_path / folder

    return put


def run(engine: Engine, *paths: Path, day: int = 1, allow_removals: bool = False) -> Outcome:
    return build(paths, engine, now=DAYS[day], allow_removals=allow_removals)


def held(engine: Engine) -> dict[str, list[str]]:
    """The id of each report → the files that it is known to be, by the names of their folders."""
    found = {}
    for own in engine.snapshot().sources():
        files = (SourcePath.of(origin) for origin in own.origins)
        found[own.id] = sorted(f"{Path(f.root).name}/{f.path}".rstrip("/") for f in files)
    return found


def days(engine: Engine) -> set[int]:
    return {DAYS.index(own.added) for own in engine.snapshot().sources()}


@pytest.mark.parametrize("allow_removals", [False, True])
def test_what_is_deleted_after_a_move_leaves_the_index(
    engine: Engine, lay: Lay, allow_removals: bool
) -> None:
    old = lay("r", *NAMES)
    run(engine, old, day=0)
    new = old.rename(old.with_name("r2"))
    outcome = run(engine, new)
    assert (outcome.added, outcome.removed, outcome.moved) == (0, 0, ((str(old), str(new)),))
    assert held(engine) == {name: [f"r2/{name}"] for name in NAMES}
    assert days(engine) == {0}
    (new / "sub/b4.txt").unlink()
    outcome = run(engine, new, allow_removals=allow_removals)
    assert (outcome.removed, outcome.moved) == (1, ())
    assert held(engine) == {name: [f"r2/{name}"] for name in NAMES[:3]}
    assert run(engine, new).generation is None


def test_what_is_deleted_with_a_move_leaves_the_index_too(engine: Engine, lay: Lay) -> None:
    old = lay("r", *NAMES)
    run(engine, old, day=0)
    new = old.rename(old.with_name("r2"))
    (new / "b1.txt").unlink()
    (new / "b2.txt").write_text("Văn bản đã sửa.", "utf-8")
    outcome = run(engine, new)
    assert (outcome.added, outcome.replaced, outcome.removed) == (0, 3, 1)
    assert held(engine) == {name: [f"r2/{name}"] for name in NAMES[1:]}
    assert days(engine) == {0}


def test_of_a_root_that_was_copied_first_and_deleted_later(engine: Engine, lay: Lay) -> None:
    old = lay("r", *NAMES)
    run(engine, old, day=0)
    new = Path(shutil.copytree(old, old.with_name("r2")))
    assert run(engine, new).moved == ()
    assert held(engine)["b1.txt"] == ["r/b1.txt", "r2/b1.txt"]
    shutil.rmtree(old)
    (new / "b1.txt").unlink()
    assert run(engine, new).removed == 1
    assert held(engine) == {name: [f"r2/{name}"] for name in NAMES[1:]}


def test_a_disk_that_is_mounted_elsewhere_leaves_an_empty_folder(engine: Engine, lay: Lay) -> None:
    old = lay("mnt/disk", *NAMES)
    run(engine, old, day=0)
    new = old.rename(old.with_name("usb"))
    old.mkdir()
    (old / ".nobody-home").touch()
    assert run(engine, new).moved == ((str(old), str(new)),)
    assert held(engine) == {name: [f"usb/{name}"] for name in NAMES}


def test_a_disk_that_is_missing_keeps_its_reports(engine: Engine, lay: Lay) -> None:
    disk, other = lay("disk", *NAMES), lay("other", "x.txt", "b1.txt")
    run(engine, disk, day=0)
    away = disk.rename(disk.with_name("away"))
    outcome = run(engine, other)  # one file of four is there: a copy
    assert (outcome.added, outcome.removed, outcome.moved) == (1, 0, ())
    assert held(engine) == {
        "b1.txt": ["other/b1.txt"], "x.txt": ["other/x.txt"],
        **{name: [f"disk/{name}"] for name in NAMES[1:]},
    }  # fmt: skip
    away.rename(disk)
    run(engine, disk)
    assert held(engine)["b1.txt"] == ["disk/b1.txt", "other/b1.txt"]


def test_files_of_the_same_names_are_no_move(engine: Engine, lay: Lay) -> None:
    old = lay("r", "1.txt", "2.txt", "3.txt")
    run(engine, old, day=0)
    old.rename(old.parent / "away")
    other = lay("s", "1.txt", "2.txt", "3.txt", **{"1": "Một.", "2": "Hai.", "3": "Ba."})
    outcome = run(engine, other)
    assert (outcome.replaced, outcome.removed, outcome.moved) == (0, 0, ())
    assert {bad.reason.partition(" by ")[0] for bad in outcome.bad} == {
        f"its id '{n}.txt' is taken" for n in (1, 2, 3)
    }


def test_half_of_the_files_make_a_move_and_less_do_not(engine: Engine, lay: Lay) -> None:
    for number, found in enumerate((2, 1)):
        own = open_engine(f"whoosh:{lay(f'{number}') / 'index'}")
        old, new = lay(f"{number}/r", *NAMES), lay(f"{number}/s", *NAMES[:found])
        run(own, old, day=0)
        shutil.rmtree(old)
        assert run(own, new).removed == (2 if found == 2 else 0)
        assert len(held(own)) == (2 if found == 2 else 4)


def test_a_move_to_two_roots_is_none(engine: Engine, lay: Lay) -> None:
    old = lay("r", *NAMES, "b5.txt")
    run(engine, old, day=0)
    shutil.rmtree(old)
    outcome = run(engine, lay("one", *NAMES[:2]), lay("two", *NAMES[2:]))
    assert outcome.moved == () and outcome.removed == 0
    assert held(engine)["b5.txt"] == ["r/b5.txt"]
    assert held(engine)["sub/b4.txt"] == ["two/sub/b4.txt"]


def test_more_than_half_lost_in_a_move_must_be_allowed(engine: Engine, lay: Lay) -> None:
    old, kept = lay("r", *NAMES), lay("s", "b1.txt", "b2.txt")
    run(engine, old, day=0)
    new = old.rename(old.with_name("r2"))
    run(engine, new)
    for name in NAMES[1:]:
        (new / name).unlink()
    with pytest.raises(TooManyRemovalsError, match="3 of the 4"):
        run(engine, new)
    assert run(engine, new, allow_removals=True).removed == 3
    assert set(held(engine)) == {"b1.txt"} and kept.is_dir()


@pytest.mark.parametrize(
    ("given", "asked", "ids"),
    [
        ("r", "s", {"2023/a.txt", "2023/b.txt", "2024/c.txt"}),
        ("r/2023", "s/2023", {"a.txt", "b.txt"}),
        ("r/2023", "s", {"2023/a.txt", "2023/b.txt", "2024/c.txt"}),
        ("r", "s/2023", {"a.txt", "b.txt", "2024/c.txt"}),
    ],
)
def test_the_parent_of_a_root_moved(
    engine: Engine, lay: Lay, given: str, asked: str, ids: set[str]
) -> None:
    """What the new root does not stand for stays: nobody looked there."""
    old = lay("r", "2023/a.txt", "2023/b.txt", "2023/d.txt", "2024/c.txt")
    run(engine, old.parent / given, day=0)
    old.rename(old.with_name("s"))
    (old.parent / "s/2023/d.txt").unlink()
    outcome = run(engine, old.parent / asked)
    assert (outcome.removed >= 1, set(held(engine))) == (True, ids)
    assert outcome.moved == ((str(old.parent / given), str(old.parent / asked)),)
    kept = {own.id for own in engine.snapshot().sources() if own.added == DAYS[0]}
    assert kept == ids - ({"2024/c.txt"} if given == "r/2023" else set())


def test_sub_folders_that_were_renamed_with_a_move(engine: Engine, lay: Lay) -> None:
    old = lay("r", "2023/a.txt", "2023/b.txt", "2024/c.txt", "2024/d.txt", "x.txt")
    run(engine, old, day=0)
    new = old.rename(old.with_name("s"))
    for year in ("2023", "2024"):
        (new / year).rename(new / f"năm-{year}")
    (new / "x.txt").unlink()
    (new / "năm-2024" / "d.txt").unlink()
    assert len(run(engine, new).moved) == 1
    assert set(held(engine)) == {"năm-2023/a.txt", "năm-2023/b.txt", "năm-2024/c.txt"}
    assert days(engine) == {0}


def test_a_single_file_and_records_move_too(engine: Engine, lay: Lay) -> None:
    one = lay("r", "a.txt") / "a.txt"
    lines = one.with_name("r.jsonl")
    records = [f'{{"id": "{n}", "text": "Họp lần {n}."}}' for n in range(4)]
    lines.write_text("\n".join(records), "utf-8")
    run(engine, one, lines, day=0)
    new = one.parent.rename(one.parent.with_name("s"))
    (new / "r.jsonl").write_text("\n".join(records[:3]), "utf-8")
    assert run(engine, new / "a.txt", new / "r.jsonl").removed == 1
    assert held(engine) == {"a.txt": ["a.txt"], **{f"{n}": ["r.jsonl"] for n in range(3)}}
    assert all("/s/" in o for own in engine.snapshot().sources() for o in own.origins)


def test_what_cannot_be_read_after_a_move_stays(engine: Engine, lay: Lay) -> None:
    old = lay("r", *NAMES)
    run(engine, old, day=0)
    new = old.rename(old.with_name("r2"))
    (new / "sub/b4.txt").unlink()
    (new / "sub/b4.txt").symlink_to(old / "sub/b4.txt")  # dangles: it cannot be read
    outcome = run(engine, new)
    assert (outcome.removed, len(outcome.bad)) == (0, 1)
    assert held(engine)["sub/b4.txt"] == ["r/sub/b4.txt"]
    (new / "sub/b4.txt").unlink()
    lay("r2", "sub/b4.txt")
    run(engine, new)
    assert held(engine) == {name: [f"r2/{name}"] for name in NAMES}


def test_what_was_taken_out_of_an_archive_leaves_after_a_move(engine: Engine, lay: Lay) -> None:
    old = lay("r", "a.txt", "b.txt", "c.txt")
    pack(old / "z.zip", "one", "two", "three")
    run(engine, old, day=0)
    assert len(held(engine)) == 6
    new = old.rename(old.with_name("s"))
    pack(new / "z.zip", "one", "two")
    outcome = run(engine, new)
    assert (outcome.added, outcome.removed, len(outcome.moved)) == (0, 1, 1)
    assert sorted(held(engine)) == ["a.txt", "b.txt", "c.txt", "z.zip/one.txt", "z.zip/two.txt"]
    assert days(engine) == {0}


def pack(path: Path, *names: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(f"{name}.txt", f"Hội nghị bàn việc {name} của huyện.")


def test_a_link_to_itself_ends_no_run(engine: Engine, lay: Lay) -> None:
    folder = lay("r", "a.txt")
    (folder / "b.txt").symlink_to(folder / "b.txt")
    outcome = run(engine, folder)
    assert outcome.added == 1
    assert [bad.reason for bad in outcome.bad] == [
        "cannot be read: Too many levels of symbolic links"
    ]


@pytest.mark.parametrize("first", ["real", "link"])
def test_a_link_and_its_target_are_one_root(engine: Engine, lay: Lay, first: str) -> None:
    real = lay("real", *NAMES)
    link = real.with_name("link")
    link.symlink_to(real)
    second = {"real": link, "link": real}[first]
    run(engine, real.with_name(first), day=0)
    run(engine, second)
    assert held(engine) == {name: [f"{second.name}/{name}"] for name in NAMES}
    (real / "b1.txt").unlink()
    assert run(engine, second).removed == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [("a", "b"), ("b", "a"), ("a/sub", "b/sub"), ("a", "b/sub"), ("a/sub", "b")],
)
def test_a_folder_that_is_mounted_twice_is_one_root(
    engine: Engine, lay: Lay, monkeypatch: pytest.MonkeyPatch, first: str, second: str
) -> None:
    """Both have one device and one inode; here a link plays the other mount, unseen by resolve."""
    folder = lay("a", *NAMES)
    (folder.parent / "b").symlink_to(folder)
    monkeypatch.setattr(building_roots, "resolved", lambda path: path)
    monkeypatch.setattr("indexer.build.plan.resolved", lambda path: path)
    run(engine, folder.parent / first, day=0)
    before = set(held(engine))
    run(engine, folder.parent / second)
    [gone] = {name for name in before if name.endswith("b4.txt")}
    (folder / "sub" / "b4.txt").unlink()
    assert run(engine, folder.parent / second).removed == 1
    assert gone not in held(engine)
    assert before - {gone} <= {*held(engine), *(f"sub/{n}" for n in held(engine))} | {"b3.txt"}


def test_a_root_that_cannot_be_looked_at_is_not_gone(
    engine: Engine, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = lay("r", *NAMES), lay("s", *NAMES[:3])
    run(engine, old, day=0)

    def failing(path: Path, **options: object) -> os.stat_result:
        if path == old:
            raise OSError(116, "Stale file handle")
        return original(path)

    original = Path.stat
    monkeypatch.setattr(Path, "stat", failing)
    assert run(engine, new).moved == ()
    assert len(held(engine)) == 4
