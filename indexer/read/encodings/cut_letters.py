"""UTF-8 that was read as Windows-1252 and lost bytes on the way → the letters they can only be."""

import re
from collections import defaultdict
from functools import cache, partial
from typing import NamedTuple

from indexer.lexicon import rows
from indexer.read.encodings.evidence import is_spelled
from indexer.read.encodings.legacy import byte_of, latin, letters

_CUT = "\ufdd0"
"""Stands before a letter without its last byte while a text is healed; no text has it."""
_UNKNOWN = "\ufffd"
"""What some programs put for the bytes that Windows-1252 does not use: these."""
_UNUSED = "\u0081\u008d\u008f\u0090\u009d"
_SIGNS = "\u201d\u00a0"
"""What papers have besides letters that may be cut: a closing quote, a no-break space."""
_CLOSING = ",.;:!?)]}\u201d"
_LETTER = r"[^\W\d_]"


class LostBytes(NamedTuple):
    """Bytes that a text may have lost: some were taken for a blank, some left out."""

    blank: str
    left_out: str

    @classmethod
    def of(cls, text: str) -> "LostBytes":
        """A no-break space became a blank; so did U+0085, where bytes were read as ISO 8859-1, as
        other control characters show. The soft hyphen was left out; so were these, if all were."""
        has_controls = any("\x80" <= character < "\xa0" for character in text)
        is_windows = any(0x80 <= byte_of().get(c, 0) < 0xA0 and c >= "\xa0" for c in set(text))
        return cls(
            "\u00a0\u0085" if has_controls and not is_windows else "\u00a0",
            "\u00ad" if has_controls else "\u00ad" + _UNUSED,
        )


def marked(lead: str) -> str:
    """The bytes of a letter but the last, to be found by `restored`."""
    return _CUT + lead


@cache
def leads() -> str:
    """A pattern for what all bytes of a letter but the last one were read as."""
    return "|".join(sorted(filter(None, _missing("".join(map(chr, range(0x80, 0xC0)))))))


def restored(text: str, lost: LostBytes) -> str:
    """The text with letters whose last byte was lost, where only one letter makes a syllable,
    or by far the most usual one.

    A blank is that byte where what follows is no word by itself: "hoÃ n" is hoàn, "lÃ mÃ" is là
    mà. Where several letters may be meant, what was there stays.
    """
    if _CUT not in text:
        return text
    return _cut().sub(partial(_restored, lost), text).replace(_CUT, "")


@cache
def _missing(last_bytes: str) -> dict[str, list[str]]:
    """What all bytes of a letter but the last were read as → the letters, by their last byte."""
    found = defaultdict(list)
    for letter in sorted(letters().union(_SIGNS)):
        *lead, last = letter.encode("utf-8")
        if chr(last) in last_bytes:
            found[latin(bytes(lead))].append(letter)
    return found


@cache
def _cut() -> re.Pattern[str]:
    """A word with such a letter, a blank, the letters behind it."""
    return re.compile(
        rf"(?<!{_LETTER})({_LETTER}*?){_CUT}({leads()})([ {_UNKNOWN}]?)(?=({_LETTER}*)(.?))",
        re.DOTALL,
    )


def _restored(lost: LostBytes, found: re.Match[str]) -> str:
    before, lead, end, after, behind = found.groups()
    left_out = _missing(lost.left_out).get(lead, [])
    if end == _UNKNOWN:
        unused = _missing(_UNUSED).get(lead, [])
        return _with_only(unused if len(unused) == 1 else _fitting(before, unused, after), found)
    if end != " " and found.end() < len(found.string):
        return _with_only(_fitting(before, left_out, after), found)
    may_be = _missing(lost.blank).get(lead, [])
    joined, apart = _fitting(before, may_be, after), _fitting(before, may_be, "")
    is_word = behind == _CUT or (len(after) > 1 and is_spelled(after))
    if after and len(joined) == 1 and not (apart and is_word):
        return before + joined[0]
    if apart:
        return _with_only(apart, found, "" if not after and behind in _CLOSING else end)
    return _with_only(_fitting(before, left_out, ""), found, end)


def _fitting(before: str, may_be: list[str], after: str) -> list[str]:
    """The letters with which a word is a syllable: capitals only if no small one does.

    Of several, the one of a syllable that is by far the most usual, if there is one.
    """
    own = [one for one in may_be if one in _SIGNS or is_spelled(before + one + after)]
    own = [one for one in own if one.islower()] or own
    usual = [one for one in own if (before + one + after).lower() in _usual()]
    return usual if len(usual) == 1 else own


@cache
def _usual() -> frozenset[str]:
    return frozenset(word for [line] in rows("usual_syllables.txt") for word in line.split())


def _with_only(letters: list[str], found: re.Match[str], blank: str = "") -> str:
    """What was found with the one letter that it can be; as it was if there are more, or none."""
    return f"{found[1]}{letters[0]}{blank}" if len(letters) == 1 else found.group()
