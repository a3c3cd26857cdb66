"""All state is in the address: whoever opens it sees the same; every link leads somewhere."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient

from indexer.build.run import build
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from tests.web.pages.outline import Outline
from web.app import create_app

pytestmark = pytest.mark.slow

CRAWLED, COMPARED, BESIDES = 400, 60, 150
KINDS = (
    "/",
    "/topic",
    "/people",
    "/bodies",
    "/provinces",
    "/indicators",
    "/coverage",
    "/help",
    "/reports",
    "/compare",
    "/list",
    "/flags",
    "/status",
)
A, B = (
    "cao-bang/hoi-nghi-bch-lan-thu-muoi-lam.txt",
    "hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt",
)
STARTS = (
    "/",
    "/?q=giải+ngân",
    "/?q=bao+so+3&province=Thái+Bình&size=20&sort=newest",
    "/?q=xyzxyz",
    "/?q=giải+ngânn&province=hung+yem&from=2023&to=2024",
    "/?from=hôm+nào",
    "/?find-person=a&year=2024&month=2024-07",
    "/topic?q=giải+ngân&by=organiser",
    "/people?find=hòa",
    "/coverage?year=2024",
    "/help",
    "/status",
    f"/compare?a={A}&b={B}",
    f"/compare?a={A}",
    f"/list?id={A}&id={B}&find=bão",
    "/flags",
    "/indicators?name=thu+ngân+sách+nhà+nước&kind=result&period=2023",
    "/?q=hội+nghị&more=person&added-since=1/1/2020&sort=added",
)


@dataclass(frozen=True)
class Seen:
    """A page of a crawl."""

    code: int
    html: str
    outline: Outline


Crawl = dict[str, Seen]


def inner(outline: Outline) -> Iterator[str]:
    """The addresses a page leads to in the site, without anchors."""
    for link in outline.links:
        address = urldefrag(link).url
        if address.startswith("/"):
            yield address


@pytest.fixture(scope="module")
def crawl(samples_url: str) -> Crawl:
    """Pages reached from the front page: of each kind in turn, so that none crowds out others."""
    client = create_app(open_engine(samples_url)).test_client()
    found: Crawl = {}
    waiting: dict[str, deque[str]] = {}
    known: set[str] = set()

    def wait(address: str) -> None:
        if address not in known:
            known.add(address)
            waiting.setdefault("/" + urlsplit(address).path.split("/")[1], deque()).append(address)

    for start in STARTS:
        wait(start)
    while len(found) < CRAWLED and any(waiting.values()):
        for queue in list(waiting.values()):
            if not queue:
                continue
            address = queue.popleft()
            response = client.get(address, buffered=True)
            assert "Set-Cookie" not in response.headers, address
            if not (response.mimetype or "").startswith("text/html"):
                assert response.status_code == 200, address
                continue
            outline = Outline(response.text)
            found[address] = Seen(response.status_code, response.text, outline)
            for link in inner(outline):
                wait(link)
    assert len(found) >= CRAWLED
    return found


def test_the_crawl_meets_every_kind_of_page(crawl: Crawl) -> None:
    paths = {"/" + urlsplit(address).path.split("/")[1] for address in crawl}
    assert set(KINDS) <= paths
    assert any("name=" in address for address in crawl if address.startswith("/people"))


def test_every_link_leads_to_a_page(crawl: Crawl, samples: Engine) -> None:
    """Of every page met, those that the crawl did not get to too."""
    client = create_app(samples).test_client()

    def code(address: str) -> int:
        return 400 if "from=hôm" in address or "from=h%C3" in address else 200

    for address, seen in crawl.items():
        assert seen.code == code(address), address
    links = {link: address for address, seen in crawl.items() for link in inner(seen.outline)}
    rest = sorted(set(links) - set(crawl))
    for link in rest[:: max(1, len(rest) // BESIDES)]:
        assert client.get(link, buffered=True).status_code == code(link), (link, links[link])


def test_every_anchor_is_there(crawl: Crawl, samples: Engine) -> None:
    client = create_app(samples).test_client()
    followed = 0
    for address, seen in crawl.items():
        for link in seen.outline.links:
            page, anchor = urldefrag(link)
            if anchor and not page:
                assert anchor in seen.outline.ids, (address, link)
            elif anchor and page.startswith("/") and followed < CRAWLED:
                followed += 1
                other = crawl.get(page)
                ids = other.outline.ids if other else Outline(client.get(page).text).ids
                assert anchor in ids, (address, link)
    assert followed > 50


def test_a_fresh_reader_sees_the_same(crawl: Crawl, samples_url: str) -> None:
    """Byte for byte, whatever was looked at before, in a program that began anew."""
    step = max(1, len(crawl) // COMPARED)
    compared = [*dict.fromkeys([*sorted(crawl)[::step], *STARTS])]
    assert len(compared) >= COMPARED
    app = create_app(open_engine(samples_url))
    for address in compared:
        fresh: FlaskClient = app.test_client(use_cookies=False)
        response = fresh.get(address)
        assert response.text == crawl[address].html, address
        assert "Set-Cookie" not in response.headers
        again = app.test_client().get(
            address, headers={"Cookie": "session=1; theme=dark", "Accept-Language": "en"}
        )
        assert again.data == response.data, address


def test_every_control_is_in_the_address(crawl: Crawl) -> None:
    """Forms ask with GET, and of this site alone."""
    for address, seen in crawl.items():
        forms = seen.html.split("<form")[1:]
        assert forms and all('method="get"' in form.split(">")[0] for form in forms), address


class Forms(HTMLParser):
    """The forms of a page: where each leads, what it sends as it is, and what could be chosen.

    `sent`, `choices`: id of the form → (name, value) pairs; `chosen`: those of the page that are.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.actions: dict[str, str] = {}
        self.sent: dict[str, list[tuple[str, str]]] = {}
        self.choices: dict[str, list[tuple[str, str]]] = {}
        self.chosen: set[tuple[str, str]] = set()
        self._form, self._select = "", ("", "")
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        form, name = own.get("form", self._form), own.get("name", "")
        if tag == "form":
            self._form = own.get("id", f"form {len(self.actions)}")
            self.actions[self._form] = own["action"]
        elif tag == "select":
            self._select = form, name
        elif tag == "option":
            self._can_be_chosen(*self._select, own["value"], "selected" in own)
        elif tag == "input" and own.get("type") in ("checkbox", "radio"):
            self._can_be_chosen(form, name, own.get("value", "on"), "checked" in own)
        elif tag == "input" and name:
            self.sent.setdefault(form, []).append((name, own.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        self._form = "" if tag == "form" else self._form

    def _can_be_chosen(self, form: str, name: str, value: str, is_chosen: bool) -> None:
        if is_chosen:
            self.chosen.add((name, value))
            self.sent.setdefault(form, []).append((name, value))
        elif name:
            self.choices.setdefault(form, []).append((name, value))


ONE_OF = ("sort", "size", "added-since")
"""Parameters of which one value is chosen; the others' boxes add to each other."""


@pytest.mark.parametrize("start", STARTS)
def test_every_choice_is_an_address_that_a_form_asks_for(samples: Engine, start: str) -> None:
    """Without a script: a form is sent as it stands with one choice more, and the page that comes
    shows that it is chosen."""
    client = create_app(samples).test_client()
    forms = Forms(client.get(start).text)
    for form, choices in forms.choices.items():
        for name, value in dict(reversed(choices)).items():  # the first of each control
            sent = [own for own in forms.sent.get(form, []) if own[0] != name or name not in ONE_OF]
            asked = urlencode([*sent, (name, value)])
            answer = client.get(f"{forms.actions[form]}?{asked}", follow_redirects=True)
            if name == "id":  # it is put aside: a list
                assert Forms(answer.text).actions["edit"] and value in answer.text
                continue
            chosen = Forms(answer.text).chosen
            has_other = any(own[0] == name and own[1] != value for own in chosen)
            is_there = (name, value) in chosen or (not value and not has_other)
            assert is_there, (start, name, value)
            again = client.get(answer.request.full_path)
            assert Forms(again.text).chosen == chosen


def test_the_same_index_built_twice_gives_the_same_pages(
    write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    write("a.txt", "Sáng 5/10/2023, UBND tỉnh Hưng Yên giao ban về giải ngân vốn.")
    write("b.txt", "Sáng 6/10/2023, UBND tỉnh Thái Bình giao ban về bão số 3.")
    pages = []
    for name in ("one", "two"):
        engine = open_engine(str(tmp_path / name))
        build([tmp_path / "reports"], engine)
        client = create_app(engine).test_client()
        pages.append([client.get(f"/?q={q}").data for q in ("", "giao ban", "bão")])
    assert pages[0] == pages[1]
