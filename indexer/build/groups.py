"""The reports of the coming generation → their near-identical groups, given to the writer."""

from collections.abc import Container, Iterable, Mapping

from search.engine.protocol import SourceRecord, Writer
from search.index import near_identical


def write_groups(
    writer: Writer,
    indexed: Iterable[SourceRecord],
    removed: Container[str],
    put: Mapping[str, bytes],
) -> None:
    """Group what stays of the index and what was put. `put`: id → its signature."""
    stay = {own.id: own.signature for own in indexed if own.id not in removed}
    writer.set_groups(near_identical.groups(stay | dict(put)))
