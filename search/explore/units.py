"""The unit of a figure → the power of ten that it begins with, and the unit without it."""

import re
from functools import cache
from pathlib import Path

from search.text.lexicon.word_lists import entries


def split_scale(unit: str) -> tuple[int, str]:
    """As "nghìn tỷ đồng" → 12, "đồng"; a unit that is nothing but a scale stays whole: 0, "tỷ"."""
    found = _unit().fullmatch(unit)
    if not found or not found[2]:
        return 0, unit
    return sum(_scales()[word] for word in found[1].split()), found[2]


@cache
def _scales() -> dict[str, int]:
    rows = entries("scales.tsv", Path(__file__).parent / "data")
    return {word: int(power) for word, power in rows}


@cache
def _unit() -> re.Pattern[str]:
    """Finds up to two words of a scale, and the rest."""
    return re.compile(rf"((?:(?:{'|'.join(_scales())})(?: |$)){{0,2}})(.*)")
