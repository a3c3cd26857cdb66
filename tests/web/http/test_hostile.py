"""Hostile text in the index, in addresses and in headers: no failure, nothing that runs."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from indexer.build.run import build
from search.engine.urls import open_engine
from search.facets.registry import COUNTED_BY_NAME, OFFERED
from search.index.entry import index_entry
from search.report import (
    Facets,
    FacetValue,
    FigureKind,
    FigureValue,
    MeetingReport,
    Passage,
    PassageKind,
    PersonValue,
    PlaceValue,
    Role,
    Status,
)
from tests.web.pages.outline import Outline
from web import address
from web.app import create_app

HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)' x='",
    "\" onfocus=alert(1) autofocus x=\"",
    "</title></textarea></style><svg onload=alert(1)>",
    "<!-- ",
    "]]><![CDATA[ <?php ?>",
    "{{191*7}}",
    "{% include '/etc/passwd' %}",
    "${191*7} #{191*7} %(a)s %s%n {0} {x} {",
    "javascript:alert(1)",
    "JaVaScRiPt\t:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
    "https://evil.example/\" onclick=\"alert(1)",
    "&lt;b&gt; &#60;b&#62; &amp;&quot;",
    "\u202egnp.exe\u2066\u200b\u2028\u2029\ufeff",
    "a\x00b\x08\x1b[31m\x7f",
    "\ud800 \udfff",
    "\r\nSet-Cookie: a=b\r\n\r\n<html>",
    "../../../../etc/passwd",
    "' OR 1=1; DROP TABLE x; --",
    "\"" * 99 + "(" * 99 + "*" * 99,
    "-" * 50 + " -a OR OR | OR -\"b\" tỉnh: tỉnh:\"",
    "e" + "\u0301" * 400,
    "𝒯𝒽ế 👩‍👩‍👧‍👦 ﷽ ｆｕｌｌ ﬁ ß İ ı",
    "n" * 10_000,
    "từ " * 500,
)  # fmt: skip
PAGES = ("/", "/topic", *address.PROFILES.values(), "/coverage", "/flags", "/help", "/reports")
APIS = ("/api/search", "/api/suggest", "/api/reports/similar")
OWN = ("q", "from", "to", "added-since", "sort", "page", "size", "by", "name", "find", "id")
PARAMETERS = (*OWN, *COUNTED_BY_NAME, *(address.find_name(name) for name in OFFERED))
HEADERS = (
    "Accept",
    "Accept-Language",
    "Accept-Encoding",
    "Host",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Forwarded-Prefix",
    "Forwarded",
    "If-None-Match",
    "If-Modified-Since",
    "Range",
    "Cookie",
    "Referer",
    "User-Agent",
    "Content-Type",
    "Content-Length",
)
TOLD = "1337"
"""What a template engine would make of 191*7."""


def guarded(response: TestResponse, *, codes: tuple[int, ...] = (200, 400, 404)) -> Outline | None:
    """A page's outline, which fails on what we do not write; None of what is no page."""
    assert response.status_code in codes, response.status_code
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in response.headers
    assert not {"evil.example"} & set(response.headers.get("Location", "").split("/"))
    if response.mimetype == "application/json":
        json.loads(response.data)
        return None
    if response.mimetype != "text/html":
        return None
    text = response.data.decode("utf-8")  # strictly: a lone surrogate is none
    assert TOLD not in text
    return Outline(text)


