"""How to be told of what is new: what the page says of a search, and that its numbers are true."""

import json
import re
import shlex
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import Client

from hoi_nghi.digest_command import digest
from hoi_nghi.saved_search import saved_search
from indexer.build.run import build
from search.answers import Sort
from search.dates import clock
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from web import address
from web.app import create_app
from web.http.public_address import PublicAddress

PUBLIC = "https://tinh.vn/hoinghi"


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """An index to which reports came on 1/10, on 20/11 and on 28/11; it is 30/11."""
    (tmp_path / "reports").mkdir()
    made = open_engine(f"whoosh:{tmp_path / 'index'}")
    for at, names in ((datetime(2026, 10, 1, tzinfo=UTC), "abc"),
                      (datetime(2026, 11, 20, tzinfo=UTC), "de"),
                      (datetime(2026, 11, 28, tzinfo=UTC), "f")):  # fmt: skip
        lines = [
            {"id": one, "text": f"Ngày 3/2/2023, UBND tỉnh Nghệ An họp giao ban {one}."}
            for one in names
        ]
        source = tmp_path / "reports" / f"{names}.jsonl"
        source.write_text("\n".join(map(json.dumps, lines)), "utf-8")
        build([tmp_path / "reports"], made, now=at)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 30))
    return made


@pytest.fixture
def client(engine: Engine) -> FlaskClient:
    return create_app(engine).test_client()


def html(client: FlaskClient | Client, where: str) -> str:
    shown = client.get(where)
    assert shown.status_code == 200
    return " ".join(unescape(shown.text).split())


def counted(text: str) -> list[tuple[str, int]]:
    """Address and number of each link that says how many reports it finds."""
    found = re.findall(r'<a href="([^"]+)">(\d+) báo cáo</a>', text)
    return [(href, int(count)) for href, count in found]


def test_the_results_lead_to_it_twice_and_to_no_feed(client: FlaskClient) -> None:
    text = html(client, "/?q=họp&province=Nghệ An&page=1&sort=newest")
    href = "/follow?q=h%E1%BB%8Dp&province=Ngh%E1%BB%87+An"
    assert text.count(f'<a href="{href}">Báo khi có báo cáo mới</a>') == 2
    assert text.count("/results.atom") == 1, "for feed readers, in the head"
    none = html(client, "/?q=xyzxyz")
    assert '<a href="/follow?q=xyzxyz">Báo khi có báo cáo mới</a>' in none


def test_it_says_what_search_it_is(client: FlaskClient) -> None:
    text = html(client, "/follow?q=họp&province=Nghệ An&from=2020&page=3&size=50&sort=oldest")
    assert "<h1>Báo khi có báo cáo mới</h1>" in text
    assert "“họp”; Tỉnh: Nghệ An; Thời gian: từ 1/1/2020" in text
    own = "/follow?q=h%E1%BB%8Dp&province=Ngh%E1%BB%87+An&from=1%2F1%2F2020"
    assert f'<link rel="canonical" href="{own}">' in text
    assert "mọi báo cáo" in html(client, "/follow")


def test_each_number_is_what_its_link_finds(client: FlaskClient) -> None:
    for asked in ("?q=họp", "", "?q=họp&added-since=28/11/2026"):
        found = counted(html(client, f"/follow{asked}"))
        assert [count for _, count in found][:3] == [6, 1, 3], "all, 7 days, 30 days"
        for href, count in found:
            assert f"<h1>{count} báo cáo" in html(client, href).replace("Một báo", "1 báo")
    text = html(client, "/follow?q=họp")
    assert "hôm nay chưa có báo cáo nào;" in text
    assert "“họp”" in text


def test_a_search_that_finds_nothing_yet_can_be_followed(client: FlaskClient) -> None:
    text = html(client, "/follow?q=xyzxyz")
    assert counted(text) == [] and "“xyzxyz”" in text
    assert "results.atom?q=xyzxyz" in text


def test_the_bookmark_is_in_the_order_in_which_reports_came_in(client: FlaskClient) -> None:
    text = html(client, "/follow?q=họp")
    assert 'href="/?q=h%E1%BB%8Dp&sort=added"' in text
    assert 'href="/?q=h%E1%BB%8Dp&added-since=30%2F11%2F2026&sort=added"' in text
    assert "từ 30/11/2026" in text


@pytest.mark.parametrize("root", ["http://localhost", PUBLIC])
def test_the_addresses_to_copy_are_whole(engine: Engine, root: str) -> None:
    own = create_app(engine)
    served = own.test_client() if root != PUBLIC else Client(PublicAddress(own, PUBLIC))
    text = html(served, "/follow?q=họp")
    shown = re.findall(r'<p class="copied"[^>]*data-copy="[^"]+"[^>]*>([^<]+)</p>', text)
    assert shown[0] == f"{root}/results.atom?q=h%E1%BB%8Dp"
    name, command, *words = shlex.split(shown[1])
    assert (name, command) == ("hoi-nghi", "digest")
    options = dict(zip(words[::2], words[1::2], strict=True))
    assert {*options} <= {option for own in digest.params for option in own.opts}
    assert options["--query"] == f"{root}/?q=h%E1%BB%8Dp&sort=added"
    assert re.fullmatch(r"hop-[0-9a-f]{8}\.json", options["--state"]), "of this search alone"
    found = saved_search(options["--query"])
    assert (found.query.text, found.query.sort) == ("họp", Sort.ADDED)
    assert (found.public_url or root) == root


def test_a_command_cannot_be_broken_by_words(client: FlaskClient) -> None:
    asked = MultiDict({"q": '\'; rm -rf / #"$(x)" họp'})
    text = client.get(address.follow(address.read(asked).query)).text
    line = unescape(re.findall(r"hoi-nghi digest[^<]+", text)[0])
    words = shlex.split(line)
    assert "rm" not in words and words[words.index("--query") + 1].startswith("http://localhost/?q")


def test_what_cannot_be_read_is_told(client: FlaskClient) -> None:
    shown = client.get("/follow?q=họp&from=hôm+nào")
    assert shown.status_code == 400 and "Không đọc được ngày" in shown.text


def test_crawlers_stay_out(client: FlaskClient) -> None:
    assert "Disallow: /follow\n" in client.get("/robots.txt").text
