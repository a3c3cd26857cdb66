"""Two reports side by side, and words inside a report, in a browser: wide, narrow, in print."""

import pytest
from playwright.sync_api import Browser, Page, expect

FIRST = "cao-bang/hoi-nghi-bch-lan-thu-muoi-lam.txt"
SECOND = "hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt"
URL = f"/compare?a={FIRST}&b={SECOND}"


def test_from_a_report_to_both_without_script(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}/reports/{SECOND}")
    similar = page.get_by_role("region", name="Báo cáo tương tự")
    similar.get_by_role("link", name="So sánh với báo cáo “Hội nghị Ban Chấp hành").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("So sánh hai báo cáo")
    row = page.get_by_role("row", name="thu ngân sách nhà nước So với kế hoạch")
    expect(row).to_contain_text("cao hơn 10,7 điểm phần trăm")
    row.get_by_role("link", name="29,7%").click()
    expect(page.locator(".at:target")).to_have_text("29,7%")
    expect(page.locator("p:has(:target)")).to_contain_text("29,7% dự toán")
    page.close()


def test_words_inside_keep_the_search(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}/?q=ban+chấp+hành")
    page.locator(f'.hit h2 a[href*="{SECOND}"]').click()
    page.get_by_label("Tìm trong báo cáo này").fill("giai ngan")
    page.get_by_label("Tìm trong báo cáo này").press("Enter")
    expect(page.locator("mark")).to_have_text(["giải ngân"] * 4)
    page.get_by_role("link", name="Trở lại kết quả").click()
    expect(page.get_by_label("Từ cần tìm")).to_have_value("ban chấp hành")
    page.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_sticks_out(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{address}{URL}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    tops = (
        page.locator(".pair")
        .first.locator("section")
        .evaluate_all("sections => sections.map(one => one.getBoundingClientRect().top)")
    )
    assert (tops[0] == tops[1]) is (width == 1280), "stacked on a phone"
    page.close()


def test_in_print(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{address}{URL}")
    expect(page.locator(".beside-each").first).to_be_visible()
    expect(page.locator(".pair").first).to_be_visible()
    page.goto(f"{address}/reports/{SECOND}")
    expect(page.locator(".inside")).to_be_hidden()
