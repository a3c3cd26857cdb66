"""Words without diacritics, and what an index holds → the run that they stand for."""

from dataclasses import replace

import pytest

from search.engine.urls import open_engine
from search.index.entry import index_entry
from search.searcher import Searcher
from tests.search.highlight.test_snippets import stored

TEXTS = (
    "Cơn bão số 3 gây mưa lớn ở vùng núi.",
    "Sau bão số 3, các xã dọn dẹp đường làng.",
    "Thông báo về việc nộp báo cáo của phòng.",
    "Phòng đã gửi báo cáo và thông báo.",
    "Hội nghị giao ban tuần của phòng.",
    "Phòng họp giao ban, sau đó giao bản vẽ.",
    "Quyền trưởng phòng giao ban cho phó phòng.",
    *("Hội nghị xem xét bàn giao đất.",) * 4,
    "Hôm nay báo đã phát.",
    "Trồng 5 ha mới.",
    *("Tổ 5 Hà Nội.",) * 3,
    "Ủy ban xem xét bán trụ sở cũ.",
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    engine = open_engine(str(tmp_path_factory.mktemp("read") / "index"))
    with engine.writer("rules") as writer:
        for number, text in enumerate(TEXTS):
            kept = replace(stored(text).report, id=str(number))
            writer.put(index_entry(kept, str(number), [str(number)]))
        writer.commit()
    return Searcher(engine.snapshot())


@pytest.mark.parametrize(
    ("typed", "read", "reports"),
    [
        ("bao so 3", "bão số 3", 2),  # báo is in as many reports, but never before "số 3"
        ("Bao So 3", "Bão Số 3", 2),
        ("thong bao", "thông báo", 2),
        ("giao ban", "giao ban", 3),  # it stands so, and is itself
        ("giao ban ve", "giao bản vẽ", 1),
        ("giao ban phòng", "giao ban phòng", 3),  # a bare word beside its neighbour
        ("xem xet ban", "xem xét bàn", 5),  # four, and the one of "xem xét bán": few
        ("uy ban xem xet ban", "ủy ban xem xét bán", 1),  # longer neighbours tell more
        ("5 ha", "5 ha", 1),  # a unit is meant, where hà stands behind a number too
        ("5 ha moi", "5 ha mới", 1),
        ("hom nay bao", "hôm nay báo", 1),  # so is one in words, where it stays the same
        ("bao 25/8/2023", "báo 25/8/2023", 0),  # a date is read as it stands
    ],
)
def test_what_is_read(searcher: Searcher, typed: str, read: str, reports: int) -> None:
    parsed = searcher.parse(typed)
    told = [own.words[0] for own in parsed.notices if own.kind == "reading"]
    assert told in ([read], [])
    if not told:
        assert read == typed
    assert parsed.required is not None
    assert searcher.totals([parsed.required]) == [reports]


def readings_told(searcher: Searcher, typed: str) -> list[tuple[str, ...]]:
    """The other readings that each notice of a reading offers."""
    return [own.others for own in searcher.parse(typed).notices if own.kind == "reading"]


def test_only_readings_that_some_report_holds_are_offered(searcher: Searcher) -> None:
    assert readings_told(searcher, "uy ban xem xet ban") == [()]


def test_readings_that_are_looked_for_together_are_told_and_offered_alone(
    searcher: Searcher,
) -> None:
    [told] = searcher.parse("xem xet ban").notices
    assert told.words == ("xem xét bàn", "xem xet ban", "xem xét bán")
    assert told.others == ("xem xét bàn", "xem xét bán")
