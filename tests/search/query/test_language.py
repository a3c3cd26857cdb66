"""What is typed → which reports are found, and what is highlighted in them: the rules V1 to V17."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.build.run import build
from search.answer.page import answer
from search.answers import GroupKind, NoticeKind, Query
from search.dates import clock
from search.engine.protocol import Snapshot
from search.engine.urls import open_engine
from search.index.entry import index_entry
from search.query.compile import QueryTooLongError
from search.report import DateValue, Facets, FacetValue, Status
from search.searcher import Searcher
from tests.search.highlight.test_snippets import stored

REPORTS = {
    "ngân sách": "Thu ngân sách đạt 8.500 tỷ đồng, tăng 6,33% so với cùng kỳ năm trước.",
    "bhxh": "BHXH tỉnh phối hợp với UBND các huyện; MTTQ giám sát.",
    "bảo hiểm": "Ngành bảo hiểm xã hội trả lương hưu cho 1 nghìn 773 người, gồm 02 xã vùng cao.",
    "đảng": "Hội nghị Ban Chấp hành Đảng bộ lần thứ Bảy, khóa XV, nhiệm kỳ 2020 - 2025.",
    "quý": "Kết quả quý I/2022: giải ngân vốn đầu tư công chậm.",
    "kĩ thuật": "Trung tâm kĩ thuật nông nghiệp kỷ niệm 10 năm.",
    "bão": "Cơn bão số 3 gây sạt lở đất ở Quốc lộ 3B, ngày 25/8.",
    "báo": "Báo cáo của Tỉnh uỷ về Covid-19 và phòng, chống dịch.",
    "hoà bình": "Thành phố Hoà Bình tiếp nhận 160 ha đất rừng.",
    "ba bể": "Huyện Ba Bể xây dựng nông thôn mới; TP. Bắc Kạn thu gom rác.",
    "chè": "Xã xây dựng NTM; bà con thu hái chè, mời quý vị đại biểu.",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The reports above; the one on the storm is dated, the one on news is of Lạng Sơn."""
    engine = open_engine(str(tmp_path_factory.mktemp("language") / "index"))
    known = {
        "bão": Facets(event_date=(DateValue("2023-08-25", Status.DERIVED),)),
        "báo": Facets(province=(FacetValue("Lạng Sơn", Status.INFERRED),)),
    }
    with engine.writer("rules") as writer:
        for name, text in REPORTS.items():
            kept = replace(stored(text).report, id=name, facets=known.get(name, Facets()))
            writer.put(index_entry(kept, name, [name]))
        writer.commit()
    return engine.snapshot()


