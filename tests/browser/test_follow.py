"""How to be told of what is new, and what a report's text is kept as: copied, downloaded."""

from playwright.sync_api import expect

from tests.browser.conftest import Open

REPORT = "/reports/hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt"


def test_the_address_and_the_command_are_copied(opened: Open, address: str) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/?q=giải+ngân")
    page.locator(".tools").get_by_role("link", name="Báo khi có báo cáo mới").click()
    for name, begins in (("địa chỉ", f"{address}/results.atom?q="), ("dòng lệnh", "hoi-nghi ")):
        page.get_by_role("button", name=f"Sao chép {name}").click()
        expect(page.locator("p[role=status]")).to_have_text("Đã sao chép")
        assert page.evaluate("navigator.clipboard.readText()").startswith(begins)


def test_without_a_script_all_of_it_is_there(opened: Open, address: str) -> None:
    page = opened(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(f"{address}/follow?q=giải+ngân")
    expect(page.get_by_text(f"{address}/results.atom?q=")).to_be_visible()
    page.get_by_role("link", name="Tìm kiếm này").click()
    expect(page.locator(".hit").first).to_contain_text("đưa vào kho")


def test_the_text_of_a_report_is_kept_as_a_file_with_a_name(opened: Open, address: str) -> None:
    page = opened(viewport={"width": 390, "height": 844})
    page.goto(address + REPORT)
    with page.expect_download() as got:
        page.get_by_role("link", name="Văn bản thuần (.txt)").click()
    assert got.value.suggested_filename.startswith("tao-chuyen-bien")
    assert got.value.suggested_filename.endswith(".txt")


def test_the_box_of_a_profile_says_what_it_searches_in(opened: Open, address: str) -> None:
    page = opened(viewport={"width": 390, "height": 844})
    page.goto(f"{address}/provinces?name=Hưng+Yên")
    box = page.get_by_role("combobox", name="Từ cần tìm")
    said = "Trong báo cáo của Hưng Yên × Tìm trong mọi báo cáo Cách tìm và ví dụ"
    expect(box).to_have_accessible_description(said)
    line = page.locator(".scope").bounding_box()
    assert line and line["height"] < 30, "one line on a phone"
    page.get_by_role("link", name="Tìm trong mọi báo cáo").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tìm trong báo cáo các cuộc họp")
