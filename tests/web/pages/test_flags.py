"""The page of flagged values: what it lists, counts and links, and the lines that correct it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.build.corrections_file import NAME, parse
from indexer.build.run import build
from search.engine.protocol import Engine
from search.explore.flagged import MOST_VALUES
from search.facets.registry import COUNTED_BY_NAME
from tests.web.pages.outline import Outline
from web.app import create_app

Write = Callable[[str, str], Path]

HELD = "Sáng 25/8/2023, UBND tỉnh Hưng Yên giao ban về giải ngân vốn."
POOR = f"{HELD} Tỷ lệ hộ nghèo còn 574%, <b>giảm</b> nhiều."
MANY = "Ngày 25/8/2022, HĐND tỉnh Nghệ An khai mạc kỳ họp thứ 96, nhiều đại biểu dự."
OPEN_YEAR = "Sáng 26/8, UBND tỉnh Nghệ An giao ban về công tác phòng, chống bão lũ ở miền núi."


@pytest.fixture
def client(tmp_path: Path, write: Write, engine: Engine) -> FlaskClient:
    write("so lieu.txt", POOR)
    write("ky.txt", MANY)
    write("nam.txt", OPEN_YEAR)
    write("yen.txt", f"Giao ban\n\n{HELD}")
    build([tmp_path / "reports"], engine)
    return create_app(engine).test_client()


def page(client: FlaskClient, address: str, code: int = 200) -> Outline:
    response = client.get(address)
    assert response.status_code == code
    return Outline(response.text)


def lines(client: FlaskClient, address: str) -> list[str]:
    return re.findall(r'<p class="line">(.*?)</p>', client.get(address).text)


def test_each_value_stands_with_its_words_and_the_line_that_corrects_it(
    client: FlaskClient,
) -> None:
    text = " ".join(page(client, "/flags").text.split())
    assert "2 báo cáo có giá trị như vậy" in text
    assert "Số liệu khó có thể đúng (hơn 100% của một tổng" in text
    assert "Chỉ tiêu: tỷ lệ hộ nghèo: 574% kết quả" in text
    assert "Tỷ lệ hộ nghèo còn 574%, <b>giảm</b> nhiều." in text
    assert "Số kỳ họp quá lớn Kỳ họp, hội nghị thứ: 96" in text
    assert "corrections.tsv" in text
    assert lines(client, "/flags") == [
        "so lieu.txt\tfigures\t?\ttỷ lệ hộ nghèo = 574 %",
        "ky.txt\tsession_no\t?\t96",
    ]
    assert "/reports/so%20lieu.txt#p0" in page(client, "/flags").links
    assert lines(client, "/flags?flag=year-unknown") == ["nam.txt\tevent_date\t?\t--08-26"]
    text = page(client, "/flags?flag=title-made").text
    assert "Tiêu đề tự đặt" in text and lines(client, "/flags?flag=title-made") == []


def test_a_count_is_what_its_link_finds(client: FlaskClient) -> None:
    for start in ("/flags", "/flags?province=Nghệ An"):
        html = client.get(start).text
        counted = re.findall(
            r'<li><a href="([^"]+)"(?: aria-current="true")?>[^<]+</a> '
            r'<span class="count"><span aria-hidden="true">(\d+)',
            html,
        )
        assert len(counted) >= 2
        for href, count in counted:
            found = client.get(href.replace("&amp;", "&"))
            assert f"{count} báo cáo có giá trị như vậy" in found.text
    results = page(client, "/flags").links
    [listed] = [href for href in results if href.startswith("/?flag=")]
    assert "2 báo cáo" in page(client, listed).text


def test_filters_and_words_of_a_search_hold(client: FlaskClient) -> None:
    assert lines(client, "/flags?province=Nghệ An") == ["ky.txt\tsession_no\t?\t96"]
    assert len(lines(client, "/flags?q=giải ngân")) == 1
    text = page(client, "/flags?q=xyzxyz").text
    assert "Không có báo cáo nào có giá trị như vậy." in text
    assert page(client, "/flags?from=hôm nào", 400)
    assert client.get("/flags?flag=Không rõ năm họp").status_code == 302


def test_pages_are_bounded(tmp_path: Path, write: Write, engine: Engine) -> None:
    many = "; ".join(f"tỷ lệ hộ nghèo xã {n} là {n}01%" for n in range(2, 30))
    for number in range(12):
        write(f"{number:02}.txt", f"{HELD} Lần {number} {'x' * number}. {many}.")
    build([tmp_path / "reports"], engine)
    client = create_app(engine).test_client()
    whole = "/flags?copies=all"
    assert len(re.findall('<section class="flagged"', client.get(whole).text)) == 10
    assert len(re.findall('<section class="flagged"', client.get(f"{whole}&page=2").text)) == 2
    beyond = client.get(f"{whole}&page=99").text
    assert len(re.findall('<section class="flagged"', beyond)) == 2
    record = client.get("/api/flags?copies=all&size=1").get_json()
    [one] = record["reports"]
    assert len(one["values"]) <= MOST_VALUES and record["pages"] == 12


def test_a_report_shows_its_flagged_values_and_leads_to_the_others(client: FlaskClient) -> None:
    shown = page(client, "/reports/so lieu.txt")
    assert lines(client, "/reports/so lieu.txt") == [
        "so lieu.txt\tfigures\t?\ttỷ lệ hộ nghèo = 574 %"
    ]
    assert "/flags" in shown.links and "/flags" in page(client, "/help").links
    assert lines(client, "/reports/yen.txt") == []


def test_what_a_person_wrote_is_shown_as_theirs(
    tmp_path: Path, client: FlaskClient, engine: Engine
) -> None:
    [line, _] = lines(client, "/flags")
    assert parse(line.encode()).bad, "a line is not understood until the value is written"
    corrected = [line.replace("?", "5,74 %"), "nam.txt\torganiser\t-", "yen.txt\tlevel\txa"]
    (tmp_path / "index" / NAME).write_text("\n".join(corrected), "utf-8")
    assert build([tmp_path / "reports"], engine).replaced == 3
    text = " ".join(page(client, "/reports/yen.txt").text.split())
    assert "Cấp Xã, phường (sửa tay)" in text and "Do người quản trị sửa tay" in text
    assert lines(client, "/flags") == ["ky.txt\tsession_no\t?\t96"]
    text = " ".join(page(client, "/flags?flag=corrected").text.split())
    assert "3 báo cáo có giá trị như vậy" in text
    assert "tỷ lệ hộ nghèo: 5,74% (sửa tay)" in text and "Cơ quan: không có giá trị" in text
    record = client.get("/api/reports/yen.txt").get_json()
    [level] = record["facets"]["level"]
    assert (level["value"], level["status"]) == ("xa", "corrected")
    assert [(own["flag"], own["facet"]) for own in record["flagged"]] == [("corrected", "level")]


def test_programs_get_the_same(client: FlaskClient) -> None:
    record = client.get("/api/flags").get_json()
    assert (record["total"], record["page"], record["pages"]) == (2, 1, 1)
    counts = {own["value"]: own["count"] for own in record["flags"]}
    assert counts == {"title-made": 4, "year-unknown": 1} | dict.fromkeys(
        ("figure-suspicious", "session-too-high"), 1
    )
    [value] = record["reports"][0]["values"]
    assert value["words"] == "574%" and value["reason"] == "whole"
    assert value["label"] == COUNTED_BY_NAME["flag"].label_of("figure-suspicious")
    assert [run["text"] for run in value["sentence"] if run["mark"]] == ["574%"]
    assert value["line"] == "so lieu.txt\tfigures\t?\ttỷ lệ hộ nghèo = 574 %"
