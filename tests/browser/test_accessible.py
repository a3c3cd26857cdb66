"""axe over every page, in light and dark, wide and narrow; what it cannot see is measured here."""

import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from indexer.build.run import build
from indexer.read.encodings.detect import decoded
from search.engine.urls import open_engine
from tests.browser.conftest import Open, serving, serving_site
from tests.conftest import PAPERS
from web.app import create_app, create_site

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],  # to name all that is well takes as long again
}
PAGES = {
    "home": "/",
    "results": "/?q=giai+ngan+von",
    "filtered": "/?q=giải+ngân&province=Hưng+Yên&province=Nghệ+An&from=2020&size=20",
    "year": "/?q=hội+nghị&year=2024&find-person=ng",
    "second page": "/?q=hội+nghị&page=2",
    "groups": "/?q=mua+lu",
    "what came in": "/?q=hội+nghị&sort=added",
    "several bodies": "/bodies?name=UBND",
    "nothing": "/?q=bão&province=Cao+Bằng&from=2025",
    "nothing at all": "/?q=xyzxyz",
    "long": "/?q=" + 400 * "W" + "&person=" + 300 * "W",
    "whole lists": "/?q=hội+nghị&more=person&more=organiser&person=Đào+Quang+Thịnh",
    "since a day": "/?q=hội+nghị&added-since=20/11/2026",
    "dates that are none": "/?q=bão&from=hôm+nào&to=32/13&added-since=hôm+nào",
    "wrong": "/?q=bão&from=hôm+nào&page=x",
    "too long": "/?q=" + 70 * "bão+",
    "report": "/reports/hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt?q=giải+ngân",
    "plain report": "/reports/quang-nam/khan-truong-khac-phuc-hau-qua-mua-lu.txt",
    "words inside": "/reports/hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt?in=giai+ngan",
    "two reports": "/compare?a=cao-bang/hoi-nghi-bch-lan-thu-muoi-lam.txt"
    "&b=hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt",
    "what to compare with": "/compare?a=cao-bang/hoi-nghi-bch-lan-thu-muoi-lam.txt",
    "missing": "/reports/none.txt?q=bão",
    "no such page": "/khong/co",
    "one report twice": "/compare?a=cao-bang/hoi-nghi-bch-lan-thu-muoi-lam.txt"
    "&b=cao-bang/hoi-nghi-bch-lan-thu-muoi-lam.txt",
    "reports that are none": "/compare?a=none&b=other",
    "topic": "/topic?q=giải+ngân",
    "topic of a year": "/topic?q=hội+nghị&year=2024&by=organiser",
    "how to be told": "/follow?q=giải+ngân&province=Hưng+Yên",
    "topic of nothing": "/topic?q=xyzxyz",
    "people": "/people",
    "a person": "/people?name=Đào+Quang+Thịnh",
    "nobody": "/people?find=zzz",
    "bodies": "/bodies",
    "a body": "/bodies?name=UBND+tỉnh&province=Hưng+Yên",
    "provinces": "/provinces",
    "a province": "/provinces?name=Hưng+Yên",
    "coverage": "/coverage",
    "flags": "/flags",
    "a list": "/list?id=hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt"
    "&id=quang-nam/khan-truong-khac-phuc-hau-qua-mua-lu.txt&id=none&find=bão",
    "an empty list": "/list",
    "flags of one kind": "/flags?flag=year-unknown",
    "coverage of a year": "/coverage?year=2024",
    "indicators": "/indicators",
    "an indicator": "/indicators?name=thu+ngân+sách+nhà+nước&province=Nghệ+An",
    "an indicator of places": "/indicators?name=tăng+trưởng+kinh+tế&whose=Hưng+Yên&whose=Nghệ+An",
    "an indicator of a kind": "/indicators?name=thu+ngân+sách+nhà+nước&kind=result&kind=target"
    "&period=2023&period=2024",
    "no figure left": "/indicators?name=thu+ngân+sách+nhà+nước&period=1901",
    "some indicators": "/indicators?find=thu+nsnn",
    "no indicator": "/indicators?name=" + 400 * "W",
    "help": "/help",
    "everything": "/?sort=newest",
    "status": "/status",
}
STATES: dict[str, dict[str, object]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "phone": {"color_scheme": "light", "viewport": {"width": 390, "height": 844}},
}


@pytest.fixture(scope="module", params=["light", "dark", "phone"])
def state(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="vi-VN", **STATES[request.param])  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(state: Page, address: str, name: str) -> None:
    state.goto(address + PAGES[name])
    state.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert violations(state) == []


PAPERS_PAGES = {
    "tables": "/reports/van-phong-tinh-uy-giao-ban-quy-2.docx?q=giải+ngân",
    "pages of a PDF": "/reports/phien-hop-thuong-ky-thang-8.pdf",
    "a sheet": "/reports/tra-loi-kien-nghi-cu-tri.xlsx",
    "an old encoding": "/reports/thong-bao-ket-luan-tcvn3.txt",
    "copies": "/?q=hội+nghị",
    "every copy": "/?q=hội+nghị&copies=all",
}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the papers of the samples, and of a copy of one with a line more."""
    home = tmp_path_factory.mktemp("papers")
    shutil.copytree(PAPERS, home / "papers")
    [one] = PAPERS.glob("*tcvn3.txt")
    text = decoded(one.read_bytes())[0]
    (home / "papers" / "ban-khac.txt").write_text(f"{text}\nTheo báo của tỉnh.\n", "utf-8")
    engine = open_engine(f"whoosh:{home / 'index'}")
    build([home / "papers"], engine)
    with serving(engine) as served:
        yield served


@pytest.mark.parametrize("name", PAPERS_PAGES)
def test_axe_finds_nothing_in_papers(state: Page, papers: str, name: str) -> None:
    state.goto(papers + PAPERS_PAGES[name])
    state.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    expect(state.locator("h1")).to_be_visible()
    assert violations(state) == []
    assert state.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture(scope="module")
def elsewhere(samples_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of two collections, one of which has no index."""
    nothing = f"whoosh:{tmp_path_factory.mktemp('nothing') / 'index'}"
    urls = {"mau": samples_url, "trong": nothing}
    with serving_site(create_site({n: create_app(open_engine(u)) for n, u in urls.items()})) as own:
        yield own


