"""The ten tasks of docs/tutorial/tour.md in a real browser: by mouse, on a phone, by keyboard.

Each begins at "/", types no address, and ends where the page says what was asked for, in as many
steps as the tour says."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import expect

from search.engine.protocol import Engine
from tests.browser.conftest import Open, serving
from tests.browser.hands import Finger, Keyboard, Mouse
from tests.tour import TASKS

WIDE = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
HANDS: dict[str, tuple[type[Mouse], dict[str, Any]]] = {
    "mouse": (Mouse, WIDE),
    "phone": (Finger, PHONE),
    "keyboard": (Keyboard, WIDE),
}
GROWTH = "tăng trưởng kinh tế"


def ask(hands: Mouse, words: str) -> None:
    hands.type(hands.page.get_by_role("combobox", name="Từ cần tìm"), words)
    expect(hands.page.locator("#summary h1")).to_contain_text(f"“{words}”")


def click(hands: Mouse, name: str, number: int = 0) -> None:
    hands.use(hands.page.get_by_role("link", name=name).nth(number))


def tick(hands: Mouse, name: str, number: int = 0) -> None:
    box = hands.page.get_by_role("checkbox", name=name).nth(number)
    hands.use(box)
    expect(hands.page.get_by_role("checkbox", name=name, checked=True).first).to_be_visible()


def take(hands: Mouse, name: str) -> str:
    """The name of the file that a link gives."""
    with hands.page.expect_download() as got:
        click(hands, name)
    return got.value.suggested_filename


def decided(hands: Mouse) -> None:
    ask(hands, "giao ban Hưng Yên bão số 3 kết luận")
    click(hands, "Kết luận giao ban")


def half_year(hands: Mouse) -> None:
    ask(hands, "giải ngân")
    tick(hands, "2023 : 5 báo cáo")
    expect(hands.page.get_by_role("heading", level=1)).to_contain_text("2023")
    hands.use(hands.page.get_by_role("link", name="6 tháng đầu", exact=True))


def growth(hands: Mouse) -> None:
    ask(hands, GROWTH)
    click(hands, f"Chỉ tiêu: {GROWTH}")
    for place in ("Cao Bằng", "Hưng Yên", "Nghệ An"):
        tick(hands, place)
    hands.use(hands.page.get_by_role("button", name="Áp dụng").first)
    expect(hands.page.locator(".chart").first).to_contain_text("Cao Bằng, Hưng Yên, Nghệ An")


def official(hands: Mouse) -> None:
    ask(hands, "Lương Đình Khải")
    click(hands, "Người: Lương Đình Khải")


def paper(hands: Mouse) -> None:
    ask(hands, "598/BC-UBND")
    hands.use(hands.page.locator(".hit h2 a").first)
    assert take(hands, "Tải tệp gốc") == "phien-hop-thuong-ky-thang-8.pdf"


def two_meetings(hands: Mouse) -> None:
    ask(hands, "Ban Thường vụ Tỉnh ủy Quảng Nam chuyển đổi số")
    hands.use(hands.page.locator(".hit h2 a").first)
    click(hands, "So sánh với cuộc họp trước")


def what_is_new(hands: Mouse) -> None:
    ask(hands, "giải ngân")
    hands.choose(hands.page.get_by_label("Sắp xếp"), "Mới đưa vào kho")
    expect(hands.page.locator(".hit").first).to_contain_text("đưa vào kho")
    click(hands, "Báo khi có báo cáo mới")


def put_aside(hands: Mouse) -> None:
    ask(hands, "giải ngân")
    tick(hands, "Lưu vào danh sách")
    tick(hands, "Lưu vào danh sách", 1)
    click(hands, "Danh sách (2)", -1)
    assert take(hands, "BibTeX (.bib)") == "danh-sach-trich-dan.bib"
    assert take(hands, "các tệp .txt trong một tệp .zip") == "danh-sach-toan-van.zip"


def misspelt(hands: Mouse) -> None:
    ask(hands, "giair ngaan")
    click(hands, "giải ngân")


def inside(hands: Mouse) -> None:
    ask(hands, "Chính phủ với các địa phương")
    hands.use(hands.page.locator(".hit h2 a").first)
    hands.type(hands.page.get_by_label("Tìm trong báo cáo này"), "nhà tạm")


WAYS: list[Callable[[Mouse], None]] = [
    decided, half_year, growth, official, paper, two_meetings, what_is_new, put_aside, misspelt,
    inside,
]  # fmt: skip


@pytest.fixture(scope="module")
def toured(all_samples: Engine) -> Iterator[str]:
    with serving(all_samples) as address:
        yield address


@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_task(opened: Open, toured: str, way: Callable[[Mouse], None], hand: str) -> None:
    task = TASKS[WAYS.index(way)]
    kind, settings = HANDS[hand]
    page = opened(**settings)
    page.goto(toured)
    hands = kind(page)
    way(hands)
    address, shown = task.ends
    end = unquote_plus(toured + address)
    page.wait_for_url(lambda url: unquote_plus(url).partition("#")[0] == end)
    expect(page.locator(":root")).to_contain_text(shown)
    assert hands.steps == task.steps
    if isinstance(hands, Keyboard):
        print(f"{way.__name__}: {hands.presses} presses")
        assert hands.presses <= task.presses


def test_each_task_has_its_way() -> None:
    assert len(WAYS) == len(TASKS) == 10
