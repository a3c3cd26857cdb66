"""A sentence → whether it tells of another occasion than the meeting that an article reports."""

import re
from functools import cache

from indexer.lexicon import cues, pattern_of

_LIST = "role_words.tsv"


def is_elsewhere(sentence: str, small: str, *, is_briefing: bool) -> bool:
    """Whether a sentence tells of another occasion than the meeting, which may be for papers.
    `small`: the sentence in small letters."""
    return bool(
        (_has(small, "earlier") and _before_it().search(small))
        or _at_another().match(small)
        or (_has(small, "aside") and _is_aside(sentence, small))
        or (_has(small, "in a paper") and _on_paper().search(sentence))
        or (_to_one_paper() if is_briefing else _to_a_paper()).search(sentence)
    )


def _has(small: str, cue: str) -> bool:
    """Whether a sentence has any words of a cue, before a pattern is asked."""
    return any(words in small for words in cues(_LIST, cue))


def _is_aside(sentence: str, small: str) -> bool:
    """Whether somebody speaks on the sidelines: "Bên lề kỳ họp", "Chia sẻ bên lề kỳ họp"."""
    found = _aside().search(small)
    return bool(found and (not found.start() or _told().search(sentence, 0, found.start())))


@cache
def _before_it() -> re.Pattern[str]:
    """ "Trước đó, sáng 3/4", "Trước đó, tại hội nghị"."""
    return pattern_of(
        _LIST,
        r"{earlier},? (?:(?:(?:{on}|{earlier at}|{earlier in}) )?{time of day}|{earlier at} "
        r"|{earlier in} [^.;]{0,99}?\d{1,2} ?[/-] ?\d)",
    )


@cache
def _at_another() -> re.Pattern[str]:
    """ "Cùng ngày, tại buổi làm việc với Sở B", "Năm ngày trước, "."""
    return pattern_of(
        _LIST, r"{same day},? {earlier at} |(?:[^\W\d]+|\d+) {days} {apart}(?: {that})?,"
    )


@cache
def _on_paper() -> re.Pattern[str]:
    """ "trên báo Tin tức", "viết trên Facebook"."""
    return pattern_of(_LIST, r"(?i:{in a paper}) [A-ZĐ]")


@cache
def _aside() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?<!\w){aside}(?!\w)")


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


@cache
def _to_one_paper() -> re.Pattern[str]:
    """What is said to one paper, where a briefing is for all: "trao đổi nhanh với Tuổi Trẻ"."""
    return pattern_of(
        _LIST,
        r"{told}(?: \w+){0,2} {with} (?:(?i:{press}) )?(?:{one paper} [A-ZĐ]|{outlet}(?!\w))",
    )
