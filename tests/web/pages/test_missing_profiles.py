"""A name in the address of a profile that is no value: where it leads, or what is offered."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from search.engine.urls import open_engine
from search.facets import values
from search.index.entry import index_entry
from search.report import Facets, FacetValue, PersonValue, Role, Status
from tests.search.highlight.test_snippets import stored
from web.app import create_app

REPORTS = [
    ("UBND tỉnh Yên Bái", "Yên Bái", "Mai Văn An"),
    ("UBND tỉnh Yên Bái", "Yên Bái", "Mai Văn Ân"),
    ("UBND tỉnh Hà Giang", "Hà Giang", "Lò Thị Mơ"),
    ("UBND thành phố Hồ Chí Minh", "Hồ Chí Minh", "Trần Thị Bé"),
    ("Sở Y tế tỉnh Yên Bái", "Yên Bái", "Trần Văn Bé"),
    ("Sở Y tế tỉnh Sơn La", "Sơn La", "Lò Thị Mơ"),
    ("Sở Y tế tỉnh Lai Châu", "Lai Châu", "Lò Thị Mơ"),
]
"""The organiser, the province and a person of each report."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    engine = open_engine(str(tmp_path_factory.mktemp("profiles") / "index"))
    with engine.writer("rules") as writer:
        for number, (organiser, province, person) in enumerate(REPORTS):
            facets = Facets(
                organiser=(FacetValue(organiser, Status.STATED),),
                province=(FacetValue(province, Status.STATED),),
                people=(PersonValue(person, Status.STATED, role=Role.ATTENDEE),),
            )
            report = replace(stored("Họp bàn việc.").report, id=str(number), facets=facets)
            writer.put(index_entry(report, str(number), [str(number)]))
        writer.commit()
    return create_app(engine).test_client()


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("/bodies?name=Ủy ban nhân dân tỉnh Yên Bái", "/bodies?name=UBND tỉnh Yên Bái"),
        ("/bodies?name=uy ban nhan dan tinh ha giang", "/bodies?name=UBND tỉnh Hà Giang"),
        ("/bodies?name=UBND tỉnh – Hà Giang", "/bodies?name=UBND tỉnh Hà Giang"),
        ("/bodies?name=Sở Y tế Yên Bái", "/bodies?name=Sở Y tế tỉnh Yên Bái"),
        ("/bodies?name=UBND TP.HCM", "/bodies?name=UBND thành phố Hồ Chí Minh"),
        # as addresses were while the place was no part of a name
        (
            "/bodies?name=UBND tỉnh&province=Yên Bái",
            "/bodies?name=UBND tỉnh Yên Bái&province=Yên Bái",
        ),
        (
            "/bodies?name=Sở Y tế&province=Lai Châu",
            "/bodies?name=Sở Y tế tỉnh Lai Châu&province=Lai Châu",
        ),
        (
            "/bodies?name=UBND&province=Yên Bái",
            "/bodies?name=UBND tỉnh Yên Bái&province=Yên Bái",
        ),
        ("/bodies?name=UBND thành phố", "/bodies?name=UBND thành phố Hồ Chí Minh"),
    ],
)
def test_a_name_of_one_body_leads_to_it(client: FlaskClient, typed: str, leads_to: str) -> None:
    answered = client.get(typed)
    assert answered.status_code == 302
    found, expected = urlsplit(answered.headers["Location"]), urlsplit(leads_to)
    assert (found.path, parse_qsl(found.query)) == (expected.path, parse_qsl(expected.query))
    assert client.get(leads_to).status_code == 200


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (
            "/bodies?name=UBND",
            [
                ("UBND tỉnh Yên Bái", 2),
                ("UBND thành phố Hồ Chí Minh", 1),
                ("UBND tỉnh Hà Giang", 1),
            ],
        ),
        (
            "/bodies?name=Ủy ban nhân dân tỉnh",
            [("UBND tỉnh Yên Bái", 2), ("UBND tỉnh Hà Giang", 1)],
        ),
        ("/bodies?name=so y te son", [("Sở Y tế tỉnh Sơn La", 1)]),
        (
            "/bodies?name=Sở Y tế&province=Hà Giang",
            [
                ("Sở Y tế tỉnh Lai Châu", 1),
                ("Sở Y tế tỉnh Sơn La", 1),
                ("Sở Y tế tỉnh Yên Bái", 1),
            ],
        ),
        ("/bodies?name=UBND huyện Yên Bái", []),
        ("/bodies?name=UBND tỉnh Lai Châu", [("UBND tỉnh Yên Bái", 2), ("UBND tỉnh Hà Giang", 1)]),
        ("/bodies?name=Sở Y tế Lai", [("Sở Y tế tỉnh Lai Châu", 1)]),
        ("/people?name=mai van an", [("Mai Văn An", 1), ("Mai Văn Ân", 1)]),
        ("/people?name=ông mai van an", [("Mai Văn An", 1), ("Mai Văn Ân", 1)]),
        ("/people?name=Bé Trần", [("Trần Thị Bé", 1), ("Trần Văn Bé", 1)]),
        ("/people?name=Không Ai Cả", []),
        ("/provinces?name=Yên", [("Yên Bái", 3)]),
        ("/provinces?name=Atlantis", []),
        ("/provinces?name=Bắc Kạn", []),
    ],
)
def test_what_may_be_meant_is_offered_with_its_number(
    client: FlaskClient, typed: str, offered: Sequence[tuple[str, int]]
) -> None:
    answered = client.get(typed)
    assert answered.status_code == 404
    name = dict(parse_qsl(urlsplit(typed).query))["name"]
    assert f"Không có tên nào đúng là “{name}” trong dữ liệu." in answered.text
    assert ("Có thể bạn muốn tìm" in answered.text) == bool(offered)
    listed = re.findall(
        r'<li><a href="([^"]+)">([^<]+)</a> <span class="count">([^<]+)<', answered.text
    )
    assert [label for _, label, _ in listed] == [label for label, _ in offered]
    for (href, _, said), (_, count) in zip(listed, offered, strict=True):
        assert said == f"{count} báo cáo"
        shown = client.get(unescape(href))
        assert shown.status_code == 200
        assert len(re.findall(r'href="/reports/', shown.text)) == count


