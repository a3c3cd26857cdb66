"""What is left to plan gives the plan of all; what nobody has written to is not read again."""

import os
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.build import plan as planning
from indexer.build.agreed import LeftToPlan
from indexer.build.by_hand import CorrectedReports
from indexer.build.claims import Claim, content_of
from indexer.build.corrections_file import parse
from indexer.build.plan import Plan, make_plan
from indexer.build.reading import FilesRead
from indexer.build.run import build
from indexer.build.spool import Spool
from indexer.read import files, json_lines
from indexer.read.document import BadFile
from search.engine.protocol import Engine, SourceRecord
from search.engine.tables import SourceTable
from search.report import SourcePath

NOW, BEFORE = datetime(2026, 11, 30, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
Write = Callable[[str, str], Path]


def some(rng: random.Random, root: str) -> list[tuple[str, str, str]]:
    """Ids, origins and digests of some files and records, few of each so that they collide."""
    found = []
    for name in rng.sample(["a.txt", "b.txt", "c.txt", "s/a.txt", "s/d.txt", "t/e.txt"], 4):
        place = SourcePath(root, name)
        found.append((place.id, str(place), rng.choice("1234567")))
    for line in rng.sample(["a.txt", "r1", "r2", "r3"], rng.randrange(4)):
        found.append((line, str(SourcePath(root, "x.jsonl")), f"{line}-{rng.choice('12')}"))
    return found


def plan_of(
    given: frozenset[str], claims: list[Claim], indexed: list[SourceRecord], hand: CorrectedReports
) -> Plan:
    bad = [BadFile(f"{min(given)}/b.txt", "cannot be read", unread=True)]
    return make_plan(
        given, FilesRead(Spool(), list(claims), bad), SourceTable.of(indexed), NOW, (), hand
    )


def same(plan: Plan) -> dict[str, object]:
    """A plan, for comparison: in whichever order its tasks are."""
    tasks = sorted(map(repr, plan.tasks))
    return {"tasks": tasks, "bad": sorted(map(repr, plan.bad)), "added": plan.added} | {
        name: getattr(plan, name) for name in ("removed", "unchanged", "covered", "lost", "moved")
    }


def test_a_plan_of_what_is_left_is_that_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Runs after runs over a few files that claim each other's ids and contents."""
    rng, left_out = random.Random(21), 0
    roots = [str(tmp_path / name) for name in ("one", "two")]
    for root in roots:
        (Path(root) / "s").mkdir(parents=True)
        (Path(root) / "s" / "there").touch()
    hands = [CorrectedReports(), CorrectedReports(read=parse("r1\tprovince\tHà Nội\n".encode()))]
    for _ in range(300):
        indexed: list[SourceRecord] = []
        hand = rng.choice(hands)
        states = {root: some(rng, root) for root in roots}
        for _ in range(4):
            given = frozenset(rng.choice([roots, roots[:1], [f"{roots[0]}/s"], roots[1:]]))
            root = rng.choice(roots)
            states[root] = sorted({*rng.sample(states[root], 3), *some(rng, root)[:3]})
            claims = [
                Claim(name, origin, 0, content_of(name, digest, origin))
                for name, origin, digest in states[roots[0]] + states[roots[1]]
                if any(SourcePath.of(origin).file.startswith(own) for own in given)
            ]
            quick = plan_of(given, claims, indexed, hand)
            with monkeypatch.context() as patch:
                patch.setattr(planning, "left_to_plan", lambda _, c, i, __: LeftToPlan([*i], c))
                whole = plan_of(given, claims, indexed, hand)
            assert same(quick) == same(whole)
            left_out += whole.unchanged
            held = {entry.id: entry for entry in indexed if entry.id not in whole.removed}
            held |= {task.becomes.id: task.becomes for task in whole.tasks}
            indexed = list(held.values())
    assert left_out > 300


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were opened to be read."""
    found: list[str] = []
    really = files.open_regular

    def spy(place: SourcePath) -> object:
        found.append(place.path)
        return really(place)

    monkeypatch.setattr(files, "open_regular", spy)
    return found


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is settled as soon as it is written."""
    monkeypatch.setattr(files, "_SETTLED", -1)


@pytest.mark.usefixtures("at_once")
def test_a_file_nobody_wrote_to_is_not_opened(
    write: Write, engine: Engine, opened: list[str]
) -> None:
    folder = write("a.txt", "Hội nghị một.").parent
    write("b.txt", "Hội nghị hai.")
    build([folder], engine)
    opened.clear()
    assert build([folder], engine).unchanged == 2 and opened == []
    write("b.txt", "Hội nghị ba!.")
    assert build([folder], engine).replaced == 1 and set(opened) == {"b.txt"}


@pytest.mark.usefixtures("at_once")
def test_whoever_sets_the_time_back_is_seen(
    write: Write, engine: Engine, opened: list[str]
) -> None:
    """A copy with the time and the size of the file before is another file all the same."""
    path = write("a.txt", "Hội nghị 1.")
    build([path.parent], engine)
    before = path.stat()
    path.write_text("Hội nghị 2.", "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert build([path.parent], engine).replaced == 1


@pytest.mark.usefixtures("at_once")
def test_a_file_with_an_inode_of_more_than_64_bits_is_read_again(
    write: Write, engine: Engine, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """ReFS of Windows has such; notes do not."""
    folder = write("a.txt", "Hội nghị một.").parent
    really = os.stat

    def wide(path: object, **options: bool) -> os.stat_result:
        found = really(path, **options)  # type: ignore[arg-type]
        if not str(path).endswith("a.txt"):
            return found
        times = {"st_mtime_ns": found.st_mtime_ns, "st_ctime_ns": found.st_ctime_ns}
        return os.stat_result((found[0], 1 << 64, *found[2:]), times)

    monkeypatch.setattr(os, "stat", wide)
    assert build([folder], engine).added == 1
    opened.clear()
    assert build([folder], engine).unchanged == 1 and "a.txt" in opened


def test_a_file_written_a_moment_ago_is_read_again(
    write: Write, engine: Engine, opened: list[str]
) -> None:
    """Another write within the same tick of the clock would not show."""
    folder = write("a.txt", "Hội nghị một.").parent
    build([folder], engine)
    opened.clear()
    assert build([folder], engine).unchanged == 1 and "a.txt" in opened


@pytest.mark.usefixtures("at_once")
def test_a_report_that_left_is_read_again_from_its_file(
    write: Write, engine: Engine, opened: list[str]
) -> None:
    """Notes say what a file gave, and not that the index has it: after a rollback it has not."""
    folder = write("a.txt", "Hội nghị một.").parent
    build([folder], engine)
    write("b.txt", "Hội nghị hai.")
    build([folder], engine)
    engine.rollback()
    assert build([folder], engine).added == 1


def test_only_new_lines_are_parsed(
    write: Write, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f'{{"id": {n}, "text": "Hội nghị {n}."}}\n' for n in range(20)]
    path = write("x.jsonl", "".join(lines))
    parsed: list[int] = []
    really = json_lines._document

    def spy(line: bytes, place: SourcePath, number: int, digest: str) -> object:
        parsed.append(number)
        return really(line, place, number, digest)

    monkeypatch.setattr(json_lines, "_document", spy)
    assert build([path], engine).added == 20
    parsed.clear()
    lines[6] = '{"id": 6, "text": "Hội nghị khác."}\n'
    path.write_text("".join([*lines[:3], *lines[4:]]), "utf-8")
    outcome = build([path], engine)
    assert (outcome.replaced, outcome.removed, outcome.unchanged) == (1, 1, 18)
    assert set(parsed) == {6}
