"""A text as it was read, or its paragraphs → its lines that are not blank, in cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from indexer.lexicon import pattern_of
from indexer.read.document import Paragraph
from search.report import PassageKind, Span
from search.text.normalize import is_blank, normalize
from search.text.tones import newer_tones

_LIST = "letterhead_words.tsv"
_AROUND = 12
"""Characters on each side of a gap."""
_COLUMNS = re.compile(r"[ \u00a0]*\t[\t \u00a0]*|[ \u00a0]{3,}")
"""What parts two columns that were flattened: a tab, or three blanks."""
_MARKS = ("\t", "   ", "\u00a0")
"""What a text with columns has one of: found faster than the pattern, and seldom."""
_BEFORE_BLANK = pattern_of(_LIST, r"(?i){whole:day|month|year|number}\s*:?$")
_BEHIND_BLANK = pattern_of(_LIST, r"(?i)\s*(?:[/-]|{whole:month|year})")
"""What stands around a gap that is left to be filled in by hand: "ngày      tháng 5"."""
_TABS = re.compile(r"\t")


@dataclass(frozen=True)
class SourceLine:
    """A line of a text: [start, end) of it, without the blanks around.

    `kind`, `page`: what its reader says of it. `is_apart`: it is a paragraph, or a blank line
    stands before it. `borders`: between its cells.
    """

    raw: str
    start: int
    kind: PassageKind = PassageKind.BODY
    page: int | None = None
    is_apart: bool = True
    borders: tuple[Span, ...] = ()

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.raw)

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Its cells as rules read them: normalised, one blank between words; none is empty."""
        begins = [0, *(end - self.start for _, end in self.borders)]
        ends = [*(start - self.start for start, _ in self.borders), len(self.raw)]
        pieces = (self.raw[begin:end] for begin, end in zip(begins, ends, strict=True))
        read = (" ".join(newer_tones(normalize(piece).text).split()) for piece in pieces)
        return tuple(filter(None, read)) or ("",)

    @cached_property
    def text(self) -> str:
        """The same, in one: a blank between its cells."""
        return " ".join(self.cells)


def lines_of_text(text: str, begin: int = 0) -> Iterator[SourceLine]:
    """The lines of a text in which nobody told paragraphs apart, from a position on."""
    at, is_apart = begin, True
    has_columns = any(mark in text for mark in _MARKS)
    for line in text[begin:].splitlines(keepends=True):
        stripped = line.strip()
        if is_blank(stripped):
            is_apart = True
        else:
            start = at + len(line) - len(line.lstrip())
            borders: tuple[Span, ...] = ()
            if has_columns:
                borders = tuple((start + a, start + b) for a, b in _columns(stripped))
            yield SourceLine(stripped, start, is_apart=is_apart, borders=borders)
            is_apart = False
        at += len(line)


def lines_of_paragraphs(paragraphs: Sequence[Paragraph]) -> Iterator[SourceLine]:
    """The lines of a text that is made of paragraphs, one a line; a row has its cells."""
    at = 0
    for own in paragraphs:
        borders: tuple[Span, ...] = ()
        if own.kind is PassageKind.TABLE:
            borders = tuple((at + a, at + b) for a, b in _spans(_TABS, own.text))
        yield SourceLine(own.text, at, own.kind, own.page, True, borders)
        at += len(own.text) + 1


def _columns(line: str) -> Iterator[Span]:
    """The gaps between the columns of a line."""
    for start, end in _spans(_COLUMNS, line):
        before = " ".join(
            newer_tones(normalize(line[max(0, start - _AROUND) : start]).text).split()
        )
        behind = newer_tones(normalize(line[end : end + _AROUND]).text)
        if not (_BEFORE_BLANK.search(before) or _BEHIND_BLANK.match(behind)):
            yield start, end


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]
