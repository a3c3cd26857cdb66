"""The reports of the coming generation → their near-identical groups, given to the writer."""

from collections.abc import Container, Iterable

from indexer.build.spool import Signatures
from search.engine.protocol import SourceRecord, Writer
from search.index import near_identical


def write_groups(
    writer: Writer,
    indexed: Iterable[SourceRecord],
    removed: Container[str],
    put: Signatures,
) -> None:
    """Group what stays of the index and what was put. `put`: the signatures of that; those of the
    index join them."""
    for own in indexed:
        if own.id not in removed and own.id not in put:
            put.put(own.id, own.signature)
    writer.set_groups(near_identical.groups(put))
