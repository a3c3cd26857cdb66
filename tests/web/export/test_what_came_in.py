"""What came in since yesterday: a report of long ago, added to an index of many new meetings."""

import csv
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from indexer.build.run import build
from search.engine.urls import open_engine
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
    assert found[0]["updated"] == "2016-04-05T00:00:00+07:00", "the day of the meeting"
    assert {entry["published"] for entry in found[1:]} == {"2026-11-20T01:00:00+00:00"}
    days = [entry["updated"] for entry in found[1:]]
    assert days == sorted(days, reverse=True), "what came in together: the newest meeting first"


def test_a_feed_was_updated_when_a_report_came_in(client: FlaskClient) -> None:
    root = ET.fromstring(client.get("/results.atom").data)
    assert root.findtext(f"{ATOM}updated") == "2026-11-28T18:30:00+00:00"


def test_a_feed_by_the_days_of_meetings_is_asked_for(client: FlaskClient) -> None:
    found = entries(client, "?sort=newest")
    assert len(found) == 50 and "old" not in {entry["id"] for entry in found}
    assert entries(client, "?sort=oldest")[0]["id"] == "old"


def test_the_page_leads_to_the_feed_of_what_comes_in(client: FlaskClient) -> None:
    for asked in ("/?q=họp", "/?q=họp&sort=added"):
        assert client.get(asked).text.count('href="/results.atom?q=h%E1%BB%8Dp"') == 2
    assert "/results.atom?q=h%E1%BB%8Dp&amp;sort=newest" in client.get("/?q=họp&sort=newest").text


def test_a_page_in_this_order_says_when_each_was_added(client: FlaskClient) -> None:
    text = " ".join(client.get("/?q=họp&sort=added").text.split())
    assert '<option value="added" selected>Mới đưa vào</option>' in text
    days = re.findall(r'đưa vào ngày <time datetime="([^"]+)">([^<]+)</time>', text)
    assert days[0] == ("2026-11-28T18:30:00+00:00", "29/11/2026"), "the day in Việt Nam"
    assert len(days) == 10 and set(days[1:]) == {("2026-11-20T01:00:00+00:00", "20/11/2026")}
    assert "đưa vào ngày" not in client.get("/?q=họp").text


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
