"""The text before a sentence → whether that announces targets, or is the heading of a list."""

import re
from functools import cache

from indexer.figures.cues import LIST
from indexer.lexicon import pattern_of

_REACH, _LONGEST_HEADING = 420, 160
"""Characters before a sentence that announce what it says; of a heading."""
_ITEM = re.compile(r"\s*(?:[-+•*–]|\d{1,2}[.)-])\s*")


def is_announced(text: str, start: int) -> bool:
    """Whether the sentence before the one at a place, or the heading of its list, sets targets.
    The text is in small letters."""
    if _goes_on().match(text, start):
        before = text[max(0, start - _REACH) : start].rstrip(" .\n")
        last = max(before.rfind(". "), before.rfind("\n"))
        return _sets_targets(before[last + 1 :])
    return _sets_targets(heading_above(text, start))


def _sets_targets(said: str) -> bool:
    return bool(_sets().search(said)) and not _met().search(said)


def heading_above(text: str, start: int) -> str:
    """The line with a colon at its end above the items of a list, of which one begins at a place;
    "" if there is none."""
    lines = text[max(0, start - _REACH) : start].rstrip("\n").split("\n")
    is_item = _ITEM.match(text, start) is not None
    for line in reversed(lines):
        if line.rstrip().endswith(":"):
            return line[-_LONGEST_HEADING:]
        if line.strip() and not (is_item and _ITEM.match(line)):
            return ""
    return ""


@cache
def _goes_on() -> re.Pattern[str]:
    return pattern_of(LIST, r"{goes-on}(?!\w)")


@cache
def _sets() -> re.Pattern[str]:
    """Finds that targets are set, in either order."""
    sets, aim = r"(?<!\w){sets}(?!\w)", r"(?<!\w){aim}(?!\w)"
    return pattern_of(LIST, rf"{sets}[^.;]*{aim}|{aim}[^.;]*{sets}")


@cache
def _met() -> re.Pattern[str]:
    return pattern_of(LIST, "{whole:met}")
