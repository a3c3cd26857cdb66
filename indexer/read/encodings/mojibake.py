"""Text whose bytes in UTF-8 were read as Windows-1252, once or more → the text."""

import re
from collections import defaultdict
from functools import cache

from indexer.read.encodings.cut_letters import LostBytes, leads, marked, restored
from indexer.read.encodings.legacy import byte_of, letters, may_be_misread

_TIMES = 3
"""A text that was read wrongly more often is not met."""
_OTHERS = re.compile(r"[\u0300-\u0303\u0306\u0309\u031b\u0323\u2010-\u2026\ufeff]")
"""What papers have besides letters of Vietnamese and the characters of Windows-1252: marks, dashes,
the byte order mark. A capital with a mark and a quote behind it make others."""


def from_utf_8(text: str) -> str:
    """The text that was meant: "Há»™i nghá»‹" → Hội nghị. What is no such wrong reading stays."""
    for _ in range(_TIMES):
        if not may_be_misread(text) or _sequences().sub(_decoded, text) == text:
            break
        text = restored(_sequences_and_leads().sub(_decoded, text), LostBytes.of(text))
    return text


def is_utf_8(text: str) -> bool:
    """Whether all of a text is UTF-8 that was read wrongly, with two characters beyond ASCII."""
    try:
        meant = bytes(map(byte_of().__getitem__, text)).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return False
    return sum(not character.isascii() for character in meant) > 1


@cache
def _sequences() -> re.Pattern[str]:
    """What a character of two or three bytes in UTF-8 was read as."""
    read_as = defaultdict(list)
    for character, byte in byte_of().items():
        read_as[byte].append(re.escape(character))

    def any_of(first: int, last: int) -> str:
        return f"[{''.join(''.join(read_as[byte]) for byte in range(first, last + 1))}]"

    behind = any_of(0x80, 0xBF)
    return re.compile(f"{any_of(0xC2, 0xDF)}{behind}|{any_of(0xE1, 0xEF)}{behind}{{2}}")


@cache
def _sequences_and_leads() -> re.Pattern[str]:
    return re.compile(f"{_sequences().pattern}|(?P<lead>{leads()})")


def _decoded(found: re.Match[str]) -> str:
    if found.groupdict().get("lead"):
        return marked(found.group())
    try:
        letter = bytes(map(byte_of().__getitem__, found.group())).decode("utf-8")
    except UnicodeDecodeError:
        return found.group()
    is_met = letter in letters() or letter in byte_of() or _OTHERS.match(letter)
    return letter if is_met else found.group()
