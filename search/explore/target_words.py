"""Word lists → what words around a figure tell: a change, a share of a plan."""

import re
from functools import cache
from pathlib import Path

from search.text.lexicon.word_lists import entries

_DATA = Path(__file__).parent / "data"


@cache
def changes() -> re.Pattern[str]:
    """Finds that a number is that of a change: "tăng bình quân trên 9%", but not "tăng lên 9%"."""
    change, level = _words("change"), _words("level")
    return re.compile(rf"(?<!\w){change}(?! {level})[^,;:.()\d]{{0,24}}$", re.IGNORECASE)


@cache
def of_plan() -> re.Pattern[str]:
    """What follows a percentage of a plan."""
    of, total, plan = _words("of"), _words("whole"), _words("plan")
    return re.compile(rf"\s*(?:{of} )?(?:{total} )?{plan}(?!\w)")


@cache
def percentages() -> tuple[tuple[str, str], ...]:
    """The words an indicator begins with, and a space; what a percentage says of it."""
    return tuple((f"{name} ", own) for name, own in entries("percentages.tsv", _DATA))


def _words(cue: str) -> str:
    own = [words for named, words in entries("target_words.tsv", _DATA) if named == cue]
    return f"(?:{'|'.join(map(re.escape, own))})"
