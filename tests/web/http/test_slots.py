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
        blocks = list(slots.one_of_few(parts))
    assert sum(map(len, blocks)) == 200_000
    assert len(blocks) == 4 and all(len(block) >= slots.BLOCK for block in blocks[:-1])


def test_pages_go_first() -> None:
    """While the server works on others than files, each block is followed by a rest."""
    waited: list[float] = []
    at_work = [1]
    app = Flask(__name__)
    app.extensions["at_work"] = lambda: at_work[0]
    with app.app_context():
        slot = slots.one_of_few(lambda: iter([b"a"]))
        slot._wait = waited.append
        slot.blocks = iter([b"a", b"b", b"c"])
        assert next(slot) == b"a" and not waited, "alone"
        at_work[0] = 2
        assert next(slot) == b"b" and len(waited) == 1 and 0 <= waited[0] < 1
        other = slots.one_of_few(lambda: iter([b"a"]))
        assert next(slot) == b"c" and len(waited) == 1, "two files, and nobody else"
    slot.close()
    other.close()
    assert slots._held == 0


def test_a_file_that_must_wait_searches_nothing() -> None:
    def begin() -> Iterator[bytes]:
        raise AssertionError("nothing is begun")

    with Flask(__name__).app_context():
        held = [slots.one_of_few(lambda: iter([b"a"])) for _ in range(slots.AT_ONCE)]
        with pytest.raises(slots.BusyError):
            slots.one_of_few(begin)
        for slot in held:
            slot.close()


def test_a_file_that_cannot_be_begun_holds_nothing() -> None:
    def begin() -> Iterator[bytes]:
        raise OSError

    with Flask(__name__).app_context():
        for _ in range(2 * slots.AT_ONCE):
            with pytest.raises(OSError):
                slots.one_of_few(begin)
        slots.one_of_few(lambda: iter([b"a"])).close()
