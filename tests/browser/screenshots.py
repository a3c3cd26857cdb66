"""Pictures of each page at desktop and phone width, light and dark → screenshots/."""

import shutil
import threading
from pathlib import Path

import waitress
from playwright.sync_api import sync_playwright

from search.engines import open_engine
from tests.browser.conftest import CHROMIUM, FLAGS
from web.app import create_app

ROOT = Path(__file__).parent.parent.parent
PAGES = {
    "home": "/",
    "results": "/?q=giai+ngan+von",
    "filtered": "/?q=giải+ngân&province=Hưng+Yên&meeting_type=giao-ban",
    "nothing": "/?q=bão&province=Cao+Bằng&from=2025",
    "report": "/reports/hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt?q=giải+ngân",
    "wrong": "/?q=bão&province=Thái+Bình&from=hôm+qua",
    "too-long": "/?q=" + "bão+" * 70 + "&province=Thái+Bình",
    "missing": "/reports/none.txt?q=bão",
}
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}


def main() -> None:
    """Needs the index that `make run` makes, and chromium."""
    folder = ROOT / "screenshots"
    shutil.rmtree(folder, ignore_errors=True)
    app = create_app(open_engine(str(ROOT / "var" / "samples")))
    server = waitress.create_server(app, host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width, (across, down) in WIDTHS.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": across, "height": down},
                    color_scheme="dark" if scheme == "dark" else "light",
                )
                for name, path in PAGES.items():
                    page = context.new_page()
                    page.goto(f"http://127.0.0.1:{server.effective_port}{path}")
                    for summary in page.locator(".about summary").all():
                        summary.click()
                    page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
                context.close()
        browser.close()
    print(f"{len(list(folder.iterdir()))} pictures in {folder}")


if __name__ == "__main__":
    main()
