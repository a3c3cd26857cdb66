"""While somebody types: suggestions, under every input method; keys of one letter elsewhere."""

import re

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import NO_ANSWER, Open
from tests.browser.test_accessible import violations

REPORT = "/reports/hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt?q=giải+ngân"

SPY = """(box) => {
  const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  window.sets = []; window.composing = false; window.events = [];
  for (const name of ["compositionstart", "compositionend"])
    addEventListener(name, () => {
      composing = name === "compositionstart"; events.push(name); }, true);
  Object.defineProperty(box, "value", { configurable: true, get() { return own.get.call(this); },
    set(text) { sets.push([composing, text]); own.set.call(this, text); } });
}"""
"""Tells whether a script sets the box while an input method composes."""


@pytest.fixture
def script(opened: Open) -> Page:
    return opened(viewport={"width": 1280, "height": 900})


class InputMethod:
    """What an input method does to the box, by the browser's own events."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cdp: CDPSession = page.context.new_cdp_session(page)
        page.get_by_label("Từ cần tìm").evaluate(SPY)
        page.get_by_label("Từ cần tìm").focus()

    def preedit(self, *states: str, pause: int = 30) -> None:
        """Underlined text; each state of it takes the place of the last."""
        for state in states:
            self.key("keyDown")
            self.cdp.send(
                "Input.imeSetComposition",
                {"text": state, "selectionStart": len(state), "selectionEnd": len(state)},
            )
            self.key("keyUp")
            self.page.wait_for_timeout(pause)

    def commit(self, text: str) -> None:
        self.cdp.send("Input.insertText", {"text": text})

    def key(self, kind: str, key: str = "Process", code: int = 229) -> None:
        """A key that the method has taken for itself."""
        self.cdp.send(
            "Input.dispatchKeyEvent", {"type": kind, "key": key, "windowsVirtualKeyCode": code}
        )

    def check(self, value: str) -> None:
        """The box has it once, keeps the focus, and nobody set it while it was composed."""
        box = self.page.get_by_label("Từ cần tìm")
        expect(box).to_have_value(value)
        expect(box).to_be_focused()
        assert not [text for composing, text in self.page.evaluate("sets") if composing]


def options(page: Page) -> list[str]:
    found = page.locator("#suggestions [role=option]").all()
    return [one.get_attribute("data-text") or "" for one in found]


def test_ibus_composes_a_syllable_at_a_time(script: Page, address: str) -> None:
    script.goto(address)
    method = InputMethod(script)
    method.preedit("n", "no", "nô", "nôn", "nông")
    expect(script.locator("#suggestions [role=option]").first).to_contain_text("nông")
    method.commit("nông")
    script.keyboard.press("Space")
    method.preedit("t", "th", "thô", "thôn", pause=200)
    expect(script.locator("#suggestions [role=option]").first).to_contain_text("nông thôn")
    method.check("nông thôn")
    method.commit("thôn")
    method.check("nông thôn")
    assert script.evaluate("events.length") == 4


def test_gboard_composes_whole_words_and_a_suggestion_is_tapped(opened: Open, address: str) -> None:
    phone = opened(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.goto(address)
    method = InputMethod(phone)
    method.preedit("g", "gi", "gia", "giai")
    method.commit("giai ")
    method.preedit("n", "ng", "nga", pause=200)
    method.check("giai nga")
    option = phone.locator("#suggestions [role=option]").first
    expect(option).to_be_visible()
    text = option.get_attribute("data-text")
    option.tap()
    expect(phone).to_have_title(re.compile(f"^{text} – "))
    expect(phone.get_by_label("Từ cần tìm")).to_have_value(text or "")


@pytest.mark.parametrize("path", ["/", "/?q=bão"])
def test_a_tap_while_composing_loses_and_doubles_nothing(
    script: Page, address: str, path: str
) -> None:
    script.goto(address + path)
    script.get_by_label("Từ cần tìm").fill("")
    method = InputMethod(script)
    method.preedit("g", "gi", "giả", "giải", pause=200)
    expect(script.locator("#suggestions [role=option]").first).to_be_visible()
    text = options(script)[1]
    script.evaluate("sets.length = 0; document.addEventListener('submit', (e) => "
                    "{ window.sent = document.querySelector('#q').value }, true)")  # fmt: skip
    with script.expect_response(
        lambda response: "?q=" in response.url and "api" not in response.url
    ):
        script.locator("#suggestions [role=option]").nth(1).click()
    expect(script).to_have_title(re.compile(f"^{re.escape(text)} – "))
    expect(script.get_by_label("Từ cần tìm")).to_have_value(text)


def test_telex_replaces_the_marked_text(script: Page, address: str) -> None:
    """macOS: the marked text is replaced as a whole, shorter or longer, and ended by itself."""
    script.goto(address)
    method = InputMethod(script)
    method.preedit("d", "đ", "đa", "đâ", "đầ", "đầu", pause=60)
    method.commit("đầu")
    method.check("đầu")
    script.keyboard.press("Space")
    method.preedit("t", "tu", "tư", pause=200)
    method.check("đầu tư")
    expect(script.locator("#suggestions [role=option]").first).to_contain_text("đầu tư")
    method.preedit("")  # given up
    method.check("đầu ")


def test_keys_of_a_composition_are_left_to_the_method(script: Page, address: str) -> None:
    script.goto(address)
    method = InputMethod(script)
    method.preedit("giải", pause=300)
    expect(script.locator("#suggestions [role=option]").first).to_be_visible()
    prevented = script.evaluate("""() => ["ArrowDown", "ArrowUp", "Enter", "Escape"].map((key) => {
      const event = new KeyboardEvent("keydown",
        { key, keyCode: 229, isComposing: true, bubbles: true, cancelable: true });
      document.querySelector("#q").dispatchEvent(event);
      return event.defaultPrevented; })""")
    assert prevented == [False] * 4
    expect(script.locator("#suggestions")).to_be_visible()
    expect(script.locator('[aria-selected="true"]')).to_have_count(0)
    method.commit("giải")
    script.keyboard.press("ArrowDown")
    expect(script.locator('[aria-selected="true"]')).to_have_count(1)
    # Safari: the key that ended the composition comes after its end, with its code alone
    script.evaluate("""() => document.querySelector("#q").dispatchEvent(new KeyboardEvent("keydown",
      { key: "Enter", keyCode: 229, bubbles: true, cancelable: true }))""")
    script.wait_for_timeout(200)
    method.check("giải")
    expect(script.locator("#suggestions")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("canh toa", r"Nguyễn Cảnh Toại người \d+ báo cáo"),
        ("bac k", r"Bắc Kạn tỉnh, thành phố \d+ báo cáo"),
        ("ubn", r"UBND tỉnh Nghệ An cơ quan \d+ báo cáo"),
        ("báo thái b", r"Báo Thái Bình nguồn tin \d+ báo cáo"),
        ("hội nghị ban", r"^\"Hội nghị Ban .*\" tiêu đề 1 báo cáo"),
        ("giai n", r"giải ngân từ ngữ \d+ báo cáo"),
        ("giari ngaan", r"giải ngân gợi ý sửa \d+ báo cáo"),
    ],
)
def test_a_suggestion_says_what_it_is(script: Page, address: str, typed: str, told: str) -> None:
    script.goto(address)
    script.get_by_label("Từ cần tìm").fill(typed)
    expect(script.get_by_role("option", name=re.compile(told)).first).to_be_visible()


def test_what_was_typed_is_bold_in_pieces(script: Page, address: str) -> None:
    script.goto(address)
    script.get_by_label("Từ cần tìm").fill("canh toa")
    option = script.locator("#suggestions [role=option]").first
    expect(option.locator("b")).to_have_text(["Cảnh", "Toạ"])
    expect(option.locator("span").first).to_have_text("Nguyễn Cảnh Toại")
    assert option.locator("b").first.evaluate("one => +getComputedStyle(one).fontWeight") >= 600


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_suggestions_and_in_the_line_of_a_failure(
    opened: Open, address: str, scheme: str, width: int
) -> None:
    page = opened(NO_ANSWER, color_scheme=scheme, viewport={"width": width, "height": 844})
    page.goto(f"{address}/?q=bão")
    box = page.get_by_label("Từ cần tìm")
    for typed in ("canh toa", "hội nghị ban", "giari ngaan"):
        box.fill(typed)
        expect(page.locator("#suggestions [role=option]").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        assert violations(page) == []
    page.context.set_offline(True)
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator(".failure")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_j_and_k_lead_from_hit_to_hit(script: Page, address: str) -> None:
    script.goto(f"{address}/?q=hội+nghị&size=10")
    titles = script.locator(".hit :is(h2, h3) > a")
    last = titles.count() - 1
    script.keyboard.press("k")
    expect(script.locator(".hit :focus")).to_have_count(0)
    script.keyboard.press("j")
    expect(titles.nth(0)).to_be_focused()
    for number in range(1, last + 1):
        script.keyboard.press("j")
        expect(titles.nth(number)).to_be_focused()
        seen(script)
    script.keyboard.press("j")
    expect(titles.nth(last)).to_be_focused()
    for number in range(last - 1, -1, -1):
        script.keyboard.press("k")
        expect(titles.nth(number)).to_be_focused()
        seen(script)
    script.keyboard.press("k")
    expect(titles.nth(0)).to_be_focused()
    script.locator(".hit").nth(2).locator(".snippet a").first.focus()
    script.keyboard.press("j")
    expect(titles.nth(3)).to_be_focused()
    script.locator(".hit").nth(2).get_by_role("checkbox").focus()
    script.keyboard.press("k")
    expect(titles.nth(1)).to_be_focused()


def seen(page: Page) -> None:
    """The focus has an outline, in the window and not below the line that sticks to its top."""
    own = page.locator(":focus")
    assert own.evaluate("one => getComputedStyle(one).outlineStyle") not in ("none", "")
    box, bar = own.bounding_box(), page.locator(".stay").bounding_box()
    assert box and bar
    assert box["y"] >= bar["y"] + bar["height"] and box["y"] + box["height"] <= 900


def test_n_and_p_lead_from_mark_to_mark(script: Page, address: str) -> None:
    script.goto(address + REPORT)
    count = script.locator("mark").count()
    nav = script.get_by_role("navigation", name="Chỗ có từ cần tìm")
    script.keyboard.press("n")
    expect(nav.get_by_role("status")).to_have_text(f"1/{count}")
    script.keyboard.press("n")
    expect(nav.get_by_role("status")).to_have_text(f"2/{count}")
    script.keyboard.press("p")
    expect(nav.get_by_role("status")).to_have_text(f"1/{count}")
    expect(script.locator("mark.current")).to_be_in_viewport()
    expect(nav.get_by_role("button", name="Chỗ sau")).to_have_accessible_description("Phím n")


def test_keys_mean_nothing_in_fields_with_modifiers_and_when_switched_off(
    script: Page, address: str
) -> None:
    script.goto(f"{address}/?q=bão")
    hit = script.locator(".hit :focus")
    box = script.get_by_label("Từ cần tìm")
    box.fill("")
    box.press_sequentially("jknp/")
    expect(box).to_have_value("jknp/")
    script.keyboard.press("Escape")
    script.locator("main").focus()
    for key in ("Control+j", "Alt+j", "Shift+J", "Meta+j"):
        script.keyboard.press(key)
    script.evaluate("""() => document.body.dispatchEvent(new KeyboardEvent("keydown",
      { key: "j", keyCode: 229, bubbles: true, cancelable: true }))""")
    expect(hit).to_have_count(0)
    script.get_by_label("Từ ngày").press("j")
    expect(hit).to_have_count(0)
    script.goto(f"{address}/help")
    expect(script.get_by_text("phím j đến kết quả sau")).to_be_visible()
    switch = script.get_by_role("checkbox", name="Dùng các phím tắt")
    switch.uncheck()
    assert script.evaluate("localStorage.getItem('slash')") == "off"
    script.goto(f"{address}/?q=bão")
    for key in "j/":
        script.keyboard.press(key)
    expect(script.locator(":focus")).to_have_count(0)
    script.goto(address + REPORT)
    script.keyboard.press("n")
    expect(script.locator("mark.current")).to_have_count(0)
    expect(script.get_by_role("button", name="Chỗ sau")).to_have_accessible_description("")
