"""Reports → figures: how each word of the lists works, numbers, kinds, periods, traps."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from unittest.mock import ANY

import pytest

from indexer.article.structure import clean
from indexer.facets import figures
from indexer.figures.indicators import indicator_forms
from indexer.figures.quantities import quantities
from indexer.lexicon import rows
from indexer.read.document import SourceMetadata
from search.report import DateValue, Facets, FigureValue, Precision, Status

MET = Facets(event_date=(DateValue("2023-07-14", Status.STATED),))


def found(text: str, facets: Facets | None = None) -> tuple[FigureValue, ...]:
    return figures.extract(clean(f"Họp giao ban.\n{text}"), facets or Facets())


def said(text: str, facets: Facets | None = None) -> list[tuple[str, str, str, str]]:
    return [(f.indicator, f.value, f.unit, f.kind) for f in found(text, facets)]


@pytest.mark.parametrize(
    ("number", "value", "unit"),
    [
        ("5.738,9 tỷ đồng", "5738.9", "tỷ đồng"),
        ("1.471 tỉ đồng", "1471", "tỷ đồng"),
        ("67.500.000 đồng/m2", "67500000", "đồng/m2"),
        ("1,234,567 USD", "1234567", "USD"),
        ("12.5%", "12.5", "%"),
        ("02 lần", "2", "lần"),
        ("12 triệu tấn", "12", "triệu tấn"),
        ("4,50 triệu đồng / người / năm", "4.5", "triệu đồng/người/năm"),
        ("1 nghìn 773 tỷ đồng", "1773", "tỷ đồng"),
        ("5 tỷ 300 triệu đồng", "5.3", "tỷ đồng"),
        ("2,8 ngàn tỉ đồng", "2.8", "nghìn tỷ đồng"),
        ("3 triệu đô la", "3", "triệu USD"),
        ("23/26 chỉ tiêu", "23", "chỉ tiêu"),
        ("40ha", "40", "ha"),
        ("6,28% tổng sản phẩm trong nước", "6.28", "% GDP"),
    ],
)
def test_numbers(number: str, value: str, unit: str) -> None:
    [quantity] = quantities(number.lower())
    assert (*quantity.values, quantity.unit) == (value, unit)
    assert number[quantity.start : quantity.end] == number


@pytest.mark.parametrize(
    "text",
    ["năm 2018 tỷ lệ", "4/8", "20 khách", "A-12%", "1.2.3%", "12 tỷ phú", "1 000 ha", "quý 3 tỷ"],
)
def test_no_quantities(text: str) -> None:
    assert not list(quantities(text))


def test_a_range_is_two_figures_with_one_evidence() -> None:
    low, high = found("Tỷ lệ giảm nghèo đạt 2 - 2,5%.")
    assert (low.value, high.value) == ("2", "2.5")
    assert low.evidence == high.evidence


REVENUE = "thu ngân sách nhà nước"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Thu ngân sách ước đạt 310 tỷ đồng, đạt 48,5% dự toán, tăng 7,1% so với cùng kỳ.",
            [
                (REVENUE, "310", "tỷ đồng", "estimate"),
                (REVENUE, "48.5", "%", "plan-share"),
                (REVENUE, "7.1", "%", "change"),
            ],
        ),
        (
            "Đề ra mục tiêu như: Tăng trưởng kinh tế 8%; trồng rừng 9 ha; thu ngân sách 7 tỷ đồng",
            [
                ("tốc độ tăng trưởng kinh tế", "8", "%", "target"),
                ("diện tích rừng trồng mới", "9", "ha", "target"),
                (REVENUE, "7", "tỷ đồng", "target"),
            ],
        ),
        (
            "Kỳ họp đề ra 20 chỉ tiêu: GRDP tăng 8%; thu ngân sách 7 tỷ đồng.",
            [
                ("tốc độ tăng trưởng GRDP", "8", "%", "target"),
                (REVENUE, "7", "tỷ đồng", "target"),
            ],
        ),
        ("Thu ngân sách giảm 3,2%.", [(REVENUE, "-3.2", "%", "change")]),
        (
            "Tỷ lệ hộ nghèo giảm từ 9% xuống còn 6%.",
            [("tỷ lệ hộ nghèo", "9", "%", "result"), ("tỷ lệ hộ nghèo", "6", "%", "result")],
        ),
        ("Giảm tỷ lệ hộ nghèo 2%.", [("tỷ lệ hộ nghèo", "-2", "%", "change")]),
        ("Thu ngân sách đạt 52%, giải ngân 30%.", [
            (REVENUE, "52", "%", "plan-share"), ("giải ngân", "30", "%", "plan-share")]),
        ("Xuất khẩu nông sản đạt 4 tỷ USD.", [("xuất khẩu nông sản", "4", "tỷ USD", "result")]),
        ("Tăng trưởng kinh tế 8% trở lên.", [("tốc độ tăng trưởng kinh tế", "8", "%", "target")]),
        (
            "Thu ngân sách đạt 5 tỷ đồng (kế hoạch 4 tỷ đồng).",
            [(REVENUE, "5", "tỷ đồng", "result"), (REVENUE, "4", "tỷ đồng", "target")],
        ),
        (
            "Doanh nghiệp thành lập mới tăng 4% về số doanh nghiệp và tăng 9% về số vốn đăng ký.",
            [
                ("số doanh nghiệp thành lập mới", "4", "%", "change"),
                ("vốn đăng ký", "9", "%", "change"),
            ],
        ),
        ("Có thêm 12/30 xã đạt chuẩn nông thôn mới, 3 xã bị lũ.", [
            ("số xã đạt chuẩn nông thôn mới", "12", "xã", "result")]),
        ("Quy mô GDP (theo giá hiện hành) đạt 5 tỷ đồng.", [("GDP", "5", "tỷ đồng", "result")]),
        ("GRDP tăng 6% (cùng kỳ tăng 4%), cao hơn mức 5% của vùng.", [
            ("tốc độ tăng trưởng GRDP", "6", "%", "change"),
            ("tốc độ tăng trưởng GRDP", "4", "%", "change")]),
        ("Kim ngạch xuất khẩu tăng bình quân là 7%.", [
            ("kim ngạch xuất khẩu", "7", "%", "change")]),
        ("Thu ngân sách bằng 95% so với cùng kỳ.", []),
        ("Thu ngân sách vượt 12% dự toán.", []),
        ("Xuất khẩu chiếm 80% GDP.", []),
        ("Phòng Thương mại và Công nghiệp Việt Nam tăng 10%.", []),
    ],
)  # fmt: skip
def test_what_is_said(text: str, wanted: list[tuple[str, str, str, str]]) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Có 120 đại biểu dự, 45 người phát biểu.",
        "Nghị quyết 54 và công điện số 967/CĐ-TTg về quốc lộ 3, QL3B, quận 8, khóa 7.",
        "Gọi 0912.345.678 ngày 4/8, kỳ họp thứ 5, ông Năm 62 tuổi.",
        "Có 40 nhà ở và hơn 160ha hoa màu bị ngập.",
        "Thu ngân sách là việc của 12 xã.",
    ],
)
def test_numbers_without_an_indicator_are_none(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Giải ngân vốn đầu tư công đạt 51,6% kế hoạch; 4/9 địa phương đạt trên 65%.", ["51.6"]),
        ("Có 5/9 địa phương giải ngân vốn đầu tư công dưới 20% kế hoạch.", []),
        ("Giải ngân vốn đầu tư công đạt khá, có 6 huyện đạt trên 85%.", []),
        ("Toàn tỉnh có 14 đơn vị giải ngân vốn đầu tư công dưới mức bình quân 45%.", []),
        ("Có 6 huyện, thị xã và 3 sở, ngành giải ngân vốn đầu tư công trên 90%.", []),
        ("Nhiều địa phương giải ngân vốn đầu tư công chậm, chỉ đạt 12%.", []),
        ("Giải ngân vốn đầu tư công một số đơn vị đạt trên 20%.", []),
        ("Có 3 trong 9 huyện giải ngân vốn đầu tư công trên 90%, cao nhất là 97%.", []),
        ("3 xã có giải ngân vốn đầu tư công trên 90%, toàn huyện giải ngân được 40%.", ["40"]),
        # of the whole
        ("Toàn tỉnh có 10 huyện; giải ngân vốn đầu tư công đạt 51,6%.", ["51.6"]),
        ("Toàn tỉnh có 10 huyện, giải ngân vốn đầu tư công đạt 51,6%.", ["51.6"]),
        ("Đủ 9/9 huyện đã có điện nhưng giải ngân vốn đầu tư công đạt 51,6%.", ["51.6"]),
        ("Giải ngân vốn đầu tư công của 10 địa phương đạt 51,6%.", ["51.6"]),
        ("Giải ngân vốn đầu tư công 10 địa phương đạt 51,6%.", ["51.6"]),
        ("Đến tháng 9 tỉnh giải ngân vốn đầu tư công được 51,6%.", ["51.6"]),
        ("Đến 30/9 tỉnh giải ngân vốn đầu tư công được 51,6%.", ["51.6"]),
        ("Là 1 trong 5 tỉnh có giải ngân vốn đầu tư công cao, đạt 81,6%.", ["81.6"]),
        # the places are what is counted
        ("Tỉnh có 126/145 xã đạt chuẩn nông thôn mới.", ["126"]),
    ],
)  # fmt: skip
def test_what_some_of_the_places_reach_is_not_the_figure_of_all(
    text: str, values: list[str]
) -> None:
    assert [f.value for f in found(text)] == values


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Khen việc kiểm soát lạm phát, lo khi giải ngân mới đạt 51%.", ["plan-share"]),
        ("Huyện đặt mục tiêu 90%, giải ngân mới đạt 51%.", ["plan-share"]),
        ("Chỉ tiêu: thu nội địa 7 tỷ đồng; giải ngân chỉ đạt 51%.", ["target", "plan-share"]),
        ("Mục tiêu giải ngân 90% (mới đạt 51%), thu ngân sách 7 tỷ đồng.", [
            "target", "plan-share", "target"]),
        ("Cần giải ngân nhanh vì chỉ tiêu giải ngân mới đạt 51%.", ["plan-share"]),
        ("Mục tiêu là 90 tỷ đồng mà mới giải ngân được 51 tỷ đồng, đạt 55% kế hoạch.", [
            "result", "plan-share"]),
        ("Giải ngân mới đạt 51%, phấn đấu cả năm giải ngân 95%.", ["plan-share", "target"]),
        ("Năm 2024, thu ngân sách mới chỉ đạt 5 tỷ đồng.", ["result"]),
        ("Tỉnh dự kiến làm đêm để mới đạt được mục tiêu tăng trưởng 6%.", ["target"]),
        ("Mục tiêu tỷ lệ xã nông thôn mới đạt 80%.", ["target"]),
        ("Năm 2024, diện tích rừng trồng mới đạt 80 ha.", ["target"]),
    ],
)  # fmt: skip
def test_what_was_only_just_reached_is_no_target(text: str, kinds: list[str]) -> None:
    assert [f.kind for f in found(text, MET)] == kinds


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Công nghiệp - xây dựng tụt giảm 3%.", "công nghiệp - xây dựng"),
        ("Kim ngạch nhập khẩu hằng năm đạt 4 tỷ USD.", "kim ngạch nhập khẩu"),
        ("Xuất khẩu hàng thủy sản hàng tháng đạt 4 tỷ USD.", "kim ngạch xuất khẩu"),
        ("Xuất khẩu thủy sản hàng tháng đạt 4 tỷ USD.", "xuất khẩu thủy sản"),
        ("Xuất khẩu nông sản gấp 2 lần.", "xuất khẩu nông sản"),
        ("Nợ công không quá 50% GDP.", "nợ công"),
        # a word of two syllables is not cut, though its second one alone would end a name
        ("Vốn FDI luân chuyển đạt 5 tỷ USD.", "vốn FDI luân chuyển"),
        ("Vốn đầu tư thực hiện trực tiếp đạt 7 tỷ USD.", "vốn đầu tư thực hiện trực tiếp"),
        ("Khách du lịch châu Á đạt 5 triệu lượt.", "lượt khách du lịch"),
        # no verb
        ("Kim ngạch xuất khẩu hạt điều đạt 4 tỷ USD.", "kim ngạch xuất khẩu hạt điều"),
    ],
)
def test_a_name_ends_before_what_is_said_of_it(text: str, name: str) -> None:
    assert [f.indicator for f in found(text)] == [name]


@pytest.mark.parametrize(
    ("text", "period", "status"),
    [
        ("Năm 2022, thu ngân sách đạt 5 tỷ đồng.", "2022", "stated"),
        ("Quý I/2022 thu ngân sách đạt 5 tỷ đồng.", "2022-Q1", "stated"),
        ("Quý ba năm 2022 thu ngân sách đạt 5 tỷ đồng.", "2022-Q3", "stated"),
        ("Thu ngân sách tháng 8/2022 đạt 5 tỷ đồng.", "2022-08", "stated"),
        ("Thu ngân sách 9 tháng đầu năm 2022 đạt 5 tỷ đồng.", "2022-01/2022-09", "stated"),
        ("Thu ngân sách 6 tháng cuối năm 2022 đạt 5 tỷ đồng.", "2022-07/2022-12", "stated"),
        ("Thu ngân sách nửa đầu năm 2022 đạt 5 tỷ đồng.", "2022-01/2022-06", "stated"),
        ("Giai đoạn 2016 - 2020, thu ngân sách đạt 5 tỷ đồng.", "2016/2020", "stated"),
        ("Tính đến 30/9/2022, thu ngân sách đạt 5 tỷ đồng.", "2022-09-30", "stated"),
        ("Thu ngân sách đạt 5 tỷ đồng trong năm 2022.", "2022", "stated"),
        ("Thu ngân sách (cả phần của năm 2021) đạt 5 tỷ đồng.", None, "stated"),
        ("Năm 2022 nhiều việc. Thu ngân sách đạt 5 tỷ đồng.", "2022", "derived"),
        ("Thu ngân sách 6 tháng đầu năm đạt 5 tỷ đồng.", "2023-01/2023-06", "derived"),
        ("Thu ngân sách quý I đạt 5 tỷ đồng.", "2023-Q1", "derived"),
        ("Năm nay thu ngân sách đạt 5 tỷ đồng.", "2023", "derived"),
        ("Thu ngân sách đạt 5 tỷ đồng, so với năm 2022.", None, "stated"),
        ("Thu ngân sách đạt 5 tỷ đồng.", None, "stated"),
    ],
)
def test_periods(text: str, period: str | None, status: str) -> None:
    [figure] = found(text, MET)
    assert (figure.period, figure.status) == (period, status)


def test_months_without_a_year_need_that_of_the_meeting() -> None:
    assert [f.period for f in found("Thu ngân sách quý I đạt 5 tỷ đồng.")] == [None]
    january = Facets(event_date=(DateValue("2024-01-10", Status.STATED),))
    [figure] = found("Thu ngân sách quý IV đạt 5 tỷ đồng.", january)
    assert figure.period == "2023-Q4"


def test_a_year_to_come_makes_a_target() -> None:
    [figure] = found("Đến năm 2025, tỷ lệ che phủ rừng đạt 70%.", MET)
    assert (figure.kind, figure.period) == ("target", "2025")
    [figure] = found("Đến năm 2022, tỷ lệ che phủ rừng đạt 70%.", MET)
    assert (figure.kind, figure.period) == ("result", "2022")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Bí thư yêu cầu đến hết quý III phải giải ngân trên 60%.", ["target"]),
        ("Ông yêu cầu tập trung vốn, cả năm giải ngân trên 95% kế hoạch vốn.", ["target"]),
        ("Tăng trưởng kinh tế 8,3-8,5% là hợp lý.", ["target", "target"]),
        ("Thu ngân sách đạt 70 tỷ đồng là khả thi.", ["target"]),
        ("Tỷ lệ hộ nghèo phải giảm xuống dưới 5%.", ["target"]),
        ("Quý sau phải giải ngân 60% vốn.", ["target"]),
        ("Tỷ lệ giải ngân phải trên 90%.", ["target"]),
        ("Tỷ lệ che phủ rừng cần đạt 70%.", ["target"]),
        ("Toàn ngành phấn đấu giữ rừng, tỷ lệ che phủ rừng đạt 70%.", ["target"]),
        ("Huyện đặt mục tiêu xa hơn, thu ngân sách đạt 70 tỷ đồng.", ["target"]),
        ("Huyện quyết tâm vượt khó, thu ngân sách đạt 70 tỷ đồng.", ["target"]),
        ("Đáp ứng yêu cầu mới, thu ngân sách đạt 70 tỷ đồng.", ["result"]),
        ("Yêu cầu làm rõ vì sao tỷ lệ giải ngân mới đạt 30%.", ["plan-share"]),
        ("Ông yêu cầu làm rõ việc chậm, giải ngân mới đạt 30%.", ["plan-share"]),
        ("Nhiều nơi phải giảm giờ làm, thu ngân sách đạt 70 tỷ đồng.", ["result"]),
        ("Tỉnh buộc phải giảm chi ngân sách 7 tỷ đồng.", ["change"]),
        ("Nhiều hộ phải di dời; 50 ha lúa bị ngập.", ["result"]),
        ("Cả nước vẫn phải nhập khẩu 5 triệu USD gỗ.", []),
    ],
)
def test_what_is_demanded_is_a_target(text: str, kinds: list[str]) -> None:
    assert [f.kind for f in found(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Năm 2024, thu ngân sách đạt 5 tỷ đồng.", "target"),
        ("Năm 2024, thu ngân sách tăng 5%.", "target"),
        ("Năm 2024, thu ngân sách ước đạt 5 tỷ đồng.", "estimate"),
        ("Năm 2024 có nhiều việc. Thu ngân sách đạt 5 tỷ đồng.", "target"),
        ("Quý IV/2023, thu ngân sách đạt 5 tỷ đồng.", "target"),
        ("Đến 30/8/2023, thu ngân sách đạt 5 tỷ đồng.", "target"),
        ("Năm nay thu ngân sách đạt 5 tỷ đồng.", "target"),
        ("Năm nay thu ngân sách ước đạt 5 tỷ đồng.", "estimate"),
        # so far, or of the year before
        ("Thu ngân sách cả năm đạt 5 tỷ đồng.", "result"),
        ("Năm nay thu ngân sách đã đạt 5 tỷ đồng.", "result"),
        ("Năm 2023 có nhiều việc. Thu ngân sách đạt 5 tỷ đồng.", "result"),
        ("Năm nay làm tốt; thu ngân sách đạt 5 tỷ đồng.", "result"),
        ("Thu ngân sách đạt 52% dự toán năm 2023.", "plan-share"),
        ("Giai đoạn 2021 - 2025, thu ngân sách đạt 5 tỷ đồng.", "result"),
        # all but over, or over
        ("Tháng 7, thu ngân sách đạt 5 tỷ đồng.", "result"),
        ("6 tháng, thu ngân sách đạt 5 tỷ đồng.", "result"),
        ("Đến 30/6/2023, thu ngân sách đạt 5 tỷ đồng.", "result"),
    ],
)
def test_what_is_to_come_when_they_meet_is_no_result(text: str, kind: str) -> None:
    assert [f.kind for f in found(text, MET)] == [kind]


def test_a_year_that_ends_in_the_weeks_after_the_meeting_has_results() -> None:
    december = Facets(event_date=(DateValue("2023-12-06", Status.STATED),))
    [figure] = found("Năm 2023, thu ngân sách đạt 5 tỷ đồng.", december)
    assert figure.kind == "result"


def test_of_the_quarter_of_a_meeting_its_year_counts() -> None:
    autumn = Facets(event_date=(DateValue("2023-Q4", Status.STATED, precision=Precision.QUARTER),))
    [figure] = found("Thu ngân sách quý I đạt 5 tỷ đồng.", autumn)
    assert (figure.kind, figure.period) == ("result", "2023-Q1")


def test_without_the_day_of_the_meeting_nothing_is_to_come() -> None:
    [figure] = found("Năm 2024, thu ngân sách đạt 5 tỷ đồng.")
    assert figure.kind == "result"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Thu ngân sách đạt trên 5 tỷ đồng.", "trên 5 tỷ đồng"),
        ("Thu ngân sách đạt khoảng hơn 5 tỷ.", "khoảng hơn 5 tỷ"),
        ("Thu ngân sách đạt trên dưới 5 tỷ đồng.", "trên dưới 5 tỷ đồng"),
        ("Thu ngân sách giảm gần 5%.", "giảm gần 5%"),
        ("Tăng trưởng kinh tế từ 8% trở lên.", "8% trở lên"),
        ("Tỷ lệ hộ nghèo còn 5% trở xuống.", "5% trở xuống"),
        ("Có hơn 12 xã đạt chuẩn nông thôn mới.", "hơn 12 xã"),
        ("Tỷ lệ giảm nghèo đạt ít nhất 2 - 3%.", "ít nhất 2 - 3%"),
        ("Thu ngân sách trên địa bàn đạt 5 tỷ đồng.", "5 tỷ đồng"),
    ],
)
def test_evidence_holds_the_bound(text: str, words: str) -> None:
    article = clean(f"Họp giao ban.\n{text}")
    for figure in figures.extract(article, Facets()):
        assert figure.evidence and article.text[slice(*figure.evidence)] == words
    assert found(text)


@pytest.mark.parametrize(
    ("text", "is_suspicious"),
    [
        ("Tổng thu đạt 5.738,9%, tăng mạnh.", True),
        ("Tỷ lệ hộ nghèo là 120%.", True),
        ("Tỷ lệ hộ nghèo là 12%.", False),
        ("Thu ngân sách tăng 167%.", False),
    ],
)
def test_what_cannot_be_is_flagged_and_kept(text: str, is_suspicious: bool) -> None:
    [figure] = found(text)
    assert figure.is_suspicious is is_suspicious


def test_a_sum_without_a_currency_is_taken_for_dong() -> None:
    [figure] = found("Thu ngân sách đạt 5.000 tỷ.")
    assert (figure.unit, figure.status) == ("tỷ đồng", Status.DERIVED)


def test_evidence_holds_the_number_as_written() -> None:
    text = "Uỷ ban báo cáo: thu ngân sách giảm 1.234,5 tỉ đồng, xuất khẩu đạt 7,50 triệu USD."
    written = [
        text[slice(*f.evidence)] for f in figures.extract(clean(text), Facets()) if f.evidence
    ]
    assert written == ["giảm 1.234,5 tỉ đồng", "7,50 triệu USD"]


def test_a_title_that_the_source_gave_is_read_and_nothing_is_said_twice() -> None:
    article = clean(
        "Thu ngân sách đạt 5 tỷ đồng.", SourceMetadata(title="Thu ngân sách đạt 5 tỷ đồng")
    )
    [figure] = figures.extract(article, Facets())
    assert figure.evidence == (18, 27)


def test_values_are_plain_decimals() -> None:
    for number in ("0,5", "100", "1.000.000", "10,0", "3,140"):
        [quantity] = quantities(f"{number} tấn")
        assert str(Decimal(quantity.values[0])) == quantity.values[0]


SAMPLE = {
    "money": "tỷ đồng",
    "share": "%",
    "percent": "%",
    "count": "người",
    "area": "ha",
    "mass": "tấn",
    "rank": "bậc",
    "energy": "kWh",
}
UNITS = {
    word.lower() for row in rows("units.tsv") for word in [row[0], *",".join(row[2:]).split(", ")]
}


@pytest.mark.parametrize("row", rows("indicators.tsv"), ids=lambda row: f"{row[0]} {row[2:3]}")
def test_each_indicator_is_known(row: tuple[str, ...]) -> None:
    name, measures, *rest = row
    where, others = [*rest, "", ""][:2]
    for form in filter(None, [name, *others.split("; ")]):
        number = f"12 {SAMPLE[measures.split()[0]]}"
        if "named" in where:
            assert not found(f"Nay, {form} đạt {number}.")
        elif text := _saying(form, name, where, measures, number):
            assert [f.indicator for f in found(text)] == [name], text


def _saying(form: str, name: str, where: str, measures: str, number: str) -> str:
    """A sentence in which a form of an indicator counts; "" if it never stands alone."""
    words = form.split()
    is_count = any(" ".join(words[:n]) in UNITS for n in (1, 2)) and "count" in measures + where
    if "counted" in where and measures in ("money", "percent"):
        return f"Nay có {number} {form}."
    if "aimed" in where or "many" in where:
        return f"Tỉnh phấn đấu có 12 triệu {form}." if form != name else ""
    if "unit" in where:
        return f"Nay, {form} 12 {name.removeprefix('số ').removesuffix(' thành lập mới')}."
    if is_count or words[0] == "ha":
        return f"Nay có 12 {'triệu ' if is_count else ''}{form}."
    if "change" in where:
        return f"Nay, {form} tăng 12%."
    return "" if "counted" in where else f"Nay, {form} đạt {number}."


@pytest.mark.parametrize("row", rows("units.tsv"), ids=lambda row: row[0])
def test_each_unit_is_known(row: tuple[str, ...]) -> None:
    for form in [row[0], *filter(None, ",".join(row[2:]).split(", "))]:
        [quantity] = quantities(f"12 triệu {form.lower()}.")
        assert (quantity.unit, quantity.measure) == (f"triệu {row[0]}", row[1])


@pytest.mark.parametrize("row", rows("figure_fillers.txt"), ids="".join)
def test_each_filler_names_nothing(row: tuple[str]) -> None:
    [figure] = found(f"Thu ngân sách {row[0]} khoảng 5 tỷ đồng.")
    assert figure.value.removeprefix("-") == "5"
    assert not found("Thu ngân sách xyz khoảng 5 tỷ đồng.")


GOES = "thu ngân sách đạt 5 tỷ đồng"
SHAPES: dict[str, tuple[str, list[Any]]] = {
    # cue: sentence with #, kinds of the figures in it
    "says": ("Thu ngân sách của Xyz xyz # 5 tỷ đồng", [ANY]),
    "equals": ("Thu ngân sách của Xyz xyz # 5 tỷ đồng", ["result"]),
    "rises": ("Thu ngân sách # 5%", ["change"]),
    "falls": ("Thu ngân sách # 5%", ["change"]),
    "reaches": ("Tỷ lệ hộ nghèo giảm # 5%", ["result"]),
    "passes": ("Thu ngân sách # 5 tỷ đồng", []),
    "opens": ("Nay xyz # xuất khẩu đạt 5 tỷ đồng", [ANY]),
    "estimate": ("Thu ngân sách # đạt 5 tỷ đồng", ["estimate"]),
    "target": (f"Tỉnh # {GOES}", ["target"]),
    "must": (f"Tỉnh # {GOES}, thu nội địa đạt 4 tỷ đồng", ["target", "result"]),
    "weak-target": (f"Tỉnh # {GOES}", ["target"]),
    "aim": (f"Hội đồng thông qua # mới. Theo đó, {GOES}", ["target"]),
    "sets": (f"Tỉnh # chỉ tiêu mới. Theo đó, {GOES}", ["target"]),
    "goes-on": (f"Hội đồng thông qua kế hoạch mới.\n#, {GOES}", ["target"]),
    "met": (f"Tỉnh # chỉ tiêu đề ra. Theo đó, {GOES}", ["result"]),
    "expected": ("Nay # thu ngân sách 5 tỷ đồng", ["estimate"]),
    "told": (f"Nay có mục tiêu mới, ông # {GOES}", ["result"]),
    "target-behind": ("Thu ngân sách đạt 5 tỷ đồng #", ["target"]),
    "daily": ("Nay thu ngân sách 5 tỷ đồng #", []),
    "capacity": ("Nơi này có # 5 nghìn lượt khách", []),
    "mean": ("Thu ngân sách tăng 5%, gấp 2 lần #", ["change"]),
    "compared-year": ("Thu ngân sách quý I tăng 5% # 2021", ["change"]),
    "plan-behind": ("Thu ngân sách đạt 5 tỷ đồng # kế hoạch 4 tỷ đồng", ["result", "target"]),
    "plan-word": ("Thu ngân sách đạt 5 tỷ đồng so với # 4 tỷ đồng", ["result", "target"]),
    "plan-passes": (
        "Thu ngân sách đạt 5 tỷ đồng, # kế hoạch đề ra 4 tỷ đồng",
        ["result", "target"],
    ),
    "plan-value": ("Thu ngân sách đạt 5 tỷ đồng, cao hơn kế hoạch # 4 tỷ đồng", [ANY, "target"]),
    "plan-aim": ("Thu ngân sách đạt 5 tỷ đồng, cao hơn # 4 tỷ đồng", ["result", "target"]),
    "plan-set": ("Thu ngân sách đạt 5 tỷ đồng (# 4 tỷ đồng)", ["result", "target"]),
    "adds": ("Thu ngân sách đạt 5 tỷ đồng so với cùng kỳ # đạt 4 tỷ đồng", ["result", "result"]),
    "against": ("Thu ngân sách đạt 5 tỷ đồng # cùng kỳ tăng 2%", ["result", "change"]),
    "aims": ("Có # thu ngân sách là 5 tỷ đồng", ["target"]),
    "aside": ("Thu ngân sách đạt 4 tỷ đồng # 5 tỷ đồng)", ["result", "target"]),
    "not-target": (f"Tỉnh # mục tiêu, {GOES}", ["result"]),
    "no-target": (f"Tỉnh có #, {GOES}", ["result"]),
    "done": (f"Tỉnh # chỉ tiêu, {GOES}", ["result"]),
    "plan": ("Thu ngân sách đạt 95% # giao", ["plan-share"]),
    "breaks": ("Thu ngân sách # việc đạt 5 tỷ đồng", []),
    "no-indicator": ("Thu ngân sách, # tăng 5%", []),
    "of": (f"Việc # {GOES}", []),
    "ends": ("Xuất khẩu nông sản # đạt 5 tỷ đồng", [ANY]),
    "unreal": (f"# {GOES}", []),
    "bound": ("Thu ngân sách đạt # 5 tỷ đồng", [ANY]),
    "so-far": ("Năm nay thu ngân sách # đạt 5 tỷ đồng", ["result"]),
    "other-time": ("Thu ngân sách đạt 5 tỷ đồng, # năm 2022", ["result"]),
    "between": ("Thu ngân sách đạt 5 tỷ đồng, so với # năm 2022", ["result"]),
    "only": ("Tỉnh đặt mục tiêu cao, thu ngân sách # 5 tỷ đồng", ["result"]),
    "no-only": (f"Tỉnh đặt mục tiêu #, {GOES}", ["target"]),
    "place": ("Có 3 # giải ngân đạt 5 tỷ đồng", []),
    "bare-growth": ("# đạt 5%", ["result"]),
    "growth-of": ("Tăng trưởng # thương mại đạt 5%", []),
    "growth-whole": ("Tăng trưởng của # ta đạt 5%", ["result"]),
    "many": ("Có # huyện giải ngân đạt 5 tỷ đồng", []),
    "out-of": ("Có 3 # 9 huyện giải ngân đạt 5 tỷ đồng", []),
    "no-count": ("Nay # 9 huyện giải ngân đạt 5 tỷ đồng", [ANY]),
    "same": ("Doanh nghiệp thành lập mới tăng 5% về #", ["change"]),
    "added": ("Giảm # tỷ lệ hộ nghèo 2%", ["change"]),
    "announces": (f"Tỉnh # 24 chỉ tiêu, {GOES}", ["target"]),
    "compared": ("Thu ngân sách bằng 95% #, đạt 5 tỷ đồng", ["result"]),
    "compared-lead": ("Thu ngân sách bằng 95% # cùng kỳ, đạt 5 tỷ đồng", ["result"]),
    "former": ("Năm 2022 thu ngân sách đạt 5 tỷ đồng (# đạt 4 tỷ đồng)", ["result", "result"]),
    "from": ("Thu ngân sách tăng # 5%", []),
    "from-about": ("Thu ngân sách tăng từ # 5%", []),
    "or-more": ("Thu ngân sách tăng 5% #", ["target"]),
    "or-less": ("Thu ngân sách đạt 5 tỷ đồng #", ["result"]),
    "ordinal": ("Thu ngân sách đạt # 5 tỷ đồng", []),
    "per": ("Thu ngân sách đạt 5 triệu đồng/#", ["result"]),
    "plan-lead": ("Thu ngân sách đạt 95% # kế hoạch", ["plan-share"]),
    "plan-whole": ("Thu ngân sách đạt 95% # kế hoạch", ["plan-share"]),
    "amount": ("Thu ngân sách tăng 5%, # 4 tỷ đồng", ["change"]),
    "in-turn": ("Quý I và quý II thu ngân sách tăng # 5% và 6%", []),
    "some-of": ("Nơi này có 12 hộ nghèo # nhà", []),
    "shares": ("Nay # nông nghiệp giảm 1,2%; dịch vụ tăng 1,5%", []),
    "those": ("Việc này giao # huyện có tỷ lệ hộ nghèo trên 30%", []),
    "growth-word": ("# xuất khẩu đạt 5%", ["change"]),
    "growth-lead": ("Tốc độ tăng trưởng của # xuất khẩu đạt 5%", ["change"]),
    "counted-lead": ("Nay có 5% # xã đạt chuẩn nông thôn mới", ["result"]),
    "pair": ("Nay có 500 hộ nghèo, # 5%", ["result", "result"]),
    "pair-lead": ("Nay có 500 hộ nghèo, chiếm # 5%", ["result", "result"]),
    "arrow": ("Tỷ lệ hộ nghèo từ 9% # 5%", ["result", "result"]),
    "assigned": (
        "Thu ngân sách đạt 5 tỷ đồng, bằng 95% kế hoạch # tỉnh giao, tăng 2%",
        ["result", "plan-share", "change"],
    ),
    "with": ("Chi phí # tốc độ tăng trưởng 5%", []),
    "economy": ("Nơi này có # đi lên với tốc độ tăng trưởng 5%", ["result"]),
    "time-lead": ("Phấn đấu có 12 nghìn doanh nghiệp # năm 2030", ["target"]),
    "owned": ("Phấn đấu # 12 nghìn doanh nghiệp", ["target"]),
    "firms": ("Doanh nghiệp thành lập mới tăng 5% về số #", ["change"]),
    "whole-share": ("Nợ công # 60% GDP", ["result"]),
    "growth-time": ("Tốc độ tăng trưởng # 2020 của xe đạt 5%", []),
    "superlative": ("Thu ngân sách # đạt 5 tỷ đồng", ["result"]),
    "poor": ("Theo #, thu nhập bình quân 5 triệu đồng", []),
    "given": ("Tỉnh # 500 hộ nghèo", []),
    "of-place": ("Xuất khẩu của doanh nghiệp # đạt 5 tỷ đồng", ["result"]),
    "going-on": ("Thu ngân sách đạt 5 tỷ đồng.\n# năm 2018 đạt 4 tỷ đồng", ["result", "result"]),
    "pronoun": ("Thu ngân sách đạt 5 tỷ đồng.\n# tăng 2%", ["result", "change"]),
    "rank": ("Chỉ số PCI xếp # 5", ["result"]),
    "whole": ("Tỷ lệ hộ nghèo còn 5% # toàn tỉnh, giảm 2%", ["result", "change"]),
    "contrast": (
        "Thu ngân sách đạt 5 tỷ đồng, # con số này của năm 2017 là 4 tỷ đồng",
        ["result", "result"],
    ),
    "having": ("Việc này giao các huyện # tỷ lệ hộ nghèo trên 30%", []),
}


OTHERWISE = {
    "added": ["result"],
    "announces": ["result"],
    "compared": [],
    "compared-lead": [],
    "from": ["change"],
    "from-about": ["change"],
    "or-more": ["change"],
    "ordinal": ["result"],
    "plan-lead": [],
    "plan-whole": [],
}
"""Cue: the kinds of the figures if a word that is none stands in its place."""


@pytest.mark.parametrize("cue", OTHERWISE)
def test_another_word_does_not(cue: str) -> None:
    shape, kinds = SHAPES[cue]
    assert [f.kind for f in found(f"{shape.replace('#', 'nay')}.")] == OTHERWISE[cue] != kinds


@pytest.mark.parametrize("row", rows("figure_cues.tsv"), ids=" ".join)
def test_each_cue_does_what_it_says(row: tuple[str, str]) -> None:
    kind, words = row
    shape, kinds = SHAPES[kind]
    text = f"{shape.replace('#', words)}."
    figures_found = found(text, MET if kind == "so-far" else None)
    assert [f.kind for f in figures_found] == kinds
    if kind in BESIDES:
        assert BESIDES[kind](text, figures_found, words), (kind, words)


def _written(text: str, figure: FigureValue) -> str:
    assert figure.evidence
    return clean(f"Họp giao ban.\n{text}").text[slice(*figure.evidence)]


BESIDES: dict[str, Callable[[str, tuple[FigureValue, ...], str], bool]] = {
    # cue: text, figures in it, words of the cue → whether they are right
    "ends": lambda _, found, words: [f.indicator for f in found] == ["xuất khẩu nông sản"],
    "per": lambda _, found, words: found[0].unit == f"triệu đồng/{words}",
    "or-less": lambda text, found, words: _written(text, found[0]) == f"5 tỷ đồng {words}",
    "falls": lambda _, found, words: found[0].value == "-5",
    "other-time": lambda _, found, words: found[0].period is None,
    "between": lambda _, found, words: found[0].period is None,
    "compared-year": lambda _, found, words: found[0].period == "2022-Q1",
    "former": lambda _, found, words: [f.period for f in found] == ["2022", "2021"],
    "bound": lambda text, found, words: _written(text, found[0]) == f"{words} 5 tỷ đồng",
}


@pytest.mark.parametrize("row", rows("scales.tsv"), ids=" ".join)
def test_each_scale(row: tuple[str, ...]) -> None:
    word, power, shown, currency, others = row
    [quantity] = quantities(f"5 {word} đồng")
    assert (*quantity.values, quantity.unit) == ("5", f"{shown} đồng")
    assert not quantity.implied_currency
    thousands = 5 * Decimal(10) ** (int(power) - 3) + 2
    [joined] = quantities(f"5 {word} 2 nghìn đồng")
    assert Decimal(joined.values[0]) == thousands / 10 ** (int(power) - 3)
    alone = [(q.unit, q.implied_currency) for q in quantities(f"5 {word}")]
    assert alone == ([] if currency == "-" else [(shown, currency)])
    for other in [] if others == "-" else others.split(", "):
        assert not list(quantities(f"5 {word} {other}"))


@pytest.mark.parametrize("row", rows("indicator_spellings.tsv"), ids=" ".join)
def test_each_other_spelling_of_an_indicator(row: tuple[str, str]) -> None:
    usual, other = row
    forms = [form for form in indicator_forms() if usual in form]
    assert forms and all(form.replace(usual, other) in indicator_forms() for form in forms)
