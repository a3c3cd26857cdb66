"""A real headless Chromium, with script and without, and the samples served to it."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
import waitress
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from search.engine.protocol import Engine
from web.app import create_app

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update"]  # fmt: skip

DELAY = float(os.environ.get("HOI_NGHI_DELAY", "0"))
"""Seconds by which each answer comes later: who does not wait for it finds the page before."""

NO_ANSWER = "Failed to load resource"
"""What the console says where no answer came, or one that is an error."""

VIOLATIONS = """addEventListener("securitypolicyviolation",
  ({violatedDirective, blockedURI}) => console.error("CSP", violatedDirective, blockedURI))"""
"""Tells what the content policy refuses."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these tests are slow; without chromium they skip, and say so."""
    absent = pytest.mark.skip(reason="chromium is absent: apt-get install chromium")
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.slow)
            if CHROMIUM is None:
                item.add_marker(absent)


def serving(engine: Engine) -> AbstractContextManager[str]:
    """The address of a server of an index."""
    return serving_site(create_app(engine))


@contextmanager
def serving_site(site: Any) -> Iterator[str]:
    """The address of a server of a WSGI application."""

    def later(environ: dict[str, Any], start: Any) -> Any:
        time.sleep(DELAY)
        return site(environ, start)

    server = waitress.create_server(later if DELAY else site, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.fixture(scope="session")
def address(samples: Engine) -> Iterator[str]:
    with serving(samples) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open a page in a context of its own; what the console says, or the policy refuses, fails."""
    contexts, problems = [], []

    def put(*expected: str, **settings: object) -> Page:
        context = browser.new_context(locale="vi-VN", **settings)  # type: ignore[arg-type]
        context.add_init_script(VIOLATIONS)
        contexts.append(context)
        context.set_default_timeout(5000)
        page = context.new_page()

        def heard(said: str) -> None:
            if not any(part in said for part in expected):
                problems.append(said)

        page.on("console", lambda message: heard(message.text))
        page.on("pageerror", lambda error: heard(str(error)))
        return page

    yield put
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture(params=["script", "no script"])
def page(request: pytest.FixtureRequest, opened: Open) -> Page:
    """With JavaScript and without."""
    return opened(java_script_enabled=request.param == "script")


def people(page: Page) -> Locator:
    """The field that looks for a person in the filters, whose group is folded until now."""
    field = page.get_by_label("Tìm trong mục Người")
    if not field.is_visible():
        page.locator('details[data-keep="of-person"] > summary').click()
    return field
