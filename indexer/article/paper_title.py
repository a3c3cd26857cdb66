"""The lines of a paper below its letterhead → those of its title: its kind and its subject."""

import re
from collections.abc import Sequence

from indexer.article.letterhead import (
    begins_body_name,
    goes_on_behind,
    is_capital,
    is_kind,
    is_separator,
)
from indexer.article.source_lines import SourceLine
from indexer.lexicon import UPPER, pattern_of

_LIST = "letterhead_words.tsv"
_MOST_LINES, _LONGEST = 8, 160
"""Of a title; the characters of one of its lines that is not in capitals."""
_MOST_WRAPPED = 4
"""Lines, beside the first, of a subject that begin with a capital each."""
_LEAST_WORDS = 4
"""Words of a title in capitals that says no kind of a paper."""
_SUBJECT = pattern_of(_LIST, r"(?i){whole:subject}")
_FOUNDED = pattern_of(_LIST, r"(?i){whole:body begins}")
_SECTION = pattern_of(_LIST, r"(?i){whole:section} (?:[\divx]+(?!\w)|{whole:ordinal})")
_ENDS = re.compile(
    rf"{_FOUNDED.pattern}|{_SECTION.pattern.removeprefix('(?i)')}"
    rf"|[IVX]+[.)/]|\d+[.)/]|[-+*•]|\((?![^()]*\) ?\S)|(?-i:[{UPPER}])[.)] ",
    re.IGNORECASE,
)
"""A line that begins so is of the body: "Căn cứ …", "Kính gửi: …", "I. …", "- …"."""
_GOES_ON = re.compile(r"\d+ \w")
"""A line that begins so may go on with a subject: "6 tháng đầu năm"."""
_STOPS = ".;:!?…"


def find_title(lines: Sequence[SourceLine], first: int) -> range:
    """The lines of the title that begins at a line, in the order of the paper; an empty range if
    neither the kind of a paper nor "V/v" begins it.

    The kind is followed by the subject: lines in capitals, or a line and those that go on with it.
    """
    none = range(first, first)
    if first >= len(lines) or len(lines[first].raw) > 2 * _LONGEST:
        return none
    text = lines[first].text
    if _SUBJECT.match(text):
        return range(first, _goes_on_to(lines, first))
    if not is_kind(text) or text[-1] in _STOPS.replace(":", ""):
        return none
    end = _capitals_end(lines, first) if is_capital(text) else first + 1
    if _is_whole(lines[first:end]):
        end = _subject_end(lines, end)
    return range(first, end)


def find_capitals(lines: Sequence[SourceLine], *, are_apart: bool) -> range:
    """The first lines of a text, if they are one title in capitals over several lines.

    `are_apart`: they are paragraphs, so that no blank line tells more.
    """
    end = 0
    while end < min(len(lines), _MOST_LINES) and is_capital(lines[end].raw):
        is_apart = lines[end].is_apart and not are_apart
        if end and (is_apart or _ENDS.match(lines[end].text)):
            break
        end += 1
        if lines[end - 1].text[-1] in _STOPS:
            break
    words = sum(len(line.text.split()) for line in lines[:end])
    return range(end if end > 1 and words >= _LEAST_WORDS else 0)


def _capitals_end(lines: Sequence[SourceLine], first: int) -> int:
    """Behind the lines in capitals that go on with a title; the body that decides is none."""
    end = first + 1
    while end < min(len(lines), first + _MOST_LINES) and is_capital(lines[end].text):
        text = lines[end].text
        is_end = _ENDS.match(text) or lines[end - 1].text[-1] in _STOPS or is_kind(text)
        if is_end or (begins_body_name(text) and _is_before_body(lines, end)):
            break
        end += 1
    return end


def _is_before_body(lines: Sequence[SourceLine], at: int) -> bool:
    """Whether a line is the name of who decides: below it, what that is founded on."""
    for line in lines[at + 1 : at + 3]:
        text = line.text.lstrip("-–+* ")
        if _FOUNDED.match(text):
            return True
        if not is_capital(line.text):
            return False
    return False


def _is_whole(lines: Sequence[SourceLine]) -> bool:
    """Whether these lines say the kind of a paper and nothing of its subject."""
    return len(lines) == 1 and len(lines[0].text.split()) < 2 * _LEAST_WORDS


def _subject_end(lines: Sequence[SourceLine], first: int) -> int:
    """Behind the subject below the kind of a paper: one line and those that go on with it."""
    if first == len(lines) or not _may_be_subject(lines[first].text):
        return first
    return _goes_on_to(lines, first)


def _may_be_subject(text: str) -> bool:
    return (
        len(text) <= _LONGEST * 2
        and not is_separator(text)
        and not _ENDS.match(text)
        and text[-1] not in _STOPS
    )


def _goes_on_to(lines: Sequence[SourceLine], first: int) -> int:
    """Behind the lines that go on with one: they begin small or, in a block of short lines that
    has no end of a sentence, with a capital."""
    end = first + 1
    while end < min(len(lines), first + _MOST_LINES) and _goes_on(lines[end - 1], lines[end]):
        end += 1
    block = end
    while block < len(lines) and _is_of_block(lines, block):
        block += 1
    return block if block - end <= _MOST_WRAPPED else end


def _goes_on(before: SourceLine, line: SourceLine) -> bool:
    if before.text[-1] in _STOPS or is_separator(line.text) or _ENDS.match(line.text):
        return False
    is_open = goes_on_behind(before.text)
    both_capital = is_capital(before.text) and is_capital(line.text) and not is_kind(line.text)
    is_more = line.text[0].islower() or both_capital or bool(_GOES_ON.match(line.text))
    return is_open or is_more


def _is_of_block(lines: Sequence[SourceLine], at: int) -> bool:
    """Whether a line stands right below a line of a subject and may be of it."""
    line = lines[at]
    is_decider = begins_body_name(line.text) and _is_before_body(lines, at)
    return not line.is_apart and _may_be_subject(line.text) and not is_decider
