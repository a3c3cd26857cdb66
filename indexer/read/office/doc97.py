"""Bytes of a .doc of Word 97 to 2003 ([MS-DOC]) → its paragraphs."""

import re
from collections.abc import Iterator

from indexer.read.document import ParsedFile, Unreadable
from indexer.read.office.containers import ole_streams
from indexer.read.office.doc97_pieces import WordText
from indexer.read.office.doc97_properties import ParagraphLook
from indexer.read.office.flow import Flow
from indexer.read.office.guard import guarded
from search.report import PassageKind

_MAIN, _ENCRYPTED = "WordDocument", "EncryptedPackage"
_CELL, _PARAGRAPH = "\x07", "\r"
_MARK = re.compile("[\r\x07\x0c]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHOWN = dict.fromkeys((*range(7), 8, *range(15, 30))) | {
    0x0B: "\n",
    0x0E: " ",
    0x1E: "-",
    0x1F: "\xad",
}
"""What characters without a look of their own are in the text ([MS-DOC] 2.4.3); pictures, anchors
and marks of notes are nothing."""


@guarded("Word file")
def read_doc(data: bytes) -> ParsedFile:
    """The body, then text boxes, then footnotes; running heads, comments and what was deleted are
    left out. It has no pages: Word counts them anew each time. Raises Unreadable."""
    streams = ole_streams(data, (_MAIN, "0Table", "1Table", _ENCRYPTED))
    if _ENCRYPTED in streams:
        raise Unreadable("is encrypted")
    if _MAIN not in streams:
        raise Unreadable("is an OLE file without a Word text")
    word = WordText(streams[_MAIN], streams)
    flow = Flow()
    parts = word.parts()
    paragraphs = _Paragraphs(flow, word)
    paragraphs.tell(parts["body"])
    for name, kind in (
        ("boxes", PassageKind.BODY),
        ("footnotes", PassageKind.FOOTNOTE),
        ("endnotes", PassageKind.FOOTNOTE),
    ):
        flow.enter(kind)
        paragraphs.tell(parts[name])
        flow.leave()
    return ParsedFile(flow.paragraphs(), are_pages_exact=False)


class _Paragraphs:
    """Marks of paragraphs, cells and rows in a part of the text → what the flow is told."""

    def __init__(self, flow: Flow, word: WordText) -> None:
        self._flow, self._word = flow, word
        self._styles, self._lists = word.styles(), word.lists()
        self._depth = 0

    def tell(self, part: range) -> None:
        """Tell all paragraphs of a part."""
        for text, mark, index in _marked(self._word.text, part):
            look = self._word.look(index)
            is_unknown_cell = mark == _CELL and look.depth == 0  # of a file whose looks are lost
            self._enter_tables(1 if is_unknown_cell else look.depth)
            if look.is_row_end or (is_unknown_cell and not text):
                self._flow.end_row()
                continue
            self._flow.add(_shown(text))
            number = self._lists.next_of(*self._styles.list_of(look)) if mark else ""
            self._flow.end_paragraph(self._styles.kind_of(look.style), number)
            if _ends_cell(mark, look):
                self._flow.end_cell()
        self._enter_tables(0)

    def _enter_tables(self, depth: int) -> None:
        while self._depth < depth:
            self._flow.start_table()
            self._depth += 1
        while self._depth > depth:
            self._flow.end_table()
            self._depth -= 1


def _ends_cell(mark: str, look: ParagraphLook) -> bool:
    return mark == _CELL or (mark == _PARAGRAPH and look.is_inner_cell)


def _marked(text: str, part: range) -> Iterator[tuple[str, str, int]]:
    """Each paragraph of a part: its text, the mark that ends it, and where that is."""
    at = part.start
    for mark in _MARK.finditer(text, part.start, part.stop):
        yield text[at : mark.start()], mark.group(), mark.start()
        at = mark.end()
    if at < part.stop:
        yield text[at : part.stop], "", part.stop - 1


def _shown(text: str) -> str:
    shown = text.translate(_SHOWN)
    if _SURROGATE.search(shown):
        return shown.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return shown
