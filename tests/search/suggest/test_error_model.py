"""What was typed, what was meant, and what that slip costs."""

from dataclasses import fields

import pytest

from search.suggest.error_model import COSTS, Costs, edits_of
from search.text.syllable import spellings, syllables


class _Words:
    """A vocabulary of a few syllables."""

    def __init__(self, *words: str) -> None:
        self._folded = dict(map(spellings, words))

    def spellings(self, folded: str) -> dict[str, int]:
        return {exact: 1 for exact, own in self._folded.items() if own == folded}

    def reports_of(self, exact: str) -> int:
        return int(exact in self._folded)


TABLE = [
    ("ngan", "ngân", "missing_diacritic"),
    ("ngăn", "ngân", "other_diacritic"),
    ("ngấn", "ngân", "extra_diacritic"),
    ("giãi", "giải", "similar_tone"),
    ("ngâân", "ngân", "doubled_letter"),
    ("nagn", "ngan", "swapped_letters"),
    ("ngn", "ngan", "dropped_letter"),
    ("ngxan", "ngan", "extra_letter"),
    ("mgan", "ngan", "neighbour_key"),
    ("pgan", "ngan", "other_letter"),
    ("giari", "giải", "raw_keys"),
]


def _cost(typed: str, meant: str, *, is_unaccented: bool = False) -> float | None:
    words = _Words(meant)
    [syllable] = syllables(typed)
    found = edits_of(syllable, words, is_unaccented=is_unaccented)  # type: ignore[arg-type]
    return next((cost for exact, cost in found if exact == spellings(meant)[0]), None)


@pytest.mark.parametrize(("typed", "meant", "slip"), TABLE)
def test_what_a_slip_costs(typed: str, meant: str, slip: str) -> None:
    assert _cost(typed, meant) == getattr(COSTS, slip)


def test_diacritics_cost_little_where_none_is_typed_at_all() -> None:
    assert _cost("giai", "giải", is_unaccented=True) == COSTS.unaccented
    assert _cost("uong", "ường", is_unaccented=True) == COSTS.unaccented
    assert _cost("uong", "ường") == COSTS.missing_diacritic + 2 * COSTS.further_missing


def test_what_is_two_slips_away_is_no_edit() -> None:
    assert _cost("mgxan", "ngan") is None
    assert _cost("ngan", "ngan") is None


def test_every_cost_is_exact_in_binary_so_that_sums_do_not_depend_on_their_order() -> None:
    assert len(fields(Costs)) == 15
    assert all(float(2 * getattr(COSTS, field.name)).is_integer() for field in fields(Costs))
