"""docs/tutorial/tour.md is true of what `make run` serves: each address shows what it says."""

import html
import re

import pytest
from flask.testing import FlaskClient

from search.engine.protocol import Engine
from tests.tour import ADDRESSES, TASKS
from web.app import create_app

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def client(all_samples: Engine) -> FlaskClient:
    return create_app(all_samples).test_client()


def test_there_are_ten_tasks() -> None:
    assert len(TASKS) == 10
    assert all(1 < task.steps <= 6 for task in TASKS)
    assert len(ADDRESSES) >= 18


@pytest.mark.parametrize(("address", "shown"), ADDRESSES)
def test_an_address(client: FlaskClient, address: str, shown: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    text = answer.text
    if answer.mimetype == "text/html":
        text = html.unescape(re.sub(r"<[^>]+>", "", text))
    assert shown in " ".join(text.split())
