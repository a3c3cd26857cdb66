"""The main path in a real headless Chromium: with and without JavaScript, wide and narrow."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from indexer.build.run import build
from search.engine.urls import open_engine
from tests.browser.conftest import Open, serving


def test_search_filter_read_and_go_back(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Từ cần tìm").fill("giai ngan von")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^giai ngan von – .* báo cáo"))
    expect(page.locator("mark", has_text="giải ngân vốn").nth(2)).to_be_visible()
    page.get_by_role("checkbox", name="Giao ban : 4 báo cáo").check()
    page.locator(".filters").get_by_role("button", name="Áp dụng").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("4 báo cáo")
    page.get_by_role("combobox", name="Sắp xếp").select_option("oldest")
    apply = page.locator(".order").get_by_role("button", name="Áp dụng")
    if apply.is_visible():  # a script applies it at once
        apply.click()
    expect(page).to_have_url(re.compile("sort=oldest.*meeting_type=giao-ban"))
    page.locator(".hit h2 a").first.click()
    expect(page.locator("article mark").first).to_be_visible()
    page.get_by_text("Thông tin rút ra từ báo cáo").click()
    expect(page.get_by_role("row", name=re.compile("^Loại hội nghị Giao ban"))).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Bỏ lọc: Loại hội nghị: Giao ban").click()
    expect(page).not_to_have_url(re.compile("meeting_type"))
    expect(page).to_have_url(re.compile("sort=oldest"))
    page.reload()
    expect(page.get_by_label("Từ cần tìm")).to_have_value("giai ngan von")


def test_the_same_over_a_cluster(
    opened: Open, samples_url: str, new_opensearch_index: Callable[[], str]
) -> None:
    """The way of the first test, and what a script asks for while somebody types."""
    engine = open_engine(new_opensearch_index())
    build([Path(samples_url.removeprefix("whoosh:")).parent / "samples"], engine)
    page = opened()
    page.set_default_navigation_timeout(60_000)
    with serving(engine) as address:
        for begun in ("/", "/?q=giai+ngan+von", "/api/suggest?q=giai+ng"):
            page.goto(address + begun)  # a node that was started a moment ago is slow
        test_search_filter_read_and_go_back(page, address)
        page.goto(address)
        page.get_by_label("Từ cần tìm").press_sequentially("giai n")
        expect(page.locator("#suggestions")).to_contain_text("giải ngân")


def test_pages_and_nothing_found(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=hội+nghị")
    page.get_by_role("link", name="Trang sau").click()
    expect(page.locator('[aria-current="page"]')).to_have_text("2")
    page.goto(f"{address}/?q=bão&province=Cao+Bằng&from=2025")
    page.get_by_role("link", name="Bỏ điều kiện “Tỉnh: Cao Bằng”").click()
    expect(page.locator(".hit").first).to_be_visible()


def test_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=bão")
    page.keyboard.press("Tab")
    assert page.locator(".skip:focus").is_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#hits$"))
    focused = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        focused.add(page.evaluate("document.activeElement.outerHTML"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline not in ("none", ""), page.evaluate("document.activeElement.outerHTML")[:200]
    assert len(focused) > 1


def test_a_fragment_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=giải+ngân")
    fragment = (
        page.locator(".hit")
        .first.locator(".snippet")
        .get_by_role("link", name=re.compile("giải ngân"))
    )
    page.locator(".hit h2 a").first.focus()
    page.keyboard.press("Tab")
    expect(fragment.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/reports/.*#p\d+$"))


def test_a_wrong_date_is_mended_where_it_stands(browser: Browser, address: str) -> None:
    page = browser.new_page()  # the console says 400, and should
    page.goto(f"{address}/?q=bão&province=Hưng+Yên")
    page.get_by_label("Từ ngày").fill("hôm nào")
    page.get_by_label("Từ ngày").press("Enter")
    expect(page.get_by_label("Từ cần tìm")).to_have_value("bão")
    expect(page.get_by_role("checkbox", name="Hưng Yên : ", checked=True)).to_have_count(1)
    page.get_by_role("link", name="Không đọc được ngày “hôm nào”").click()
    field = page.get_by_label("Từ ngày")
    expect(field).to_be_in_viewport()
    expect(field).to_have_accessible_description(re.compile("^Không đọc được ngày .* Ví dụ"))
    assert field.get_attribute("aria-invalid") == "true"
    field.fill("tháng 9/2024")
    field.press("Enter")
    expect(page.get_by_role("link", name="Bỏ lọc: Thời gian: từ 1/9/2024")).to_be_visible()
    expect(page.locator(".hit").first).to_be_visible()
    page.close()


def test_ids_with_dots_open(browser: Browser, tmp_path: Path) -> None:
    """Only a browser folds the dots of an address as a browser does."""
    ids = [".", "..", "./dot", "a/../b", "/lead", "//dlead", "a\nb", "%2e%2e"]
    lines = [json.dumps({"id": key, "text": f"Hội nghị số {n}."}) for n, key in enumerate(ids)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    engine = open_engine(str(tmp_path / "index"))
    build([tmp_path / "a.jsonl"], engine)
    page = browser.new_page()
    with serving(engine) as address:
        page.goto(f"{address}/?sort=newest")
        for link in [a.get_attribute("href") for a in page.locator(".hit h2 a").all()]:
            page.goto(f"{address}/?sort=newest")
            page.locator(f'.hit h2 a[href="{link}"]').click()
            expect(page.locator("article")).to_contain_text("Hội nghị số")
    page.close()