@pytest.mark.parametrize(
    ("typed", "found", "highlighted"),
    [
        # one spelling, tones, case (V1, V2, V14)
        ("hòa bình", {"hoà bình"}, ["Hoà Bình"]),
        ("TỈNH ỦY", {"báo"}, ["Tỉnh uỷ"]),
        # i and y (V3)
        ("kỹ thuật", {"kĩ thuật"}, ["kĩ thuật"]),
        ("kỉ niệm", {"kĩ thuật"}, ["kỷ niệm"]),
        ("quí vị", {"chè"}, ["quý vị"]),
        # diacritics (V4)
        ("bão", {"bão"}, ["bão"]),
        ("giai ngan", {"quý"}, ["giải ngân"]),
        ("ky thuat", {"kĩ thuật"}, ["kĩ thuật"]),
        # names and words (V5)
        ("ba bể", {"ba bể"}, ["Ba Bể"]),
        # abbreviations, both ways (V6)
        ("bảo hiểm xã hội", {"bhxh", "bảo hiểm"}, ["BHXH", "bảo hiểm xã hội"]),
        ("bhxh", {"bhxh", "bảo hiểm"}, ["BHXH", "bảo hiểm xã hội"]),
        ("ủy ban nhân dân", {"bhxh"}, ["UBND"]),
        ("mặt trận tổ quốc", {"bhxh"}, ["MTTQ"]),
        ("BCH Đảng bộ", {"đảng"}, ["Ban Chấp hành Đảng bộ"]),
        ("thành phố bắc kạn", {"ba bể"}, ["TP", "Bắc Kạn"]),
        ("NTM", {"ba bể", "chè"}, ["nông thôn mới", "NTM"]),
        ("xây dựng nông thôn mới", {"ba bể", "chè"}, ["xây dựng nông thôn mới", "xây dựng NTM"]),
        # numbers (V7)
        ("8500", {"ngân sách"}, ["8.500"]),
        ("8500 tỷ đồng", {"ngân sách"}, ["8.500 tỷ đồng"]),
        ("6.33", {"ngân sách"}, ["6,33"]),
        ("1773 người", {"bảo hiểm"}, ["1 nghìn 773 người"]),
        ("1.773", {"bảo hiểm"}, ["1 nghìn 773"]),
        ("2 xã", {"bảo hiểm"}, ["02 xã"]),
        ("2020-2025", {"đảng"}, ["2020 - 2025"]),
        ("covid19", {"báo"}, ["Covid-19"]),
        ("QL 3B", {"bão"}, ["Quốc lộ 3B"]),
        ("160ha", {"hoà bình"}, ["160 ha"]),
        # ordinals (V8)
        ("hội nghị lần thứ 7", {"đảng"}, ["Hội nghị", "lần thứ Bảy"]),
        ("lần thứ VII", {"đảng"}, ["lần thứ Bảy"]),
        ("khoá 15", {"đảng"}, ["khóa XV"]),
        ("thu hai che", {"chè"}, ["thu hái chè"]),
        ("quy vi", {"chè"}, ["quý vị"]),
        ("quý 1/2022", {"quý"}, ["quý I/2022"]),
        ("quý 1 năm 2022", {"quý"}, ["quý I/2022"]),
        # dates (V9)
        ("25/8/2023", {"bão"}, []),
        ("ngày 25 tháng 8 năm 2023", {"bão"}, []),
        ("8/2023", {"bão"}, []),
        ("25/8/2022", set(), []),
        # a province is where a report is from (V12)
        ("lạng sơn", {"báo"}, []),
        ("lang son", {"báo"}, []),
        # what can be typed besides words
        ("bão -sạt", set(), []),
        ("cơn –bão", {"bão"}, ["Cơn bão"]),
        ("ngày:2023", {"bão"}, []),
        ("tınh:x", set(), []),
        ('"sạt lở" -"quốc lộ 4"', {"bão"}, ["sạt lở"]),
        ("kĩ thuật OR bão", {"kĩ thuật", "bão"}, ["kĩ thuật", "bão"]),
        ("ngh* kỷ", {"kĩ thuật"}, ["nghiệp kỷ"]),
        ('tỉnh:"lang son"', {"báo"}, []),
        ("ngày:8/2023 đất", {"bão"}, ["đất"]),
        ("ngày:24/8/2023-26/8/2023 đất", {"bão"}, ["đất"]),
        ("năm:2020-2023", {"bão"}, []),
        ("năm:2020-2022 đất", set(), []),
        ("từ 7/2023 đến 9/2023", {"bão"}, []),
        ("tu thang 7 den thang 9 nam 2023", {"bão"}, []),
        ("bão nửa cuối năm 2023", {"bão"}, ["bão"]),
        ("6 tháng đầu năm 2023", set(), []),
        ('"ủy ban nhân dân"', set(), []),
        ('"phòng chống dịch"', {"báo"}, ["phòng, chống dịch"]),
        ("-bão -lũ", REPORTS.keys() - {"bão"}, []),
    ],
)
def test_what_is_found_and_marked(
    index: Snapshot, typed: str, found: Iterable[str], highlighted: list[str]
) -> None:
    page = answer(Query(typed, size=100), Searcher(index))
    whole = [hit for hit in page.hits if hit.group is GroupKind.ALL]
    assert {hit.report.id for hit in whole} == set(found)
    shown = [p.text for h in whole for s in h.snippets for p in s.runs if p.is_highlighted]
    assert sorted(shown) == sorted(highlighted)


