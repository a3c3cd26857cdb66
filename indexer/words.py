"""Word lists of indexer/data → rows, and rows → patterns."""

import re
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"

UPPER = "A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""Capital letters of Vietnamese, for use inside a character class."""


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a list: lines that are no comment, split at tabs."""
    lines = (_FOLDER / name).read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def any_of(words: list[str] | tuple[str, ...]) -> str:
    """A pattern for any of these words, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"
