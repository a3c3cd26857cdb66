"""Two recordings are the same, or it is told where they differ; the recorder knows no module."""

import ast
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from benchmarks.unchanged.__main__ import told
from benchmarks.unchanged.comparison import SHOWN, differences
from benchmarks.unchanged.files import files
from benchmarks.unchanged.program import Program
from benchmarks.unchanged.records import steady, write
from benchmarks.unchanged.site import Site
from benchmarks.unchanged.texts import QUERIES, queries
from benchmarks.unchanged.ways import WAYS
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

PAGE = {"status": 200, "headers": {"content-type": "text/html"}, "body": "a" * 200 + "bcd"}
ANSWER = {"total": 2, "hits": [{"id": "a", "score": 1.5}, {"id": "b", "score": 1.0}]}
RECORDS: dict[str, Any] = {"samples /": PAGE, "samples 0001 bão": ANSWER, "samples 0000": {}}


def recorded(folder: Path, records: dict[str, Any]) -> Path:
    """A recording of one part."""
    write(folder, "queries", records.items())
    return folder


def test_two_recordings_of_the_same_are_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = recorded(tmp_path / "a", RECORDS)
    after = recorded(tmp_path / "b", dict(reversed(RECORDS.items())))
    names = [folder / "queries.jsonl.gz" for folder in (before, after)]
    assert names[0].read_bytes() == names[1].read_bytes()
    assert told(before, after, ["queries"])
    assert capsys.readouterr().out == "queries     same     3 of 3 equal\n"


def test_when_the_index_was_made_makes_no_difference(tmp_path: Path) -> None:
    instants = ("2026-11-29T02:30:00Z", "2026-12-01T23:59:59Z")
    hits = [{**RECORDS, "samples 1": {"added": one, "day": "2024-05-03"}} for one in instants]
    hits += [{**RECORDS, "samples 1": {"added": instants[0], "day": "2024-05-04"}}]
    before, after, other = (recorded(tmp_path / str(n), one) for n, one in enumerate(hits))
    assert told(before, after, ["queries"]) and not told(before, other, ["queries"])


