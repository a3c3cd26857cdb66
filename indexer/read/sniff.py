"""How a file begins → its kind, as the table of formats names it; a name is asked last."""

import re
from pathlib import PurePosixPath

from indexer.read.document import Unreadable
from indexer.read.formats import RECORDS, TEXT, format_of, holds_records

HEAD = 65_536
"""Bytes of a file that tell what it is."""
ZIP, OLE = "zip", "ole"
"""Containers of several kinds: what is in them tells which; see `kind_of`."""

_SIGNATURES = ((b"{\\rtf", "rtf"), (b"PK\x03\x04", ZIP), (b"PK\x05\x06", ZIP))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = re.compile(rb"(?:.{0,1018}[\r\n])?%PDF-\d", re.DOTALL)
"""Within the first 1,024 bytes, as readers take it, at the beginning of a line."""
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_NOT_READ = (
    (b"Rar!", "is a RAR archive, which is not read: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive, which is not read: unpack it first"),
)
_MARKUP = re.compile(
    rb"(?:<\?xml[^>]{0,200}>|<!--.{0,2000}?-->|\s)*+<(?:!doctype\s+html|html|head|body|title|meta|"
    rb"h[1-6]|p|div|table|article|section|main|header|nav|center|font|style|script|link|base|"
    rb"span|b|i|u|a|em|strong|br|hr|ul|ol|li|pre|blockquote|form|img|frameset|noscript)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):")
_OF_MAIL = {
    *(b"from", b"to", b"subject", b"date", b"received", b"message-id", b"return-path"),
    *(b"mime-version", b"content-type", b"delivered-to", b"reply-to", b"x-mailer"),
}
_HEADERS_ENOUGH = 2
_SECTOR = bytes(512)
"""What a disk loses at least, and file systems fill with zeros after the power failed."""
_HOLDS_BYTES = re.compile(rb"\\bin\d|transfer-encoding:\s*binary", re.IGNORECASE)
"""What an RTF file or a mail says that has other things than text in it, as they are."""
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def looks(head: bytes, name: str) -> str | None:
    """The kind of a file by its first HEAD bytes, ZIP or OLE where more must be asked; None if it
    is of no kind that is read.

    `name`: of the file; asked only whether it is one of records, and whether what may be any text
    was meant as one. Raises Unreadable for kinds that people take for reports.
    """
    if holds_records(name):
        return RECORDS
    if not head.strip(b"\0 \t\r\n"):
        return TEXT if format_of(name) else None
    if head.startswith(_OLE):
        return OLE
    if head.startswith(_PICTURES) and b"\0" in head and not format_of(name):
        return None
    _refuse(head)
    if kind := next((kind for own, kind in _SIGNATURES if head.lstrip().startswith(own)), None):
        return kind
    return _kind_of_text(head, name)


def _refuse(head: bytes) -> None:
    """Raise Unreadable for what people take for a report, or name like one, and is none."""
    for signature, reason in _NOT_READ:
        if head.startswith(signature):
            raise Unreadable(reason)
    if head.startswith(_PICTURES) and b"\0" in head:
        raise Unreadable("is a picture, whatever its name says")


def _kind_of_text(head: bytes, name: str) -> str | None:
    if _PDF.match(head):
        return "pdf"
    text = _narrow(head)
    if _MARKUP.match(text):
        return "html"
    if _is_mail(text):
        return "eml"
    return TEXT if format_of(name) or _may_be_text(head) else None


def kind_of(data: bytes, name: str) -> str | None:
    """The kind of a whole file, None if it is of none that is read; `name`: see `looks`.

    Raises Unreadable.
    """
    kind = looks(data[:HEAD], name)
    if kind in (OLE, ZIP):
        from indexer.read.office.containers import ole_kind, zip_kind  # loads what opens them

        return ole_kind(data) if kind == OLE else zip_kind(data) or ZIP
    return kind


def is_wiped(head: bytes) -> bool:
    """Whether a file holds zeros where others begin: after the power failed, for one."""
    return head.startswith(_SECTOR) or (bool(head) and not head.strip(b"\0"))


def refuse_holes(data: bytes) -> None:
    """Raise Unreadable for the bytes of a text in which a sector of a disk is zeros: a part of it
    is lost, and what the index has of it is better."""
    at = data.find(_SECTOR)
    if at >= 0 and not _HOLDS_BYTES.search(data):
        raise Unreadable(f"is damaged: it holds zeros from byte {at} on", unread=True)


def suffix_of(name: str) -> str:
    """What files of a kind are counted by: ".png"; the name itself where it has no suffix."""
    return PurePosixPath(name).suffix.lower() or PurePosixPath(name).name


def _is_mail(head: bytes) -> bool:
    """Whether a text begins with the header lines of a mail."""
    names = set()
    for line in head.split(b"\n")[:40]:
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        found = _HEADER.match(line)
        if not found and not line.startswith(b"From "):
            return False
        if found:
            names.add(found.group(1).lower())
    return len(names & _OF_MAIL) >= _HEADERS_ENOUGH


def _narrow(head: bytes) -> bytes:
    """A text without the mark that it begins with, and one byte a letter of ASCII."""
    mark = next((own for own in _MARKS if head.startswith(own)), b"")
    return head[len(mark) :].replace(b"\0", b"")


def _may_be_text(head: bytes) -> bool:
    """Whether bytes whose file has the name of something else may be a text all the same."""
    controls = len(head) - len(head.translate(None, bytes(set(range(32)) - set(b"\t\n\r\f\v"))))
    return controls < len(head) / 100
