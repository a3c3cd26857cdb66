"""What stands on the pages of a file → its paragraphs, joined over lines, columns and pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.read.document import Paragraph
from indexer.read.pdf.columns import are_of_one_size, columns_of, follows, widest_of
from indexer.read.pdf.continued import join_tables
from indexer.read.pdf.footnotes import split_footnotes
from indexer.read.pdf.grids import Flow, TableRow
from indexer.read.pdf.joining import TAIL, blank_between, is_in_address
from indexer.read.pdf.letterhead import split_letterhead
from indexer.read.pdf.lines import TextLine
from indexer.read.pdf.rows import whole_lines
from indexer.read.pdf.running import without_running
from indexer.read.pdf.steps import LineSteps
from search.report import PassageKind

_INDENT, _DEEP = 0.6, 6.0
"""Of a font size: how far an indented line begins inside its column."""
_INDENTED = 0.08, 0.7
"""The shares of indented lines between which the first lines of paragraphs are indented."""
_JUMP = 4
"""Steps: how far up the next column begins, and how far from the end of its column a line may be
that goes on there."""
_WIDE, _WIDEST = 0.6, 0.9
"""Of the width of a column: what the first line of a centred title takes that has another one, and
one that is in brackets."""
_LONGEST_BRACKETS = 150
"""Characters."""
_SPACE = 0.25
"""Of a font size: a blank between words."""
_AT_EDGE = 0.35
"""Of a font size: how far before the edge of a justified column a full line may end."""
_SIGN = re.compile(r"[^\W\d_][)]|[(]?\d{1,3}(?:\.\d{1,2})*[.)](?!\w)|[IVXL]+[.)]|[-–—](?!\d)")
"""What begins an item of a list, and also a line inside a sentence: "- xã hội", "2023. Sau"."""
_BULLET = re.compile(r"[+*•●○▪■□◦‣➢❖✓☐]")
_STOPS = re.compile(r"[.:;!?…][\"”’»)\]]*$")
_LEADER = re.compile(r"[.…]{4,} ?\d+$")
"""What ends a line of a table of contents."""
_RULE = re.compile(r"[\W_]{2,}|[._…]")
"""A line of nothing but dots, dashes or underscores is drawn, and says nothing."""
_PAUSES = re.compile(r"[.:;,!?…/][\"”’»)\]]*$")


def paragraphs_of(pages: Sequence[Flow]) -> list[Paragraph]:
    """The paragraphs of what stands on the pages of a file, each with its page, from 1.

    Dropped are running heads and the numbers of pages. The lines of a letterhead in two columns
    come first, those of the left column before those of the right one. Footnotes come last.
    """
    flows = join_tables(without_running(pages))
    head: list[str] = []
    if flows:
        head, flows[0] = split_letterhead(flows[0])
    parts = [split_footnotes(whole_lines(flow)) for flow in flows]
    made = [Paragraph(text, page=1) for text in head]
    made += _Joiner([text for text, _ in parts]).paragraphs()
    notes = _Joiner([notes for _, notes in parts]).paragraphs()
    return made + [replace(note, kind=PassageKind.FOOTNOTE) for note in notes]


@dataclass(slots=True)
class _Growing:
    """A paragraph that lines are still added to; `begins` and `page` from 0, of its first line and
    its last one; `tail`: the end of its text."""

    first: TextLine
    last: TextLine
    begins: int
    page: int
    tail: str
    parts: list[str]
    lines: int = 1

    @classmethod
    def of(cls, line: TextLine, page: int) -> "_Growing":
        return cls(line, line, page, page, line.text[-TAIL:], [line.text])

    def add(self, line: TextLine, page: int) -> None:
        added = blank_between(self.tail, line, self.last.is_open) + line.text
        self.parts.append(added)
        self.tail = (self.tail + added[-TAIL:])[-TAIL:]
        self.last, self.page, self.lines = line, page, self.lines + 1


def _closed(growing: _Growing | None) -> Iterator[Paragraph]:
    """The paragraph that no line is added to any more, if there is one."""
    if growing:
        yield Paragraph("".join(growing.parts), page=growing.begins + 1)


class _Joiner:
    """Tells which lines continue a paragraph, by size, step, fullness, indent and signs."""

    def __init__(self, flows: Sequence[Flow]) -> None:
        self._flows = flows
        lines = [[one for one in flow if isinstance(one, TextLine)] for flow in flows]
        self._columns = columns_of(lines)
        self._steps = LineSteps(lines)
        self._widths = [widest_of(self._columns[id(line)] for line in page) for page in lines]
        self._lowest = [min((line.baseline for line in page), default=0.0) for page in lines]
        self._ends = {id(flow[edge]) for flow in flows if flow for edge in (0, -1)}
        self._is_indented = self._tell_indents(lines)

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs of all pages."""
        growing: _Growing | None = None
        for page, flow in enumerate(self._flows):
            for thing in flow:
                if isinstance(thing, TableRow):
                    yield from _closed(growing)
                    growing = None
                    yield Paragraph("\t".join(thing.cells), PassageKind.TABLE, page + 1)
                elif growing and self._continues(growing, thing, page):
                    growing.add(thing, page)
                else:
                    yield from _closed(growing)
                    is_drawn = _RULE.fullmatch(thing.text)
                    growing = None if is_drawn else _Growing.of(thing, page)
        yield from _closed(growing)

    def _tell_indents(self, pages: Sequence[Sequence[TextLine]]) -> bool:
        """Whether the first lines of paragraphs are indented in this file."""
        inside = [
            _INDENT * line.size < line.left - self._columns[id(line)].left < _DEEP * line.size
            for page in pages
            for line in page
        ]
        return _INDENTED[0] * len(inside) < sum(inside) < _INDENTED[1] * len(inside)

    def _continues(self, growing: _Growing, line: TextLine, page: int) -> bool:
        last = growing.last
        if _are_apart(last, line):
            return False
        sign, is_item = _SIGN.match(line.text), bool(_SIGN.match(growing.first.text))
        if sign and _PAUSES.search(last.text):
            return False
        goes_on = line.text[0].islower() and not sign and not _STOPS.search(last.text)
        goes_on = goes_on or is_in_address(growing.tail, line.text) or _is_in_brackets(growing.tail)
        if page == growing.page and follows(last, line):
            return self._continues_below(growing, line, goes_on, is_item)
        if not self._is_next_column(growing, line, page) or (sign and is_item):
            return False
        if goes_on:
            return True
        if not self._is_full(last, line) or self._is_first(line):
            return False
        if line.text[0].islower() or not _STOPS.search(last.text):
            return True
        edge = self._columns[id(line)].right  # where a sentence ends, a full line goes on in it
        return self._is_indented and line.right > edge - line.size

    def _continues_below(
        self, growing: _Growing, line: TextLine, goes_on: bool, is_item: bool
    ) -> bool:
        """The same for a line that stands below the last one."""
        last = growing.last
        step = last.baseline - line.baseline
        is_below = line.left < last.right and (line.right > last.left or not self._is_first(line))
        if not is_below or step > self._steps.widest(growing.page, last.size):
            return False
        if goes_on or self._is_centred(growing, line):
            return True
        return self._is_full(last, line) and not self._is_indented_after(growing, line, is_item)

    def _is_next_column(self, growing: _Growing, line: TextLine, page: int) -> bool:
        """Whether a line is the first of the page or the column after that of the last one."""
        last = growing.last
        if page != growing.page:
            between = self._flows[growing.page + 1 : page]
            return id(last) in self._ends and id(line) in self._ends and not any(between)
        jump = _JUMP * self._steps.usual(page, last.size)
        return (
            line.left > last.left + last.size
            and line.baseline > last.baseline + jump
            and last.baseline < self._lowest[page] + jump
        )

    def _is_full(self, last: TextLine, line: TextLine) -> bool:
        """Whether the first word of a line had no room at the end of the last one."""
        column = self._columns[id(last)]
        if column.is_justified:
            return last.right > column.right - _AT_EDGE * last.size - 2
        return last.right + _width_of_first_word(line) > column.right

    def _is_first(self, line: TextLine) -> bool:
        """Whether a line is indented in its column."""
        return line.left - self._columns[id(line)].left > _INDENT * line.size

    def _is_indented_after(self, growing: _Growing, line: TextLine, is_item: bool) -> bool:
        """Whether a line begins farther inside than what goes on with a paragraph does."""
        last, slack = growing.last, _INDENT * line.size
        if growing.lines > 1:
            return abs(line.left - last.left) > slack
        if line.left > last.left + slack:
            return not is_item
        is_block = line.left > last.left - slack and self._is_first(line)
        return is_block and bool(_STOPS.search(last.text))

    def _is_centred(self, growing: _Growing, line: TextLine) -> bool:
        """Whether two lines are a title in the middle of a column: both in capitals, or neither
        and the first one is wide."""
        last, slack = growing.last, line.size / 2
        off = (last.left + last.right) / 2 - (line.left + line.right) / 2
        if abs(off) > slack or _STOPS.search(last.text):
            return False
        is_wide = last.right - last.left > _WIDE * self._widths[growing.page] > 0
        if abs(last.left - line.left) < slack and not (is_wide and last.text.isupper()):
            return False
        if last.text.isupper() or (line.text.isupper() and " " in line.text):  # not "USD" alone
            return last.text.isupper() and line.text.isupper()
        if line.text[0] == "(":
            return last.right - last.left > _WIDEST * self._widths[growing.page] > 0
        return is_wide


def _are_apart(last: TextLine, line: TextLine) -> bool:
    """Whether two lines are of two paragraphs wherever they stand."""
    return bool(
        _LEADER.search(last.text[-TAIL:])
        or _RULE.fullmatch(line.text)
        or _BULLET.match(line.text)
        or not are_of_one_size(last, line)
    )


def _is_in_brackets(text: str) -> bool:
    """Whether a text ends inside brackets that it opened not long ago."""
    opened = text.rfind("(")
    is_open = opened > text.rfind(")") and opened >= len(text) - _LONGEST_BRACKETS
    return is_open and not _STOPS.search(text)


def _width_of_first_word(line: TextLine) -> float:
    """About the room that it takes, with the blank before it."""
    first = len(line.text.split(" ", 1)[0])
    return _SPACE * line.size + (line.right - line.left) / len(line.text) * first
