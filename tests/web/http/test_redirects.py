"""Ways to another address of ours: they name no server, whatever the client calls it."""

from typing import Any

import pytest
from flask import Flask
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
    public = PublicAddress(site, "https://tinh.example/hoinghi")
    for served, path, target in (
        (app, "", "/"),
        (site, "/so", "/so/"),
        (public, "/so", "/hoinghi/so/"),
        (public, "/hoinghi/so", "/hoinghi/so/"),
    ):
        found = led(served, path, host, "q=a%20b")
        assert (found.status_code, found.headers["Location"]) == (308, f"{target}?q=a%20b")
        assert not found.data


@pytest.mark.parametrize("path", ["/so//evil.example", "//evil.example/..", "/so/%2F%2Fevil"])
def test_no_path_leads_to_a_server(app: Flask, path: str) -> None:
    found = led(create_site({"so": app}), path, "localhost", "")
    assert not found.headers.get("Location", "/").startswith("//")
