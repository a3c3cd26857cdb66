"""The lines of a mail → those that its sender wrote, wrapped ones joined."""

import re
from collections.abc import Sequence
from functools import cache

from indexer.lexicon import pattern_of

_LIST = "mail_words.tsv"
_SIGNATURE = re.compile(r"--\s*")
"""RFC 3676, 4.3; many programs drop the blank behind it."""
_LONGEST_SIGNATURE = 12
_QUOTED = re.compile(r"\s*>")
_ITEM = re.compile(r"\s*(?:[-+*•–]\s|\w{1,3}[.)]\s)")
_NARROWEST, _WIDEST, _SLACK, _FULL_LINES = 60, 80, 9, 2
"""A text was wrapped by a program if its widest line is between these, and so many lines are within
`_SLACK` characters of it."""
_ENDS = ".:;!?"
_HEADER_LINES = 4
_LONGEST_ATTRIBUTION = 300
_SENDER_OR_TIME = re.compile(r"\S@\S|\d:\d\d")


def own_lines(lines: Sequence[str], subject: str) -> list[int]:
    """Which lines of a mail are neither of the mail that it answers nor of the signature.

    What it forwards is kept. `subject`: says whether it forwards, where the text does not.
    """
    forwarded = next((at for at, line in enumerate(lines) if _forwarded().fullmatch(line)), None)
    if forwarded is not None:
        return [*_answer(lines[:forwarded]), *range(forwarded, len(lines))]
    if _forwarding().match(subject):
        return list(range(len(lines)))
    return _answer(lines)


def rejoined(lines: Sequence[str], is_flowed: bool) -> list[str]:
    """Lines of a plain text, those joined that a mail program wrapped; blank ones are kept.

    `is_flowed`: a line that goes on ends in a blank (RFC 3676, 4.1). Else a line goes on if the
    first word of the next one had no more place in the widest line.
    """
    width = _width(lines)
    joined: list[str] = []
    goes_on = False
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        if goes_on:
            joined[-1] = f"{joined[-1].rstrip()} {line.strip()}"
        else:
            joined.append(line)
        goes_on = (
            line.endswith(" ") if is_flowed else bool(width) and _is_full(line, following, width)
        )
    return joined


def _width(lines: Sequence[str]) -> int:
    """The width that a text was wrapped at by a program; 0 of one that was not."""
    lengths = [len(line.rstrip()) for line in lines]
    width = max(lengths, default=0)
    full = sum(length >= width - _SLACK for length in lengths)
    return width if _NARROWEST <= width <= _WIDEST and full >= _FULL_LINES else 0


def _is_full(line: str, following: str, width: int) -> bool:
    words = following.split(maxsplit=1)
    if not words or not line.strip() or _ITEM.match(following):
        return False
    if line.rstrip()[-1] in _ENDS and not words[0][0].islower():
        return False
    return len(line.rstrip()) + 1 + len(words[0]) > width


def _answer(lines: Sequence[str]) -> list[int]:
    """Which lines stand before, between and behind those that are quoted."""
    ends = (at for at in range(len(lines)) if _begins_quoted_mail(lines, at))
    end = next(ends, len(lines))
    opening = next((at for at in range(end) if _is_attribution(lines, at)), end)
    behind = range(opening + 1, end)
    if not any(_QUOTED.match(lines[at]) for at in behind):  # HTML quotes without marks
        behind = range(0)
    before = range(_first_line(lines, opening) if opening < end else end)
    kept = [at for at in (*before, *behind) if not _QUOTED.match(lines[at])]
    return kept[: _signature([lines[at] for at in kept])]


def _signature(lines: Sequence[str]) -> int:
    """Where the signature begins; behind the last line if there is none."""
    marks = (at for at, line in enumerate(lines) if _SIGNATURE.fullmatch(line))
    return next((at for at in marks if _is_short(lines[at + 1 : at + 50])), len(lines))


def _is_short(lines: Sequence[str]) -> bool:
    return sum(bool(line.strip()) for line in lines) <= _LONGEST_SIGNATURE


def _begins_quoted_mail(lines: Sequence[str], at: int) -> bool:
    """Whether a whole mail is quoted from here on: after a rule that says so, or with its head."""
    line = lines[at]
    if _original().fullmatch(line):
        return True
    if not _from().match(line):
        return False
    behind = [other for other in lines[at + 1 : at + 9] if other.strip()][:_HEADER_LINES]
    return any(map(_sent().match, behind)) and any(map(_subject().match, behind))


def _is_attribution(lines: Sequence[str], at: int) -> bool:
    """Whether a line says who wrote what is quoted below: "On ... wrote:", be it over two lines."""
    line = lines[at].strip()
    if len(line) > _LONGEST_ATTRIBUTION or not _attribution().search(line):
        return False
    return bool(_SENDER_OR_TIME.search("\n".join(lines[max(0, at - 1) : at + 1])))


def _first_line(lines: Sequence[str], at: int) -> int:
    """Where the attribution begins that ends in a line: there, or up to two lines before."""
    before = range(at, max(-1, at - 3), -1)
    return next((first for first in before if _opening().match(lines[first])), at)


@cache
def _forwarded() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?i)\s*-*\s*{forwarded}\s*:?\s*-*\s*")


@cache
def _forwarding() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?i)\s*{forwarding}\s*:")


@cache
def _original() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?i)\s*-{2,}\s*{original}\s*-{2,}\s*")


@cache
def _attribution() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?i)(?<!\w){wrote}\s*:$")


@cache
def _opening() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?i)\s*{whole:opening} ")


@cache
def _from() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?i)[\s*]*{from}\s*:")


@cache
def _sent() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?i)[\s*]*{sent}\s*:")


@cache
def _subject() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?i)[\s*]*{subject}\s*:")
