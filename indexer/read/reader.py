"""A file → its documents, each as it is read, and what gives none."""

from collections.abc import Iterator

from indexer.read.contents import Found, ReadOptions, documents_in
from indexer.read.document import BadFile, SourcePath
from indexer.read.files import naming, read_bytes
from indexer.read.formats import holds_records
from indexer.read.json_lines import read_json_lines


def read(place: SourcePath, options: ReadOptions | None = None) -> Iterator[Found]:
    """The documents of a file, read by this process; a process of its own does it safely: see
    `indexer.read.worker`."""
    options = options or ReadOptions()
    bad: list[BadFile] = []
    with naming(place, bad):
        if holds_records(place.file):
            yield from read_json_lines(place, options.largest)
        else:
            yield from documents_in(place, read_bytes(place), options)
    yield from bad
