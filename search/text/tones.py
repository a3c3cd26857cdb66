"""Text → the same text in new tone placement (hòa, ủy) or the old one (hoà, uỷ), or tones apart."""

import re
import unicodedata

TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
"""The combining character of each tone → its digit, as the input method VNI numbers tones."""


def without_tones(surface: str) -> tuple[str, str]:
    """A syllable's letters in lower case, decomposed, without tones; and its tones as digits."""
    decomposed = unicodedata.normalize("NFD", surface.lower())
    letters = "".join(c for c in decomposed if c not in TONES)
    return letters, "".join(TONES[c] for c in decomposed if c in TONES)


def _older_of_newer() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in TONES:
            newer = unicodedata.normalize("NFC", first + tone) + second
            older = first + unicodedata.normalize("NFC", second + tone)
            pairs |= {newer: older, newer.upper(): older.upper()}
            pairs[newer.capitalize()] = older.capitalize()
    return pairs


def _at_the_end(pairs: dict[str, str]) -> re.Pattern[str]:
    """A pattern of some pairs of letters where they end a syllable, but not after q.

    It begins with the letters, so that it is found fast.
    """
    first, second = ("".join(sorted({pair[n] for pair in pairs})) for n in (0, 1))
    return re.compile(rf"[{first}][{second}](?<![qQ]..)(?![^\W\d_])")


_OLDER = _older_of_newer()
_NEWER = {older: newer for newer, older in _OLDER.items()}
_IS_NEWER, _IS_OLDER = _at_the_end(_OLDER), _at_the_end(_NEWER)


def older_tones(text: str) -> str:
    """òa, óe, ủy at the end of a syllable as oà, oé, uỷ; as long as before. The text is NFC."""
    return _IS_NEWER.sub(lambda found: _OLDER.get(found.group(), found.group()), text)


def newer_tones(text: str) -> str:
    """oà, oé, uỷ at the end of a syllable as òa, óe, ủy; as long as before. The text is NFC."""
    return _IS_OLDER.sub(lambda found: _NEWER.get(found.group(), found.group()), text)
