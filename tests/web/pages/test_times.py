"""Time on the page of results: presets that find something, and reports of no known year."""

import json
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from indexer.build.run import build
from search.engine.urls import open_engine
from web.app import create_app

REPORTS = {
    "a": "Ngày 3/2/2016, UBND tỉnh Nghệ An họp về giá lúa và thủy lợi.",
    "b": "Ngày 7/5/2017, UBND tỉnh Nghệ An họp về giá lúa.",
    "c": "Ngày 9/11/2017, UBND tỉnh Thái Bình họp về giá lúa.",
    "d": "Ngày 9/8/2018, UBND tỉnh Thái Bình họp về giá lúa.",
    "e": "Ngày 12/8/2018, UBND tỉnh Thái Bình họp về giá lúa mùa.",
    "f": "Ngày 20/6/2024, UBND tỉnh Thái Bình họp về cấp thẻ căn cước.",
    "g": "Ngày 1/3/2024, UBND tỉnh Thái Bình họp về cấp thẻ bảo hiểm.",
    "h": "Ngày 2/9/2024, UBND tỉnh Thái Bình họp về cấp thẻ nhà báo.",
    "i": "Sáng nay, UBND tỉnh Nghệ An họp về giá lúa và phân bón.",
    "j": "Sáng nay, UBND tỉnh Thái Bình họp về giá lúa và thuốc trừ sâu.",
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    home = tmp_path_factory.mktemp("times")
    lines = [json.dumps({"id": name, "text": text}) for name, text in REPORTS.items()]
    (home / "a.jsonl").write_text("\n".join(lines), "utf-8")
    engine = open_engine(f"whoosh:{home / 'index'}")
    build([home / "a.jsonl"], engine)
    return create_app(engine).test_client()


def page(client: FlaskClient, path: str) -> str:
    return unescape(client.get(path).text)


def presets(text: str) -> dict[str, dict[str, str]]:
    """Year → label → address, in the order of the page."""
    found = re.findall(r'<p class="presets"><b>(\d+)</b>(.*?)</p>', text)
    links = r'href="([^"]+)"[^>]*>(.*?)<'
    return {year: {to: href for href, to in re.findall(links, own)} for year, own in found}


def test_years_of_the_answer_are_offered(client: FlaskClient) -> None:
    offered = presets(page(client, "/?q=giá lúa"))
    assert list(offered) == ["2018", "2017"], "most reports, the later year first"
    assert list(offered["2018"]) == ["6 tháng cuối", "Quý III"]
    assert list(offered["2017"]) == ["6 tháng đầu", "6 tháng cuối", "Quý II", "Quý IV"]


@pytest.mark.parametrize("path", ["/?q=giá lúa", "/?q=họp&province=Nghệ An", "/?sort=newest"])
def test_every_preset_finds_something(client: FlaskClient, path: str) -> None:
    offered = [href for own in presets(page(client, path)).values() for href in own.values()]
    assert offered
    assert not [href for href in offered if "<h1>Không" in page(client, href)]


@pytest.mark.parametrize(
    ("chosen", "years"),
    [
        ("year=2016", ["2016"]),
        ("from=1/1/2016&to=30/6/2016", ["2016"]),
        ("month=2016-02", ["2016"]),
        ("from=2016&to=2017", ["2017", "2016"]),
        ("year=2016&year=2018", ["2018", "2016"]),
        ("from=2019&to=2020", ["2018", "2017"]),
    ],
)
def test_a_chosen_time_offers_its_own(client: FlaskClient, chosen: str, years: list[str]) -> None:
    assert list(presets(page(client, f"/?q=giá lúa&{chosen}"))) == years


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("q=giá lúa&from=2017", 2),
        ("q=giá lúa&from=2019", 2),
        ("q=giá lúa&year=2017", 2),
        ("q=giá lúa&month=2017-05", 2),
        ("q=giá lúa&year=2017&province=Nghệ An", 1),
    ],
)
def test_reports_of_no_known_year_are_told(client: FlaskClient, asked: str, count: int) -> None:
    told = re.search(
        r'<p><a href="([^"]+)">(\d+) báo cáo không rõ năm</a> không được tính\.</p>',
        page(client, f"/?{asked}"),
    )
    assert told and int(told[2]) == count
    assert {1: "Một", 2: "2"}[count] + " báo cáo cho “giá lúa”" in page(client, told[1])


@pytest.mark.parametrize(
    "asked",
    [
        "q=giá lúa",
        "q=giá lúa&year=khong-ro",
        "q=giá lúa&year=2017&year=khong-ro",
        "q=thẻ&from=2023",
    ],
)
def test_none_of_them_is_told_where_none_is_left_out(client: FlaskClient, asked: str) -> None:
    assert "không rõ năm</a> không được tính" not in page(client, f"/?{asked}")


def test_they_are_told_in_one_place(client: FlaskClient) -> None:
    assert page(client, "/?q=giá lúa").count("báo cáo không rõ năm") == 1, "at the chart"
    assert page(client, "/?q=giá lúa&year=2017&year=2018").count("báo cáo không rõ năm") == 1
