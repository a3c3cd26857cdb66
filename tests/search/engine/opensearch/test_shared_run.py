"""Who joins, begins and forgets a run in parts, beside generations that are kept in memory."""

import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from search.engine.errors import EngineError, IndexBusyError, OtherPlanError
from search.engine.opensearch import shared_run
from search.engine.opensearch.lease import Lease
from search.engine.opensearch.part_writer import OpenSearchPartWriter
from search.engine.opensearch.shared_run import RunKind, SharedRun, SharedRuns
from search.engine.opensearch.side_documents import SideDocument, Version
from search.engine.parts import RunPart
from tests.conftest import RUN

FIRST, SECOND = RunPart(1, 2), RunPart(2, 2)


class MemoryDocuments:
    """Side documents in memory. `asked`: each question, by its name and the document's."""

    def __init__(self) -> None:
        self._kept: dict[str, SideDocument] = {}
        self._number = 0
        self.asked: list[tuple[str, str]] = []

    def read(self, key: str) -> SideDocument | None:
        self.asked.append(("read", key))
        return self._kept.get(key)

    def write(self, key: str, data: bytes) -> None:
        self.asked.append(("write", key))
        self._number += 1
        self._kept[key] = SideDocument(data, Version(self._number, 1))

    def create(self, key: str, data: bytes) -> bool:
        return self._put(key, data, None)

    def replace(self, key: str, data: bytes, version: Version) -> bool:
        return self._put(key, data, version)

    def remove(self, key: str, version: Version | None = None) -> None:
        self.asked.append(("remove", key))
        if version in (None, self._version(key)):
            self._kept.pop(key, None)

    def _put(self, key: str, data: bytes, version: Version | None) -> bool:
        is_it = self._version(key) == version
        if is_it:
            self.write(key, data)
        return is_it

    def _version(self, key: str) -> Version | None:
        return self._kept[key].version if key in self._kept else None


class MemoryGenerations:
    """An index of which generation `number` is live."""

    def __init__(self) -> None:
        self.side, self.cluster, self.number = MemoryDocuments(), None, 1

    def live(self) -> tuple[str, str]:
        return f"i-g-{self.number}", f"uuid {self.number}"

    def next_index(self) -> str:
        return f"i-g-{self.number + 1}"

    def wanted(self, count: int = 2) -> SharedRun:
        live, uuid = self.live()
        return SharedRun(RunKind(count, uuid, ("rules", "format"), False), live, 1, None, RUN)


@pytest.fixture
def index() -> Any:
    return MemoryGenerations()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """What happens while somebody waits, first to last; then nobody has patience any more."""
    happen: list[Callable[[], object]] = []

    def wait(seconds: float) -> None:
        assert seconds >= 1.0, "a busy cluster is asked in vain"
        happen.pop(0)()

    def monotonic() -> float:
        return 0.0 if happen else float("inf")

    clock = SimpleNamespace(time=time.time, monotonic=monotonic, sleep=wait)
    monkeypatch.setattr(shared_run, "time", clock)
    return happen


def published(index: Any) -> None:
    index.number += 1


def test_who_waited_while_another_one_published_begins_over_what_is_live_then(
    index: Any, waits: list[Callable[[], object]]
) -> None:
    writer = Lease.take(index.side)
    waits += [lambda: published(index), writer.release]
    run, own = SharedRuns(index).join(FIRST, index.wanted)
    own.release()
    assert (run.live, run.kind.live_uuid, run.index) == ("i-g-2", "uuid 2", "i-g-3")


def test_what_is_live_is_looked_at_under_the_lease(index: Any) -> None:
    """Somebody published between the last look and the lease."""

    def wanted() -> SharedRun:
        made: SharedRun = index.wanted()
        if index.number == 1:
            published(index)
        return made

    run, own = SharedRuns(index).join(FIRST, wanted)
    own.release()
    assert run.kind.live_uuid == "uuid 2"


def test_who_waited_joins_a_run_over_what_is_live_then(
    index: Any, waits: list[Callable[[], object]]
) -> None:
    runs, writer = SharedRuns(index), Lease.take(index.side)
    began: list[tuple[SharedRun, Lease]] = []

    def another_one_begins() -> None:
        published(index)
        writer.release()
        began.append(runs.join(SECOND, index.wanted))

    waits.append(another_one_begins)
    run, own = runs.join(FIRST, index.wanted)
    [(other, others)] = began
    own.release()
    others.release()
    assert run == other and run.kind.live_uuid == "uuid 2"


def test_a_part_does_not_agree_to_a_run_over_what_is_live_no_more(index: Any) -> None:
    with OpenSearchPartWriter(index, FIRST, *SharedRuns(index).join(FIRST, index.wanted)) as writer:
        writer.agree(b"plan")
        published(index)
        with pytest.raises(OtherPlanError, match="live no more"):
            writer.agree(b"plan")


def test_who_waits_asks_little(index: Any, waits: list[Callable[[], object]]) -> None:
    runs, last = SharedRuns(index), RunPart(1000, 1000)
    _, held = runs.join(last, lambda: index.wanted(1000))
    index.side.asked.clear()
    waits += [lambda: None] * 3
    with pytest.raises(IndexBusyError, match="another process is at work on part 1000"):
        runs.join(last, lambda: index.wanted(1000))
    assert len(index.side.asked) <= 4 * 5
    held.release()
    writer = Lease.take(index.side)
    index.side.asked.clear()
    waits.append(lambda: None)
    with pytest.raises(IndexBusyError, match=r"another writer .* holds it until"):
        runs.join(last, lambda: index.wanted(1000))
    assert len(index.side.asked) == 2
    writer.release()


def test_a_run_that_is_half_forgotten_is_open_no_more(
    index: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = SharedRuns(index)
    for part in (FIRST, SECOND):
        with OpenSearchPartWriter(index, part, *runs.join(part, index.wanted)) as writer:
            writer.agree(b"plan")
            writer.hand_in(b"told")
    remove = index.side.remove

    def dying(key: str, version: Version | None = None) -> None:
        if any(asked == "remove" for asked, _ in index.side.asked):
            raise EngineError("the cluster is away")
        remove(key, version)

    index.side.asked.clear()
    monkeypatch.setattr(index.side, "remove", dying)
    with pytest.raises(EngineError, match="away"):
        writer.give_up()
    runs.refuse()  # no IndexBusyError


def test_a_run_that_changes_meanwhile_is_forgotten(
    index: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part of it hands in while it is being forgotten."""
    runs = SharedRuns(index)
    with OpenSearchPartWriter(index, FIRST, *runs.join(FIRST, index.wanted)) as writer:
        read = index.side.read

        def reading(key: str) -> SideDocument | None:
            found: SideDocument | None = read(key)
            monkeypatch.undo()
            writer.hand_in(b"told")
            return found

        monkeypatch.setattr(index.side, "read", reading)
        writer.give_up()
    runs.refuse()  # no IndexBusyError