def odd_reports() -> Iterator[MeetingReport]:
    """Hostile text wherever a report can have any, as if an extractor had let it through."""
    for number, text in enumerate(HOSTILE):
        own = text.encode("utf-8", "replace").decode()
        body = f"Hội nghị giao ban {own} bàn."
        span = (0, len(body))
        inside = (18, 18 + len(own))

        def value(own: str = own, span: tuple[int, int] = inside) -> FacetValue:
            return FacetValue(own, Status.STATED, span)

        plain = (value(),)
        yield MeetingReport(
            id=f"{number}/{own}",
            text=body,
            passages=(Passage(PassageKind.BODY, span), Passage(PassageKind.CAPTION, inside)),
            title=FacetValue(own, Status.STATED),
            facets=Facets(
                source_url=plain,
                byline=plain,
                outlet=plain,
                online=plain,
                meeting_type=plain,
                variant=plain,
                organiser=plain,
                branch=plain,
                level=plain,
                province=plain,
                province_now=plain,
                session_no=plain,
                term=plain,
                people=(PersonValue(own, Status.INFERRED, inside, Role.CHAIR, (own, own)),),
                places=(PlaceValue(own, Status.STATED, inside, within=own),),
                figures=(
                    FigureValue(
                        "1.5", Status.STATED, inside, own, own, "2023", FigureKind.RESULT, True
                    ),
                ),
            ),
            flags=("title-made",),
        )


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('hostile') / 'index'}")
    with engine.writer("rules") as writer:
        for report in odd_reports():
            writer.put(index_entry(report, "digest", ["origin"]))
        writer.commit()
    return create_app(engine)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.slow
def test_every_page_of_a_hostile_index(client: FlaskClient) -> None:
    """All pages that its own pages lead to, each once."""
    waiting, seen = ["/?size=100", "/?q=giao+ban", "/topic", *PAGES[2:6]], set[str]()
    while waiting and len(seen) < 150:
        link = waiting.pop(0).partition("#")[0]
        if link in seen or not link.startswith("/") or link.startswith("/results."):
            continue
        seen.add(link)
        outline = guarded(client.get(link, buffered=True))
        reports = [h for h in (outline.links if outline else []) if h.startswith("/reports")]
        waiting = [*reports, *waiting, *(outline.links if outline else [])]
    assert len([link for link in seen if link.startswith("/reports")]) >= len(HOSTILE)


def test_no_source_that_runs_is_linked(client: FlaskClient) -> None:
    """And those that are, are led to as they stand."""
    links: set[str] = set()
    for report in odd_reports():
        outline = guarded(client.get(address.report(report.id)))
        assert outline
        links |= {link for link in outline.links if "evil" in link and link[0] != "/"}
    assert links == {HOSTILE[14]}


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_every_parameter_at_once(client: FlaskClient, text: str) -> None:
    asked = [(name, text) for name in PARAMETERS]
    for path in (*PAGES, *APIS):
        guarded(client.get(f"{path}?{query_of(asked)}"))


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_each_parameter_alone(client: FlaskClient, text: str) -> None:
    for name in OWN:
        for path in READ_BY.get(name, ("/",)):
            guarded(client.get(f"{path}?{query_of([(name, text)])}"))
    for n, name in enumerate(COUNTED_BY_NAME):
        if n % 3 == HOSTILE.index(text) % 3:
            path = ("/", "/topic")[n % 2]
            guarded(client.get(f"{path}?{query_of([(name, text), ('q', 'ban')])}"))
    guarded(client.get(f"/coverage?{query_of([('year', text)])}"))
    guarded(client.get(f"/bodies?{query_of([('name', 'x'), ('province', text)])}"))
    plain = text.encode("utf-8", "replace").decode().replace("\r\n", "")
    for path in ("/reports/", "/api/reports/", "/static/", "/"):
        guarded(client.get(path + plain, buffered=True), codes=ANY)


READ_BY = {
    "q": ("/", "/topic", "/reports", "/api/search", "/api/suggest"),
    "by": ("/topic",),
    "page": ("/", "/people"),
    "name": (*address.PROFILES.values(),),
    "find": ("/people",),
    "id": ("/reports", "/api/reports/similar"),
}
ANY = (200, 308, 400, 404, 405)


def query_of(pairs: list[tuple[str, str]]) -> str:
    """Lone surrogates as the bytes that they would be."""
    return urlencode(pairs, errors="surrogatepass")


