"""Raw text → an article: each line known as title, body, caption, byline, trailer or prefix."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from indexer.article.unwrap import unwrapped
from indexer.lexicon import UPPER, lower, pattern_of
from indexer.read.document import SourceMetadata
from search.report import Passage, PassageKind, Span
from search.text.normalize import Normalized, composed, normalize
from search.text.tones import newer_tones

OPENING = 900
"""Characters of the body that say what is reported."""
_LIST = "article_words.tsv"
_PREFIX = re.compile(r"\s*date \d{4}-\d{2}(?:-\d{2})?\s+")
_PAGE_DATE = pattern_of(
    _LIST,
    r"(?i){weekday},?\s+(?:{day}\s+)?\d{1,2}/\d{1,2}/\d{4}(?:,?\s+\d{1,2}:\d{2}.{0,12})?",
)
_TRAILER = pattern_of(_LIST, r"(?i)(?:{source}[^:\n]{0,60}:\s*)?https?://\S+")
# Each separator can be read in one way, and so can each join of names: else lines of nothing but
# separators, or of "AvàAvà", take time without end.
_BYLINE_LEAD = pattern_of(
    _LIST,
    r"(?i){byline}(?: {and} |, |[/:\s])*(?:{photo}:?\s++|\s)" + rf"(?=(?-i:[{UPPER}]))",
)
_NAME = rf"[{UPPER}]\w*(?: [{UPPER}]\w*){{0,4}}"
_CAPITAL = re.compile(f"[{UPPER}]")
_BYLINE = pattern_of(_LIST, rf"{_NAME}(?:\s*(?:[-,;&/]|\b{{and}})\s*{_NAME}){{0,3}}")
_CAPTION_SCENE = pattern_of(_LIST, r"(?i){scene}")
_CAPTION_SPEAKER = pattern_of(
    _LIST, r"(?i)(?:{plural} )?{who} .{0,200}?(?:{acts}|{hands over} )[^.:;]{0,80}\.?"
)
_NO_TITLE = pattern_of(_LIST, r"{speakers}:|{speaker} ")
"""A first line that begins so is of the body."""
_DATE_LEAD = pattern_of(
    _LIST, r"(?i)(?:[-(]|.{0,12} -)?\s*(?:{time}|{within} \d+ {day})\b.{0,12}\d"
)
_LONGEST_TITLE, _LONGEST_BYLINE, _LONGEST_CAPTION = 40, 9, 45
"""Words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an article and what it is; [start, end) of `Article.text`."""

    kind: PassageKind
    start: int
    end: int


T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Article:
    """A text in one spelling, its lines, and the way back to the original offsets.

    `text` has one form per character, one blank between words and new tone placement, so that a
    rule needs "ủy" once. A title that the source gave is its first line; the document's own text
    begins at `begin`. `raw`: that text as it was read; `normal`: its offsets.
    """

    raw: str
    normal: Normalized
    text: str
    lines: tuple[Line, ...]
    metadata: SourceMetadata = field(default_factory=SourceMetadata)
    begin: int = 0
    _results: dict[Callable[["Article"], Any], Any] = field(default_factory=dict, repr=False)

    def once(self, read: Callable[["Article"], T]) -> T:
        """What a function reads of this article, read once: `article.once(main_meeting)`.

        The article keeps the result, so that each extractor may ask for what another one needs too.
        """
        if read not in self._results:
            self._results[read] = read(self)
        found: T = self._results[read]
        return found

    @cached_property
    def lower(self) -> str:
        """`text` in small letters, place by place: searched faster than by ignoring case."""
        return lower(self.text)

    def of(self, *parts: PassageKind) -> list[Line]:
        """The lines of some parts, in order."""
        return [line for line in self.lines if line.kind in parts]

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
            Passage(line.kind, self._original(line.start, line.end))
            for line in self.lines
            if line.start >= self.begin
        )


def clean(text: str, metadata: SourceMetadata | None = None) -> Article:
    """Tell structure from text, line by line; nothing is dropped or changed."""
    metadata = metadata or SourceMetadata()
    normal = unwrapped(normalize(text))
    heading = " ".join(newer_tones(normalize(metadata.title or "").text).split())
    modern = (heading and f"{heading}\n") + newer_tones(normal.text)
    begin = len(modern) - len(normal.text)
    lines = [Line(PassageKind.TITLE, 0, len(heading))] if heading else []
    rest = begin
    if prefix := _PREFIX.match(modern, begin):
        lead = len(prefix.group()) - len(prefix.group().lstrip())
        rest = prefix.end()
        lines.append(Line(PassageKind.PREFIX, begin + lead, begin + len(prefix.group().rstrip())))
    spans = _stripped_lines(modern, rest)
    parts = _parts([modern[start:end] for start, end in spans], has_title=bool(heading))
    lines += [Line(part, *span) for part, span in zip(parts, spans, strict=True)]
    return Article(text, normal, modern, tuple(lines), metadata, begin)


def _stripped_lines(text: str, begin: int) -> list[Span]:
    """[start, end) of each line from a position on that is not blank, without the blanks around."""
    spans: list[Span] = []
    for line in text[begin:].split("\n"):
        if stripped := line.strip():
            start = begin + len(line) - len(line.lstrip())
            spans.append((start, start + len(stripped)))
        begin += len(line) + 1
    return spans


def _parts(lines: list[str], has_title: bool) -> list[PassageKind]:
    """What each line is: from the end inwards, then from the beginning, then captions."""
    parts = [PassageKind.BODY] * len(lines)
    first, last = 0, len(lines) - 1
    if last > 0 and _TRAILER.fullmatch(lines[last]):
        parts[last] = PassageKind.TRAILER
        last -= 1
    if last > 0 and _is_byline(lines[last], lines[last - 1]):
        parts[last] = PassageKind.BYLINE
        last -= 1
    if first < last and _PAGE_DATE.fullmatch(lines[first]):
        parts[first] = PassageKind.PAGE_DATE
        first += 1
    if first < last and not has_title and _is_title(lines[first]):
        parts[first] = PassageKind.TITLE
        first += 1
    for number in range(first, last + 1):
        line = lines[number]
        if (
            number > first
            and line == lines[number - 1]
            and parts[number - 1] is not PassageKind.TITLE
        ):
            parts[number - 1 : number + 1] = [PassageKind.CAPTION, PassageKind.CAPTION_AGAIN]
        elif number > first and _is_caption(line):
            parts[number] = PassageKind.CAPTION
    return parts


def _is_title(line: str) -> bool:
    words = line.split()
    return (
        3 < len(words) <= _LONGEST_TITLE
        and line[-1] not in ".,;:…/"
        and not _NO_TITLE.match(line)
        and not _DATE_LEAD.match(line)
    )


def _is_byline(line: str, before: str) -> bool:
    line = line.rstrip("./ ")
    if not _CAPITAL.search(line, line.rfind(" ") + 1):
        return False  # as most: it does not end with a name
    names = _BYLINE_LEAD.sub("", line, count=1)
    return (
        1 < len(names.split()) <= _LONGEST_BYLINE
        and before[-1] in './…"!?)'
        and bool(_BYLINE.fullmatch(names))
    )


def _is_caption(line: str) -> bool:
    begins_as_one = _CAPTION_SCENE.match(line) or _CAPTION_SPEAKER.fullmatch(line)
    return bool(begins_as_one) and len(line.split()) <= _LONGEST_CAPTION
