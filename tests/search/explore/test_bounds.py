"""A figure in its sentence → the words that make its number a bound."""

import pytest

from search.answers import TextRun
from search.explore.bounds import Bound, bound_of
from search.explore.figures import FigureSource, StatedFigure
from search.report import FacetValue, FigureValue, Status

SOURCE = FigureSource("r", FacetValue("Họp", Status.STATED), None, "", "", "")


@pytest.mark.parametrize(
    "before, evidence, after, found",
    [
        ("GDP tăng ", "trên 6%", ".", Bound("trên")),
        ("Năm nay tăng trưởng ", "khoảng 7%", "", Bound("khoảng")),
        ("phấn đấu đạt ", "7% trở lên", ".", Bound("", "trở lên")),
        ("đạt ", "Không dưới 6,5%", ".", Bound("không dưới")),
        ("đạt ", "trên dưới 6-7%", " mỗi năm", Bound("trên dưới")),
        ("đạt ", "gần 20 tỷ đồng", "", Bound("gần")),
        ("thu ngân sách ", "giảm còn 5%", "", Bound()),
        ("đạt ", "6%", " trên toàn tỉnh", Bound()),
        ("tăng cao ", "hơn 6%", " so với năm trước", Bound()),
        ("thấp hơn ", "6%", "", Bound()),
        ("", "", "", Bound()),
        ("tăng ", "từ trên 5% đến 7%", "", Bound()),
    ],
)
def test_what_stands_at_a_number(before: str, evidence: str, after: str, found: Bound) -> None:
    runs = (TextRun(before), TextRun(evidence, True), TextRun(after))
    figure = FigureValue("6", Status.STATED, (len(before), len(before) + len(evidence)))
    assert bound_of(StatedFigure(figure, SOURCE, runs, before, after, 0)) == found


@pytest.mark.parametrize(
    "evidence, found",
    [
        ("giảm trên 5%", Bound()),
        ("giảm 1,5% trở lên", Bound()),
        ("giảm khoảng 5%", Bound("khoảng")),
    ],
)
def test_a_fall_of_more_is_not_a_number_above(evidence: str, found: Bound) -> None:
    figure = FigureValue("-5", Status.STATED, (0, len(evidence)))
    runs = (TextRun(evidence, True),)
    assert bound_of(StatedFigure(figure, SOURCE, runs, "", "", 0)) == found
