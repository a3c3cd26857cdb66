"""The signatures and groups of an index, and what changes → its groups, in time of the change.

`near_identical.groups` joins reports that are alike, one after another. Whether two are depends on
their signatures, and on which hashes too many others have; which join, on who is alike to whom. So
a change reaches those alike to what changed, and those alike to these; all others stay as they are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from search.index.likeness import LIKE
from search.index.near_identical import FEWEST, NONE_USUAL, alike, groups
from search.index.signature import shingles

_Hashes = NDArray[np.uint32]
_Numbers = NDArray[np.int64]


class SignatureTable(Protocol):
    """The signatures of the reports of an index, by document."""

    @property
    def groups(self) -> Mapping[str, str]:
        """The groups of the index."""

    def id_of(self, doc: int) -> str:
        """The id of the report that a document is."""

    def doc_of(self, report_id: str) -> int | None:
        """The document of a report; None if there is none."""

    def signatures(self, docs: Sequence[int]) -> list[bytes]:
        """Those of some documents."""

    def holders(self, hashes: _Hashes) -> tuple[_Hashes, _Numbers]:
        """Each of some hashes of shingles, as often as a report of the index has it, in any order;
        and the document of that. The documents of one hash ascend."""


def regrouped(
    table: SignatureTable, removed: Iterable[str], put: Mapping[str, bytes]
) -> dict[str, str]:
    """The groups of an index when some reports are removed and others put: what
    `near_identical.groups` gives of all signatures. `put`: their signatures by id; empty ones of
    reports without text."""
    return _Change(table, removed, put).groups()


class _Change:
    """What changes in the signatures of an index, and how far that reaches.

    `_of_put`: hash → the signatures among those that are put that have it. `_before`, `_after`: of
    the hashes that were looked for those that are usual, ascending: more different signatures have
    them than `LIKE.usual`, before and after the change.
    """

    def __init__(
        self, table: SignatureTable, removed: Iterable[str], put: Mapping[str, bytes]
    ) -> None:
        self._table = table
        self._signatures: dict[int, bytes] = {}
        self._gone: dict[str, int] = {}
        self._put: dict[str, bytes] = {}
        for report_id in {*removed, *put}:
            doc, new = table.doc_of(report_id), put.get(report_id, b"")
            if doc is not None and new and self._signature(doc) == new:
                continue  # it stays as it is
            if doc is not None:
                self._gone[report_id] = doc
            if new:
                self._put[report_id] = new
        self._gone_docs = set(self._gone.values())
        self._new = set(self._put.values())
        self._of_put: defaultdict[int, set[bytes]] = defaultdict(set)
        for own in self._new:
            for one in shingles(own).tolist():
                self._of_put[one].add(own)
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
        gone = {self._signature(doc) for doc in self._gone_docs}
        reached = (gone | self._new) - {b""}
        looked_at, asked, holders = set(reached), NONE_USUAL, _Holders()
        while True:
            hashes = np.setdiff1d(_all_hashes(looked_at), asked)
            holders.add(*self._table.holders(hashes))
            self._find_usual(hashes, holders)
            asked = np.union1d(asked, hashes)
            flipped = np.setxor1d(self._before, self._after)
            reached |= set(map(self._held, holders.of(flipped).tolist()))
            reached = self._joined(reached, looked_at)
            near = reached | self._near(reached, holders)
            if near <= looked_at:
                return reached
            looked_at |= near

    def _signature(self, doc: int) -> bytes:
        """That of a document."""
        if doc not in self._signatures:
            self._read([doc])
        return self._signatures[doc]

    def _read(self, docs: Iterable[int]) -> None:
        """Read the signatures of some documents together, those that were not."""
        new = [doc for doc in docs if doc not in self._signatures]
        self._signatures.update(zip(new, self._table.signatures(new), strict=True))

    def _held(self, doc: int) -> bytes:
        """The signature of a document, which is remembered to have it."""
        own = self._signature(doc)
        self._docs[own].add(doc)
        return own

    def _find_usual(self, hashes: _Hashes, holders: "_Holders") -> None:
        """Find those of some hashes that are usual, besides those that were found."""
        many = [
            (one, docs.tolist())
            for one in hashes.tolist()
            if len(docs := holders.of_one(one)) + len(self._of_put.get(one, ())) > LIKE.usual
        ]
        # so many are enough of most, though those that go do not count; often they are the same
        self._read({doc for _, docs in many for doc in docs[: LIKE.usual + 1 + len(self._gone)]})
        before, after = [], []
        for one, docs in many:
            old, new = set[bytes](), set(self._of_put.get(one, ()))
            for doc in docs:
                own = self._signature(doc)
                old.add(own)
                if doc not in self._gone_docs:
                    new.add(own)
                if min(len(old), len(new)) > LIKE.usual:
                    break
            before += [one] * (len(old) > LIKE.usual)
            after += [one] * (len(new) > LIKE.usual)
        self._before = np.union1d(self._before, np.array(before, np.uint32))
        self._after = np.union1d(self._after, np.array(after, np.uint32))

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
            hashes = shingles(own)
            counts = Counter(holders.of(np.setdiff1d(hashes, always)).tolist())
            rarest = min((holders.of_one(one) for one in hashes.tolist()), key=len)
            near = {doc for doc, count in counts.items() if count >= FEWEST}
            self._read(rarest.tolist())
            near |= {doc for doc in rarest.tolist() if self._signatures[doc] == own}
            found |= set(map(self._held, near))
        return found


class _Holders:
    """Which documents hold which hashes."""

    def __init__(self) -> None:
        self._docs: dict[int, _Numbers] = {}

    def add(self, hashes: _Hashes, docs: _Numbers) -> None:
        """More hashes, none of those that were added before."""
        order = np.argsort(hashes, kind="stable")
        different, starts = np.unique(hashes[order], return_index=True)
        docs, bounds = docs[order], [*starts.tolist(), docs.size]
        for one, first, end in zip(different.tolist(), bounds, bounds[1:], strict=False):
            self._docs[one] = docs[first:end]

    def of_one(self, one: int) -> _Numbers:
        """The documents that hold a hash."""
        return self._docs.get(one, _NOBODY)

    def of(self, hashes: _Hashes) -> _Numbers:
        """The documents that hold any of some hashes, each as often as it does."""
        return np.concatenate([_NOBODY, *map(self.of_one, hashes.tolist())])


_NOBODY = np.zeros(0, np.int64)


def _all_hashes(signatures: Iterable[bytes]) -> _Hashes:
    """Those of some signatures, each once, ascending."""
    found: _Hashes = np.unique(np.concatenate([NONE_USUAL, *map(shingles, signatures)]))
    return found
