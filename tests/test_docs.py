"""The documents are true: their commands run, links lead somewhere, lists are complete."""

import importlib.util
import inspect
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from hoi_nghi.main import COMMANDS
from hoi_nghi.shell import (
    BUSY,
    CHECK_FAILED,
    DONE,
    INTERRUPTED,
    NO_CLUSTER,
    NO_INDEX,
    NO_LOGIN,
    NO_TLS,
    NOT_REACHED,
    NOT_TAKEN,
    SOME_FAILED,
    WRONG_USE,
)
from indexer.read.formats import FORMATS
from search.facets.registry import COUNTED, FACETS
from search.query.syntax import LABELS
from tests.conftest import ROOT
from tests.module_map import MAP, module_map

DOCS = ROOT / "docs"
DECISIONS = DOCS / "explanation" / "decisions"
_AT_THE_TOP = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "RELIABILITY.md")
_OF_A_FOLDER = ("benchmarks/README.md", "samples/README.md")
PAPERS = [*(ROOT / name for name in (*_AT_THE_TOP, *_OF_A_FOLDER)), *DOCS.rglob("*.md")]
PACKAGES = "search|indexer|web|hoi_nghi|tests|benchmarks"
README = (ROOT / "README.md").read_text("utf-8")


def text_of(*path: str) -> str:
    return DOCS.joinpath(*path).read_text("utf-8")


def test_the_map_of_modules_is_their_first_lines() -> None:
    assert MAP.read_text("utf-8") == module_map(), "make map"


def test_the_readme_is_short_and_begins_with_the_two_commands_that_ci_runs() -> None:
    assert len(README.splitlines()) <= 130
    assert re.findall(r"^make \w+", README, re.MULTILINE)[:2] == ["make run", "make test"]
    assert "make test" in (ROOT / ".ci" / "run").read_text()


def commands(paper: str) -> list[list[str]]:
    """Every command in the boxes of a paper that ends by itself, as the arguments of Python."""
    found = []
    for box in re.findall(r"^```sh\n(.*?)^```", paper, re.MULTILINE | re.DOTALL):
        for line in box.splitlines():
            words = shlex.split(line, comments=True)
            if words[:1] == ["hoi-nghi"]:
                words = [".venv/bin/python", "-m", "hoi_nghi", *words[1:]]
            if words[:2] == [".venv/bin/python", "-m"] and not {"serve", "web"} & set(words[:4]):
                found.append(words[1:])
    return found


