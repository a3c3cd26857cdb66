"""The number of a document as it is typed → the numbers of this index that it may become."""

from dataclasses import replace

import pytest

from indexer.article.structure import clean
from indexer.facets import report
from indexer.read.document import RawDocument
from search.answers import Query
from search.index.entry import index_entry
from search.report import SourcePath
from search.searcher import Searcher
from search.suggest.completions import complete
from tests.indexer.article.papers import PAPERS, WAYS
from tests.search.engine.memory_engine import MemoryEngine
from tests.search.highlight.test_snippets import stored

TEXTS = (
    "Quán triệt Nghị quyết số 15-NQ/TU của Tỉnh ủy.",
    "Thực hiện Nghị quyết số 15-NQ/TU.",
    "Bàn Kế hoạch số 27-KH/TU.",
)


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    """Every report holds TU, which is a word that is not offered behind a blank."""
    engine = MemoryEngine()
    with engine.writer("rules") as writer:
        for number, text in enumerate(TEXTS):
            kept = replace(stored(text).report, id=f"{number}")
            writer.put(index_entry(kept, f"{number}", [f"{number}"]))
        writer.commit()
    return Searcher(engine.snapshot())


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("15-N", "15-NQ/TU"),
        ("15-NQ", "15-NQ/TU"),
        ("15-nq/", "15-NQ/TU"),
        ("nghị quyết số 15", "Nghị quyết số 15-NQ/TU"),
        ("27-KH", "27-KH/TU"),
    ],
)
def test_a_number_is_completed_to_its_end(searcher: Searcher, typed: str, becomes: str) -> None:
    assert becomes in [offered.text for offered in complete(typed, searcher)]


def letterhead(*bodies: str, number: str, kind: str) -> str:
    """A paper of the party with its number in the letterhead alone."""
    head = (*bodies, "*", number, "ĐẢNG CỘNG SẢN VIỆT NAM", "Hà Nam, ngày 2 tháng 3 năm 2021")
    return "\n".join((*head, "", kind, "về công tác năm 2021", "", "Tỉnh ủy thống nhất."))


@pytest.fixture(scope="module")
def papers() -> Searcher:
    """Papers that have a number of their own, and one report that only speaks of one."""
    texts = {name: WAYS["two_columns"](paper)[0] for name, paper in PAPERS.items()}
    texts["nq-tu"] = letterhead("TỈNH ỦY HÀ NAM", number="Số 15 - NQ/TU", kind="NGHỊ QUYẾT")
    texts["bc-tu"] = letterhead("TỈNH ỦY HÀ NAM", number="Số 15-BC/TU", kind="BÁO CÁO")
    texts["cites"] = "Tỉnh ủy họp bàn\n\nTỉnh ủy quán triệt Nghị quyết số 16-NQ/TU."
    engine = MemoryEngine()
    with engine.writer("rules") as writer:
        for name, text in texts.items():
            document = RawDocument(name, text, SourcePath("/p", name), name)
            writer.put(index_entry(report(document, clean(text)), name, [name]))
        writer.commit()
    return Searcher(engine.snapshot())


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("15", ["15-BC/TU", "15-NQ/TU", "15/NQ-HĐND"]),
        ("15-N", ["15-NQ/TU", "15/NQ-HĐND"]),
        ("15/nq", ["15-NQ/TU", "15/NQ-HĐND"]),
        ("15-NQ/T", ["15-NQ/TU"]),
        ("nghị quyết 15", ["nghị quyết 15-NQ/TU", "nghị quyết 15/NQ-HĐND"]),
        ("Nghị quyết số 15", ["Nghị quyết số 15-NQ/TU", "Nghị quyết số 15/NQ-HĐND"]),
        ("báo cáo số 15", ["báo cáo số 15-BC/TU"]),
        ("số 123-", ["số 123-BC/TU"]),
        ("02/2021", ["02/2021/TT-BXD"]),
        ("77/ttr-pgdd", ["77/TTr-PGDĐT"]),
        ("thông báo 15", []),
        ("họp 15", []),
        ("15 tỷ", []),
    ],
)
def test_a_number_of_a_letterhead_is_offered(
    papers: Searcher, typed: str, becomes: list[str]
) -> None:
    offered = [own.text for own in complete(typed, papers) if own.kind == "name"]
    assert sorted(offered) == sorted(becomes)
    assert all(own.hits for own in complete(typed, papers))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("15-NQ/TU", {"nq-tu"}),
        ("15-NQ", {"nq-tu", "hđnd"}),
        ("15/NQ-HĐND", {"hđnd"}),
        ("Nghị quyết 15", {"nq-tu", "hđnd"}),
        ("Nghị quyết số 15", {"nq-tu", "hđnd"}),
        ("nghi quyet so 15", {"nq-tu", "hđnd"}),
        ("báo cáo 123", {"tỉnh ủy"}),
        ("thông tư 02", {"bộ"}),  # 02/2021/TT-BXD
        ("Thông tư số 02", {"bộ"}),
        ("thông tư 02/2021", {"bộ"}),
        ("nghị định 02", set()),
        ("số văn bản:15-NQ/TU", {"nq-tu"}),
        ('so van ban:"15 - nq/tu"', {"nq-tu"}),
        ("số hiệu:31/BC-MTTQ-BTT", {"mặt trận"}),
        ("cơ quan ban hành:Tỉnh ủy Hà Nam", {"nq-tu", "bc-tu"}),
        ("cơ quan ban hành:(bộ xây dựng OR tinh uy hung yen)", {"bộ", "tỉnh ủy"}),
    ],
)
def test_a_paper_is_found_by_its_number(papers: Searcher, query: str, found: set[str]) -> None:
    total, batches = papers.all_reports(Query(query))
    assert {own.report.id for batch in batches for own in batch} == found
    assert total == len(found)
