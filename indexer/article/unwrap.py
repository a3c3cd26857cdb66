"""Normalised text → the text as it is read: one blank between words, wrapped lines joined."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from search.report import Span
from search.text.normalize import Normalized

_BLANKS = re.compile(r" {2,}")
_ENDS = '.:;!?…")'
"""What a sentence ends with: a line that ends so was not wrapped by a machine."""
_LEADS = ":;"
"""What a line before a list ends with, and an item of one."""
_LEAST, _LEAST_OF_COLUMN = 40, 18
"""The least characters of a line that may have been wrapped; of one in a narrow column."""
_LEAST_LINES, _RAGGED = 3, 3
"""Lines of a block that show its width; characters by which its lines may be narrower: letters are
not all as wide."""
_WIDEST, _SLACK, _MOST = 130, 25, 0.8
"""A text was wrapped by width if no line is wider than `_WIDEST` characters, and of the lines that
are followed by another one at least the share `_MOST` is within `_SLACK` of the widest."""
_ITEM = re.compile(r"(?:[^\W\d_]{1,4}|\d{1,3}(?:\.\d{1,2}){0,3})[.)/] |[-+*•·] ")
"""How an item of a list begins: "1. ", "a) ", "iv. ", "- "."""
_ADDRESS = re.compile(r"(?:https?:|www\.|\S+@)")
"""How a line begins that goes on with no other."""
_HYPHEN = re.compile(r"[^\W\d_]-$|\d-$")


def unwrapped(
    text: Normalized, whole: Sequence[Span] = (), is_wrapped: bool = True, begin: int = 0
) -> Normalized:
    """The same if nothing is to be joined; every span of the result maps to the original.

    `whole`: spans whose lines are one. `begin`: before it no other lines are joined, and none are
    where the text is not `is_wrapped`: its reader told its paragraphs apart.
    """
    joins = {span: " " for span in _runs(text.text)}
    if is_wrapped:
        joins |= {
            (first, last): _between(text.text, first, last)
            for first, last in _wraps(text.text, begin)
        }
    for start, end in whole:
        joins |= {span: " " for span in _line_ends(text.text, start, end)}
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
    yield from (match.span() for match in _BLANKS.finditer(text))


_LINE_END = re.compile(r"\s*\n\s*")


def _line_ends(text: str, start: int, end: int) -> Iterator[Span]:
    yield from (match.span() for match in _LINE_END.finditer(text, start, end))


def _between(text: str, first: int, last: int) -> str:
    """What is read between two joined lines: nothing behind the hyphen of a word or a number that
    goes on, "In-đô-nê-" "xi-a", else a blank."""
    after = text[last : last + 1]
    before = text[max(0, first - 2) : first]
    goes_on = _HYPHEN.match(before) and after.isdigit() == before[:1].isdigit()
    return "" if goes_on and after.isalnum() else " "


def _wraps(text: str, begin: int) -> Iterator[Span]:
    lines = [line for line in _lines(text) if line[0] >= begin]
    for own, following in pairwise(lines):
        if _goes_on(text, own, following):
            yield own[1], following[0]
    yield from _by_width(lines)
    for block in _blocks(lines):
        yield from _by_column(text, block)


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


def _blocks(lines: Sequence[Span]) -> Iterator[list[Span]]:
    """The lines between blank ones, where there are several."""
    block: list[Span] = []
    for start, end in (*lines, (0, 0)):
        if start < end:
            block.append((start, end))
            continue
        if len(block) >= _LEAST_LINES:
            yield block
        block = []


def _by_column(text: str, block: Sequence[Span]) -> Iterator[Span]:
    """The line ends within the paragraphs of a block, if it is a narrow column.

    It is one if no line had room for the first word of the next, but at the end of a paragraph,
    and if most lines begin small, as those of verse, of a list and of an address do not.
    """
    widest = max(end - start for start, end in block)
    if not _LEAST_OF_COLUMN <= widest <= _WIDEST or text[block[0][0]].islower():
        return
    joins: list[Span] = []
    for own, after in pairwise(block):
        is_full = own[1] - own[0] + 1 + _first_word(text, after) > widest - _RAGGED
        is_end, is_small = text[own[1] - 1] in _ENDS, text[after[0]].islower()
        if text[own[1] - 1] in _LEADS or _begins_anew(text, after[0]):
            return
        if is_full:
            joins.append((own[1], after[0]))
        elif is_small or not is_end:
            return
    if 2 * sum(text[following].islower() for _, following in joins) > len(joins):
        yield from joins


def _first_word(text: str, line: Span) -> int:
    """How long the first word of a line is."""
    blank = text.find(" ", *line)
    return (blank if blank >= 0 else line[1]) - line[0]


def _by_width(lines: list[Span]) -> Iterator[Span]:
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
    for (_, end), (following, _) in full:
        yield end, following
