"""What a document's parser meets, in its order → paragraphs: body, text boxes, footnotes."""

import re
from dataclasses import dataclass, field

from indexer.read.document import Paragraph, Unreadable
from indexer.read.office.styles import StyleKind
from indexer.read.office.tables import one_line, table_paragraphs
from search.report import PassageKind

MOST_CHARACTERS = 2_000_000
"""Of the text of a file: as many bytes are the most that a report may have (MAX_BYTES)."""
MOST_CELLS = 500
"""Of a row; what is in more of them is in the last."""
LATEST_LETTERHEAD = 5
"""Most paragraphs before the table that is a letterhead."""

_FEWEST_TITLE_WORDS = 4
"""Of a heading that is a title: a shorter one only says the kind of the paper, or its day."""
_ENDED = re.compile(r"[.:;!?…*]\s*$")
_ITEM = re.compile(r"\s*(?:[-–—+*•]|\w{1,4}[.)])\s")
_NUMBERED = re.compile(r"(?:[IVXLC]{1,6}|\d{1,2}|[A-Z])[.)]\s")


@dataclass(slots=True)
class _Table:
    """A table that is being read: rows that are whole, and the row and cell that are not."""

    rows: list[list[list[Paragraph]]] = field(default_factory=list)
    row: list[list[Paragraph]] = field(default_factory=list)
    cell: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class _Stream:
    """Text that is read by itself: the body, a note or a text box."""

    kind: PassageKind
    done: list[Paragraph]
    tables: list[_Table] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    page: int | None = None


