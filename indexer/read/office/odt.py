"""Bytes of an .odt (OpenDocument 1.3, part 3) → its paragraphs."""

import re
from collections.abc import Callable

from indexer.read.document import ParsedFile, Unreadable
from indexer.read.office.flow import Flow
from indexer.read.office.guard import guarded
from indexer.read.office.odt_lists import OdtLists
from indexer.read.office.styles import StyleEntry, StyleKind, style_kinds
from indexer.read.office.zipped_xml import Attributes, Handlers, ZippedXml
from search.report import PassageKind

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES = {
    f"{_OASIS}{name}:1.0": prefix
    for name, prefix in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("drawing", "draw"),
        ("svg-compatible", "svg"),
    )
}
_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_LEFT_OUT = frozenset({
    "text:tracked-changes", "text:note-citation", "text:ruby-text", "office:annotation",
    "office:forms", "office:binary-data", "svg:title", "svg:desc",
})  # fmt: skip
"""What was deleted, comments, and what is not of the text; deleted text stands apart in a file."""
_ENCODED = re.compile("_([0-9a-f]{1,4})_")
_LINE_ENDS = str.maketrans("\r\n\t", "   ")
_MOST_ENTRIES = 20_000
_MOST_REPEATED = 20
"""Cells that are written once for many; those are empty."""


@guarded("OpenDocument file")
def read_odt(data: bytes) -> ParsedFile:
    """The body, then text boxes, then footnotes; running heads are left out. Raises Unreadable.

    Pages are those that the program last saw (text:soft-page-break): about right.
    """
    parts = ZippedXml(data)
    if _CONTENT not in parts:
        raise Unreadable("is a damaged OpenDocument file: it has no content.xml")
    if _MANIFEST in parts and b"encryption-data" in parts.read(_MANIFEST):
        raise Unreadable("is encrypted")
    flow, styles = Flow(), _Styles()
    if _STYLES in parts:
        parts.parse(_STYLES, Handlers(PREFIXES, styles.on_start()))
    parts.parse(_CONTENT, _Text(flow, styles).handlers())
    return ParsedFile(flow.paragraphs(), pages=flow.page, are_pages_exact=False)


class _Styles:
    """Named styles and those that a program made of them → what they say of a paragraph."""

    def __init__(self) -> None:
        self._entries: dict[str, StyleEntry] = {}
        self._kinds: dict[str, StyleKind] | None = None

    def on_start(self) -> dict[str, Callable[[Attributes], None]]:
        """What is called at an element that defines a style."""
        return {"style:style": self._add}

    def kind_of(self, name: str) -> StyleKind:
        """What a style says; styles all stand before the text."""
        if self._kinds is None:
            self._kinds = style_kinds(self._entries)
        return self._kinds.get(name, StyleKind.PLAIN)

    def _add(self, attributes: Attributes) -> None:
        if attributes.get("style:family") != "paragraph" or len(self._entries) >= _MOST_ENTRIES:
            return
        key = attributes.get("style:name", "")
        name = _ENCODED.sub(lambda code: chr(int(code[1], 16)), key)
        shown = attributes.get("style:display-name", name)
        parent = attributes.get("style:parent-style-name")
        is_top = attributes.get("style:default-outline-level") == "1"
        self._entries[key] = StyleEntry(shown, parent, is_top)


class _Text:
    """Elements of content.xml → what the flow is told."""

    def __init__(self, flow: Flow, styles: _Styles) -> None:
        self._flow, self._styles, self._lists = flow, styles, OdtLists()
        self._open: list[tuple[StyleKind, str]] = []
        self._outer: list[list[tuple[StyleKind, str]]] = []
        self._repeated: list[int] = []

    def handlers(self) -> Handlers:
        """What reads the part."""
        flow = self._flow
        on_start = {
            **self._styles.on_start(),
            **self._lists.on_start(),
            "text:p": self._start_paragraph,
            "text:h": self._start_heading,
            "text:s": lambda _: self._put(" "),
            "text:tab": lambda _: self._put("\t"),
            "text:line-break": lambda _: self._put("\n"),
            "text:soft-page-break": lambda _: flow.turn_page(),
            "text:note": lambda _: self._enter(PassageKind.FOOTNOTE),
            "draw:text-box": lambda _: self._enter(PassageKind.BODY),
            "table:table": lambda _: flow.start_table(),
            "table:table-cell": self._start_cell,
            "table:covered-table-cell": self._start_cell,
        }
        on_end = {
            **self._lists.on_end(),
            "text:p": self._end_paragraph,
            "text:h": self._end_paragraph,
            "text:note": self._leave,
            "draw:text-box": self._leave,
            "table:table": flow.end_table,
            "table:table-cell": self._end_cell,
            "table:covered-table-cell": self._end_cell,
            "table:table-row": flow.end_row,
        }
        return Handlers(PREFIXES, on_start, on_end, _LEFT_OUT, self._text)

    def _start_paragraph(self, attributes: Attributes) -> None:
        kind = self._styles.kind_of(attributes.get("text:style-name", ""))
        self._open.append((kind, self._lists.number()))

    def _start_heading(self, attributes: Attributes) -> None:
        kind = self._styles.kind_of(attributes.get("text:style-name", ""))
        is_top = attributes.get("text:outline-level", "1") == "1"
        kind = StyleKind.HEADING if is_top and kind is StyleKind.PLAIN else kind
        self._open.append((kind, self._lists.number()))

    def _end_paragraph(self) -> None:
        kind, number = self._open.pop() if self._open else (StyleKind.PLAIN, "")
        self._flow.end_paragraph(kind, number)

    def _text(self, characters: str) -> None:
        self._put(characters.translate(_LINE_ENDS))

    def _put(self, characters: str) -> None:
        if self._open:  # between paragraphs there are only blanks, by which the file is laid out
            self._flow.add(characters)

    def _enter(self, kind: PassageKind) -> None:
        """The paragraph that a note or a text box hangs on goes on after it."""
        self._outer.append(self._open)
        self._open = []
        self._flow.enter(kind)

    def _leave(self) -> None:
        self._flow.leave()
        self._open = self._outer.pop() if self._outer else []

    def _start_cell(self, attributes: Attributes) -> None:
        written = attributes.get("table:number-columns-repeated", "1")
        times = int(written) if written.isascii() and written.isdigit() else 1
        self._repeated.append(times if times <= _MOST_REPEATED else 1)

    def _end_cell(self) -> None:
        self._flow.end_cell()
        for _ in range((self._repeated.pop() if self._repeated else 1) - 1):
            self._flow.end_cell()
