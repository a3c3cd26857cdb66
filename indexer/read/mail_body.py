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
_NARROWEST, _WIDEST = 50, 80
"""A text no line of which is longer was wrapped by a program, if its longest is no short one."""
_HEADER_LINES = 4


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


def rejoined(text: str, is_flowed: bool) -> list[str]:
    """The lines of a plain text, those joined that a mail program wrapped; blank ones are kept.

    `is_flowed`: a line that goes on ends in a blank (RFC 3676, 4.1). Else a line goes on if the
    first word of the next one had no more place in the widest line of the text.
    """
    lines = text.splitlines()
    width = max((len(line.rstrip()) for line in lines), default=0)
    is_wrapped = _NARROWEST <= width <= _WIDEST
    joined: list[str] = []
    goes_on = False
    for at, line in enumerate(lines):
        if goes_on and joined:
            joined[-1] = f"{joined[-1].rstrip()} {line.strip()}"
        else:
            joined.append(line)
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if is_flowed:
            goes_on = line.endswith(" ") and line != "-- " and not _QUOTED.match(following)
        else:
            goes_on = is_wrapped and _is_full(line, following, width)
    return joined


def _is_full(line: str, following: str, width: int) -> bool:
    words = following.split(maxsplit=1)
    if not words or not line.strip() or _ITEM.match(following):
        return False
    if _QUOTED.match(line) or _QUOTED.match(following) or _SIGNATURE.fullmatch(line):
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
    kept = [at for at in (*range(opening), *behind) if not _QUOTED.match(lines[at])]
    return kept[: _signature([lines[at] for at in kept])]


def _signature(lines: Sequence[str]) -> int:
    """Where the signature begins; behind the last line if there is none."""
    for at, line in enumerate(lines):
        rest = sum(bool(other.strip()) for other in lines[at + 1 : at + 2 + 4 * _LONGEST_SIGNATURE])
        if _SIGNATURE.fullmatch(line) and rest <= _LONGEST_SIGNATURE:
            return at
    return len(lines)


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
    return (
        len(line) <= 300
        and bool(_attribution().search(line))
        and any(
            character.isdigit() or character == "@"
            for character in line + "".join(lines[at - 1 : at])
        )
    )


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
def _from() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?i)[\s*]*{from}\s*:")


@cache
def _sent() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?i)[\s*]*{sent}\s*:")


@cache
def _subject() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?i)[\s*]*{subject}\s*:")
