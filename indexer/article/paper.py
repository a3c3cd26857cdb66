"""A text and its paragraphs → the rows of it that are known before a rule asks what lines are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from indexer.article.closing import find_closing
from indexer.article.letterhead import (
    Letterhead,
    ends_motto,
    find_letterhead,
    is_motto,
    is_separator,
    is_stray,
    is_year,
    lacks_year,
)
from indexer.article.paper_title import find_capitals, find_title
from indexer.article.source_lines import SourceLine, lines_of_paragraphs, lines_of_text
from indexer.read.document import Paragraph
from search.report import PassageKind, Span

_HEAD_KINDS = (PassageKind.LETTERHEAD, PassageKind.MOTTO)
_HEAD_LINES = 60
"""Lines in which a letterhead and a title are looked for."""
_TAIL = 6000
"""Characters at the end of a text in which its closing is looked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an article to be, or several lines that are one: text[start:end] as it was read.

    `kind`: None where rules have to tell. `borders`: what stands between its cells.
    """

    start: int
    end: int
    kind: PassageKind | None
    page: int | None = None
    borders: tuple[Span, ...] = ()


def rows_of(text: str, paragraphs: Sequence[Paragraph] = ()) -> list[Row]:
    """The rows that are known, in the order of the text: of paragraphs all; else the letterhead,
    the title below it and the closing, or a title of several lines."""
    if paragraphs:
        lines = list(lines_of_paragraphs(paragraphs))
        known = _known(lines, are_apart=True)
        closing = _closing(lines, known.values(), max(known, default=0) + 1)
        return _merged([*_in_order(lines, known | closing)])
    head = list(islice(lines_of_text(text), _HEAD_LINES))
    known = _known(head, are_apart=False)
    rows = [row for _, row in sorted(known.items()) if row is not None]
    if not rows:
        return rows
    begin = max(rows[-1].end, text.rfind("\n", 0, max(0, len(text) - _TAIL)) + 1)
    closing = _closing(list(lines_of_text(text, begin)), rows, 0)
    return [*rows, *(row for row in closing.values() if row)]


def with_borders(text: str, rows: Sequence[Row]) -> str:
    """A text with a line end, and blanks, for each border: as long as before."""
    pieces: list[str] = []
    done = 0
    for row in rows:
        for start, end in row.borders:
            pieces += [text[done:start], "\n", " " * (end - start - 1)]
            done = end
    return "".join([*pieces, text[done:]])


def _known(lines: Sequence[SourceLine], *, are_apart: bool) -> dict[int, Row | None]:
    """The number of a line → the row that begins there; None: the line is of the row before."""
    head = lines[:_HEAD_LINES]
    found = find_letterhead(head)
    rows: dict[int, Row | None] = {}
    first = 0
    if found:
        rows |= _letterhead(lines, found)
        first = found.end
    title = find_title(head, first)
    if not title:
        capitals = find_capitals(head[first:], are_apart=are_apart)
        title = range(first, first + len(capitals))
    if found and not title:
        rows |= _subject(lines, found)
    if found or len(title) > 1:
        rows |= _joined(lines, title, PassageKind.TITLE)
        rows |= _separators(lines, title.stop) if title else {}
    if found:
        rows |= _strays(lines, max(title.stop, first))
    return rows


def _closing(
    lines: Sequence[SourceLine], known: Iterable[Row | None], first: int
) -> dict[int, Row | None]:
    """The lines of the closing of a paper: of a text that has a letterhead."""
    has_letterhead = any(row and row.kind in _HEAD_KINDS for row in known)
    numbers = find_closing(lines, first) if has_letterhead else ()
    return {number: _row(lines[number], PassageKind.CLOSING) for number in numbers}


def _letterhead(lines: Sequence[SourceLine], found: Letterhead) -> dict[int, Row | None]:
    """Each line of a letterhead; a year is of the line before that has the day and the month, and
    the rest of a motto of that which begins it."""
    rows: dict[int, Row | None] = {}
    for number in range(found.first, found.end):
        line, before = lines[number], rows.get(number - 1)
        if before and _goes_on(lines[number - 1], line):
            rows[number - 1] = replace(before, end=line.end)
            rows[number] = None
        else:
            kind = PassageKind.MOTTO if is_motto(line) else PassageKind.LETTERHEAD
            rows[number] = _row(line, kind)
    return rows


def _goes_on(above: SourceLine, line: SourceLine) -> bool:
    is_rest = is_year(line.text) and lacks_year(above)
    return is_rest or ends_motto(above.text, line.text)


def _subject(lines: Sequence[SourceLine], found: Letterhead) -> dict[int, Row | None]:
    """The lines within a letterhead that say what a letter is about: "V/v …"; its title."""
    numbers = found.subject
    own = [n for n, at in enumerate(numbers) if n == at - numbers[0]]
    return (
        _joined(lines, range(numbers[0], numbers[0] + len(own)), PassageKind.TITLE) if own else {}
    )


def _joined(
    lines: Sequence[SourceLine], numbers: range, kind: PassageKind
) -> dict[int, Row | None]:
    if not numbers:
        return {}
    first, last = lines[numbers[0]], lines[numbers[-1]]
    rows: dict[int, Row | None] = dict.fromkeys(numbers)
    borders = tuple(border for n in numbers for border in lines[n].borders)
    return rows | {numbers[0]: Row(first.start, last.end, kind, first.page, borders)}


def _separators(lines: Sequence[SourceLine], first: int) -> dict[int, Row | None]:
    rows: dict[int, Row | None] = {}
    while first < len(lines) and is_separator(lines[first].text):
        rows[first] = _row(lines[first], PassageKind.LETTERHEAD)
        first += 1
    return rows


def _strays(lines: Sequence[SourceLine], first: int) -> dict[int, Row | None]:
    """The lines of the other column of a letterhead, which come behind those of the first one."""
    behind = enumerate(lines[first:_HEAD_LINES], first)
    return {number: _row(line, PassageKind.LETTERHEAD) for number, line in behind if is_stray(line)}


def _row(line: SourceLine, kind: PassageKind | None) -> Row:
    return Row(line.start, line.end, kind, line.page, line.borders)


def _in_order(lines: Sequence[SourceLine], known: dict[int, Row | None]) -> Iterator[Row]:
    """Every line as a row: the known ones, and what its reader says of another."""
    for number, line in enumerate(lines):
        if number not in known:
            yield _row(line, None if line.kind is PassageKind.BODY else line.kind)
        elif (row := known[number]) is not None:
            yield row


def _merged(rows: Sequence[Row]) -> list[Row]:
    """Titles that follow one another are one title over several lines."""
    merged: list[Row] = []
    for kind, own in groupby(rows, lambda row: row.kind):
        group = list(own)
        if kind is PassageKind.TITLE:
            group = [replace(group[0], end=group[-1].end)]
        merged += group
    return merged
