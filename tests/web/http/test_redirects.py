"""Ways to another address of ours: they name no server, whatever the client calls it."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import Client, TestResponse

from search.engine.protocol import Engine
from web.app import create_app, create_site
from web.http.public_address import PublicAddress


def led(site: Any, path: str, host: str, query: str) -> TestResponse:
    """The answer to a path as it is sent; of an empty one a client of tests makes another."""
    overrides = {"PATH_INFO": path, "HTTP_HOST": host}
    return Client(site).get("/", query_string=query, environ_overrides=overrides)


@pytest.fixture
def app(samples: Engine) -> Flask:
    return create_app(samples)


@pytest.mark.parametrize("host", ["localhost", "evil.example", "a b/\\\\c", "[::1", ""])
def test_a_path_without_an_end_leads_to_a_path(app: Flask, host: str) -> None:
    site = create_site({"so": app})
    public = PublicAddress(app, "https://tinh.example/hoinghi")
    for served, path, target in (
        (app, "", "/"),
        (site, "", "/"),
        (site, "/so", "/so/"),
        (public, "", "/hoinghi/"),
    ):
        found = led(served, path, host, "q=a%20b")
        assert found.status_code in (200, 308)
        if found.status_code == 308:
            assert found.headers["Location"] == f"{target}?q=a%20b"
            assert "evil" not in found.text


def test_another_name_of_a_value_leads_to_a_path(app: Flask) -> None:
    client: FlaskClient = app.test_client()
    found = client.get("/?province=nghe+an", headers={"Host": "evil.example"})
    if found.status_code == 302:
        assert found.headers["Location"].startswith("/?")
