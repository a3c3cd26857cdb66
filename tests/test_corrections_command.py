"""`hoi-nghi corrections`, and what an index run says of the file: printed, and the exit code."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_commands import run

pytestmark = pytest.mark.slow

Write = Callable[[str, str], Path]


@pytest.fixture
def url(tmp_path: Path, write: Write) -> str:
    url = f"whoosh:{tmp_path / 'index'}"
    for name in ("a", "b"):
        write(f"{name}.txt", f"Sáng 25/8/2023, UBND tỉnh Hưng Yên giao ban về việc {name}.")
    assert run("indexer", "index", tmp_path / "reports", "--index", url).returncode == 0
    return url


def test_corrections_are_told_added_and_carried_out(url: str, tmp_path: Path) -> None:
    path = tmp_path / "index" / "corrections.tsv"
    command = ("hoi_nghi", "corrections", "--index", url)
    told = run(*command)
    assert (told.returncode, told.stdout) == (0, f"nothing is corrected: there is no {path}\n")
    added = run(*command, "--add", "a.txt", "Cơ quan", "Tỉnh ủy")
    assert added.returncode == 0
    assert added.stdout.splitlines()[0] == "1: a.txt: organiser: Tỉnh ủy"
    run(*command, "--add", "b.txt", "person", "Lê Văn Tư = chair", "--instead-of", "+")
    run(*command, "--add", "b.txt", "level", "-")
    assert path.read_text("utf-8").splitlines() == [
        "a.txt\tCơ quan\tTỉnh ủy",
        "b.txt\tperson\tLê Văn Tư = chair\t+",
        "b.txt\tlevel\t-",
    ]
    made = run("indexer", "index", tmp_path / "reports", "--index", url)
    assert (made.returncode, made.stderr) == (0, "")
    assert "0 added, 2 replaced, 0 removed, 0 unchanged, 0 failed" in made.stdout
    found = run("search", "giao ban", "--index", url, "--facet", "organiser=Tỉnh ủy")
    assert found.stdout.startswith("1 report")
    record = json.loads(run(*command, "--json").stdout)
    assert record["corrections"][1] == {
        "line": 2, "id": "b.txt", "facet": "person", "value": "Lê Văn Tư = chair",
        "instead_of": "+",
    }  # fmt: skip
    assert record["not_understood"] == [] and record["exists"] is True


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (("x.txt", "level", "xa"), "names a report that is not there: 'x.txt'"),
        (("a.txt", "level", "cao"), "has an unknown value, 'cao'"),
        (("a.txt", "colour", "red"), "names no facet in 'colour'"),
        (("#a.txt", "level", "xa"), "a line that begins with # is a comment"),
    ],
)
def test_a_line_that_is_wrong_is_not_added(
    url: str, tmp_path: Path, line: tuple[str, str, str], reason: str
) -> None:
    added = run("hoi_nghi", "corrections", "--index", url, "--add", *line)
    assert added.returncode == 2 and reason in added.stderr
    assert not (tmp_path / "index" / "corrections.tsv").exists()


def test_what_cannot_be_read_is_told_with_its_line(url: str, tmp_path: Path) -> None:
    path = tmp_path / "index" / "corrections.tsv"
    path.write_text("# họp\na.txt\tlevel\tcao\nx.txt\tlevel\txa\nb.txt\tlevel\txa\n", "utf-8")
    told = run("hoi_nghi", "corrections", "--index", url)
    assert told.returncode == 1
    assert told.stdout.splitlines()[-2] == f"{path}: 2 lines of 2 reports, 2 not understood"
    for said in (told, run("indexer", "index", tmp_path / "reports", "--index", url)):
        assert said.returncode == 1
        first, second = said.stderr.splitlines()
        assert first.startswith(f"{path}:2 has an unknown value, 'cao': trung-uong")
        assert second == f"{path}:3 names a report that is not there: 'x.txt'"
    found = run("search", "giao ban", "--index", url, "--facet", "level=xa")
    assert found.stdout.startswith("1 report")


def test_a_file_is_tried_before_it_is_used(url: str, write: Write, tmp_path: Path) -> None:
    path = write("../ours.tsv", "a.txt\torganiser\tTỉnh ủy\n")
    told = run("hoi_nghi", "corrections", "--check", path, "--index", url)
    assert (told.returncode, told.stderr) == (0, "")
    shown = run("hoi_nghi", "facets", tmp_path / "reports", "--corrections", path, "--explain")
    assert "organiser: Tỉnh ủy (corrected)" in shown.stdout
    assert "written by hand" in shown.stdout and "branch: dang (derived)" in shown.stdout
    write("../ours.tsv", "lạ\n")
    assert run("hoi_nghi", "facets", tmp_path, "--corrections", path).returncode == 1
    assert not (tmp_path / "index" / "corrections.tsv").exists()
