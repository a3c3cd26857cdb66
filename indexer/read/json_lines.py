"""A .jsonl file, packed or not → a document for each line."""

import codecs
import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import IO

from indexer.read.document import BadFile, KnownLine, RawDocument, SourceMetadata, Unreadable
from indexer.read.files import open_within
from indexer.read.gzipped import unpacked
from indexer.read.limits import MAX_UNPACKED
from indexer.read.record_text import record_text, record_title
from search.report import SourcePath
from search.serialization import SerializationError, decode
from search.text.canonical import composed
from search.text.normalize import is_blank


@dataclass(frozen=True, slots=True)
class _Record(SourceMetadata):
    """One line of a .jsonl file."""

    id: str | int | None = None
    _id: str | int | None = None
    text: str = ""


Known = Callable[[str], str | None]
"""The digest of a line → the id of the report that it gives; None if it is to be read."""


def none_known(digest: str) -> None:
    """Every line is to be read."""


_MOST_BAD, _MOST_BLANK = 1_000, 100_000
"""Lines of a file that are no reports, and that say nothing: one with more is no file of records,
and packed it may have any number of them."""


def read_json_lines(
    place: SourcePath,
    largest: int,
    within: Collection[str] | None = None,
    known: Known = none_known,
) -> Iterator[RawDocument | BadFile | KnownLine]:
    """Each line's document, known by its id, or what is wrong with that line.

    A packed file is read to its checksum first: a damaged one gives no line. `within`: see
    `open_within`. `known`: a line of which it tells the id is not parsed. Raises Unreadable,
    OSError for what is wrong with the file, be it after some lines of a file that is not packed.
    """
    is_packed = place.file.lower().endswith(".gz")
    bad, was_damaged = 0, False
    with open_within(place, within) as file, unpacked(file) if is_packed else file as lines:
        for number, line in _lines(lines, largest):
            try:
                if len(line) > largest:
                    raise Unreadable("is too large")
                digest = hashlib.sha256(line.strip()).hexdigest()
                if (report_id := known(digest)) is not None:
                    yield KnownLine(report_id, place, digest, number)
                    continue
                found: RawDocument | BadFile = _document(line, place, number, digest)
            except Unreadable as error:
                found = _bad(place, number, error, was_damaged)
                was_damaged |= found.unread
            except (ValueError, LookupError, RecursionError) as error:  # that no reader means
                found = BadFile(f"{place.file}:{number}", f"cannot be understood: {error!r}")
            bad += isinstance(found, BadFile)
            yield found
            if bad > _MOST_BAD:
                raise Unreadable(f"has too many lines that are no reports, up to {number}")


def _bad(place: SourcePath, number: int, error: Unreadable, was_damaged: bool) -> BadFile:
    """What is said of a line that is no report. The first that was damaged stands for the file:
    what the index has of it stays, for nobody knows which reports were there."""
    if error.unread and not was_damaged:
        return BadFile(place.file, f"is damaged: line {number} {error.reason}", unread=True)
    return BadFile(f"{place.file}:{number}", error.reason)


def _lines(file: IO[bytes], largest: int) -> Iterator[tuple[int, bytes]]:
    """The number of each line that is not blank, and the line; of one that is too large so much
    that it shows. Raises Unreadable where there is no end of it."""
    number = blank = skipped = 0
    while line := file.readline(largest + 1):
        number += 1
        line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if line.strip():
            yield number, line
        else:
            blank += 1
        while len(line) > largest and not line.endswith(b"\n") and skipped <= MAX_UNPACKED:
            line = line[:1] + file.readline(largest)
            skipped += len(line)
        if blank > _MOST_BLANK or skipped > MAX_UNPACKED:
            raise Unreadable(f"has too many lines that are no reports, up to {number}")


def _document(line: bytes, place: SourcePath, number: int, digest: str) -> RawDocument:
    try:
        record = decode(line, _Record)
    except SerializationError as error:
        # nobody writes zeros, or a line without its end that is none: the disk did, or a copy broke
        is_damage = b"\0" in line or not line.endswith(b"\n")
        raise Unreadable(f"is not a JSON report: {error}", is_damage) from None
    identity = record.id if record.id is not None else record._id
    if identity in (None, ""):
        raise Unreadable("has no id")
    text, paragraphs = record_text(record.text)
    if is_blank(text):
        raise Unreadable("is empty")
    title = record_title(record.title or "")
    metadata = SourceMetadata(
        *(
            None if is_blank(value or "") else (value or "").strip()
            for value in (title, record.date, record.source, record.url, record.category)
        )
    )
    return RawDocument(composed(str(identity)), text, place, digest, metadata, number, paragraphs)
