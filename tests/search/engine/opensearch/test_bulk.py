"""Reports that a cluster takes, has no room for at the moment, or refuses."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from search.engine.errors import EngineError, UnreachableError
from search.engine.opensearch.address import read_address
from search.engine.opensearch.bulk import Bulk
from search.engine.opensearch.cluster import Cluster, T
from search.engine.opensearch.documents import document_id
from search.serialization import decode, encode
from tests.search.engine.test_contract import entry

Answer = Callable[[str], int]
"""Id of a document → status of what is done with it."""


class Taking(Cluster):
    """A cluster that answers so; `taken`: the ids of documents, in the order they were taken,
    and what was `done` with each."""

    def __init__(self, answer: Answer, patience: float = 20.0) -> None:
        super().__init__(read_address("//127.0.0.1:9/a"), patience)
        self.answer, self.sent, self.taken, self.done = answer, 0, list[str](), list[str]()

    def ask(
        self, method: str, path: str, kind: type[T], body: object = None, *, absent: T | None = None
    ) -> T:
        assert isinstance(body, bytes) and path == "/a-g-000001/_bulk" and body.endswith(b"\n")
        self.sent += 1
        items = []
        lines: list[dict[str, Any]] = [decode(line, dict) for line in body.splitlines()]
        for line in lines:
            for action in line.keys() & {"index", "delete"}:
                status = self.answer(line[action]["_id"])
                items.append({action: {"status": status, "error": {"reason": "so"}}})
                if status < 300:
                    self.taken.append(line[action]["_id"])
                    self.done.append(action)
        return decode(encode({"items": items}), kind)


def ids(*own: str) -> list[str]:
    return list(map(document_id, own))


def bulk(cluster: Cluster, check: Callable[[], None] = lambda: None) -> Bulk:
    """Three reports, and one that is taken out."""
    made = Bulk(cluster, lambda: "a-g-000001", check)
    for key in "abc":
        made.put(entry(key, "x"))
    made.remove("d")
    return made


def test_what_a_node_has_no_room_for_is_sent_again_alone() -> None:
    refused = ids("b", "d")

    def answer(key: str) -> int:
        if key in refused:
            refused.remove(key)
            return 429
        return 200

    cluster = Taking(answer)
    bulk(cluster).flush()
    assert cluster.taken == ids("a", "c", "b", "d") and cluster.sent == 2


def test_of_two_actions_on_a_report_the_last_is_done() -> None:
    cluster = Taking(lambda key: 200)
    made = Bulk(cluster, lambda: "a-g-000001", lambda: None)
    made.remove("a")
    made.put(entry("a", "x"))
    made.flush()
    assert cluster.taken == ids("a") and cluster.done == ["index"]


def test_patience_begins_with_a_refusal_and_anew_where_some_are_taken() -> None:
    waiting = ids("a", "b", "c", "d")
    seen: Counter[str] = Counter()

    def answer(key: str) -> int:
        """Each is taken when it was refused so often as others stand before it."""
        seen[key] += 1
        return 200 if seen[key] > waiting.index(key) + 1 else 429

    cluster = Taking(answer, patience=1e-9)
    bulk(cluster).flush()
    assert cluster.taken == waiting and cluster.sent == 5


def test_patience_ends() -> None:
    checks: list[None] = []
    cluster = Taking(lambda key: 503 if key in ids("b") else 200, patience=0.2)
    with pytest.raises(UnreachableError, match=r"takes no report of a-g-000001: .*so"):
        bulk(cluster, lambda: checks.append(None)).flush()
    assert cluster.taken == ids("a", "c", "d") and cluster.sent > 1
    assert len(checks) == cluster.sent, "a lease may be lost meanwhile"


def test_what_is_refused_for_good_is_not_sent_again() -> None:
    cluster = Taking(lambda key: 400 if key in ids("b") else 429)
    with pytest.raises(EngineError, match=r"does not take a report: .*so"):
        bulk(cluster).flush()
    assert cluster.sent == 1


def test_what_is_not_there_is_taken_out() -> None:
    cluster = Taking(lambda key: 404 if key in ids("d") else 201)
    made = bulk(cluster)
    made.flush()
    made.flush()
    assert cluster.taken == ids("a", "b", "c") and cluster.sent == 1
