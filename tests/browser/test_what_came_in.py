"""Since when reports are in the index: chosen by mouse or keyboard, with script and without."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect

from indexer.build.run import build
from search.dates import clock
from search.engine.urls import open_engine
from tests.browser.conftest import serving


@pytest.fixture(scope="module")
def lately(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of an index to which three reports came on 20/11 and one on 28/11; it is 30/11."""
    folder = tmp_path_factory.mktemp("lately")
    (folder / "reports").mkdir()
    engine = open_engine(f"whoosh:{folder / 'index'}")
    for day, names in ((20, "abc"), (28, "d")):
        lines = [{"id": one, "text": f"Họp giao ban {one}."} for one in names]
        source = folder / "reports" / f"{day}.jsonl"
        source.write_text("\n".join(map(json.dumps, lines)), "utf-8")
        build([folder / "reports"], engine, now=datetime(2026, 11, day, 3, tzinfo=UTC))
    with pytest.MonkeyPatch.context() as patch, serving(engine) as address:
        patch.setattr(clock, "today", lambda: date(2026, 11, 30))
        yield address


def test_what_came_in_lately_is_a_choice(page: Page, lately: str) -> None:
    page.goto(f"{lately}/?q=họp")
    choice = page.get_by_role("group", name="Mới thêm").get_by_role("radio", name="7 ngày qua")
    sizes = [
        page.locator(f"#filter input[type={kind}]").first.bounding_box()
        for kind in ("radio", "checkbox")
    ]
    assert sizes[0] and sizes[1] and sizes[0]["height"] == sizes[1]["height"]
    choice.focus()
    page.keyboard.press("Space")
    if not page.locator("#filter .scripted").is_visible():
        page.get_by_role("button", name="Áp dụng").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mới thêm: từ 24/11/2026")
    expect(page).to_have_url(re.compile("added-since=24%2F11%2F2026"))
    expect(page.locator(".hit")).to_have_count(1)
    page.get_by_role("link", name="Bỏ lọc: Mới thêm").click()
    expect(page.locator(".hit")).to_have_count(4)
