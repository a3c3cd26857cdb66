"""Our nouns ↔ JSON bytes; the one place that knows msgspec."""

from typing import TypeVar

import msgspec

T = TypeVar("T")


class RecordError(ValueError):
    """The JSON is not of the shape that was asked for; the message says where and why."""


def encode(value: object) -> bytes:
    """A dataclass of ours (or plain lists, dicts, strings, numbers) as UTF-8 JSON."""
    return msgspec.json.encode(value)


def decode(data: bytes | str, kind: type[T]) -> T:
    """JSON as a `kind`, checked field by field. Raises RecordError."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(str(error)) from None


def plain(value: object) -> object:
    """A dataclass of ours as plain lists, dicts, strings and numbers."""
    return msgspec.to_builtins(value)
