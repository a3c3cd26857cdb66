"""Answers that are squeezed, and static files that are kept: the same bytes, fewer of them."""

import gzip
import os
import re
import shutil
import zlib
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.engine.protocol import Engine
from tests.conftest import ROOT
from web.app import create_app
from web.http.gzip import LEAST

pytestmark = pytest.mark.slow


GZIP = {"Accept-Encoding": "gzip, deflate, br"}
TEXTS = ["/", "/?q=bão", "/?from=x", "/nowhere", "/api/search", "/api/openapi.json",
         "/api/facets/person?size=99", "/results.atom", "/results.csv", "/results.json",
         "/static/style.css", "/texts/thai-binh/hop-khan-ung-pho-bao-so-3.txt"]  # fmt: skip
LIMIT = 60_000


@pytest.fixture
def client(samples: Engine) -> FlaskClient:
    return create_app(samples).test_client()


@pytest.mark.parametrize("path", TEXTS)
def test_texts_are_squeezed_for_those_who_take_it(client: FlaskClient, path: str) -> None:
    plain = client.get(path, buffered=True)
    squeezed = client.get(path, headers=GZIP, buffered=True)
    assert "Content-Encoding" not in plain.headers
    assert squeezed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(squeezed.data) == plain.data
    assert len(squeezed.data) < len(plain.data)
    for response in (plain, squeezed):
        assert response.headers["Vary"] == "Accept-Encoding"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert squeezed.status_code == plain.status_code
    assert squeezed.headers["Content-Type"] == plain.headers["Content-Type"]
    if "Content-Length" in plain.headers:
        assert int(squeezed.headers["Content-Length"]) == len(squeezed.data)
    again = client.get(path, headers=GZIP, buffered=True)
    assert again.data == squeezed.data, "the time is no part of it"
    head = client.head(path, headers=GZIP, buffered=True)
    assert head.data == b""
    for name in ("Content-Encoding", "Content-Length", "Vary", "ETag"):
        assert head.headers.get(name) == squeezed.headers.get(name)


@pytest.mark.parametrize("path", ["/healthz", "/api/suggest?q=", "/static/icon.svg"])
def test_what_is_short_is_left_alone(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers=GZIP, buffered=True)
    assert len(response.data) < LEAST and "Content-Encoding" not in response.headers
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("taken", "is_squeezed"),
    [
        ("gzip", True),
        ("GZIP;q=0.1", True),
        ("*", True),
        ("identity;q=0.5, gzip;q=1.0", True),
        ("", False),
        ("identity", False),
        ("br, zstd", False),
        ("gzip;q=0", False),
        ("gzip;q=x", False),
        ("\x7f,,;", False),
    ],
)
def test_only_what_is_taken_is_sent(client: FlaskClient, taken: str, is_squeezed: bool) -> None:
    for path in ("/", "/results.csv"):
        found = client.get(path, headers={"Accept-Encoding": taken}).headers
        assert ("Content-Encoding" in found) == is_squeezed


def test_a_file_that_is_cut_off_can_be_told(client: FlaskClient) -> None:
    parts = list(client.get("/results.json", headers=GZIP, buffered=False).iter_encoded())
    assert gzip.decompress(b"".join(parts)).endswith(b"]}\n")
    squeezer = zlib.decompressobj(wbits=31)
    squeezer.decompress(b"".join(parts)[:-9])
    assert not squeezer.eof


def test_static_files_that_have_not_changed_are_not_sent_again(client: FlaskClient) -> None:
    for headers in ({}, GZIP):
        first = client.get("/static/style.css", headers=headers, buffered=True)
        tag = first.headers["ETag"]
        assert tag.startswith("W/") == bool(headers), "other bytes have no strong tag in common"
        asked = {**headers, "If-None-Match": tag}
        again = client.get("/static/style.css", headers=asked, buffered=True)
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["Vary"] == "Accept-Encoding"
        assert "Content-Encoding" not in again.headers
    part = client.get("/static/style.css", headers={**GZIP, "Range": "bytes=0-9"}, buffered=True)
    assert part.status_code == 206 and len(part.data) == 10
    assert "Content-Encoding" not in part.headers
    beyond = client.get("/static/style.css", headers={**GZIP, "Range": "bytes=99999999-"})
    assert beyond.status_code == 416 and "bytes */" in beyond.headers["Content-Range"]


def linked(client: FlaskClient) -> list[str]:
    """The static files of a page, by their addresses."""
    return re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/?q=bão").text)


def test_a_version_of_a_static_file_is_kept_for_ever(client: FlaskClient) -> None:
    assert len(linked(client)) >= 2
    for path in linked(client):
        found = client.get(path, buffered=True)
        assert found.status_code == 200
        kept = found.headers["Cache-Control"]
        assert "max-age=31536000" in kept and "immutable" in kept and "no-cache" not in kept
        for other in (path.partition("?")[0], path[:-1] + "x", path.partition("v=")[0] + "v="):
            assert client.get(other, buffered=True).headers["Cache-Control"] == "no-cache"
        missing = client.get(path.replace("/static/", "/static/x"))
        assert (missing.status_code, missing.headers["Cache-Control"]) == (404, "no-cache")


def test_a_changed_static_file_has_another_address(samples: Engine, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "web" / "static", tmp_path / "static")
    app = create_app(samples)
    app.static_folder = str(tmp_path / "static")
    client = app.test_client()
    before = linked(client)
    style = tmp_path / "static" / "style.css"
    style.write_text(style.read_text("utf-8") + "/* new */", "utf-8")
    os.utime(style, ns=(1, 1))
    after = linked(client)
    assert before != after and len(set(before) & set(after)) == len(before) - 1
    old = next(path for path in before if "style" in path)
    assert client.get(old, buffered=True).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/?q=bão", "/?q=giai ngan von dau tu cong&size=10"])
def test_a_first_visit_is_sixty_kilobytes_at_most(client: FlaskClient, path: str) -> None:
    page = client.get(path, headers=GZIP)
    sent = [page, *(client.get(file, headers=GZIP, buffered=True) for file in linked(client))]
    headers = sum(len(f"{name}: {value}\r\n") for one in sent for name, value in one.headers)
    assert sum(len(one.data) for one in sent) + headers <= LIMIT
