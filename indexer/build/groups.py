"""The reports of the coming generation → their near-identical groups, given to the writer."""

from collections.abc import Collection

from indexer.build.spool import Signatures
from search.engine.protocol import Snapshot, Writer
from search.engine.tables import InTables, SourceTable
from search.index import near_identical

FEW = 40
"""Where less than one report of so many changes, its groups are looked for; else all anew."""


def write_groups(
    writer: Writer,
    live: Snapshot | None,
    count: int,
    removed: Collection[str],
    put: Signatures,
) -> None:
    """Group what stays of the live generation, which has `count` reports, and what was put.

    `put`: the signatures of that; those of what stays join them where all are grouped anew.
    """
    if isinstance(live, InTables) and FEW * (len(put) + len(removed)) < count:
        writer.set_groups(live.regrouped(removed, dict(put)))
        return
    for own in live.sources() if live else ():
        if own.id not in removed and own.id not in put:
            put.put(own.id, own.signature)
    writer.set_groups(near_identical.groups(put))


def source_table(live: Snapshot) -> SourceTable:
    """Where the reports of a generation came from, less their signatures, which take as much memory
    as all the rest, and which `write_groups` alone asks for."""
    return live.source_table() if isinstance(live, InTables) else SourceTable.of(live.sources())
