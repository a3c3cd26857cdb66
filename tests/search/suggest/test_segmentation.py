"""A word without blanks → the ways to cut it into syllables."""

import pytest

from search.suggest.segmentation import segmentations

TABLE = [
    ("hoaan", ["ho a an", "hoa an"]),
    ("giải", ["gi ải", "gi ả i", "giả i"]),
    ("ngân", []),
    ("xyz", []),
    ("", []),
]


@pytest.mark.parametrize(("word", "cuts"), TABLE)
def test_a_word_is_cut_in_every_way(word: str, cuts: list[str]) -> None:
    assert [" ".join(cut) for cut in segmentations(word)] == cuts


def test_a_cut_word_loses_no_letter() -> None:
    found = list(segmentations("vốnđầutưcông"))
    assert ("vốn", "đầu", "tư", "công") in found
    assert all("".join(cut) == "vốnđầutưcông" for cut in found)
