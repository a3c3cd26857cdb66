"""THE SEAM of an update: where all reports came from, as columns; and their groups, found anew.

Optional, as `InFolder`: over a snapshot that is `InTables` an update reads columns, and the
signatures alone of what changes and what is alike; over others it decodes each source, asks for
all signatures, and groups all reports anew.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Protocol, runtime_checkable

from search.engine.protocol import SourceRecord


@dataclass(frozen=True)
class SourceTable:
    """Where reports came from, less their signatures, in columns: what is compared of all of them
    is compared there, and a SourceRecord is made where one is asked for.

    `ids`, `digests`, `origins`, `added`: what `SourceRecord` says of each report, by its number.
    """

    ids: list[str]
    digests: list[str]
    origins: list[tuple[str, ...]]
    added: list[datetime]

    @classmethod
    def of(cls, records: Iterable[SourceRecord]) -> "SourceTable":
        """The table of some records, which may come one after another."""
        table = cls([], [], [], [])
        for own in records:
            table.ids.append(own.id)
            table.digests.append(own.digest)
            table.origins.append(own.origins)
            table.added.append(own.added)
        return table

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Id → the number of its report."""
        return {report_id: number for number, report_id in enumerate(self.ids)}

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, number: int) -> SourceRecord:
        return SourceRecord(
            self.ids[number], self.digests[number], self.origins[number], self.added[number]
        )

    def __iter__(self) -> Iterator[SourceRecord]:
        return map(SourceRecord, self.ids, self.digests, self.origins, self.added)


@runtime_checkable
class InTables(Protocol):
    """A snapshot that has its sources, and the shingles of all signatures, in arrays."""

    def source_table(self) -> SourceTable:
        """`Snapshot.sources`, less signatures. Raises DamagedIndexError."""

    def regrouped(self, removed: Collection[str], put: Mapping[str, bytes]) -> Mapping[str, str]:
        """The groups (see `Writer.set_groups`) of its reports when some are removed and others
        put, in place of those of the same ids. `put`: id → signature. Raises DamagedIndexError."""
