"""The command lines: what is typed → what is printed, where, and the exit code."""

import gzip
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import termios
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hoi_nghi.main import indexer
from hoi_nghi.print_hits import notice_line
from indexer.build.run import build
from indexer.facets import report
from indexer.read.document import RawDocument
from search.answers import Notice, NoticeKind
from search.engine.urls import open_engine
from search.report import MeetingReport
from tests.conftest import ROOT
from tests.faults import indexed
from tests.search.engine.manifests import make_stale

pytestmark = pytest.mark.slow

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


def test_what_was_added_last_is_printed_first(write: Write, url: str) -> None:
    folder = write("a.txt", "Sáng 3/5/2024, UBND tỉnh họp.").parent
    build([folder], open_engine(url), now=datetime(2026, 11, 20, tzinfo=UTC))
    write("z.txt", "Sáng 4/5/2016, UBND tỉnh họp.")
    build([folder], open_engine(url), now=datetime(2026, 11, 28, 18, 30, tzinfo=UTC))
    asked = ("search", "họp", "--index", url)
    told = run(*asked, "--sort", "added").stdout
    assert told.index("z.txt") < told.index("a.txt")
    assert re.findall("^   added (.+)$", told, re.M) == ["2026-11-29", "2026-11-20"]
    assert "added" not in run(*asked).stdout
    found = json.loads(run(*asked, "--sort", "added", "--json").stdout)["hits"]
    assert [(hit["id"], hit["added"]) for hit in found] == [
        ("z.txt", "2026-11-28T18:30:00Z"),
        ("a.txt", "2026-11-20T00:00:00Z"),
    ]


def test_what_may_be_meant_is_offered(write: Write, url: str) -> None:
    folder = write("a.txt", "Hội nghị bàn việc giải ngân vốn.").parent
    run("indexer", "index", folder, "--index", url)
    found = run("search", "giải ngânn", "--index", url)
    assert (found.stdout, found.stderr) == (
        "0 reports, page 1 of 1\n\na part of it: 1 report\n\n"
        "1. Hội nghị bàn việc giải ngân vốn (made title)\n   a.txt\n"
        "   … Hội nghị bàn việc **giải** ngân vốn.\n",
        "did you mean: giải ngân (1 report)\n",
    )
    record = json.loads(run("search", "giải ngânn", "--json", "--index", url).stdout)
    assert record["suggestions"] == [
        {"text": "giải ngân", "hits": 1, "kind": "correction", "group": "all"}
    ]
    begun = run("search", "--suggest", "giai ng", "--index", url)
    assert (begun.returncode, begun.stdout.splitlines()[0]) == (0, "1\tgiải ngân")
    begun = run("search", "--suggest", "giai ng", "--json", "--index", url)
    assert json.loads(begun.stdout)["suggestions"][0]["text"] == "giải ngân"
    assert run("search", "--suggest", "xyz", "--index", url).stdout == ""
    assert run("search", "--suggest", "--index", url).returncode == 2


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
        "failed": [{"path": str(bad), "reason": "is empty"}], "moved": [],
        "passed_over": {}, "partly_read": {}, "same_as_another": 0,
        "generation": "g-000001",
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
        (["search", "a", "--added-since", "hôm nào"], 2, "not a date"),
        (["search", "a", "--from", "hôm nào"], 2, "not a date"),
        (["search", "a", "--from", "31/2/2023"], 2, "not a date"),
        (["search", "a", "--from", "2024", "--to", "2023"], 2, "is after"),
        (["search", "a", "--sort", "colour"], 2, "relevance"),
        (["search", "a", "--page", "0"], 2, "--page"),
        (["search", "a", "--index", "tantivy:x"], 2, "unknown index address"),
        (["search", "--batch", "/nowhere.jsonl"], 2, "nowhere"),
        (["search", "a", "--like", "a.txt"], 2, "--like ID"),
        (["search", "--like", "a.txt", "--facet", "year=2023"], 2, "--size"),
        (["search", "--like", "a.txt", "--page", "2"], 2, "--size"),
        (["search", "--like", "a.txt"], 5, "python -m indexer index"),
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


def test_what_is_done_is_no_failed_check(write: Write, url: str, tmp_path: Path) -> None:
    """The flush of the folder after the switch fails: the generation is live, and it is told."""
    path = write("a.txt", "Một hội nghị.")
    run("indexer", "index", path, "--index", url)
    run("indexer", "rebuild", path, "--index", url)
    ended = indexed(tmp_path / "index", ["rollback", "--index", url], "fsync", 2)
    assert ended.code == 1 and "generation g-000001 is live and whole; then: " in ended.told
    assert open_engine(url).snapshot().generation == "g-000001"


