"""Markup → its page: blocks of text, the containers that they are in, what the head says."""

import re
from collections.abc import Iterable

from indexer.read.document import Unreadable
from indexer.read.markup.block import Block, ContainerRole, MarkupPage
from indexer.read.markup.elements import CELLS, OpenElements
from indexer.read.markup.roles import is_hidden, kind_of, role_of
from indexer.read.markup.tables import table_blocks
from indexer.read.markup.tokens import HIDEABLE, Tag, attributes_of, tokens
from search.report import PassageKind

_HOLDING_NAMES = (
    "article aside blockquote body caption center details dialog div dl fieldset figcaption figure"
    " footer form header li main menu nav ol pre section ul xmp"
)
_HOLDING = frozenset(_HOLDING_NAMES.split())
_LINES_NAMES = (
    "address dd dir dt frameset h1 h2 h3 h4 h5 h6 hgroup hr html legend listing optgroup"
    " option p plaintext search summary table tbody td tfoot th thead tr"
)
_LINES = frozenset(_LINES_NAMES.split())
BLOCKS = _HOLDING | _LINES
"""The elements before and behind which a line breaks (HTML Standard, 15.3.3)."""
_ROWS = frozenset({"tr", "tbody", "thead", "tfoot"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_PARAGRAPHS = _HEADINGS | {"p", "h1"}
_BLANKS = re.compile(r"[^\S\xa0\x85]+")
"""Not U+00A0 and U+0085: in a text that was decoded wrongly they are halves of letters."""
_NO_HALF = re.compile(r"(?<![\xc3-\xc6\xba\xbb\x80-\x9f\u20ac])\xa0+")
"""U+00A0 that is no half of a letter: behind none of those that begin one in UTF-8 read as
windows-1252 (C3 A0 to C6 A0, E1 BA A0, E1 BB A0, E2 80 A0)."""
MAX_LINES = 200_000
"""Of a page; each takes memory. A book has some thousands."""
_HEAD = 200
"""So many characters at most stand before a letterhead."""


def one_line(text: str) -> str:
    """A text without line ends and edges, each run of blanks as one blank."""
    line = _BLANKS.sub(" ", _NO_HALF.sub(" ", text) if "\xa0" in text else text).strip(" ")
    return line if line.strip() else ""


def page_of(markup: str, keeps_line_ends: bool = False) -> MarkupPage:
    """The page that a text in HTML is.

    `keeps_line_ends`: whether a line of the text is a line of the page, as in <pre>. Raises
    Unreadable if it has more than MAX_LINES.
    """
    builder = _Builder(keeps_line_ends)
    builder.read(tokens(markup))
    return MarkupPage(tuple(builder.blocks), tuple(builder.open.containers), builder.meta)


class _Table:
    """A table that is open. Its rows are kept until it ends, unless it turns out to place text."""

    def __init__(self, is_at_head: bool) -> None:
        self.is_at_head = is_at_head
        self.rows: list[list[list[Block]]] = []
        self.places_text = False

    def released(self) -> Iterable[Block]:
        self.places_text = True
        return [block for cells in self.rows for cell in cells for block in cell]


class _Builder:
    def __init__(self, keeps_line_ends: bool) -> None:
        self.blocks: list[Block] = []
        self.meta: dict[str, str] = {}
        self.open = OpenElements()
        self._keeps_line_ends = keeps_line_ends
        self._pre = 0
        self._tables: list[_Table] = []
        self._length = self._count = 0
        self._begin_line()
        self._line_kind: PassageKind | None = None
        self._is_line_hidden = self._is_heading = False
        self._link_depth: int | None = None
        self._skipped, self._skipped_depth = "", 0
        self._is_in_title = False

    def _begin_line(self) -> None:
        self._parts: list[str] = []
        self._linked = self._links = 0

    def read(self, markup: Iterable[str | Tag]) -> None:
        for token in markup:
            if isinstance(token, str):
                self._text(token)
            elif self._skipped:
                self._skip(token)
            elif token.is_end:
                self._end(token.name)
            else:
                self._start(token)
        self._flush()
        if self._tables and not self._tables[-1].places_text:
            self._finish_table()

    def _text(self, text: str) -> None:
        if self._is_in_title:
            self.meta.setdefault("title", one_line(text))
        elif self._skipped:
            return
        elif (self._pre or self._keeps_line_ends) and "\n" in text:
            *lines, last = text.split("\n")
            for line in lines:
                self._add(line)
                self._flush()
            self._add(last)
        else:
            self._add(text)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        if self._link_depth is not None:
            self._linked += len(text.strip())

    def _flush(self) -> None:
        """End the line."""
        text = one_line("".join(self._parts)) if self._parts else ""
        if text and not self._is_line_hidden:
            kind = self._line_kind or self.open.top.kind or PassageKind.BODY
            container = self.open.container()
            block = Block(text, kind, container, self._linked, self._links, self._is_heading)
            self._length += len(text)
            self._count += 1
            if self._count > MAX_LINES:
                raise Unreadable(f"is too large: more than {MAX_LINES:,} lines")
            self._sink().append(block)
            if self._line_kind is PassageKind.TITLE:
                self._line_kind = None
        if self._parts or self._links:
            self._begin_line()

    def _sink(self) -> list[Block]:
        table = self._tables[-1] if self._tables else None
        if table and not table.places_text and self.open.is_in_cell:
            return table.rows[-1][-1]
        return self.blocks

    def _skip(self, tag: Tag) -> None:
        if tag.name == self._skipped:
            self._skipped_depth += -1 if tag.is_end else 1
            if not self._skipped_depth:
                self._skipped = ""

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if name in HIDEABLE and tag.is_closed and is_hidden(tag):
            if name in BLOCKS:
                self._flush()
            if not tag.attributes.endswith("/"):
                self._skipped, self._skipped_depth = name, 1
        elif name in BLOCKS:
            self._start_block(tag)
        elif name == "br":
            self._break()
        elif name == "a":
            self._start_link(tag)
        elif name in ("meta", "link", "title"):
            self._start_head(tag)

    def _break(self) -> None:
        if self._line_kind is PassageKind.TITLE:
            self._parts.append(" ")  # a title is one, on however many lines
        else:
            self._flush()

    def _start_link(self, tag: Tag) -> None:
        said = attributes_of(tag)
        if "href" in said or "name" not in said:  # with a name alone it is a place to go to
            self._links += 1
            self._link_depth = len(self.open)

    def _start_head(self, tag: Tag) -> None:
        if tag.name == "title":
            self._is_in_title = True
            return
        said = attributes_of(tag)
        if tag.name == "link" and said.get("rel", "").lower() == "canonical":
            self.meta.setdefault("canonical", said.get("href", ""))
        for key in ("property", "name", "itemprop"):
            if key in said and "content" in said:
                self.meta.setdefault(said[key].strip().lower(), one_line(said["content"]))

    def _start_block(self, tag: Tag) -> None:
        name = tag.name
        self._flush()
        if name in _PARAGRAPHS:
            self._line_kind, self._is_line_hidden = kind_of(tag), is_hidden(tag)
            self._is_heading = name in _HEADINGS
        elif name == "table":
            self._start_table()
        elif name in CELLS or name in _ROWS:
            self._start_row_or_cell(tag)
        elif name in _HOLDING:
            self._start_holding(tag)

    def _start_holding(self, tag: Tag) -> None:
        name = tag.name
        self._is_line_hidden = False
        if self._line_kind is not PassageKind.TITLE:
            self._line_kind = None
        if name == "li" and self.open.top.name == "li":
            self._closed(self.open.close("li"))
        role = role_of(tag, self.open.top.is_in_article)
        self.open.open(name, role, kind_of(tag))
        self._pre += name == "pre"

    def _start_table(self) -> None:
        if self._tables and not self._tables[-1].places_text:  # a table in a cell: no values
            self.blocks += self._tables[-1].released()
        self._tables.append(_Table(is_at_head=self._length <= _HEAD))
        self.open.open("table", ContainerRole.PLAIN, None)

    def _start_row_or_cell(self, tag: Tag) -> None:
        name = tag.name
        if not self._tables:
            return
        if self.open.is_in_cell:
            self._closed(self.open.close_cell())
        rows = self._tables[-1].rows
        if name in _ROWS or not rows:
            rows.append([])
        if name in CELLS:
            if name == "th":
                self._tables[-1].is_at_head = False
            rows[-1].append([])
            self.open.open(name, ContainerRole.PLAIN, kind_of(tag))

    def _end(self, name: str) -> None:
        if name in BLOCKS:
            self._end_block(name)
        elif name == "title":
            self._is_in_title = False
        elif name == "a":
            self._link_depth = None
        elif name == "br":  # as browsers take it
            self._break()

    def _end_block(self, name: str) -> None:
        self._flush()
        if name in _PARAGRAPHS:
            self._line_kind, self._is_line_hidden, self._is_heading = None, False, False
        elif name not in _ROWS:
            self._closed(self.open.close(name))
        elif self._tables and self.open.is_in_cell:
            self._closed(self.open.close_cell())

    def _closed(self, names: list[str]) -> None:
        for name in names:
            if name == "table":
                self._finish_table()
            self._pre -= name == "pre"
        if self._link_depth is not None and len(self.open) < self._link_depth:
            self._link_depth = None

    def _finish_table(self) -> None:
        table = self._tables.pop()
        if not table.places_text:
            rows = [cells for cells in table.rows if cells]
            self.blocks += table_blocks(rows, table.is_at_head)
