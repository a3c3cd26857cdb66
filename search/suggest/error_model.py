"""A syllable as typed → those of an index that may have been meant, and how odd each slip is."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from search.suggest.vocabulary import Vocabulary
from search.text.lexicon.input_methods import decode_keys
from search.text.spelling import toneless
from search.text.syllable import Syllable

# How odd a slip is: minus the logarithm of how often it happens, roughly; one in 50 is 4.
_LEFT_OUT, _MORE_LEFT_OUT = 3.0, 0.5
"""A mark that was not typed; and what goes with it in the same syllable."""
UNACCENTED_COST = 0.5
"""A mark that was not typed where none was typed at all: a habit, no slip."""
_OTHER_MARK, _LIKE_TONE, _EXTRA_MARK = 4.0, 3.0, 4.5
_DOUBLED, _SWAPPED, _DROPPED, _EXTRA, _NEIGHBOUR, _REPLACED = 3.0, 4.0, 4.5, 5.0, 4.5, 6.0
_KEYS = 2.0
"""Telex or VNI that was not turned into letters."""

_HATS = frozenset("ăâêôơưđ")
_ALIKE = {"3", "4"}
"""Tones that half of the country speaks alike: hỏi and ngã."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST = 12
"""Letters of a syllable that is looked at for slips."""


class Edit(NamedTuple):
    """A canonical syllable that may have been meant, and how odd the slip is."""

    exact: str
    cost: float


def edits_of(typed: Syllable, vocabulary: Vocabulary, *, is_bare: bool) -> list[Edit]:
    """What of the index may have been meant by a syllable, itself left out.

    `is_bare`: nothing of the query was typed with marks.
    """
    if typed.exact[0].isdecimal() or len(typed.folded) > _LONGEST:
        return []
    costs: dict[str, float] = {}
    for folded, cost in {**_edits(typed.folded), typed.folded: 0.0}.items():
        for exact in vocabulary.spellings.get(folded, ()):
            whole = cost + _marks(typed.exact, exact, is_bare=is_bare, is_edited=cost > 0)
            costs[exact] = min(whole, costs.get(exact, whole))
    for exact in decode_keys(typed.folded) if typed.is_unaccented else ():
        if vocabulary.reports_of(exact):
            costs[exact] = min(_KEYS, costs.get(exact, _KEYS))
    costs.pop(typed.exact, None)
    return [Edit(exact, cost) for exact, cost in costs.items()]


def decoded_edits(word: str, vocabulary: Vocabulary) -> list[Edit]:
    """What a word with digits in it may be the VNI keys of."""
    return [Edit(e, _KEYS) for e in decode_keys(word) if vocabulary.reports_of(e)]


@lru_cache(maxsize=65536)
def _marks(typed: str, meant: str, *, is_bare: bool, is_edited: bool) -> float:
    """How odd it is to type the marks of one syllable for those of another."""
    (own_hats, own_tone), (hats, tone) = _hats_and_tone(typed), _hats_and_tone(meant)
    left_out = extra = wrong = 0
    if own_hats != hats:
        left_out = (Counter(hats) - Counter(own_hats)).total()
        extra = (Counter(own_hats) - Counter(hats)).total()
        wrong = min(left_out, extra)
    cost = wrong * _OTHER_MARK
    if own_tone and tone and own_tone != tone:
        cost += _LIKE_TONE if {own_tone, tone} == _ALIKE else _OTHER_MARK
    cost += (extra - wrong + (own_tone > "" and not tone)) * _EXTRA_MARK
    left_out += (tone > "" and not own_tone) - wrong
    if not left_out:
        return cost
    if is_bare:
        return cost + UNACCENTED_COST
    first = _MORE_LEFT_OUT if is_edited else _LEFT_OUT  # it may have gone with the letter
    return cost + first + (left_out - 1) * _MORE_LEFT_OUT


@lru_cache(maxsize=65536)
def _hats_and_tone(exact: str) -> tuple[str, str]:
    """Of a letter that was struck twice, once."""
    letters, tone = toneless(exact)
    hats = sorted(letter for letter, _ in groupby(letters) if letter in _HATS)
    return "".join(hats), "".join(dict.fromkeys(tone))


def _edits(letters: str) -> Mapping[str, float]:
    """What is one slip of a letter away from a folded syllable."""
    found: dict[str, float] = {}
    for way, cost in _slips(letters):
        if way and cost < found.get(way, cost + 1):
            found[way] = cost
    return found


def is_one_edit(typed: str, meant: str) -> bool:
    """Whether one letter of a text is left out, too many, another one, or two are swapped."""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return False
    first = _shared(typed, meant)
    own, other = typed[first:], meant[first:]
    last = _shared(own[::-1], other[::-1])
    own, other = own[: len(own) - last], other[: len(other) - last]
    return max(len(own), len(other)) == 1 or (len(own) == 2 and own == other[::-1])


def _shared(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
                min(len(one), len(other)))  # fmt: skip


def _slips(letters: str) -> Iterator[tuple[str, float]]:
    for at, letter in enumerate(letters):
        before, after = letters[:at], letters[at + 1 :]
        is_doubled = letter in (before[-1:], after[:1])
        yield before + after, _DOUBLED if is_doubled else _EXTRA
        if after:
            yield before + after[0] + letter + after[1:], _SWAPPED
        near = _NEAR.get(letter, "")
        for other in _LETTERS:
            yield before + other + after, _NEIGHBOUR if other in near else _REPLACED
    for at in range(len(letters) + 1):
        for other in _LETTERS:
            yield letters[:at] + other + letters[at:], _DROPPED


def _near() -> dict[str, str]:
    """The letters beside each on a keyboard."""
    found: dict[str, str] = {}
    for above, row, below in zip(("", *_ROWS), _ROWS, (*_ROWS[1:], ""), strict=False):
        for at, letter in enumerate(row):
            found[letter] = row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
            found[letter] += above[at : at + 2] + below[max(at - 1, 0) : at + 1]
    return found


_NEAR = _near()
