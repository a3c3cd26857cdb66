"""Word lists of indexer/data → rows, and rows → patterns."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
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


def any_of(words: Iterable[str], *not_after: str) -> str:
    """A pattern for any of these words, the longest first, and after none of these patterns.

    It asks letter by letter, not word by word, and looks back only from a first letter: so a text
    is searched as fast for six hundred words as for six.
    """
    tails: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        tails[word[:1]].append(word[1:])
    ends = [""] if tails.pop("", None) else []
    branches = [
        first + "".join(f"(?<!{before}{first})" for before in not_after) + any_of(rest)
        for first, rest in ((re.escape(letter), rest) for letter, rest in tails.items())
    ]
    return f"(?:{'|'.join(branches + ends)})"


def _tone_pairs() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in "\u0300\u0301\u0303\u0309\u0323":
            old = first + unicodedata.normalize("NFC", second + tone)
            new = unicodedata.normalize("NFC", first + tone) + second
            pairs |= {old: new, old.upper(): new.upper(), old.capitalize(): new.capitalize()}
    return pairs


_TONE_PAIRS = _tone_pairs()
# It begins with the letters and looks back from there: so it is looked for five times faster.
_OLD_TONE = re.compile(
    rf"[oOuU][{''.join(sorted({old[1] for old in _TONE_PAIRS}))}](?<![qQ]..)(?![^\W\d_])"
)


def modern_tones(text: str) -> str:
    """oà, oé, uỷ at the end of a syllable as òa, óe, ủy; as long as before."""
    return _OLD_TONE.sub(lambda match: _TONE_PAIRS.get(match.group(), match.group()), text)


def lower(text: str) -> str:
    """Small letters, as a pattern that ignores case takes them; as long as before."""
    return text.replace("İ", "i").replace("ı", "i").replace("ſ", "s").lower()
