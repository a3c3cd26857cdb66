"""The command lines: what is typed → what is printed, where, and the exit code."""

import gzip
import json
import os
import pty
import re
import signal
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest

from search.engines import open_engine
from tests.conftest import ROOT

Write = Callable[[str, str], Path]


def run(
    *arguments: object, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
    )


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"whoosh:{tmp_path / 'index'}"


def test_from_a_folder_to_a_marked_hit(write: Write, url: str) -> None:
    folder = write("a.txt", "Hội nghị bàn việc giải ngân vốn.").parent
    made = run("indexer", "index", folder, "--index", url)
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.startswith("g-000001: 1 added, 0 replaced, 0 removed, 0 unchanged, 0 failed")
    again = run("indexer", "index", folder, "--index", url)
    assert again.stdout.startswith("nothing to do: 0 added")
    found = run("search", "giải ngân", HOI_NGHI_INDEX=url)
    assert "**giải ngân**" in found.stdout and "a.txt" in found.stdout
    assert run("indexer", "check", "--index", url).returncode == 0
    assert "reports    1" in run("indexer", "stats", "--index", url).stdout
    run("indexer", "rebuild", folder, "--index", url)
    assert "g-000001" in run("indexer", "rollback", "--index", url).stdout
    assert open_engine(url).snapshot().generation == "g-000001"


def test_json_of_a_run(write: Write, url: str) -> None:
    write("a.txt", "Một.")
    bad = write("b.txt", "")
    made = run("indexer", "index", bad.parent, "--json", "--index", url)
    record = json.loads(made.stdout)
    assert made.returncode == 1
    assert f"{bad} is empty" in made.stderr
    assert record.pop("seconds") >= 0
    assert record == {
        "added": 1, "replaced": 0, "removed": 0, "unchanged": 0,
        "failed": [{"path": str(bad), "reason": "is empty"}], "generation": "g-000001",
    }  # fmt: skip
    dry = run("indexer", "index", bad.parent, "--dry-run", "--index", url)
    assert dry.stdout.startswith("would be: 0 added")


def test_removals_must_be_allowed(write: Write, url: str) -> None:
    path = write("a.txt", "Một.")
    run("indexer", "index", path.parent, "--index", url)
    path.unlink()
    stopped = run("indexer", "index", path.parent, "--index", url)
    assert stopped.returncode == 4 and "--allow-removals" in stopped.stderr
    assert run("indexer", "index", path.parent, "--allow-removals", "--index", url).returncode == 0
    assert run("indexer", "rebuild", path.parent, "--index", url).returncode == 4


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["search"], 2, "QUERY"),
        (["search", "a", "--colour"], 2, "--colour"),
        (["search", "a"], 5, "python -m indexer index"),
        (["search", "a", "--facet", "colour=red"], 2, "unknown facet 'colour'"),
        (["search", "a", "--facet", "year"], 2, "NAME=VALUE"),
        (["search", "a", "--from", "hôm qua"], 2, "not a date"),
        (["search", "a", "--from", "31/2/2023"], 2, "not a date"),
        (["search", "a", "--from", "2024", "--to", "2023"], 2, "is after"),
        (["search", "a", "--sort", "colour"], 2, "relevance"),
        (["search", "a", "--page", "0"], 2, "--page"),
        (["search", "a", "--index", "tantivy:x"], 2, "unknown index address"),
        (["search", "--batch", "/nowhere.jsonl"], 2, "nowhere"),
        (["indexer"], 2, "Usage"),
        (["indexer", "index"], 2, "PATH"),
        (["indexer", "index", "/nowhere"], 2, "/nowhere"),
        (["indexer", "index", "--colour", "."], 2, "--colour"),
        (["indexer", "check"], 5, "no index"),
        (["indexer", "stats"], 5, "no index"),
        (["indexer", "rollback"], 5, "no index"),
        (["web", "--colour"], 2, "--colour"),
        (["web", "--port", "99999"], 2, "--port"),
    ],
)
def test_wrong_use(arguments: list[str], code: int, told: str, url: str) -> None:
    made = run(*arguments, HOI_NGHI_INDEX=url)
    assert (made.returncode, made.stdout) == (code, "")
    assert told in made.stderr and "Traceback" not in made.stderr


def test_another_writer(write: Write, url: str) -> None:
    path = write("a.txt", "Một.")
    with open_engine(url).writer("recipe"):
        made = run("indexer", "index", path, "--index", url)
    assert made.returncode == 3 and "another process" in made.stderr


def test_damaged_and_stale_indexes(write: Write, url: str, tmp_path: Path) -> None:
    path = write("a.txt", "Một hội nghị.")
    run("indexer", "index", path, "--index", url)
    manifest = tmp_path / "index" / "g-000001" / "MANIFEST.json"
    kept = manifest.read_text()
    manifest.write_text(kept.replace('"fingerprint":"', '"fingerprint":"x'))
    stale = run("search", "hội", "--index", url)
    assert stale.returncode == 4 and "python -m indexer rebuild" in stale.stderr
    assert run("indexer", "index", path, "--index", url).returncode == 4
    manifest.write_text(kept)
    segment = next(manifest.parent.glob("*.seg"))
    segment.write_bytes(segment.read_bytes()[:-1] + b"?")
    check = run("indexer", "check", "--index", url)
    assert check.returncode == 4 and segment.name in check.stdout
    segment.unlink()
    assert run("search", "hội", "--index", url).returncode == 4
    assert run("indexer", "rebuild", path, "--index", url).returncode == 0
    assert run("search", "hội", "--index", url).returncode == 0


def test_a_query_too_long(samples_url: str) -> None:
    made = run("search", "a" * 501, "--index", samples_url)
    assert made.returncode == 2 and "too long" in made.stderr


