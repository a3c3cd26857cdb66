"""The bytes of a file → the reports in it, and what gives none; archives and mails are opened."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from indexer.read.document import (
    BadFile,
    ParsedFile,
    Part,
    PassedOver,
    RawDocument,
    Unreadable,
)
from indexer.read.encodings.heal import UTF_8_AS_LATIN, healed
from indexer.read.encodings.legacy import TCVN3, VISCII, VNI
from indexer.read.formats import BY_KIND, PDF, RECORDS, TEXT, Format, format_of
from indexer.read.limits import MAX_BYTES, MAX_DEPTH, MAX_PARTS, MAX_UNPACKED
from indexer.read.links import all_resolved
from indexer.read.plain_text import is_prose, text_of, too_large
from indexer.read.sniff import kind_of, refuse_holes, suffix_of
from search.report import Original, SourcePath
from search.text.normalize import is_blank

_EMPTY = "is empty"
_TOLD = {TCVN3, VNI, VISCII, UTF_8_AS_LATIN}
"""Encodings whose texts may have been converted wrongly, so that readers are told."""

Found = RawDocument | BadFile | PassedOver

_OF_TEXT = {TEXT, "html", "rtf", "eml"}
"""Kinds whose files hold nothing but characters."""

RECOGNISED = "+ocr"
"""What the digest of a report ends with some of whose text was read off pictures."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read.

    `largest`: most bytes of the text of a report. `ocr_cache`: the folder that keeps what was read
    off pictures; None: nothing is kept, nor taken from there. `recognises`: whether pictures that
    are not in the cache are read, too. `follows_links`: also links that lead out of the paths of a
    run; `within`: these paths, links resolved, in a run that does not.
    """

    largest: int = MAX_BYTES
    ocr_cache: str | None = None
    recognises: bool = False
    follows_links: bool = False
    within: frozenset[str] | None = None

    def for_paths(self, paths: Iterable[str]) -> "ReadOptions":
        """The same for a run over absolute paths: links lead no further unless all are followed."""
        return replace(self, within=None if self.follows_links else all_resolved(paths))


class _Spent(Unreadable):
    """The parts of a file cost more than they may: the rest of it is not read."""


DEFAULT = ReadOptions()


@dataclass(slots=True)
class _Opened:
    """A file, and what its parts may still cost together; `is_deep`: too deep ones were named."""

    options: ReadOptions
    parts: int = MAX_PARTS
    bytes: int = MAX_UNPACKED
    is_deep: bool = False

    def take(self, part: Part) -> None:
        """Count a part. Raises _Spent where there are too many, or too large ones."""
        self.parts -= 1
        if self.parts < 0:
            raise _Spent(f"holds more than {MAX_PARTS} files; the others are not read")
        self.weigh(len(part.data))

    def weigh(self, size: int) -> None:
        """Count bytes of a part, or of the text that it gives. Raises _Spent."""
        self.bytes -= size
        if self.bytes < 0:
            raise _Spent(f"holds more than {MAX_UNPACKED // 1_000_000} MB; the rest is not read")


def documents_in(place: SourcePath, data: bytes, options: ReadOptions) -> Iterator[Found]:
    """The reports of a file, in the order of its parts, each made when it is asked for."""
    yield from _read(place, Part("", data), _Opened(options), 0)


def _read(place: SourcePath, part: Part, opened: _Opened, depth: int) -> Iterator[Found]:
    name = PurePosixPath(place.shown).name
    is_parsed = False  # what is damaged or encrypted may be whole again: its report stays
    try:
        if part.problem:
            raise Unreadable(part.problem, unread=True)
        kind = kind_of(part.data, name)
        if kind in _OF_TEXT:
            refuse_holes(part.data)
        if kind is None:
            yield PassedOver(place.shown, suffix_of(name))
        elif kind == TEXT:
            yield _text(place, part, name, opened)
        elif kind == RECORDS:
            raise Unreadable("is a file of records, which is not read inside another: unpack it")
        else:
            is_parsed = True
            yield from _open(place, part, BY_KIND[kind], opened, depth)
    except Unreadable as error:
        if isinstance(error, _Spent) and depth:
            raise  # it is told of the whole file
        unread = error.unread or (is_parsed and error.reason != _EMPTY)
        yield BadFile(place.shown, error.reason, unread, pictures=error.pictures)


def _text(place: SourcePath, part: Part, name: str, opened: _Opened) -> RawDocument | PassedOver:
    """A plain text; what has the name of something else must read as one. Raises Unreadable."""
    is_meant = bool(format_of(name) or not (place.path or place.part))
    if not is_meant and not is_prose(part.data):
        return PassedOver(place.shown, suffix_of(name))
    text, encoding = text_of(part.data, opened.options.largest)
    parsed = ParsedFile((), encoding=encoding)
    return _document(place, part, TEXT, text, parsed, opened)


def _open(
    place: SourcePath, part: Part, own: Format, opened: _Opened, depth: int
) -> Iterator[Found]:
    """The report that a file is, then those inside it. Raises Unreadable."""
    parsed = own.parse(part.data, **_arguments(own, opened.options))
    holds_something = False
    if parsed is not None and parsed.paragraphs:
        holds_something = True
        paragraphs, encoding = healed(parsed.paragraphs)
        text = "\n".join(paragraph.text for paragraph in paragraphs)
        whole = replace(parsed, paragraphs=paragraphs, encoding=encoding or parsed.encoding)
        yield _document(place, part, own.kind, text, whole, opened)
    for inner in own.unpack(part.data):
        opened.take(inner)
        if depth == MAX_DEPTH:
            if opened.is_deep:
                return
            opened.is_deep = True
            raise Unreadable(
                f"lies in {MAX_DEPTH} others; what is in it, and in others as deep, is not read"
            )
        holds_something = True
        yield from _read(place.inside(inner.name), inner, opened, depth + 1)
    if parsed is not None and parsed.is_partial and not parsed.paragraphs:
        raise Unreadable("is cut short, or damaged", unread=True)
    if not holds_something:
        raise _nothing(parsed)


def _nothing(parsed: ParsedFile | None) -> Unreadable:
    """Why a file that was parsed gives no report."""
    if parsed is None or not parsed.pictures:
        return Unreadable(_EMPTY)
    pages = len(parsed.pictures)
    return Unreadable(
        f"is a scan: {pages} page{'s' if pages > 1 else ''} without text; to have them read, "
        "install tesseract with its language vie and add --ocr",
        unread=True,
        pictures=pages,
    )


def _arguments(own: Format, options: ReadOptions) -> dict[str, Any]:
    """What the reader of a format is given besides the bytes."""
    if own.kind != PDF or options.ocr_cache is None:
        return {}
    return {"ocr": _recogniser(Path(options.ocr_cache), options.recognises)}


@cache  # finding it asks the program which languages it knows
def _recogniser(folder: Path, recognises: bool) -> object:
    """What gives the text of pictures; None if tesseract is asked for and not there."""
    from indexer.read.pdf.ocr import Recogniser  # only where a PDF is read

    return Recogniser.find(folder) if recognises else Recogniser.kept_in(folder)


def _document(
    place: SourcePath,
    part: Part,
    kind: str,
    text: str,
    parsed: ParsedFile,
    opened: _Opened,
) -> RawDocument:
    """One report. Raises Unreadable."""
    if is_blank(text):
        raise Unreadable(_EMPTY)
    size = len(text.encode(errors="replace"))
    if size > opened.options.largest:
        raise too_large(opened.options.largest)
    opened.weigh(size)
    digest = _sha256(part.data)
    original = Original(
        kind=kind,
        sha256=digest,
        pages=parsed.pages,
        are_pages_exact=parsed.are_pages_exact,
        pictures=tuple(page for page in parsed.pictures if page not in parsed.recognised),
        recognised=parsed.recognised,
        encoding=parsed.encoding if parsed.encoding in _TOLD else None,
    )
    return RawDocument(
        place.id,
        text,
        place,
        digest + RECOGNISED if parsed.recognised else digest,
        replace(parsed.metadata, path=place.id),
        paragraphs=parsed.paragraphs,
        original=original,
        is_partial=parsed.is_partial,
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
