"""What browsers and crawlers ask every site for; what is told where an address is shared."""

import re
from html import unescape
from typing import Any
from urllib.parse import quote
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from werkzeug.test import Client

from search.engine.protocol import Engine
from web.app import create_app, create_site
from web.http.public_address import PublicAddress

REPORT = "/reports/hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt"
NAMES = {"": "http://a9.com/-/spec/opensearch/1.1/"}
PUBLIC = "https://tinh.vn/hoinghi"


@pytest.fixture
def client(samples: Engine) -> FlaskClient:
    return create_app(samples).test_client()


def public(samples: Engine) -> Client:
    """The same where readers reach it below a path, whatever the server is called."""
    return Client(PublicAddress(create_app(samples), PUBLIC))


def described(client: Any, path: str) -> dict[str, str]:
    """Name or property → content of the meta elements of a page, and its title."""
    text = " ".join(client.get(path).text.split())
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', text)
    found += re.findall("<(title)>(.*?)</title>", text)
    return {name: unescape(said) for name, said in found}


def test_the_icon_is_an_icon(client: FlaskClient) -> None:
    answer = client.get("/favicon.ico", buffered=True)
    assert answer.status_code == 200 and answer.data[:4] == b"\0\0\1\0"
    assert answer.mimetype in ("image/vnd.microsoft.icon", "image/x-icon")
    assert len(answer.data) < 3000
    assert answer.headers["Cache-Control"] == "max-age=86400"


@pytest.mark.parametrize("path", ["/", "/?q=bão", "/help", REPORT, "/nowhere"])
def test_every_page_tells_browsers_how_to_search_here(client: FlaskClient, path: str) -> None:
    (href,) = re.findall(
        r'<link rel="search" type="application/opensearchdescription\+xml" title="Hội Nghị" '
        r'href="([^"]+)">',
        client.get(path).text,
    )
    assert href == "/opensearch.xml"


@pytest.mark.parametrize("root", ["http://localhost", PUBLIC])
def test_a_browser_searches_here_from_its_bar(samples: Engine, root: str) -> None:
    client: Any = public(samples) if root == PUBLIC else create_app(samples).test_client()
    answer = client.get("/opensearch.xml")
    assert answer.mimetype == "application/opensearchdescription+xml"
    found = ET.fromstring(answer.data)
    name = found.findtext("ShortName", namespaces=NAMES)
    assert name and len(name) <= 16, "browsers show no longer one"
    urls = {one.get("type"): one.get("template") for one in found.findall("Url", NAMES)}
    assert urls["text/html"] == f"{root}/?q={{searchTerms}}"
    assert urls["application/opensearchdescription+xml"] == f"{root}/opensearch.xml"
    image = found.findtext("Image", namespaces=NAMES)
    assert image and image.startswith(f"{root}/static/favicon.ico?v=")
    asked = str(urls["text/html"]).replace("{searchTerms}", quote("bão số 3"))
    path = asked.removeprefix("http://localhost").removeprefix("https://tinh.vn")
    assert "cho “bão số 3”" in client.get(path).text


def rules(text: str, root: str = "") -> list[tuple[bool, re.Pattern[str], int]]:
    """Allowed?, pattern and length of each rule, as RFC 9309 reads them."""
    found = re.findall(r"^(Allow|Disallow): (\S+)$", text, re.MULTILINE)
    written = [
        (kind == "Allow", re.escape(path).replace(r"\*", ".*").replace(r"\$", "$"), len(path))
        for kind, path in found
    ]
    return [(allowed, re.compile(pattern), length) for allowed, pattern, length in written]


def is_crawled(text: str, path: str) -> bool:
    """The longest rule that fits counts, of equal ones the one that allows."""
    fit = [(n, allowed) for allowed, pattern, n in rules(text) if pattern.match(path)]
    return max(fit)[1] if fit else True


@pytest.mark.parametrize("root", ["", "/hoinghi"])
@pytest.mark.parametrize(
    ("path", "crawled"),
    [
        ("/", True),
        (REPORT, True),
        ("/reports?id=a//b", True),
        ("/reports?id=a//b&q=a", False),
        ("/bodies", True),
        ("/provinces?name=H%C6%B0ng+Y%C3%AAn", True),
        ("/static/style.css?v=1", True),
        ("/?q=a", False),
        ("/?province=a&year=2023", False),
        (f"{REPORT}?q=a", False),
        ("/provinces?name=a&page=2", False),
        ("/api/search?q=a", False),
        ("/results.csv", False),
        ("/texts/a.txt", False),
        ("/files/a.pdf", False),
        ("/topic?q=a", False),
        ("/people?name=a", False),
        ("/metrics", False),
    ],
)
def test_reports_are_crawled_and_filters_are_not(
    samples: Engine, root: str, path: str, crawled: bool
) -> None:
    client: Any = public(samples) if root else create_app(samples).test_client()
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    assert is_crawled(answer.text, root + path) is crawled
    plain = RobotFileParser()
    plain.parse(answer.text.splitlines())
    assert plain.can_fetch("a", root + REPORT), "and so by who knows no patterns"


def test_collections_have_one_icon_and_one_list_of_rules(samples: Engine) -> None:
    site = Client(create_site({"a": create_app(samples), "b": create_app(samples)}))
    assert site.get("/favicon.ico").data[:4] == b"\0\0\1\0"
    text = site.get("/robots.txt").text
    for name in ("a", "b"):
        assert is_crawled(text, f"/{name}/reports/x.txt")
        assert not is_crawled(text, f"/{name}/?q=x")
        assert site.get(f"/{name}/opensearch.xml").status_code == 200


def test_what_is_told_where_an_address_is_shared(client: FlaskClient) -> None:
    home = described(client, "/")
    assert home["title"] == "Hội Nghị – tìm trong báo cáo các cuộc họp, hội nghị"
    assert "42 báo cáo" in home["description"]
    report = described(client, f"{REPORT}?q=giải ngân")
    assert report["og:title"] == report["title"]
    assert report["og:description"] == report["description"]
    assert report["description"].startswith("Hội nghị Ban Chấp hành · ")
    assert "Hưng Yên · 12/4/2023. " in report["description"]
    assert len(report["description"]) < 400
    assert (report["og:type"], report["og:site_name"]) == ("article", "Hội Nghị")
    for path in ("/?q=bão", "/people", "/help", "/status", "/nowhere"):
        found = described(client, path)
        assert found["og:title"] == found["title"] and found["description"]


def test_a_report_has_one_address_whatever_found_it(client: FlaskClient) -> None:
    text = client.get(f"{REPORT}?q=giải ngân").text
    assert f'<link rel="canonical" href="{REPORT}">' in text


def test_paper_says_the_public_address_as_people_read_it(samples: Engine) -> None:
    def head(path: str) -> str:
        text = " ".join(public(samples).get(path).text.split())
        return text[text.index('<p id="paper">') :].split("</p>")[0]

    assert f"<span>{PUBLIC}{REPORT}?q=giải+ngân</span>" in head(
        f"{REPORT}?q=gi%E1%BA%A3i+ng%C3%A2n"
    )
    assert "&lt;b&gt;" in head("/?q=<b>") and "<b>" not in head("/?q=<b>")
    assert "%E2%80%AE" in head("/?q=%E2%80%AE"), "what cannot be printed stays escaped"
