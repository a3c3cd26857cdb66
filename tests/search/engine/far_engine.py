"""An engine as if it were on another machine: its answers, and how many round trips they take."""

from collections.abc import Sequence
from threading import current_thread, main_thread
from typing import Any

from search.engine.protocol import Engine, Matches, Request, Snapshot
from search.engine.query_tree import Node

FREE = {"generation", "extraction_fingerprint", "copies"}
"""What a snapshot knows without asking."""


class FarEngine:
    """`trips`: round trips until now, one after another. A look at which generation is live is one
    where the test itself waits for it; from another thread it is beside what is asked."""

    def __init__(self, near: Engine) -> None:
        self._near, self.trips = near, 0
        self._held: FarSnapshot | None = None

    def snapshot(self) -> "FarSnapshot":
        self.trips += current_thread() is main_thread()
        live = self._near.snapshot()
        if self._held is None or self._held.near is not live:
            self._held = FarSnapshot(live, self)
        return self._held

    def __getattr__(self, name: str) -> Any:
        return getattr(self._near, name)


class FarSnapshot:
    """Each call is a round trip, and a page whose words were not counted yet takes two."""

    is_remote = True

    def __init__(self, near: Snapshot, engine: FarEngine) -> None:
        self.near, self._engine = near, engine
        self._counted: set[Node] = set()

    def search(self, request: Request) -> Matches:
        return self.search_many([request])[0]

    def search_many(self, requests: Sequence[Request]) -> list[Matches]:
        held = {clause.held for one in requests if one.limit for clause in one.clauses}
        self._engine.trips += 1 + (not held <= self._counted)
        self._counted |= held | {one.tree for one in requests if one.tree and not one.limit}
        return self.near.search_many(requests)

    def __getattr__(self, name: str) -> Any:
        self._engine.trips += name not in FREE
        return getattr(self.near, name)
