"""What lies in the files of an index: Whoosh's schema, our arrays, and a fingerprint of both."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from whoosh import __version__, columns, fields, formats

from search.index.fingerprint import digest, fingerprint

_ARRAYS = ".arrays"
"""How the name of the file ends that holds the arrays of a segment, beside Whoosh's own files."""

_COVERED = (
    "engine/postings/arrays.py",
    "engine/postings/builder.py",
    "engine/postings/documents.py",
    "engine/postings/facet_column.py",
    "engine/postings/growing.py",
    "engine/postings/interleaved.py",
    "engine/postings/inverted.py",
    "engine/postings/merging.py",
    "engine/postings/packed.py",
    "engine/postings/segment_builder.py",
    "engine/postings/segments.py",
    "engine/postings/shingles.py",
    "engine/postings/sorted_ids.py",
    "engine/postings/sources.py",
    "engine/whoosh/index_format.py",
    "engine/whoosh/segment_files.py",
    "engine/whoosh/snapshot.py",
    "engine/whoosh/writer.py",
    "serialization.py",
)
"""The files of `search` that decide how terms and reports lie in the files of an index."""


@cache
def format_fingerprint(package: Path = Path(__file__).parents[2]) -> str:
    """Of the text chain, and of how its terms lie in the files: 16 hexadecimal digits.

    An index of another fingerprint is not opened but made anew. `package`: where `search` is.
    """
    facts = [fingerprint().encode(), f"whoosh {__version__}".encode()]
    return digest(package, _COVERED, facts)


class _Identifier(fields.FieldType):  # type: ignore[misc]
    """The id of a report, as the one term of a field."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.scorable = self.stored = False

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The term, its frequency and its weight; no positions."""
        yield value.encode(), 1, 1.0, b""


def schema() -> fields.Schema:
    """What Whoosh keeps: ids and stored reports, which are compressed by who makes them. What is
    searched lies in our arrays."""
    reports = fields.COLUMN(columns.VarBytesColumn())
    return fields.Schema(id=_Identifier(), report=reports)


def arrays_file(segment: Any) -> str:
    """The name of the file with the arrays of a segment of Whoosh's."""
    name: str = segment.make_filename(_ARRAYS)
    return name
