"""One line of the table of abbreviations → the other ways to write it, by rule (rule V6)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from search.text.lexicon.word_lists import entries

_JOINT = re.compile("([&-])")
_AND = "&"
_FEWEST_DOTTED = 3
"""Letters of an abbreviation that is written with dots: "N.Q" may be a name."""


class Abbreviation(NamedTuple):
    """A line of the table: an abbreviation, what it stands for, and how far it is read."""

    short: str
    long: str
    use: str = ""


def forms_of(own: Abbreviation) -> Iterator[str]:
    """The other ways to write an abbreviation or what it stands for; some may come twice.

    "GD&ĐT" gives "GDĐT", "GD và ĐT", "giáo dục đào tạo", "giáo dục và ĐT" ...; "UBND" gives
    "U.B.N.D". At most some twenty for three parts.
    """
    parts, joints = _JOINT.split(own.short)[::2], _JOINT.split(own.short)[1::2]
    if len(parts) == 1:
        if own.short.isupper() and own.short.isalpha() and len(own.short) >= _FEWEST_DOTTED:
            yield ".".join(own.short)
        return
    expansions = _expansions(parts, own.long)
    for is_long in product((False, True), repeat=len(parts)) if expansions else ():
        chosen = [expansions[n] if long else parts[n] for n, long in enumerate(is_long)]
        between = [_between(joint, *is_long[n : n + 2]) for n, joint in enumerate(joints)]
        for separators in product(*between):
            pairs = zip(chosen, (*separators, ""), strict=True)
            yield "".join(part + separator for part, separator in pairs)


def _between(joint: str, before: bool, after: bool) -> tuple[str, ...]:
    """What may stand between two parts, of which each is in full or not."""
    ways = [" "] if before or after else ["", " "]
    return (*ways, f" {_and()} ") if joint == _AND else tuple(ways)


def _expansions(parts: Sequence[str], long: str) -> list[str]:
    """The words of each part; none if the letters are not the initials of the words."""
    words = [word for word in long.split() if word != _and()]
    if sum(map(len, parts)) != len(words):
        return []
    found: list[str] = []
    for part in parts:
        found.append(" ".join(words[: len(part)]))
        del words[: len(part)]
    return found


@cache
def _and() -> str:
    """The word that "&" stands for."""
    return next(word for sign, word in entries("joints.tsv") if sign == _AND)
