"""Kinds of sentences, each in several words → figures: all of their fields together."""

import json
from pathlib import Path

import pytest

from indexer.build.prepare import understand
from indexer.read.document import RawDocument
from search.report import FigureValue, SourcePath


def read(text: str) -> tuple[FigureValue, ...]:
    return understand(RawDocument("a", text, SourcePath("/", "a"), "")).facets.figures


Told = tuple[str, str, str, str | None]


def told(text: str) -> list[Told]:
    """Value and unit, indicator, kind, period."""
    return [(f"{f.value} {f.unit}", f.indicator, f.kind, f.period) for f in read(text)]


MET = "Sáng 3/12/2018, UBND tỉnh Hà Nam tổ chức hội nghị. "
SUMMER = "Sáng 4/7/2017, UBND tỉnh Hà Nam tổ chức hội nghị. "
GROWTH, GROWTH_HERE = "tốc độ tăng trưởng kinh tế", "tốc độ tăng trưởng GRDP"
REVENUE, EXPORTS, DISBURSED = "thu ngân sách nhà nước", "kim ngạch xuất khẩu", "giải ngân"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # what it is compared with: a plan
        ("Năm 2018, thu nội địa đạt 812 tỷ đồng so với kế hoạch được giao là 700 tỷ đồng.", [
            ("812 tỷ đồng", "thu nội địa", "result", "2018"),
            ("700 tỷ đồng", "thu nội địa", "target", "2018")]),
        ("Năm 2018, thu nội địa đạt 812 tỷ đồng (dự toán 700 tỷ đồng).", [
            ("812 tỷ đồng", "thu nội địa", "result", "2018"),
            ("700 tỷ đồng", "thu nội địa", "target", "2018")]),
        ("Năm 2018, tỷ lệ hộ nghèo còn 4,1%, thấp hơn mục tiêu 4,5%.", [
            ("4.1 %", "tỷ lệ hộ nghèo", "result", "2018"),
            ("4.5 %", "tỷ lệ hộ nghèo", "target", "2018")]),
        # … the same time a year before
        ("Quý I/2018, tăng trưởng kinh tế đạt 7,1% (cùng kỳ 6,3%).", [
            ("7.1 %", GROWTH, "result", "2018-Q1"), ("6.3 %", GROWTH, "result", "2017-Q1")]),
        ("Năm 2018, xuất khẩu tăng 12% (cùng kỳ tăng 9%).", [
            ("12 %", EXPORTS, "change", "2018"), ("9 %", EXPORTS, "change", "2017")]),
        ("9 tháng đầu năm 2018, tăng trưởng kinh tế đạt 5%, thấp hơn cùng kỳ năm trước (6%).", [
            ("5 %", GROWTH, "result", "2018-01/2018-09"),
            ("6 %", GROWTH, "result", "2017-01/2017-09")]),
        ("Năm 2018, xuất khẩu đạt 3 tỷ USD, so với cùng kỳ tăng 12%.", [
            ("3 tỷ USD", EXPORTS, "result", "2018"), ("12 %", EXPORTS, "change", "2018")]),
        ("Năm 2018, tăng trưởng kinh tế đạt 5%, thấp hơn mức 6% của cùng kỳ năm ngoái.", [
            ("5 %", GROWTH, "result", "2018"), ("6 %", GROWTH, "result", "2017")]),
        ("Năm 2018, xuất khẩu tăng 5%, thấp hơn cùng kỳ năm 2017 (kế hoạch năm là 9%).", [
            ("5 %", EXPORTS, "change", "2018"), ("9 %", EXPORTS, "target", "2018")]),
        # … others
        ("Năm 2018, xuất khẩu tăng 12%, gấp 1,4 lần mức trung bình của vùng.", [
            ("12 %", EXPORTS, "change", "2018")]),
        ("Năm 2018, GRDP tăng 8%, cao gấp 1,2 lần so với bình quân chung cả nước.", [
            ("8 %", GROWTH_HERE, "change", "2018")]),
        # of a share of a plan
        ("Giải ngân vốn đầu tư công năm 2018 mới đạt 71%.", [
            ("71 %", "giải ngân vốn đầu tư công", "plan-share", "2018")]),
        ("Tỷ lệ giải ngân năm 2018 là 71%.", [("71 %", DISBURSED, "plan-share", "2018")]),
        ("Giải ngân năm 2018 giảm 3% so với cùng kỳ.", [("-3 %", DISBURSED, "change", "2018")]),
        # a debt is no revenue
        ("Nợ tiền sử dụng đất năm 2018 là 21 tỷ đồng.", []),
        ("Năm 2018, số nợ đọng thuế là 21 tỷ đồng.", [("21 tỷ đồng", "nợ thuế", "result", "2018")]),
    ],
)  # fmt: skip
def test_what_a_number_is_compared_with(text: str, wanted: list[Told]) -> None:
    assert told(MET + text) == wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Dự kiến cả năm 2018, thu ngân sách đạt 5 tỷ đồng.", "estimate"),
        ("Dự kiến năm 2017, thu ngân sách đạt 5 tỷ đồng.", "estimate"),
        ("Thu ngân sách năm nay dự kiến đạt 5 tỷ đồng.", "estimate"),
        ("Năm 2018, tỉnh có thể thu ngân sách 5 tỷ đồng.", "estimate"),
        ("Năm 2018, GRDP dự kiến tăng 7%.", "estimate"),
        ("Dự kiến năm 2019, thu ngân sách đạt 5 tỷ đồng.", "target"),
        ("Đến năm 2020, thu ngân sách dự kiến đạt 5 tỷ đồng.", "target"),
        ("Quý I/2019 GRDP dự kiến tăng 7%.", "target"),
        # the growth of an amount is a change, expected or not
        ("Năm 2018, xuất khẩu dự kiến tăng 7%.", "change"),
        ("Mục tiêu năm 2018 dự kiến thu ngân sách 5 tỷ đồng.", "target"),
    ],
)
def test_what_is_expected_is_a_target_if_its_time_is_to_come(text: str, kind: str) -> None:
    assert [f.kind for f in read(MET + text)] == [kind]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        # months in words, and others of this year
        ("Hai tháng đầu năm 2017, xuất khẩu giảm 4%.", "2017-01/2017-02"),
        ("Sáu tháng đầu năm 2017, xuất khẩu giảm 4%.", "2017-01/2017-06"),
        ("Xuất khẩu chín tháng năm 2016 giảm 4%.", "2016-01/2016-09"),
        ("Xuất khẩu 5 tháng đầu năm nay giảm 4%.", "2017-01/2017-05"),
        ("Xuất khẩu hai quý đầu năm giảm 4%.", "2017-01/2017-06"),
        ("Xuất khẩu quý II năm nay giảm 4%.", "2017-Q2"),
        ("Năm ngoái, xuất khẩu giảm 4%.", "2016"),
        ("Mục tiêu xuất khẩu 2016 giảm 4%.", "2016"),
        ("Riêng 2016, xuất khẩu giảm 4%.", "2016"),
        ("Kết quả năm 2016:\nXuất khẩu giảm 4%.", "2016"),
        ("Từ năm 2011 đến năm 2016, xuất khẩu giảm 4%.", "2011/2016"),
        # its year from the sentence before, though they met in another
        ("Tỉnh báo cáo tình hình năm 2015 và 6 tháng đầu năm 2016. Trong 6 tháng qua, xuất khẩu "
         "giảm 4%.", "2016-01/2016-06"),
        # what the sentences before were about
        ("Năm 2016 nhiều mưa. Xuất khẩu giảm 4%.", "2016"),
        ("Tỉnh tổng kết năm 2016, triển khai nhiệm vụ năm 2017. Xuất khẩu giảm 4%.", "2016"),
        ("GRDP năm 2016 đạt 7 tỷ đồng. Xuất khẩu giảm 4%.", "2016"),
        ("Trong 5 tháng đầu năm 2017, GRDP tăng 7%.\n\nXuất khẩu giảm 4%.", "2017-01/2017-05"),
        # not of a name, a comparison, another clause
        ("Luật Hợp tác xã năm 2012 có tác dụng. Xuất khẩu giảm 4%.", None),
        ("Hiệp định thương mại song phương năm 2001 mở đường. Xuất khẩu giảm 4%.", None),
        ("Nhà máy khởi công năm 2011 vẫn dở dang. Xuất khẩu giảm 4%.", None),
        ("Tỉnh giao thêm việc cho sở năm 2011. Xuất khẩu giảm 4%.", None),
        # of a time that nobody can tell
        ("Năm 2016 nhiều mưa. Trong 5 năm qua, xuất khẩu giảm 4%.", None),
        ("Năm 2016 nhiều mưa. Ông A nói hiện kim ngạch xuất khẩu đạt 4 tỷ USD.", "2017"),
        ("Giai đoạn 2011 - 2015, xuất khẩu mỗi năm tăng 4%.", "2011/2015"),
        ("Mỗi năm, xuất khẩu tăng 4%.", None),
        ("Đến 2020, xuất khẩu đạt 4 tỷ USD.", "2020"),
        ("Trong năm tài chính 2016, xuất khẩu đạt 4 tỷ USD.", "2016"),
        ("Từ năm 2010 đến nay, xuất khẩu tăng 4 tỷ USD.", None),
        ("Năm 2016 nhiều mưa. Xuất khẩu hiện đạt 4 tỷ USD.", "2017"),
        ("Năm 2016 nhiều mưa. Đến nay, xuất khẩu đạt 4 tỷ USD.", "2017-07-04"),
        ("Từ đầu năm đến nay, xuất khẩu đạt 4 tỷ USD.", "2017-01/2017-07"),
        ("Xuất khẩu thực hiện đạt 4 tỷ USD.", None),
        # of the year after a whole one that it is set against
        ("Xuất khẩu đạt 4 tỷ USD, tăng 5% so với năm 2016.", "2017"),
        ("Xuất khẩu tăng 5% so với năm 2015.", "2016"),
        ("Xuất khẩu gấp 5 lần so với năm 1997.", None),
        ("Năm 2016 nhiều mưa. Hiện nay, xuất khẩu đạt 4 tỷ USD.", "2017"),
        ("Năm 2016 nhiều mưa. Những tháng đầu năm 2017, xuất khẩu giảm 4%.", None),
        ("Cả năm, xuất khẩu giảm 4%.", None),
    ],
)  # fmt: skip
def test_the_period_of_a_number(text: str, period: str | None) -> None:
    found = {f.period for f in read(SUMMER + text) if f.indicator == EXPORTS}
    assert found == {period}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("HĐND thông qua nghị quyết về kế hoạch năm 2019. Theo đó, GRDP tăng 8%; thu ngân sách "
         "5 tỷ đồng.", ["target", "target"]),
        ("Tỉnh hoàn thành các chỉ tiêu đề ra. Theo đó, thu ngân sách 5 tỷ đồng.", ["result"]),
        ("HĐND quyết nghị các chỉ tiêu chủ yếu như sau:\n- GRDP tăng 8%\n- Thu ngân sách 5 tỷ "
         "đồng", ["target", "target"]),
        ("Tỷ lệ tham gia học nghề phải đạt 88%; tỷ lệ che phủ rừng đạt 41%.", ["target"]),
        ("Chỉ tiêu tăng trưởng kinh tế đạt được 8%.", ["result"]),
        ("Có 46 vụ phạm pháp hình sự, giảm 23 vụ tai nạn giao thông.", ["result", "change"]),
    ],
)  # fmt: skip
def test_targets_that_were_announced_before(text: str, kinds: list[str]) -> None:
    assert [f.kind for f in read(MET + text)] == kinds


