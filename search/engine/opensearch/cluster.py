"""A request to a cluster → the answer of a node of it: kept connections, other hosts, patience."""

import http.client
import os
import random
import ssl
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar
from weakref import finalize

import msgspec

from search.engine.errors import EngineError, UnreachableError
from search.engine.opensearch.address import ClusterAddress
from search.serialization import SerializationError, decode, encode

T = TypeVar("T")

PATIENCE = 15.0
"""Seconds for which a request is tried again: a node that died is replaced within a few."""
_CONNECT = 3.0
_READ = 120.0
"""Seconds until a host counts as gone that does not connect, or does not answer."""
_FIRST_WAIT, _LONGEST_WAIT = 0.05, 2.0
ASK_LATER = {429, 502, 503, 504}
"""A node is busy, has no memory left for it, or waits until the cluster has a manager again."""
TOLD = 500
"""Characters of an answer that an error repeats."""


class RefusedError(EngineError):
    """The cluster understood a request and did not do it: `status` of HTTP, and what it said."""

    def __init__(self, status: int, told: str, path: str) -> None:
        super().__init__(f"the cluster refuses {path.partition('?')[0]}: {status} {told[:TOLD]}")
        self.status, self.told = status, told


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: bytes


@dataclass
class _Pool:
    """Connections that nobody uses, by host; those of another process are not touched."""

    idle: dict[tuple[str, int], deque[http.client.HTTPConnection]] = field(default_factory=dict)
    process: int = field(default_factory=os.getpid)

    def close(self) -> None:
        """Close them, unless a forked process would cut off its parent."""
        for held in chain.from_iterable(self.idle.values()):
            held.close()
        self.idle.clear()


