"""An article and those who hold an office → the words by which they speak without their name."""

import re
from collections.abc import Callable, Iterable
from functools import cache

from indexer.lexicon import pattern_of
from indexer.people.cues import words
from indexer.people.role_cues import role_cues
from search.report import Role, Span

_LIST = "office_words.tsv"
_BEGINS = re.compile(r'(?:^|[\n.!?",…] ?)$')
"""Before an office that begins a clause."""


def only_holders(offices: Iterable[tuple[int, str]]) -> dict[str, int]:
    """(who, an office as a text gives it) → such offices as need no name ("Thủ tướng", "Chủ tịch
    nước") with who holds them, in small letters; none that several hold, or held once."""
    found: dict[str, int] = {}
    shared: set[str] = set()
    for holder, office in offices:
        own = _one_holder().match(office.lower())
        if own and found.setdefault(own["office"], holder) != holder:
            shared.add(own["office"])
    return {office: holder for office, holder in found.items() if office not in shared}


def speaks(text: str, small: str, office: str, is_told: Callable[[int], bool]) -> Span | None:
    """Where the holder of an office speaks by it alone: "Thủ tướng nhấn mạnh"; None if nowhere.

    `small`: the text in small letters. `is_told`: whether what stands at a place is told of the
    meeting, by the writer.
    """
    start = small.find(office)
    while start >= 0:
        end = start + len(office)
        begins = _BEGINS.search(text, max(0, start - 2), start)
        adverbs = role_cues().adverbs.match(text, end) if begins else None
        verb = words().verb.match(text, adverbs.end()) if adverbs else None
        if verb and words().roles[verb.group()] is Role.SPEAKER and is_told(start):
            return (start, verb.end())
        start = small.find(office, end)
    return None


@cache
def _one_holder() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?P<office>{one holder})(?!\w)")
