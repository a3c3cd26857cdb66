"""Text → the same text with its tone marks where older spelling has them: hoà, khoẻ, uỷ (V2)."""

import re
import unicodedata

_GRAVE_TO_DOT_BELOW = "\u0300\u0301\u0303\u0309\u0323"


def _pairs() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in _GRAVE_TO_DOT_BELOW:
            newer = unicodedata.normalize("NFC", first + tone) + second
            older = first + unicodedata.normalize("NFC", second + tone)
            pairs |= {newer: older, newer.upper(): older.upper()}
            pairs[newer.capitalize()] = older.capitalize()
    return pairs


_OLDER = _pairs()
_FIRST, _SECOND = (f"[{''.join(sorted({pair[n] for pair in _OLDER}))}]" for n in (0, 1))
_NEWER = re.compile(rf"{_FIRST}{_SECOND}(?![^\W\d_])")  # begins with letters: fast to search for


def older_tones(text: str) -> str:
    """òa, óe, ủy at the end of a syllable as oà, oé, uỷ; as long as before. The text is NFC."""
    return _NEWER.sub(_older, text)


def _older(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()]
    return found.group() if before in {"q", "Q"} else _OLDER.get(found.group(), found.group())
