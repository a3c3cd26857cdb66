"""THE SEAM of an update: a snapshot that gives all signatures at once, as an array.

Optional, as `InFolder`: over a `SignedSnapshot` the groups of near-identical reports are found in
time of what changes; over others all signatures are asked for, one by one, and grouped anew.
"""

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from search.engine.protocol import SourceRecord
from search.index.regroup import SignatureTable


@runtime_checkable
class SignedSnapshot(Protocol):
    """A snapshot whose signatures lie together, apart from where the reports came from."""

    def records(self) -> Iterator[SourceRecord]:
        """`Snapshot.sources`, less signatures."""

    def signatures(self) -> SignatureTable:
        """The signatures of its reports, and their groups. Raises DamagedIndexError."""
