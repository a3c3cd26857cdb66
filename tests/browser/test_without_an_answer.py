"""A search whose answer does not come keeps the page; words that were typed are never lost."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import NO_ANSWER, Open

FAILED = "Chưa lấy được kết quả mới"


@pytest.fixture
def script(opened: Open) -> Page:
    return opened(viewport={"width": 1280, "height": 900})


@pytest.fixture
def flaky(opened: Open) -> Page:
    """A page whose console may say that a request failed."""
    return opened(NO_ANSWER, viewport={"width": 1280, "height": 900})


def answering(status: int) -> Callable[[Route], None]:
    """Answers what a script asks for the page with an error; 0: with nothing at all."""

    def answer(route: Route) -> None:
        if route.request.resource_type != "fetch":
            route.continue_()
        elif status:
            route.fulfill(status=status, content_type="text/html", body="<h1>Lỗi</h1>")
        else:
            route.abort()

    return answer


@pytest.mark.parametrize("status", [0, 500, 502, 503, 429])
def test_a_failed_request_keeps_the_page_and_says_so(
    flaky: Page, address: str, status: int
) -> None:
    flaky.goto(f"{address}/?q=giải+ngân")
    flaky.evaluate("document.kept = true")
    heading = flaky.get_by_role("heading", level=1)
    whole, before = heading.inner_text(), flaky.url
    flaky.route(re.compile(r"/\?"), answering(status))
    flaky.get_by_label("Từ cần tìm").fill("bão")
    tick = flaky.get_by_role("checkbox", name="Giao ban : 4 báo cáo")
    tick.check()
    line = flaky.locator(".failure")
    expect(line).to_contain_text(FAILED)
    expect(line).to_contain_text("chưa theo những gì vừa gõ hay vừa chọn")
    expect(flaky.get_by_role("status").last).to_contain_text(FAILED)
    expect(heading).to_have_text(whole)
    expect(tick).to_be_checked()
    expect(tick).to_be_focused()
    expect(flaky.get_by_label("Từ cần tìm")).to_have_value("bão")
    expect(flaky.locator(".chip")).to_have_count(0)
    expect(flaky.locator("#found")).not_to_have_attribute("aria-busy", "true")
    assert flaky.url == before and flaky.evaluate("history.length") == 2
    link = line.get_by_role("link", name="Thử lại")
    assert "meeting_type=giao-ban" in (link.get_attribute("href") or "")
    link.click()  # in vain
    expect(line).to_contain_text(FAILED)
    flaky.unroute(re.compile(r"/\?"))
    flaky.get_by_role("link", name="Thử lại").click()
    expect(heading).to_contain_text("cho “bão”, lọc theo Loại hội nghị: Giao ban")
    expect(line).to_have_count(0)
    expect(flaky.get_by_role("status").last).to_have_text("")
    assert flaky.evaluate("document.kept")
    flaky.go_back()
    expect(heading).to_have_text(whole)


def test_what_was_not_applied_can_be_put_back(flaky: Page, address: str) -> None:
    flaky.goto(f"{address}/?q=giải+ngân")
    flaky.context.set_offline(True)
    flaky.get_by_label("Từ cần tìm").fill("bão")
    tick = flaky.get_by_role("checkbox", name="Giao ban : 4 báo cáo")
    tick.check()
    flaky.get_by_role("button", name="Bỏ thay đổi").click()
    expect(flaky.locator(".failure")).to_have_count(0)
    expect(tick).not_to_be_checked()
    expect(flaky.get_by_label("Từ cần tìm")).to_have_value("giải ngân")


def test_back_without_an_answer_stays_where_it_is(flaky: Page, address: str) -> None:
    """The address and the history tell what is shown."""
    flaky.goto(f"{address}/?q=giải+ngân")
    flaky.get_by_role("checkbox", name="Giao ban : 4 báo cáo").check()
    heading = flaky.get_by_role("heading", level=1)
    expect(heading).to_contain_text("4 báo cáo")
    flaky.get_by_role("combobox", name="Sắp xếp").select_option("oldest")
    expect(flaky).to_have_url(re.compile("sort=oldest"))
    flaky.evaluate("document.kept = true")
    last = flaky.evaluate("navigation.currentEntry.index")
    flaky.context.set_offline(True)
    flaky.evaluate("history.go(-2)")
    expect(flaky.locator(".failure")).to_be_visible()
    expect(flaky).to_have_url(re.compile("sort=oldest"))
    expect(heading).to_contain_text("4 báo cáo")
    assert flaky.evaluate("navigation.currentEntry.index") == last
    flaky.context.set_offline(False)
    flaky.get_by_role("link", name="Thử lại").click()
    expect(flaky).not_to_have_url(re.compile("meeting_type"))
    expect(heading).not_to_contain_text("Giao ban")
    assert flaky.evaluate("navigation.currentEntry.index") == last - 2
    flaky.go_forward()
    expect(heading).to_contain_text("4 báo cáo")
    flaky.go_forward()
    expect(flaky).to_have_url(re.compile("sort=oldest"))
    assert flaky.evaluate("document.kept")


def test_another_kind_of_page_is_gone_to(opened: Open, address: str) -> None:
    """An answer that is a page, or leads to one, is no failure: it explains itself."""
    page = opened("status of 4")
    page.goto(f"{address}/?q=bão")
    page.get_by_label("Từ cần tìm").fill("a " * 200)
    page.get_by_role("checkbox", name="Giao ban : ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Không hiểu yêu cầu")
    page.goto(f"{address}/?q=bão")
    page.route(
        re.compile(r"meeting_type="),
        lambda route: route.fulfill(status=302, headers={"Location": f"{address}/help"}),
    )
    page.get_by_role("checkbox", name="Giao ban : ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trợ giúp")


def test_without_a_network_suggestions_say_nothing(flaky: Page, address: str) -> None:
    flaky.goto(f"{address}/?q=bão")
    box = flaky.get_by_label("Từ cần tìm")
    box.fill("giai n")
    expect(flaky.locator("#suggestions")).to_be_visible()
    flaky.context.set_offline(True)
    box.press_sequentially("ga")
    expect(flaky.locator("#suggestions")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(flaky.locator(".failure")).to_have_count(0)
    flaky.keyboard.press("Enter")
    expect(flaky.locator(".failure")).to_be_visible()
    expect(box).to_have_value("giai nga")


def test_a_search_keeps_the_filters_and_begins_at_the_top(script: Page, address: str) -> None:
    script.goto(f"{address}/?q=hội+nghị&province=Hưng+Yên")
    script.evaluate("document.kept = true")
    script.mouse.wheel(0, 900)
    script.wait_for_function("scrollY > 300")
    script.keyboard.press("/")
    script.keyboard.type("giải ngân")
    script.keyboard.press("Enter")
    expect(script.get_by_role("heading", level=1)).to_contain_text(
        "cho “giải ngân”, lọc theo Tỉnh: Hưng Yên"
    )
    script.wait_for_function("scrollY === 0")
    expect(script.locator("#main")).to_be_focused()
    assert script.evaluate("document.kept")
    script.go_back()
    expect(script.get_by_role("heading", level=1)).to_contain_text("cho “hội nghị”")
    expect(script.get_by_label("Từ cần tìm")).to_have_value("hội nghị")


def test_a_search_that_finds_nothing_and_one_that_does(script: Page, address: str) -> None:
    script.goto(f"{address}/?q=bão")
    box = script.get_by_label("Từ cần tìm")
    for words, idle in (("xyzxyz", True), ("bão", False)):
        box.fill(words)
        box.press("Enter")
        expect(script.get_by_role("heading", level=1)).to_contain_text(words)
        assert bool(script.locator("#filters.idle").count()) is idle


LINKS = {
    "a chip": (".chip", "?q=bão&province=Thái+Bình", ""),
    "a page": (".pager a[rel=next]", "?q=hội+nghị&size=10", ""),
    "a preset": (".presets a >> nth=0", "?q=hội+nghị", "from="),
    "a bar": (".bars a >> nth=0", "?q=hội+nghị", "year="),
    "the list of values": ("a.more >> nth=0", "?q=hội+nghị", "more="),
}


@pytest.mark.parametrize("what", LINKS)
def test_words_that_were_typed_go_along_with(script: Page, address: str, what: str) -> None:
    link, path, part = LINKS[what]
    script.goto(f"{address}/{path}")
    before = script.get_by_role("heading", level=1).inner_text()
    script.locator("details.chart-fold > summary").click()
    box = script.get_by_label("Từ cần tìm")
    box.fill("giải ngân")
    script.locator(link).first.click()
    heading = script.get_by_role("heading", level=1)
    expect(heading).to_contain_text("cho “giải ngân”")
    expect(box).to_have_value("giải ngân")
    expect(script).to_have_url(re.compile(rf"/\?q=gi%E1%BA%A3i\+ng%C3%A2n.*{part}"))
    expect(script).not_to_have_url(re.compile(r"page="))
    script.go_back()
    expect(heading).to_have_text(before)
    script.reload()
    expect(heading).to_have_text(before)


def test_words_go_along_with_the_order(script: Page, address: str) -> None:
    script.goto(f"{address}/?q=hội+nghị")
    script.get_by_label("Từ cần tìm").fill("giải ngân")
    script.get_by_role("combobox", name="Sắp xếp").select_option("oldest")
    expect(script.get_by_role("heading", level=1)).to_contain_text("cho “giải ngân”")
    expect(script).to_have_url(re.compile("sort=oldest"))


def test_a_link_for_other_words_is_followed(script: Page, address: str) -> None:
    script.goto(f"{address}/?q=giải+ngânn")
    script.get_by_label("Từ cần tìm").fill("bão lũ")
    script.locator(".meant a").first.click()
    expect(script.get_by_role("heading", level=1)).to_contain_text("cho “giải ngân”")


def test_links_of_a_search_keep_the_page_where_no_answer_comes(flaky: Page, address: str) -> None:
    flaky.goto(f"{address}/?q=hội+nghị&province=Hưng+Yên")
    heading = flaky.get_by_role("heading", level=1).inner_text()
    flaky.context.set_offline(True)
    flaky.locator(".chip").first.click()
    expect(flaky.locator(".failure")).to_be_visible()
    expect(flaky.get_by_role("heading", level=1)).to_have_text(heading)
    expect(flaky.locator(".chip").first).to_be_focused()


def test_the_focus_stays_on_a_preset_and_else_goes_to_the_results(
    script: Page, address: str
) -> None:
    script.goto(f"{address}/?q=hội+nghị&size=10")
    preset = script.locator(".presets a").first
    preset.focus()
    script.keyboard.press("Enter")
    expect(script).to_have_url(re.compile("from="))
    expect(preset).to_be_focused()
    expect(preset).to_have_attribute("aria-current", "true")
    script.goto(f"{address}/?q=hội+nghị&size=10")
    script.locator(".pager a[rel=next]").click()
    expect(script.locator('.pager [aria-current="page"]')).to_have_text("2")
    script.wait_for_function("scrollY === 0")
    expect(script.locator("#main")).to_be_focused()


def test_without_a_script_words_and_ticks_are_one_form(opened: Open, address: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{address}/?q=hội+nghị&sort=oldest")
    page.get_by_label("Từ cần tìm").fill("giải ngân")
    page.get_by_role("checkbox", name="Giao ban : ").check()
    page.locator(".filters").get_by_role("button", name="Áp dụng").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("cho “giải ngân”, lọc theo Loại hội nghị: Giao ban")
    page.get_by_role("checkbox", name="Giao ban : ").uncheck()
    page.get_by_label("Từ cần tìm").fill("hội nghị")
    page.get_by_label("Từ cần tìm").press("Enter")
    expect(heading).to_contain_text("cho “hội nghị”")
    expect(heading).not_to_contain_text("Giao ban")
    expect(page).to_have_url(re.compile("sort=oldest"))
