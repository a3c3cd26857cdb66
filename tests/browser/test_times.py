"""Time on the page of results, in a browser: date fields as they were read, what fits a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

HALF = "6 tháng đầu năm 2023"


@pytest.fixture
def script(opened: Open) -> Page:
    return opened(viewport={"width": 1280, "height": 900})


@pytest.mark.parametrize("key", ["Enter", "Tab"])
def test_a_period_is_shown_as_it_was_read(script: Page, address: str, key: str) -> None:
    script.goto(f"{address}/?q=hội+nghị")
    script.get_by_label("Từ ngày").fill(HALF)
    script.get_by_label("Từ ngày").press(key)
    expect(script.get_by_label("Đến ngày")).to_have_value("30/6/2023")
    expect(script.get_by_label("Từ ngày")).to_have_value("1/1/2023")
    expect(script).to_have_url(re.compile("from="))


def test_what_is_typed_meanwhile_stays(script: Page, address: str) -> None:
    script.goto(f"{address}/?q=hội+nghị")
    field = script.get_by_label("Từ ngày")
    field.fill(HALF)
    script.evaluate(
        """() => { const field = document.querySelector("#from");
        field.dispatchEvent(new Event("change", {bubbles: true}));
        field.value = "2022"; }"""
    )
    expect(script.get_by_label("Đến ngày")).to_have_value("30/6/2023")
    expect(field).to_have_value("2022")


PHONE = {"width": 390, "height": 700}


@pytest.mark.parametrize("dates", ["from=1/1/2023&to=20/6/2023", "from=1/7/2022&to=29/6/2023"])
def test_both_ends_of_a_time_are_seen_on_a_phone(opened: Open, address: str, dates: str) -> None:
    page = opened(viewport=PHONE)
    page.goto(f"{address}/?q=hội+nghị&{dates}")
    chip = page.get_by_role("link", name="Bỏ lọc: Thời gian").bounding_box()
    row = page.locator("#chosen").bounding_box()
    assert chip and row and chip["x"] + chip["width"] <= row["x"] + row["width"]
    assert page.locator(".chip").first.evaluate("chip => chip.scrollWidth <= chip.clientWidth")


def test_the_way_to_the_filters_begins_its_line(opened: Open, address: str) -> None:
    page = opened(viewport=PHONE)
    page.goto(f"{address}/?q=hội+nghị")
    heading, way = (page.locator(one).bounding_box() for one in ("h1", ".to-filters"))
    assert heading and way and way["x"] == heading["x"]


def test_what_may_be_meant_is_the_first_thing_said_of_nothing(opened: Open, address: str) -> None:
    page = opened(viewport=PHONE)
    page.goto(f"{address}/?q=giải+ngânn")
    size = "one => parseFloat(getComputedStyle(one).fontSize)"
    meant, near = page.locator(".meant"), page.locator(".group")
    assert meant.evaluate(size) > near.evaluate(size)
    assert page.locator("#found > *").first.evaluate("one => one.matches('.meant')")
