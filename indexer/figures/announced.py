"""The text before a sentence → what announces it: a heading, or a sentence that sets targets."""

import re
from functools import cache

from indexer.figures.cues import LIST
from indexer.figures.period_forms import any_form
from indexer.figures.subjects import FigureSentence
from indexer.lexicon import pattern_of

_REACH, _LONGEST_HEADING = 700, 160
"""Characters before a sentence that announce what it says; of a heading."""
_LEAD = 40
"""Characters of a sentence before its first indicator."""
_ITEM = re.compile(r"\s*(?:[-+•*–]|\d{1,2}[.)-])\s*")


def announcement(text: str, start: int) -> str:
    """What announces the sentence at a place of a text in small letters: the sentence before one
    that goes on ("Theo đó, …"), or the heading of its list; "" if nothing does."""
    if _goes_on().match(text, start):
        before = text[max(0, start - _REACH) : start].rstrip(" .\n")
        return before[max(before.rfind(". "), before.rfind("\n")) + 1 :]
    return _heading_above(text, start)


def sets_targets(announced: str) -> bool:
    """Whether an announcement says that targets are set."""
    return bool(_sets().search(announced)) and not _met().search(announced)


def goes_on_aiming(sentence: FigureSentence) -> bool:
    """Whether a sentence behind one that sets targets may set more: it begins with an indicator,
    has no time of its own, and tells of nothing that was done, known or compared."""
    text = sentence.text[sentence.start : sentence.end]
    first = next(sentence.mentions({}), None)
    return (
        first is not None
        and bool(first.entries)
        and first.start - sentence.start <= _LEAD
        and not any_form().search(text)
        and not _told().search(text)
    )


def tells_results(sentence: FigureSentence) -> bool:
    """Whether a sentence speaks of what was done or known, beside its targets."""
    return bool(_done().search(sentence.text, sentence.start, sentence.end))


def _heading_above(text: str, start: int) -> str:
    """What ends with a colon before the items of a list, of which one begins at a place: a line, or
    the beginning of this one."""
    lines = text[max(0, start - _REACH) : start].split("\n")
    is_item = _ITEM.match(text, start) is not None
    if is_item and ":" in lines[-1]:
        return lines[-1][: lines[-1].rindex(":")][-_LONGEST_HEADING:]
    for line in reversed(lines[:-1] if not lines[-1].strip() else lines):
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
def _told() -> re.Pattern[str]:
    return pattern_of(LIST, "{whole:done|so-far|estimate|expected|only|told|against|former|from}")


@cache
def _done() -> re.Pattern[str]:
    return pattern_of(LIST, "{whole:done|so-far|estimate|only}")


@cache
def _met() -> re.Pattern[str]:
    return pattern_of(LIST, "{whole:met}")
