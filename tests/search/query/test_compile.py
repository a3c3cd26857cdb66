"""What is typed → what a report must hold, and what the reader is told."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.answer.page import answer
from search.answers import NoticeKind, Query
from search.engine.query_tree import Term
from search.engine.urls import open_engine
from search.index.entry import index_entry
from search.query.compile import MAX_CHARACTERS, MAX_SYLLABLES, QueryTooLongError, parse_query
from search.searcher import Searcher
from search.text.tones import older_tones
from tests.search.highlight.test_snippets import stored


def required(text: str) -> list[str]:
    """Each phrase as its syllables, with "~" before one in any spelling."""
    return [
        " ".join(shown(term) for slot in phrase.slots for term in slot)
        for phrase, *_ in filter(None, parse_query(text).highlighted)
    ]


def shown(term: Term) -> str:
    return term.split(":")[1] if isinstance(term, str) else "~" + term.text.rstrip(":")


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("bão", ["bao4"]),
        ("quý", ["quy1 qui1"]),
        ("giải ngân vốn đầu tư công", ["giai3 ngân", "vôn1", "đâu2 tư", "công"]),
        ("giai ngan", ["~giai", "~ngan"]),
        ("hoà bình", ["hoa2 binh2"]),
        ('"phòng chống tham nhũng"', ["phong2 chông1 tham nhung4".replace("tham", "~tham")]),
        ('"giai ngan" vốn', ["~giai ~ngan", "vôn1"]),
        ('"chưa đóng', ["chưa", "đong1"]),
        ("năm 2022", ["năm", "2022"]),
        ("bão bão", ["bao4"]),
        ("", []),
        ('""', []),
        ("!!!", []),
    ],
)
def test_what_is_required(typed: str, phrases: list[str]) -> None:
    assert required(typed) == phrases


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("bão", []),
        ("giai ngan", [(NoticeKind.ANY_DIACRITICS, ("giai", "ngan"))]),
        ("giai ngan vốn", [(NoticeKind.ANY_DIACRITICS, ("giai", "ngan"))]),
        ("duong đường", [(NoticeKind.ANY_DIACRITICS, ("duong",))]),
        ("2022", []),
        ("?!", [(NoticeKind.NOTHING_TO_FIND, ("?!",))]),
        ("  ", []),
    ],
)
def test_what_the_reader_is_told(
    typed: str, told: list[tuple[NoticeKind, tuple[str, ...]]]
) -> None:
    assert [(notice.kind, notice.words) for notice in parse_query(typed).notices] == told


CASES = [
    "kỳ họp thứ năm",
    "chuyển đổi số",
    "trí dũng",
    "lạng sơn",
    "ủy ban nhân dân tỉnh",
    "nguyễn quốc đoàn",
    "huyện ba bể tỉnh bắc kạn",
    "giai ngan vốn",
    "tỉnh ủy viên",
    "cấp ủy trực tiếp",
    "huyện ủy đại lộc",
    "hóa đơn hòa bình",
]


@pytest.mark.parametrize("typed", CASES)
def test_tone_placement_and_form_never_matter(typed: str) -> None:
    older = older_tones(typed)
    for form in (older, unicodedata.normalize("NFD", typed), unicodedata.normalize("NFD", older)):
        assert required(form) == required(typed)


@pytest.mark.parametrize("typed", CASES)
def test_case_never_matters(typed: str) -> None:
    cases = (typed.upper(), typed.title(), typed.capitalize())
    assert [required(text) for text in cases] == [required(typed)] * 3


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("bao", "giữ bao cát ở đê", "đưa báo cáo ở đê"),  # the same spelling
        ("giai ngan", "việc giải ngân của tỉnh", "ngăn việc giải của tỉnh"),  # neighbours
        ("chất lượng nước", "chất lượng nước ở sông", "nước ở sông chất lượng"),  # a pair
        ("vốn đầu tư", "nguồn vốn đầu tư ở xã", "đầu tư của xã từ vốn"),
    ],
)
def test_what_ranks_higher(tmp_path: Path, typed: str, better: str, worse: str) -> None:
    engine = open_engine(str(tmp_path / "index"))
    with engine.writer("rules") as writer:
        for name, text in (("a", worse), ("b", better), ("c", "một việc khác hẳn")):
            kept = replace(stored(text).report, id=name)
            writer.put(index_entry(kept, name, [name]))
        writer.commit()
    hits = answer(Query(typed), Searcher(engine.snapshot())).hits
    assert [hit.report.id for hit in hits] == ["b", "a"]
    assert hits[0].score > 1.05 * hits[1].score


@pytest.mark.parametrize("typed", ["a" * (MAX_CHARACTERS + 1), "và " * (MAX_SYLLABLES + 1)])
def test_a_query_nobody_types(typed: str) -> None:
    with pytest.raises(QueryTooLongError):
        parse_query(typed)


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read(text: str) -> None:
    parsed = parse_query(text)
    assert all(
        slot for variants in parsed.highlighted for phrase in variants for slot in phrase.slots
    )
    assert not (parsed.is_empty and parsed.required)
    told = {notice.kind for notice in parsed.notices}
    nothing = not parsed.is_empty and parsed.required is None
    assert (NoticeKind.NOTHING_TO_FIND in told) == nothing


def test_no_model_is_loaded_for_what_needs_none() -> None:
    """One syllable, quoted phrases and words without diacritics are read without pyvi's model."""
    import subprocess
    import sys

    code = (
        "from search.query.compile import parse_query\n"
        "for q in ('bão', 'giai ngan von', '\"đầu tư công\"', '2022'): parse_query(q)\n"
        "from search.text.pyvi import segmenter as segment\n"
        "assert not segment._load.cache_info().currsize\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