@pytest.mark.parametrize(
    ("typed", "kinds", "instead"),
    [
        ("ubnd", [NoticeKind.ABBREVIATION], ['"ubnd"']),
        ("ubnd tỉnh", [NoticeKind.ABBREVIATION], ['"ubnd" tỉnh']),
        ("lần thứ 7", [NoticeKind.ORDINAL], ['"lần thứ 7"']),
        ("25/8/2023", [NoticeKind.DATE], ['"25/8/2023"']),
        ("lũ từ 7/2023 đến 9/2023", [NoticeKind.DATE], ['lũ "từ 7/2023 đến 9/2023"']),
        ("năm:2020-2023 bão", [NoticeKind.FIELD], ["2020-2023 bão"]),
        ("đất -bão", [NoticeKind.EXCLUDED], ["đất"]),
        ("bão OR lũ", [NoticeKind.ALTERNATIVES], ["bão lũ"]),
        ("nghi* bão", [NoticeKind.PREFIX], ["nghi bão"]),
        ('tỉnh:"Lạng Sơn" bão', [NoticeKind.FIELD], ["Lạng Sơn bão"]),
        ('"bão"', [], []),
        ('"đất ubnd', [NoticeKind.ABBREVIATION, NoticeKind.UNPAIRED], ['đất "ubnd"', ""]),
    ],
)
def test_what_was_done_is_told_and_can_be_undone(
    index: Snapshot, typed: str, kinds: list[NoticeKind], instead: list[str]
) -> None:
    notices = [
        n
        for n in answer(Query(typed), Searcher(index)).notices
        if n.kind is not NoticeKind.ANY_DIACRITICS
    ]
    assert [notice.kind for notice in notices] == kinds
    assert [notice.instead for notice in notices] == instead
    for text in filter(None, instead):
        again = {notice.kind for notice in answer(Query(text), Searcher(index)).notices}
        assert not again.intersection(kinds)


def test_what_holds_a_part_comes_behind_what_holds_all(index: Snapshot) -> None:
    page = answer(Query("bão huyện"), Searcher(index))
    assert page.total == 0
    assert [group.kind for group in page.groups] == [GroupKind.ALL, GroupKind.PART]
    assert page.groups[1].total == len(page.hits) > 1
    assert {hit.group for hit in page.hits} == {GroupKind.PART}
    assert page.facets["year"] == ()


def test_a_time_told_from_today_changes_with_the_day(
    index: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alone it is answered by the days only: "năm trước" of another report is not of that time."""
    searcher = Searcher(index)
    for day, typed, found in [
        (date(2023, 8, 26), "hôm qua", ["bão"]),
        (date(2023, 8, 27), "hôm qua", []),
        (date(2023, 9, 1), "tháng trước", ["bão"]),
        (date(2023, 9, 1), 'ngày:"tháng trước"', ["bão"]),
        (date(2024, 9, 1), "nam ngoai", ["bão"]),
        (date(2024, 9, 1), "bão năm nay", []),
    ]:
        monkeypatch.setattr(clock, "today", lambda day=day: day)
        page = answer(Query(typed), searcher)
        whole = [hit.report.id for hit in page.hits if hit.group is GroupKind.ALL]
        assert whole == found, (day, typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("\ud800", "\x00bão", "😀", "\u202ebão", '"', '""', '"""', "-", "--", "*", "OR", "| OR |"),
        *(":", "tỉnh:", 'tỉnh:""', "(((", "a" * 500, "-" * 500, '"' * 500, "OR " * 60),
        *("quý quý quý/2022", "31/2/2023", "lần thứ thứ thứ", "9" * 300, "năm:" * 60),
    ],
)
def test_odd_queries_are_answered(index: Snapshot, typed: str) -> None:
    answer(Query(typed), Searcher(index))


TELLING = '②hội ¹Đề thu muoi bão UBND 8.500 25/8/2023 lần thứ VII quý 1 nghìn - " OR tỉnh: ngh* /'


@pytest.mark.slow
@given(st.lists(st.sampled_from(TELLING.split()), max_size=12), st.sampled_from(["", " "]))
def test_any_row_of_what_means_something_is_answered(
    index: Snapshot, typed: list[str], between: str
) -> None:
    with suppress(QueryTooLongError):
        answer(Query(between.join(typed)), Searcher(index))


@pytest.mark.slow
def test_cases_of_the_real_reports(shared: Path, tmp_path: Path) -> None:
    """Everything that must be found or must not; of 42 that must come first all but three."""
    engine = open_engine(str(tmp_path / "index"))
    build([shared / "reports"], engine)
    snapshot = engine.snapshot()
    wrong, not_first = [], set()
    for line in (shared / "data" / "cases.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        hits = [
            f"R{int(hit.report.id[:3])}"
            for hit in answer(Query(case["q"]), Searcher(snapshot)).hits
            if hit.group is GroupKind.ALL
        ]
        if not set(case["must"]) <= set(hits) or set(case["must_not"]) & set(hits):
            wrong.append((case["q"], hits))
        if case["first"] and hits[:1] != case["first"]:
            not_first.add(case["id"])
    assert wrong == []
    assert not_first == set()
