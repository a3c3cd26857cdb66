"""/metrics: what Prometheus reads."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.engine.protocol import Engine
from search.engine.urls import open_engine
from web.app import create_app

_LINE = re.compile(r"hoi_nghi_(\w+?)(\{[^{}]*\})? (\S+)")


def numbers(client: FlaskClient) -> dict[str, float]:
    """Name with labels → value; every line is one that Prometheus reads."""
    found = {}
    for line in client.get("/metrics").text.splitlines():
        if not line.startswith("#"):
            read = _LINE.fullmatch(line)
            assert read, line
            found[read[1] + (read[2] or "")] = float(read[3])
    return found


@pytest.fixture
def client(samples: Engine) -> FlaskClient:
    return create_app(samples).test_client()


def test_requests_are_counted_by_page_and_code(client: FlaskClient) -> None:
    for path in ("/?q=bão", "/?q=lũ", "/reports/none", "/nowhere"):
        client.get(path).close()
    found = numbers(client)
    assert found['requests_total{route="pages.search",code="200"}'] == 2
    assert found['requests_total{route="reports.report",code="404"}'] == 1
    assert found['requests_total{route="",code="404"}'] == 1
    assert found["request_seconds_count"] == found['request_seconds_bucket{le="+Inf"}'] == 4
    assert found["requests_in_progress"] == 1  # this one


def test_a_large_counter_keeps_every_digit(client: FlaskClient) -> None:
    counted = client.application.extensions["metrics"]
    counted.requests["pages.search", 200] = 12_345_678
    counted.seconds = 98_765.4321
    found = numbers(client)
    assert found['requests_total{route="pages.search",code="200"}'] == 12_345_678
    assert found["request_seconds_sum"] == 98_765.4321


def test_the_index_is_told(client: FlaskClient) -> None:
    found = numbers(client)
    assert found["reports"] > 5
    assert found['generation_info{generation="g-000001"}'] == 1


def test_without_an_index_the_rest_is_told(tmp_path: Path) -> None:
    found = numbers(create_app(open_engine(str(tmp_path / "none"))).test_client())
    assert "reports" not in found and "requests_in_progress" in found


def test_pages_are_asked_for_anew(client: FlaskClient) -> None:
    assert client.get("/?q=bão").headers["Cache-Control"] == "no-cache"
