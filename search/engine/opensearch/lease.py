"""A name in a cluster → the right to write there, for one at a time, for as long as it is renewed.

A lock in a cluster does not die with its process: this one ends by itself LEASE_SECONDS after its
holder was heard of last. Clocks may differ, and a process may sleep: what keeps an index whole is
not the lease but `generations.publish`, which takes effect only over what was live before.
"""

import time
from threading import Event, Thread
from uuid import uuid4

import msgspec

from search.engine.errors import EngineError, IndexBusyError
from search.engine.opensearch.side_documents import SideDocument, SideDocuments
from search.serialization import SerializationError, pack, unpack

LEASE_SECONDS = 60.0
_RENEWALS = 4
"""How often it is renewed in that time."""
_KEY = "lease"


class _Held(msgspec.Struct, frozen=True):
    holder: str
    until: float


class Lease:
    """Held from `take` until `release`, or until another one took it, which `check` tells."""

    def __init__(self, side: SideDocuments, holder: str, key: str) -> None:
        self._side, self._holder, self._key = side, holder, key
        self._is_lost = False
        self._over = Event()
        self._renewing = Thread(target=self._renew, name="lease", daemon=True)

    @classmethod
    def take(
        cls,
        side: SideDocuments,
        key: str = _KEY,
        work: str = "another writer is at work on this index",
    ) -> "Lease":
        """Take it. `key`: that of another lease than the one of the whole index; `work`: what its
        holder does. Raises IndexBusyError where somebody else has it."""
        lease = cls(side, uuid4().hex, key)
        if not side.create(key, lease._until()) and not lease._taken_over(side.read(key)):
            raise IndexBusyError(
                f"{work}; one that was killed holds it for {LEASE_SECONDS:.0f} seconds more at most"
            )
        lease._renewing.start()
        return lease

    @staticmethod
    def is_held(side: SideDocuments, key: str = _KEY) -> bool:
        """Whether somebody has it just now."""
        found = side.read(key)
        held = None if found is None else _read(found)
        return held is not None and held.until >= time.time()

    def check(self) -> None:
        """Raises EngineError where another one has it by now."""
        if self._is_lost:
            raise EngineError("another writer took over this index; nothing was changed")

    def release(self) -> None:
        """Give it back."""
        self._over.set()
        self._renewing.join()
        found = self._side.read(self._key)
        if found is not None and self._is_own(found):
            self._side.remove(self._key, found.version)

    def _renew(self) -> None:
        while not self._over.wait(LEASE_SECONDS / _RENEWALS):
            try:
                found = self._side.read(self._key)
                self._is_lost = found is None or not (
                    self._is_own(found)
                    and self._side.replace(self._key, self._until(), found.version)
                )
            except EngineError:
                continue  # the cluster is away: nobody else can take it either
            if self._is_lost:
                return

    def _taken_over(self, found: SideDocument | None) -> bool:
        """Whether it could be taken from one that is heard of no more, or was ours already."""
        if found is None:
            return self._side.create(self._key, self._until())
        if self._is_own(found):  # it was asked twice
            return True
        held = _read(found)
        is_over = held is None or held.until < time.time()
        return is_over and self._side.replace(self._key, self._until(), found.version)

    def _is_own(self, found: SideDocument) -> bool:
        held = _read(found)
        return held is not None and held.holder == self._holder

    def _until(self) -> bytes:
        return pack(_Held(self._holder, time.time() + LEASE_SECONDS))


def _read(found: SideDocument) -> _Held | None:
    try:
        return unpack(found.data, _Held)
    except SerializationError:
        return None
