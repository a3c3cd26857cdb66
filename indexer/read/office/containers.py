"""Bytes of an OLE file or a zip → the kind of document in it, and the streams of the former."""

import io
import zipfile
from collections.abc import Sequence

import olefile

from indexer.read.document import Unreadable

_OLE_KINDS = {"worddocument": "doc", "workbook": "xls", "book": "xls"}
_ENCRYPTED = "is encrypted"
_OLE_UNREAD = {
    "encryptedpackage": _ENCRYPTED,
    "encryptedsummary": _ENCRYPTED,
    "powerpoint document": "is a presentation, which is not read",
    "__properties_version1.0": "is an Outlook message, which is not read",
    "visiodocument": "is a drawing, which is not read",
}
_PART_KINDS = {
    "word/": "docx",
    "xl/": "xlsx",
    "ppt/": "pptx",
}
_ODF_KINDS = {
    "text": "odt",
    "text-template": "odt",
    "text-master": "odt",
    "spreadsheet": "ods",
    "spreadsheet-template": "ods",
    "presentation": "odp",
    "presentation-template": "odp",
}
_LONGEST_TYPE = 200


def ole_kind(data: bytes) -> str:
    """ "doc" or "xls": what an OLE file (D0 CF 11 E0 ...) holds, by the names of its streams.

    Raises Unreadable for what is encrypted, is read by nothing here, or is damaged.
    """
    names = _stream_names(data)
    for name, reason in _OLE_UNREAD.items():
        if name in names:
            raise Unreadable(reason, unread=reason == _ENCRYPTED)
    for name, kind in _OLE_KINDS.items():
        if name in names:
            return kind
    raise Unreadable("is an OLE file of a kind that is not known", unread=True)


def ole_streams(data: bytes, wanted: Sequence[str]) -> dict[str, bytes]:
    """Those of the wanted streams that an OLE file has, by name. Raises Unreadable."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return {
                name: file.openstream(name).read(len(data)) for name in wanted if file.exists(name)
            }
    except Exception as error:  # olefile raises whatever hostile bytes lead to
        raise Unreadable(f"is a damaged OLE file: {error}", unread=True) from None


def _stream_names(data: bytes) -> set[str]:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return {path[0].lower() for path in file.listdir(storages=True)}
    except Exception as error:
        raise Unreadable(f"is a damaged OLE file: {error}", unread=True) from None


def zip_kind(data: bytes) -> str | None:
    """ "docx", "xlsx", "odt" or "ods", by the names of the parts; None: an archive of any files.

    .docm, .dotx are "docx", .xlsm, .xlsb are "xlsx", and templates what they are templates of.
    Raises Unreadable for what is read by nothing here, and for a damaged zip.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.replace("\\", "/").lower() for name in archive.namelist()]
            kind = _ooxml_kind(names) or _odf_kind(archive, names)
    except Unreadable:
        raise
    except Exception as error:  # zipfile raises whatever hostile bytes lead to
        raise Unreadable(f"is a damaged zip: {error}", unread=True) from None
    if kind in ("pptx", "odp"):
        raise Unreadable("is a presentation, which is not read")
    return kind


def _ooxml_kind(names: Sequence[str]) -> str | None:
    if "[content_types].xml" not in names:
        return None
    inside = (
        kind
        for folder, kind in _PART_KINDS.items()
        if any(name.startswith(folder) for name in names)
    )
    return next(inside, None)


def _odf_kind(archive: zipfile.ZipFile, names: Sequence[str]) -> str | None:
    if "mimetype" not in names or "content.xml" not in names:
        return None
    with archive.open(archive.namelist()[names.index("mimetype")]) as file:
        written = file.read(_LONGEST_TYPE).decode("ascii", "replace").strip()
    _, _, own = written.rpartition("vnd.oasis.opendocument.")
    return _ODF_KINDS.get(own)
