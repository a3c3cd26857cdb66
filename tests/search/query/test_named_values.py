"""A value of a facet and what is typed for it → whether it is meant, however it is spelled."""

import pytest

from search.facets.labels import FacetLabels
from search.facets.registry import COUNTED_BY_NAME
from search.query.lookup import named_values
from search.text.syllable import syllables


@pytest.mark.parametrize(
    ("facet", "value", "typed"),
    [
        ("organiser", "Sở Giáo dục và Đào tạo", "Sở GDĐT"),
        ("organiser", "Sở Giáo dục và Đào tạo", "so gd va dt"),
        ("organiser", "Sở Lao động - Thương binh và Xã hội", "sở LĐTB&XH"),
        ("organiser", "UBND tỉnh Đắk Lắk", "ủy ban nhân dân tỉnh Đắc Lắc"),
        ("province", "Đắk Lắk", "Dak Lak"),
        ("province", "Đắk Lắk", "Daklak"),
        ("province", "Đắk Lắk", "tỉnh Đăk Lăk".removeprefix("tỉnh ")),
        ("province", "Hà Nội", "Hanoi"),
        ("place", "thành phố Buôn Ma Thuột", "TP. Buôn Mê Thuột"),
        ("place", "thành phố Quy Nhơn", "Qui Nhơn"),
        ("place", "huyện Đắk R'Lấp", "huyện Đăk Rlấp"),
        ("person", "Y Thanh Hà Niê K'đăm", "Y Thanh Hà Niê Kđăm"),
        ("person", "Lý Thị Tỵ", "Lí Thị Tị"),
    ],
)
def test_a_value_is_meant_in_any_spelling(facet: str, value: str, typed: str) -> None:
    [named] = named_values(facet, [value])
    assert named.is_named(syllables(typed))
    labels = FacetLabels(COUNTED_BY_NAME[facet], [value])
    assert value in labels.holding(syllables(typed), is_open=False)


@pytest.mark.parametrize(
    ("facet", "value", "typed"),
    [
        ("province", "Hà Nam", "Hà Nội"),
        ("person", "Trần Bão", "Trần Báo"),
        ("organiser", "Sở Giáo dục và Đào tạo", "Sở Giáo dục"),
        ("organiser", "Trung tâm Y tế", "TT Y tế"),
        ("province", "Đắk Nông", "Đắc Lắc"),
    ],
)
def test_another_value_is_not(facet: str, value: str, typed: str) -> None:
    [named] = named_values(facet, [value])
    assert not named.is_named(syllables(typed))
