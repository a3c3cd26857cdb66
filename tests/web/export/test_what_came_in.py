"""What came in since yesterday: a report of long ago, added to an index of many new meetings."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from indexer.build.run import build
from search.dates import clock
from search.engine.urls import open_engine
from tests.web.pages.outline import Outline
from web.app import create_app

BEFORE = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
LATE = datetime(2026, 11, 28, 18, 30, tzinfo=UTC)
"""In Việt Nam it is the 29th already."""
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    """An index of 60 meetings of 2024; of one of 2016, put there eight days later."""
    reports = tmp_path / "reports"
    reports.mkdir()
    lines = [
        {"id": f"n{day}", "text": f"Họp giao ban lần {day}.", "date": f"2024-0{1 + day // 28}-11"}
        for day in range(60)
    ]
    (reports / "new.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    engine = open_engine(str(tmp_path / "index"))
    build([reports], engine, now=BEFORE)
    old = {"id": "old", "text": "Họp giao ban huyện.", "date": "2016-04-05"}
    (reports / "old.jsonl").write_text(json.dumps(old), "utf-8")
    build([reports], engine, now=LATE)
    return create_app(engine).test_client()


def entries(client: FlaskClient, asked: str = "") -> list[dict[str, str]]:
    """The parts of each entry of a feed, by their names; its id alone of its address."""
    found = []
    for entry in ET.fromstring(client.get(f"/results.atom{asked}").data).findall(f"{ATOM}entry"):
        parts = {part.tag.removeprefix(ATOM): part.text or "" for part in entry}
        found.append(parts | {"id": parts["id"].rpartition("/")[2]})
    return found


@pytest.mark.parametrize("asked", ["", "?q=họp", "?sort=added", "?q=giao+ban&sort=added"])
def test_a_feed_begins_with_what_came_in_last(client: FlaskClient, asked: str) -> None:
    found = entries(client, asked)
    assert len(found) == 50 and found[0]["id"] == "old"
    assert found[0]["published"] == "2026-11-28T18:30:00+00:00"
    assert found[0]["summary"] == "Họp 5/4/2016. Họp giao ban huyện."
    assert all(entry["published"] == entry["updated"] for entry in found)
    assert {entry["published"] for entry in found[1:]} == {"2026-11-20T01:00:00+00:00"}
    months = [int(entry["summary"].split("/")[1]) for entry in found[1:]]
    assert months == sorted(months, reverse=True), "what came in together: the newest meeting first"


def test_a_feed_was_updated_when_a_report_came_in(client: FlaskClient) -> None:
    root = ET.fromstring(client.get("/results.atom").data)
    assert root.findtext(f"{ATOM}updated") == "2026-11-28T18:30:00+00:00"


def test_a_feed_by_the_days_of_meetings_is_asked_for(client: FlaskClient) -> None:
    found = entries(client, "?sort=newest")
    assert len(found) == 50 and "old" not in {entry["id"] for entry in found}
    assert entries(client, "?sort=oldest")[0]["id"] == "old"


def test_the_page_leads_to_the_feed_of_what_comes_in(client: FlaskClient) -> None:
    for asked in ("/?q=họp", "/?q=họp&sort=added"):
        assert client.get(asked).text.count('href="/results.atom?q=h%E1%BB%8Dp"') == 1
    assert "/results.atom?q=h%E1%BB%8Dp&amp;sort=newest" in client.get("/?q=họp&sort=newest").text


def test_a_page_in_this_order_says_when_each_was_added(client: FlaskClient) -> None:
    text = " ".join(client.get("/?q=họp&sort=added").text.split())
    assert '<option value="added" selected>Mới đưa vào kho</option>' in text
    days = re.findall(r'đưa vào kho <time datetime="([^"]+)">([^<]+)</time>', text)
    assert days[0] == ("2026-11-28T18:30:00+00:00", "29/11/2026"), "the day in Việt Nam"
    assert len(days) == 10 and set(days[1:]) == {("2026-11-20T01:00:00+00:00", "20/11/2026")}
    assert "đưa vào kho <time" not in client.get("/?q=họp").text


def test_programs_are_told(client: FlaskClient) -> None:
    found = client.get("/api/search?sort=added&size=2").get_json()
    assert found["hits"][0]["id"] == "old"
    assert [hit["added"] for hit in found["hits"]] == [
        "2026-11-28T18:30:00Z",
        "2026-11-20T01:00:00Z",
    ]
    assert client.get("/api/reports/n7").get_json()["added"] == "2026-11-20T01:00:00Z"
    whole = client.get("/results.json?sort=added").get_json()["reports"]
    assert (whole[0]["id"], whole[0]["added"]) == ("old", "2026-11-28T18:30:00Z")
    described = client.get("/api/openapi.json").get_json()["components"]["schemas"]
    for name in ("Hit", "Report", "ExportedReport"):
        assert described[name]["properties"]["added"]["format"] == "date-time"
        assert "added" in described[name]["required"]


def test_the_table_tells_it_in_a_column_of_its_own(client: FlaskClient) -> None:
    text = client.get("/results.csv?sort=added").data.decode("utf-8-sig")
    heading, first, *_ = csv.reader(io.StringIO(text, newline=""))
    at = heading.index("Đưa vào lúc (ISO 8601)")
    assert heading[at - 1] == "Địa chỉ báo cáo"
    assert (first[0], first[at]) == ("old", "2026-11-28T18:30:00Z")


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("29/11/2026", ["old"]),
        ("2026-11-29", ["old"]),
        ("2026-11-28T18:30:00Z", ["old"]),
        ("2026-11-29T01:30:00+07:00", ["old"]),
        ("2026-11-28T18:30:01Z", []),
        ("30/11/2026", []),
    ],
)
def test_what_came_in_since_a_day_is_a_filter(
    client: FlaskClient, typed: str, ids: list[str]
) -> None:
    """The day in Việt Nam: 28/11 at 18:30 UTC is in the 29th. Every way of asking says the same."""
    asked = {"q": "họp", "added-since": typed}
    found = client.get("/api/search", query_string=asked).get_json()
    assert (found["total"], [hit["id"] for hit in found["hits"]]) == (len(ids), ids)
    taken = client.get("/results.json", query_string=asked).get_json()
    assert [report["id"] for report in taken["reports"]] == ids
    assert [own["id"] for own in entries(client, f"?q=họp&added-since={quote(typed)}")] == ids
    facet = client.get("/api/facets/year", query_string=asked).get_json()
    assert [own["count"] for own in facet["values"]] == [1] * len(ids)


def test_groups_that_hold_a_part_of_the_words_are_filtered_too(client: FlaskClient) -> None:
    asked = {"q": "họp giao ban xã Yên Nghĩa", "size": "50"}
    assert len(client.get("/api/search", query_string=asked).get_json()["hits"]) == 50
    asked["added-since"] = "29/11/2026"
    found = client.get("/api/search", query_string=asked).get_json()
    assert [(hit["id"], hit["group"]) for hit in found["hits"]] == [("old", "part")]
    assert [(own["name"], own["total"]) for own in found["groups"]] == [("all", 0), ("part", 1)]


def test_an_instant_that_cannot_be_read_is_told(client: FlaskClient) -> None:
    for typed in ("hôm nào", "2026-11-31", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00+14:00"):
        asked = {"q": "họp", "added-since": typed}
        assert client.get("/api/search", query_string=asked).status_code == 400
        page = client.get("/", query_string=asked)
        assert page.status_code == 400 and f"Không đọc được ngày “{typed}”" in page.text
        assert "chưa lọc theo ngày này" in page.text and page.text.count('class="hit"') == 10


def test_the_page_points_at_the_field_of_an_instant_that_cannot_be_read(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"q": "họp", "added-since": "hôm nào"}
    monkeypatch.setattr(clock, "today", lambda: date(2027, 3, 5))
    away = Outline(client.get("/", query_string=asked).text)
    assert "#added-since" not in away.links, "there is no choice: nothing came in lately"
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 5))
    outline = Outline(client.get("/", query_string=asked).text)
    assert "#added-since" in outline.links and "added-since" in outline.ids
    assert outline.text.count("Không đọc được ngày “hôm nào”") == 2, "above, and at the field"
    assert choices(client, **asked)[0] == ("", "Bất kỳ lúc nào", 61, True)


def choices(client: FlaskClient, **asked: str) -> list[tuple[str, str, int, bool]]:
    """(value, label, count, whether it is chosen) of each choice of "Mới thêm"."""
    text = " ".join(client.get("/", query_string=asked).text.split())
    rows = re.findall(
        r'<input type="radio" name="added-since" value="([^"]*)"( checked)?> '
        r'<span class="value">([^<]+)</span> <span class="count" aria-hidden="true">(\d+)<',
        text,
    )
    return [(value, label, int(count), bool(chosen)) for value, chosen, label, count in rows]


def test_the_page_offers_the_last_days_with_true_counts(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 5))
    assert choices(client, q="họp") == [
        ("", "Bất kỳ lúc nào", 61, True),
        ("29/11/2026", "7 ngày qua", 1, False),
    ], "nothing came in today, and within 30 days all of it"
    chosen = choices(client, q="họp", **{"added-since": "29/11/2026"})
    assert [own[3] for own in chosen] == [False, True]
    for value, _, count, _ in chosen:
        asked = {"q": "họp", "added-since": value}
        assert client.get("/api/search", query_string=asked).get_json()["total"] == count
    other = choices(client, q="họp", **{"added-since": "hôm qua"})
    assert other[-1] == ("4/12/2026", "từ 4/12/2026", 0, True), "the day, not the word"
    monkeypatch.setattr(clock, "today", lambda: date(2027, 3, 5))
    assert choices(client, q="họp") == []


def test_a_longer_time_in_which_no_more_came_in_is_not_offered(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 29))
    assert [own[1:3] for own in choices(client, q="họp")] == [
        ("Bất kỳ lúc nào", 61),
        ("Hôm nay", 1),
    ], "seven days have no more than today"
    week = choices(client, q="họp", **{"added-since": "23/11/2026"})
    assert [own[1:] for own in week[1:]] == [("Hôm nay", 1, False), ("7 ngày qua", 1, True)]
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 25))
    assert [own[1] for own in choices(client, q="họp")] == ["Bất kỳ lúc nào", "30 ngày qua"]


def test_it_is_a_condition_that_can_be_dropped(client: FlaskClient) -> None:
    asked = {"q": "họp", "added-since": "2026-11-28T18:00:00Z"}
    text = " ".join(client.get("/", query_string=asked).text.split())
    assert "lọc theo Mới thêm: từ 1:00 ngày 29/11/2026" in text
    chip = r'<a class="chip" href="/\?q=h%E1%BB%8Dp">.*Bỏ lọc: </span>Mới thêm'
    assert re.search(chip, text)
    assert "đưa vào kho <time" in text, "each hit says when it came in"
    assert 'type="radio" name="added-since" value="2026-11-28T18:00:00Z" checked' in text
    none = client.get("/", query_string=asked | {"added-since": "1/1/2027"}).text
    assert "Bỏ điều kiện “Mới thêm: từ 1/1/2027” (61 báo cáo)" in none
    topic = client.get("/topic", query_string=asked).text
    assert "1 báo cáo" in topic and "Bỏ lọc: </span>Mới thêm" in topic
