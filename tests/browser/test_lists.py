"""Reports put aside: kept by the browser, mailed as an address, and without a script."""

import json

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

A = "hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt"
B = "quang-nam/so-ket-6-thang-diem-nghen-dau-tu-cong.txt"
KEEP = "Lưu vào danh sách"


def ids(page: Page) -> list[str]:
    return [
        value.get_attribute("value") or "" for value in page.locator("#edit input[name=id]").all()
    ]


def kept(page: Page) -> list[str]:
    found: list[str] = json.loads(page.evaluate("localStorage.getItem('list/')"))
    return found


def test_a_list_is_kept_through_pages(opened: Open, address: str) -> None:
    page = opened()
    page.goto(f"{address}/?q=giải+ngân")
    menu = page.locator(".menu")
    expect(menu.get_by_role("link", name="Danh sách")).to_have_count(0)
    first, third = (page.get_by_role("checkbox", name=KEEP).nth(n) for n in (0, 2))
    first.focus()
    page.keyboard.press("Space")
    expect(page.locator("p[role=status]")).to_have_text("Đã lưu; danh sách có 1 báo cáo.")
    third.check()
    expect(menu.get_by_role("link", name="Danh sách (2)")).to_be_visible()
    page.get_by_role("checkbox", name="Giao ban : 4 báo cáo").check()
    expect(page.get_by_role("heading", level=1)).to_contain_text("4 báo cáo")
    page.go_back()
    expect(first).to_be_checked()
    page.goto(f"{address}/reports/{A}")
    tick = page.get_by_role("checkbox", name=KEEP)
    expect(page.get_by_role("link", name=KEEP)).to_be_hidden()
    tick.set_checked(not tick.is_checked())
    now = kept(page)
    menu.get_by_role("link", name=f"Danh sách ({len(now)})").click()
    assert ids(page) == now
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Danh sách: {len(now)} báo cáo")


def test_a_change_of_the_kept_list_is_kept(opened: Open, address: str) -> None:
    page = opened()
    page.goto(f"{address}/reports/{B}")
    page.get_by_role("checkbox", name=KEEP).check()
    page.goto(f"{address}/reports/{A}")
    page.get_by_role("checkbox", name=KEEP).check()
    page.get_by_role("link", name="Danh sách (2)").first.click()
    assert kept(page) == ids(page) == [B, A]
    page.get_by_role("link", name="cũ nhất trước").click()
    expect(page.locator(".hits h2").first).to_contain_text("Tạo chuyển biến")
    assert kept(page) == ids(page) == [A, B]
    page.get_by_role("button", name="Bỏ khỏi danh sách").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danh sách: 1 báo cáo")
    assert kept(page) == [B]
    page.get_by_label("Tìm báo cáo để thêm").fill("Tạo chuyển biến rõ nét")
    page.get_by_label("Tìm báo cáo để thêm").press("Enter")
    page.get_by_role("button", name="Thêm : Tạo chuyển biến").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danh sách: 2 báo cáo")
    assert kept(page) == [B, A]
    page.get_by_role("link", name="Xóa cả danh sách").click()
    expect(page.locator(".menu").get_by_role("link", name="Danh sách")).to_have_count(0)
    assert kept(page) == []
    page.go_back()
    page.get_by_role("button", name="Lưu các báo cáo này").click()
    assert kept(page) == [B, A]


def test_the_list_is_in_sight_on_a_phone(opened: Open, address: str) -> None:
    page = opened(viewport={"width": 390, "height": 844})
    page.goto(f"{address}/reports/{A}")
    page.get_by_role("checkbox", name=KEEP).check()
    for path in ("/", "/?q=bão", "/people", "/help", f"/reports/{B}", f"/list?id={A}"):
        page.goto(address + path)
        link = page.locator(".menu").get_by_role("link", name="Danh sách (1)")
        expect(link).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("link", name="BibTeX")).to_be_in_viewport(ratio=1)


def test_a_list_that_came_by_mail_is_kept_when_one_says_so(opened: Open, address: str) -> None:
    page = opened()
    page.goto(f"{address}/reports/{B}")
    page.get_by_role("checkbox", name=KEEP).check()
    page.goto(f"{address}/list?id={A}")
    page.get_by_role("link", name="Xóa cả danh sách").click()
    assert kept(page) == [B], "the list of another is not ours"
    page.goto(f"{address}/list?id={A}")
    page.get_by_role("button", name="Lưu các báo cáo này").click()
    expect(page.get_by_role("button", name="Lưu các báo cáo này")).to_be_hidden()
    assert kept(page) == [B, A]


def test_without_a_script_ticks_make_a_list(opened: Open, address: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{address}/?q=giải+ngân")
    page.get_by_role("checkbox", name=KEEP).nth(0).check()
    page.get_by_role("checkbox", name=KEEP).nth(1).check()
    page.get_by_role("button", name="Lập danh sách từ những báo cáo đã chọn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danh sách: 2 báo cáo")
    page.goto(f"{address}/reports/{A}")
    page.get_by_role("link", name=KEEP).click()
    assert ids(page) == [A]
    with page.expect_download() as got:
        page.get_by_role("link", name="Excel (.xlsx)").click()
    assert got.value.suggested_filename == "danh-sach-bang.xlsx"


def test_a_browser_that_keeps_nothing_has_the_form(opened: Open, address: str) -> None:
    page = opened()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('refused') }")
    page.goto(f"{address}/?q=giải+ngân")
    page.get_by_role("checkbox", name=KEEP).nth(0).check()
    page.get_by_role("button", name="Lập danh sách từ những báo cáo đã chọn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danh sách: 1 báo cáo")
    page.goto(f"{address}/reports/{A}")
    expect(page.get_by_role("link", name=KEEP)).to_be_visible()
    expect(page.get_by_role("checkbox", name=KEEP)).to_be_hidden()


def test_what_a_full_list_cannot_take_is_said(opened: Open, address: str) -> None:
    page = opened()
    page.goto(address)
    page.evaluate(
        "localStorage.setItem('list/', JSON.stringify([...Array(99).keys()].map(String)))"
    )
    page.goto(f"{address}/list?id={A}&id={B}")
    page.get_by_role("button", name="Lưu các báo cáo này").click()
    said = page.locator(".keep-all")
    expect(said).to_contain_text("đã đủ 100 báo cáo, nên còn 1 báo cáo ở đây chưa được lưu")
    expect(said.get_by_role("button")).to_have_count(0)
    expect(page.locator("p[role=status]")).to_have_text(said.inner_text())
    assert kept(page)[98:] == ["98", A]


def test_a_list_is_bounded(opened: Open, address: str) -> None:
    page = opened()
    page.goto(address)
    page.evaluate(
        "localStorage.setItem('list/', JSON.stringify([...Array(100).keys()].map(String)))"
    )
    page.goto(f"{address}/reports/{A}")
    tick = page.get_by_role("checkbox", name=KEEP)
    tick.click()
    expect(tick).not_to_be_checked()
    expect(page.locator("p[role=status]")).to_contain_text("Danh sách đã đủ 100 báo cáo")
