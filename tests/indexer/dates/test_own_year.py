"""Texts that name years → the one that they speak of as their own, and what figures make of it."""

import pytest

from indexer.article.structure import clean
from indexer.build.prepare import understand
from indexer.dates.own_year import own_year
from indexer.read.document import RawDocument
from search.report import FigureKind, SourcePath, Status


@pytest.mark.parametrize(
    ("month", "text", "year"),
    [
        # a part of it
        (None, "Huyện thu 90 tỷ đồng trong 8 tháng đầu năm 2014.", 2014),
        (None, "Mấy tháng đầu năm 2014, huyện mưa nhiều.", 2014),
        (9, "Tháng 8/2014, huyện mưa nhiều.", 2014),
        (4, "Tháng 8/2014, huyện mưa nhiều.", None),
        (None, "Ngày 3/8/2014, cầu bị trôi.", None),
        (None, "Ngày 3/8/2014, cầu bị trôi. Năm 2014, huyện làm cầu mới.", 2014),
        # compared with the year before; with one long before nobody knows
        (8, "Thu tăng 5% so với cùng kỳ năm 2013.", 2014),
        (8, "Thu tăng 5% so với năm 2010.", None),
        (12, "Thu tăng 5% so với năm 2013.", 2014),
        (None, "Thu cao hơn 5% so với 8 tháng đầu năm 2013.", None),
        # planned for
        (8, "Huyện phấn đấu trong năm 2014 thu 90 tỷ đồng.", 2014),
        (2, "Năm 2013, huyện thu 80 tỷ đồng; dự kiến năm 2014 thu 90 tỷ đồng.", 2014),
        (12, "Năm 2013, huyện thu 80 tỷ đồng; dự kiến năm 2014 thu 90 tỷ đồng.", 2013),
        (None, "Năm 2013, huyện thu 80 tỷ đồng; dự kiến năm 2014 thu 90 tỷ đồng.", 2013),
        (1, "Năm 2014, phải thu 90 tỷ đồng, hơn năm 2013.", 2014),
        (12, "Ông A nêu giải pháp cho năm 2014.", 2013),
        (12, "Ông A nói, năm 2014 được xác định là năm của đường sá.", 2013),
        (10, "Ông A nêu giải pháp cho năm 2014.", None),
        # told of at the end of a year; earlier it may be past
        (12, "Năm 2014, huyện thu 90 tỷ đồng.", 2014),
        (6, "Năm 2014, huyện thu 90 tỷ đồng.", None),
        (1, "Năm 2014, huyện thu 90 tỷ đồng.", 2015),
        # of the name of the meeting
        (4, "Tại đại hội cổ đông thường niên năm 2014, ông A nói.", 2014),
        (4, "Tại hội nghị tổng kết năm 2014, ông A nói.", None),
        # far off, of several, of a paper
        (8, "Đến năm 2014, huyện sẽ thu 90 tỷ đồng.", None),
        (8, "Giai đoạn 2011 - 2014, huyện thu 90 tỷ đồng.", None),
        (12, "Theo Luật Đất đai năm 2014, giá đất do tỉnh định.", None),
        (12, "Quyết định 33/2014 nêu giá đất.", None),
    ],
)
def test_its_own_year(month: int | None, text: str, year: int | None) -> None:
    assert own_year(clean(text), month) == year


@pytest.mark.parametrize(
    ("text", "period", "status"),
    [
        (
            "7 tháng đầu năm, thu ngân sách nhà nước đạt 90 tỷ đồng. Mấy tháng đầu năm 2014, các"
            " xã mưa ít.",
            "2014-01/2014-07",
            Status.INFERRED,
        ),
        # told as a result, it is no plan: the year may be over
        (
            "Các cổ đông dự đại hội cổ đông năm 2014. Năm 2014, thu ngân sách nhà nước đạt 90 tỷ"
            " đồng.",
            "2014",
            Status.STATED,
        ),
    ],
)
def test_figures_are_of_that_year(text: str, period: str, status: Status) -> None:
    [figure] = understand(RawDocument("a", text, SourcePath("/", "a"), "")).facets.figures
    assert (figure.period, figure.kind, figure.status) == (period, FigureKind.RESULT, status)
