"""Raw text → an article: each line known as title, body, caption, byline, trailer or prefix."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from indexer.article.kinds_of_lines import kinds_of
from indexer.article.paper import Row, rows_of, with_borders
from indexer.article.unwrap import unwrapped
from indexer.lexicon import lower
from indexer.read.document import Paragraph, SourceMetadata
from search.report import Passage, PassageKind, Span
from search.text.normalize import Normalized, composed, normalize
from search.text.tones import newer_tones

OPENING = 900
"""Characters of the body that say what is reported."""
_PREFIX = re.compile(r"date \d{4}-\d{2}(?:-\d{2})?(?!\S)")
NAMING = (
    PassageKind.TITLE,
    PassageKind.BODY,
    PassageKind.CAPTION,
    PassageKind.TABLE,
    PassageKind.FOOTNOTE,
)
"""The lines that name people and places; a letterhead names who issued a paper, and where."""
BORDER = "\n"
"""What stands between two cells in `Article.text`."""


class Line(NamedTuple):
    """One line of an article and what it is; [start, end) of `Article.text`.

    `page`: of the original, from 1, where it is known.
    """

    kind: PassageKind
    start: int
    end: int
    page: int | None = None


T = TypeVar("T")

_KindOfLine = tuple[PassageKind | None, Line]
"""A line, and its kind where that is known before rules tell."""


@dataclass(frozen=True, eq=False)
class Article:
    """A text in one spelling, its lines, and the way back to the original offsets.

    `text` has one form per character, one blank between words and new tone placement, so that a
    rule needs "ủy" once. A title that the source gave is its first line; the document's own text
    begins at `begin`. `raw`: that text as it was read; `normal`: its offsets. A row of a table is
    one line, with a `BORDER` between its cells: see `cells`.
    """

    raw: str
    normal: Normalized
    text: str
    lines: tuple[Line, ...]
    metadata: SourceMetadata = field(default_factory=SourceMetadata)
    begin: int = 0
    _results: dict[Callable[["Article"], Any], Any] = field(default_factory=dict, repr=False)
    _lines: dict[tuple[PassageKind, ...], Sequence[Line]] = field(default_factory=dict, repr=False)

    def once(self, read: Callable[["Article"], T]) -> T:
        """What a function reads of this article, read once: `article.once(main_meeting)`.

        The article keeps the result, so that each extractor may ask for what another one needs too.
        """
        if read not in self._results:
            self._results[read] = read(self)
        found: T = self._results[read]
        return found

    def told(self, read: Callable[["Article"], T], found: T) -> None:
        """Keep what a person says instead of what a function reads of this article."""
        self._results[read] = found

    @cached_property
    def lower(self) -> str:
        """`text` in small letters, place by place: searched faster than by ignoring case."""
        return lower(self.text)

    def of(self, *parts: PassageKind) -> Sequence[Line]:
        """The lines of some parts, in order."""
        if parts not in self._lines:
            self._lines[parts] = [line for line in self.lines if line.kind in parts]
        return self._lines[parts]

    def cells(self, *parts: PassageKind) -> list[Line]:
        """The lines of some parts, in order; a row cell by cell, for nothing that is read reaches
        across two of them."""
        return [cell for line in self.of(*parts) for cell in self.cells_of(line)]

    def cells_of(self, line: Line) -> list[Line]:
        """The cells of a row that are not empty; a line that is no row is one."""
        if BORDER not in self.read(line):
            return [line]
        spans = _stripped_lines(self.text, line.start, line.end)
        return [Line(line.kind, start, end, line.page) for start, end in spans]

    def opening(self, lines: int) -> list[Line]:
        """The title, and the first lines of the body."""
        return [*self.of(PassageKind.TITLE), *self.of(PassageKind.BODY)[:lines]]

    def beginning(self, length: int) -> list[tuple[Line, int]]:
        """The title and the lines of the body's first characters, each with where it is cut."""
        first = next((line.start for line in self.lines if line.kind is PassageKind.BODY), 0)
        titles = [(line, min(line.end, line.start + length)) for line in self.of(PassageKind.TITLE)]
        body = [line for line in self.of(PassageKind.BODY) if line.start < first + length]
        return [*titles, *((line, min(line.end, first + length)) for line in body)]

    def read(self, line: Line) -> str:
        """The text of a line."""
        return self.text[line.start : line.end]

    def read_lower(self, line: Line) -> str:
        """The text of a line in small letters."""
        return self.lower[line.start : line.end]

    def as_printed(self, line: Line) -> str:
        """The text of a line with its own quotes, dashes and tone placement; composed."""
        return " ".join(composed(self.raw[slice(*self._original(line.start, line.end))]).split())

    def span(self, start: int, end: int) -> Span | None:
        """The original span of text[start:end]; of words in a title that the source gave, the
        first place where what was read has them too, if there is one."""
        if start < self.begin:
            words = self.lower[start:end]
            start = self.lower.find(words, self.begin)
            end = start + len(words)
        return self._original(start, end) if start >= 0 else None

    def _original(self, start: int, end: int) -> Span:
        return self.normal.original(start - self.begin, end - self.begin)

    def passages(self) -> tuple[Passage, ...]:
        """The lines of what was read with their original spans."""
        return tuple(
            Passage(line.kind, self._original(line.start, line.end), line.page)
            for line in self.lines
            if line.start >= self.begin
        )


