"""A writer that the network parts from the cluster, while another one publishes.

Whoever was told that it published did so, whoever was told otherwise changed nothing, and what is
live is whole: nothing that arrives late is added to it or takes it away.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from search.engine.errors import EngineError, IndexBusyError
from search.engine.opensearch import lease
from search.engine.opensearch.adapter import OpenSearchEngine
from search.engine.opensearch.writer import OpenSearchWriter
from search.engine.protocol import Request
from tests.opensearch.relay import relayed
from tests.search.engine.opensearch.test_generations import engine_at
from tests.search.engine.test_contract import entry, ids, publish

pytestmark = pytest.mark.slow

LEASE = 1.0
MOMENTS = {
    "clone": r"POST \S+/_clone/",
    "bulk": r"POST \S+/_bulk ",
    "refresh": r"POST \S+/_refresh ",
    "flush": r"POST \S+/_flush",
    "seal": r"PUT \S+/_settings ",
    "complete": r"PUT \S+/_mapping ",
    "publish": r"POST /_aliases ",
}
"""The requests of a publication, in their order."""


@pytest.mark.parametrize(
    ("moment", "answered"),
    [("bulk", False), ("complete", False), ("publish", False), ("publish", True)],
)
def test_a_writer_is_parted_while_another_one_publishes(
    new_opensearch_index: Callable[[], str],
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
    answered: bool,
) -> None:
    monkeypatch.setattr(lease, "LEASE_SECONDS", LEASE)
    parted(new_opensearch_index(), moment, answered)


def parted(url: str, moment: str, answered: bool) -> str:
    """Part a writer from the cluster at that moment, and join them while another one writes: whose
    reports are there."""
    near = engine_at(url)
    publish(near, entry("0", "a"))
    hosts = urlsplit(url).netloc
    port = int(hosts.partition(",")[0].rpartition(":")[2])
    with relayed(port) as relay, ThreadPoolExecutor(1) as threads:
        far = engine_at(url.replace(hosts, relay.address))
        relay.fail_at(MOMENTS[moment], answered=answered)
        late = threads.submit(succeeds, lambda: publish(far, entry("late", "a")))
        assert relay.failed.wait(60)
        with patient_writer(near) as writer:
            writer.put(entry("other", "a"))
            writer._bulk.flush()
            relay.mend()
            published = {"late": late.result(120), "other": succeeds(writer.commit)}
    there = [key for key, is_there in published.items() if is_there]
    assert there
    assert ids(near.snapshot().search(Request())) == ["0", *there]
    assert near.check() == []
    publish(near, entry("x", "a"))
    assert ids(near.snapshot().search(Request())) == ["0", *there, "x"]
    return " and ".join(there)


def succeeds(write: Callable[[], object]) -> bool:
    """Whether something was published."""
    try:
        write()
    except EngineError:
        return False
    return True


def patient_writer(engine: OpenSearchEngine) -> OpenSearchWriter:
    """A writer, as soon as the lease of the other one is over."""
    for _ in range(100):
        with suppress(IndexBusyError):
            return engine.writer("rules")
        time.sleep(0.1)
    return engine.writer("rules")
