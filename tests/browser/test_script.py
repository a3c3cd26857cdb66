"""What the script adds: filters at once, suggestions, steps from mark to mark, keys, a copy."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open, people

REPORT = "/reports/hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt?q=giải+ngân"


@pytest.fixture
def script(opened: Open) -> Page:
    return opened(viewport={"width": 1280, "height": 900})


def is_same_document(page: Page) -> bool:
    """Whether nothing was loaded anew since `page.evaluate("document.kept = true")`."""
    return bool(page.evaluate("document.kept === true"))


def test_a_filter_applies_at_once_and_is_told(script: Page, address: str) -> None:
    script.goto(f"{address}/?q=giải+ngân")
    script.evaluate("document.kept = true")
    expect(script.get_by_text("Kết quả đổi ngay khi chọn.")).to_be_visible()
    box = script.get_by_role("checkbox", name="Giao ban : 4 báo cáo")
    box.focus()
    script.keyboard.press("Space")
    expect(script.get_by_role("status").first).to_contain_text(
        "4 báo cáo cho “giải ngân”, lọc theo Loại"
    )
    expect(script).to_have_url(re.compile("meeting_type=giao-ban"))
    expect(script).to_have_title(re.compile("4 báo cáo"))
    assert is_same_document(script)
    expect(script.get_by_role("checkbox", name="Giao ban : 4 báo cáo")).to_be_focused()
    expect(script.locator(".filters").get_by_text("(1 đã chọn)")).to_be_visible()
    # the box at the top carries the filter along
    script.get_by_label("Từ cần tìm").fill("đất đai")
    script.keyboard.press("Enter")
    expect(script).to_have_url(re.compile("meeting_type=giao-ban"))


def test_back_and_forward(script: Page, address: str) -> None:
    script.goto(f"{address}/?q=giải+ngân")
    whole = script.get_by_role("heading", level=1).inner_text()
    script.get_by_role("checkbox", name="Giao ban : 4 báo cáo").check()
    expect(script.get_by_role("heading", level=1)).to_contain_text("4 báo cáo")
    script.get_by_role("combobox", name="Sắp xếp").focus()
    script.get_by_role("combobox", name="Sắp xếp").select_option("oldest")
    expect(script).to_have_url(re.compile("sort=oldest"))
    expect(script.get_by_role("combobox", name="Sắp xếp")).to_be_focused()
    script.go_back()
    expect(script).not_to_have_url(re.compile("sort=oldest"))
    script.go_back()
    expect(script.get_by_role("heading", level=1)).to_have_text(whole)
    expect(script.get_by_role("checkbox", name="Giao ban : 4 báo cáo")).not_to_be_checked()
    script.go_forward()
    expect(script.get_by_role("heading", level=1)).to_contain_text("4 báo cáo")


def test_what_was_opened_stays_open(script: Page, address: str) -> None:
    script.goto(f"{address}/?q=giải+ngân")
    folded = script.locator('details[data-keep="of-person"]')
    folded.locator("summary").click()
    folded.get_by_role("checkbox").first.check()
    expect(script).to_have_url(re.compile("person="))
    expect(folded).to_have_attribute("open", "")
    expect(folded.locator("summary")).to_have_text("Người (1 đã chọn)")


def test_a_wrong_date_is_told_without_leaving(opened: Open, address: str) -> None:
    page = opened("400")
    page.goto(f"{address}/?q=bão")
    page.evaluate("document.kept = true")
    page.get_by_label("Từ ngày").fill("hôm nào")
    page.get_by_label("Từ ngày").press("Tab")
    expect(page.get_by_role("link", name="Không đọc được ngày “hôm nào”")).to_be_visible()
    assert is_same_document(page)
    page.get_by_label("Từ ngày").fill("2024")
    page.get_by_label("Từ ngày").press("Enter")
    expect(page.get_by_role("link", name="Bỏ lọc: Thời gian: từ 1/1/2024")).to_be_visible()


def test_a_value_is_looked_for_while_typing(script: Page, address: str) -> None:
    script.goto(f"{address}/?sort=newest")
    script.evaluate("document.kept = true")
    person = people(script)
    person.press_sequentially("thinh da", delay=20)
    found = script.get_by_role("group", name="Người").get_by_role("checkbox")
    expect(found).to_have_count(1)
    expect(person).to_be_focused()
    expect(person).to_have_value("thinh da")
    expect(script.get_by_role("status").last).to_have_text("1 giá trị đang hiện")
    expect(script).to_have_url(re.compile("find-person=thinh"))
    found.check()
    expect(script.get_by_role("heading", level=1)).to_contain_text(
        "lọc theo Người: Đào Quang Thịnh"
    )
    assert is_same_document(script)
    script.reload()
    expect(found).to_have_count(1)
    expect(person).to_have_value("thinh da")


def test_a_tick_while_a_value_is_looked_for_is_not_lost(script: Page, address: str) -> None:
    script.goto(f"{address}/?sort=newest")
    people(script).press_sequentially("thinh", delay=10)
    script.get_by_role("checkbox", name="Giao ban : ").check()
    expect(script.get_by_role("heading", level=1)).to_contain_text(
        "lọc theo Loại hội nghị: Giao ban"
    )
    expect(script).to_have_url(re.compile("meeting_type=giao-ban.*find-person=thinh"))
    expect(script.locator(".chip")).to_have_count(2)
    script.go_back()
    expect(script.get_by_role("heading", level=1)).to_have_text("42 báo cáo")


def test_what_is_being_typed_stays(script: Page, address: str) -> None:
    """An answer that comes while somebody types goes around the field."""
    script.goto(f"{address}/?sort=newest")

    def slowly(route: Route) -> None:
        script.wait_for_timeout(400)
        route.continue_()

    script.route(re.compile(r"/\?.*from="), slowly)
    script.get_by_label("Từ ngày").fill("2023")
    script.keyboard.press("Tab")
    until = script.get_by_label("Đến ngày")
    until.press_sequentially("20", delay=10)
    expect(script.get_by_role("link", name="Bỏ lọc: Thời gian: từ 1/1/2023")).to_be_visible()
    expect(until).to_be_focused()
    until.press_sequentially("24")
    expect(until).to_have_value("2024")
    until.press("Enter")
    expect(script.get_by_role("link", name="Bỏ lọc: Thời gian: 2023–2024")).to_be_visible()


def test_the_button_keeps_the_focus(script: Page, address: str) -> None:
    script.goto(f"{address}/?q=bão")
    apply = script.locator(".filters").get_by_role("button", name="Áp dụng")
    apply.press("Enter")
    expect(script).to_have_url(re.compile("q=b"))
    script.wait_for_timeout(300)
    expect(apply).to_be_focused()


def test_a_leap_inside_the_page_asks_for_nothing(script: Page, address: str) -> None:
    script.goto(f"{address}/?q=bão")
    asked: list[str] = []
    script.on("request", lambda request: asked.append(request.resource_type))
    script.keyboard.press("Tab")
    script.keyboard.press("Enter")
    expect(script).to_have_url(re.compile("#hits$"))
    script.wait_for_timeout(300)
    assert "fetch" not in asked


def test_no_suggestion_comes_after_escape(script: Page, address: str) -> None:
    script.goto(address)

    def slowly(route: Route) -> None:
        script.wait_for_timeout(300)
        route.continue_()

    script.route("**/api/suggest?*", slowly)
    box = script.get_by_label("Từ cần tìm")
    box.press_sequentially("giai", delay=10)
    script.wait_for_timeout(200)
    box.fill("")
    script.wait_for_timeout(600)
    expect(script.locator("#suggestions")).to_be_hidden()


def test_an_odd_hash_breaks_nothing(script: Page, address: str) -> None:
    script.goto(f"{address}{REPORT}#%E0%A4%A")
    expect(script.get_by_role("button", name="Sao chép")).to_be_visible()


def test_suggestions_by_keyboard(script: Page, address: str) -> None:
    script.goto(address)
    box = script.get_by_role("combobox", name="Từ cần tìm")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("giai ng", delay=20)
    options = script.get_by_role("listbox", name="Gợi ý").get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    first = options.first
    expect(first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    expect(box).to_be_focused()
    box.press("ArrowUp")
    expect(script.locator('[aria-selected="true"]')).to_have_count(0)
    box.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("giai ng")
    box.press_sequentially("a", delay=20)
    expect(options.first).to_be_visible()
    chosen, _, hits = options.first.locator("span").all_inner_texts()
    box.press("ArrowDown")
    box.press("Enter")
    expect(script).to_have_title(re.compile(f"^{re.escape(chosen)} – {re.escape(hits)}"))
    expect(box).to_have_value(chosen)


def test_a_late_answer_takes_no_choice_away(script: Page, address: str) -> None:
    script.goto(address)
    box = script.get_by_role("combobox", name="Từ cần tìm")
    box.press_sequentially("giai", delay=20)
    options = script.get_by_role("listbox", name="Gợi ý").get_by_role("option")
    expect(options.first).to_be_visible()
    script.wait_for_load_state("networkidle")

    def slowly(route: Route) -> None:
        script.wait_for_timeout(300)
        route.continue_()

    script.route("**/api/suggest?*", slowly)
    with script.expect_request("**/api/suggest?*"):
        box.press_sequentially(" ng", delay=20)
    box.press("ArrowDown")
    script.wait_for_timeout(600)
    expect(options.first).to_have_attribute("aria-selected", "true")


def test_suggestions_by_mouse_and_gone_when_left(script: Page, address: str) -> None:
    script.goto(address)
    box = script.get_by_role("combobox", name="Từ cần tìm")
    box.press_sequentially("giai ng", delay=20)
    option = script.locator("#suggestions [role=option]").first
    expect(option).to_be_visible()
    script.keyboard.press("Tab")
    expect(option).to_be_hidden()
    box.focus()
    box.press_sequentially("a", delay=20)
    text = script.locator("#suggestions [role=option]").first.locator("span").first.inner_text()
    script.locator("#suggestions [role=option]").first.click()
    expect(script).to_have_title(re.compile(f"^{re.escape(text)} – "))


def composed(page: Page, *syllable: str) -> None:
    """Compose a syllable as an input method does: each state of it takes the place of the last."""
    method = page.context.new_cdp_session(page)
    for state in syllable:
        method.send(
            "Input.imeSetComposition",
            {"text": state, "selectionStart": len(state), "selectionEnd": len(state)},
        )
        page.wait_for_timeout(200)


def test_suggestions_come_while_a_syllable_is_composed(script: Page, address: str) -> None:
    script.goto(address)
    asked: list[str] = []
    script.on("request", lambda request: asked.append(request.url))
    box = script.get_by_label("Từ cần tìm")
    box.focus()
    composed(script, "n", "nô", "nông")
    options = script.locator("#suggestions [role=option]")
    expect(options.first).to_be_visible()
    expect(options.first).to_contain_text("nông")
    asked.clear()
    script.keyboard.insert_text("nông")  # the method ends it
    box.press("ArrowDown")
    script.wait_for_timeout(300)
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert asked == [], "the same words are asked for once"
    box.press_sequentially(" ")
    composed(script, "t", "thô")
    expect(options.first).to_contain_text("nông thôn")


def test_a_value_is_looked_for_while_a_syllable_is_composed(script: Page, address: str) -> None:
    script.goto(f"{address}/?sort=newest")
    field = people(script)
    field.focus()
    composed(script, "Th", "Thị", "Thịnh")
    expect(script).to_have_url(re.compile("find-person=Th%E1%BB%8Bnh"))
    expect(field).to_be_focused()
    expect(field).to_have_value("Thịnh")


def test_words_typed_before_a_tick_are_asked_for_too(script: Page, address: str) -> None:
    script.goto(f"{address}/?q=bão&sort=newest")
    whole = script.get_by_role("heading", level=1).inner_text()
    box = script.get_by_label("Từ cần tìm")
    box.fill("giải ngân ")
    script.locator('#filter [name="province"][value="Hưng Yên"]').check()
    heading = script.get_by_role("heading", level=1)
    expect(heading).to_contain_text("cho “giải ngân”, lọc theo Tỉnh: Hưng Yên")
    expect(script).to_have_url(re.compile(r"\?q=gi%E1%BA%A3i\+ng%C3%A2n&.*sort=newest"))
    expect(box).to_have_value("giải ngân ")
    script.go_back()
    expect(heading).to_have_text(whole)
    expect(box).to_have_value("bão")
    script.go_forward()
    expect(heading).to_contain_text("cho “giải ngân”")
    expect(box).to_have_value("giải ngân")


def test_words_emptied_before_a_tick_are_left_out(script: Page, address: str) -> None:
    script.goto(f"{address}/?q=bão")
    script.get_by_label("Từ cần tìm").fill("")
    script.locator('#filter [name="province"][value="Hưng Yên"]').check()
    expect(script.get_by_role("heading", level=1)).to_have_text(
        "6 báo cáo, lọc theo Tỉnh: Hưng Yên"
    )


def test_words_typed_before_a_value_is_looked_for(script: Page, address: str) -> None:
    script.goto(f"{address}/?sort=newest")
    script.get_by_label("Từ cần tìm").fill("bão")
    people(script).press_sequentially("th", delay=10)
    expect(script.get_by_role("heading", level=1)).to_contain_text("cho “bão”")
    script.go_back()
    expect(script.get_by_role("heading", level=1)).to_have_text("42 báo cáo")
    expect(script.get_by_label("Từ cần tìm")).to_have_value("")


def test_from_mark_to_mark(script: Page, address: str) -> None:
    script.goto(address + REPORT)
    count = script.locator("mark").count()
    nav = script.get_by_role("navigation", name="Chỗ có từ cần tìm")
    following = nav.get_by_role("button", name="Chỗ sau")
    following.click()
    expect(nav.get_by_role("status")).to_have_text(f"1/{count}")
    expect(script.locator("mark").first).to_have_class("current")
    following.press("Enter")
    expect(nav.get_by_role("status")).to_have_text(f"2/{count}")
    expect(script.locator("mark.current")).to_be_in_viewport()
    nav.get_by_role("button", name="Chỗ trước").click()
    nav.get_by_role("button", name="Chỗ trước").click()
    expect(nav.get_by_role("status")).to_have_text(f"{count}/{count}")
    expect(script.locator("mark.current")).to_be_in_viewport()


def test_the_first_step_from_a_fragment_is_its_own_mark(script: Page, address: str) -> None:
    script.goto(f"{address}/?q=giải+ngân")
    fragment = script.locator(".hit").nth(1).locator(".snippet a").last
    anchor = (fragment.get_attribute("href") or "").partition("#")[2]
    fragment.click()
    expect(script.locator("mark.current")).to_be_visible()
    assert script.locator("mark.current").evaluate("one => one.closest('p, h1').id") == anchor


def test_the_slash_leads_to_the_box_but_not_from_fields(script: Page, address: str) -> None:
    script.goto(f"{address}/?q=bão")
    box = script.get_by_label("Từ cần tìm")
    script.locator("main").focus()
    script.keyboard.press("/")
    expect(box).to_be_focused()
    expect(box).to_have_value("bão")
    script.get_by_label("Từ ngày").focus()
    script.keyboard.type("1/2")
    expect(script.get_by_label("Từ ngày")).to_have_value("1/2")
    script.goto(f"{address}/help")
    script.get_by_role("checkbox", name="Dùng các phím tắt").uncheck()
    script.goto(f"{address}/?q=bão")
    script.locator("main").focus()
    script.keyboard.press("/")
    expect(box).not_to_be_focused()


def test_a_citation_is_copied(script: Page, address: str) -> None:
    script.context.grant_permissions(["clipboard-read"])
    script.goto(address + REPORT)
    script.get_by_role("button", name="Sao chép").click()
    expect(script.get_by_role("button", name="Đã sao chép")).to_be_visible()
    copied = script.evaluate("navigator.clipboard.readText()")
    assert copied == script.locator("#citation").inner_text()
    assert copied.startswith("“Tạo chuyển biến") and f"{address}/reports/hung-yen/" in copied
