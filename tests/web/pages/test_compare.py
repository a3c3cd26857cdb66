"""The page of two reports side by side, and the ways to it."""

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.build.run import build
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from tests.web.pages.outline import Outline
from web import address, wording
from web.app import create_app
from web.pages import compare

FIRST = "cao-bang/phien-hop-thuong-ky-thang-9.txt"
SECOND = "hung-yen/phien-hop-thuong-ky-thang-9.txt"
ONE_OF_TWO = "can-tho/thuong-truc-thanh-uy-giao-ban.txt"


@pytest.fixture(scope="module")
def client(samples: Engine) -> FlaskClient:
    return create_app(samples).test_client()


def page(client: FlaskClient, url: str, code: int = 200) -> Outline:
    response = client.get(url)
    assert response.status_code == code
    return Outline(response.text)


def test_figures_people_and_topics_of_both(client: FlaskClient) -> None:
    shown = page(client, address.compare(FIRST, SECOND))
    for said in ("46,7%", "61,5%", "Hoàng Minh Tuyển", "Lương Đình Khải", "27/9/2024"):
        assert said in shown.text
    assert f"{address.report(FIRST)}#p4" in shown.links, "a number leads to its sentence"
    assert wording.compare.DIFFERENCE not in shown.text, "of another place and another time"
    assert address.compare(SECOND, FIRST) in shown.links


def test_how_much_more(client: FlaskClient) -> None:
    first = "cao-bang/hoi-nghi-bch-lan-thu-muoi-lam.txt"
    second = "hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt"
    shown = page(client, address.compare(first, second)).text
    assert wording.compare.DIFFERENCE in shown and "cao hơn 10,7 điểm phần trăm" in shown
    shown = page(client, address.compare(second, first)).text
    assert "thấp hơn 10,7 điểm phần trăm" in shown


def rows(text: str) -> list[str]:
    """Each row of figures and each person, without what only tells the reader to go on."""
    main = text[text.index('id="figures"') : text.index("</main>")]
    main = main.partition('id="topics"')[0]
    return re.findall(r'<tr>\s*<th scope="row">.*?</tr>|<li><a href="/people.*?</li>', main, re.S)


def test_every_row_is_on_some_page(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = client.get(address.compare(FIRST, SECOND)).text
    assert len(rows(whole)) > 10 and "page=" not in whole
    monkeypatch.setattr(compare, "MOST_ROWS", 2)
    found: list[str] = []
    href, later = address.compare(FIRST, SECOND), 0
    for _ in range(100):
        text = client.get(href).text
        own = rows(text)
        assert own, "no page is empty"
        found += own
        later = sum(map(int, re.findall(r"và (\d+) mục nữa ở trang sau", text)))
        assert len(found) + later == len(rows(whole)), "what is left is told"
        further = re.search(r'<a rel="next" href="([^"]+)"', text)
        if not further:
            break
        assert later, "another page has something"
        assert text.count(f'href="{further[1]}#') == text.count("mục nữa ở trang sau")
        href = unescape(further[1])
    assert sorted(found) == sorted(rows(whole)) and not later
    assert rows(client.get(f"{address.compare(FIRST, SECOND)}&page=99").text) == rows(text)
    assert client.get(f"{address.compare(FIRST, SECOND)}&page=x").status_code == 200


def test_a_topic_leads_to_its_places_in_the_report(client: FlaskClient) -> None:
    shown = page(client, address.compare(FIRST, SECOND))
    topics = [link for link in shown.links if "?in=" in link]
    assert topics
    for link in topics:
        assert client.get(link).text.count("<mark id=") >= 2


def test_a_report_alone_offers_what_to_compare_with(client: FlaskClient) -> None:
    shown = page(client, address.compare(FIRST))
    offered = [link for link in shown.links if link.startswith("/compare?")]
    assert len(offered) == 5
    for link in offered:
        assert wording.compare.FIGURES in client.get(link).text or (
            wording.compare.NO_FIGURES in client.get(link).text
        )


def test_the_address_of_a_page_may_be_pasted(client: FlaskClient) -> None:
    typed = f"http://localhost{address.report(SECOND)}?q=bão#p4"
    response = client.get("/compare", query_string={"a": FIRST, "b": typed})
    assert response.status_code == 302
    assert response.location == address.compare(FIRST, SECOND)


@pytest.mark.parametrize(
    ("url", "code", "said"),
    [
        ("/compare", 200, wording.compare.HOW),
        ("/compare?a=none.txt", 404, wording.compare.UNKNOWN),
        (address.compare(FIRST, "none.txt"), 404, wording.compare.UNKNOWN),
        (address.compare(FIRST, FIRST), 200, wording.compare.SAME_REPORT),
        ("/compare?a=/reports/&b=%00", 404, wording.compare.UNKNOWN),
    ],
)
def test_what_cannot_be_compared(client: FlaskClient, url: str, code: int, said: str) -> None:
    assert said in page(client, url, code).text


def test_ways_in_from_a_report(client: FlaskClient) -> None:
    shown = page(client, address.report(FIRST))
    assert address.compare(FIRST) in shown.links
    similar = [link for link in shown.links if link.startswith("/compare?") and "&" in link]
    assert len(similar) == 5
    assert wording.report.SHARED_WORDS in shown.text


def test_the_meeting_before_is_compared_in_the_order_of_time(tmp_path: Path) -> None:
    body = "Ngày {}, UBND tỉnh Nghệ An họp phiên thường kỳ, bàn về đất đai."
    for name, day in (("a", "5/7/2023"), ("b", "4/7/2024")):
        (tmp_path / f"{name}.txt").write_text(body.format(day), "utf-8")
    engine = open_engine(f"whoosh:{tmp_path / 'index'}")
    build([tmp_path / "a.txt", tmp_path / "b.txt"], engine)
    client = create_app(engine).test_client()
    for name, said in (
        ("a.txt", wording.compare.WITH_NEXT),
        ("b.txt", wording.compare.WITH_PREVIOUS),
    ):
        shown = page(client, address.report(name))
        assert address.compare("a.txt", "b.txt") in shown.links and said in shown.text
    chosen = page(client, address.compare("b.txt"))
    assert wording.compare.YEAR_BEFORE in chosen.text
    assert wording.compare.NEW in page(client, address.compare("a.txt", "b.txt")).text
    assert wording.compare.NEW not in page(client, address.compare("b.txt", "a.txt")).text


def test_a_report_leads_to_the_meeting_of_a_year_before(tmp_path: Path) -> None:
    body = "Ngày {}, UBND tỉnh Nghệ An họp phiên thường kỳ, bàn về đất đai."
    for name, day in (("a", "5/7/2023"), ("b", "4/2/2024"), ("c", "4/7/2024")):
        (tmp_path / f"{name}.txt").write_text(body.format(day), "utf-8")
    engine = open_engine(f"whoosh:{tmp_path / 'index'}")
    build([tmp_path / f"{name}.txt" for name in "abc"], engine)
    client = create_app(engine).test_client()
    shown = page(client, address.report("c.txt"))
    assert wording.compare.WITH_YEAR_BEFORE in shown.text
    assert address.compare("a.txt", "c.txt") in shown.links
    assert wording.compare.WITH_YEAR_BEFORE not in page(client, address.report("b.txt")).text


@pytest.mark.parametrize("url", [address.compare(FIRST, SECOND), address.compare(ONE_OF_TWO)])
def test_addresses_of_a_comparison_are_read_again(client: FlaskClient, url: str) -> None:
    for link in page(client, url).links:
        if link.startswith("/compare?"):
            assert client.get(link).status_code == 200