class Flow:
    """The paragraphs of a document, as a parser meets them.

    `page`: that on which the parser is, None if pages are not known; the parser counts it.
    """

    def __init__(self) -> None:
        self.page: int | None = None
        self._body: list[Paragraph] = []
        self._boxes: list[Paragraph] = []
        self._notes: list[Paragraph] = []
        self._streams = [_Stream(PassageKind.BODY, self._body)]
        self._headings: list[int] = []
        self._characters = 0
        self._tables = 0
        self._head_end = 0

    def add(self, text: str) -> None:
        """Characters of the paragraph that is open; "\\n" is a line break in it."""
        stream = self._streams[-1]
        if stream.page is None and text.strip():
            stream.page = self.page
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise Unreadable(f"is too large: more than {MOST_CHARACTERS:,} characters of text")
        stream.text.append(text)

    def turn_page(self) -> None:
        """A page ends here. At the first such mark all text before it is known to be on page 1."""
        if self.page is None:
            self.page = 1
            for done in (self._body, self._boxes, self._notes):
                done[:] = [Paragraph(own.text, own.kind, 1) for own in done]
            for stream in self._streams:
                if any(text.strip() for text in stream.text):
                    stream.page = 1
        self.page += 1

    def end_paragraph(self, style: StyleKind = StyleKind.PLAIN, before: str = "") -> None:
        """The paragraph ends; `before`: what its automatic number says.

        A number alone is kept in a cell, where it numbers the row.
        """
        stream = self._streams[-1]
        text, page = "".join(stream.text), stream.page
        stream.text.clear()
        stream.page = None
        if style is StyleKind.CAPTION and text.isupper():
            style = StyleKind.PLAIN  # old papers have headings in this style, as it is bold
        kind = _KINDS.get(style, stream.kind)
        if style in _ONE_LINE:
            lines = [text]
        else:  # cells are joined again, or places are all that they are for
            lines = text.split("\n") if stream.tables else _broken(text)
        if before and (text.strip() or stream.tables):
            lines = [f"{before} {lines[0]}" if lines else before, *lines[1:]]
        place = stream.tables[-1].cell if stream.tables else stream.done
        is_heading = style is StyleKind.HEADING and place is self._body
        for line in filter(None, map(one_line, lines)):
            if is_heading and not (before or _NUMBERED.match(line)):
                self._headings.append(len(self._body))
            place.append(Paragraph(line, kind, page))

    def start_table(self) -> None:
        """A table begins; the row around it is read up to here as a row of its own."""
        self._end_open()
        stream = self._streams[-1]
        if stream.tables and (stream.tables[-1].row or stream.tables[-1].cell):
            self.end_cell()
            self.end_row()
        if stream.tables:
            self._flush(stream)
        stream.tables.append(_Table())

    def end_cell(self) -> None:
        """A cell of the innermost table ends."""
        self._end_open()
        if tables := self._streams[-1].tables:
            table = tables[-1]
            if len(table.row) < MOST_CELLS:
                table.row.append(table.cell)
            else:
                table.row[-1] += table.cell
            table.cell = []

    def end_row(self) -> None:
        """A row of the innermost table ends."""
        if tables := self._streams[-1].tables:
            if tables[-1].cell:
                self.end_cell()
            if tables[-1].row:
                tables[-1].rows.append(tables[-1].row)
            tables[-1].row = []

    def end_table(self) -> None:
        """The innermost table ends."""
        self._end_open()
        stream = self._streams[-1]
        if stream.tables:
            self.end_row()
            self._flush(stream)
            stream.tables.pop()

    def enter(self, kind: PassageKind) -> None:
        """A footnote (FOOTNOTE) or a text box (BODY) begins inside the text."""
        done = self._notes if kind is PassageKind.FOOTNOTE else self._boxes
        self._streams.append(_Stream(kind, done))

    def leave(self) -> None:
        """The note or text box that was entered last ends."""
        if len(self._streams) > 1:
            self._close()
            self._streams.pop()

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All of them: the body, then text boxes, then footnotes; TITLE only the document's."""
        while len(self._streams) > 1:
            self.leave()
        self._close()
        return (*self._titled(), *self._boxes, *self._notes)

    def _close(self) -> None:
        self._end_open()
        while self._streams[-1].tables:
            self.end_table()

    def _end_open(self) -> None:
        if self._streams[-1].text:
            self.end_paragraph()

    def _flush(self, stream: _Stream) -> None:
        """The whole rows of the innermost table go to where the text of its stream goes."""
        table = stream.tables[-1]
        if not table.rows:
            return
        self._tables += 1
        is_at_head = (
            self._tables == 1
            and stream.done is self._body
            and len(stream.tables) == 1
            and len(self._body) <= LATEST_LETTERHEAD
        )
        stream.done.extend(table_paragraphs(table.rows, is_at_head))
        table.rows = []
        if is_at_head and self._body and self._body[-1].kind is not PassageKind.TABLE:
            self._head_end = len(self._body)

    def _titled(self) -> list[Paragraph]:
        """The body with one title: the first that has the style, else the heading that is one."""
        styled = [i for i, own in enumerate(self._body) if own.kind is PassageKind.TITLE]
        title = set(_first_run(styled) or self._title_headings())
        return [
            Paragraph(own.text, _retitled(own.kind, index in title), own.page)
            for index, own in enumerate(self._body)
        ]

    def _title_headings(self) -> list[int]:
        """The first headings in a row, if nothing but a letterhead is before them: further down
        they may be the head of a chapter, under a title without a style."""
        run = _first_run(self._headings)
        words = sum(len(self._body[index].text.split()) for index in run)
        return run if words >= _FEWEST_TITLE_WORDS and run[0] <= self._head_end else []


_KINDS = {StyleKind.TITLE: PassageKind.TITLE, StyleKind.CAPTION: PassageKind.CAPTION}
_ONE_LINE = {StyleKind.TITLE, StyleKind.HEADING, StyleKind.CAPTION}


def _retitled(kind: PassageKind, is_title: bool) -> PassageKind:
    if is_title:
        return PassageKind.TITLE
    return PassageKind.BODY if kind is PassageKind.TITLE else kind


def _first_run(numbers: list[int]) -> list[int]:
    """The first of ascending numbers that follow each other without a gap."""
    return [own for place, own in enumerate(numbers) if own == numbers[0] + place]


def _broken(text: str) -> list[str]:
    """A paragraph at those of its line breaks that are typed for the end of a paragraph.

    Such a line ends a sentence, or the next begins an item, or only one is in capitals; other
    breaks only place the words: "TINH UY\\nBAC KAN" is one name.
    """
    if "\n" not in text:
        return [text]
    lines = [line for line in text.split("\n") if line.strip()]
    joined = lines[:1]
    last = lines[0] if lines else ""
    for line in lines[1:]:
        if _ENDED.search(last) or _ITEM.match(line) or last.isupper() != line.isupper():
            joined.append(line)
        else:
            joined[-1] += f" {line}"
        last = line
    return joined
