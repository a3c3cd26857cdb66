"""Our own texts → small files of Word and LibreOffice, made by hand."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: Mapping[str, str | bytes], stored: Sequence[str] = ()) -> bytes:
    """A zip of parts, packed but for those that are `stored` as they are, all of one fixed time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, kind)
    return file.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A .docx of what stands in w:body, and of other parts: styles='<w:style ...>' ..."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": _word("document", f"<w:body>{body}</w:body>"),
    }
    for name, content in parts.items():
        files[f"word/{name}.xml"] = _word(roots[name], content)
    return zipped(files)


def _word(root: str, content: str) -> str:
    return f'<w:{root} xmlns:w="{W}" xmlns:mc="{MC}">{content}</w:{root}>'


def p(text: str, style: str = "", more: str = "") -> str:
    """A paragraph of a .docx. `more`: what else is in w:pPr."""
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{own}{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: Sequence[str]) -> str:
    """A table of a .docx, of what stands in its cells: a text, or paragraphs."""
    return "<w:tbl>{}</w:tbl>".format(
        "".join(
            "<w:tr>{}</w:tr>".format(
                "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row)
            )
            for row in rows
        )
    )


def odt(body: str, automatic: str = "", styles: str = "", **more: str) -> bytes:
    """An .odt of what stands in office:text, automatic styles, and named styles."""
    names = {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
    }
    spaces = " ".join(f'xmlns:{own}="{OASIS}:{uri}:1.0"' for own, uri in names.items())
    content = (
        f"<office:document-content {spaces}>"
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    named = f"<office:document-styles {spaces}>{styles}</office:document-styles>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": named,
            **more,
        },
        stored=["mimetype"],
    )


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) of one sector of tables, each stream at least 4096 bytes long."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    padded = {name: data + b"\0" * (-len(data) % 512) for name, data in padded.items()}
    chain, contents, entries = [0xFFFFFFFD, 0xFFFFFFFE], b"", [_entry("Root Entry", 5, 1, 0, 0)]
    for number, (name, data) in enumerate(padded.items(), 1):
        start, count = len(chain), len(data) // 512
        chain += [*range(start + 1, start + count), 0xFFFFFFFE]
        contents += data
        right = number + 1 if number < len(padded) else 0xFFFFFFFF
        entries.append(_entry(name, 2, 0xFFFFFFFF, start, len(data), right))
    assert len(chain) <= 128 and len(entries) <= 4
    header = struct.pack(
        "<8s16x5H6x9I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        1,
        0,
        4096,
        0xFFFFFFFE,
        0,
        0xFFFFFFFE,
        0,
    )
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    return header + fat + b"".join(entries).ljust(512, b"\0") + contents


def _entry(
    name: str, kind: int, child: int, start: int, size: int, right: int = 0xFFFFFFFF
) -> bytes:
    own = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36xIII",
        own,
        len(own) + 2,
        kind,
        1,
        0xFFFFFFFF,
        right,
        child,
        start,
        size,
        0,
    )


Look = tuple[int, Sequence[int | tuple[int, int]]]
"""The number of the style of a paragraph, and its properties (sprm): on, or a number of a list."""


def word97(
    text: str,
    looks: Sequence[Look] = (),
    notes: str = "",
    boxes: str = "",
    flags: int = 0x200,
    version: int = 0xC1,
    marked: tuple[int, int, bytes] | None = None,
    styles: Sequence[str] = ("Normal",),
    levels: Sequence[tuple[int, str]] = (),
) -> bytes:
    """A .doc of a text with its marks ("\\r", "\\x07" ...), one look a paragraph of the body.

    `marked`: characters of the text, from and to, that have properties. `levels`: of list 1, the
    number of the form and the text of each.
    """
    whole = text + notes + boxes
    start = 1024
    main = bytearray(start) + whole.encode("utf-16-le")
    main += b"\0" * (-len(main) % 512)
    struct.pack_into("<HH", main, 0, 0xA5EC, version)
    struct.pack_into("<H", main, 10, flags)
    struct.pack_into("<7i", main, 0x4C, len(text), len(notes), 0, 0, 0, 0, len(boxes))
    pieces = struct.pack("<BIII", 2, 16, 0, len(whole)) + struct.pack("<HIH", 0, start, 0)
    tables = {0x1A2: pieces, 0xA2: _style_sheet(styles)}
    if looks:
        ends = [start + 2 * i + 2 for i, own in enumerate(text) if own in "\r\x07\x0c"]
        values = [struct.pack("<H", style) + b"".join(map(_sprm, on)) for style, on in looks]
        tables[0x102] = struct.pack("<III", start, ends[-1], len(main) // 512)
        main += _page([start, *ends], values, entry=13)
    if marked:
        first, last = (start + 2 * place for place in marked[:2])
        tables[0xFA] = struct.pack("<III", first, last, len(main) // 512)
        main += _page([first, last], [marked[2]], entry=1)
    if levels:
        tables[0x2E2] = _lists(levels)
        tables[0x2EA] = struct.pack("<Ii8xB3xI", 1, 77, 0, 0xFFFFFFFF)
    table = b""
    for at, content in tables.items():
        struct.pack_into("<II", main, at, len(table), len(content))
        table += content
    return ole({"WordDocument": bytes(main), "1Table": table})


def _sprm(own: int | tuple[int, int]) -> bytes:
    name, value = own if isinstance(own, tuple) else (own, 1)
    return struct.pack("<HH" if name >> 13 == 2 else "<HB", name, value)


def _lists(levels: Sequence[tuple[int, str]]) -> bytes:
    """One list of nine levels, of which those that are not given have no number."""
    written = struct.pack("<Hii18xBx", 1, 77, 0, 0)
    for form, text in [*levels, *[(255, "")] * (9 - len(levels))]:
        written += struct.pack("<iB19xBBH", 1, form, 0, 0, 0)
        written += struct.pack("<H", len(text)) + text.encode("utf-16-le")
    return written


def _page(places: Sequence[int], values: Sequence[bytes], entry: int) -> bytes:
    """A page of formatting: places, then where the properties of each run are, from the end up."""
    assert len(places) == len(values) + 1
    page = bytearray(512)
    struct.pack_into(f"<{len(places)}I", page, 0, *places)
    at = 510
    for number, value in enumerate(values):
        if entry == 1:
            own = bytes([len(value)]) + value
        elif len(value) % 2:
            own = bytes([len(value) // 2 + 1]) + value
        else:
            own = bytes([0, len(value) // 2]) + value
        at = (at - len(own)) // 2 * 2
        page[at : at + len(own)] = own
        page[4 * len(places) + entry * number] = at // 2
    page[511] = len(values)
    return bytes(page)


def _style_sheet(names: Sequence[str]) -> bytes:
    sheet = struct.pack("<HHH", 4, len(names), 10)
    for name in names:
        own = struct.pack("<5H", 0, 1 | 0xFFF << 4, 0, 0, 0)
        own += struct.pack("<H", len(name)) + name.encode("utf-16-le") + b"\0\0"
        sheet += struct.pack("<H", len(own)) + own
    return sheet
