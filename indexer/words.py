"""Word lists of indexer/data → rows, and rows → patterns."""

import re
import unicodedata
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"

UPPER = "A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""Capital letters of Vietnamese, for use inside a character class."""


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a list: lines that are no comment, split at tabs; new tone placement."""
    lines = modern_tones((_FOLDER / name).read_text("utf-8")).splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def any_of(words: list[str] | tuple[str, ...]) -> str:
    """A pattern for any of these words, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"


def _tone_pairs() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in "\u0300\u0301\u0303\u0309\u0323":
            old = first + unicodedata.normalize("NFC", second + tone)
            new = unicodedata.normalize("NFC", first + tone) + second
            pairs |= {old: new, old.upper(): new.upper(), old.capitalize(): new.capitalize()}
    return pairs


_TONE_PAIRS = _tone_pairs()
_OLD_TONE = re.compile(rf"(?<![qQ])(?:{'|'.join(_TONE_PAIRS)})(?![^\W\d_])")


def modern_tones(text: str) -> str:
    """oà, oé, uỷ at the end of a syllable as òa, óe, ủy; as long as before."""
    return _OLD_TONE.sub(lambda match: _TONE_PAIRS[match.group()], text)
