"""Lines that a machine wrapped: what was typed in one line is found over their ends."""

import pytest

from indexer.article.structure import clean
from indexer.facets import report
from indexer.read.document import RawDocument
from search.answers import Query
from search.index.entry import index_entry
from search.report import SourcePath
from search.searcher import Searcher
from tests.search.engine.memory_engine import MemoryEngine

LEAD = "Huyện ủy tổ chức giao ban.\n\n"


def searcher(text: str) -> Searcher:
    engine = MemoryEngine()
    document = RawDocument("r", text, SourcePath("/r", "r"), "d")
    with engine.writer("rules") as writer:
        writer.put(index_entry(report(document, clean(text)), "d", ["r"]))
        writer.commit()
    return Searcher(engine.snapshot())


@pytest.mark.parametrize(
    ("text", "query", "is_found"),
    [
        # a title in capitals
        ("KẾT QUẢ CÔNG TÁC CẢI CÁCH HÀNH\nCHÍNH QUÝ II\n\nBa phần.", "cải cách hành chính", True),
        ("KẾT QUẢ GIAO\n\nBAN QUÝ II\n\nBa phần.", '"giao ban"', False),
        # a column, and verse that only looks like one
        (
            LEAD + "Các xã báo cáo về xây dựng nông\nthôn mới, về phòng, chống thiên\n"
            "tai và về việc thu hồi đất để\nmở đường.",
            '"phòng, chống thiên tai"',
            True,
        ),
        (LEAD + "Sông xanh chảy mãi về nông\nThôn xưa còn đó\nMây", '"nông thôn"', False),
        # an item of a list, and the next one
        (LEAD + "3. Tổ hợp\ntác: 4 tổ.", '"tổ hợp tác"', True),
        (LEAD + "- Thu hồi\n- Đất đai", '"thu hồi đất"', False),
        # a name and years that a hyphen cuts
        (LEAD + "Đoàn của nước Ca-dắc-\nxtan thăm huyện.", '"Ca-dắc-xtan"', True),
        (LEAD + "Giai đoạn 2021-\n2025 có 3 việc.", '"2021-2025"', True),
    ],
)
def test_a_phrase_over_line_ends(text: str, query: str, is_found: bool) -> None:
    assert searcher(text).total(Query(query)) == is_found


def test_a_highlight_and_the_text_are_as_they_were_read() -> None:
    text = "KẾT QUẢ CÔNG TÁC CẢI CÁCH HÀNH\nCHÍNH QUÝ II\n\nBa phần."
    stored = searcher(text).report("r")
    assert stored and stored.report.text == text
    assert stored.report.title.value == "KẾT QUẢ CÔNG TÁC CẢI CÁCH HÀNH CHÍNH QUÝ II"
