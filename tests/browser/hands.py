"""A thing on a page that a person uses → the same by mouse, by finger or by keyboard; counted.

A step is what a person would call one: words typed and Enter, a click, a tick, a choice. Scrolling
is none. By keyboard, presses are counted, too; the letters of the words are none."""

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 150
"""Presses of Tab after which a person has given up."""

IS_FRESH = "document.activeElement === document.body"
HAS_FOCUS = "one => one === document.activeElement"
SKIPS = """one => {
  const ways = [...document.querySelectorAll("a.skip")].map(({ hash }) => hash);
  return ways.findLastIndex((hash) => document.querySelector(hash)?.contains(one));
}"""
"""Which skip link leads nearest to an element, counted from 0; -1: none does."""


class Mouse:
    """A person with a mouse: each thing that is used is one step."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0

    def type(self, field: Locator, words: str) -> None:
        """Words typed into a field, and Enter."""
        self.steps += 1
        self._go_to(field)
        field.fill(words)
        field.press("Enter")

    def use(self, thing: Locator) -> None:
        """A link, a button or a tick."""
        self.steps += 1
        self._use(thing)

    def choose(self, field: Locator, label: str) -> None:
        """One of a list that opens."""
        self.steps += 1
        self._choose(field, label)

    def _go_to(self, thing: Locator) -> None:
        thing.click()

    def _use(self, thing: Locator) -> None:
        thing.click()

    def _choose(self, field: Locator, label: str) -> None:
        field.select_option(label=label)


class Finger(Mouse):
    """A person with a phone."""

    def _go_to(self, thing: Locator) -> None:
        thing.tap()

    def _use(self, thing: Locator) -> None:
        thing.tap()


class Keyboard(Mouse):
    """A person without a mouse, who knows "/" and the skip links: both are told on the pages."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.presses = 0

    def type(self, field: Locator, words: str) -> None:
        super().type(field, words)
        self.presses += 1

    def _press(self, key: str) -> None:
        self.presses += 1
        self.page.keyboard.press(key)

    def _go_to(self, thing: Locator) -> None:
        expect(thing).to_be_visible()
        if thing.get_attribute("id") == "q":
            self._press("/")
        elif self.page.evaluate(IS_FRESH) and (way := thing.evaluate(SKIPS)) >= 0:
            for _ in range(way + 1):
                self._press("Tab")
            self._press("Enter")
        for _ in range(MOST_TABS):
            if thing.evaluate(HAS_FOCUS):
                return
            self._press("Tab")
        raise AssertionError(f"{thing} is not reached by Tab")

    def _use(self, thing: Locator) -> None:
        self._go_to(thing)
        self._press("Space" if thing.get_attribute("type") in ("checkbox", "radio") else "Enter")

    def _choose(self, field: Locator, label: str) -> None:
        self._go_to(field)
        labels = [one.strip() for one in field.locator("option").all_inner_texts()]
        now = field.evaluate("one => one.selectedIndex")
        for _ in range(labels.index(label) - now):
            self._press("ArrowDown")
