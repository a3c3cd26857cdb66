"""Our nouns ↔ JSON, or MessagePack where many are kept; the one place that knows msgspec."""

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Lock
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
R = TypeVar("R", bound="Record")

Constraint = msgspec.Meta
"""What an `Annotated` field of a record holds besides its type; it is written into the schema."""

MOST_BYTES = 256_000_000
"""Of what is unpacked: more than any file that is read. Damaged bytes could become gigabytes."""
_LEVEL = 3
"""Of a stored report level 6 makes 3 % less, and takes half as long again."""

_Decoder = msgspec.json.Decoder[Any] | msgspec.msgpack.Decoder[Any]

_decoders: dict[tuple[type[_Decoder], object], _Decoder] = {}
_making_decoders = Lock()


class SerializationError(ValueError):
    """A record is not of the shape that was asked for; the message says where and why."""


class Record(msgspec.Struct, forbid_unknown_fields=True):
    """The base of the objects that a JSON answer is made of: these fields, in this order, no other.

    No field has a default: what is not there is written as null, "" or [].
    """


def with_fields(fields: Mapping[str, Any]) -> Callable[[type[R]], type[R]]:
    """A class of a record without fields → the same with these: name → type, in their order.

    For a record whose fields follow those of another class:
    `@with_fields({"name": str})` above `class Named(Record): ...`.
    """

    def made(record: type[R]) -> type[R]:
        changed: type[Any] = msgspec.defstruct(
            record.__name__,
            list(fields.items()),
            bases=record.__bases__,
            module=record.__module__,
            namespace={"__doc__": record.__doc__},
        )
        return changed

    return made


def encode(value: object) -> bytes:
    """A dataclass or a record of ours (or plain lists, dicts, strings, numbers) as UTF-8 JSON."""
    return msgspec.json.encode(value)


def decode(data: bytes | str, kind: type[T]) -> T:
    """JSON → a `kind`, checked field by field. Raises SerializationError."""
    return _decoded(msgspec.json.Decoder, data, kind)


def pack(value: object) -> bytes:
    """A dataclass of ours (or plain values) → MessagePack: shorter than JSON, and read faster."""
    return msgspec.msgpack.encode(value)


def is_packable(numbers: Sequence[int]) -> bool:
    """Whether `pack` takes each of one or more whole numbers: it has 64 bits for one."""
    return min(numbers) >= -(1 << 63) and max(numbers) < 1 << 64


def unpack(data: bytes, kind: type[T]) -> T:
    """MessagePack → a `kind`, checked field by field. Raises SerializationError."""
    return _decoded(msgspec.msgpack.Decoder, data, kind)


def compressed(data: bytes) -> bytes:
    """Bytes in zlib's form: those of a report become half as many."""
    return zlib.compress(data, _LEVEL)


def decompressed(data: bytes) -> bytes:
    """What `compressed` was given. Raises SerializationError."""
    unpacking = zlib.decompressobj()
    try:
        found = unpacking.decompress(data, MOST_BYTES)
    except zlib.error as error:
        raise SerializationError(str(error)) from None
    if not unpacking.eof:
        raise SerializationError("compressed data end too early, or become too many")
    return found


def plain(value: object) -> object:
    """A dataclass of ours → plain lists, dicts, strings and numbers."""
    return msgspec.to_builtins(value)


def record_fields(record: Record) -> dict[str, object]:
    """The fields of a record, in order, each as it is."""
    return msgspec.structs.asdict(record)


def json_schemas(records: Iterable[type[Record]], ref_template: str) -> dict[str, dict[str, Any]]:
    """Class name → JSON Schema (2020-12) of these records and of every type that they hold.

    `ref_template`: how one schema names another: "#/components/schemas/{name}".
    """
    return msgspec.json.schema_components(records, ref_template=ref_template)[1]


def _decoded(how: type[_Decoder], data: Any, kind: type[T]) -> T:
    try:
        value: T = _decoder(how, kind).decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SerializationError(str(error)) from None
    except RecursionError:
        raise SerializationError("the record is nested too deeply") from None
    return value


def _decoder(how: type[_Decoder], kind: type[Any]) -> _Decoder:
    # msgspec 0.22 inspects a dataclass when it first meets it, and ends the process with a
    # segmentation fault if a second thread meets it meanwhile: so one thread makes each decoder.
    known = _decoders.get((how, kind))
    if known is None:
        with _making_decoders:
            known = _decoders.setdefault((how, kind), how(kind))
    return known
