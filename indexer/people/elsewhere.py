"""A sentence → whether it tells of another occasion than the meeting that an article reports."""

import re
from functools import cache

from indexer.lexicon import pattern_of

_LIST = "role_words.tsv"


def is_elsewhere(sentence: str, *, is_briefing: bool) -> bool:
    """Whether a sentence tells of another occasion than the meeting, which may be for papers."""
    return bool(
        _before_it().search(sentence) or (not is_briefing and _to_a_paper().search(sentence))
    )


@cache
def _before_it() -> re.Pattern[str]:
    """ "Trước đó, sáng 3/4", "Trước đó, tại hội nghị", "Bên lề kỳ họp"."""
    return pattern_of(
        _LIST,
        r"(?i){earlier},? (?:(?:{on|earlier at|earlier in} )?{time of day}|{earlier at} "
        r"|{earlier in} [^.;]{0,99}?\d{1,2} ?[/-] ?\d)"
        r"|(?:^|{told} ){aside}(?!\w)",
    )


@cache
def _to_a_paper() -> re.Pattern[str]:
    """What is said to a paper: "trao đổi với phóng viên"."""
    return pattern_of(
        _LIST,
        r"{told}(?: \w+){0,2} {with} (?:{press}|[A-Z])|{answered} (?:{asked by}|[A-ZĐ])",
    )
