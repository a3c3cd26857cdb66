"""Bytes of a .docx (ECMA-376, 17) → its paragraphs."""

from indexer.read.document import ParsedFile
from indexer.read.office.docx_numbering import NumberingPart
from indexer.read.office.docx_styles import PREFIXES, Numbering, StyleSheet, level_of
from indexer.read.office.flow import Flow
from indexer.read.office.guard import guarded
from indexer.read.office.numbering import ListCounters
from indexer.read.office.styles import StyleKind
from indexer.read.office.zipped_xml import Attributes, Handlers, ZippedXml
from search.report import PassageKind

_MAIN_PART = "word/document.xml"
_LEFT_OUT = frozenset({
    "w:del", "w:moveFrom", "w:rPrChange", "w:pPrChange", "w:tblPrChange", "w:sectPrChange",
    "w:numberingChange", "mc:Fallback",
})  # fmt: skip
"""What was deleted, how it looked before a change, and what a text box is for old programs."""
_SYMBOLS = {0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0x2D: "-"}
"""Those characters of the font Symbol that office papers have."""
_OFF = {"0", "false", "off", "none"}


@guarded("Word file")
def read_docx(data: bytes) -> ParsedFile:
    """The body, then text boxes, then footnotes; running heads are left out. Raises Unreadable.

    Pages are those on which Word last saw each line (lastRenderedPageBreak): about right. A file
    that has none of these marks gives no pages: the breaks that people type are but a few.
    """
    parts = ZippedXml(data)
    main = _main_part(parts)
    folder = main.rpartition("/")[0]
    styles, numbers = StyleSheet(), ListCounters()
    for name, handlers in (
        ("styles.xml", styles.handlers()),
        ("numbering.xml", NumberingPart(numbers).handlers()),
    ):
        if f"{folder}/{name}" in parts:
            parts.parse(f"{folder}/{name}", handlers)
    styles.finish()
    flow = Flow()
    text = _Text(flow, styles, numbers)
    parts.parse(main, text.handlers())
    pages, flow.page = flow.page, None
    for name in ("footnotes.xml", "endnotes.xml"):
        if f"{folder}/{name}" in parts:
            parts.parse(f"{folder}/{name}", _Text(flow, styles, numbers).handlers())
    return ParsedFile(flow.paragraphs(), pages=pages, are_pages_exact=False)


def _main_part(parts: ZippedXml) -> str:
    """The name of the part that holds the body: the package says it (ECMA-376-2, 9.3)."""
    found: list[str] = []

    def note(attributes: Attributes) -> None:
        if attributes.get("Type", "").endswith("/officeDocument"):
            found.append(attributes.get("Target", "").lstrip("/"))

    if "_rels/.rels" in parts:
        parts.parse("_rels/.rels", Handlers(PREFIXES, {"pr:Relationship": note}))
    return next((name for name in found if name in parts), _MAIN_PART)


