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
_TRIES = 3
"""A writing that is asked for twice, or by two threads, is refused once; who reads again knows."""
_KEY = "lease"
_WORK = "another writer is at work on this index"


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
    def take(cls, side: SideDocuments, key: str = _KEY, work: str = _WORK) -> "Lease":
        """Take it. `key`: that of another lease than the one of the whole index; `work`: what its
        holder does. Raises IndexBusyError where somebody else has it, and says until when."""
        lease = cls(side, uuid4().hex, key)
        lease._take(work)
        lease._renewing.start()
        return lease

    @staticmethod
    def is_held(side: SideDocuments, key: str = _KEY) -> bool:
        """Whether somebody has it just now."""
        found = side.read(key)
        held = None if found is None else _read(found)
        return held is not None and held.until >= time.time()

    @staticmethod
    def refuse(side: SideDocuments) -> None:
        """Raises IndexBusyError where somebody has that of the whole index, and says until when."""
        held = _read(side.read(_KEY))
        if held is not None and held.until >= time.time():
            raise _busy(_WORK, held.until)

    def check(self) -> None:
        """Raises EngineError where another one is known to have it by now."""
        if self._is_lost:
            raise EngineError("another writer took over this index; nothing was changed")

    def confirm(self) -> None:
        """Renew it now. Raises EngineError where another one has it by now."""
        self._is_lost = self._is_lost or not self._is_renewed()
        self.check()

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
                self._is_lost = not self._is_renewed()
            except EngineError:
                continue  # the cluster is away: nobody else can take it either
            if self._is_lost:
                return

    def _take(self, work: str) -> None:
        held = None
        for _ in range(_TRIES):
            found = self._side.read(self._key)
            held = _read(found)
            if self._is_own(found):
                return
            if held is not None and held.until > time.time():
                break
            if self._write(found):
                return
        until = time.time() + LEASE_SECONDS if held is None else held.until
        raise _busy(work, until)

    def _is_renewed(self) -> bool:
        """Whether it was still ours; then it is for LEASE_SECONDS from now on."""
        for _ in range(_TRIES):
            found = self._side.read(self._key)
            if not self._is_own(found):
                return False
            if self._write(found):
                return True
        return self._is_own(self._side.read(self._key))  # the other thread renewed it

    def _is_own(self, found: SideDocument | None) -> bool:
        held = _read(found)
        return held is not None and held.holder == self._holder

    def _write(self, found: SideDocument | None) -> bool:
        """Hold it from now on, if it is still as it was found; whether that was so."""
        data = pack(_Held(self._holder, time.time() + LEASE_SECONDS))
        if found is None:
            return self._side.create(self._key, data)
        return self._side.replace(self._key, data, found.version)


def _busy(work: str, until: float) -> IndexBusyError:
    clock = time.strftime("%H:%M:%S", time.localtime(until))
    return IndexBusyError(f"{work}; one that was killed holds it until {clock} at the latest")


def _read(found: SideDocument | None) -> _Held | None:
    try:
        return None if found is None else unpack(found.data, _Held)
    except SerializationError:
        return None