def test_damaged_and_stale_indexes(write: Write, url: str, tmp_path: Path) -> None:
    path = write("a.txt", "Một hội nghị.")
    run("indexer", "index", path, "--index", url)
    manifest = tmp_path / "index" / "g-000001" / "MANIFEST.json"
    kept = manifest.read_text()
    make_stale(manifest)
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
    assert [note["kind"] for note in record["understood"]] == ["reading", "last-page"]


def test_an_unknown_value_is_named(samples_url: str) -> None:
    made = run("search", "", "--facet", "year=1066", "--index", samples_url)
    assert made.returncode == 0 and "year=1066" in made.stderr
    assert made.stdout.startswith("0 reports")


def test_a_value_given_twice_is_one(samples_url: str) -> None:
    twice = ("--facet", "year=1066", "--facet", "year=1066")
    made = run("search", "", *twice, "--index", samples_url)
    assert made.stderr.count("year=1066") == 1


def test_blanks_around_a_query_are_no_part_of_it(samples_url: str, write: Write) -> None:
    made = run("search", "  bão  ", "--json", "--index", samples_url)
    assert json.loads(made.stdout)["query"] == "bão"
    path = write("q.jsonl", '{"text": "  bão  "}')
    made = run("search", "--batch", path, "--index", samples_url)
    assert json.loads(made.stdout)["query"] == "bão"


def test_dates_in_any_spelling(samples_url: str) -> None:
    for typed in ("quý IV/2023", "tháng 12 năm 2023", "1–12–2023"):
        for form in ("NFC", "NFD"):
            asked = ("--from", unicodedata.normalize(form, typed))
            made = run("search", "", *asked, "--size", "1", "--index", samples_url)
            assert made.returncode == 0, made.stderr


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


def test_similar_reports(samples_url: str) -> None:
    report_id = "thai-binh/hop-khan-ung-pho-bao-so-3.txt"
    like = ("search", "--like", report_id, "--size", "2", "--index", samples_url)
    told = run(*like)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith(f"2 reports most similar to {report_id}\n\n1. ")
    record = json.loads(run(*like, "--json").stdout)
    assert record["id"] == report_id
    assert [set(hit) for hit in record["similar"]] == [{"id", "title", "score", "facets"}] * 2
    assert all(hit["id"] in told.stdout for hit in record["similar"])
    assert report_id not in [hit["id"] for hit in record["similar"]]


def test_similar_reports_of_any_id(write: Write, url: str) -> None:
    lines = [
        {"id": key, "text": f"Hội nghị {key} bàn giải ngân vốn."} for key in ("họp / số 1", "b")
    ]
    path = write("a.jsonl", "\n".join(map(json.dumps, lines)))
    run("indexer", "index", path, "--index", url)
    assert "1. " in run("search", "--like", "họp / số 1", "--index", url).stdout
    for unknown in ("họp / số 2", ""):
        made = run("search", "--like", unknown, "--json", "--index", url)
        assert (made.returncode, made.stdout) == (2, "")
        assert f"no report has the id '{unknown}'" in made.stderr


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
    assert set(records[0]) == {"id", "is_meeting", "title", "facets", "flags", "flagged"}
    [day] = records[0]["facets"]["event_date"]
    assert (day["value"], day["status"], day["precision"]) == ("2023-08-25", "stated", "day")
    assert day["evidence"] == [5, 14] and day["day_part"] == "sáng"
    assert records[0]["facets"]["byline"] == []
    assert "event_date: 2023-08-25 (stated, sáng)" in run("indexer", "facets", path).stdout
    several = write("d.txt", "Từ 6 đến 8/12/2023, HĐND huyện Na Rì tổ chức kỳ họp thứ 5.")
    explained = run("indexer", "facets", path, "--explain").stdout
    assert "event_date: 2023-08-25 (stated, sáng)" in explained
    assert "event_date: 2023-12-06/2023-12-08 (stated)" in run("indexer", "facets", several).stdout
    assert "names of meetings (a main one weighs 3):\n* " in explained
    assert run("indexer", "facets", path, "--explain", "--json").returncode == 2


def test_analyze() -> None:
    told = run("indexer", "analyze", "Uỷ ban giải ngân 8.500 tỷ").stdout
    assert told.splitlines()[2] == "words       Uỷ_ban giải_ngân 8.500 tỷ"
    assert "uy:uy3 ban:ban giai:giai3 ngan:ngân 8500:8500 ty:ty3" in told
    assert run("indexer", "analyze", "").returncode == 0


@pytest.mark.parametrize("module", ["search", "indexer", "web"])
def test_help_has_examples_or_says_what_it_does(module: str) -> None:
    told = run(module, "--help")
    assert told.returncode == 0 and "Usage: python -m" in told.stdout


