"""Files of all results: a few at once, in blocks; one more is told to come again."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.engine.protocol import Engine
from web.app import create_app
from web.http import slots


@pytest.fixture
def client(samples: Engine) -> FlaskClient:
    return create_app(samples).test_client()


def test_one_more_file_is_told_to_come_again(client: FlaskClient) -> None:
    held = [client.get("/results.json") for _ in range(slots.AT_ONCE)]  # begun, not read
    refused = client.get("/results.csv")
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == str(slots.RETRY_SECONDS)
    assert "Máy chủ đang bận" in refused.text
    assert client.get("/?q=bão").status_code == 200
    for answer in held:
        answer.close()
    assert client.get("/results.csv").status_code == 200


def test_a_question_for_the_head_alone_holds_nothing(client: FlaskClient) -> None:
    for _ in range(2 * slots.AT_ONCE):
        assert client.head("/results.json").status_code == 200


def test_no_file_is_begun_while_much_waits_for_slow_readers(samples: Engine) -> None:
    app = create_app(samples)
    app.extensions["unsent"] = lambda: slots.MOST_UNSENT + 1
    assert app.test_client().get("/results.json").status_code == 503


def test_small_parts_are_joined_to_blocks() -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(1000):
            yield bytes(200)

    with Flask(__name__).app_context():
        blocks = list(slots.one_of_few(parts()))
    assert sum(map(len, blocks)) == 200_000
    assert len(blocks) == 4 and all(len(block) >= slots.BLOCK for block in blocks[:-1])