@pytest.mark.parametrize(
    ("paper", "least"),
    [
        ("README.md", 7),
        ("docs/how-to/your-own-reports.md", 5),
        ("docs/how-to/look-into-a-report.md", 4),
        ("docs/how-to/keep-an-index.md", 5),
        ("docs/how-to/your-own-words.md", 1),
        ("docs/how-to/take-along.md", 4),
        ("docs/how-to/correct-a-value.md", 6),
        ("docs/how-to/digest.md", 3),
    ],
)
@pytest.mark.slow
def test_the_commands_of_a_paper_work(paper: str, least: int, tmp_path: Path) -> None:
    """Copied line by line, by a new user with a folder of reports at home."""
    reports = tmp_path / "home" / "reports"
    reports.mkdir(parents=True)
    for name in ("a", "b"):
        text = f"Sáng 25/8/2023, UBND tỉnh Hưng Yên giao ban về giải ngân vốn {name}, bão số 3."
        (reports / f"{name}.txt").write_text(text, "utf-8")
    (tmp_path / "queries.jsonl").write_text('{"_id": "1", "text": "bão"}\n')
    environment = {**os.environ, "HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    environment.pop("HOI_NGHI_INDEX", None)

    def say(arguments: list[str]) -> str:
        home = [part.replace("~", str(tmp_path / "home")) for part in arguments]
        made = subprocess.run(
            [sys.executable, *home],
            cwd=tmp_path, env=environment, capture_output=True, text=True,
        )  # fmt: skip
        assert made.returncode == 0, (arguments, made.stderr)
        return made.stdout

    found = commands((ROOT / paper).read_text("utf-8"))
    assert len(found) >= least
    if not any({"index"} <= set(arguments) for arguments in found):
        say(["-m", "hoi_nghi", "index", "~/reports"])
    said = {" ".join(arguments): say(arguments) for arguments in found}
    for command, out in said.items():
        if "search giải ngân vốn" in command and "--json" not in command:
            assert "**giải ngân vốn**" in out


def test_links_and_paths_of_the_papers_lead_somewhere() -> None:
    seen = 0
    for paper in PAPERS:
        text = paper.read_text("utf-8")
        for link in re.findall(r"\]\(([^)#\s]+)", text):
            if "://" not in link:
                assert (paper.parent / link).exists(), (paper.name, link)
                seen += 1
        for path in re.findall(rf"[` ]((?:{PACKAGES}|docs|samples)/[\w./-]+)`", text):
            assert (ROOT / path).exists(), (paper.name, path)
            seen += 1
    assert seen > 200


def is_module(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # what it should be in is none
        return False


def has(name: str) -> bool:
    """Whether a dotted name is a module, or of a class, a function or a value that one defines, or
    that a module of it does where it is a package."""
    module, _, inside = name.rpartition(".")
    if is_module(name) or not is_module(module):
        return is_module(name)
    found = getattr(importlib.import_module(module), inside, None)
    is_made_by_def = inspect.isclass(found) or inspect.isfunction(found)
    return found is not None and (
        not is_made_by_def or f"{found.__module__}.".startswith(f"{module}.")
    )


def test_dotted_names_of_the_papers_are_modules_or_names_in_them() -> None:
    seen = [
        (paper.name, name)
        for paper in PAPERS
        for name in re.findall(rf"`((?:{PACKAGES})(?:\.\w+)+)`", paper.read_text("utf-8"))
    ]
    assert len(seen) >= 10
    assert [(paper, name) for paper, name in seen if not has(name)] == []
    assert has("search.query.compile") and has("search.report.Facets")
    assert not has("search.nothing.here") and not has("search.answer.page.FacetCount")


def test_every_decision_is_listed_and_has_a_day_and_a_status() -> None:
    listed = re.findall(r"\((\d{4}-[\w-]+\.md)\)", (DECISIONS / "README.md").read_text("utf-8"))
    paths = sorted(DECISIONS.glob("0*.md"))
    assert listed == [path.name for path in paths]
    for path in paths:
        title, blank, status = path.read_text("utf-8").split("\n")[:3]
        assert title.startswith(f"# {int(path.name[:4])}. ") and blank == ""
        assert re.fullmatch(r"\*20\d\d-\d\d-\d\d · (accepted|superseded by \d+)\*", status)


def test_the_architecture_fits_a_page_and_names_every_room() -> None:
    text = text_of("explanation", "architecture.md")
    assert len(text.splitlines()) <= 60
    for package in ("search", "indexer", "web"):
        [line] = re.findall(rf"^- `{package}`: (.*)$", text, re.MULTILINE)
        rooms = {path.stem for path in (ROOT / package).iterdir() if path.suffix in ("", ".py")}
        aside = {"__init__", "__main__", "__pycache__", "data", "static", "templates"}
        assert set(re.findall(r"\w+", line)) == rooms - aside


def test_the_lists_to_look_up_are_complete() -> None:
    facets = re.findall(
        r"^\| `(\w+)` \| ([^|]+) \|", text_of("reference", "facets.md"), re.MULTILINE
    )
    assert dict(facets) == {facet.name: facet.label for facet in FACETS}
    assert len(COUNTED) < len(FACETS) == len(facets)
    typed = set(re.findall(r"`([\w ]+):`", text_of("reference", "query-syntax.md")))
    assert typed == set(LABELS) - {"loại hội nghị", "nguồn tin"}  # longer names of two of them
    files = text_of("how-to", "your-own-reports.md")
    assert len(FORMATS) > 10
    assert [own.kind for own in FORMATS if own.suffixes[0] not in files] == []
    assert " ".join(own.suffixes[0] for own in FORMATS) in README
    told = text_of("reference", "commands.md")
    assert re.findall(r"^\| `hoi-nghi (\w+)", told, re.MULTILINE) == list(COMMANDS)
    codes = [DONE, SOME_FAILED, WRONG_USE, BUSY, CHECK_FAILED, NO_INDEX]
    codes += [NOT_REACHED, NO_TLS, NO_LOGIN, NOT_TAKEN, NO_CLUSTER, INTERRUPTED]
    assert re.findall(r"^\| (\d+) \|", told, re.MULTILINE) == [str(code) for code in codes]
    rules = re.findall(r"^\| V(\d+) \|", text_of("reference", "vietnamese.md"), re.MULTILINE)
    assert rules == [str(number) for number in range(1, 18)]
