"""Our nouns ↔ JSON bytes; the one place that knows msgspec."""

from threading import Lock
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_decoders: dict[object, msgspec.json.Decoder[Any]] = {}
_making_decoders = Lock()


class RecordError(ValueError):
    """The JSON is not of the shape that was asked for; the message says where and why."""


def encode(value: object) -> bytes:
    """A dataclass of ours (or plain lists, dicts, strings, numbers) as UTF-8 JSON."""
    return msgspec.json.encode(value)


def decode(data: bytes | str, kind: type[T]) -> T:
    """JSON as a `kind`, checked field by field. Raises RecordError."""
    try:
        value: T = _decoder(kind).decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(str(error)) from None
    except RecursionError:
        raise RecordError("JSON is nested too deeply") from None
    return value


def plain(value: object) -> object:
    """A dataclass of ours as plain lists, dicts, strings and numbers."""
    return msgspec.to_builtins(value)


def _decoder(kind: type[Any]) -> msgspec.json.Decoder[Any]:
    # msgspec 0.22 looks at a dataclass when it first meets it, and ends the process with a
    # segmentation fault if a second thread meets it meanwhile: so one thread makes each decoder.
    known = _decoders.get(kind)
    if known is None:
        with _making_decoders:
            known = _decoders.setdefault(kind, msgspec.json.Decoder(kind))
    return known
