"""What is printed: whose it is, of which day, where it can be found; all of it, and nothing cut."""

from urllib.parse import unquote

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from search.dates import PartialDate, clock
from tests.browser.conftest import Open
from tests.browser.test_accessible import PAGES

SHEET = {"width": 680, "height": 960}
"""What an A4 sheet leaves between its margins, in CSS pixels."""
BUDGET = "/indicators?name=thu+ngân+sách+nhà+nước"
CUT = """[...document.querySelectorAll("h1, h2, p, li, table, figure, svg, td, th")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 80))"""


def sheets(page: Page) -> list[str]:
    """The text of each sheet of the page on paper, in one line, without the sheet's number."""
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    texts = [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document]
    numbers = [f"{number}/{len(texts)} " for number in range(1, len(texts) + 1)]
    assert all(map(str.startswith, texts, numbers))
    return list(map(str.removeprefix, texts, numbers))


def together(text: str) -> str:
    """The text without what parts its words and lines: the reader of PDF takes a hyphen at the end
    of a line for one that does."""
    return "".join(text.replace("-", "").replace("\ufffe", "").split())


@pytest.mark.parametrize(
    "name",
    ["home", "filtered", "long", "wrong", "report", "missing", "two reports", "topic", "people",
     "a person", "bodies", "provinces", "coverage", "flags", "a list", "indicators",
     "an indicator", "help", "status"],
)  # fmt: skip
def test_paper_says_site_day_and_address(opened: Open, address: str, name: str) -> None:
    page = opened("status of 4")
    page.goto(address + PAGES[name])
    first = sheets(page)[0]
    day = PartialDate.of_day(clock.local_day(clock.now())).written
    assert first.startswith(f"Hội Nghị Xem ngày {day} tại {address}")
    assert together(address + unquote(PAGES[name])) in together(first), "it is wrapped, not cut"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_at_the_edge_of_a_sheet(opened: Open, address: str, name: str) -> None:
    page = opened("status of 4", viewport=SHEET)
    page.goto(address + PAGES[name])
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= SHEET["width"]
    assert page.evaluate(CUT) == []


def test_a_long_table_is_whole_and_its_head_on_each_sheet(opened: Open, address: str) -> None:
    page = opened()
    page.goto(address + BUDGET)
    rows = [together(row) for row in page.locator(".stated tbody tr").all_inner_texts()]
    printed = sheets(page)
    assert len(rows) > 30
    head = together("Thời kỳ Số liệu Loại Của")
    with_head = [head in together(sheet) for sheet in printed]
    assert with_head.count(True) > 1 and all(with_head[with_head.index(True) :])
    whole = together("".join(printed)).replace(head, "")
    cells = [together(text) for text in page.locator(".stated b, .stated .where").all_inner_texts()]
    assert cells and all(cell in whole for cell in cells)
    for sheet in printed:
        assert not together(sheet).endswith(tuple(row for row in rows if len(row) == 4)), "a year"


def test_every_place_and_year_of_the_coverage_is_there(opened: Open, address: str) -> None:
    page = opened(viewport={"width": 390, "height": 800})
    page.goto(f"{address}/coverage")
    heads = [together(text) for text in page.locator(".grid th").all_inner_texts()]
    printed = together("".join(sheets(page)))
    assert len(heads) > 12 and all(head in printed for head in heads)


def test_the_text_of_a_report_is_complete(opened: Open, address: str) -> None:
    page = opened()
    page.goto(address + PAGES["report"])
    passages = page.locator("article p").all_inner_texts()
    printed = together("".join(sheets(page)))
    assert len(passages) > 5 and all(together(own)[-30:] in printed for own in passages)
    assert "Thôngtinrútra" not in printed, "what is folded stays folded"
    page.get_by_text("Thông tin rút ra từ báo cáo").click()
    assert "Thôngtinrútra" in together("".join(sheets(page)))


def test_filters_are_said_in_words(opened: Open, address: str) -> None:
    page = opened()
    for name, said in {
        "filtered": "lọc theo Tỉnh: Hưng Yên hoặc Nghệ An; Thời gian: từ 1/1/2020",
        "an indicator of places": "Lọc theo Nơi, đơn vị: Hưng Yên; Nơi, đơn vị: Nghệ An",
    }.items():
        page.goto(address + PAGES[name])
        first = sheets(page)[0]
        assert first.count(said) == 1
        assert "Bỏ lọc" not in first and "Xóa tất cả" not in first


def test_paper_is_black_on_white_and_a_screen_shows_no_head_of_paper(
    opened: Open, address: str
) -> None:
    page = opened(color_scheme="dark")
    page.goto(address + PAGES["coverage"])
    expect(page.locator("#paper")).to_be_hidden()
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("#paper")).to_be_visible()
    for of in ("body", ".grid td >> nth=0", "h1"):
        assert page.locator(of).evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"


def test_the_address_is_that_of_what_the_script_shows(opened: Open, address: str) -> None:
    page = opened()
    page.goto(f"{address}/?q=giải+ngân")
    page.get_by_role("checkbox", name="Giao ban : 4 báo cáo").check()
    expect(page.get_by_role("heading", level=1)).to_contain_text("4 báo cáo")
    assert together(unquote(page.url)) in together(sheets(page)[0])
