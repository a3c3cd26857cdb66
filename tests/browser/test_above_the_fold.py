"""Where the first hit begins, how many keys lead to it, and filters that come when asked for."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open

QUERIES = {
    "plain": "/?q=hội+nghị",
    "several readings": "/?q=hop+ban",
    "without diacritics": "/?q=giai+ngan+von",
    "filtered": "/?q=hội+nghị&province=Hưng+Yên&province=Nghệ+An&from=2019&to=2025",
    "merged province": "/?q=tỉnh:thái+bình+hội+nghị",
    "long": "/?q=hội+nghị+sơ+kết+công+tác+sáu+tháng+đầu+năm+và+triển+khai+nhiệm+vụ+trọng+tâm+sáu"
    "+tháng+cuối+năm+của+tỉnh+ủy+và+ủy+ban+nhân+dân+tỉnh",
}
WINDOWS = {"desktop": (1280, 900, 420), "phone": (390, 844, 480)}


@pytest.mark.parametrize("window", WINDOWS)
def test_the_first_hit_is_above_the_fold(opened: Open, address: str, window: str) -> None:
    width, height, most = WINDOWS[window]
    page = opened(viewport={"width": width, "height": height})
    for name, path in QUERIES.items():
        page.goto(address + path)
        box = page.locator(".hit").first.bounding_box()
        assert box and box["y"] <= most, f"{name}: {box}"
        lines = page.locator(".menu ul").bounding_box()
        assert lines and lines["height"] < 48, "the menu is one line"


@pytest.mark.parametrize(
    ("target", "most"), [("hit", 8), ("filter", 12)], ids=["first hit", "first filter"]
)
@pytest.mark.parametrize("name", ["plain", "filtered"])
def test_few_keys_lead_there(
    page: Page, address: str, target: Literal["hit", "filter"], most: int, name: str
) -> None:
    skip, inside = {
        "hit": ("Đến kết quả", ".hit a"),
        "filter": ("Đến bộ lọc", "#filter :is(input, button, a)"),
    }[target]
    page.goto(address + QUERIES[name])
    pressed = 0
    while not page.evaluate(f"document.activeElement.matches('{inside}')"):
        is_skip = page.evaluate("document.activeElement.textContent") == skip
        if is_skip:
            expect(page.locator(":focus")).to_be_in_viewport()
        page.keyboard.press("Enter" if is_skip else "Tab")
        pressed += 1
        assert pressed <= most, page.evaluate("document.activeElement.outerHTML")


def test_number_chips_and_the_way_up_stay_in_sight(opened: Open, address: str) -> None:
    for width in (390, 1280):
        page = opened(viewport={"width": width, "height": 800})
        page.goto(address + QUERIES["filtered"])
        page.mouse.wheel(0, 1500)
        page.wait_for_function("scrollY > 500")
        expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
        expect(page.locator(".chip").first).to_be_in_viewport()
        page.get_by_role("link", name="Về đầu").click()
        page.wait_for_function("scrollY === 0")
        bar = page.locator(".stay").bounding_box()
        assert bar and bar["height"] < 120


def test_a_stop_below_the_bar_is_not_covered(opened: Open, address: str) -> None:
    page = opened(viewport={"width": 390, "height": 700})
    page.goto(address + QUERIES["filtered"])
    page.locator(".hit a").last.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    own, bar = (page.locator(one).bounding_box() for one in (":focus", ".stay"))
    assert own and bar and own["y"] >= bar["y"] + bar["height"]


def test_more_values_are_fetched(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=hội+nghị")
    group = page.get_by_role("group", name="Loại hội nghị")
    before = group.get_by_role("checkbox").count()
    group.get_by_role("link", name="Xem thêm").click()
    expect(group.get_by_role("checkbox").nth(before)).to_be_visible()
    expect(page).to_have_url(re.compile("more=meeting_type"))
    group.get_by_role("checkbox").nth(before).check()
    if page.get_by_text("Kết quả đổi ngay khi chọn.").is_hidden():  # without a script
        page.locator(".filters").get_by_role("button", name="Áp dụng").click()
    expect(page.locator(".chip").first).to_be_visible()
    expect(group.get_by_role("link", name="Thu gọn")).to_be_visible()


def test_the_focus_goes_to_the_first_new_value(opened: Open, address: str) -> None:
    page = opened()
    page.goto(f"{address}/?q=hội+nghị")
    group = page.get_by_role("group", name="Loại hội nghị")
    before = group.get_by_role("checkbox").count()
    group.get_by_role("link", name="Xem thêm").press("Enter")
    expect(group.get_by_role("checkbox").nth(before)).to_be_focused()


def test_a_page_that_is_awaited_says_so(opened: Open, address: str) -> None:
    page = opened()
    page.goto(f"{address}/?q=giải+ngân")
    held: list[Route] = []
    page.route("**/?*", lambda route: held.append(route))
    page.get_by_role("checkbox", name="Giao ban : ").check()
    expect(page.get_by_text("Đang tìm…")).to_be_visible()
    expect(page.locator("#found")).to_have_attribute("aria-busy", "true")
    held[0].continue_()
    expect(page.get_by_text("Đang tìm…")).to_be_hidden()
    expect(page.locator("#found")).to_have_attribute("aria-busy", "false")


def test_pages_share_the_size_of_the_heading_and_its_line(opened: Open, address: str) -> None:
    page = opened(viewport={"width": 1280, "height": 900})
    report = "/reports/hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt"
    paths = ("/?q=bão", report, "/people", "/people?name=Đào+Quang+Thịnh", "/indicators",
             "/coverage", "/topic?q=bão", "/flags", "/help")  # fmt: skip
    seen = set()
    for path in paths:
        page.goto(address + path)
        seen.add(
            page.locator("h1").evaluate(
                "one => [getComputedStyle(one).fontSize, Math.round(one.getBoundingClientRect().x)]"
                ".join(' at ')"
            )
        )
        expect(page.locator("footer p")).to_be_visible()
    assert len(seen) == 1, seen
