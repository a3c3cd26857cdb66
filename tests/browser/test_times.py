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
