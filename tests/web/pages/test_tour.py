"""docs/tutorial/tour.md is true of what `make run` serves: each address shows what it says."""

import html
import re

import pytest
from flask.testing import FlaskClient

from indexer.build.run import build
from search.engine.urls import open_engine
from tests.conftest import ROOT, SAMPLES
from web.app import create_app

pytestmark = pytest.mark.slow


STEPS = re.findall(
    r"`(/[^`]*)` shows `([^`]+)`", (ROOT / "docs" / "tutorial" / "tour.md").read_text("utf-8")
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Of an index of all of samples/, papers and all."""
    url = f"whoosh:{tmp_path_factory.mktemp('tour') / 'index'}"
    build([SAMPLES], open_engine(url))
    return create_app(open_engine(url)).test_client()


def test_there_are_steps() -> None:
    assert len(STEPS) >= 18


@pytest.mark.parametrize(("address", "shown"), STEPS)
def test_a_step(client: FlaskClient, address: str, shown: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    text = answer.text
    if answer.mimetype == "text/html":
        text = html.unescape(re.sub(r"<[^>]+>", "", text))
    assert shown in " ".join(text.split())


def test_three_clicks_are_links_and_boxes_of_the_page(client: FlaskClient) -> None:
    """Each step of the first part is a thing to click on the page before it."""
    asked, ticked, narrowed = (address for address, _ in STEPS[:3])
    first = html.unescape(client.get(asked).text)
    assert re.search(r'name="meeting_type" value="giao-ban"', first)
    assert ticked == f"{asked}&meeting_type=giao-ban"
    assert f'href="{narrowed}"' in html.unescape(client.get(ticked).text)
    report = html.unescape(client.get(narrowed).text)
    assert 'href="/reports/hung-yen/giao-ban-huyen-thi-thanh-uy.txt?q=cham+giai+ngan' in report