class Cluster:
    """Asks the nodes of a cluster; any number of threads may.

    A host that does not answer is tried last for a while. `round_trips` counts what was sent.
    """

    def __init__(self, address: ClusterAddress, patience: float = PATIENCE) -> None:
        self._address, self._patience = address, patience
        self._pool = _Pool()
        self._failed: dict[tuple[str, int], float] = {}
        self._tls: ssl.SSLContext | None = None
        self.round_trips = 0
        finalize(self, _Pool.close, self._pool)

    def ask(
        self,
        method: str,
        path: str,
        kind: type[T],
        body: object = None,
        *,
        absent: T | None = None,
    ) -> T:
        """The answer as a `kind`; `absent` instead, if given, where there is no such thing.

        `body`: is sent as JSON, or as it is if it is bytes, which are lines of JSON. Everything
        that is asked so may be asked twice. Raises RefusedError, UnreachableError.
        """
        data = body if isinstance(body, bytes) else None if body is None else encode(body)
        answer = self._patient(method, path, data)
        if absent is not None and answer.status == http.HTTPStatus.NOT_FOUND:
            return absent
        if answer.status >= 300:
            raise RefusedError(answer.status, answer.body.decode(errors="replace"), path)
        try:
            return decode(answer.body, kind)
        except SerializationError as error:
            raise EngineError(f"what answers {path} is no OpenSearch: {error}") from error

    def search_many(self, index: str, bodies: Sequence[object], kind: type[T]) -> list[T]:
        """The answers to some searches of an index, in one round trip. Raises as `ask` does."""
        head = encode({"index": index, "allow_partial_search_results": False})
        lines = b"".join(head + b"\n" + encode(body) + b"\n" for body in bodies)
        patience = self.patience()
        while True:
            found = self.ask("POST", "/_msearch?max_concurrent_searches=8", _Several, lines)
            failures = [decode(bytes(one), _Failure) for one in found.responses]
            wrong = next((one for one in failures if one.error), None)
            if wrong is None:
                return [decode(bytes(one), kind) for one in found.responses]
            told = bytes(wrong.error).decode(errors="replace")
            if wrong.status not in ASK_LATER:
                raise RefusedError(wrong.status, told, f"/{index}/_search")
            if not patience.waits():
                raise UnreachableError(f"a part of {index} does not answer: {told[:TOLD]}")

    def patience(self) -> "Patience":
        """For something that this cluster does not do at once."""
        return Patience(self._patience)

    def _patient(self, method: str, path: str, data: bytes | None) -> _Answer:
        reason, patience = "", self.patience()
        while True:
            for host in self._in_turn():
                try:
                    answer = self._once(host, method, path, data)
                except (OSError, http.client.HTTPException) as error:
                    self._failed[host] = time.monotonic()
                    reason = f"{host[0]}:{host[1]}: {error or type(error).__name__}"
                    if isinstance(error, ssl.SSLCertVerificationError):
                        raise UnreachableError(f"no safe connection to {reason}") from error
                    continue
                self._failed.pop(host, None)
                if answer.status in (401, 403):
                    raise RefusedError(answer.status, "who asks may not do that", path)
                if answer.status not in ASK_LATER:
                    return answer
                reason = f"{host[0]}:{host[1]}: {answer.status} {answer.body[:TOLD]!r}"
            if not patience.waits():
                raise UnreachableError(f"no node of the cluster answers; {reason}")

    def _in_turn(self) -> list[tuple[str, int]]:
        """The hosts in any order, those last that failed a moment ago."""
        hosts = list(self._address.hosts)
        random.shuffle(hosts)
        late = time.monotonic() - self._patience
        return sorted(hosts, key=lambda host: self._failed.get(host, 0.0) > late)

    def _once(self, host: tuple[str, int], method: str, path: str, data: bytes | None) -> _Answer:
        if self._pool.process != os.getpid():
            self._pool = _Pool()
            finalize(self, _Pool.close, self._pool)
        idle = self._pool.idle.setdefault(host, deque())
        try:
            connection, is_kept = idle.pop(), True
        except IndexError:
            connection, is_kept = self._connection(host), False
        try:
            answer = self._sent(connection, method, path, data)
        except (OSError, http.client.HTTPException):
            connection.close()
            if not is_kept:
                raise
            # a kept connection may have been closed by the other side: that says nothing of it
            connection = self._connection(host)
            try:
                answer = self._sent(connection, method, path, data)
            except (OSError, http.client.HTTPException):
                connection.close()
                raise
        idle.append(connection)
        return answer

    def _sent(
        self, connection: http.client.HTTPConnection, method: str, path: str, data: bytes | None
    ) -> _Answer:
        headers = {"Accept": "application/json"}
        if data is not None:
            is_lines = path.partition("?")[0].endswith(("/_bulk", "/_msearch"))
            headers["Content-Type"] = f"application/{'x-ndjson' if is_lines else 'json'}"
        if self._address.authorization:
            headers["Authorization"] = self._address.authorization
        if connection.sock is None:
            connection.timeout = _CONNECT
            connection.connect()
            if connection.sock is not None:  # which it is not, says its type
                connection.sock.settimeout(_READ)
        self.round_trips += 1
        connection.request(method, path, data, headers)
        answer = connection.getresponse()
        return _Answer(answer.status, answer.read())

    def _connection(self, host: tuple[str, int]) -> http.client.HTTPConnection:
        if not self._address.has_tls:
            return http.client.HTTPConnection(*host, timeout=_CONNECT)
        if self._tls is None:
            try:
                self._tls = ssl.create_default_context(cafile=self._address.ca_file or None)
            except (OSError, ssl.SSLError) as error:
                raise EngineError(f"cannot read {self._address.ca_file}: {error}") from error
        return http.client.HTTPSConnection(*host, timeout=_CONNECT, context=self._tls)


class Patience:
    """For so many seconds from the first refusal on something is asked for again."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._pauses = seconds, _waits()
        self._until: float | None = None

    def renew(self) -> None:
        """Begin anew: something came of it."""
        self._until = None

    def waits(self) -> bool:
        """Wait a while, each time longer; False at once where the time is over."""
        now = time.monotonic()
        if self._until is None:
            self._until = now + self._seconds
        elif now > self._until:
            return False
        time.sleep(next(self._pauses))
        return True


class _Several(msgspec.Struct):
    responses: list[msgspec.Raw]


class _Failure(msgspec.Struct):
    error: msgspec.Raw = msgspec.Raw()
    status: int = 500


def _waits() -> Iterator[float]:
    """Seconds to wait, each time twice as long and never quite the same: waiters part company."""
    wait = _FIRST_WAIT
    while True:
        yield wait * random.uniform(0.5, 1.0)
        wait = min(2 * wait, _LONGEST_WAIT)
