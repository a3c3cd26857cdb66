"""`hoi-nghi` says what `python -m` search, indexer and web say; its version and requirements."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

import hoi_nghi
from hoi_nghi.main import COMMANDS, indexer
from hoi_nghi.main import hoi_nghi as front_door
from hoi_nghi.search_commands import search_any_way
from tests.conftest import ROOT

REPORT = "thai-binh/hop-khan-ung-pho-bao-so-3.txt"


class Said:
    """What a command prints and returns, run in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, command: click.Command, *arguments: str) -> tuple[object, str, str]:
        code = command.main(list(arguments), prog_name="it", standalone_mode=False)
        told = self.capsys.readouterr()
        return code, told.out, told.err


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    return Said(capsys)


@pytest.mark.parametrize("more", [[], ["--json"]])
@pytest.mark.parametrize(
    ("new", "old"),
    [
        (["search", "giai ngan", "--size", "2"], ["giai ngan", "--size", "2"]),
        (["search", "", "--facet", "year=2024", "--sort", "oldest", "--page", "2"],
         ["", "--facet", "year=2024", "--sort", "oldest", "--page", "2"]),
        (["search", "", "--from", "2022", "--to", "quý II/2023"],
         ["", "--from", "2022", "--to", "quý II/2023"]),
        (["suggest", "giai ng"], ["--suggest", "giai ng"]),
        (["similar", REPORT, "--size", "2"], ["--like", REPORT, "--size", "2"]),
    ],
)  # fmt: skip
def test_each_mode_of_a_search(
    new: list[str], old: list[str], more: list[str], samples_url: str, said: Said
) -> None:
    there = ["--index", samples_url, *more]
    found = said(front_door, *new, *there)
    assert found == said(search_any_way, *old, *there)
    assert found[0] == 0 and found[1]


def test_a_batch(samples_url: str, said: Said, tmp_path: Path) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_text('{"_id": 1, "text": "bão"}\n\n{"_id": 2}\n', "utf-8")
    there = ["--size", "1", "--index", samples_url]
    found = said(front_door, "batch", str(path), *there)
    assert found == said(search_any_way, "--batch", str(path), *there)
    assert found[0] == 1 and len(found[1].splitlines()) == 2


@pytest.mark.parametrize("arguments", [["stats"], ["check"]])
def test_commands_of_an_index(arguments: list[str], samples_url: str, said: Said) -> None:
    there = ["--index", samples_url]
    assert said(front_door, *arguments, *there) == said(indexer, *arguments, *there)


def test_a_text_analysed(said: Said) -> None:
    found = said(front_door, "analyze", "Uỷ ban")
    assert found == said(indexer, "analyze", "Uỷ ban") and "uy:uy3" in found[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_without_the_old_names(name: str, said: Said) -> None:
    _, told, _ = said(front_door, name, "--help")
    assert f"Usage: it {name}" in told and "python -m" not in told


def test_what_is_no_command(said: Said) -> None:
    with pytest.raises(click.UsageError, match="No such command"):
        said(front_door, "sing")


@pytest.mark.parametrize("name", ["check", "stats", "rollback", "analyze", "search"])
def test_what_makes_an_index_is_not_imported_for_what_looks_into_one(name: str) -> None:
    code = (
        "import sys; from hoi_nghi.main import hoi_nghi;"
        f"hoi_nghi.get_command(None, {name!r});"
        "heavy = {'indexer.build', 'indexer.facets', 'flask'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_version_is_that_of_the_changelog(said: Said) -> None:
    assert said(front_door, "--version")[1] == f"it {hoi_nghi.__version__}\n"
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## \[([\d.]+)\]", changes, re.MULTILINE)[0] == hoi_nghi.__version__


def test_the_package_requires_what_runs() -> None:
    """What `pip install .` brings, and what `make` installs, are the same packages."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pinned = re.findall(r"^([\w-]+)==", (ROOT / "requirements.in").read_text("utf-8"), re.MULTILINE)
    assert [re.split(r"[=<>]", name)[0] for name in project["dependencies"]] == pinned
