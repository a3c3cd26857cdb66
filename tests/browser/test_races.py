"""A newer act against an older timer or answer: in whatever order they come, the newer counts."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open, people


def held(page: Page) -> list[Route]:
    """What the script asks for from now on; nothing is answered until `release`."""
    routes: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.resource_type == "fetch":
            routes.append(route)
        else:
            route.continue_()

    page.route("**/*", hold)
    return routes


def release(page: Page, routes: list[Route]) -> None:
    """Answer all that was held, oldest first, and leave the script time to show it."""
    page.route("**/*", lambda route: route.continue_())
    for route in routes:
        route.continue_()
    page.wait_for_timeout(400)
    page.clock.run_for(10)
    page.wait_for_timeout(100)


def wait_over(page: Page) -> None:
    """The pause after a key is over, by the clock that `slow` stopped."""
    page.clock.run_for(300)
    page.wait_for_timeout(100)


@pytest.fixture
def slow(opened: Open, address: str) -> Page:
    """All reports, then those of one kind of meeting; from there on time stands still."""
    script = opened(viewport={"width": 1280, "height": 900})
    script.clock.install()
    script.goto(f"{address}/?sort=newest")
    script.get_by_role("checkbox", name="Giao ban : ").check()
    expect(script).to_have_url(re.compile("meeting_type=giao-ban$"))
    script.clock.pause_at("2100-01-01")
    return script


def test_going_back_drops_a_value_that_was_to_be_looked_for(slow: Page) -> None:
    people(slow).press_sequentially("thinh")
    routes = held(slow)
    slow.go_back()
    wait_over(slow)
    assert len(routes) == 1, "the answer to 'back' alone"
    release(slow, routes)
    expect(slow.get_by_role("heading", level=1)).to_have_text("42 báo cáo")
    expect(slow).not_to_have_url(re.compile("meeting_type|find-person"))
    expect(people(slow)).to_have_value("")


def test_a_tick_drops_a_value_that_was_to_be_looked_for(slow: Page) -> None:
    people(slow).press_sequentially("thinh")
    routes = held(slow)
    slow.get_by_role("checkbox", name="Giao ban : ").uncheck()
    wait_over(slow)
    assert len(routes) == 1, "one address has both"
    release(slow, routes)
    expect(slow).to_have_url(re.compile(r"\?find-person=thinh$"))


def test_going_back_and_forward_before_an_answer(slow: Page) -> None:
    routes = held(slow)
    slow.go_back()
    slow.go_forward()
    release(slow, routes)
    expect(slow.get_by_role("heading", level=1)).to_contain_text("6 báo cáo")
    expect(slow).to_have_url(re.compile("meeting_type=giao-ban$"))


def test_a_value_looked_for_before_the_answer_to_back_loses_no_page(slow: Page) -> None:
    routes = held(slow)
    slow.go_back()
    people(slow).press_sequentially("thinh")
    wait_over(slow)
    release(slow, routes)
    expect(slow).to_have_url(re.compile("meeting_type=giao-ban&find-person=thinh"))
    slow.go_back()
    expect(slow.get_by_role("heading", level=1)).to_have_text("42 báo cáo")


def test_an_older_answer_takes_nothing_typed_away(slow: Page) -> None:
    routes = held(slow)
    slow.get_by_role("checkbox", name="Giao ban : ").uncheck()
    person = people(slow)
    person.press_sequentially("thinh da")
    slow.keyboard.press("Tab")
    release(slow, routes)
    wait_over(slow)
    expect(slow).to_have_url(re.compile(r"\?find-person=thinh\+da$"))
    expect(person).to_have_value("thinh da")
    expect(slow.get_by_role("status").last).to_have_text("1 giá trị đang hiện")


def test_an_answer_waits_for_the_end_of_a_press(slow: Page) -> None:
    """A click that begins on a choice must end on it."""
    routes = held(slow)
    slow.get_by_role("checkbox", name="Giao ban : ").uncheck()
    other = slow.locator('#filter [name="province"][value="Hưng Yên"]')
    other.hover()
    slow.mouse.down()
    release(slow, routes)
    slow.mouse.up()
    wait_over(slow)
    expect(slow).to_have_url(re.compile(r"\?province=H%C6%B0ng\+Y%C3%AAn$"))
    expect(other).to_be_checked()


def test_no_suggestion_is_of_older_words(slow: Page) -> None:
    box = slow.get_by_label("Từ cần tìm")
    options = slow.locator("#suggestions [role=option]")
    routes = held(slow)
    box.press_sequentially("giai")
    wait_over(slow)
    box.press_sequentially(" ngan von")
    release(slow, routes)
    expect(options).to_have_count(0)
    wait_over(slow)
    expect(options.first).to_be_visible()
    box.press("ArrowDown")
    box.press_sequentially("x")
    expect(slow.locator('[aria-selected="true"]')).to_have_count(0)
    box.press("Enter")
    expect(slow).to_have_url(re.compile("q=giai\\+ngan\\+vonx"))


def test_escape_comes_before_suggestions(slow: Page) -> None:
    box = slow.get_by_label("Từ cần tìm")
    routes = held(slow)
    box.press_sequentially("giai")
    wait_over(slow)
    assert len(routes) == 1
    box.press("Escape")
    release(slow, routes)
    expect(slow.locator("#suggestions")).to_be_hidden()
