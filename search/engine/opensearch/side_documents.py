"""A name → the bytes kept by it beside the generations of an index: notes, groups, the lease.

They are in a small index of their own, which the first one makes. A document is read as it was
written last, by whomever: nothing waits for a refresh.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from urllib.parse import quote

import msgspec

from search.engine.opensearch.cluster import Cluster, RefusedError

_INDEX = {
    "settings": {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-2"}},
    "mappings": {"dynamic": "false", "properties": {}},
}


class _Source(msgspec.Struct):
    data: str = ""


class _Found(msgspec.Struct):
    found: bool = False
    seq_no: int = msgspec.field(name="_seq_no", default=-1)
    term: int = msgspec.field(name="_primary_term", default=-1)
    source: _Source = msgspec.field(name="_source", default_factory=_Source)


class _Done(msgspec.Struct):
    pass


@dataclass(frozen=True, slots=True)
class Version:
    """Which writing of a document: it is replaced only if it is still that one."""

    number: int
    term: int


@dataclass(frozen=True, slots=True)
class SideDocument:
    """The bytes of a document, and which writing they are of."""

    data: bytes
    version: Version


class SideDocuments:
    """Documents of the index `name` of a cluster."""

    def __init__(self, cluster: Cluster, name: str) -> None:
        self._cluster, self.name = cluster, name

    def read(self, key: str) -> SideDocument | None:
        """The document of a name, if there is one."""
        found = self._cluster.ask("GET", self._path("_doc", key), _Found, absent=_Found())
        if not found.found:
            return None
        version = Version(found.seq_no, found.term)
        return SideDocument(b64decode(found.source.data), version)

    def write(self, key: str, data: bytes) -> None:
        """Keep a document, in place of the one of its name; durably, whole or not at all."""
        self._put(self._path("_doc", key), data)

    def create(self, key: str, data: bytes) -> bool:
        """Keep a document if there is none of its name; whether that was so."""
        return self._put(self._path("_create", key), data)

    def replace(self, key: str, data: bytes, version: Version) -> bool:
        """Keep a document in place of a certain writing of it; whether that was still there."""
        return self._put(self._path("_doc", key, version), data)

    def next_number(self, key: str, least: int) -> int:
        """A number greater than `least`, and than all that this gave by that name to anybody."""
        while True:
            found = self.read(key)
            number = 1 + max(least, int(found.data) if found else 0)
            data = str(number).encode()
            if self.replace(key, data, found.version) if found else self.create(key, data):
                return number

    def remove(self, key: str, version: Version | None = None) -> None:
        """Remove a document, if it is still a certain writing."""
        try:
            path = self._path("_doc", key, version)
            self._cluster.ask("DELETE", path, _Done, absent=_Done())
        except RefusedError as error:
            if error.status != 409:
                raise

    def _put(self, path: str, data: bytes) -> bool:
        body = {"data": b64encode(data).decode()}
        try:
            self._cluster.ask("PUT", path, _Done, body)
        except RefusedError as error:
            if error.status == 409:
                return False
            if error.status != 404:
                raise
            self._make_index()
            return self._put(path, data)
        return True

    def _make_index(self) -> None:
        try:
            self._cluster.ask("PUT", f"/{self.name}", _Done, _INDEX)
        except RefusedError as error:
            if "resource_already_exists" not in error.told:  # another one was faster
                raise

    def _path(self, how: str, key: str, version: Version | None = None) -> str:
        path = f"/{self.name}/{how}/{quote(key, safe='')}"
        if version is None:
            return path
        return f"{path}?if_seq_no={version.number}&if_primary_term={version.term}"
