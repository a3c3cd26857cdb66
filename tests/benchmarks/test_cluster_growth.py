"""Laws go through what was measured; mixtures of articles are unlike them, and always the same."""

from math import isclose

import pytest

from benchmarks.archive import Article, mixture
from benchmarks.growth_law import Law, Point, power, straight

FIRST, LAST = Point(10_000, 30), Point(90_000, 90)


@pytest.mark.parametrize(
    ("law", "million"), [(straight(FIRST, LAST), 772.5), (power(FIRST, LAST), 300)]
)
def test_a_law_goes_through_both_ends_and_beyond(law: Law, million: float) -> None:
    assert isclose(law.at(FIRST.size), FIRST.value)
    assert isclose(law.at(LAST.size), LAST.value)
    assert isclose(law.at(1_000_000), million)


def article(name: str) -> Article:
    sentences = (f"{name} {n}, bà Trần Thị Lan gặp 1234 người ở Hà Nội." for n in range(20))
    return {"id": name, "title": name, "text": " ".join(sentences)}


def test_a_mixture_is_half_of_each_with_other_numbers_and_provinces() -> None:
    mixed = [mixture(article("một"), article("hai"), again, [" Văn Tám"]) for again in (1, 2)]
    assert mixed[0] == mixture(article("một"), article("hai"), 1, [" Văn Tám"])
    for own in mixed:
        assert own["id"][0].isdigit()
        assert (own["text"].count("một"), own["text"].count("hai")) == (10, 10)
        assert "1234" not in own["text"] and "Hà Nội" not in own["text"]
    assert mixed[0]["text"] != mixed[1]["text"]