def test_search_in_json_with_everything(samples_url: str) -> None:
    made = run(
        "search", "giai ngan", "--facet", "meeting_type=giao-ban", "--facet", "province=Hưng Yên",
        "--facet", "province=Nghệ An", "--from", "2021", "--to", "quý IV/2024", "--sort", "oldest",
        "--size", "1", "--page", "9", "--json", "--index", samples_url,
    )  # fmt: skip
    record = json.loads(made.stdout)
    assert (record["total"], record["page"], record["pages"]) == (2, 2, 2)
    assert record["hits"][0]["facets"]["event_date"] == ["2024-09-30"]
    assert [note["kind"] for note in record["understood"]] == ["folded", "last-page"]


def test_an_unknown_value_is_named(samples_url: str) -> None:
    made = run("search", "", "--facet", "year=1066", "--index", samples_url)
    assert made.returncode == 0 and "year=1066" in made.stderr
    assert made.stdout.startswith("0 reports")


def test_batch(samples_url: str, write: Write) -> None:
    lines = ['{"_id": "q1", "text": "bão số 3"}', "", "{", '{"_id": "q2", "text": "giai ngan"}',
             '{"_id": "q3"}', json.dumps({"_id": "q4", "text": "a" * 501})]  # fmt: skip
    path = write("q.jsonl", "\n".join(lines))
    made = run("search", "--batch", path, "--size", "2", "--index", samples_url)
    records = [json.loads(line) for line in made.stdout.splitlines()]
    assert made.returncode == 1
    assert [record.get("_id") for record in records] == ["q1", None, "q2", "q3", "q4"]
    assert [record.get("line") for record in records] == [None, 3, None, 5, 6]
    assert len(records[0]["hits"]) == 2 and "error" not in records[0]
    alone = run("search", "bão số 3", "--json", "--size", "2", "--index", samples_url)
    assert {"_id": "q1", **json.loads(alone.stdout)} == records[0]


def test_facets_of_files(write: Write) -> None:
    path = write("a.txt", "Sáng 25/8/2023, UBND tỉnh Hưng Yên tổ chức hội nghị giao ban.")
    write("b.txt", "")
    packed = path.parent / "c.jsonl.gz"
    packed.write_bytes(gzip.compress(b'{"id": "x", "text": "Hai."}\n{"id": "y", "text": "Ba."}'))
    made = run("indexer", "facets", path.parent, "--json")
    records = [json.loads(line) for line in made.stdout.splitlines()]
    assert made.returncode == 1 and "b.txt is empty" in made.stderr
    assert [(r["id"], r["is_meeting"]) for r in records] == [
        ("a.txt", True), ("x", False), ("y", False),
    ]  # fmt: skip
    assert set(records[0]) == {"id", "is_meeting", "title", "facets", "flags"}
    assert records[0]["facets"]["event_date"] == [
        {"value": "2023-08-25", "status": "stated", "evidence": [5, 14], "precision": "day"}
    ]
    assert records[0]["facets"]["byline"] == []
    assert "event_date: 2023-08-25 (stated)" in run("indexer", "facets", path).stdout


def test_analyze() -> None:
    told = run("indexer", "analyze", "Uỷ ban giải ngân 8.500 tỷ").stdout
    assert told.splitlines()[2] == "words       Uỷ_ban giải_ngân 8.500 tỷ"
    assert "uy3 ban giai3 ngân 8.500 ty3" in told and "~giai ~ngan" in told
    assert run("indexer", "analyze", "").returncode == 0


@pytest.mark.parametrize("module", ["search", "indexer", "web"])
def test_help_has_examples_or_says_what_it_does(module: str) -> None:
    told = run(module, "--help")
    assert told.returncode == 0 and "Usage: python -m" in told.stdout


def test_interrupted(write: Write, url: str) -> None:
    path = write("a.jsonl", "\n".join(
        json.dumps({"id": str(n), "text": f"Hội nghị số {n} bàn việc. " * 40}) for n in range(2000)
    ))  # fmt: skip
    command = [sys.executable, "-m", "indexer", "index", str(path), "--index", url, "--jobs", "2"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    first = process.stderr.readline()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=20)
    assert re.fullmatch(r"\d+ of 2000 reports, \d+ a second\n", first)
    assert process.returncode == 130
    assert "interrupted" in told and "Traceback" not in told
    assert run("search", "hội", "--index", url).returncode == 5


def test_a_bar_on_a_terminal(write: Write, url: str) -> None:
    path = write("a.txt", "Hội nghị bàn việc.")
    terminal, end = pty.openpty()
    termios.tcsetwinsize(terminal, (40, 100))
    command = [sys.executable, "-m", "indexer", "index", str(path), "--index", url]
    made = subprocess.run(command, cwd=ROOT, stderr=end, stdout=subprocess.PIPE, text=True)
    shown = os.read(terminal, 10_000).decode()
    os.close(end)
    os.close(terminal)
    assert "0/1 [00:00<?, ? reports/s]" in shown
    assert made.stdout.startswith("g-000001: 1 added")


def test_search_loads_no_model_that_it_does_not_need(samples_url: str) -> None:
    code = (
        "import sys, runpy\n"
        f"sys.argv = ['search', 'bao so 3', '--index', '{samples_url}']\n"
        "try: runpy.run_module('search', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "from search.text import segment\n"
        "assert not segment._load.cache_info().currsize\n"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_a_closed_pipe_is_no_error(samples_url: str) -> None:
    command = f"{sys.executable} -m search '' --size 100 --index {samples_url} | head -1"
    made = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT)
    assert made.stdout.startswith("36 reports") and made.stderr == ""
