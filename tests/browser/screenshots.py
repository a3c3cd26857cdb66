"""Pictures of each page at desktop and phone width, light and dark → screenshots/."""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from search.engine.urls import open_engine
from tests.browser.conftest import CHROMIUM, FLAGS, serving
from tests.browser.test_accessible import PAGES

ROOT = Path(__file__).parent.parent.parent
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}


def main() -> None:
    """Needs the index that `make run` makes, and chromium."""
    folder = ROOT / "screenshots"
    shutil.rmtree(folder, ignore_errors=True)
    engine = open_engine(str(ROOT / "var" / "samples"))
    with serving(engine) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width, (across, down) in WIDTHS.items():
            for scheme in ("light", "dark"):
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
        browser.close()
    print(f"{len(list(folder.iterdir()))} pictures in {folder}")


if __name__ == "__main__":
    main()
