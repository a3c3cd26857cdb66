"""A filter value as it was typed → the value of the index that it names."""

import unicodedata

import pytest

from search.facets.registry import UnknownFacetError
from search.query.lookup import NamedValues, named_values
from search.query.typed_values import filters_named, value_named

VALUES = {
    "province": ("Hưng Yên", "Hòa Bình", "Hồ Chí Minh", "Bắc Kạn", "Thừa Thiên Huế", "khong-ro"),
    "province_now": ("Hồ Chí Minh", "Thái Nguyên"),
    "meeting_type": ("giao-ban", "hop-bao", "ban-chap-hanh"),
    "level": ("tinh", "huyen", "trung-uong"),
    "person": ("Mai Văn An", "Mai Văn Ân", "Lò Thị Mơ", "Tran Van Binh", "Trần Văn Bình"),
    "place": ("huyện Na Rì", "sông Na Rì", "sông Cầu"),
    "month": ("2023-08", "2023-09"),
    "outlet": ("Báo Hưng Yên", "Báo Hòa bình", "Báo Hòa Bình", "Báo Hoa Bình", "!!"),
    "indicator": ("thu ngân sách nhà nước", "giải ngân", "giải ngân vốn đầu tư công"),
}


class Values:
    """An index that has VALUES."""

    def named(self, facet: str) -> NamedValues:
        return named_values(facet, VALUES.get(facet, ()))

    def has(self, facet: str, value: str) -> bool:
        return value in VALUES.get(facet, ())

    def terms(self, prefix: str) -> tuple[str, ...]:
        return ()


@pytest.mark.parametrize(
    ("facet", "typed", "meant"),
    [
        ("province", "Hưng Yên", "Hưng Yên"),
        ("province", "hung yen", "Hưng Yên"),
        ("province", "HƯNG YÊN", "Hưng Yên"),
        ("province", "hưng yên", "Hưng Yên"),
        ("province", "  Hưng   Yên ", "Hưng Yên"),
        ("province", unicodedata.normalize("NFD", "Hưng Yên"), "Hưng Yên"),
        ("province", "Hoà Bình", "Hòa Bình"),
        ("province", "tỉnh Hòa Bình", "Hòa Bình"),
        ("province", "Thành phố Hồ Chí Minh", "Hồ Chí Minh"),
        ("person", "ông Mai Văn Ân", "Mai Văn Ân"),
        ("province", "hoa binh", "Hòa Bình"),
        ("province", "TP.HCM", "Hồ Chí Minh"),
        ("province", "tphcm", "Hồ Chí Minh"),
        ("province_now", "TP.HCM", "Hồ Chí Minh"),
        ("province", "Bắc Cạn", "Bắc Kạn"),
        ("province", "bac can", "Bắc Kạn"),
        ("province", "Thừa Thiên - Huế", "Thừa Thiên Huế"),
        ("province", "Không rõ", "khong-ro"),
        ("meeting_type", "Giao ban", "giao-ban"),
        ("meeting_type", "giao ban", "giao-ban"),
        ("meeting_type", "họp báo", "hop-bao"),
        ("level", "trung ương", "trung-uong"),
        ("level", "huyện", "huyen"),  # a part of its label
        ("level", "cấp huyện", "huyen"),
        ("level", "cap trung uong", "trung-uong"),
        ("meeting_type", "hội nghị giao ban", "giao-ban"),
        ("meeting_type", "cuoc hop giao ban", "giao-ban"),
        ("meeting_type", "Hội nghị Ban Chấp hành", "ban-chap-hanh"),
        ("month", "tháng 8/2023", "2023-08"),
        ("person", "lo thi mo", "Lò Thị Mơ"),
        ("person", "MAI VĂN AN", "Mai Văn An"),  # "Ân" is spelled so too, but less exactly
        ("person", "Trần văn bình", "Trần Văn Bình"),
        ("person", "tran van binh", "Tran Van Binh"),
        ("place", "song cau", "sông Cầu"),
        ("place", "sông na rì", "sông Na Rì"),
        ("month", "8/2023", "2023-08"),
        ("month", "2023-08", "2023-08"),
        ("outlet", "báo hưng yên", "Báo Hưng Yên"),
        ("outlet", "!!", "!!"),
        ("indicator", "thu ngan sach nha nuoc", "thu ngân sách nhà nước"),
        ("indicator", "giai ngan", "giải ngân"),
    ],
)
def test_what_names_one_value(facet: str, typed: str, meant: str) -> None:
    assert value_named(facet, typed, Values()) == meant


@pytest.mark.parametrize(
    ("facet", "typed"),
    [
        ("person", "mai van an"),  # either of two
        ("place", "na ri"),
        ("province", "Lạng Sơn"),  # no report is from there
        ("province", "Húng Yên"),  # another name
        ("province", "Hưng"),
        ("province", ""),
        ("province", "!!!"),
        ("outlet", "!"),
        ("session_no", "7"),
    ],
)
def test_what_names_no_single_value(facet: str, typed: str) -> None:
    assert value_named(facet, typed, Values()) is None


def test_filters_are_read_and_what_names_nothing_stays() -> None:
    typed = {"province": ("hung yen", "Hưng Yên", "Atlantis"), "person": ("mai van an",)}
    assert filters_named(typed, Values()) == {
        "province": ("Hưng Yên", "Atlantis"),
        "person": ("mai van an",),
    }


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("BÁO HÒA BÌNH", ("Báo Hòa bình", "Báo Hòa Bình")),
        ("báo hoà bình", ("Báo Hòa bình", "Báo Hòa Bình")),
        ("Báo Hòa bình", ("Báo Hòa bình",)),
        ("bao hoa binh", ("bao hoa binh",)),  # Hoa, too
        ("bao hung yen", ("Báo Hưng Yên",)),
    ],
)
def test_values_in_which_only_capitals_differ_are_one_name(
    typed: str, meant: tuple[str, ...]
) -> None:
    assert filters_named({"outlet": (typed,)}, Values()) == {"outlet": meant}


def test_an_unknown_facet_is_an_error() -> None:
    with pytest.raises(UnknownFacetError):
        value_named("colour", "red", Values())