@pytest.mark.parametrize(
    "key, other, line",
    [
        ("samples /", {**PAGE, "body": "a" * 200 + "bXd"}, "$.body: at character 201: "),
        ("samples /", {**PAGE, "status": 404}, "$.status: '200' → '404'"),
        (
            "samples 0001 bão",
            {**ANSWER, "hits": [{"id": "a", "score": 1.500001}, {"id": "b", "score": 1.0}]},
            "$.hits[0].score: '1.5' → '1.500001'",
        ),
        ("samples 0001 bão", {**ANSWER, "hits": ANSWER["hits"][:1]}, "$.hits[1]: "),  # type: ignore[index]
        ("samples 0001 bão", {**ANSWER, "total": 2.0}, "$.total: '2' → '2.0'"),
        ("samples 0001 bão", dict(reversed(ANSWER.items())), "$: other order of fields"),
        ("samples 0000", {"new": None}, "$.new: '(absent)' → 'None'"),
    ],
)
def test_a_difference_is_found_and_told(
    key: str, other: Any, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = recorded(tmp_path / "a", RECORDS)
    after = recorded(tmp_path / "b", {**RECORDS, key: other})
    assert not told(before, after, ["queries"])
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "queries     DIFFERS  2 of 3 equal"
    assert said[1].strip() == key
    assert said[2].strip().startswith(line)


def test_what_only_one_has_differs_and_so_does_what_none_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = recorded(tmp_path / "a", {str(n): n for n in range(20)})
    after = recorded(tmp_path / "b", {"new": 1})
    assert not told(before, after, ["queries", "pages"])
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "queries     DIFFERS  0 of 21 equal"
    assert said.count("        only before") == SHOWN
    assert said[-2:] == [
        "pages       DIFFERS  0 of 0 equal",
        f"    not recorded in {before} and {after}",
    ]
    assert not told(recorded(tmp_path / "c", {}), recorded(tmp_path / "d", {}), ["queries"])


def test_a_key_is_of_one_record(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'a'"):
        write(tmp_path, "pages", [("a", 1), ("a", 1)])


def test_what_differs_on_each_run_is_left_out_and_no_more() -> None:
    assert steady([{"recipe": "ab", "bytes": 7, "reports": 7}]) == [
        {"recipe": "*", "bytes": "*", "reports": 7}
    ]
    assert not list(differences(ANSWER, ANSWER))


def test_every_way_of_typing_makes_a_query_again_and_again() -> None:
    for way in WAYS:
        for phrase in ("x", "giải ngân vốn đầu tư"):
            assert way(phrase, Random(1)) == way(phrase, Random(1))


def test_the_queries_are_two_thousand_and_always_the_same(shared: Path) -> None:
    found = queries(shared)
    assert len(set(found)) == len(found) == QUERIES
    assert found == queries(shared)


def test_a_copy_is_kept_until_the_code_changes(tmp_path: Path) -> None:
    code, work = tmp_path / "code", tmp_path / "work"
    code.mkdir()
    (code / "said.py").write_text("print('one')")
    (code / "var").mkdir()
    made = work / "made"
    for text, is_kept in (("print('one')", False), ("print('one')", True), ("print(2)", False)):
        (code / "said.py").write_text(text)
        program = Program.copied(code, work, tmp_path)
        assert made.exists() is is_kept
        made.touch()
    assert not (work / "code" / "var").exists()
    assert (program.said("said").out, program.said("nothing").code) == ("2\n", 1)
    (work / "code" / "said.py").write_text("print(hash('one'))")
    assert program.said("said") == program.said("said")
    with pytest.raises(SystemExit, match="nothing ended with 1"):
        program.done("nothing")


def test_files_of_arrays_are_told_array_by_array(tmp_path: Path) -> None:
    header = json.dumps(
        {
            "origin.texts": {"dtype": "|u1", "start": 0, "size": 3},
            "days": {"dtype": "<i4", "start": 64, "size": 4},
        }
    ).encode()
    file = tmp_path / "g-000001" / "MAIN_sd14rpuktqkz2fxl.arrays"
    file.parent.mkdir()

    def told(origin: bytes, days: bytes) -> dict[str, str]:
        length = len(header).to_bytes(8, "little")
        file.write_bytes(b"hoinghi1" + length + header + origin.ljust(64, b"\0") + days)
        return dict(files(tmp_path))

    first = told(b"abc", b"1234")
    name = "g-000001/MAIN_*.arrays"
    assert list(first) == [name, f"{name} 000 origin.texts", f"{name} 001 days"]
    assert told(b"xyz", b"1234") == first != told(b"abc", b"1235")
    file.write_bytes(b"other")
    with pytest.raises(ValueError, match="other bytes"):
        dict(files(tmp_path))


def test_pages_are_had_from_a_server_of_this_code(tmp_path: Path, samples_url: str) -> None:
    program = Program.copied(ROOT, tmp_path / "work", tmp_path)

    def seen(most: int) -> list[tuple[str, Any]]:
        with program.served(samples_url) as site:
            assert isinstance(site, Site)
            assert site.get("/api/suggest?q=giải")["body"]["query"] == "giải"
            return list(site.crawl(["/", "/static/style.css", "/nothing"], most))

    first = seen(12)
    assert [asked for asked, _ in first[:2]] == ["/", "/nothing"]
    assert [found["status"] for _, found in first[:3]] == [200, 404, 200]
    assert sum("html" in found["headers"]["content-type"] for _, found in first) >= 12
    assert len({asked for asked, _ in first}) == len(first)
    assert first == seen(12)


def test_the_recorder_imports_nothing_of_the_program() -> None:
    paths = list((ROOT / "benchmarks" / "unchanged").glob("*.py"))
    assert len(paths) > 5
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert not name.startswith(("search", "indexer", "web", "tests")), path
                is_ours = name.startswith("benchmarks.unchanged")
                assert is_ours or not name.startswith("benchmarks"), path
