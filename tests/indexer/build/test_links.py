"""Links in folders: none ends a run, none publishes what lies elsewhere unless it is asked for."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from click.testing import CliRunner

from hoi_nghi.main import indexer
from hoi_nghi.print_outcome import remarks
from indexer.build.look import documents
from indexer.build.run import Outcome, build
from indexer.read import files as reading_files
from indexer.read.contents import ReadOptions
from indexer.read.document import BadFile, PassedOver
from indexer.read.files import identify, open_regular
from indexer.read.folders import LINK_OUT, places
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from search.report import SourcePath

Write = Callable[[str, str], Path]
FOLLOWING = ReadOptions(follows_links=True)


@pytest.fixture
def folder(write: Write) -> Path:
    write("sub/b.txt", "Hội nghị bàn việc đắp đê.")
    return write("a.txt", "Hội nghị bàn việc cấp nước.").parent


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder that nobody gave."""
    (tmp_path / "other/deep").mkdir(parents=True)
    (tmp_path / "other/secret.txt").write_text("Hội nghị kín bàn việc nhân sự.")
    (tmp_path / "other/deep/more.txt").write_text("Hội nghị kín lần hai.")
    return tmp_path / "other"


def held(engine: Engine) -> list[str]:
    return sorted(own.id for own in engine.snapshot().sources())


def bad_names(outcome: Outcome) -> list[str]:
    return sorted(Path(bad.path).name for bad in outcome.bad)


def in_a_circle(path: Path) -> None:
    path.symlink_to(path.with_name("z-other"))
    path.with_name("z-other").symlink_to(path)


def to_a_fifo(path: Path) -> None:
    os.mkfifo(path.with_name("z-pipe"))
    path.symlink_to("z-pipe")


def through_a_file(path: Path) -> None:
    path.symlink_to("a.txt/x")


def too_long(path: Path) -> None:
    path.symlink_to("n" * 300)


def to_itself_deeper(path: Path) -> None:
    path.symlink_to(path / "x")


def through_many(path: Path) -> None:
    for number in range(60):
        path.with_name(f"z-{number}").symlink_to(f"z-{number + 1}")
    path.with_name("z-60").symlink_to("a.txt")
    path.symlink_to("z-0")


@pytest.mark.parametrize(
    "make",
    [
        in_a_circle,
        through_a_file,
        too_long,
        to_a_fifo,
        to_itself_deeper,
        through_many,
        lambda path: path.symlink_to("nowhere"),
        lambda path: path.symlink_to("/nowhere/at/all"),
        lambda path: path.symlink_to(b"v\xe0o".decode(errors="surrogateescape")),
    ],
)
def test_a_link_that_cannot_be_followed_is_named_and_the_rest_goes_on(
    folder: Path, engine: Engine, make: Callable[[Path], None]
) -> None:
    make(folder / "link")
    for options in (ReadOptions(), FOLLOWING):
        outcome = build([folder], engine, options=options)
        assert "link" in bad_names(outcome) and held(engine) == ["a.txt", "sub/b.txt"]
    (folder / "c.txt").write_text("Họp mới.")
    assert build([folder, folder / "link"], engine).added == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_forbidden_folder_behind_a_link_is_named(folder: Path, engine: Engine) -> None:
    (folder / "sub").chmod(0)
    (folder / "link").symlink_to("sub/b.txt")
    outcome = build([folder], engine)
    (folder / "sub").chmod(0o700)
    assert bad_names(outcome) == ["link", "sub"] and held(engine) == ["a.txt"]


@pytest.mark.parametrize("error", [(13, "Permission denied"), (5, "I/O"), (116, "Stale")])
def test_what_cannot_be_asked_what_it_is_is_named(
    folder: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch, error: tuple[int, str]
) -> None:
    """On a network that fails, an entry does not even tell whether it is a folder."""
    build([folder], engine)
    original = os.scandir

    class Entry:
        def __init__(self, entry: Any) -> None:
            self.name = entry.name

        def is_dir(self) -> bool:
            raise OSError(*error)

        is_symlink = is_dir

    class Listing:
        def __init__(self, path: Any) -> None:
            self.found = original(path)

        def __enter__(self) -> Any:
            return map(Entry, self.found)

        def __exit__(self, *_: object) -> None:
            self.found.close()

    def listing(path: Any) -> Any:
        return Listing(path) if str(path).startswith(str(folder)) else original(path)

    monkeypatch.setattr("indexer.read.folders.os.scandir", listing)
    outcome = build([folder], engine)
    assert bad_names(outcome) == ["sub"] and held(engine) == ["a.txt", "sub/b.txt"]


