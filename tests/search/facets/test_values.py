"""Values of a facet to choose from: their order, and which of them hold what is typed."""

import pytest

from search.facets.labels import FacetLabels
from search.facets.registry import COUNTED_BY_NAME, UNKNOWN
from search.facets.values import MAX_CHOICES, choices
from search.text.syllable import syllables


@pytest.mark.parametrize(
    ("label", "typed", "found"),
    [
        ("Bắc Kạn", "bac", True),
        ("Bắc Kạn", "bắc k", True),
        ("Bắc Kạn", "kan bac", True),
        ("Bắc Kạn", "bác", False),  # diacritics that were typed are meant
        ("Bắc Kạn", "bă", True),  # another may follow
        ("Bắc Kạn", "ba ", False),  # a blank ends a syllable
        ("Bắc Kạn", "bac ", True),
        ("Bắc Kạn", "kạnh", False),
        ("Nguyễn Văn Mỹ", "mi", True),
        ("Nguyễn Văn Mỹ", "nguyen mĩ", True),
        ("UBND tỉnh", "ủy ban", True),
        ("UBND tỉnh", "uy ban nhan dan tinh", True),
        ("Ủy ban nhân dân tỉnh", "ubnd", True),
        ("Thường trực HĐND tỉnh", "hoi dong", True),
        ("Đắk Lắk", "dak", True),
        ("Đắk Lắk", "đ", True),
        ("Dak Rua", "đ", False),
        ("12/2023", "12", True),
    ],
)
def test_what_a_value_holds(label: str, typed: str, found: bool) -> None:
    labels = FacetLabels(COUNTED_BY_NAME["place"], ["Tổ dân phố 7", label])
    held = labels.holding(syllables(typed), is_open=not typed.endswith(" "))
    assert (label in held) == found


def test_what_is_looked_for_among_them() -> None:
    facet = COUNTED_BY_NAME["province"]
    counts = {"Bắc Kạn": 3, "Bắc Ninh": 9, "Hà Nội": 5, UNKNOWN: 7}
    assert [c.value for c in choices(facet, counts, ("Hà Nội",), "bac")] == [
        "Hà Nội",
        "Bắc Ninh",
        "Bắc Kạn",
    ]
    assert [c.value for c in choices(facet, counts, (), " - ")] == [
        "Bắc Ninh",
        "Hà Nội",
        "Bắc Kạn",
        UNKNOWN,
    ]
    assert [c.value for c in choices(facet, counts, (), "không rõ")] == [UNKNOWN]


def test_of_thousands_those_that_most_reports_have() -> None:
    facet = COUNTED_BY_NAME["person"]
    counts = {f"Người {n:04}": n // 7 for n in range(3000)} | {UNKNOWN: 9000}
    found = choices(facet, counts, ("Người 0003", "Không có"))
    assert [c.value for c in found[:2]] == ["Không có", "Người 0003"]
    assert len(found) == MAX_CHOICES and UNKNOWN not in [c.value for c in found]
    order = sorted(counts.keys() - {UNKNOWN, "Người 0003"}, key=lambda v: (-counts[v], v))
    assert [c.value for c in found[2:]] == order[: MAX_CHOICES - 2]
    assert [c.value for c in choices(facet, counts, (), "0013 ")] == ["Người 0013"]
