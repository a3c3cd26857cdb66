"""What is in a backup ↔ its first entry: the name, size and SHA-256 of every other one, sealed."""

from dataclasses import dataclass

from search.engine.whoosh.files import FileRecord
from search.engine.whoosh.generations import LAST_RUN, NOTES
from search.engine.whoosh.manifest import MANIFEST, MOST_BYTES, Manifest, is_sealed, with_seal
from search.serialization import SerializationError, decode

CONTENTS = "CONTENTS.json"

OF_PEOPLE = ("words.tsv", "corrections.tsv")
"""Files beside the generations that people write."""
BESIDE = (*OF_PEOPLE, NOTES, LAST_RUN)
"""What goes along of the files beside the generations, if it is there."""


@dataclass(frozen=True, slots=True)
class ArchiveContents:
    """The entries of a backup. `generation`: its name; `files`: name of an entry → what it is."""

    generation: str
    files: dict[str, FileRecord]


def seal_contents(contents: ArchiveContents) -> bytes:
    """The bytes of the first entry, each of which counts."""
    return with_seal(contents)


def unseal_contents(data: bytes) -> ArchiveContents:
    """What they said. Raises SerializationError."""
    if len(data) > MOST_BYTES or not is_sealed(data):
        raise SerializationError(f"{CONTENTS} is not what was written (checksum)")
    return decode(data, ArchiveContents)


def expected(generation: str, manifest: Manifest) -> set[str]:
    """The names of the entries that a backup of a generation must have."""
    return {f"{generation}/{part}" for part in (MANIFEST, *manifest.files)}