def test_interrupted(write: Write, url: str) -> None:
    texts = (f"Hội nghị số {number} bàn việc. " * 10 for number in range(40_000))
    records = (json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts))
    path = write("a.jsonl", "\n".join(records))
    command = [sys.executable, "-m", "indexer", "index", str(path), "--index", url, "--jobs", "2"]
    process = subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True,
        # a shell that runs the tests in the background lets its children ignore Ctrl-C
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert process.stderr is not None
    first = process.stderr.readline()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=20)
    assert re.fullmatch(r"\d+ of 40000 reports, \d+ a second\n", first)
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
        f"sys.argv = ['search', 'ubnd', '--index', '{samples_url}']\n"
        "try: runpy.run_module('search', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "from search.text.pyvi import segmenter as segment\n"
        "assert not segment._load.cache_info().currsize\n"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_a_closed_pipe_is_no_error(samples_url: str) -> None:
    command = f"{sys.executable} -m search '' --size 100 --index {samples_url} | head -1"
    made = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT)
    assert made.stdout.startswith("42 reports") and made.stderr == ""


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """A line typed in a shell; `python` is ours."""
    line = command.replace("python", sys.executable, 1)
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, cwd=ROOT, errors="replace"
    )


def test_a_batch_answers_every_line(samples_url: str, tmp_path: Path) -> None:
    lines = [
        b'\xef\xbb\xbf{"_id": "bom", "text": "b\xc3\xa3o"}',
        b'{"_id": "bytes", "text": "\xff"}',
        b'{"_id": "null", "text": null}',
        b'{"_id": "list", "text": ["a"]}',
        b'{"_id": ["list"], "text": "a"}',
        b'{"_id": "half", "text": "\\ud800"}',
        b"[" * 100_000,
        b'{"_id": "deep", "text": ' + b"[" * 100_000,
        b'{"_id": 7, "text": "b\xc3\xa3o", "more": {"than": "needed"}}',
    ]
    path = tmp_path / "queries.jsonl"
    path.write_bytes(b"\n".join(lines))
    made = run("search", "--batch", path, "--index", samples_url)
    records = [json.loads(line) for line in made.stdout.splitlines()]
    assert made.returncode == 1 and "Traceback" not in made.stderr
    assert [record.get("line") for record in records] == [None, 2, 3, 4, 5, 6, 7, 8, None]
    assert [record["_id"] for record in records] == [
        "bom", None, "null", "list", None, None, None, None, 7,
    ]  # fmt: skip
    assert records[0]["total"] == records[-1]["total"] > 0
    assert [record["error"] for record in records[2:4]] == ["no text", "the text is no string"]


@pytest.mark.parametrize(
    "command",
    [
        "python -m search $'a\\xff' --json --index {url}",
        "python -m search a --facet province=$'\\xff' --index {url}",
        "python -m indexer analyze $'a\\xff'",
        "python -m indexer index $'/tmp/a\\xff' --json --index {url}",
    ],
)
def test_arguments_that_are_not_utf8(command: str, url: str) -> None:
    made = shell(command.format(url=url))
    assert (made.returncode, made.stdout) == (2, "")
    assert "not UTF-8" in made.stderr and "a\ufffd" in made.stderr.replace("=", "a")
    assert "Traceback" not in made.stderr


def test_names_that_are_not_utf8(write: Write, url: str) -> None:
    folder = write("a.txt", "Một.").parent
    inside = folder / os.fsdecode(b"b\xff")
    inside.mkdir()
    (inside / "c.txt").write_text("Hai.")
    made = run("indexer", "index", folder, "--json", "--index", url)
    assert made.returncode == 1 and "Traceback" not in made.stderr
    assert "b\ufffd/c.txt" in json.loads(made.stdout)["failed"][0]["path"]


@pytest.mark.parametrize(
    "command",
    [
        "python -m search '' --index {url}",
        "python -m search '' --json --index {url}",
        "python -m indexer stats --index {url}",
        "python -m indexer facets samples",
        "python -m search --help",
        'echo \'{{"text": "a"}}\' | python -m search --batch - --index {url}',
    ],
)
def test_a_full_device(command: str, samples_url: str) -> None:
    made = shell(command.format(url=samples_url) + " > /dev/full")
    assert (made.returncode, made.stderr) == (1, "error: [Errno 28] No space left on device\n")
    deaf = shell(command.format(url=samples_url) + " > /dev/full 2> /dev/full")
    assert (deaf.returncode, deaf.stderr) == (1, "")


@pytest.mark.parametrize("end", ["> /dev/null 2> /dev/full", ">&-", "2>&-"])
def test_nobody_listens(end: str, samples_url: str) -> None:
    made = shell(f"python -m search '' --page 99 --index {samples_url} {end}")
    assert made.returncode in (0, 1) and "Traceback" not in made.stderr


