"""Bytes of a zip of XML parts (.docx, .odt) → its parts, unpacked and parsed within limits."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Protocol
from xml.parsers import expat

from indexer.read.document import Unreadable

MOST_UNPACKED = 200_000_000
"""Bytes of a part when unpacked."""
MOST_RATIO = 100
"""Times that a part may grow when unpacked; real ones grow 3 to 30 times (formats.md, 1)."""
ALWAYS_TAKEN = 1_000_000
"""Bytes up to which a part may grow as it likes."""
_CHUNK = 1 << 16
_MOST_NAMES = 10_000

Attributes = dict[str, str]


class XmlEvents(Protocol):
    """What is told of the elements of a part; names are "namespace-uri local-name"."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, characters: str) -> None:
        """Characters stand in the innermost element."""


class ZippedXml:
    """The parts of a zip by their names. Raises Unreadable if it is none, or is damaged."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable(f"is damaged: {error}") from None
        self._parts = {_key(info.filename): info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    def read(self, name: str) -> bytes:
        """A part as it is, in whole: for small ones. Raises Unreadable, KeyError."""
        return b"".join(self.chunks(name))

    def names(self) -> list[str]:
        """The names of all parts, in small letters and with slashes."""
        return list(self._parts)

    def parse(self, name: str, events: XmlEvents) -> None:
        """Tell of each element of a part, in order. Raises Unreadable, KeyError."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = events.start
        parser.EndElementHandler = events.end
        parser.CharacterDataHandler = events.text
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Unreadable(f"is damaged: {PurePosixPath(name).name}: {error}") from None

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part as it is, a piece at a time. Raises Unreadable, KeyError."""
        info = self._parts[_key(name)]
        if info.flag_bits & 1:
            raise Unreadable("is encrypted")
        limit = max(ALWAYS_TAKEN, min(MOST_UNPACKED, MOST_RATIO * info.compress_size))
        if info.file_size > limit:  # asked before anything is unpacked
            raise Unreadable(_too_large(info.filename))
        size = 0
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(_CHUNK):
                    size += len(chunk)
                    if size > limit:  # what was said of the size need not be true
                        raise Unreadable(_too_large(info.filename))
                    yield chunk
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, zlib.error) as error:
            raise Unreadable(f"is damaged: {error}") from None


def _key(name: str) -> str:
    """A name as parts are looked up by: some programs write backslashes, or other capitals."""
    return name.replace("\\", "/").lstrip("/").lower()


def _too_large(name: str) -> str:
    return (
        f"is too large when unpacked: {PurePosixPath(name).name} has more than "
        f"{MOST_UNPACKED // 1_000_000} MB, or more than {MOST_RATIO} times its packed size"
    )


def _refuse(*_: object) -> None:
    """No office program writes a document type; who does wants entities to grow."""
    raise Unreadable("has a document type definition, which is refused")


class Handlers:
    """Calls for the names of elements that matter; the rest is passed over.

    `prefixes`: the namespace → how it is written here; so names are "w:p" whatever a file calls it.
    `on_start`, `on_end`: the name → what is called. `skipped`: elements that are left out with all
    that is in them. `on_text`: what gets the characters.
    """

    def __init__(
        self,
        prefixes: Mapping[str, str],
        on_start: Mapping[str, Callable[[Attributes], None]],
        on_end: Mapping[str, Callable[[], None]] | None = None,
        skipped: frozenset[str] = frozenset(),
        on_text: Callable[[str], None] | None = None,
    ) -> None:
        self._names = _ShortNames(prefixes)
        self._on_start, self._on_end, self._skipped = on_start, on_end or {}, skipped
        self._on_text = on_text
        self._left_out = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        short = self._names[name]
        if self._left_out or short in self._skipped:
            self._left_out += 1
        elif call := self._on_start.get(short):
            call({self._names[key]: value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        """An element ends."""
        if self._left_out:
            self._left_out -= 1
        elif call := self._on_end.get(self._names[name]):
            call()

    def text(self, characters: str) -> None:
        """Characters stand in the innermost element."""
        if self._on_text and not self._left_out:
            self._on_text(characters)


class _ShortNames(dict[str, str]):
    """ "namespace-uri local" → "prefix:local"; a name of no known namespace stays as it is."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes

    def __missing__(self, name: str) -> str:
        uri, _, local = name.rpartition(" ")
        prefix = self._prefixes.get(uri)
        short = f"{prefix}:{local}" if prefix else name
        if len(self) < _MOST_NAMES:  # a hostile file may have any number
            self[name] = short
        return short