def test_without_the_year_of_the_meeting_the_one_after_what_is_compared_counts() -> None:
    text = "Sáng 4/7, tỉnh họp. Quý II, xuất khẩu tăng 4% so với cùng kỳ năm 2015."
    assert [f.period for f in read(text)] == ["2016-Q2"]
    assert [f.period for f in read("Sáng 4/7, tỉnh họp. Quý II, xuất khẩu tăng 4%.")] == [None]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        # a target is not of the months that results were told of: the plan is that of the year
        ("Quý I/2017, GRDP tăng 5%; phấn đấu đạt mục tiêu tăng trưởng 6,7%.", ["2017-Q1", "2017"]),
        # … but of what the targets before it are of
        ("Mục tiêu năm 2018 là GRDP tăng 7%. Phấn đấu thu ngân sách 5 tỷ đồng.", ["2018", "2018"]),
        ("Năm 2016, GRDP tăng 5%. Phấn đấu đạt mục tiêu tăng trưởng 6,7%.", ["2016", "2017"]),
        # … unless a later year is spoken of
        ("Phấn đấu đạt mục tiêu tăng trưởng 6,7%. Đề án đến năm 2020 đã xong.", [None]),
        # of two times the nearer one before it
        ("Cả năm tăng trưởng kinh tế phải đạt 6% thì quý IV phải tăng 8%.", ["2017", "2017-Q4"]),
    ],
)
def test_the_period_of_a_target(text: str, periods: list[str | None]) -> None:
    assert [f.period for f in read(SUMMER + text)] == periods


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Năm 2018, tỉnh có 812 doanh nghiệp thành lập mới.", "số doanh nghiệp thành lập mới"),
        ("Năm 2018, kiều hối đạt 812 triệu USD.", "kiều hối"),
        ("Năm 2018, lượng kiều hối chuyển về đạt 812 triệu USD.", "kiều hối"),
        ("Năm 2018, tổng giá trị sản xuất đạt 812 tỷ đồng.", "tổng giá trị sản xuất"),
        ("Năm 2018 xảy ra 812 vụ tai nạn giao thông.", "số vụ tai nạn giao thông"),
        ("Năm 2018, lượng khách quốc tế đạt 812 nghìn lượt khách.", "lượt khách quốc tế"),
        ("Năm 2018, thâm hụt thương mại là 812 triệu USD.", "nhập siêu"),
    ],
)
def test_more_indicators(text: str, wanted: str) -> None:
    assert [(f.value, f.indicator, f.period) for f in read(MET + text)] == [("812", wanted, "2018")]


