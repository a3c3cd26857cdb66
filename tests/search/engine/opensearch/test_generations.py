"""Generations in a cluster: writers that die, meet or lose their lease; what is damaged or old."""

import http.client
import json
import multiprocessing
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from search.engine.errors import (
    DamagedIndexError,
    EngineError,
    IndexBusyError,
    NoIndexError,
    StaleIndexError,
)
from search.engine.opensearch import generations, lease
from search.engine.opensearch.adapter import OpenSearchEngine
from search.engine.opensearch.address import read_address
from search.engine.protocol import Request
from search.engine.serving import Serving
from tests.search.engine.test_contract import ask, entry, ids, publish

New = Callable[[], str]


def engine_at(url: str) -> OpenSearchEngine:
    return OpenSearchEngine(read_address(url.removeprefix("opensearch:")))


@pytest.fixture
def engine(new_opensearch_index: New) -> OpenSearchEngine:
    return engine_at(new_opensearch_index())


def request(url: str, method: str, path: str, body: object = None) -> None:
    """What a foreign hand does to the cluster of an index, whose name follows in `path`."""
    hosts, _, name = url.removeprefix("opensearch://").partition("/")
    connection = http.client.HTTPConnection(hosts.partition(",")[0], timeout=60)
    data = None if body is None else json.dumps(body)
    connection.request(method, path.format(name), data, {"Content-Type": "application/json"})
    status = connection.getresponse().status
    connection.close()
    assert status < 300, (path, status)


def write_forever(url: str) -> None:
    """One report of each generation, put again and again, until it is killed."""
    engine = engine_at(url)
    for number in range(1000):
        with engine.writer("rules") as writer:
            for key in "abc":
                writer.put(entry(key, f"n{number}"))
            writer.commit()


def seconds_of_a_publication(url: str) -> float:
    """How long this machine takes to publish a few reports."""
    began = time.monotonic()
    publish(engine_at(url), *(entry(key, "older") for key in "abc"))
    return time.monotonic() - began


def killed(url: str, seconds: float) -> str:
    """Kill a writer after so long, and wait until its lease is over; the live generation, whole."""
    writing = multiprocessing.get_context("fork").Process(target=write_forever, args=(url,))
    writing.start()
    time.sleep(seconds)
    writing.kill()
    writing.join()
    engine = engine_at(url)
    live = engine.snapshot()
    assert live.stats().reports == 3
    assert len(live.terms("body")) == 1, "no half of a generation"
    assert engine.check() == []
    time.sleep(1.2 * lease.LEASE_SECONDS)
    return live.generation


@pytest.mark.slow
def test_a_writer_that_is_killed_leaves_the_old_or_the_new(
    new_opensearch_index: New, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "LEASE_SECONDS", 0.5)
    url = new_opensearch_index()
    publish(engine_at(url), *(entry(key, "old") for key in "abc"))
    longest = 3 * seconds_of_a_publication(url)
    seen = {killed(url, longest * (moment + 1) / 8) for moment in range(8)}
    assert len(seen) > 1, "some of them published"
    publish(engine_at(url), entry("d", "x"))
    assert ask(engine_at(url).snapshot(), "x") == ["d"]


def test_a_lease_is_renewed_while_its_writer_lives(
    engine: OpenSearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "LEASE_SECONDS", 2.0)
    with engine.writer("rules") as writer:
        time.sleep(3.0)
        with pytest.raises(IndexBusyError, match=r"holds it until \d\d:\d\d:\d\d at the latest"):
            engine.writer("rules")
        writer.put(entry("1", "a"))
        writer.commit()


def test_of_two_writers_the_first_to_publish_wins(new_opensearch_index: New) -> None:
    """A lease that was lost, as in a partition: the change of aliases decides."""
    url = new_opensearch_index()
    engine, other = engine_at(url), engine_at(url)
    publish(engine, entry("0", "a"))
    with engine.writer("rules") as late:
        late.put(entry("1", "a"))
        request(url, "DELETE", "/{}-side/_doc/lease")
        publish(other, entry("2", "a"))
        with pytest.raises(EngineError):
            late.put(entry("3", "a"))
            late.commit()
    assert ask(engine.snapshot(), "a") == ["0", "2"]
    assert engine.check() == []


