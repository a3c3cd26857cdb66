"""The beginning in a real browser: what can be done from there, with script and without."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

FOLD = 900
"""Pixels of a window that is 1280 wide."""


def test_an_example_finds_what_it_says(page: Page, address: str) -> None:
    page.goto(address)
    line = page.locator(".tries li").nth(2)
    count = line.inner_text().rpartition(" · ")[2]
    line.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{count} cho ")
    page.go_back()
    expect(page.get_by_role("heading", level=2, name="Thử tìm")).to_be_visible()


def test_what_begins_is_above_the_fold(opened: Open, address: str) -> None:
    page = opened(viewport={"width": 1280, "height": FOLD})
    page.goto(address)
    for shown in (".tries li >> nth=4", ".latest li >> nth=2", "h2:has-text('Theo cơ quan')"):
        box = page.locator(shown).bounding_box()
        assert box and box["y"] + box["height"] < FOLD, shown


def test_without_its_last_filter_a_list_is_of_all_reports(page: Page, address: str) -> None:
    """It stays a list, and its order is not taken along to the words that are typed next."""
    page.goto(f"{address}/?meeting_type=giao-ban")
    page.locator("#filter").get_by_role("checkbox", name="Giao ban").click()
    if page.get_by_role("button", name="Áp dụng").last.is_visible():
        page.get_by_role("button", name="Áp dụng").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("42 báo cáo")
    expect(page.locator("#filter")).to_be_visible()
    page.get_by_label("Từ cần tìm").fill("giao ban")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("cho “giao ban”")
    assert "sort=" not in page.url.replace("sort=&", "")


def test_the_skip_link_leads_past_the_menu(opened: Open, address: str) -> None:
    page = opened()
    page.goto(address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Xem và lọc mọi báo cáo")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".tries a").first).to_be_focused()
