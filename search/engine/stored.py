"""The bytes of a report in an index → the report."""

from search.engine.errors import DamagedIndexError
from search.report import StoredReport
from search.serialization import SerializationError, unpack


def read_stored(stored: bytes) -> StoredReport:
    """`Match.stored` or `Snapshot.stored` → the report. Raises DamagedIndexError."""
    try:
        return unpack(stored, StoredReport)
    except SerializationError as error:
        raise DamagedIndexError(
            f"a stored report cannot be read ({error}); see python -m indexer check"
        ) from error