def test_of_two_first_writers_one_wins(new_opensearch_index: New) -> None:
    url = new_opensearch_index()
    engine, other = engine_at(url), engine_at(url)
    with engine.writer("rules") as late:
        late.put(entry("1", "a"))
        request(url, "DELETE", "/{}-side/_doc/lease")
        with suppress(EngineError):
            publish(other, entry("2", "a"))
        with suppress(EngineError):
            late.commit()
    assert len(ask(engine.snapshot(), "a")) == 1
    assert ask(engine.snapshot(), "a") == ask(other.snapshot(), "a")


def test_what_another_version_made_is_not_opened(
    engine: OpenSearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(generations, "format_fingerprint", lambda: "another")
        publish(engine, entry("1", "a"))
    for asked in (engine.snapshot, engine.check, lambda: engine.writer("rules")):
        with pytest.raises(StaleIndexError):
            asked()
    assert [own.id for own in engine.known_sources()] == ["1"]
    with engine.writer("rules", anew=True) as writer:
        writer.commit()
    with pytest.raises(StaleIndexError):
        engine.rollback()
    assert engine.snapshot().stats().reports == 0


def test_what_is_lost_or_changed_is_told(new_opensearch_index: New) -> None:
    url = new_opensearch_index()
    engine = engine_at(url)
    publish(engine, entry("1", "a"), entry("2", "a"), groups={"1": "g", "2": "g"})
    index = "/{}-g-000001"
    request(url, "PUT", f"{index}/_settings", {"index.blocks.write": False})
    damaged = {"id": "3", "report": "AAAA", "check": 1, "source": "AAAA", "signature": ""}
    request(url, "PUT", f"{index}/_doc/x?refresh=true", damaged)
    request(url, "DELETE", "/{}-side/_doc/" + f"groups%20{url.rpartition('/')[2]}-g-000001%200")
    found = engine.check()
    assert [line.split(" ", 2)[1:] for line in found if line.startswith("report")] == [
        ["3", "is not stored as it was written"]
    ]
    assert len(found) == 3
    with pytest.raises(DamagedIndexError):
        engine.snapshot().verify(lambda count: None)
    with pytest.raises(DamagedIndexError):
        engine_at(url).snapshot().search(Request(collapse=True))


def test_an_index_that_was_removed_is_gone(new_opensearch_index: New) -> None:
    url = new_opensearch_index()
    engine = engine_at(url)
    publish(engine, entry("1", "a"))
    live = engine.snapshot()
    request(url, "DELETE", "/{}-g-000001")
    with pytest.raises(DamagedIndexError, match="removed"):
        live.search(Request())
    with pytest.raises(NoIndexError):
        engine.snapshot()
    publish(engine, entry("2", "a"))
    assert ids(engine.snapshot().search(Request())) == ["2"], "another index of the same name"


def test_generations_that_nobody_reads_are_removed(
    engine: OpenSearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in "abc":
        publish(engine, entry(key, "x"), groups={"a": "g", "b": "g"})
    first = engine._generations.indices()
    assert len(first) == 3, "the first one may still be read"
    monkeypatch.setattr(generations, "KEPT_SECONDS", -1.0)
    publish(engine, entry("d", "x"))
    assert engine._generations.indices() == [*first[1:], f"{first[0][:-1]}4"]
    assert ask(engine.snapshot(), "x") == list("abcd")


def test_a_server_goes_on_when_what_it_read_is_removed(
    new_opensearch_index: New, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others publish again and again, and nothing is kept for who still reads."""
    monkeypatch.setattr(generations, "KEPT_SECONDS", -1.0)
    engine, other = map(engine_at, [new_opensearch_index()] * 2)
    publish(other, entry("1", "a"))
    served, held = Serving(engine), engine.snapshot()
    for key in "234":
        publish(other, entry(key, "a"))
        assert ask(served.current(), "a")[-1] == key
    with pytest.raises(DamagedIndexError, match="removed"):
        held.search(Request())
