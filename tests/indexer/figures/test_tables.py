"""Tables of files → figures: the row says of what, the head when, how, and in which unit."""

import pytest

from indexer.article.structure import clean
from indexer.facets import report
from indexer.lexicon import rows
from indexer.read.document import Paragraph, RawDocument, SourceMetadata
from search.report import FigureValue, PassageKind, SourcePath

BODY = "Sáng 3/12/2018, UBND tỉnh Hà Nam tổ chức hội nghị tổng kết."


def table(*lines: str) -> tuple[FigureValue, ...]:
    own = [Paragraph(line.replace(" | ", "\t"), PassageKind.TABLE) for line in lines]
    paragraphs = (Paragraph(BODY), *own)
    text = "\n".join(one.text for one in paragraphs)
    document = RawDocument("p", text, SourcePath("/p", "p"), "d", paragraphs=paragraphs)
    return report(document, clean(text, SourceMetadata(), paragraphs)).facets.figures


def told(*lines: str) -> list[tuple[str, str, str, str | None]]:
    return [(f"{f.value} {f.unit}", f.indicator, f.kind, f.period) for f in table(*lines)]


REVENUE, GROWTH = "thu ngân sách nhà nước", "tốc độ tăng trưởng GRDP"


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (
            (
                "STT | Chỉ tiêu | Đơn vị tính | Thực hiện năm 2017 | Kế hoạch năm 2019",
                "1 | Thu ngân sách | tỷ đồng | 1.000 | 1.250,5",
                "2 | Tốc độ tăng trưởng GRDP | % | 7,1 | 8",
            ),
            [
                ("1000 tỷ đồng", REVENUE, "result", "2017"),
                ("1250.5 tỷ đồng", REVENUE, "target", "2019"),
                ("7.1 %", GROWTH, "result", "2017"),
                ("8 %", GROWTH, "target", "2019"),
            ],
        ),
        # the unit behind the name; a year alone; a cell that is empty
        (
            ("Chỉ tiêu | 2016 | 2017", "- Thu ngân sách (tỷ đồng) |  | 1.000"),
            [("1000 tỷ đồng", REVENUE, "result", "2017")],
        ),
        (
            (
                "Chỉ tiêu | ĐVT | Ước TH 2018 | So với KH (%) | So với cùng kỳ (%)",
                "Thu ngân sách | tỷ đồng | 1.000 | 104,5 | 112",
            ),
            [
                ("1000 tỷ đồng", REVENUE, "estimate", "2018"),
                ("104.5 %", REVENUE, "plan-share", None),
            ],
        ),
        # what a row begins with, or ends with, is empty
        (
            ("STT | Chỉ tiêu | ĐVT | TH 2017 | KH 2018", " | Thu ngân sách | tỷ đồng | 1.000 | "),
            [("1000 tỷ đồng", REVENUE, "result", "2017")],
        ),
        (
            ("TT | Chỉ tiêu | Kế hoạch | Ước thực hiện | % KH", "3 | Tỷ lệ hộ nghèo (%) | 9,5 | 9"),
            [
                ("9.5 %", "tỷ lệ hộ nghèo", "target", None),
                ("9 %", "tỷ lệ hộ nghèo", "estimate", None),
            ],
        ),
        # nothing says what its columns are of, or in which unit
        (("Chỉ tiêu | Sở | Người", "Thu ngân sách | 1.000 | 1.250"), []),
        (("Chỉ tiêu | TH 2016 | TH 2017", "Thu ngân sách | 1.000 | 1.250"), []),
        (("Chỉ tiêu | ĐVT | TH 2016", "Việc khác | tỷ đồng | 1.000"), []),
        (("Chỉ tiêu | ĐVT | TH 2016", "Thu ngân sách | ha | 1.000"), []),
    ],
)
def test_figures_of_a_table(
    lines: tuple[str, ...], wanted: list[tuple[str, str, str, str | None]]
) -> None:
    assert told(*lines) == wanted


def test_a_number_is_its_own_evidence_and_of_the_place_of_the_report() -> None:
    [one] = table("Chỉ tiêu | ĐVT | TH 2017", "Thu ngân sách | tỷ đồng | 1.000")
    assert one.evidence and one.evidence[1] - one.evidence[0] == len("1.000")
    assert (one.scope, one.scope_name) == ("province", "Hà Nam")


KINDS = {
    "of-plan": ["plan-share"],
    "change": ["change"],
    "estimate": ["estimate"],
    "plan": ["target"],
    "result": ["result"],
    "of-before": [],
}


@pytest.mark.parametrize("row", rows("table_words.tsv"), ids=" ".join)
def test_each_word_of_a_head(row: tuple[str, str]) -> None:
    cue, words = row
    if cue == "unit":
        found = told(f"Chỉ tiêu | {words} | TH 2017", "Thu ngân sách | tỷ đồng | 1.000")
        assert found == [("1000 tỷ đồng", REVENUE, "result", "2017")]
    else:
        head = f"Chỉ tiêu | ĐVT | {words} | Ghi chú"
        found = told(head, "Thu ngân sách | tỷ đồng | 12 | ")
        assert [kind for _, _, kind, _ in found] == KINDS[cue]
