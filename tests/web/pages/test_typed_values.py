"""Values in an address typed by hand: pages lead to the one address, programs read the value."""

import json
import unicodedata
from urllib.parse import parse_qsl, urlsplit

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from hoi_nghi.main import hoi_nghi
from search.answers import Query
from search.engine.protocol import Engine
from search.searcher import Searcher
from web.app import create_app


@pytest.fixture
def client(samples: Engine) -> FlaskClient:
    return create_app(samples).test_client()


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("/people?name=ha van luong", "/people?name=Hà Văn Lượng"),
        ("/people?name=HÀ VĂN LƯỢNG", "/people?name=Hà Văn Lượng"),
        (f"/people?name={decomposed('Hà Văn Lượng')}", "/people?name=Hà Văn Lượng"),
        ("/people?name=ha van luong&page=2", "/people?name=Hà Văn Lượng&page=2"),
        ("/provinces?name=Hoà Bình", "/provinces?name=Hòa Bình"),
        ("/provinces?name=TP.HCM", "/provinces?name=Hồ Chí Minh"),
        ("/provinces?name=Bắc Cạn", "/provinces?name=Bắc Kạn"),
        (
            "/bodies?name=ubnd tinh&province=hung yen",
            "/bodies?name=UBND tỉnh Hưng Yên&province=Hưng Yên",
        ),
        (
            "/indicators?name=thu ngan sach nha nuoc&q=bão&province=HƯNG YÊN",
            "/indicators?name=thu ngân sách nhà nước&q=bão&province=Hưng Yên",
        ),
        ("/indicators?province=hung yen", "/indicators?province=Hưng Yên"),
        (
            "/?q=giao ban&province=hung yen&utm_source=mail&sort=newest&page=2",
            "/?q=giao ban&province=Hưng Yên&utm_source=mail&sort=newest&page=2",
        ),
        ("/?meeting_type=Giao ban&level=tỉnh", "/?meeting_type=giao-ban&level=tinh"),
        ("/?month=8/2023", "/?month=2023-08"),
        (
            "/?organiser=UBND tỉnh&province=Hưng Yên",
            "/?organiser=UBND tỉnh Hưng Yên&province=Hưng Yên",
        ),
        ("/?province=hung yen&province=Hưng Yên", "/?province=Hưng Yên"),
        ("/?province=hung yen&from=hôm", "/?province=Hưng Yên&from=hôm"),
        (
            "/topic?q=bão&by=organiser&province=hung yen",
            "/topic?q=bão&by=organiser&province=Hưng Yên",
        ),
    ],
)
def test_a_page_leads_to_the_one_address(client: FlaskClient, typed: str, leads_to: str) -> None:
    answered = client.get(typed)
    assert answered.status_code == 302
    found, expected = urlsplit(answered.headers["Location"]), urlsplit(leads_to)
    assert found.path == expected.path
    assert parse_qsl(found.query) == parse_qsl(expected.query)
    assert client.get(leads_to).status_code != 302


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/people?name=Không Ai Cả", 404),
        ("/provinces?name=Atlantis", 404),
        ("/indicators?name=số người vui", 404),
        ("/bodies?name=UBND tỉnh&province=Atlantis", 404),
        ("/?province=Atlantis", 200),
        ("/?province=", 200),
        ("/people?name=", 200),
        ("/?province=Hưng Yên&meeting_type=giao-ban", 200),
    ],
)
def test_the_rest_is_answered_as_it_is(client: FlaskClient, address: str, code: int) -> None:
    assert client.get(address).status_code == code


QUERY = "province=hung yen&meeting_type=Giao ban"
MEANT = Query(filters={"province": ("Hưng Yên",), "meeting_type": ("giao-ban",)})


def test_programs_read_the_value(client: FlaskClient, samples: Engine) -> None:
    total = Searcher(samples.snapshot()).total(MEANT)
    assert total
    found = client.get(f"/api/search?{QUERY}").get_json()
    assert found["total"] == total and found["understood"] == []
    values = client.get(f"/api/facets/year?{QUERY}").get_json()
    assert values["total"] == total
    exported = json.loads(client.get(f"/results.json?{QUERY}").text)
    assert exported["total"] == total == len(exported["reports"])
    assert "H%C6%B0ng+Y%C3%AAn" in exported["url"]
    assert client.get(f"/results.csv?{QUERY}").text.count("http://") == total
    assert client.get(f"/results.atom?{QUERY}").text.count("<entry>") == total


def test_a_report_leads_back_to_the_one_address(client: FlaskClient) -> None:
    found = client.get(f"/api/search?{QUERY}").get_json()["hits"][0]["id"]
    shown = client.get(f"/reports/{found}?{QUERY}")
    assert shown.status_code == 200 and 'value="Hưng Yên"' in shown.text
    assert "hung yen" not in shown.text


@pytest.mark.parametrize("value", ["hung yen", decomposed("Hưng Yên"), "HƯNG YÊN", "Hưng Yên"])
def test_the_command_line_reads_the_value(samples: Engine, samples_url: str, value: str) -> None:
    total = Searcher(samples.snapshot()).total(Query(filters={"province": ("Hưng Yên",)}))
    asked = ["search", "", "--json", "--facet", f"province={value}", "--index", samples_url]
    found = json.loads(CliRunner().invoke(hoi_nghi, asked).stdout)
    assert total and found["total"] == total and found["understood"] == []


def test_a_batch_reads_the_value(samples_url: str) -> None:
    asked = ["batch", "-", "--facet", "province=hung yen", "--index", samples_url]
    line = json.dumps({"_id": 1, "text": ""})
    found = json.loads(CliRunner().invoke(hoi_nghi, asked, input=line).stdout)
    assert found["total"] > 0 and found["understood"] == []
