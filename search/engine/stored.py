"""The bytes of a report in an index → the report; ids of many reports → the bytes of each."""

from collections.abc import Iterable, Iterator
from itertools import islice

from search.engine.errors import DamagedIndexError
from search.engine.protocol import Snapshot
from search.report import StoredReport
from search.serialization import SerializationError, unpack

AT_ONCE = 200
"""Reports that are read together: a megabyte."""


def read_stored(stored: bytes) -> StoredReport:
    """`Match.stored` or `Snapshot.stored` → the report. Raises DamagedIndexError."""
    try:
        return unpack(stored, StoredReport)
    except SerializationError as error:
        raise DamagedIndexError(
            f"a stored report cannot be read ({error}); see python -m indexer check"
        ) from error


def each_stored(live: Snapshot, report_ids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
    """Id → the bytes of each of any number of reports, AT_ONCE in memory; None for one that is none
    of this generation."""
    ids = iter(report_ids)
    while batch := list(islice(ids, AT_ONCE)):
        found = live.stored_many(batch)
        yield from ((report_id, found.get(report_id)) for report_id in batch)
