"""A .zip → the files inside it, or why one of them was not taken; nothing is written to disk."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from indexer.read.document import Part, Unreadable
from indexer.read.limits import MAX_FILE, MAX_PARTS, MAX_UNPACKED
from indexer.read.part_names import PartNames, is_passed_over
from search.text.normalize import composed

MAX_RATIO = 100
"""Unpacked bytes for a packed one; files of Office have 3 to 30."""
_SMALL = 100_000
"""Bytes of a file whose ratio does not matter: a table of zeros is no bomb."""
_CHUNK = 1 << 16
_MAX_DIRECTORY = 8_000_000
"""Bytes of the list of members: of so many, with the longest names that people give."""
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
"""End of central directory record (APPNOTE.TXT, 4.3.16)."""
_UTF8, _ENCRYPTED = 0x800, 0x1
_UNICODE_PATH = 0x7075
"""Extra field with the name in UTF-8 (APPNOTE.TXT, 4.6.9)."""
_VIETNAMESE = frozenset(
    "".join(chr(c) for c in range(0x20, 0x7F))
    + "".join(chr(c) for c in (*range(0xC0, 0x1EF), *range(0x1EA0, 0x1EFA)))
    + "–—“”‘’…"
)


def zip_parts(data: bytes) -> Iterator[Part]:
    """The files of an archive, in its order; one that was not taken says why, the others come.

    Folders and what systems leave (`is_passed_over`) are no files. Names are only names, whether
    they begin with "/" or "..". Archives inside are parts as others are. Raises Unreadable for what
    is no archive, or holds too many.
    """
    _check_directory(data)
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, struct.error, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable(f"is a damaged zip file: {error}", unread=True) from None
    named = ((name_of(info), info) for info in archive.infolist())
    members = [
        (name, info)
        for name, info in named
        if name and not name.endswith("/") and not is_passed_over(name)
    ]
    if len(members) > MAX_PARTS:
        raise Unreadable(
            f"holds {len(members):,} files: with more than {MAX_PARTS:,} it is not read"
        )
    return _parts(archive, members)


def _parts(archive: ZipFile, members: list[tuple[str, ZipInfo]]) -> Iterator[Part]:
    names, left = PartNames(), MAX_UNPACKED
    for name, info in members:
        try:
            content = _content(archive, info, left)
        except Unreadable as error:
            yield Part(names.unique(name), b"", problem=error.reason)
        else:
            left -= len(content)
            yield Part(names.unique(name), content)


def _check_directory(data: bytes) -> None:
    at = data.rfind(_END_MARK, max(0, len(data) - 0xFFFF - _END.size))
    if at < 0 or len(data) < at + _END.size:
        raise Unreadable("is a damaged zip file: its list of files is missing", unread=True)
    if _END.unpack_from(data, at)[5] > _MAX_DIRECTORY:
        raise Unreadable(f"holds more than {MAX_PARTS:,} files; none is read")


def name_of(info: ZipInfo) -> str:
    """The name of a member as its archive means it.

    Unless marked as UTF-8 it is of the code page of the system that packed it, which `zipfile`
    reads as 437: it is read again, as UTF-8 or the Vietnamese one (1258) if it can be, else left.
    """
    name = info.orig_filename
    if info.flag_bits & _UTF8 or name.isascii():
        return name.replace("\\", "/")
    raw = name.encode("cp437", "replace")
    told = _unicode_path(info.extra, raw)
    if told:
        return told.replace("\\", "/")
    try:
        return raw.decode("utf-8").replace("\\", "/")
    except UnicodeDecodeError:
        pass
    vietnamese = composed(raw.decode("cp1258", "replace"))
    return (vietnamese if _VIETNAMESE.issuperset(vietnamese) else name).replace("\\", "/")


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name that the extra fields give, if it is that of this name."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + length]
        if kind == _UNICODE_PATH and field[1:5] == struct.pack("<L", zlib.crc32(raw)):
            return field[5:].decode("utf-8", "replace")
        at += 4 + length
    return None


def _content(archive: ZipFile, info: ZipInfo, left: int) -> bytes:
    """The bytes of a member, no more of them than are allowed. Raises Unreadable."""
    if info.flag_bits & _ENCRYPTED:
        raise Unreadable("is encrypted")
    most = min(MAX_FILE, left, max(_SMALL, MAX_RATIO * info.compress_size))
    if info.file_size > most:
        raise Unreadable(_too_much(info, left))
    try:
        content = _unpacked(archive, info, most)
    except NotImplementedError:
        raise Unreadable(f"is packed by a method that is not read ({info.compress_type})") from None
    except Exception as error:  # each method of packing has errors of its own
        raise Unreadable(f"is damaged: {error}") from None
    if len(content) > most:  # more than its archive says
        raise Unreadable(_too_much(info, left))
    return content


def _unpacked(archive: ZipFile, info: ZipInfo, most: int) -> bytes:
    """The bytes of a member, and few more than `most` if it has more than these."""
    chunks: list[bytes] = []
    size = 0
    with archive.open(info) as member:
        while size <= most and (chunk := member.read(_CHUNK)):
            size += len(chunk)
            chunks.append(chunk)
    return b"".join(chunks)


def _too_much(info: ZipInfo, left: int) -> str:
    """Why a member is not unpacked."""
    if info.file_size > MAX_FILE:
        return f"is too large: {info.file_size:,} bytes, {MAX_FILE:,} are unpacked"
    if max(_SMALL, MAX_RATIO * info.compress_size) <= min(MAX_FILE, left):
        return f"is packed more than {MAX_RATIO} to 1, as no paper is"
    return f"is past the {MAX_UNPACKED:,} bytes that are unpacked of an archive"
