"""A sentence → whether it tells of another occasion than the meeting that an article reports."""

import re
from functools import cache

from indexer.lexicon import pattern_of

_LIST = "role_words.tsv"


def is_elsewhere(sentence: str, *, is_briefing: bool) -> bool:
    """Whether a sentence tells of another occasion than the meeting, which may be for papers."""
    return bool(
        _before_it().search(sentence)
        or _at_another().match(sentence)
        or _is_aside(sentence)
        or _on_paper().search(sentence)
        or (not is_briefing and _to_a_paper().search(sentence))
    )


def _is_aside(sentence: str) -> bool:
    """Whether somebody speaks on the sidelines: "Bên lề kỳ họp", "Chia sẻ bên lề kỳ họp"."""
    found = _aside().search(sentence)
    return bool(found and (not found.start() or _told().search(sentence, 0, found.start())))


@cache
def _before_it() -> re.Pattern[str]:
    """ "Trước đó, sáng 3/4", "Trước đó, tại hội nghị"."""
    return pattern_of(
        _LIST,
        r"(?i){earlier},? (?:(?:(?:{on}|{earlier at}|{earlier in}) )?{time of day}|{earlier at} "
        r"|{earlier in} [^.;]{0,99}?\d{1,2} ?[/-] ?\d)",
    )


@cache
def _at_another() -> re.Pattern[str]:
    """ "Cùng ngày, tại buổi làm việc với Sở B"."""
    return pattern_of(_LIST, r"(?i){same day},? {earlier at} ")


@cache
def _on_paper() -> re.Pattern[str]:
    """ "trên báo Tin tức", "viết trên Facebook"."""
    return pattern_of(_LIST, r"{in a paper} [A-ZĐ]")


@cache
def _aside() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?i)(?<!\w){aside}(?!\w)")


@cache
def _told() -> re.Pattern[str]:
    return pattern_of(_LIST, r"{told} $")


@cache
def _to_a_paper() -> re.Pattern[str]:
    """What is said to a paper: "trao đổi với phóng viên"."""
    return pattern_of(
        _LIST,
        r"{told}(?: \w+){0,2} {with} (?:{press}|[A-Z])|{answered} (?:{asked by}|[A-ZĐ])",
    )
