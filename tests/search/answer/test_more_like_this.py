"""Similar reports over small texts of our own: which is nearest, and the odd ones."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from indexer.build.prepare import understand
from indexer.read.document import RawDocument, SourceMetadata
from search.answer.json_records import similar_record, unlinked_similar_record
from search.answer.more_like_this import UnknownReportError, more_like_this
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from search.index.entry import IndexEntry, index_entry
from search.report import SourcePath
from search.searcher import Searcher
from search.serialization import plain
from tests.search.engine.memory_engine import MemoryEngine

Make = Callable[[Mapping[str, str]], Engine]

TEXTS = {
    "bão/họp khẩn.txt": (
        "Ban Chỉ huy phòng chống thiên tai tỉnh Thái Bình họp khẩn ứng phó bão số 3. "
        "Tàu thuyền phải về nơi neo đậu, người dân rời các chòi canh ngoài đê biển."
    ),
    "bão/tổng kết.txt": (
        "Tỉnh Thái Bình tổng kết công tác ứng phó bão số 3: tàu thuyền đã về nơi neo đậu an toàn, "
        "đê biển không hư hỏng."
    ),
    "vốn/1.txt": "Hội nghị giao ban về giải ngân vốn đầu tư công; nhiều dự án chậm mặt bằng.",
    "vốn/2.txt": "Sở Tài chính báo cáo tiến độ giải ngân vốn đầu tư công và giải phóng mặt bằng.",
    "một": "Thanh niên.",
    "thanh niên": "Nhiều thanh niên đến dự đại hội.",
    "trống": "—",
}


def entry(report_id: str, text: str, title: str | None = None) -> IndexEntry:
    known = SourceMetadata(title=title)
    raw = RawDocument(report_id, text, SourcePath("/", report_id), report_id, known)
    return index_entry(understand(raw), raw.digest, [report_id])


def indexed(texts: Mapping[str, str], engine: Engine) -> Engine:
    with engine.writer("rules") as writer:
        for report_id, text in texts.items():
            writer.put(entry(report_id, text))
        writer.commit()
    return engine


@pytest.fixture(params=["memory", "whoosh"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    engine: Engine = MemoryEngine()
    if request.param == "whoosh":
        engine = open_engine(f"whoosh:{tmp_path / 'index'}")
    return lambda texts: indexed(texts, engine)


@pytest.mark.parametrize(
    ("of", "nearest"),
    [
        ("bão/họp khẩn.txt", "bão/tổng kết.txt"),
        ("bão/tổng kết.txt", "bão/họp khẩn.txt"),
        ("vốn/1.txt", "vốn/2.txt"),
        ("vốn/2.txt", "vốn/1.txt"),
        ("một", "thanh niên"),
    ],
)
def test_the_nearest_comes_first(make: Make, of: str, nearest: str) -> None:
    hits = more_like_this(of, Searcher(make(TEXTS).snapshot()))
    assert hits[0].report.id == nearest
    assert of not in [hit.report.id for hit in hits]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.score > 0 for hit in hits)


def test_what_shares_nothing_is_not_similar(make: Make) -> None:
    live = Searcher(make(TEXTS).snapshot())
    assert [hit.report.id for hit in more_like_this("một", live)] == ["thanh niên"]
    assert more_like_this("trống", live) == ()
    assert "trống" not in [hit.report.id for hit in more_like_this("vốn/1.txt", live, 100)]


def test_an_unknown_id_is_named(make: Make) -> None:
    with pytest.raises(UnknownReportError, match=r"bão/none\.txt"):
        more_like_this("bão/none.txt", Searcher(make(TEXTS).snapshot()))


def test_the_only_report_has_none_like_it(make: Make) -> None:
    assert more_like_this("a", Searcher(make({"a": TEXTS["vốn/1.txt"]}).snapshot())) == ()


def test_equals_are_in_the_order_of_their_ids(make: Make) -> None:
    """Of copies of one text, however many are asked for, and itself is not counted."""
    live = Searcher(make(dict.fromkeys("dbaec", TEXTS["vốn/1.txt"])).snapshot())
    assert [hit.report.id for hit in more_like_this("c", live)] == ["a", "b", "d", "e"]
    assert [hit.report.id for hit in more_like_this("e", live, 2)] == ["a", "b"]
    assert more_like_this("c", live) == more_like_this("c", live)


def test_a_name_of_one_syllable_tells_and_a_common_word_does_not(make: Make) -> None:
    texts = {
        "a": "Bí thư gặp ông Sùng, và đi xem.",
        "b": "Chủ tịch khen ông Sùng.",
        "c": "Và đi xem, và đi xem.",
    }
    assert [hit.report.id for hit in more_like_this("a", Searcher(make(texts).snapshot()))] == ["b"]


def test_a_title_that_the_source_gives_is_read(make: Make) -> None:
    engine = make({"b": "Đại hội thể thao có nhiều môn.", "c": "Giá gạo tăng."})
    with engine.writer("rules") as writer:
        writer.put(entry("a", "Chạy, nhảy, bơi.", "Đại hội thể thao toàn quốc"))
        writer.commit()
    assert [hit.report.id for hit in more_like_this("a", Searcher(engine.snapshot()))] == ["b"]


def test_a_long_report_is_asked_in_bounded_time(make: Make) -> None:
    lines = [f"Sùng A{number} họp với ủy ban nhân dân xã" for number in range(1100)]
    texts = {**TEXTS, "dài": ". ".join(lines), "ngắn": "Sùng A7 đến xã."}
    live = Searcher(make(texts).snapshot())
    began = time.process_time()
    hits = more_like_this("dài", live)
    assert time.process_time() - began < 2, "some 10,000 words"
    assert hits[0].report.id == "ngắn"


def test_the_json_answer(samples: Engine) -> None:
    hits = more_like_this(
        "thai-binh/hop-khan-ung-pho-bao-so-3.txt", Searcher(samples.snapshot()), 3
    )
    record: Any = plain(unlinked_similar_record("x", hits))
    assert record["id"] == "x"
    entries = record["similar"]
    assert isinstance(entries, list) and len(entries) == 3
    assert set(entries[0]) == {"id", "title", "score", "facets"}
    assert entries[0]["score"] == round(hits[0].score, 6)
    addressed: Any = plain(similar_record("x", hits[:1], "/{}".format))
    assert addressed["similar"] == [{**entries[0], "url": f"/{entries[0]['id']}"}]
