"""Words that look like a business → its name, and the patterns that find one."""

import re
from functools import cache, partial

from indexer.lexicon import UPPER, any_cue, cues, lower, pattern_of

_LIST = "scope_words.tsv"
_w = partial(any_cue, _LIST)
_BRAND = "[A-Z][a-z]*[aeiouy][b-df-hj-np-tv-xz]+[aeiouy][a-z]+"
_LOWER = "a-zà-ỹ"
NAME = rf"[{UPPER}][\w&]*(?:[ -][{UPPER}][\w&]*){{0,3}}"
"""A name of up to four words."""


def firm_patterns() -> dict[str, str]:
    """Each way to name a business → a pattern; the first that fits tells more."""
    kind = rf"(?: (?:{_w('firm-joins')} )?(?i:{_w('firm-kind')})(?!\w))*"
    firm = rf"(?i:{_w('firm')}(?!\w)){kind}"
    # "Ngân hàng Đầu tư và Phát triển Việt Nam": this country ends its name
    words = rf"(?: [{UPPER}][{_LOWER}]+(?: [{_LOWER}]+)?(?: {_w('firm-joins')})?){{1,4}}?"
    national = rf"{firm}{words} {_w('home')}(?!\w)"
    one = rf"(?:[A-Z]{{2,}}[a-z]*|[{UPPER}]\w+)(?!\w)(?! [{UPPER}])"
    return {
        "board": rf"(?i:{_w('firm-board')}) (?!(?i:{_w('firm')})(?!\w)){one}",
        "nationalfirm": national,
        "firm": rf"{firm}(?: {NAME})?",
    }


def name_patterns() -> dict[str, str]:
    """Ways to name a business or a place without a word for its type → a pattern."""
    acts = rf"(?= (?:{_w('firm-may')} )?{_w('firm-acts')}(?!\w))"
    return {
        # no Vietnamese name has a word of two syllables
        "brand": rf"{_BRAND}(?!\w)(?! [{UPPER}])",
        "acronym": rf"(?!{_w('no-firm')}(?!\w))[A-Z]{{3,}}(?!\w)",
        "someone": rf"[{UPPER}][{_LOWER}]+ [{UPPER}][{_LOWER}]+{acts}",
    }


def firm_name(words: str, lead: str) -> str | None:
    """The name of a business behind some words; "" of one that needs none, None if it is none."""
    if _firm_not().search(words):
        return None
    [home] = cues(_LIST, "home")
    if _has_name(words.removesuffix(home)) and not _begun().search(words):
        return words
    is_one = any(lower(words).startswith(alone) for alone in cues(_LIST, "firm-alone"))
    return "" if is_one and not _many().search(lead) else None


def is_doer(behind: str) -> bool:
    """Whether what follows a name says that it earns or sells something: "Saomaco đạt"."""
    return bool(_acts().match(behind))


def _has_name(words: str) -> bool:
    """Whether a name follows the word for a business, whose own capital begins a sentence."""
    return any(letter.isupper() for letter in words[1:])


@cache
def _acts() -> re.Pattern[str]:
    return pattern_of(_LIST, r" (?:{firm-may} )?{firm-acts}(?!\w)")


@cache
def _many() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?<!\w)(?:{many}|\d[\d.,]*)\s*$")


@cache
def _begun() -> re.Pattern[str]:
    """Finds where a sentence begins without a full stop before it: "ngân hàng Ông Tám"."""
    return pattern_of(_LIST, r" {begins} ")


@cache
def _firm_not() -> re.Pattern[str]:
    return pattern_of(_LIST, r" {firm-not}(?!\w)")
