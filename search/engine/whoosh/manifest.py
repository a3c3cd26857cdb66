"""Which files a generation consists of ↔ the bytes of its manifest, sealed with a checksum."""

import hashlib
import re
from dataclasses import dataclass, replace

from search.engine.whoosh.files import FileRecord
from search.serialization import SerializationError, decode, encode

MANIFEST = "MANIFEST.json"

MOST_BYTES = 1_000_000
"""A manifest has some 130 bytes a file, and a generation some ten files: more is none of ours."""

_SEAL = re.compile(rb',"sha256":"([0-9a-f]{64})"\}\Z')
"""How a manifest ends: with the SHA-256 of all bytes before this. Whatever a later version adds
stands before it, so that every version can tell damage from what is new."""

_NAME = re.compile(r"[0-9A-Za-z_][0-9A-Za-z_.-]{0,254}")
"""The name of a file: nothing that leads out of the folder, on any system."""

_POINTER = re.compile(r"(g-\d{6,})(?: ([0-9a-f]{8}))?\n?")
"""What names a generation: its name and a checksum, or its name alone, by a person's hand."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation consists of, and which program wrote it.

    `fingerprint`: of the code that decides which terms it holds and how they lie in its files; a
    program of another fingerprint cannot read it. `extraction_fingerprint`: of the program that
    turned files into reports. `files`: name → what the file must be.
    """

    fingerprint: str
    extraction_fingerprint: str
    files: dict[str, FileRecord]


def seal(manifest: Manifest) -> bytes:
    """The bytes of a manifest: JSON, whose last field is the checksum of what is before it."""
    return with_seal(manifest)


def with_seal(record: object) -> bytes:
    """A record as JSON, whose last field is the checksum of what is before it."""
    body = encode(record)[:-1]
    return body + b',"sha256":"%s"}' % hashlib.sha256(body).hexdigest().encode()


def is_sealed(data: bytes) -> bool:
    """Whether some bytes are what `with_seal` gave."""
    found = _SEAL.search(data)
    return found is not None and _sum_fits(data, found)


def unseal(data: bytes) -> Manifest:
    """The manifest of some bytes, each of which counts; raises SerializationError.

    One from before there were checksums has no fingerprint, which is none of any program.
    """
    if len(data) > MOST_BYTES:
        raise SerializationError(f"it has more than {MOST_BYTES} bytes")
    manifest = decode(data, Manifest)
    found = _SEAL.search(data)
    if found is None:
        if encode(manifest) != data:
            raise SerializationError("it has no checksum")
        manifest = replace(manifest, fingerprint="")
    elif not _sum_fits(data, found):
        raise SerializationError("it is not what was written (checksum)")
    for name in manifest.files:
        if not _NAME.fullmatch(name) or name == MANIFEST:
            raise SerializationError(f"it names a file {name[:80]!r}")
    return manifest


def seal_name(generation: str) -> str:
    """The name of a generation as a line with a checksum: its number may be one bit from that of
    the generation before."""
    return f"{generation} {_sum_of(generation)}\n"


def unseal_name(line: str) -> str | None:
    """The generation that a line names; None if it names none, or another than was written."""
    found = _POINTER.fullmatch(line)
    if found is None or found[2] not in (None, _sum_of(found[1])):
        return None
    return found[1]


def _sum_fits(data: bytes, found: re.Match[bytes]) -> bool:
    return hashlib.sha256(data[: found.start()]).hexdigest().encode() == found[1]


def _sum_of(generation: str) -> str:
    return hashlib.sha256(generation.encode()).hexdigest()[:8]
