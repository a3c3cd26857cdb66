"""A .txt file → the one document it is: UTF-8, with or without a byte order mark."""

import hashlib
from collections.abc import Iterator

from indexer.read.document import RawDocument, SourcePath, Unreadable
from indexer.read.files import open_regular
from search.text.normalize import is_blank

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v"))
"""Characters that no text has many of; in UTF-8 each of these bytes is one."""


def read_text(place: SourcePath, largest: int) -> Iterator[RawDocument]:
    """The whole file as one document, known by its path. Raises Unreadable, OSError."""
    with open_regular(place) as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise Unreadable(f"is too large: more than {largest // 1_000_000} MB")
    text = _text(data)
    yield RawDocument(place.id, text, place, hashlib.sha256(data).hexdigest())


def _text(data: bytes) -> str:
    if not data.strip():
        raise Unreadable("is empty")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable("is not UTF-8 but UTF-16; convert it first")
    if b"\0" in data:
        raise Unreadable("is binary, not text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"is not UTF-8 (byte {error.start})") from None
    if is_blank(text):
        raise Unreadable("is empty")
    if 10 * (len(data) - len(data.translate(None, _CONTROLS))) > len(text):
        raise Unreadable("is binary, not text")
    return text
