"""The bars of the path on the five real reports; skipped where they are absent."""

from pathlib import Path

import pytest

from indexer.build.run import build
from search.answer.page import answer
from search.answers import GroupKind, Query
from search.engine.protocol import Snapshot
from search.engine.urls import open_engine
from search.searcher import Searcher

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def reports(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    engine = open_engine(str(tmp_path_factory.mktemp("reports") / "index"))
    assert build([shared / "reports"], engine).added == 5
    assert engine.check() == []
    return engine.snapshot()


def found(reports: Snapshot, query: Query) -> list[str]:
    """R0 to R4, by the number that the file's name begins with, of what holds all of a query."""
    whole = (hit for hit in answer(query, Searcher(reports)).hits if hit.group is GroupKind.ALL)
    return [f"R{int(hit.report.id[:3])}" for hit in whole]


@pytest.mark.parametrize("typed", ["giải ngân vốn đầu tư công", "GIẢI NGÂN VỐN ĐẦU TƯ CÔNG"])
def test_disbursement(reports: Snapshot, typed: str) -> None:
    hits = found(reports, Query(typed))
    assert (hits[0], sorted(hits)) == ("R2", ["R0", "R2", "R3", "R4"])


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("bão", ["R3"]),
        ("date", []),
        ("Nguyễn Quốc Đoàn", ["R1"]),
        ("trí dũng", ["R1"]),
        ("quỹ đất", ["R0"]),
        ('"kỳ chuyên đề"', ["R1"]),
    ],
)
def test_what_is_found(reports: Snapshot, typed: str, hits: list[str]) -> None:
    assert found(reports, Query(typed)) == hits


def test_tone_placement_never_matters(reports: Snapshot) -> None:
    assert found(reports, Query("hoà")) == found(reports, Query("hòa")) == ["R2"]


def test_a_filter_by_meeting_type(reports: Snapshot) -> None:
    assert found(reports, Query(filters={"meeting_type": ("giao-ban",)})) == ["R2"]
