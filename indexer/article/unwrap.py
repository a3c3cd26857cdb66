"""Normalised text → the text as it is read: one blank between words, wrapped lines joined."""

import re
from collections.abc import Iterator
from itertools import pairwise

from search.report import Span
from search.text.normalize import Normalized

_BLANKS = re.compile(r" {2,}")
_ENDS = '.:;!?…")'
"""What a sentence ends with: a line that ends so was not wrapped by a machine."""
_LEAST = 40
"""The least characters of a line that may have been wrapped."""
_WIDEST, _SLACK, _MOST = 130, 25, 0.8
"""A text was wrapped by width if no line is wider than `_WIDEST` characters, and of the lines that
are followed by another one at least the share `_MOST` is within `_SLACK` of the widest."""


def unwrapped(text: Normalized) -> Normalized:
    """The same if nothing is to be joined; every span of the result maps to the original."""
    joins = sorted({*_runs(text.text), *_wraps(text.text)})
    if not joins:
        return text
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for first, last in joins:
        if first < done:
            continue
        parts += [text.text[done:first], " "]
        starts += [*text.starts[done:first], text.starts[first]]
        ends += [*text.ends[done:first], text.ends[last - 1]]
        done = last
    parts.append(text.text[done:])
    starts += text.starts[done:]
    ends += text.ends[done:]
    return Normalized("".join(parts), starts, ends)


def _runs(text: str) -> Iterator[Span]:
    yield from (match.span() for match in _BLANKS.finditer(text))


def _wraps(text: str) -> Iterator[Span]:
    lines = list(_lines(text))
    for (start, end), (following, _) in pairwise(lines):
        goes_on = text[following : following + 1].islower() and text[end - 1] not in _ENDS
        if goes_on and end - start >= _LEAST:
            yield end, following
    yield from _by_width(lines)


def _lines(text: str) -> Iterator[Span]:
    """Each line without the blanks around it; an empty one begins and ends at its end."""
    begin = 0
    for line in text.split("\n"):
        end = begin + len(line.rstrip())
        yield end - len(line.strip()), end
        begin += len(line) + 1


def _by_width(lines: list[Span]) -> Iterator[Span]:
    """The line ends of a text whose lines are all about as wide."""
    widths = [end - start for start, end in lines]
    if max(widths) > _WIDEST:
        return
    followed = [
        pair for pair in pairwise(zip(lines, widths, strict=True)) if pair[0][1] and pair[1][1]
    ]
    widest = max((width for (_, width), _ in followed), default=0)
    full = [
        (line, following) for (line, width), (following, _) in followed if width >= widest - _SLACK
    ]
    if widest < _LEAST or len(followed) < 4 or len(full) < _MOST * len(followed):
        return
    for (_, end), (following, _) in full:
        yield end, following
