"""The figures of a report → which of them cannot be meant as they are written, and why."""

from dataclasses import replace

import pytest

from indexer.article.structure import clean
from indexer.facets.figures import extract
from indexer.figures.doubts import doubted, reason_of
from indexer.figures.indicators import indicator_forms
from indexer.lexicon import lower, rows
from search.report import Facets, FigureKind, FigureScope, FigureValue, Status


def figure(indicator: str, value: str, unit: str, kind: str = "result", status: str = "stated",
           at: int = 0) -> FigureValue:  # fmt: skip
    span = (at, at + 5)
    return FigureValue(
        value, Status(status), span, indicator=indicator, unit=unit, kind=FigureKind(kind)
    )


EXPORTS = figure("kim ngạch xuất khẩu", "3.2", "tỷ USD", at=500)


@pytest.mark.parametrize(
    ("one", "others", "reason"),
    [
        (figure("tỷ lệ hộ nghèo", "574", "%"), [], "whole"),
        (figure("tỷ lệ hộ nghèo", "5.74", "%"), [], None),
        (figure("thu ngân sách nhà nước", "120", "%"), [], "whole"),
        (figure("thu ngân sách nhà nước", "120", "%", "plan-share"), [], None),
        (figure("thu ngân sách nhà nước", "120", "%", "change"), [], None),
        (figure("thu ngân sách nhà nước", "-130", "%", "change"), [], "fall"),
        (figure("thu ngân sách nhà nước", "-30", "%", "change"), [], None),
        (figure("số doanh nghiệp thành lập mới", "131000", "nghìn doanh nghiệp"), [], "bounds"),
        (figure("số doanh nghiệp thành lập mới", "131", "nghìn doanh nghiệp"), [], None),
        (figure("thu nhập bình quân đầu người", "42", "triệu triệu đồng/năm"), [], "bounds"),
        (figure("thu nhập bình quân đầu người", "42", "triệu đồng/năm"), [], None),
        (figure("kim ngạch xuất khẩu", "1357", "USD"), [], "bounds"),
        (
            replace(
                figure("tốc độ tăng trưởng kinh tế", "157.8", "%"),
                scope=FigureScope.FIRM,
                scope_name="Công ty Sao Mai",
            ),
            [],
            None,
        ),
        (replace(EXPORTS, period="2050"), [], "time"),
        (replace(EXPORTS, period="2021/2050"), [], None),
        (replace(EXPORTS, period="2050", kind=FigureKind.TARGET), [], None),
        (figure("GDP", "9800", "USD"), [], "bounds"),
        (figure("GDP", "9800", "USD", "change"), [], None),
        (figure("tốc độ tăng trưởng kinh tế", "157.8", "%"), [], "bounds"),
        (figure("tốc độ tăng trưởng kinh tế", "15.7", "%"), [], None),
        (figure("vốn đầu tư trực tiếp nước ngoài (FDI)", "23", "tỷ đồng"), [EXPORTS], "currency"),
        (figure("vốn đầu tư trực tiếp nước ngoài (FDI)", "23", "tỷ đồng"), [], None),
        (figure("vốn đầu tư trực tiếp nước ngoài (FDI)", "2.3", "tỷ USD"), [EXPORTS], None),
        (figure("kim ngạch nhập khẩu", "11.4", "tỷ đồng", status="derived"), [EXPORTS], "currency"),
        (figure("kim ngạch nhập khẩu", "11.4", "tỷ đồng"), [EXPORTS], None),
        (
            figure("kim ngạch xuất khẩu", "75000", "tỷ đồng", status="derived", at=510),
            [EXPORTS],
            None,  # the same amount in the other currency
        ),
    ],
)
def test_what_cannot_be_is_doubted(
    one: FigureValue, others: list[FigureValue], reason: str | None
) -> None:
    assert reason_of(one, [one, *others]) == reason
    [found, *_] = doubted([one, *others])
    assert found.is_suspicious is (reason is not None)
    assert [other.is_suspicious for other in doubted(others)] == [False] * len(others)


def test_each_bound_is_of_an_indicator_that_is_read() -> None:
    listed = [*rows("figure_bounds.tsv"), *rows("foreign_money.tsv")]
    assert len(listed) > 30
    assert [row[0] for row in listed if lower(row[0]) not in indicator_forms()] == []


def test_a_report_says_it_of_its_figures() -> None:
    text = (
        "Kim ngạch xuất khẩu của tỉnh đạt 3,2 tỷ USD, tăng 8% so với cùng kỳ.\n"
        "Thu hút đầu tư nước ngoài đạt 85 tỷ đồng. Tỷ lệ hộ nghèo còn 2,1%."
    )
    found = extract(clean(text), Facets())
    assert [(one.value, one.is_suspicious) for one in found] == [
        ("3.2", False), ("8", False), ("85", True), ("2.1", False),
    ]  # fmt: skip
