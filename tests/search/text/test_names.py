"""What is typed → which of its syllables are one name; every entry of the lists is tried."""

import pytest

from search.text.lexicon.names import names, surnames
from search.text.lexicon.word_lists import entries
from search.text.syllable import syllables


def named(text: str) -> list[str]:
    """The names of a text."""
    found = syllables(text)
    spans = names(found, text)
    return [text[found[first].start : found[last - 1].end] for first, last in spans]


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("Phạm Văn Đồng", ["Phạm Văn Đồng"]),
        ("ông phạm văn đồng phát biểu", ["phạm văn đồng"]),
        ("NGUYỄN THỊ MINH KHAI", ["NGUYỄN THỊ MINH KHAI"]),
        ("lê thị hương lan", ["lê thị hương lan"]),
        ("cao minh quản lý", []),
        ("huyện Ba Bể", ["Ba Bể"]),
        ("cao minh bạch", []),
        ("bão lũ", []),
    ],
)
def test_names_of_people_and_places(typed: str, people: list[str]) -> None:
    assert named(typed) == people


@pytest.mark.parametrize("middle", [name for [name] in entries("middle_names.txt")])
def test_every_middle_name_makes_a_name(middle: str) -> None:
    assert named(f"lê {middle.lower()} toại") == [f"lê {middle.lower()} toại"]


@pytest.mark.parametrize("surname", surnames())
def test_every_surname_begins_a_name(surname: str) -> None:
    assert named(f"{surname} Văn Toại") == [f"{surname} Văn Toại"]


@pytest.mark.parametrize("place", [name for [name] in entries("places.txt")])
def test_every_place_is_a_name(place: str) -> None:
    assert named(f"ở {place.lower()}") == [place.lower()]
