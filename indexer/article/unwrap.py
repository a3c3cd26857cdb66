"""Normalised text → the text as it is read: one blank between words, wrapped lines joined."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from search.report import Span
from search.text.normalize import Normalized

_BLANKS = re.compile(r" {2,}")
_ENDS = '.:;!?…")'
"""What a sentence ends with: a line that ends so was not wrapped by a machine."""
_LEADS, _MOST_LEADS = ":;", 0.2
"""What a line before a list ends with, and an item of one; the share of lines of prose that do."""
_LEAST, _LEAST_OF_COLUMN = 40, 18
"""The least characters of a line that may have been wrapped; of one in a narrow column."""
_LEAST_LINES, _LEAST_COLUMNS, _MOST_FULL = 3, 2, 0.6
"""Lines of a block that show its width; blocks that show that of a text; the share of the lines of
a block that are full."""
_RAGGED, _RAGGED_SHARE = 3, 12
"""Characters by which full lines may be narrower, for letters are not all as wide; at least, and
the part of the width."""
_WIDEST, _SLACK, _MOST = 130, 25, 0.8
"""A text was wrapped by width if no line is wider than `_WIDEST` characters, and of the lines that
are followed by another one at least the share `_MOST` is within `_SLACK` of the widest."""
_ITEM = re.compile(r"(?:[^\W\d_]|[ivxIVX]{2,4}|\d{1,3}(?:\.\d{1,2}){0,3})[.)/] |[-+*•·] ")
"""How an item of a list begins: "1. ", "a) ", "iv. ", "- "."""
_ADDRESS = re.compile(r"(?:https?:|www\.|\S+@)")
"""How a line begins that goes on with no other."""
_HYPHEN = re.compile(r"[^\W\d_]-$|\d-$")


def unwrapped(
    text: Normalized, whole: Sequence[Span] = (), apart: Sequence[Span] | None = ()
) -> Normalized:
    """The same if nothing is to be joined; every span of the result maps to the original.

    `whole`: spans whose lines are one. `apart`: spans, in order, whose lines are joined to no
    others; None: no lines are, for the reader of the text told its paragraphs apart.
    """
    joins = dict.fromkeys(_runs(text.text), " ")
    if apart is not None:
        joins |= {
            (first, last): _between(text.text, first, last)
            for first, last in _wraps(text.text, apart)
        }
    for start, end in whole:
        joins |= dict.fromkeys(_line_ends(text.text, start, end), " ")
    if not joins:
        return text
    return _joined(text, sorted(joins.items()))


def _joined(text: Normalized, joins: Sequence[tuple[Span, str]]) -> Normalized:
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for (first, last), between in joins:
        if first < done:
            continue
        parts += [text.text[done:first], between]
        starts += text.starts[done:first]
        ends += text.ends[done:first]
        if between:
            starts.append(text.starts[first])
            ends.append(text.ends[last - 1])
        done = last
    parts.append(text.text[done:])
    starts += text.starts[done:]
    ends += text.ends[done:]
    return Normalized("".join(parts), starts, ends)


def _runs(text: str) -> Iterator[Span]:
    if "  " in text:  # found faster than the pattern, and seldom
        yield from (match.span() for match in _BLANKS.finditer(text))


def _line_ends(text: str, start: int, end: int) -> Iterator[Span]:
    """The line ends of text[start:end], each with the blanks around."""
    lines = [line for line in _lines(text[start:end]) if line[0] < line[1]]
    yield from ((start + own[1], start + after[0]) for own, after in pairwise(lines))


def _between(text: str, first: int, last: int) -> str:
    """What is read between two joined lines: nothing behind the hyphen of a word or a number that
    goes on, "In-đô-nê-" "xi-a", else a blank."""
    after = text[last : last + 1]
    before = text[max(0, first - 2) : first]
    goes_on = _HYPHEN.match(before) and after.isdigit() == before[:1].isdigit()
    return "" if goes_on and after.isalnum() else " "


def _wraps(text: str, apart: Sequence[Span]) -> Iterator[Span]:
    lines = list(_without(apart, _lines(text)))
    for own, following in pairwise(lines):
        if _goes_on(text, own, following):
            yield own[1], following[0]
    yield from _by_width(text, lines)
    yield from _by_columns(text, lines)


def _goes_on(text: str, own: Span, following: Span) -> bool:
    """Whether a line begins small behind one that is long, an item of a list, or has a hyphen at
    its end, and that is not the end of a sentence."""
    (start, end), (first, last) = own, following
    if end == start or last == first or text[end - 1] in _ENDS:
        return False
    is_small = text[first].islower() and not _begins_anew(text, first)
    is_cut = bool(_HYPHEN.match(text[max(start, end - 2) : end]))
    if is_cut and text[end - 2].isdigit():
        return text[first].isdigit()
    return is_small and (end - start >= _LEAST or is_cut or bool(_ITEM.match(text, start)))


def _begins_anew(text: str, first: int) -> bool:
    return bool(_ITEM.match(text, first) or _ADDRESS.match(text, first))


def _lines(text: str) -> Iterator[Span]:
    """Each line without the blanks around it; an empty one begins and ends at its end."""
    begin = 0
    for line in text.split("\n"):
        end = begin + len(line.rstrip())
        yield end - len(line.strip()), end
        begin += len(line) + 1


def _without(apart: Sequence[Span], lines: Iterator[Span]) -> Iterator[Span]:
    """The lines; one that begins in a span as if it were blank."""
    ahead = iter(apart)
    span = next(ahead, None)
    for start, end in lines:
        while span and span[1] <= start:
            span = next(ahead, None)
        yield (end, end) if span and span[0] <= start else (start, end)


def _blocks(lines: Sequence[Span]) -> Iterator[list[Span]]:
    """The lines between blank ones, where there are several."""
    block: list[Span] = []
    for start, end in (*lines, (0, 0)):
        if start < end:
            block.append((start, end))
            continue
        if len(block) > 1:
            yield block
        block = []


def _by_columns(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """The line ends within the paragraphs of narrow columns.

    How wide they are is told by blocks that show it; then others, as one of two lines or of names
    with capitals, are joined if all their lines are as full.
    """
    others: list[list[Span]] = []
    widths: list[int] = []
    for block in _blocks(lines):
        widest = max(end - start for start, end in block)
        joins = _of_column(text, block, widest) if len(block) >= _LEAST_LINES else []
        if joins:
            widths.append(widest)
            yield from joins
        else:
            others.append(block)
    if len(widths) >= _LEAST_COLUMNS:
        for block in others:
            yield from _of_width(text, block, max(widths))


def _of_width(text: str, block: Sequence[Span], width: int) -> Iterator[Span]:
    """The line ends of a block in a column of a known width, if every line but the last is full or
    stands before an item of a list."""
    pairs = list(pairwise(block))
    anew = {after[0] for _, after in pairs if _begins_anew(text, after[0])}
    if any(end - start > width for start, end in block):
        return
    if all(after[0] in anew or _is_full(text, own, after, width) for own, after in pairs):
        yield from ((own[1], after[0]) for own, after in pairs if after[0] not in anew)


def _of_column(text: str, block: Sequence[Span], widest: int) -> list[Span]:
    """The line ends within the paragraphs of a block, if it is a narrow column; else none.

    It is one if most lines had no room for the first word of the next, and most of these begin
    small, as lines of verse, of a list and of an address do not. Where a line is seen to end a
    paragraph, one that ends with a sentence may end another.
    """
    if not _LEAST_OF_COLUMN <= widest <= _WIDEST or text[block[0][0]].islower():
        return []
    joins: list[Span] = []
    soft: set[Span] = set()
    leads = 0
    for own, after in pairwise(block):
        is_small = text[after[0]].islower()
        leads += text[own[1] - 1] in _LEADS
        if _begins_anew(text, after[0]) or leads > _MOST_LEADS * len(block):
            return []
        if _is_full(text, own, after, widest):
            joins.append((own[1], after[0]))
            soft |= {joins[-1]} if _is_soft(text, own, after) else set()
        elif is_small:
            return []
    pairs = len(block) - 1
    small = sum(text[following].islower() for _, following in joins)
    if 2 * small <= len(joins) or len(joins) < _MOST_FULL * pairs:
        return []
    return joins if len(joins) == pairs else [join for join in joins if join not in soft]


def _is_full(text: str, own: Span, after: Span, widest: int) -> bool:
    """Whether a line had no room for the first word of the next."""
    ragged = max(_RAGGED, widest // _RAGGED_SHARE)
    return own[1] - own[0] + 1 + _first_word(text, after) > widest - ragged


def _is_soft(text: str, own: Span, after: Span) -> bool:
    """Whether a sentence ends with a line, so that a paragraph may."""
    return text[own[1] - 1] in _ENDS and not text[after[0]].islower()


def _first_word(text: str, line: Span) -> int:
    """How long the first word of a line is."""
    blank = text.find(" ", *line)
    return (blank if blank >= 0 else line[1]) - line[0]


def _by_width(text: str, lines: list[Span]) -> Iterator[Span]:
    """The line ends of a text whose lines are all about as wide."""
    widths = [end - start for start, end in lines]
    if max(widths, default=0) > _WIDEST:
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
    for line, following in full:
        if not _is_soft(text, line, following) or _is_full(text, line, following, widest):
            yield line[1], following[0]
