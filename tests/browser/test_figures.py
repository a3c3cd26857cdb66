"""The figures of an indicator in a browser: chosen by keyboard, no collisions, newest in sight."""

from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

GROWTH = "/indicators?name=tăng+trưởng+kinh+tế"
PHONE = {"viewport": {"width": 390, "height": 844}}
WIDE = {"viewport": {"width": 1280, "height": 900}}


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    found: list[dict[str, float]] = page.eval_on_selector_all(
        selector,
        "all => all.map((one) => { const { left, right, top, bottom } = "
        "one.getBoundingClientRect(); return { left, right, top, bottom }; })",
    )
    return found


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    return (
        one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    )


@pytest.mark.parametrize("view", [PHONE, WIDE], ids=["phone", "wide"])
@pytest.mark.parametrize("chosen", ["", "&whose=Hưng+Yên&whose=Nghệ+An&whose=Việt+Nam"])
def test_labels_of_charts_do_not_collide(
    opened: Open, address: str, view: dict[str, Any], chosen: str
) -> None:
    page = opened(**view)
    page.goto(address + GROWTH + chosen)
    charts = page.locator(".chart").count()
    assert charts
    for number in range(1, charts + 1):
        chart = f".chart:nth-of-type({number}) > svg"
        texts = boxes(page, f"{chart} text:not(.readout)")
        assert texts
        expect(page.locator(f"{chart} text").first).to_be_visible()  # no other rule hides numbers
        assert not any(overlap(one, other) for one, other in combinations(texts, 2))
        [frame] = boxes(page, chart)
        outside = [t for t in texts if t["left"] < frame["left"] or t["right"] > frame["right"]]
        assert outside == []
    assert page.evaluate("document.documentElement.scrollWidth") <= view["viewport"]["width"]


@pytest.mark.parametrize("view", [PHONE, WIDE], ids=["phone", "wide"])
def test_a_point_that_is_looked_at_says_what_it_is(
    opened: Open, address: str, view: dict[str, Any]
) -> None:
    page = opened(java_script_enabled=False, **view)
    page.goto(address + GROWTH)
    point = page.locator(".chart a").first
    readout = page.locator(".chart .readout").first
    expect(readout).to_be_hidden()
    point.focus()
    expect(readout).to_be_visible()
    expect(readout).to_contain_text("%")
    chart, [said] = boxes(page, ".chart > svg")[0], boxes(page, ".chart a:focus + .readout")
    assert chart["left"] <= said["left"] and said["right"] <= chart["right"]
    page.mouse.move(0, 0)
    page.locator("h1").click()
    point.locator(".reach").hover()
    expect(readout).to_be_visible()


def test_a_point_leads_to_its_words_in_the_middle_of_the_page(opened: Open, address: str) -> None:
    page = opened(**PHONE)
    page.goto(address + GROWTH)
    with page.expect_navigation():
        page.locator(".chart a .reach").first.click()
    [words] = boxes(page, ".at:target")
    assert 0.2 * 844 < words["top"] < 0.6 * 844


def test_places_are_chosen_by_keyboard_without_script(opened: Open, address: str) -> None:
    page = opened(java_script_enabled=False, **WIDE)
    page.goto(address + GROWTH)
    boxes_of_places = page.locator('.filters input[name="whose"]')
    for place in ("Việt Nam", "Nghệ An"):
        boxes_of_places.and_(page.locator(f'[value="{place}"]')).press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Bỏ lọc: Nơi, đơn vị: Nghệ An")).to_be_visible()
    expect(page.locator(".stated .where").first).to_have_text("Việt Nam")
    assert page.url.count("whose=") == 2


def test_the_newest_years_are_in_sight_on_a_phone(opened: Open, address: str) -> None:
    page = opened(**PHONE)
    page.goto(address + "/topic?q=hội+nghị")
    [bars] = boxes(page, ".bars")
    years = boxes(page, ".bars li")
    assert bars["left"] <= years[0]["left"] and years[0]["right"] <= bars["right"] + 1
    labels = boxes(page, ".bars .when")
    assert not any(overlap(one, other) for one, other in combinations(labels, 2))
    heads = page.locator(".grid thead th").all_inner_texts()[1:3]
    assert heads == sorted(heads, reverse=True)
