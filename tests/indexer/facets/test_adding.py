"""The steps of CONTRIBUTING.md for a new facet and a new kind of meeting, tried on a copy."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from search.serialization import decode
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

REPORT = "Sáng 1/2/2023, trời mưa to, UBND tỉnh tổ chức hội chợ triển lãm nông sản của tỉnh."
WEATHER = '''"""An article → the weather of the day."""

from indexer.article.structure import Article
from indexer.lexicon import rows
from search.report import Facets, FacetValue, PassageKind, Status


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Each kind of weather that is named."""
    found = []
    for line in article.of(PassageKind.BODY):
        for (word,) in rows("weather.txt"):
            start = article.read_lower(line).find(word)
            if start >= 0:
                span = article.span(line.start + start, line.start + start + len(word))
                found.append(FacetValue(word, Status.STATED, span))
    return tuple(found)
'''


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the packages that a facet touches."""
    for package in ("search", "indexer", "web", "hoi_nghi"):
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    return tmp_path


GET = """
import sys
from search.engine.urls import open_engine
from web.app import create_app
print(create_app(open_engine("whoosh:index")).test_client().get(sys.argv[1]).text)
"""


def run(project: Path, *command: str) -> str:
    return python(project, "-m", *command, "--json")


def get(project: Path, path: str) -> str:
    """What the page or the API of the copy answers."""
    return python(project, "-c", GET, path)


def python(project: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(project)}
    made = subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    return made.stdout


def test_a_new_facet(project: Path) -> None:
    replaced(
        project / "search" / "report" / "model.py",
        "    figures: tuple[FigureValue, ...] = ()\n",
        "    figures: tuple[FigureValue, ...] = ()\n    weather: tuple[FacetValue, ...] = ()\n",
    )
    (project / "indexer" / "facets" / "weather.py").write_text(WEATHER, "utf-8")
    (project / "indexer" / "data" / "weather.txt").write_text("# Source: a test.\nmưa\nnắng\n")
    replaced(
        project / "search" / "facets" / "registry.py",
        '    Facet("outlet"),\n',
        '    Facet("outlet"),\n    Facet("weather"),\n',
    )
    replaced(
        project / "search" / "facets" / "data" / "facets.tsv",
        "outlet\tNguồn tin\n",
        "outlet\tNguồn tin\nweather\tThời tiết\n",
    )
    record = decode(run(project, "indexer", "facets", "report.txt"), dict)
    [found] = record["facets"]["weather"]
    assert (found["value"], REPORT[slice(*found["evidence"])]) == ("mưa", "mưa")
    run(project, "indexer", "index", "report.txt", "--index", "whoosh:index")
    asked = ("search", "hội chợ", "--index", "whoosh:index", "--facet")
    rain, sun = (decode(run(project, *asked, f"weather={w}"), dict) for w in ("mưa", "nắng"))
    assert (rain["total"], sun["total"]) == (1, 0)
    assert {"value": "mưa", "label": "mưa", "count": 1} in sun["facets"]["weather"]
    served = decode(get(project, f"/api/reports/{rain['hits'][0]['id']}"), dict)
    [value] = served["facets"]["weather"]
    assert (value["value"], value["words"]) == ("mưa", "mưa")
    described = decode(get(project, "/api/openapi.json"), dict)["components"]["schemas"]
    assert "weather" in described["ReportFacets"]["required"]
    assert "Thời tiết" in get(project, "/?q=hội+chợ")


def test_a_new_kind_of_meeting(project: Path) -> None:
    for folder, name, row in (
        ("search/facets", "meeting_types.tsv", "hoi-cho\tHội chợ\n"),
        ("indexer", "meeting_nouns.tsv", "hoi-cho\thội chợ\n"),
    ):
        path = project / folder / "data" / name
        path.write_text(path.read_text("utf-8") + row, "utf-8")
    record = decode(run(project, "indexer", "facets", "report.txt"), dict)
    assert record["is_meeting"] is True
    assert [value["value"] for value in record["facets"]["meeting_type"]] == ["hoi-cho"]
    run(project, "indexer", "index", "report.txt", "--index", "whoosh:index")
    found = decode(run(project, "search", "nông sản", "--index", "whoosh:index"), dict)
    assert found["facets"]["meeting_type"] == [{"value": "hoi-cho", "label": "Hội chợ", "count": 1}]
