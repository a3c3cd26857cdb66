"""The reports of the coming generation → their near-identical groups, given to the writer."""

from collections.abc import Collection
from dataclasses import replace

from indexer.build.spool import Signatures
from search.engine.protocol import Snapshot, SourceRecord, Writer
from search.engine.signed import SignedSnapshot
from search.index import near_identical
from search.index.regroup import regrouped

FEW = 40
"""Where less than one report of so many changes, its groups are looked for; else all anew."""


def write_groups(
    writer: Writer, live: Snapshot | None, removed: Collection[str], put: Signatures
) -> None:
    """Group what stays of the live generation and what was put. `put`: the signatures of that;
    those of what stays join them where all are grouped anew."""
    if isinstance(live, SignedSnapshot):
        table = live.signatures()
        if FEW * (len(put) + len(removed)) < table.live.size:
            writer.set_groups(regrouped(table, removed, put))
            return
    for own in live.sources() if live else ():
        if own.id not in removed and own.id not in put:
            put.put(own.id, own.signature)
    writer.set_groups(near_identical.groups(put))


def records(live: Snapshot) -> list[SourceRecord]:
    """Where the reports of a generation came from, less their signatures, which take as much memory
    as all the rest, and which `write_groups` alone asks for."""
    if isinstance(live, SignedSnapshot):
        return list(live.records())
    return [replace(own, signature=b"") for own in live.sources()]
