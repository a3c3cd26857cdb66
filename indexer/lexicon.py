"""Word lists of indexer/data → rows, and rows → patterns."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from search.text.lexicon.word_lists import entries
from search.text.sentences import CAPITALS
from search.text.tones import newer_tones

_FOLDER = Path(__file__).parent / "data"

UPPER = CAPITALS
"""Capital letters of Vietnamese, for use inside a character class."""

_LOOKS_BACK = 3
"""Letters of a word behind which `any_of` looks back at what stands before it."""
_SLOT = re.compile(r"\{(?P<whole>whole:)?(?P<cues>[a-z][a-z |-]*)\}")


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a list of indexer/data, in new tone placement, each split at tabs."""
    return tuple(tuple(map(newer_tones, entry)) for entry in entries(name, _FOLDER))


def cues(name: str, cue: str) -> list[str]:
    """The words of one cue, of a list that has a cue and words in each entry; none if it has none:
    `cues("person_cues.tsv", "link")` → ["2", "3", "4", "ba", "cho", ...]."""
    return list(_by_cue(name).get(cue, ()))


@cache
def _by_cue(name: str) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for cue, words in rows(name):
        found[cue].append(words)
    return dict(found)


def any_cue(name: str, cue: str) -> str:
    """A pattern for any of the words of one cue of a list; a KeyError if the list has no such."""
    words = cues(name, cue)
    if not words:
        raise KeyError(cue)
    return any_of(words)


def any_of(words: Iterable[str], *not_after: str) -> str:
    """A pattern for any of these words, the longest first, and after none of these patterns.

    It asks letter by letter, not word by word, and looks back only behind the third letter, where
    most of what begins like a word has ended: so a text is searched as fast for six hundred words
    as for six.
    """
    return f"(?:{'|'.join(_branches(words, _of_one_length(not_after)))})"


def _branches(words: Iterable[str], not_after: Sequence[str] = (), begun: str = "") -> list[str]:
    """The alternatives of `any_of` behind the letters that have `begun` these words; a single one
    is plain letters, which compile fast."""
    tails: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        tails[word[:1]].append(word[1:])
    # A look back is of one width: a blank, which a caller may let stand for several, is not in it.
    if begun and (len(begun) == _LOOKS_BACK or not tails.keys().isdisjoint(("", " "))):
        looks_back = "".join(f"(?<!(?:{before}){re.escape(begun)})" for before in not_after)
        return [looks_back + _one_of(_branches(words))]
    ends = [""] if tails.pop("", None) else []
    branches = []
    for letter, rest in tails.items():
        then = _branches(rest, not_after, begun + letter if not_after else "")
        branches.append(re.escape(letter) + _one_of(then))
    return branches + ends


def _one_of(branches: Sequence[str]) -> str:
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _of_one_length(patterns: Iterable[str]) -> list[str]:
    """A pattern for those that are plain words of each length, so that a text is looked back at
    once for all of them; the other patterns as they are, before."""
    plain: defaultdict[int, list[str]] = defaultdict(list)
    others: list[str] = []
    for pattern in patterns:
        if pattern == re.escape(pattern).replace("\\ ", " "):
            plain[len(pattern)].append(pattern)
        else:
            others.append(pattern)
    return [*others, *("|".join(words) for words in plain.values())]


def whole(words: Iterable[str]) -> str:
    """A pattern for any of these words that is not part of a longer one."""
    return any_of(words, r"\w") + r"(?!\w)"


def pattern_of(name: str, template: str) -> re.Pattern[str]:
    """A template compiled, with the words of a list in it.

    "{held}" stands for any of the words that the list has for the cue "held", "{held|at}" for
    those of two cues, "{whole:held}" for one that is not part of a longer word:
    `pattern_of("meeting_cues.tsv", r"{whole:held} .*$")`. Raises KeyError if the list has no such
    cue.
    """
    return re.compile(_SLOT.sub(lambda slot: _filled(name, slot), template))


def _filled(name: str, slot: re.Match[str]) -> str:
    words: list[str] = []
    for cue in slot["cues"].split("|"):
        if not (own := cues(name, cue)):
            raise KeyError(cue)
        words += own
    return whole(words) if slot["whole"] else any_of(words)


def lower(text: str) -> str:
    """Small letters, as a pattern that ignores case takes them; as long as before."""
    return text.replace("İ", "i").replace("ı", "i").replace("ſ", "s").lower()