def test_the_offered_bodies_are_of_the_province_that_was_asked_for(client: FlaskClient) -> None:
    text = client.get("/bodies?name=Y tế&province=Yên Bái").text
    assert "Có thể bạn muốn tìm (ở Yên Bái):" in text
    assert "t%E1%BA%BF+t%E1%BB%89nh+Y%C3%AAn+B%C3%A1i&amp;province=Y%C3%AAn+B%C3%A1i" in text


def test_a_very_long_name_is_answered(client: FlaskClient) -> None:
    assert client.get("/bodies?name=" + "UBND Yên Bái " * 400).status_code == 404


@pytest.mark.parametrize(
    ("find", "said"),
    [
        ("lo thi", "1 tên khớp với “lo thi”, trong 5 tên."),
        ("trần", "2 tên khớp với “trần”, trong 5 tên."),
    ],
)
def test_a_list_says_how_many_names_match(client: FlaskClient, find: str, said: str) -> None:
    text = unescape(client.get("/people", query_string={"find": find}).text)
    assert said in text and text.count('<li><a href="/people?') == int(said[0])


def test_names_that_are_not_listed_are_counted(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(values, "MAX_CHOICES", 1)
    text = unescape(client.get("/people?find=trần").text)
    assert "2 tên khớp với “trần”, trong 5 tên; đây là 1 tên có nhiều báo cáo nhất." in text
    assert "Đây là 1 tên có nhiều báo cáo nhất, trong 5 tên; hãy gõ" in client.get("/people").text
