"""Three nodes, of which one dies as a machine does that loses its power, and comes back."""

import time
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from search.engine.errors import EngineError
from search.engine.opensearch.adapter import OpenSearchEngine
from search.engine.opensearch.address import read_address
from search.engine.protocol import Matches, Request
from search.engine.query_tree import Clause
from tests.opensearch.fixtures import started
from tests.opensearch.nodes import Node, Nodes
from tests.search.engine.test_contract import entry, phrase, publish

pytestmark = pytest.mark.slow

PATIENCE = 5.0
"""Seconds after which nobody notices any more that a node is gone."""


@pytest.fixture(scope="module")
def nodes() -> Iterator[Nodes]:
    with started(3) as found:
        yield found


@pytest.fixture
def name(request: pytest.FixtureRequest) -> str:
    """Of the index of a test."""
    return f"n{abs(hash(request.node.name)) % 10**9}"


@pytest.fixture
def engine(nodes: Nodes, name: str) -> OpenSearchEngine:
    return OpenSearchEngine(read_address(f"//{nodes.hosts}/{name}?shards=3&replicas=1"))


@pytest.fixture
def dying(nodes: Nodes) -> Iterator[Node]:
    """A node that a test may kill."""
    node = nodes.nodes[1]
    yield node
    if node.process is None:
        nodes.start(node)
    nodes.wait()


def test_what_is_published_is_on_two_nodes(engine: OpenSearchEngine, name: str) -> None:
    """From that moment on: a node may die in the next one."""
    for number in range(3):
        publish(engine, entry(f"{number}", "a"))
        for index in (engine.snapshot().generation, "side"):
            path = f"/_cluster/health/{name}-{index}"
            assert engine.cluster.ask("GET", path, dict[str, object])["status"] == "green"


class Asking:
    """Asks the same again and again, in some threads, until it is stopped."""

    def __init__(self, engine: OpenSearchEngine, asked: Request) -> None:
        self.answers: list[tuple[float, Matches | EngineError, float]] = []
        self._engine, self._asked, self._over = engine, asked, Event()
        self._threads = [Thread(target=self._ask) for _ in range(2)]
        for thread in self._threads:
            thread.start()

    def _ask(self) -> None:
        while not self._over.is_set():
            began = time.monotonic()
            try:
                found: Matches | EngineError = self._engine.snapshot().search(self._asked)
            except EngineError as error:
                found = error
            self.answers.append((began, found, time.monotonic()))

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()


def killed_under_load(engine: OpenSearchEngine, nodes: Nodes, dying: Node) -> tuple[int, float]:
    """Kill a node while two threads ask, and start it again: how many answers there were, and how
    long an answer took at the longest, in seconds. None may be wrong, or late and an error."""
    publish(engine, *(entry(f"{n}", f"a b{n % 7}", title="a") for n in range(60)))
    asked = Request(phrase("a"), (Clause(phrase("b1")), Clause(phrase("a"))), counted=("province",))
    right = engine.snapshot().search(asked)
    assert right.total == 60
    asking = Asking(engine, asked)
    time.sleep(1)
    dying.kill()
    killed = time.monotonic()
    time.sleep(2 * PATIENCE)
    nodes.start(dying)
    nodes.wait()
    asking.stop()
    answers = [found for _, found, _ in asking.answers if not isinstance(found, EngineError)]
    late = [found for began, found, _ in asking.answers if began > killed + PATIENCE]
    assert len(late) > 20
    assert [one for one in late if isinstance(one, EngineError)] == []
    assert all(found == right for found in answers), "never a wrong answer"
    return len(asking.answers), max(ended - began for began, _, ended in asking.answers)


def test_a_node_dies_under_load_and_comes_back(
    engine: OpenSearchEngine, nodes: Nodes, dying: Node
) -> None:
    killed_under_load(engine, nodes, dying)


def test_a_node_dies_during_a_build(engine: OpenSearchEngine, nodes: Nodes, dying: Node) -> None:
    """It ends, or the index is as it was."""
    first = publish(engine, entry("old", "a"))
    try:
        with engine.writer("rules") as writer:
            for number in range(1000):
                writer.put(entry(f"{number}", "a"))
                if number == 500:
                    dying.kill()
            writer.commit()
    except EngineError:
        assert engine.snapshot().generation == first
        assert engine.snapshot().search(Request()).total == 1
    else:
        assert engine.snapshot().search(Request()).total == 1001
    nodes.start(dying)
    nodes.wait()
    assert engine.check() == []
    publish(engine, entry("new", "b"))
    assert engine.snapshot().search(Request(phrase("b"))).total == 1