@pytest.mark.parametrize("error", [(5, "Input/output error"), (116, "Stale file handle")])
def test_a_list_that_breaks_off_is_named_and_keeps_its_reports(
    folder: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch, error: tuple[int, str]
) -> None:
    build([folder], engine)
    original = os.scandir

    class Listing:
        def __init__(self, path: Any) -> None:
            self.path, self.found = str(path), original(path)

        def __enter__(self) -> Any:
            return self.entries()

        def entries(self) -> Iterator[Any]:
            yield from self.found
            if self.path.endswith("sub"):
                raise OSError(*error)

        def __exit__(self, *_: object) -> None:
            self.found.close()

    def listing(path: Any) -> Any:
        return Listing(path) if str(path).startswith(str(folder)) else original(path)

    monkeypatch.setattr("indexer.read.folders.os.scandir", listing)
    outcome = build([folder], engine)
    assert bad_names(outcome) == ["sub"] and held(engine) == ["a.txt", "sub/b.txt"]


def test_a_folder_that_goes_while_it_is_walked_is_named(folder: Path) -> None:
    found = places(str(folder), {str(folder)})
    first = next(found)
    assert isinstance(first, SourcePath) and first.path == "a.txt"
    (folder / "sub/b.txt").unlink()
    (folder / "sub").rmdir()
    [bad] = found
    assert bad == BadFile(
        str(folder / "sub"), "cannot be listed: No such file or directory", unread=True
    )


def test_names_of_any_bytes_are_named_and_the_rest_goes_on(folder: Path, engine: Engine) -> None:
    name = b"h\xf4p".decode(errors="surrogateescape")
    try:
        (folder / name).mkdir()
    except OSError:
        pytest.skip("this disk takes UTF-8 only")
    (folder / name / "c.txt").write_text("Họp.")
    (folder / f"{name}.txt").symlink_to(name)
    (folder / "d.txt").symlink_to(f"{name}/c.txt")
    outcome = build([folder], engine)
    assert {bad.reason for bad in outcome.bad} == {"its name is not UTF-8"}
    assert held(engine) == ["a.txt", "d.txt", "sub/b.txt"]


def test_a_link_out_is_passed_over_and_told(folder: Path, outside: Path, engine: Engine) -> None:
    (folder / "link").symlink_to(outside)
    (folder / "c.txt").symlink_to(outside / "secret.txt")
    (folder / "d.txt").symlink_to(Path(os.path.relpath(outside / "secret.txt", folder)))
    (folder / "e.txt").symlink_to("c.txt")
    outcome = build([folder], engine)
    assert held(engine) == ["a.txt", "sub/b.txt"] and outcome.bad == ()
    assert outcome.passed_over == {LINK_OUT: 4}
    lines = list(remarks(outcome))
    assert lines[0].startswith(f"{folder}/c.txt leads out of the given folders") and lines[4:] == [
        f"passed over: 4 {LINK_OUT}"
    ]
    looked_at = list(documents([folder]))
    assert sum(isinstance(one, PassedOver) for one in looked_at) == 4 and len(looked_at) == 6


def test_a_link_out_is_followed_when_asked(folder: Path, outside: Path, engine: Engine) -> None:
    (folder / "link").symlink_to(outside)
    (folder / "c.txt").symlink_to(outside / "secret.txt")
    build([folder], engine, options=FOLLOWING)
    assert held(engine) == ["a.txt", "c.txt", "link/deep/more.txt", "sub/b.txt"]
    build([folder], engine)
    assert held(engine) == ["a.txt", "sub/b.txt"], "what is not followed any more is not kept"


def test_links_within_what_was_given_are_followed(
    folder: Path, outside: Path, engine: Engine
) -> None:
    (folder / "c.txt").symlink_to(outside / "secret.txt")
    (folder / "d.txt").symlink_to("sub/b.txt")
    (folder / "up").symlink_to(folder.parent / folder.name)
    build([folder, outside], engine)
    assert held(engine) == ["a.txt", "c.txt", "d.txt", "deep/more.txt"]
    assert build([folder], engine).generation is None, "a root that is known was given once"
    assert build([folder / "sub"], engine).generation is None