def test_a_report_does_not_command_the_terminal(tmp_path: Path, url: str) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    line = {
        "id": "a\x1b[2J",
        "title": "Hội \x1b]0;nghị\x07 \x9b2J",
        "text": "Hội nghị\x1b[31m\u202e.",
    }
    (folder / "a.jsonl").write_text(json.dumps(line))
    (folder / "b\x1b[2J.txt").write_text("")
    told = [
        run("indexer", "index", folder, "--index", url),
        run("indexer", "facets", folder),
        run("search", "hội nghị", "--index", url),
        run("search", "", "--facet", "province=\x1b[2J", "--index", url),
    ]
    said = "".join(made.stdout + made.stderr for made in told)
    assert "a\ufffd[2J" in said and "b\ufffd[2J.txt is empty" in said and "**" in said
    assert not set(said) & {"\x1b", "\x07", "\x9b", "\u202e"}


def test_facets_go_on_after_a_report_that_cannot_be_understood(
    write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(document: RawDocument, *known: Any) -> MeetingReport:
        if document.id == "a.txt":
            raise ValueError("no such month")
        return report(document, *known)

    folder = write("a.txt", "Một.").parent
    write("b.txt", "Hai.")
    monkeypatch.setattr("hoi_nghi.facets_command.report", failing)
    code = indexer.main(["facets", str(folder)], standalone_mode=False)
    told = capsys.readouterr()
    assert code == 1 and told.out.startswith("b.txt")
    assert f"{folder}/a.txt cannot be understood: ValueError('no such month')" in told.err


def test_a_damaged_segment(samples_url: str, tmp_path: Path) -> None:
    shutil.copytree(samples_url.removeprefix("whoosh:"), tmp_path / "index")
    segment = next((tmp_path / "index").glob("g-*/*.seg"))
    segment.write_bytes(b"\0" * segment.stat().st_size)
    for command in (["search", "bão"], ["indexer", "stats"], ["indexer", "index", "samples"]):
        made = run(*command, "--index", tmp_path / "index")
        assert made.returncode == 4 and "indexer check" in made.stderr
        assert "Traceback" not in made.stderr


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_note_has_its_line(kind: NoticeKind) -> None:
    assert notice_line(Notice(kind, ("1", "2", "3", "4")))


def test_one_word_without_diacritics_is_told(samples_url: str) -> None:
    told = run("search", "zzz", "--index", samples_url)
    assert (told.returncode, told.stdout[:9]) == (0, "0 reports")
    assert told.stderr.startswith("typed without marks, looked up in any spelling: zzz\n")


def test_a_merger_is_told(samples_url: str) -> None:
    told = run("search", "Thái Nguyên", "--index", samples_url)
    assert told.returncode == 0
    assert "Bắc Kạn is a part of Thái Nguyên since 1/7/2025; Bắc Kạn: 3 reports" in told.stderr


def test_what_goes_with_suggest(samples_url: str) -> None:
    wrong = run("search", "--suggest", "giai", "--page", "2", "--index", samples_url)
    assert wrong.returncode == 2 and "--suggest" in wrong.stderr


def test_near_identical_reports_are_one_hit(write: Write, url: str) -> None:
    body = (
        "Hội nghị giao ban bàn việc sửa đường liên xã, đắp đê, trồng rừng và chống hạn trước mùa "
        "mưa.\nCác phòng lập dự toán, mời thợ địa phương; các xã cử người trông coi vật liệu và bố "
        "trí chỗ ở cho tổ thợ.\nTrường học cho học sinh đi lối sau chợ, bưu tá đổi giờ phát thư."
    )
    folder = write("a.txt", body).parent
    write("b.txt", body + "\nThêm một dòng của báo khác.")
    write("c.txt", "Hội nghị khác hẳn.")
    build([folder], open_engine(url))
    asked = ("search", "hội nghị", "--sort", "oldest", "--index", url)
    told = run(*asked)
    assert told.stderr == "near-identical reports are counted once; --all-copies: 3 reports\n"
    assert told.stdout.startswith("2 reports, page 1 of 1\n")
    assert "   (and 1 near-identical: b.txt)\n" in told.stdout
    each = run(*asked, "--all-copies")
    assert (each.stderr, each.stdout.splitlines()[0]) == ("", "3 reports, page 1 of 1")
    assert "near-identical" not in each.stdout
    found = json.loads(run(*asked, "--json").stdout)
    assert {hit["id"]: hit["copies"] for hit in found["hits"]} == {"a.txt": ["b.txt"], "c.txt": []}
    lines = write("q.jsonl", '{"text": "hội nghị"}')
    totals = [
        json.loads(run("search", "--batch", lines, *how, "--index", url).stdout)["total"]
        for how in ((), ("--all-copies",))
    ]
    assert totals == [2, 3]