@pytest.mark.parametrize("path", ["/", "/khong-co", "/mau/", "/trong/", "/trong/?q=bão"])
def test_axe_finds_nothing_in_collections(state: Page, elsewhere: str, path: str) -> None:
    state.goto(elsewhere + path)
    expect(state.locator("h1")).to_be_visible()
    assert violations(state) == []


@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing_in_what_the_script_shows(opened: Open, address: str, name: str) -> None:
    page = opened(**STATES[name])
    page.goto(address)
    page.get_by_label("Từ cần tìm").press_sequentially("giai ng", delay=20)
    expect(page.locator("#suggestions [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert violations(page) == []
    page.goto(f"{address}/?q=giải+ngân")
    page.get_by_role("checkbox", name="Lưu vào danh sách").first.check()
    box = page.get_by_role("checkbox", name="Giao ban : 4 báo cáo")
    if not box.is_visible():  # on the phone the filters are folded
        page.locator(".fold > summary").click()
    box.check()
    expect(page.get_by_role("heading", level=1)).to_contain_text("4 báo cáo")
    expect(box).to_be_visible()
    assert violations(page) == []
    page.mouse.wheel(0, 700)
    page.wait_for_function("scrollY > 300")
    assert violations(page) == [], "under the bar that stays"
    page.goto(address + PAGES["report"])
    page.get_by_role("button", name="Chỗ sau").click()
    assert violations(page) == []
    page.goto(address + PAGES["a list"])
    expect(page.get_by_role("button", name="Lưu các báo cáo này")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_scrolls_sideways(opened: Open, address: str, width: int) -> None:
    """320 px is 1280 px at 400 % zoom."""
    page = opened("status of 4", viewport={"width": width, "height": 800})
    for name, path in PAGES.items():
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        small = page.evaluate(
            "[...document.querySelectorAll('button, select, summary, .chip, .filters li label, "
            ".pager a, .menu a, .bars a, .grid a')]"
            ".map(e => [e.className || e.textContent, e.getBoundingClientRect()])"
            ".filter(([_, r]) => r.width && (r.height < 24 || r.width < 24)).map(([own]) => own)"
        )
        assert small == [], f"{name}: targets are at least 24 px high and wide"


@pytest.mark.parametrize("name", ["results", "report", "a person", "coverage"])
def test_every_stop_of_the_tab_key_is_seen(opened: Open, address: str, name: str) -> None:
    """In the order of the page, with an outline, and not below what sticks to the window."""
    page = opened(viewport={"width": 1280, "height": 700})
    page.goto(address + PAGES[name])
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
              const own = document.activeElement, box = own.getBoundingClientRect();
              const at = document.elementFromPoint(box.left + box.width / 2, box.top + 3);
              const style = getComputedStyle(own);
              return own === document.body ? null : {
                name: own.outerHTML.slice(0, 80), outline: style.outlineStyle,
                covered: !!at && !own.contains(at) && !at.contains(own) && !!at.closest(".marks"),
                visible: box.bottom > 0 && box.top < innerHeight };
            }"""
        )
        if stop is None:
            break
        assert stop["visible"] and not stop["covered"], stop["name"]
        assert stop["outline"] not in ("none", ""), stop["name"]


def test_on_paper_there_is_nothing_to_click(opened: Open, address: str) -> None:
    page = opened(viewport={"width": 390, "height": 800})
    page.goto(f"{address}/?q=bão&province=Thái+Bình")
    page.emulate_media(media="print")
    for what in (".top", ".filters", ".to-filters", ".chips", ".order", ".away"):
        expect(page.locator(what)).to_be_hidden()
    expect(page.locator(".hit").first).to_be_visible()
    page.goto(address + PAGES["report"])
    page.emulate_media(media="print")
    for what in (".top", ".marks", ".beside", ".cite button"):
        expect(page.locator(what).first).to_be_hidden()
    expect(page.locator("#citation")).to_be_visible()


def test_dark_is_dark(opened: Open, address: str) -> None:
    def ground(scheme: str) -> int:
        page = opened(color_scheme=scheme)
        page.goto(address)
        said = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(map(int, said.removeprefix("rgb(").removesuffix(")").split(",")))

    assert ground("dark") < 150 < 600 < ground("light")


def test_a_person_is_followed_without_a_script(opened: Open, address: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(address + PAGES["report"])
    page.get_by_text("Thông tin rút ra từ báo cáo").click()
    page.get_by_role("link", name="Đào Quang Thịnh").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đào Quang Thịnh")
    page.get_by_role("link", name="Lương Đình Khải", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lương Đình Khải")
