"""A syllable as typed → the syllables of an index that may have been meant, and what each costs."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from search.query.vocabulary import Vocabulary
from search.text.lexicon.input_methods import decode_keys
from search.text.spelling import toneless
from search.text.syllable import Syllable


@dataclass(frozen=True, slots=True)
class Costs:
    """What each error costs: minus the natural logarithm of how often it happens, by judgement.

    An error in one word of 20 is 3.0, in one of 400 it is 6.0. The costs of a syllable add up.
    """

    missing_diacritic: float = 3.0
    further_missing: float = 0.5
    """Each missing diacritic after the first of a syllable, and all after an error in a letter."""
    unaccented: float = 0.5
    """All missing diacritics of a syllable in a query without any: that is a habit, no error."""
    other_diacritic: float = 4.0
    similar_tone: float = 3.0
    extra_diacritic: float = 4.5
    doubled_letter: float = 3.0
    swapped_letters: float = 4.0
    dropped_letter: float = 4.5
    extra_letter: float = 5.0
    neighbour_key: float = 4.5
    other_letter: float = 6.0
    raw_keys: float = 2.0
    """Telex or VNI keys that no input method turned into letters."""
    missing_blank: float = 3.5
    extra_blank: float = 4.0


COSTS = Costs()

_LETTERS_WITH_DIACRITICS = frozenset("ăâêôơưđ")
_SIMILAR_TONES = {"3", "4"}
"""Hỏi and ngã, which half of the country pronounces alike, as digits of a canonical syllable."""
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST = 12
"""Letters of the longest syllable whose edits are looked up."""


class Edit(NamedTuple):
    """A canonical syllable that may have been meant, and the cost of typing what was typed."""

    exact: str
    cost: float


def edits_of(typed: Syllable, vocabulary: Vocabulary, *, is_unaccented: bool) -> list[Edit]:
    """The syllables of an index that may have been meant by one, itself left out, in no order.

    An edit changes one letter and any diacritics, or decodes raw keys. `is_unaccented`:
    nothing in the whole query has diacritics.
    """
    if typed.exact[0].isdecimal() or len(typed.folded) > _LONGEST:
        return []
    costs: dict[str, float] = {}
    for folded, letter_cost in {**_letter_edits(typed.folded), typed.folded: 0.0}.items():
        for exact in vocabulary.spellings(folded):
            cost = letter_cost + _diacritics_cost(
                typed.exact, exact, is_unaccented=is_unaccented, is_edited=letter_cost > 0
            )
            costs[exact] = min(cost, costs.get(exact, cost))
    for exact, cost in decoded_edits(typed.folded, vocabulary) if typed.is_unaccented else ():
        costs[exact] = min(cost, costs.get(exact, cost))
    costs.pop(typed.exact, None)
    return [Edit(exact, cost) for exact, cost in costs.items()]


def decoded_edits(word: str, vocabulary: Vocabulary) -> list[Edit]:
    """The syllables of an index that a word may be the Telex or VNI keys of: "giai3" of "giải"."""
    return [Edit(e, COSTS.raw_keys) for e in decode_keys(word) if vocabulary.reports_of(e)]


@lru_cache(maxsize=65536)
def _diacritics_cost(typed: str, meant: str, *, is_unaccented: bool, is_edited: bool) -> float:
    """What it costs to type the diacritics of one canonical syllable for those of another."""
    (own_letters, own_tone), (letters, tone) = _diacritics(typed), _diacritics(meant)
    missing = extra = wrong = 0
    if own_letters != letters:
        missing = (Counter(letters) - Counter(own_letters)).total()
        extra = (Counter(own_letters) - Counter(letters)).total()
        wrong = min(missing, extra)
    cost = wrong * COSTS.other_diacritic
    if own_tone and tone and own_tone != tone:
        is_similar = {own_tone, tone} == _SIMILAR_TONES
        cost += COSTS.similar_tone if is_similar else COSTS.other_diacritic
    cost += (extra - wrong + (own_tone > "" and not tone)) * COSTS.extra_diacritic
    missing += (tone > "" and not own_tone) - wrong
    return cost + _missing_cost(missing, is_unaccented=is_unaccented, is_edited=is_edited)


def _missing_cost(missing: int, *, is_unaccented: bool, is_edited: bool) -> float:
    """What a number of missing diacritics of one syllable costs."""
    if not missing:
        return 0.0
    if is_unaccented:
        return COSTS.unaccented
    # a diacritic may have gone with the letter that was edited
    first = COSTS.further_missing if is_edited else COSTS.missing_diacritic
    return first + (missing - 1) * COSTS.further_missing


@lru_cache(maxsize=65536)
def _diacritics(exact: str) -> tuple[str, str]:
    """The letters with diacritics of a canonical syllable, sorted, and the digit of its tone.

    A letter or a tone that was struck twice counts once.
    """
    letters, tone = toneless(exact)
    found = sorted(letter for letter, _ in groupby(letters) if letter in _LETTERS_WITH_DIACRITICS)
    return "".join(found), "".join(dict.fromkeys(tone))


def _letter_edits(letters: str) -> Mapping[str, float]:
    """Folded letters that are one edit away from a folded syllable → the cost of that edit."""
    found: dict[str, float] = {}
    for edited, cost in _single_edits(letters):
        if edited and cost < found.get(edited, cost + 1):
            found[edited] = cost
    return found


def _single_edits(letters: str) -> Iterator[tuple[str, float]]:
    """Every single edit of some letters and its cost; the same result may come several times."""
    for at, letter in enumerate(letters):
        before, after = letters[:at], letters[at + 1 :]
        is_doubled = letter in (before[-1:], after[:1])
        yield before + after, COSTS.doubled_letter if is_doubled else COSTS.extra_letter
        if after:
            yield before + after[0] + letter + after[1:], COSTS.swapped_letters
        near = _NEIGHBOURS.get(letter, "")
        for other in _LETTERS:
            cost = COSTS.neighbour_key if other in near else COSTS.other_letter
            yield before + other + after, cost
    for at in range(len(letters) + 1):
        for other in _LETTERS:
            yield letters[:at] + other + letters[at:], COSTS.dropped_letter


def _neighbours() -> dict[str, str]:
    """Letter → the letters of the keys around its own on a keyboard."""
    found: dict[str, str] = {}
    for above, keys, below in zip(("", *_KEYBOARD), _KEYBOARD, (*_KEYBOARD[1:], ""), strict=False):
        for at, letter in enumerate(keys):
            found[letter] = keys[max(at - 1, 0) : at] + keys[at + 1 : at + 2]
            found[letter] += above[at : at + 2] + below[max(at - 1, 0) : at + 1]
    return found


_NEIGHBOURS = _neighbours()
