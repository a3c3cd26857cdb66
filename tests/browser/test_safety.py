"""In the browser: nothing hostile runs, nothing is asked elsewhere, and a first visit is light."""

import json
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from indexer.build.run import build
from search.engine.urls import open_engine
from tests.browser.conftest import Open, serving

EVIL = (
    "<img src=x onerror=\"document.title='!'\"><script>document.title='!'</script>"
    "'\"&{{7*7}}</title>"
)
FIRST_VISIT = 60_000
"""Bytes that a page of results may transfer in all when nothing is kept yet (issue 6, bar 3)."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of reports whose every word is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    records = [
        {
            "id": f"{number}{EVIL}",
            "title": f"{EVIL} giải ngân",
            "source": EVIL,
            "url": "javascript:document.title='!'",
            "date": f"202{number}-03-01",
            "text": f"Ban Thường vụ Tỉnh ủy Hưng Yên họp, bàn về giải ngân {EVIL}.\n"
            f"Đồng chí Nguyễn Văn {EVIL} chủ trì. Giải ngân đạt 50% {EVIL}.",
        }
        for number in range(3)
    ]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    engine = open_engine(str(folder / "index"))
    build([folder / "a.jsonl"], engine)
    with serving(engine) as served:
        yield served


def is_unharmed(page: Page) -> bool:
    return bool(
        page.evaluate(
            "document.title !== '!' && !document.querySelector('img, body script, main script')"
        )
    )


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=giải ngân",
        "/?" + urlencode({"q": EVIL, "outlet": EVIL, "find-person": EVIL}),
        "/?" + urlencode({"from": EVIL, "sort": EVIL, "page": EVIL}),
        "/topic?" + urlencode({"q": EVIL, "by": "organiser"}),
        "/topic?" + urlencode({"by": EVIL}),
        "/people?" + urlencode({"name": EVIL}),
        "/people?" + urlencode({"find": EVIL}),
        "/indicators?" + urlencode({"name": EVIL}),
        "/coverage?" + urlencode({"year": EVIL}),
        "/reports?" + urlencode({"id": EVIL}),
        "/" + urlencode({EVIL: EVIL}),
    ],
)
def test_hostile_addresses_do_nothing(opened: Open, hostile: str, path: str) -> None:
    page = opened("status of 4")
    page.goto(hostile + path)
    expect(page.locator("h1")).to_be_visible()
    assert is_unharmed(page)


def test_hostile_texts_do_nothing(opened: Open, hostile: str) -> None:
    page = opened()
    page.goto(f"{hostile}/?q=giải ngân")
    page.locator("#filter").get_by_role("checkbox").first.check()  # what the script puts in
    expect(page.locator(".chip").first).to_be_visible()
    assert is_unharmed(page)
    page.locator(".hit h2 a").first.click()
    expect(page.locator("article mark").first).to_be_visible()
    assert is_unharmed(page)
    assert page.locator('[href^="javascript"]').count() == 0
    page.get_by_role("button", name="Chỗ sau").click()
    page.get_by_role("button", name="Sao chép").click()
    assert is_unharmed(page)


def test_hostile_suggestions_do_nothing(opened: Open, hostile: str) -> None:
    page = opened()
    page.goto(hostile)
    page.route(
        "**/api/suggest?*",
        lambda route: route.fulfill(json={"suggestions": [{"text": EVIL, "hits": 1, "kind": "x"}]}),
    )
    page.get_by_label("Từ cần tìm").press_sequentially("gi", delay=20)
    expect(page.locator("#suggestions [role=option]")).to_contain_text("<img src=x")
    assert is_unharmed(page)


@pytest.mark.parametrize("path", ["/", "/?q=giải+ngân+vốn"])
def test_a_first_visit_is_light_and_asks_nobody_else(opened: Open, address: str, path: str) -> None:
    page = opened()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + path, wait_until="networkidle")
    assert asked and all(url.startswith(address) for url in asked)
    sizes = page.evaluate(
        "['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind))"
        ".map(({name, transferSize}) => [name, transferSize])"
    )
    assert {name.rpartition("/")[2].partition("?")[0] for name, _ in sizes} >= {
        "style.css",
        "page.js",
    }
    assert 0 < sum(size for _, size in sizes) <= FIRST_VISIT, sizes


def test_it_can_be_used_before_the_script_is_there(opened: Open, address: str) -> None:
    page = opened()
    page.route("**/page.js*", lambda route: None)  # never answered
    page.goto(f"{address}/?q=giải+ngân", wait_until="commit")
    page.get_by_role("checkbox", name="Giao ban : 4 báo cáo").check()
    page.locator(".filters").get_by_role("button", name="Áp dụng").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("4 báo cáo")