@pytest.mark.slow
@pytest.mark.parametrize(
    "raw", ["q=%", "q=%FF%FE", "q=%00", "q=%ED%A0%80", "&&&===;", "q&q&q", "q[]=1&q[$ne]=2",
            "%00=1", "=" * 2000, "&".join(f"a{n:x}=1" for n in range(3000)), "q=1&" * 2000,
            "page=1e9", "page=" + "9" * 5000, "size=" + "9" * 5000, "page=-0",
            "year=%D9%A1%D9%A2%D9%A3%D9%A4",
            "year=²²²²", "year=99999999999999", "month=2024-%C2%B2", "month=2024-%D9%A1",
            "year=٢٠٢٤&by=province"],
    ids=range(21),
)  # fmt: skip
def test_raw_query_strings(client: FlaskClient, raw: str) -> None:
    for path in (*PAGES, *APIS):
        guarded(client.get(path, query_string=raw))


@pytest.mark.slow
@pytest.mark.parametrize("name", HEADERS)
def test_every_header(client: FlaskClient, name: str) -> None:
    for text in HOSTILE:
        value = (
            text.encode("utf-8", "replace").decode("latin-1").replace("\r", "").replace("\n", "")
        )
        for path in ("/help", "/static/style.css", "/nowhere", "/api/suggest?q=gi"):
            response = client.get(path, headers={name: value}, buffered=True)
            guarded(response, codes=(200, 206, 304, 400, 404, 412, 416))


def test_a_name_of_a_server_that_is_none_of_ours_is_not_markup(client: FlaskClient) -> None:
    for host in ('evil.example"><script>alert(1)</script>', "n" * 300, "a..b", "\xff", "[::1", ""):
        for link in ("/reports/0/%3Cscript%3Ealert(1)%3C/script%3E", "/", "/api/search"):
            guarded(client.get(link, headers={"Host": host}))


@pytest.mark.slow
@given(
    st.sampled_from(PARAMETERS),
    st.text(max_size=60) | st.text("<>\"'&{}%\\/;:()=-+*|\x00\u202e ạb1", max_size=40),
    st.sampled_from((*PAGES, *APIS)),
)
@settings(max_examples=60)
def test_any_text_in_any_parameter(app: Flask, name: str, text: str, path: str) -> None:
    guarded(app.test_client().get(f"{path}?{query_of([(name, text)])}"))


@pytest.mark.slow
def test_hostile_files_are_indexed_and_shown(tmp_path: Path) -> None:
    """By the real way: what cannot be read is named, the rest is a page."""
    lines = [
        json.dumps({"id": f"{n}{text[:200]}", "title": text, "url": text, "source": text,
                    "author": text, "date": text, "category": text,
                    "text": f"Sáng 5/10/2023, đồng chí {text[:300]} chủ trì hội nghị.\n{text}"})
        for n, text in enumerate(HOSTILE)
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    engine = open_engine(str(tmp_path / "index"))
    build([tmp_path / "a.jsonl"], engine)
    assert engine.snapshot().stats().reports >= len(HOSTILE) - 2
    client = create_app(engine).test_client()
    listed = guarded(client.get("/?size=100"))
    assert listed
    links = {link.partition("#")[0] for link in listed.links if link.startswith("/reports")}
    assert len(links) == engine.snapshot().stats().reports
    for link in links:
        assert guarded(client.get(link), codes=(200,))
    for path in PAGES[:-1]:
        assert guarded(client.get(path), codes=(200,))


@pytest.mark.parametrize(
    "text",
    [
        "<p><img src=x></p>",
        "<p onclick=a()>x</p>",
        "<p style=color:red>x</p>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="//evil.example/">x</a>',
        "<script>alert(1)</script>",
        "<p>x",
        "<!-- x -->",
        '<p class="a" class="b">x</p>',
        '<p id="a">x</p><p id="a">y</p>',
        "<p foo=bar>x</p>",
    ],
)
def test_live_markup_is_seen(text: str) -> None:
    """What the other tests rest on."""
    with pytest.raises(AssertionError):
        Outline(text)
