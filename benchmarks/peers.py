"""The engines of the benchmark by their names, and which of them are installed here."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, cast

from benchmarks.engines.peer import Peer

OURS, FORGETFUL, TANTIVY, WHOOSH = "ours", "uncached", "tantivy", "Whoosh"


class _Known(NamedTuple):
    """Where an engine is, the package it needs, and what it cannot do."""

    module: str
    name: str
    package: str | None = None
    folder: str | None = None
    can_update: bool = True


PEERS = {
    OURS: _Known("ours", "Ours"),
    FORGETFUL: _Known("ours", "OursForgetful", folder=OURS),
    TANTIVY: _Known("with_tantivy", "Tantivy", "tantivy"),
    "FTS5": _Known("with_fts5", "Fts5"),
    "Xapian": _Known("with_xapian", "Xapian", "xapian"),
    "bm25s": _Known("with_bm25s", "Bm25s", "bm25s", can_update=False),
    WHOOSH: _Known("with_whoosh", "StockWhoosh"),
}


def available() -> Iterator[str]:
    """The names of the engines that are installed; a line is printed for each that is not."""
    for name, known in PEERS.items():
        if known.package and find_spec(known.package) is None:
            print(f"{name} is skipped: it is not installed (see benchmarks/README.md)")
        else:
            yield name


def folder_of(name: str, root: Path) -> Path:
    """Where an engine's index is; both of ours have the same one."""
    return root / (PEERS[name].folder or name)


def peer(name: str, root: Path) -> Peer:
    """An engine by its name."""
    known = PEERS[name]
    module = import_module(f"benchmarks.engines.{known.module}")
    return cast("Peer", getattr(module, known.name)(folder_of(name, root)))
