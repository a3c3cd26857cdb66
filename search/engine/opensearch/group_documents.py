"""The groups of a generation → documents beside it, and back.

write_groups(side, "hoi-nghi-g-000007", [("a.txt", "b.txt")]) → 1 document
"""

from collections.abc import Sequence
from contextlib import suppress

from search.engine.opensearch.side_documents import SideDocuments
from search.serialization import SerializationError, pack, unpack

_AT_ONCE = 20_000
"""Groups in one document: some megabytes."""


def write_groups(side: SideDocuments, index: str, groups: Sequence[Sequence[str]]) -> int:
    """Keep the groups of a generation; how many documents they are."""
    parts = range(0, len(groups), _AT_ONCE)
    for number, begin in enumerate(parts):
        side.write(_key(index, number), pack(list(groups[begin : begin + _AT_ONCE])))
    return len(parts)


def read_groups(side: SideDocuments, index: str, documents: int) -> list[list[str]]:
    """The groups of a generation; fewer of them where a document is not readable."""
    found: list[list[str]] = []
    for number in range(documents):
        kept = side.read(_key(index, number))
        with suppress(SerializationError):
            found += unpack(kept.data, list[list[str]]) if kept else []
    return found


def remove_groups(side: SideDocuments, index: str, documents: int) -> None:
    """Forget the groups of a generation."""
    for number in range(documents):
        side.remove(_key(index, number))


def _key(index: str, number: int) -> str:
    return f"groups {index} {number}"
