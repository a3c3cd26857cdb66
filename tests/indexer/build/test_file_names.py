"""File names as a Mac and as others write them (NFD, NFC): one name, found by either."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from hoi_nghi.search_commands import similar
from indexer.build.run import build
from search.answer.more_like_this import more_like_this
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from search.searcher import Searcher
from web.app import create_app

Write = Callable[[str, str], Path]
NAME = "Tháng 5/hội nghị.txt"
FORMS = ("NFC", "NFD")


def in_form(form: str, text: str) -> str:
    return unicodedata.normalize(form, text)  # type: ignore[arg-type]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"whoosh:{tmp_path / 'index'}"


@pytest.fixture
def engine(url: str) -> Engine:
    return open_engine(url)


@pytest.fixture
def folder(write: Write, engine: Engine) -> Path:
    """Two reports alike; the name of the one, and of its folder, as a Mac writes it."""
    write(in_form("NFD", NAME), "Hội nghị bàn việc cấp nước của huyện Mẫu Giang.")
    folder = write("khác.txt", "Họp bàn việc cấp nước của huyện Mẫu Giang lần hai.").parent
    build([folder], engine)
    return folder


def test_an_id_is_composed_and_its_origin_as_the_disk_has_it(folder: Path, engine: Engine) -> None:
    of_id = {own.id: own.origins for own in engine.snapshot().sources()}
    [origin] = of_id[in_form("NFC", NAME)]
    assert origin == f"{folder}//{in_form('NFD', NAME)}"
    assert build([folder], engine).generation is None


@pytest.mark.parametrize("form", FORMS)
def test_a_report_is_found_by_either_form(folder: Path, url: str, form: str) -> None:
    asked = in_form(form, NAME)
    searcher = Searcher(open_engine(url).snapshot())
    assert [hit.report.id for hit in more_like_this(asked, searcher)] == ["khác.txt"]
    told = CliRunner().invoke(similar, [asked, "--json", "--index", url])
    assert json.loads(told.output)["id"] == in_form("NFC", NAME)
    client = create_app(open_engine(url)).test_client()
    for address in ("/reports/{}", "/texts/{}", "/api/reports/{}", "/api/reports/{}/similar"):
        assert client.get(address.format(asked)).status_code == 200, address
    for address in ("/reports", "/api/reports", "/api/reports/similar"):
        assert client.get(address, query_string={"id": asked}).status_code == 200, address


@pytest.mark.parametrize("form", FORMS)
def test_a_record_is_found_by_either_form(write: Write, url: str, form: str) -> None:
    record = json.dumps({"id": in_form("NFD", "họp/1"), "text": "Họp giao ban."})
    build([write("r.jsonl", record)], open_engine(url))
    client = create_app(open_engine(url)).test_client()
    found = client.get(f"/api/reports/{in_form(form, 'họp/1')}").get_json()
    assert found["id"] == in_form("NFC", "họp/1")


def test_a_name_that_is_only_written_otherwise_is_no_other_file(
    folder: Path, engine: Engine
) -> None:
    (folder / in_form("NFD", NAME)).rename(folder / "x.txt")
    (folder / in_form("NFC", "Tháng 5")).mkdir()
    (folder / "x.txt").rename(folder / in_form("NFC", NAME))
    outcome = build([folder], engine)
    assert (outcome.added, outcome.replaced, outcome.removed, outcome.bad) == (0, 1, 0, ())
    assert [own.id for own in engine.snapshot().sources() if "hội" in own.id] == [NAME]


def test_of_two_files_with_one_name_one_is_told_as_taken(engine: Engine, write: Write) -> None:
    first = write(in_form("NFD", "họp.txt"), "Họp giao ban tháng một.")
    second = write(in_form("NFC", "họp.txt"), "Họp giao ban tháng hai.")
    if first.samefile(second):
        pytest.skip("this disk takes both for one name")
    outcome = build([first.parent], engine)
    assert [(bad.path, bad.reason) for bad in outcome.bad] == [
        (str(second), f"its id 'họp.txt' is taken by {first}")
    ]
    assert build([first.parent], engine).generation is None
    second.write_text(first.read_text("utf-8"), "utf-8")  # alike: one report of two files
    assert build([first.parent], engine).bad == ()
    [own] = engine.snapshot().sources()
    assert (own.id, len(own.origins)) == ("họp.txt", 2)