def clean(
    text: str, metadata: SourceMetadata | None = None, paragraphs: Sequence[Paragraph] = ()
) -> Article:
    """Tell structure from text, line by line; nothing is dropped or changed.

    `paragraphs`: those of `text`, one a line, where a reader told them apart; then lines are not
    joined to paragraphs, and only what the reader did not tell of them is found out.
    """
    metadata = metadata or SourceMetadata()
    rows = rows_of(text, paragraphs)
    normal = _unwrapped(normalize(with_borders(text, rows)), rows, is_wrapped=not paragraphs)
    heading = " ".join(newer_tones(normalize(metadata.title or "").text).split())
    modern = (heading and f"{heading}\n") + newer_tones(normal.text)
    begin = len(modern) - len(normal.text)
    title = [Line(PassageKind.TITLE, 0, len(heading))] if heading else []
    own = _LineMaker(modern, normal, begin).lines(rows, is_whole=bool(paragraphs))
    return Article(text, normal, modern, (*title, *_told(modern, own, title)), metadata, begin)


def _unwrapped(normal: Normalized, rows: Sequence[Row], *, is_wrapped: bool) -> Normalized:
    """A text with its wrapped lines joined; no rows are joined to others, but those of a title are
    one."""
    spans = [(_place(normal, row.start), _place(normal, row.end)) for row in rows]
    is_whole = (row.kind is PassageKind.TITLE or not row.borders for row in rows)
    whole = [span for span, holds in zip(spans, is_whole, strict=True) if holds]
    return unwrapped(normal, whole, spans if is_wrapped else None)


def _place(normal: Normalized, original: int) -> int:
    """Where the first character stands that came from there, or from behind it."""
    return bisect_left(normal.starts, original)


@dataclass(frozen=True, slots=True)
class _LineMaker:
    """Rows → lines of a text, `begin` characters behind where they were normalised."""

    text: str
    normal: Normalized
    begin: int

    def lines(self, rows: Sequence[Row], *, is_whole: bool) -> list[_KindOfLine]:
        """Every line, with its kind if that is known. `is_whole`: the rows are all there is."""
        found: list[_KindOfLine] = []
        done = self.begin
        for row in rows:
            start, end = (self.begin + _place(self.normal, at) for at in (row.start, row.end))
            if not is_whole:
                found += self._between(done, start)
            found += self._of(row.kind, row.page, max(done, start), end)
            done = max(done, end)
        return found if is_whole else [*found, *self._between(done, len(self.text))]

    def _between(self, start: int, end: int) -> Iterator[_KindOfLine]:
        for first, last in _stripped_lines(self.text, start, end):
            yield None, Line(PassageKind.BODY, first, last)

    def _of(
        self, kind: PassageKind | None, page: int | None, start: int, end: int
    ) -> Iterator[_KindOfLine]:
        words = self.text[start:end]
        if stripped := words.strip():
            first = start + len(words) - len(words.lstrip())
            yield kind, Line(kind or PassageKind.BODY, first, first + len(stripped), page)


def _told(text: str, lines: Sequence[_KindOfLine], title: Sequence[Line]) -> Iterator[Line]:
    """The lines, with what rules tell of those whose kind is not known."""
    lines = list(_with_prefix(text, lines))
    unknown = [text[line.start : line.end] for kind, line in lines if kind is None]
    has_title = bool(title) or any(kind is PassageKind.TITLE for kind, _ in lines)
    told = iter(kinds_of(unknown, has_title=has_title))
    for kind, line in lines:
        yield line if kind else Line(next(told), line.start, line.end, line.page)


def _with_prefix(text: str, lines: Sequence[_KindOfLine]) -> Iterator[_KindOfLine]:
    """The lines; what a machine wrote before the first unknown one is a line of its own."""
    is_first = True
    for kind, line in lines:
        prefix = _PREFIX.match(text, line.start, line.end) if is_first and kind is None else None
        is_first = is_first and kind is not None
        if not prefix:
            yield kind, line
            continue
        yield PassageKind.PREFIX, Line(PassageKind.PREFIX, line.start, prefix.end(), line.page)
        if rest := text[prefix.end() : line.end].lstrip():
            yield None, Line(PassageKind.BODY, line.end - len(rest), line.end, line.page)


def _stripped_lines(text: str, begin: int, end: int) -> list[Span]:
    """[start, end) of each line of text[begin:end] that is not blank, without the blanks around."""
    spans: list[Span] = []
    for line in text[begin:end].split("\n"):
        if stripped := line.strip():
            start = begin + len(line) - len(line.lstrip())
            spans.append((start, start + len(stripped)))
        begin += len(line) + 1
    return spans
