"""The other engines by their names: which are installed, and what they find, kept for next time."""

import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, cast

from benchmarks.retrieval.beir import Collection
from benchmarks.retrieval.ranker import Ranker, run
from search.index.fingerprint import fingerprint
from search.serialization import decode, encode


class _Known(NamedTuple):
    """Where an engine is made, the package and the folder it needs, and what else decides which
    index it makes."""

    module: str
    maker: str
    folder: str
    package: str | None = None
    version: Callable[[], str] = str


PEERS = {
    "syllables": _Known("with_bm25s", "syllables", "syllables", "bm25s", fingerprint),
    "pyvi words": _Known("with_bm25s", "pyvi_words", "pyvi", "bm25s"),
    "bm25s": _Known("with_bm25s", "stock", "bm25s", "bm25s"),
    "Whoosh, any word": _Known("with_whoosh", "any_word", "whoosh"),
    "Whoosh, all words": _Known("with_whoosh", "all_words", "whoosh"),
    "FTS5": _Known("with_fts5", "marks_kept", "fts5"),
    "FTS5, no marks": _Known("with_fts5", "marks_removed", "fts5-no-marks"),
    "tantivy": _Known("with_tantivy", "Tantivy", "tantivy", "tantivy"),
}


def available() -> Iterator[str]:
    """The names of the engines that are installed; a line is printed for each that is not."""
    for name, known in PEERS.items():
        if known.package and find_spec(known.package) is None:
            print(f"{name} is skipped: {known.package} is not installed (make bench-relevance)")
        else:
            yield name


def rankings(name: str, collection: Collection, root: Path) -> Mapping[str, Sequence[str]]:
    """What an engine finds of every query; it is only asked what it was not asked before."""
    version = _version(name, collection)
    key = hashlib.sha256(version.encode() + encode(collection.queries)).hexdigest()[:16]
    note = root / f"{name}.{key}.json"
    if not note.is_file():
        found = run(_opened(name, collection, root, version), collection.queries)
        note.write_bytes(encode(found.rankings))
    return decode(note.read_bytes(), dict[str, list[str]])


def _opened(name: str, collection: Collection, root: Path, version: str) -> Ranker:
    """An engine with its index, which is built unless it is there already."""
    known = PEERS[name]
    module = import_module(f"benchmarks.retrieval.{known.module}")
    folder = root / known.folder
    ranker = cast("Ranker", getattr(module, known.maker)(folder))
    note = root / f"{known.folder}.made"
    if not note.is_file() or note.read_text("utf-8") != version:
        note.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        ranker.build(collection.documents())
        note.write_text(version, "utf-8")
    ranker.open()
    return ranker


def _version(name: str, collection: Collection) -> str:
    """Of all that decides what is in an index and how it is asked."""
    known = PEERS[name]
    sources = [Path(__file__).with_name(f"{module}.py") for module in (known.module, "ranker")]
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources))
    return f"{collection.digest()} {digest.hexdigest()} {known.version()}"