SAME = {
    "tăng trưởng GRDP": GROWTH_HERE,
    "khách quốc tế": "lượt khách quốc tế",
    "thu ngân sách": REVENUE,
    "doanh nghiệp thành lập mới": "số doanh nghiệp thành lập mới",
}
"""What the examples call an indicator → what the list calls it."""


def test_the_examples_that_reports_were_told_by(shared: Path) -> None:
    lines = (shared / "data" / "facet-examples.jsonl").read_text("utf-8").splitlines()
    examples = [one for one in map(json.loads, lines) if "figures" in one["expected"]]
    assert len(examples) == 6
    for one in examples:
        found = read(one["text"])
        for name, number, kind, *period in one["expected"]["figures"]:
            amount, _, unit = number.replace("%", " %").partition(" ")
            value = amount.replace(".", "").replace(",", ".")
            [own] = [f for f in found if f.value == value and f.indicator == SAME.get(name, name)]
            assert own.unit.startswith(unit), one["id"]
            assert own.kind == kind.replace("share of plan", "plan-share"), one["id"]
            assert [own.period] == period or not period, one["id"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Từ nay đến cuối năm 2018, tỉnh sẽ cố gắng.", "2018-01/2018-06"),
        ("", None),
        # two years are none
        ("Những tháng đầu năm 2017 và những tháng đầu năm 2018 đều khó khăn.", None),
    ],
)
def test_the_year_that_a_text_calls_its_own(text: str, period: str | None) -> None:
    told = "Sáng 3/7, UBND tỉnh Hà Nam tổ chức hội nghị. Xuất khẩu 6 tháng đầu năm đạt 4 tỷ USD. "
    assert {f.period for f in read(told + text) if f.indicator == EXPORTS} == {period}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # the year of a plan is that of the share alone
        ("6 tháng, thu ngân sách đạt 54% dự toán năm 2017, tăng 9%.", [
            ("54 %", REVENUE, "plan-share", "2017-01/2017-06"),
            ("9 %", REVENUE, "change", "2017-01/2017-06")]),
        ("6 tháng, tăng trưởng kinh tế đạt 7% (kế hoạch cả năm 8 - 8,5%).", [
            ("7 %", GROWTH, "result", "2017-01/2017-06"),
            ("8 %", GROWTH, "target", "2017"), ("8.5 %", GROWTH, "target", "2017")]),
        # months of the year that the sentence begins with
        ("Năm 2016 là một năm nhiều bão, 9 tháng đầu năm thu ngân sách đạt 5 tỷ đồng.", [
            ("5 tỷ đồng", REVENUE, "result", "2016-01/2016-09")]),
        # a resolution that goes towards a year is not of that year
        ("Nghị quyết đề ra các chỉ tiêu đến năm 2021: thu ngân sách đạt 5 tỷ đồng.", [
            ("5 tỷ đồng", REVENUE, "target", "2021")]),
        # what the settled accounts are of
        ("Kỳ họp phê chuẩn quyết toán năm 2015. Theo đó, thu ngân sách là 5 tỷ đồng.", [
            ("5 tỷ đồng", REVENUE, "result", "2015")]),
        # some years that nobody can tell
        ("Năm 2016, thu ngân sách đạt 5 tỷ đồng. Sau 8 năm thực hiện, thu nội địa đạt 4 tỷ đồng.", [
            ("5 tỷ đồng", REVENUE, "result", "2016"),
            ("4 tỷ đồng", "thu nội địa", "result", None)]),
        # one of several, and nobody says of which
        ("Quý I và quý II, xuất khẩu tăng lần lượt 6% và 7%.", []),
        ("Xuất khẩu lần lượt đạt 6 tỷ USD năm 2015 và 7 tỷ USD năm 2016.", [
            ("6 tỷ USD", EXPORTS, "result", "2015"), ("7 tỷ USD", EXPORTS, "result", "2016")]),
        # targets go on, results do not
        ("Tỉnh phấn đấu năm 2018, xuất khẩu đạt 6 tỷ USD. Thu ngân sách đạt 5 tỷ đồng.", [
            ("6 tỷ USD", EXPORTS, "target", "2018"), ("5 tỷ đồng", REVENUE, "target", "2018")]),
        ("Kế hoạch năm 2017, xuất khẩu đạt 6 tỷ USD; 6 tháng, thu ngân sách đã thu 5 tỷ đồng.", [
            ("6 tỷ USD", EXPORTS, "target", "2017"),
            ("5 tỷ đồng", REVENUE, "result", "2017-01/2017-06")]),
        # a figure told again with its period is told once
        ("Giữ mục tiêu tăng trưởng kinh tế 7%. Mục tiêu tăng trưởng kinh tế năm 2018 là 7%.", [
            ("7 %", GROWTH, "target", "2018")]),
        # what nobody can tell, or is no figure of the indicator
        ("Năm 2016, vốn đăng ký giảm so với cùng kỳ năm 2015 (11%).", []),
        ("Năm 2016, nợ thuế tăng 7%, tương ứng 20 tỷ đồng.", [
            ("7 %", "nợ thuế", "change", "2016")]),
        ("Tỉnh có 120 hộ nghèo chưa có nhà ở.", []),
        ("Tỉnh xin chuyển đổi 12 ha lúa sang đất ở.", []),
        ("Tỉnh kiểm tra các xã có tỷ lệ hộ nghèo trên 30%.", []),
        ("Tỷ trọng công nghiệp tăng 0,2%; dịch vụ tăng 1,6%.", []),
    ],
)  # fmt: skip
def test_when_and_what(text: str, wanted: list[Told]) -> None:
    assert told(SUMMER + text) == wanted
