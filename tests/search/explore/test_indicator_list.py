"""The list of indicators: by theme, and found by any name in any spelling."""

import pytest

from search.explore.indicator_list import by_theme, looked_for, theme_of

FDI = "vốn đầu tư trực tiếp nước ngoài (FDI)"
COUNTS = {
    "tăng trưởng kinh tế": 9,
    "thu ngân sách nhà nước": 5,
    "thu nội địa": 1,
    FDI: 3,
    "chỉ số giá tiêu dùng (CPI)": 2,
    "khách du lịch": 4,
    "một chỉ tiêu lạ": 7,
}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", sorted(COUNTS, key=lambda name: -COUNTS[name])),
        ("thu ngan sach", ["thu ngân sách nhà nước", "thu nội địa"]),
        ("THU NGÂN SÁCH NHÀ NƯỚC", ["thu ngân sách nhà nước"]),
        ("thu nsnn", ["thu ngân sách nhà nước"]),
        ("fdi", [FDI]),
        ("thu hút fdi", [FDI]),
        ("cpi", ["chỉ số giá tiêu dùng (CPI)"]),
        ("du khách", ["khách du lịch"]),
        ("tang truong grdp", ["tăng trưởng kinh tế"]),
        ("kinh te tang", ["tăng trưởng kinh tế"]),
        ("khách du l", ["khách du lịch"]),
        ("không có", []),
        ("%", sorted(COUNTS, key=lambda name: -COUNTS[name])),
    ],
)
def test_an_indicator_is_found_by_any_of_its_names(typed: str, wanted: list[str]) -> None:
    assert [one.name for one in looked_for(COUNTS, typed)] == wanted


def test_another_name_that_was_found_is_told() -> None:
    [one] = looked_for(COUNTS, "thu ngan sach noi dia")
    assert (one.name, one.reports, one.also) == ("thu nội địa", 1, ("thu ngân sách nội địa",))
    assert [own.also for own in looked_for(COUNTS, "khach du lich")] == [()], "it is its own name"
    assert all(own.also == () for own in looked_for(COUNTS))


def test_themes_begin_with_that_of_the_indicator_of_most_reports() -> None:
    themes = by_theme(looked_for(COUNTS))
    assert [one.name for theme in themes for one in theme.indicators][:2] == [
        "tăng trưởng kinh tế",
        "thu ngân sách nhà nước",
    ]
    assert themes[-1].name == "" and [o.name for o in themes[-1].indicators] == ["một chỉ tiêu lạ"]
    assert sum(len(theme.indicators) for theme in themes) == len(COUNTS)


@pytest.mark.parametrize(
    ("indicator", "theme"),
    [
        ("nợ đọng xây dựng cơ bản", "Ngân sách và nợ công"),
        ("nợ xấu", "Giá cả, tiền tệ, tín dụng"),
        ("kim ngạch xuất khẩu tôm", "Xuất nhập khẩu"),
        ("sản lượng tôm", "Nông, lâm nghiệp và thủy sản"),
        ("sản lượng điện", "Công nghiệp, xây dựng"),
        ("tăng trưởng tín dụng", "Giá cả, tiền tệ, tín dụng"),
        ("tỷ lệ hộ nghèo", "Nông thôn mới và giảm nghèo"),
    ],
)
def test_the_first_words_that_stand_in_a_name_decide(indicator: str, theme: str) -> None:
    assert theme_of(indicator) == theme
