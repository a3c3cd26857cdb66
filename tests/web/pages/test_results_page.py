"""The page of results: how heavy it is, its groups of filters, its presets, notes of one line."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.build.run import build
from search.answers import Notice, NoticeKind
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from web import wording
from web.app import create_app

Write = Callable[[str, str], Path]

HEAVIEST = 45_000
"""Bytes of HTML that a page of ten hits may have."""


@pytest.fixture
def client(samples: Engine) -> FlaskClient:
    return create_app(samples).test_client()


def legends(text: str) -> list[str]:
    return re.findall(r"<legend>([^<]+?)(?: <small>.*?)?</legend>", text)


@pytest.mark.parametrize(
    "path", ["/", "/?q=hội nghị", "/?q=giai ngan von", "/?q=hội nghị&province=Hưng Yên&from=2020"]
)
def test_a_page_of_results_is_light(client: FlaskClient, path: str) -> None:
    assert len(client.get(path).data) <= HEAVIEST


def test_groups_are_folded_after_the_fourth(client: FlaskClient) -> None:
    text = client.get("/?person=Đào Quang Thịnh&person=Lương Đình Khải").text
    filters = text[text.index("<aside") :]
    opened = filters[: filters.index('class="folded"')]
    assert legends(opened) == ["Loại hội nghị", "Cơ quan", "Tỉnh", "Thời gian"]
    summaries = dict(
        re.findall(r"<summary>([^<]+?)(?: <small>\((.*?)\)</small>)?</summary>", filters)
    )
    assert summaries["Người"] == "2 đã chọn" and summaries["Nguồn tin"] == ""
    assert legends(filters)[4:] == [name for name in summaries if name != "Lọc kết quả"]


def test_a_list_that_is_asked_for_opens_its_group(client: FlaskClient) -> None:
    text = client.get("/?q=hội nghị&more=person&more=nothing").text
    assert '<details class="folded" id="of-person" data-keep="of-person" open>' in text
    assert '<input type="hidden" name="more" value="person">' in text
    assert "more=nothing" not in text[text.index("<main") :]
    assert "Thu gọn" in text


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Reports of two years, one that is no meeting, and places."""
    home = tmp_path_factory.mktemp("mixed")
    texts = {
        "2023-02-03": "Ngày 3/2/2023, UBND tỉnh Nghệ An họp phiên thường kỳ tại thành phố Vinh.",
        "2023-11-07": "Ngày 7/11/2023, UBND huyện Hưng Nguyên, tỉnh Nghệ An tổ chức hội nghị.",
        "2024-05-06": "Giá vàng hôm nay tăng mạnh ở thành phố Hà Nội và quận Tây Hồ.",
    }
    lines = [json.dumps({"id": day, "date": day, "text": text}) for day, text in texts.items()]
    (home / "a.jsonl").write_text("\n".join(lines), "utf-8")
    engine = open_engine(f"whoosh:{home / 'index'}")
    build([home / "a.jsonl"], engine)
    return create_app(engine).test_client()


def test_whether_there_was_a_meeting_comes_first_where_both_are(mixed: FlaskClient) -> None:
    assert legends(mixed.get("/?sort=newest").text)[0] == "Có cuộc họp"


def test_places_are_no_provinces(mixed: FlaskClient) -> None:
    text = mixed.get("/?more=place").text
    places = set(re.findall(r'name="place" value="([^"]+)"', text))
    assert {"thành phố Vinh", "quận Tây Hồ"} <= places
    assert not {"tỉnh Nghệ An", "thành phố Hà Nội"} & places
    chosen = mixed.get("/?place=tỉnh Nghệ An").text
    assert 'name="place" value="tỉnh Nghệ An" checked' in chosen, "a chosen one can be dropped"


def test_halves_and_quarters_are_one_click(mixed: FlaskClient) -> None:
    text = unescape(mixed.get("/?year=2023").text)
    own = re.findall(r'<p class="presets"><b>(\d+)</b>(.*?)</p>', text)
    assert [year for year, _ in own] == ["2023"]
    links = {label: href for href, label in re.findall(r'href="([^"]+)"[^>]*>(.*?)<', own[0][1])}
    assert list(links) == ["6 tháng đầu", "6 tháng cuối", "Quý I", "Quý IV"], "what has reports"
    found = mixed.get(links["6 tháng cuối"]).text
    assert "Một báo cáo, lọc theo Thời gian: 6 tháng cuối năm 2023</h1>" in found
    assert 'aria-current="true">6 tháng cuối</a>' in found


def test_a_day_of_nothing_offers_the_nearest(mixed: FlaskClient) -> None:
    text = unescape(mixed.get("/?from=25/8/2023&to=25/8/2023").text)
    offered = re.findall(r'<li><a href="([^"]+)">(Ngày gần đó: .*?)</a>', text)
    assert [label for _, label in offered] == [
        "Ngày gần đó: 3/2/2023 (1 báo cáo)",
        "Ngày gần đó: 7/11/2023 (1 báo cáo)",
        "Ngày gần đó: 6/5/2024 (1 báo cáo)",
    ]
    assert all("<h1>Một báo cáo" in mixed.get(href).text for href, _ in offered)


def test_a_note_of_many_readings_is_one_line_the_rest_behind_it() -> None:
    words = ("họp bàn", "hop ban", "hợp bạn")
    many = Notice(NoticeKind.READING, words, instead='="hop ban"', others=("hợp bạn", "hợp bản"))
    line = wording.notices.in_one_line(many)
    assert line == "Chữ gõ không dấu được hiểu là “họp bàn”"
    one = Notice(NoticeKind.MERGED, ("Bắc Giang", "Bắc Ninh", "Bắc Ninh", "49"), instead="Bắc Ninh")
    assert wording.notices.in_one_line(one) == "", "it is one line itself"
    long = Notice(NoticeKind.READING, (30 * "hội ", 30 * "hoi "), instead="x")
    assert len(wording.notices.in_one_line(long)) <= wording.notices.LONGEST_LINE
    left_out = Notice(NoticeKind.LEFT_OUT, ("relaxations", "corrections"))
    assert len(wording.notices.in_one_line(left_out)) <= wording.notices.LONGEST_LINE + 2


def test_what_changes_nothing_stands_behind_one_line() -> None:
    found = [Notice(NoticeKind.ABBREVIATION, ("UBND", "x")), Notice(NoticeKind.MERGED, ("a", "b"))]
    assert [own.kind for own in wording.notices.changes(found)] == [NoticeKind.MERGED]
    assert [own.kind for own in wording.notices.understandings(found)] == [NoticeKind.ABBREVIATION]


def test_who_looks_for_the_half_of_another_year_is_told_how(samples: Engine) -> None:
    client = create_app(samples).test_client()
    told = wording.search.OTHER_YEARS
    assert told in client.get("/?q=giải+ngân").text
    chosen = client.get("/?q=giải+ngân&year=2023").text
    assert told not in chosen and "from=1%2F1%2F2023&amp;to=30%2F6%2F2023" in chosen


@pytest.mark.parametrize(
    ("asked", "years"),
    [
        ("q=sâm+Ngọc+Linh", ["2023"]),
        ("q=giải+ngân", ["2024", "2023"]),
        ("q=giải+ngân&from=1/1/2023&to=30/6/2023", ["2023", "2022"]),
        ("q=giải+ngân&year=2021", ["2021"]),
    ],
)
def test_halves_are_of_the_years_that_are_found(
    samples: Engine, asked: str, years: list[str]
) -> None:
    text = create_app(samples).test_client().get(f"/?{asked}").text
    assert re.findall(r'class="presets"><b>(\d+)', text) == years
