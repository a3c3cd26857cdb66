"""Sentences that say several numbers of an indicator, or one before it → their figures."""

import pytest

from indexer.article.structure import clean
from indexer.facets import figures
from search.report import DateValue, Facets, Status

MET = Facets(event_date=(DateValue("2018-12-03", Status.STATED),))
POOR, POOR_SHARE = "số hộ nghèo", "tỷ lệ hộ nghèo"
NEW_FIRMS, FIRMS = "số doanh nghiệp thành lập mới", "số doanh nghiệp đang hoạt động"
CAPITAL, EXPORTS, RANK = "vốn đăng ký", "kim ngạch xuất khẩu", "chỉ số năng lực cạnh tranh cấp tỉnh"
TAX_DEBT, GROWTH = "nợ thuế", "tốc độ tăng trưởng kinh tế"


def told(text: str) -> list[str]:
    found = figures.extract(clean(f"Họp giao ban.\n{text}"), MET)
    return [f"{f.indicator}: {f.value} {f.unit}, {f.kind}, {f.period}" for f in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # what it was, and what became of it
        ("Tỷ lệ hộ nghèo giảm từ 9,4% năm 2015 xuống còn 6% năm 2018.", [
            f"{POOR_SHARE}: 9.4 %, result, 2015", f"{POOR_SHARE}: 6 %, result, 2018"]),
        ("Năm 2018, tỉnh nâng tỷ lệ che phủ rừng ở các xã vùng cao biên giới từ 40% lên 44%.", [
            "tỷ lệ che phủ rừng: 40 %, result, None", "tỷ lệ che phủ rừng: 44 %, result, 2018"]),
        ("Năm 2018, tỷ lệ hộ nghèo giảm từ mức trên 9% xuống 6%.", [
            f"{POOR_SHARE}: 9 %, result, None", f"{POOR_SHARE}: 6 %, result, 2018"]),
        ("Phấn đấu tốc độ tăng trưởng kinh tế đạt từ 8% trở lên.", [
            f"{GROWTH}: 8 %, target, None"]),
        # a count and the share that it makes
        ("Đến cuối năm 2018, huyện còn 412 hộ nghèo, chiếm tỷ lệ 3,1%.", [
            f"{POOR}: 412 hộ, result, 2018", f"{POOR_SHARE}: 3.1 %, result, 2018"]),
        ("Năm 2018, tỷ lệ hộ nghèo là 3,1%, tương đương 412 hộ.", [
            f"{POOR_SHARE}: 3.1 %, result, 2018", f"{POOR}: 412 hộ, result, 2018"]),
        ("Năm 2018, huyện còn 412 hộ nghèo, chiếm 20% số hộ nghèo của tỉnh.", [
            f"{POOR}: 412 hộ, result, 2018"]),
        # of several indicators, each behind its change
        ("Năm 2018, tổng vốn đăng ký đạt 9 tỷ đồng, tăng 2 lần về số dự án, tăng 5% về số vốn "
         "đăng ký.", [f"{CAPITAL}: 9 tỷ đồng, result, 2018", f"{CAPITAL}: 5 %, change, 2018"]),
        ("Năm 2018 có 80 doanh nghiệp thành lập mới với tổng vốn đăng ký 9 tỷ đồng, tăng 4% về số "
         "DN.", [f"{NEW_FIRMS}: 80 doanh nghiệp, result, 2018",
                 f"{CAPITAL}: 9 tỷ đồng, result, 2018", f"{NEW_FIRMS}: 4 %, change, 2018"]),
        # the indicator before a number whose unit says the rest
        ("Năm 2018, tỉnh thành lập mới 80 DN, đạt 90% kế hoạch.", [
            f"{NEW_FIRMS}: 80 doanh nghiệp, result, 2018", f"{NEW_FIRMS}: 90 %, plan-share, 2018"]),
        ("Năm 2018, tỉnh thành lập mới 3 chi bộ, lượng xe đăng ký tăng 90%.", []),
        # a number before its indicator
        ("Năm 2018, có 85% dân số tham gia bảo hiểm y tế.", [
            "tỷ lệ bao phủ bảo hiểm y tế: 85 %, result, 2018"]),
        ("Năm 2018, 3 huyện có 85% dân số tham gia bảo hiểm y tế.", []),
        ("Trong 36 tỷ USD kim ngạch xuất khẩu năm 2018, có nhiều hàng dệt may.", [
            f"{EXPORTS}: 36 tỷ USD, result, 2018"]),
        ("Cứ 5 USD xuất khẩu, doanh nghiệp lãi rất ít.", []),
        ("Phấn đấu đến năm 2030 có 12.000 doanh nghiệp.", [
            f"{FIRMS}: 12000 doanh nghiệp, target, 2030"]),
        ("Phấn đấu đến năm 2030 cổ phần hóa 12.000 doanh nghiệp.", []),
        ("Năm 2018, tỉnh tặng 500 hộ nghèo nhiều quà.", []),
        # growth of an indicator
        ("Năm 2018, tốc độ tăng trưởng khách du lịch đạt trên 20%.", [
            "lượt khách du lịch: 20 %, change, 2018"]),
        ("Năm 2018, dịch vụ đạt 35 tỷ đồng, tăng 9%.", ["dịch vụ: 9 %, change, 2018"]),
        ("Năm 2018, chi tiêu quân sự lớn với tốc độ tăng trưởng 9%.", []),
        ("Tốc độ tăng trưởng giai đoạn 2011 - 2016 của ô tô là 10%.", []),
        # the sentence before names it
        ("Năm 2017, tăng trưởng kinh tế đạt 6%.\nNăm 2018 tăng 7%.", [
            f"{GROWTH}: 6 %, result, 2017", f"{GROWTH}: 7 %, change, 2018"]),
        ("Năm 2018, nợ thuế là 76 tỷ đồng, trong khi con số này của năm 2017 là 72 tỷ đồng.", [
            f"{TAX_DEBT}: 76 tỷ đồng, result, 2018", f"{TAX_DEBT}: 72 tỷ đồng, result, 2017"]),
        ("Năm 2017, tăng trưởng kinh tế đạt 6%.\nNăm 2018, học phí tăng 7%.", [
            f"{GROWTH}: 6 %, result, 2017"]),
        # without a unit
        ("Năm 2018, chỉ số năng lực cạnh tranh cấp tỉnh tăng 10 bậc, xếp thứ 14/63 tỉnh, thành.", [
            f"{RANK} (PCI): 10 bậc, change, 2018", f"{RANK} (PCI): 14 hạng, result, 2018"]),
        ("Năm 2018, xuất khẩu đạt 5 tỷ USD, đứng thứ 3, tăng 8%.", [
            f"{EXPORTS}: 5 tỷ USD, result, 2018", f"{EXPORTS}: 8 %, change, 2018"]),
        ("Năm 2018, số hộ nghèo là 21.800.", [f"{POOR}: 21800 hộ, result, 2018"]),
        # shares of the gross product, and the line below which people are poor
        ("Năm 2018, nợ công chiếm 58% GDP.", ["nợ công: 58 % GDP, result, 2018"]),
        ("Theo chuẩn nghèo mới (thu nhập bình quân dưới 9 triệu đồng), xã còn nghèo.", []),
    ],
)  # fmt: skip
def test_several_numbers(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted
