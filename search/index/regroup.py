"""The signatures and groups of an index, and what changes → its groups, in time of the change.

`near_identical.groups` joins reports that are alike, one after another. Whether two are depends on
their signatures, and on which hashes too many others have; which join, on who is alike to whom. So
a change reaches those alike to what changed, and those alike to these; all others stay as they are.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.index.likeness import LIKE
from search.index.near_identical import FEWEST, NONE_USUAL, alike, groups, is_among
from search.index.signature import HEADER

_Hashes = NDArray[np.uint32]
_Numbers = NDArray[np.int64]

_AT_ONCE = 1 << 19
"""Numbers that are looked through at once: two megabytes."""
_DIGITS = 12
"""Binary digits of a hash that are not looked at first: the others number a table of a megabyte."""


@dataclass(frozen=True, slots=True, eq=False)
class SignatureTable:
    """The signatures of an index, by document.

    `numbers`: uint32, all signatures, one after another. `starts`: int64[n + 1], where each begins.
    `live`: bool[n], those of reports that are not removed. `id_of`: the id of a document; `doc_of`:
    the document of an id, None if there is none. `groups`: those of the index.
    """

    numbers: _Hashes
    starts: _Numbers
    live: NDArray[np.bool_]
    id_of: Callable[[int], str]
    doc_of: Callable[[str], int | None]
    groups: Mapping[str, str]

    def signature(self, doc: int) -> bytes:
        """That of a document."""
        return self.numbers[self.starts[doc] : self.starts[doc + 1]].tobytes()

    def holders(self, hashes: _Hashes) -> tuple[_Hashes, _Numbers]:
        """Each of some hashes of shingles, which ascend, as often as a live document has it; and
        that document."""
        table = np.zeros(1 << (32 - _DIGITS), np.bool_)
        table[hashes >> _DIGITS] = True
        found = [np.zeros(0, np.int64)]
        for first in range(0, self.numbers.size, _AT_ONCE):
            some = self.numbers[first : first + _AT_ONCE]
            maybe = np.flatnonzero(table.take(some >> _DIGITS))
            found.append(maybe[is_among(some[maybe], hashes)] + first)
        places = np.concatenate(found)
        docs = np.searchsorted(self.starts, places, "right") - 1
        begins = self.starts[docs] + HEADER
        is_shingle = (places >= begins) & (places < begins + self.numbers[begins - 1])
        is_shingle &= self.live[docs]
        return self.numbers[places[is_shingle]], docs[is_shingle]


def regrouped(
    table: SignatureTable, removed: Iterable[str], put: Mapping[str, bytes]
) -> dict[str, str]:
    """The groups of an index when some reports are removed and others put: what
    `near_identical.groups` gives of all signatures. `put`: their signatures by id; empty ones of
    reports without text."""
    return _Change(table, removed, put).groups()


class _Change:
    """What changes in the signatures of an index, and how far that reaches.

    `_before`, `_after`: of the hashes that were looked for those that are usual, ascending: more
    different signatures have them than `LIKE.usual`, before and after the change.
    """

    def __init__(
        self, table: SignatureTable, removed: Iterable[str], put: Mapping[str, bytes]
    ) -> None:
        self._table = table
        self._gone: dict[str, int] = {}
        self._put: dict[str, bytes] = {}
        for report_id in {*removed, *put}:
            doc, new = table.doc_of(report_id), put.get(report_id, b"")
            if doc is not None and new and table.signature(doc) == new:
                continue  # it stays as it is
            if doc is not None:
                self._gone[report_id] = doc
            if new:
                self._put[report_id] = new
        self._gone_docs = set(self._gone.values())
        self._new = set(self._put.values())
        self._docs: defaultdict[bytes, set[int]] = defaultdict(set)
        self._before = self._after = NONE_USUAL

    def groups(self) -> dict[str, str]:
        """The groups afterwards."""
        among, touched = dict(self._put), set(self._gone)
        for own in self._reached():
            for doc in self._docs[own]:
                report_id = self._table.id_of(doc)
                touched.add(report_id)
                if doc not in self._gone_docs:
                    among[report_id] = own
        kept = {key: group for key, group in self._table.groups.items() if key not in touched}
        return kept | groups(among, self._after)

    def _reached(self) -> set[bytes]:
        """The signatures that change, and all that are joined to them by likeness, directly or
        through others."""
        gone = {self._table.signature(doc) for doc in self._gone_docs}
        reached = (gone | self._new) - {b""}
        looked_at = set(reached)
        while True:
            holders = _Holders(*self._table.holders(_all_hashes(looked_at)))
            self._find_usual(looked_at, holders)
            flipped = np.setxor1d(self._before, self._after)
            reached |= {self._signature(doc) for doc in holders.of(flipped)}
            reached = self._joined(reached, looked_at)
            near = reached | self._near(reached, holders)
            if near <= looked_at:
                return reached
            looked_at |= near

    def _signature(self, doc: int) -> bytes:
        """That of a document, which is remembered to have it."""
        own = self._table.signature(doc)
        self._docs[own].add(doc)
        return own

    def _find_usual(self, looked_at: Iterable[bytes], holders: "_Holders") -> None:
        """Find those of the hashes of some signatures that are usual."""
        of_put: defaultdict[int, set[bytes]] = defaultdict(set)
        for own in self._new:
            for one in _hashes(own).tolist():
                of_put[one].add(own)
        before, after = [], []
        for one in _all_hashes(looked_at).tolist():
            docs, new = holders.of_one(one), set(of_put.get(one, ()))
            if len(docs) + len(new) <= LIKE.usual:
                continue
            old: set[bytes] = set()
            for doc in docs.tolist():
                own = self._table.signature(doc)
                old.add(own)
                if doc not in self._gone_docs:
                    new.add(own)
                if min(len(old), len(new)) > LIKE.usual:
                    break
            before += [one] * (len(old) > LIKE.usual)
            after += [one] * (len(new) > LIKE.usual)
        self._before, self._after = np.array(before, np.uint32), np.array(after, np.uint32)

    def _joined(self, reached: set[bytes], looked_at: Iterable[bytes]) -> set[bytes]:
        """Some signatures, and those looked at that are joined to them, before or after."""
        joined: defaultdict[bytes, set[bytes]] = defaultdict(set)
        new = [one for one in looked_at if one in self._new or self._docs[one] - self._gone_docs]
        old = [one for one in looked_at if self._docs[one]]
        for some, usual in ((old, self._before), (new, self._after)):
            named = {str(number): own for number, own in enumerate(some)}
            for one, other in alike(named, list(named), usual):
                joined[some[one]].add(some[other])
                joined[some[other]].add(some[one])
        found, waiting = set(reached), list(reached)
        while waiting:
            more = joined[waiting.pop()] - found
            found |= more
            waiting += more
        return found

    def _near(self, reached: Iterable[bytes], holders: "_Holders") -> set[bytes]:
        """The signatures of the index that may be alike to some, and those that equal them."""
        always = np.intersect1d(self._before, self._after)
        found = set()
        for own in reached:
            hashes = _hashes(own)
            counts = Counter(holders.of(np.setdiff1d(hashes, always)).tolist())
            rarest = min((holders.of_one(one) for one in hashes.tolist()), key=len)
            near = {doc for doc, count in counts.items() if count >= FEWEST}
            near |= {doc for doc in rarest.tolist() if self._table.signature(doc) == own}
            found |= set(map(self._signature, near))
        return found


class _Holders:
    """Which documents hold which hashes: each hash as often as one does, and that document."""

    def __init__(self, hashes: _Hashes, docs: _Numbers) -> None:
        order = np.argsort(hashes, kind="stable")
        self._docs = docs[order]
        different, starts = np.unique(hashes[order], return_index=True)
        bounds = [*starts.tolist(), hashes.size]
        self._places = dict(zip(different.tolist(), map(slice, bounds, bounds[1:]), strict=False))

    def of_one(self, one: int) -> _Numbers:
        """The documents that hold a hash."""
        found: _Numbers = self._docs[self._places.get(one, _NOWHERE)]
        return found

    def of(self, hashes: _Hashes) -> _Numbers:
        """The documents that hold any of some hashes, each as often as it does."""
        return np.concatenate([self._docs[:0], *map(self.of_one, hashes.tolist())])


_NOWHERE = slice(0, 0)


def _hashes(own: bytes) -> _Hashes:
    """The hashes of the shingles of a signature, ascending."""
    numbers = np.frombuffer(own, "<u4")
    return numbers[HEADER : HEADER + int(numbers[HEADER - 1])]


def _all_hashes(signatures: Iterable[bytes]) -> _Hashes:
    """Those of some signatures, each once, ascending."""
    found: _Hashes = np.unique(np.concatenate([NONE_USUAL, *map(_hashes, signatures)]))
    return found
