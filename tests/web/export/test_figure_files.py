"""The figures of an indicator as files: the same as on its page, and one of few made at once."""

import csv
import io
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from search.answers import Query
from search.engine.protocol import Engine
from search.explore.figure_choice import FigureAspect, FigureChoice
from tests.web.pages.test_pages import page
from web.address import indicator
from web.app import create_app
from web.http import slots

REVENUE = "thu ngân sách nhà nước"
CHOICES: list[FigureChoice] = [
    {},
    {FigureAspect.KIND: ("target",)},
    {FigureAspect.WHOSE: ("Hưng Yên", "Nghệ An"), FigureAspect.KIND: ("result", "estimate")},
    {FigureAspect.PERIOD: ("khong-ro",)},
    {FigureAspect.WHOSE: ("Atlantis",)},
]


@pytest.fixture
def client(samples: Engine) -> FlaskClient:
    return create_app(samples).test_client()


def rows(client: FlaskClient, asked: str) -> list[dict[str, str]]:
    response = client.get(asked)
    assert response.status_code == 200 and response.data.startswith(b"\xef\xbb\xbf")
    assert "attachment" in response.headers["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))


def json(client: FlaskClient, asked: str) -> Any:
    response = client.get(asked)
    assert response.status_code == 200
    return response.get_json()


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_both_files_have_what_the_page_counts(client: FlaskClient, choice: FigureChoice) -> None:
    named = (REVENUE, Query(), choice)
    found = json(client, indicator(*named, kind="json"))
    table = rows(client, indicator(*named, kind="csv"))
    assert found["total"] == len(found["figures"]) == len(table)
    assert [one["value"] for one in found["figures"]] == [row["Giá trị"] for row in table]
    assert [one["url"] for one in found["figures"]] == [row["Địa chỉ báo cáo"] for row in table]
    shown = page(client, indicator(*named))
    text = " ".join(shown.text.split())
    if not table:
        assert "mà có số liệu của chỉ tiêu này" in text
    elif choice:
        assert f"Đang chọn {len(table)} trong" in text
    else:
        assert f"{len(table)} số liệu trong {found['read']} báo cáo" in text
    if table:
        assert {indicator(*named, kind="csv"), indicator(*named, kind="json")} <= set(shown.links)


def test_a_row_says_what_the_page_says_of_a_figure(client: FlaskClient) -> None:
    found = json(client, indicator(REVENUE, kind="json"))["figures"]
    table = rows(client, indicator(REVENUE, kind="csv"))
    assert found
    for one, row in zip(found, table, strict=True):
        assert row["Số liệu"].endswith(one["unit"]) and row["Chỉ tiêu"] == one["indicator"]
        assert (row["Thời kỳ (ISO 8601)"] or None) == one["period"]
        path, _, passage = one["url"].removeprefix("http://localhost").partition("#")
        assert client.get(path).status_code == 200 and passage.startswith("at-")
        assert one["sentence"] in row["Câu trong báo cáo"].replace("'", "")
    assert client.get(indicator(REVENUE, kind="csv") + "&sep=;").data.count(b";") > 10


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("name=không+có", 404),
        ("", 404),
        (urlencode({"name": REVENUE, "kind": "x"}), 400),
        (urlencode({"name": REVENUE, "from": "hôm nào"}), 400),
        (urlencode({"name": REVENUE, "utm_source": "mail"}), 200),
    ],
)
def test_what_is_no_figure_is_no_file(client: FlaskClient, asked: str, code: int) -> None:
    for kind in ("csv", "json"):
        response = client.get(f"/indicators.{kind}?{asked}")
        assert response.status_code == code
        assert response.is_json is (kind == "json")


def test_a_file_is_one_of_few(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "AT_ONCE", 0)
    for kind in ("csv", "json"):
        response = client.get(indicator(REVENUE, kind=kind))
        assert response.status_code == 503 and response.headers["Retry-After"]
