"""Papers → files of Word and LibreOffice: .docx .odt .rtf .doc."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.indexer.read.office.made import Look, W, odt, word97, zipped
from tests.sample_files.papers import Paper, written

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_IN_TABLE, _ROW_END = 0x2416, 0x2417
"""sprmPFInTable, sprmPFTtp ([MS-DOC] 2.6.2)."""

Columns = Sequence[Sequence[str]]
"""Cells beside each other, the lines of each."""


def ends(paper: Paper) -> Columns:
    """The end of a paper: who gets it, and who signed it."""
    return [paper.closing, paper.signed]


def heads(paper: Paper) -> list[Columns]:
    """The head of a paper: a row of who issued it and the motto, a row of number and place."""
    return [[paper.left, paper.right], [[paper.number], [paper.place]]]


def docx(paper: Paper) -> bytes:
    """A .docx with the parts that Word asks for."""
    body = _w_table(heads(paper), "center")
    body += "".join(_w_p(line, "center", is_bold=True) for line in paper.title)
    body += "".join(_w_p(text, "both", mark=bool(note)) for text, note in paper.paragraphs())
    if paper.table:
        body += _w_p(paper.caption, style="Caption")
        body += _w_table([[[written(cell)] for cell in row] for row in paper.table], is_ruled=True)
    body += _w_p("") + _w_table([ends(paper)])
    body += '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
        '<w:sz w:val="28"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/>'
        '<w:basedOn w:val="Normal"/></w:style>'
    )
    notes = "".join(
        f'<w:footnote w:id="1">{_w_p(note)}</w:footnote>' for _, note in paper.paragraphs() if note
    )
    parts = {"styles": styles} | ({"footnotes": notes} if notes else {})
    return zipped({
        "[Content_Types].xml": content_types(
            {"word/document.xml": f"{_WORD}.document.main+xml"}
            | {f"word/{name}.xml": f"{_WORD}.{name}+xml" for name in parts}
        ),
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": _w_root("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relations({name: f"{name}.xml" for name in parts}),
        **{f"word/{name}.xml": _w_root(name, content) for name, content in parts.items()},
    })  # fmt: skip


def content_types(parts: dict[str, str]) -> str:
    """[Content_Types].xml of an Office file: part → its type."""
    own = "".join(f'<Override PartName="/{at}" ContentType="{it}"/>' for at, it in parts.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{own}</Types>'
    )


def relations(targets: dict[str, str]) -> str:
    """A .rels of an Office file: kind of a part → where it is."""
    own = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items(), 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<Relationships xmlns="{PACKAGE}/relationships">{own}</Relationships>'
    )


def _w_root(name: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{W}">{content}</w:{name}>'


def _w_p(
    text: str, align: str = "", style: str = "", is_bold: bool = False, mark: bool = False
) -> str:
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    own += f'<w:jc w:val="{align}"/>' if align else ""
    run = "<w:rPr><w:b/></w:rPr>" if is_bold else ""
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>' if mark else ""
    return f"<w:p><w:pPr>{own}</w:pPr><w:r>{run}<w:t>{escape(text)}</w:t></w:r>{note}</w:p>"


def _w_table(rows: Sequence[Columns], align: str = "", is_ruled: bool = False) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in sides) if is_ruled else ""
    count = len(rows[0])
    grid = f'<w:gridCol w:w="{9000 // count}"/>' * count
    inside = "".join(
        "<w:tr>{}</w:tr>".format(
            "".join(
                "<w:tc><w:tcPr/>{}</w:tc>".format(
                    "".join(_w_p(line, align) for line in cell or [""])
                )
                for cell in row
            )
        )
        for row in rows
    )
    borders = f"<w:tblBorders>{lines}</w:tblBorders>" if lines else ""
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{inside}</w:tbl>"


def odt_file(paper: Paper) -> bytes:
    """An .odt with a list of its parts."""
    body = _odt_table("head", heads(paper))
    body += "".join(f"<text:p>{escape(line)}</text:p>" for line in paper.title)
    for text, note in paper.paragraphs():
        own = (
            '<text:note text:id="ftn1" text:note-class="footnote">'
            "<text:note-citation>1</text:note-citation><text:note-body>"
            f"<text:p>{escape(note)}</text:p></text:note-body></text:note>"
        )
        body += f"<text:p>{escape(text)}{own if note else ''}</text:p>"
    body += _odt_table("end", [ends(paper)])
    kind = "application/vnd.oasis.opendocument.text"
    return odt(body, **{"META-INF/manifest.xml": manifest(kind, "styles.xml")})


def manifest(kind: str, *others: str) -> str:
    """META-INF/manifest.xml of an OpenDocument file of a type (OpenDocument 1.3, part 2)."""
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest"
    own = {"/": kind} | dict.fromkeys(("content.xml", *others), "text/xml")
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{it}"/>'
        for path, it in own.items()
    )
    return f'<manifest:manifest xmlns:manifest="{space}:1.0">{listed}</manifest:manifest>'


def _odt_table(name: str, rows: Sequence[Columns]) -> str:
    written_rows = ""
    for row in rows:
        cells = ("".join(f"<text:p>{escape(line)}</text:p>" for line in cell) for cell in row)
        inside = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
        written_rows += f"<table:table-row>{inside}</table:table-row>"
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    return f'<table:table table:name="{name}">{columns}{written_rows}</table:table>'


def rtf(paper: Paper) -> bytes:
    """An .rtf, its letters by their numbers (\\u)."""
    body = _rtf_table(heads(paper))
    body += "".join(rf"\pard\qc\b {_rtf(line)}\b0\par" + "\n" for line in paper.title)
    for text, note in paper.paragraphs():
        own = rf"{{\super\chftn{{\footnote\pard\chftn {_rtf(note)}}}}}" if note else ""
        body += rf"\pard\qj {_rtf(text)}{own}\par" + "\n"
    body += _rtf_table([ends(paper)])
    fonts = r"{\fonttbl{\f0\froman Times New Roman;}}"
    return ("{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0" + fonts + "\\fs28\n" + body + "}").encode()


def _rtf(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    return "".join(own if own.isascii() else f"\\u{ord(own)}?" for own in escaped)


def _rtf_table(rows: Sequence[Columns]) -> str:
    table = ""
    for row in rows:
        cells = (r"\par ".join(map(_rtf, cell)) for cell in row)
        table += r"\trowd\cellx4500\cellx9500 "
        table += "".join(rf"\pard\intbl\qc {cell}\cell " for cell in cells) + "\\row\n"
    return table


def doc(paper: Paper) -> bytes:
    """A .doc of the smallest kind: what a reader needs, and nothing of how it looks."""
    text, looks = "", list[Look]()
    plain: Look = (0, ())
    for row in heads(paper):
        for cell in row:
            text += "\r".join(cell) + "\x07"
            looks += [(0, (_IN_TABLE,))] * len(cell)
        text += "\x07"
        looks.append((0, (_IN_TABLE, _ROW_END)))
    lines = [*paper.title, *paper.body, *paper.closing, *paper.signed]
    return word97(text + "\r".join(lines) + "\r", looks + [plain] * len(lines))