def test_a_path_that_is_a_link_is_what_was_given(
    folder: Path, outside: Path, engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "now").symlink_to(folder)
    (tmp_path / "one.txt").symlink_to(outside / "secret.txt")
    build([tmp_path / "now", tmp_path / "one.txt"], engine)
    assert held(engine) == ["a.txt", "one.txt", "sub/b.txt"]


@pytest.mark.parametrize("has_proc", [True, False])
def test_a_link_put_in_the_way_of_a_file_is_not_read(
    folder: Path, outside: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch, has_proc: bool
) -> None:
    """Between the list of a folder and the reading of a file anything may change."""
    original = open_regular

    def late(place: SourcePath) -> BinaryIO:
        if place.path == "sub/b.txt" and not (folder / "sub").is_symlink():
            (folder / "sub").rename(folder / ".gone")
            (outside / "b.txt").write_text("Hội nghị kín lần ba.")
            (folder / "sub").symlink_to(outside)
        return original(place)

    if not has_proc:
        monkeypatch.setattr("indexer.read.links._opened_path", lambda file: "")
    monkeypatch.setattr(reading_files, "open_regular", late)
    outcome = build([folder], engine)
    assert held(engine) == ["a.txt"] and bad_names(outcome) == ["b.txt"]
    assert "leads out" in outcome.bad[0].reason


def test_a_folder_inside_itself_is_visited_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a mount, or a hard link on a Mac, may make it: other path, same device and inode."""
    (folder / "sub/again").mkdir()
    original = Path.stat

    def same(path: Path, *arguments: Any, **named: Any) -> os.stat_result:
        inner = path.name == "again"
        return original(folder if inner else path, *arguments, **named)

    monkeypatch.setattr(Path, "stat", same)
    found = list(places(str(folder), {str(folder)}))
    assert sorted(place.path for place in found) == ["a.txt", "sub/b.txt"]


def test_a_disk_that_numbers_nothing_is_walked_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "up").symlink_to(folder)
    original = Path.stat

    def unnumbered(path: Path, *arguments: Any, **named: Any) -> os.stat_result:
        status = original(path, *arguments, **named)
        return os.stat_result((status.st_mode, 0, 0, *tuple(status)[3:10]))

    monkeypatch.setattr(Path, "stat", unnumbered)
    found = list(places(str(folder), {str(folder)}, frozenset({str(folder)})))
    assert sorted(place.path for place in found if isinstance(place, SourcePath)) == [
        "a.txt", "sub/b.txt",
    ]  # fmt: skip


def test_what_is_inside_is_not_asked_twice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is compared by its path; only one that leads out is looked for by its folders."""
    asked: list[str] = []
    monkeypatch.setattr("indexer.read.links.identity", asked.append)
    options = ReadOptions().for_paths([str(folder)])
    for place in places(str(folder), {str(folder)}, options.within):
        assert isinstance(place, SourcePath)
        identify(place, options.within)
    assert asked == []


@pytest.mark.parametrize("command", ["index", "rebuild"])
def test_the_commands_tell_of_a_link_out_and_follow_it_when_asked(
    folder: Path, outside: Path, tmp_path: Path, command: str
) -> None:
    (folder / "c.txt").symlink_to(outside / "secret.txt")
    asked = [command, str(folder), "--jobs", "1", "--index", str(tmp_path / "index")]
    told = CliRunner().invoke(indexer, asked, standalone_mode=False)
    assert told.return_value == 0 and "2 added" in told.stdout
    assert f"{folder}/c.txt leads out of the given folders and is not followed" in told.stderr
    told = CliRunner().invoke(indexer, [*asked, "--follow-links"], standalone_mode=False)
    assert told.return_value == 0 and "leads out" not in told.stderr
    looked = ["facets", str(folder), "--follow-links"]
    assert "secret" not in CliRunner().invoke(indexer, looked[:2], standalone_mode=False).stdout
    assert "c.txt" in CliRunner().invoke(indexer, looked, standalone_mode=False).stdout
    assert len(held(open_engine(str(tmp_path / "index")))) == 3


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/stdin", "/proc/self/mem"])
def test_a_link_to_a_device_is_waited_for_by_nobody(
    folder: Path, engine: Engine, device: str
) -> None:
    (folder / "link").symlink_to(device)
    assert build([folder], engine).passed_over == {LINK_OUT: 1}
    outcome = build([folder], engine, options=FOLLOWING)
    assert bad_names(outcome) in (["link"], []) and held(engine) == ["a.txt", "sub/b.txt"]