class _Text:
    """Elements of document.xml, footnotes.xml or endnotes.xml → what the flow is told."""

    def __init__(self, flow: Flow, styles: StyleSheet, numbers: ListCounters) -> None:
        self._flow, self._styles, self._numbers = flow, styles, numbers
        self._open: list[tuple[str | None, Numbering, bool]] = []
        self._in_run = self._in_text = self._is_hidden = False
        self._start_paragraph({})

    def handlers(self) -> Handlers:
        """What reads the part."""
        flow = self._flow
        on_start = {
            "w:p": self._start_paragraph,
            "w:pStyle": self._set_style,
            "w:numId": lambda a: self._set_list(a.get("w:val"), None),
            "w:ilvl": lambda a: self._set_list(None, level_of(a)),
            "w:outlineLvl": self._set_outline,
            "w:r": self._start_run,
            "w:vanish": self._hide,
            "w:t": self._start_text,
            "m:t": self._start_text,
            "w:tab": lambda a: self._put("\t"),
            "w:ptab": lambda a: self._put("\t"),
            "w:br": lambda a: self._put(" " if "w:type" in a else "\n"),
            "w:cr": lambda a: self._put("\n"),
            "w:noBreakHyphen": lambda a: self._put("-"),
            "w:softHyphen": lambda a: self._put("\xad"),
            "w:sym": self._put_symbol,
            "w:lastRenderedPageBreak": self._turn_page,
            "w:tbl": lambda a: flow.start_table(),
            "w:txbxContent": self._start_box,
            "w:footnote": self._start_note,
            "w:endnote": self._start_note,
        }
        on_end = {
            "w:p": self._end_paragraph,
            "w:r": self._end_run,
            "w:t": self._end_text,
            "m:t": self._end_text,
            "w:tc": flow.end_cell,
            "w:tr": flow.end_row,
            "w:tbl": flow.end_table,
            "w:txbxContent": self._end_box,
            "w:footnote": flow.leave,
            "w:endnote": flow.leave,
        }
        return Handlers(PREFIXES, on_start, on_end, _LEFT_OUT, self._text)

    def _start_paragraph(self, _: Attributes) -> None:
        self._style: str | None = None
        self._list: Numbering = (None, None)
        self._is_top = False

    def _set_style(self, attributes: Attributes) -> None:
        self._style = attributes.get("w:val")

    def _set_list(self, list_id: str | None, level: int | None) -> None:
        old = self._list
        self._list = (list_id or old[0], old[1] if level is None else level)

    def _set_outline(self, attributes: Attributes) -> None:
        self._is_top = attributes.get("w:val") == "0"

    def _end_paragraph(self) -> None:
        kind = self._styles.kind_of(self._style)
        if kind is StyleKind.PLAIN and self._is_top:
            kind = StyleKind.HEADING
        inherited = self._styles.numbering_of(self._style)
        list_id = self._list[0] or inherited[0]
        level = next((own for own in (self._list[1], inherited[1]) if own is not None), 0)
        self._flow.end_paragraph(kind, self._numbers.next_of(list_id, level))
        self._start_paragraph({})

    def _start_run(self, _: Attributes) -> None:
        self._in_run, self._is_hidden = True, False

    def _end_run(self) -> None:
        self._in_run = self._is_hidden = False

    def _hide(self, attributes: Attributes) -> None:
        self._is_hidden = self._in_run and attributes.get("w:val") not in _OFF

    def _start_text(self, _: Attributes) -> None:
        self._in_text = True

    def _end_text(self) -> None:
        self._in_text = False

    def _text(self, characters: str) -> None:
        if self._in_text and not self._is_hidden:
            self._flow.add(characters)

    def _put(self, characters: str) -> None:
        if self._in_run and not self._is_hidden:  # w:tab is a tab stop, too, outside of runs
            self._flow.add(characters)

    def _put_symbol(self, attributes: Attributes) -> None:
        """A character of a font by its number; fonts of signs have theirs from F000 on."""
        try:
            code = int(attributes.get("w:char", ""), 16)
        except ValueError:
            return
        if 0x20 <= code < 0xD800:
            self._put(chr(code))
        elif attributes.get("w:font", "").startswith("Symbol"):
            self._put(_SYMBOLS.get(code & 0xFF, ""))

    def _turn_page(self, _: Attributes) -> None:
        self._flow.turn_page()

    def _start_box(self, _: Attributes) -> None:
        """The paragraph that a text box hangs on goes on after it."""
        self._open.append((self._style, self._list, self._is_top))
        self._start_paragraph({})
        self._in_run = False
        self._flow.enter(PassageKind.BODY)

    def _end_box(self) -> None:
        if self._open:
            self._flow.leave()
            self._style, self._list, self._is_top = self._open.pop()
            self._in_run = True

    def _start_note(self, _: Attributes) -> None:
        self._flow.enter(PassageKind.FOOTNOTE)
