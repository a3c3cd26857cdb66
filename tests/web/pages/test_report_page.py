"""The page of a report: said once, similar reports with what they share, words found inside it."""

import pytest
from flask.testing import FlaskClient

from search.answers import Query
from search.engine.protocol import Engine
from tests.web.pages.outline import Outline
from web import address, wording
from web.app import create_app

DOUBLED = "hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt"


@pytest.fixture(scope="module")
def client(samples: Engine) -> FlaskClient:
    return create_app(samples).test_client()


def text_of(client: FlaskClient, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return Outline(response.text).text


def test_a_doubled_caption_is_shown_once(client: FlaskClient) -> None:
    caption = "phát biểu khai mạc hội nghị"
    assert text_of(client, f"/texts/{DOUBLED}").count(caption) == 2
    shown = text_of(client, address.report(DOUBLED))
    assert shown.count(caption) == 1
    assert wording.report.FLAGS["caption-doubled"] in shown


def test_marks_of_a_doubled_caption_are_counted_once(client: FlaskClient) -> None:
    response = client.get(address.report(DOUBLED, within='"phát biểu khai mạc"'))
    assert response.text.count("<mark id=") == 1
    assert wording.report.inside('"phát biểu khai mạc"', 1) in Outline(response.text).text


def test_that_a_title_is_ours_is_said_once(client: FlaskClient) -> None:
    link = next(
        link
        for link in Outline(client.get("/?flag=title-made").text).links
        if link.startswith("/reports/")
    )
    shown = client.get(link).text
    assert shown.partition("<article")[0].count(wording.common.MADE_TITLE) == 1
    assert wording.report.FLAGS["title-made"] not in shown


@pytest.mark.parametrize("typed", ["giai ngan", "giải ngân", "GIẢI NGÂN"])
def test_words_are_found_inside_in_any_spelling(client: FlaskClient, typed: str) -> None:
    asked = Query("bão", page=2)
    response = client.get(address.report(DOUBLED, asked, typed))
    shown = Outline(response.text)
    assert response.text.count("<mark id=") == 4
    assert wording.report.inside(typed, 4) in shown.text
    assert address.write(asked) in shown.links, "the way back to the results stays"
    assert address.report(DOUBLED, asked) in shown.links, "and so does the report without it"
    assert 'name="page" value="2"' in response.text


def test_words_apart_are_not_called_the_phrase(client: FlaskClient) -> None:
    shown = text_of(client, address.report(DOUBLED, within="cá voi"))
    assert wording.report.inside("cá voi", 1, are_apart=True) in shown
    response = client.get(address.report(DOUBLED, within="giải phóng mặt bằng"))
    assert ">GPMB</mark>" in response.text
    response = client.get(address.report(DOUBLED, within="giai ngan von dau tu cong"))
    assert response.text.count("<mark id=") == 2, "the phrase alone"


@pytest.mark.parametrize("typed", ["tê giác", "(", "a" * 600])
def test_what_is_not_inside_is_said(client: FlaskClient, typed: str) -> None:
    shown = text_of(client, address.report(DOUBLED, within=typed))
    assert wording.report.inside(typed, 0) in shown


def test_similar_reports_with_kind_place_day_and_shared_words(client: FlaskClient) -> None:
    response = client.get(address.report(DOUBLED))
    similar = Outline(response.text).text.rpartition(wording.report.MORE_LIKE_THIS)[2]
    for said in ("Hội nghị Ban Thường vụ", "Hưng Yên", "29/11/2021"):
        assert said in similar
    assert f"{wording.report.SHARED_WORDS}: mặt bằng, " in similar


def test_the_box_of_a_profile_keeps_the_person(client: FlaskClient) -> None:
    response = client.get(address.profile("person", "Đào Quang Thịnh"))
    form = response.text.partition("</form>")[0]
    assert 'type="hidden" name="person" value="Đào Quang Thịnh"' in form
    shown = Outline(response.text).text
    assert "Trong báo cáo có Đào Quang Thịnh × Tìm trong mọi báo cáo" in shown
    assert 'aria-describedby="q-scope q-help"' in form
    assert "q-scope" not in client.get("/people").text
    assert wording.profiles.OFFICES in shown
