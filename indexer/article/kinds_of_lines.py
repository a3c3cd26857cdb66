"""The lines of a text that nobody told apart → what each is: title, body, caption, byline ..."""

import re
from collections.abc import Sequence

from indexer.lexicon import UPPER, pattern_of
from search.report import PassageKind

_LIST = "article_words.tsv"
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
_NO_TITLE = pattern_of(_LIST, r"{speakers}:|{speaker} |{whole:addressed}")
"""A first line that begins so is of the body."""
_DATE_LEAD = pattern_of(
    _LIST, r"(?i)(?:[-(]|.{0,12} -)?\s*(?:{time}|{within} \d+ {day})\b.{0,12}\d"
)
_LONGEST_TITLE, _LONGEST_BYLINE, _LONGEST_CAPTION = 40, 9, 45
"""Words."""


def kinds_of(lines: Sequence[str], has_title: bool) -> list[PassageKind]:
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
    if before[-1] not in './…"!?)' or not _CAPITAL.search(line, line.rfind(" ") + 1):
        return False  # as most: it does not end with a name
    names = _BYLINE_LEAD.sub("", line, count=1)
    return 1 < len(names.split()) <= _LONGEST_BYLINE and bool(_BYLINE.fullmatch(names))


def _is_caption(line: str) -> bool:
    begins_as_one = _CAPTION_SCENE.match(line) or _CAPTION_SPEAKER.fullmatch(line)
    return bool(begins_as_one) and len(line.split()) <= _LONGEST_CAPTION
