"""Pictures of each page at desktop and phone width, light and dark → screenshots/, one → docs/."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from search.engine.urls import open_engine
from tests.browser.conftest import CHROMIUM, FLAGS, serving
from tests.browser.test_accessible import PAGES

ROOT = Path(__file__).parent.parent.parent
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}
README_PICTURE = ROOT / "docs" / "results.jpg"


def main() -> None:
    """Needs the index that `make run` makes, and chromium."""
    folder = ROOT / "screenshots"
    shutil.rmtree(folder, ignore_errors=True)
    engine = open_engine(str(ROOT / "var" / "samples"))
    with serving(engine) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                _pages(browser, address, width, scheme, folder)
        _readme_picture(browser, address)
        browser.close()
    print(f"{len(list(folder.iterdir()))} pictures in {folder}, one in {README_PICTURE}")


def _pages(browser: Browser, address: str, width: str, scheme: str, folder: Path) -> None:
    """Every page, whole, what can be opened of a report opened."""
    across, down = WIDTHS[width]
    context = browser.new_context(
        viewport={"width": across, "height": down},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    for name, path in PAGES.items():
        page.goto(address + path)
        for summary in page.locator(".about summary").all():
            summary.click()
        picture = f"{name.replace(' ', '-')}-{width}-{scheme}.png"
        page.screenshot(path=folder / picture, full_page=True)
    context.close()


def _readme_picture(browser: Browser, address: str) -> None:
    """The first screen of results, small enough to be kept with the sources."""
    page = browser.new_page(viewport={"width": 1200, "height": 1000}, locale="vi-VN")
    page.goto(f"{address}/?q=giai+ngan+von&year=2023")
    page.screenshot(path=README_PICTURE, type="jpeg", quality=72)
    page.close()


if __name__ == "__main__":
    main()
