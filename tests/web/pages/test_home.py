"""The beginning: what there is, examples and ways in, each of which finds what it says."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.build.run import build
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from web.app import create_app

Write = Callable[[str, str], Path]


@pytest.fixture
def client(samples: Engine) -> FlaskClient:
    return create_app(samples).test_client()


def html(client: FlaskClient, address: str) -> str:
    """A page in one line."""
    return " ".join(unescape(client.get(address).text).split())


def of(tmp_path: Path, file: Path) -> FlaskClient:
    engine = open_engine(str(tmp_path / "index"))
    build([file], engine)
    return create_app(engine).test_client()


def test_one_sentence_says_what_this_is(client: FlaskClient) -> None:
    (said,) = re.findall(r"<p>(Hội Nghị tìm[^<]*)<", html(client, "/"))
    assert re.fullmatch(
        r"Hội Nghị tìm trong toàn văn 42 báo cáo về các cuộc họp, hội nghị diễn ra từ năm \d{4} "
        r"đến năm \d{4}; báo cáo mới nhất được đưa vào ngày 29/11/2026\. ",
        said,
    )


def test_five_examples_find_what_they_say(client: FlaskClient) -> None:
    text = html(client, "/")
    tries = text[text.index('class="tries"') : text.index("</ul>", text.index('class="tries"'))]
    found = re.findall(r'href="([^"]+)">([^<]+)</a> <small>([^<]+) · ([\d.]+ báo cáo)<', tries)
    assert [shows for _, _, shows, _ in found] == [
        "gõ không dấu",
        "nhắc đến một cơ quan",
        "có đúng một cụm từ",
        "nêu một con số",
        "họp hoặc nhắc đến một tháng",
    ]
    for href, typed, _, count in found:
        heading = re.findall("<h1>(.*?)</h1>", html(client, href))[0].replace("Một", "1")
        assert heading.startswith(f"{count} cho ") and typed.strip('"') in heading


@pytest.mark.slow
def test_each_way_in_finds_what_it_says(client: FlaskClient) -> None:
    text = html(client, "/")
    ways = re.findall(
        r'<li><a href="([^"]+)">[^<]+</a> <small><span aria-hidden="true">[\d.]+</span>'
        r'<span class="unseen">: ([\d.]+) báo cáo</span>',
        text,
    )
    assert {href.partition("?")[0] for href, _ in ways} == {"/", "/bodies", "/provinces"}
    for href, count in ways:
        there = html(client, href)
        assert f"{count} báo cáo" in there or (count == "1" and "Một báo cáo" in there), href


def test_the_latest_meetings_are_meetings_and_the_latest_day_is_first(
    write: Write, tmp_path: Path
) -> None:
    """What reports no meeting is not there, nor a second time what is near-identical."""
    told = "Ngày {}, UBND tỉnh Hưng Yên họp phiên thường kỳ, bàn về giải ngân vốn và đất đai."
    more = " Các ngành báo cáo tiến độ từng dự án, từng huyện và nêu vướng mắc phải gỡ." * 4
    records = [
        {"id": "old", "text": told.format("5/3/2021")},
        {"id": "new", "text": told.format("5/3/2024") + more},
        {"id": "again", "text": told.format("5/3/2024") + more + " Xem thêm."},
        {"id": "news", "date": "2024-05-01", "text": "Giá xăng tăng từ chiều nay."},
    ]
    file = write("a.jsonl", "\n".join(map(json.dumps, records)))
    text = html(of(tmp_path, file), "/")
    assert "trong đó 2 báo cáo về các cuộc họp, hội nghị diễn ra từ năm 2021 đến năm 2024;" in text
    latest = text[text.index('class="latest"') : text.index("</ol>")]
    shown = re.findall(r'href="/reports/([^"]+)"', latest)
    assert shown in (["again", "old"], ["new", "old"])
    (href,) = re.findall(r'<a href="([^"]+)">Xem cả 2 báo cáo về cuộc họp', text)
    assert "2 báo cáo, lọc theo" in html(of(tmp_path, file), href)


def test_what_is_asked_for_is_no_beginning(client: FlaskClient) -> None:
    beginning = client.get("/").data
    for same in ("/?q=", "/?utm_source=mail", "/?q=+"):
        assert b"<select" not in client.get(same).data
    (href,) = re.findall(r'href="([^"]+)">Xem và lọc mọi báo cáo', html(client, "/"))
    for other in (
        href,
        "/?page=2",
        "/?size=50",
        "/?find-person=a",
        "/?copies=all",
        "/?q=&from=&to=",
    ):
        assert b"<select" in client.get(other).data, other
    assert "<h1>42 báo cáo</h1>" in html(client, href)
    assert b"<select" not in beginning and b"<form" in beginning


def test_an_empty_index_says_so(tmp_path: Path) -> None:
    engine = open_engine(str(tmp_path / "index"))
    with engine.writer("rules") as writer:
        writer.commit()
    text = html(create_app(engine).test_client(), "/")
    assert "chưa có báo cáo nào" in text
    assert "<h2>" not in text


def test_the_order_of_all_reports_is_not_taken_along(client: FlaskClient) -> None:
    """Words that are typed above the list ask for what is most relevant."""
    text = html(client, "/?sort=newest")
    assert 'name="sort" value=' not in text
