"""What people type by habit → which of a few reports are found, and what they are told."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from search.answer.page import answer, highlight_report
from search.answers import GroupKind, NoticeKind, Query
from search.engine.protocol import Snapshot
from search.engine.stored import read_stored
from search.engine.urls import open_engine
from search.index.entry import index_entry
from search.report import DateValue, Facets, FacetValue, Status
from search.searcher import Searcher
from tests.search.highlight.test_snippets import stored

REPORTS = {
    "lúa": "Giá lúa ở các huyện tăng.",
    "ngô": "Sản lượng ngô và giá sắn giảm.",
    "cả hai": "Diện tích lúa giảm, các hộ ở nhiều xã chuyển sang trồng ngô.",
    "sắn": "Nhà máy chế biến sắn mở rộng.",
    "lửa": "Lực lượng giữ lửa nghề; thực hiện Nghị quyết 28-NQ/TU.",
    "lựa": "Đoàn lựa chọn đại biểu.",
}
DAYS = {"lúa": "2022", "ngô": "2023", "cả hai": "2024-03-25", "lửa": "2024-05-03"}
PROVINCES = {"lúa": "Yên Bái", "ngô": "Hồ Chí Minh"}
OUTLETS = {"sắn": 'Tin "Xanh/Sạch": Chợ', "lửa": "Tin Xanh", "lựa": "tin Xanh"}
TITLES = {"sắn": "Lúa và sắn", "ngô": "Thị trường ngô"}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The reports above, with the titles, days, provinces and outlets that some have."""
    engine = open_engine(str(tmp_path_factory.mktemp("typed") / "index"))
    with engine.writer("rules") as writer:
        for name, text in REPORTS.items():
            report = replace(stored(text).report, id=name, facets=facets(name))
            if name in TITLES:
                report = replace(report, title=FacetValue(TITLES[name], Status.STATED))
            writer.put(index_entry(report, name, [name]))
        writer.commit()
    return engine.snapshot()


def facets(name: str) -> Facets:
    """The facets of one of the reports."""

    def of(known: dict[str, str]) -> tuple[FacetValue, ...]:
        return (FacetValue(known[name], Status.STATED),) if name in known else ()

    days = (DateValue(DAYS[name], Status.STATED),) if name in DAYS else ()
    return Facets(event_date=days, province=of(PROVINCES), outlet=of(OUTLETS))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # to leave out
        ("lúa NOT ngô", ["lúa", "sắn"]),
        ("lúa KHÔNG ngô", ["lúa", "sắn"]),
        ("lúa AND NOT ngô", ["lúa", "sắn"]),
        ("giá NOT sản lượng", ["lúa"]),
        ("lúa -(ngô OR sắn)", ["lúa"]),
        ("lúa -(ngô sắn)", ["lúa", "cả hai", "sắn"]),
        ("NOT (lúa HOẶC ngô)", ["lửa", "lựa"]),
        # both
        ('"lúa" AND "ngô"', ["cả hai"]),
        ("lúa & ngô", ["cả hai"]),
        # one of them
        ("lúa or ngô", ["lúa", "ngô", "cả hai", "sắn"]),
        ("lúa HOẶC ngô", ["lúa", "ngô", "cả hai", "sắn"]),
        ("(lúa OR sắn) giảm", ["ngô", "cả hai"]),
        ('(lúa OR ngô) tỉnh:"Yên Bái"', ["lúa"]),
        ("((lúa OR ngô) giá) -(sản lượng)", ["lúa"]),
        ("giữ (lửa) nghề", ["lửa"]),
        # what begins so
        ("lửa*", ["lửa"]),
        ("lựa*", ["lựa"]),
        ("lua*", ["lúa", "cả hai", "sắn", "lửa", "lựa"]),
        ("huyê*", ["lúa"]),
        ("huyế*", []),
        ('"thực hiê*"', ["lửa"]),
        ('"sản lượ* ngô"', ["ngô"]),
        ('="giữ lửa*"', ["lửa"]),
        # fields
        ("năm: 2023", ["ngô"]),
        ("năm:năm 2023", ["ngô"]),
        ("tỉnh:Yên Bái lúa", ["lúa"]),
        ("tỉnh:Yên Bái ngô", []),
        ("tỉnh: yen bai", ["lúa"]),
        ('tỉnh:"tỉnh Yên Bái"', ["lúa"]),
        ('tỉnh:"thành phố Hồ Chí Minh"', ["ngô"]),
        ("tỉnh:TP.HCM ngô", ["ngô"]),
        ('nguồn:"Tin "Xanh/Sạch": Chợ"', ["sắn"]),
        ('nguồn:"Tin \\"Xanh/Sạch\\": Chợ"', ["sắn"]),
        ("nguồn:Tin Xanh", ["lửa", "lựa"]),
        ("nguồn:tin xanh", ["lửa", "lựa"]),
        ("nguon: tin xanh nghề", ["lửa"]),
        ('nguồn:"TIN XANH"', ["lửa", "lựa"]),
        ("nguồn tin:Tin xanh", ["lửa", "lựa"]),
        ("nguồn:tín xanh", []),
        ("tỉnh:(Yên Bái OR TP.HCM)", ["lúa", "ngô"]),
        ("tỉnh:(yen bai | tp hcm) giá", ["lúa", "ngô"]),
        ("năm:(2022 OR 2024) -tỉnh:(Yên Bái OR TP.HCM)", ["cả hai", "lửa"]),
        ("-tỉnh:Yên Bái lúa", ["cả hai", "sắn"]),
        # dates: the label says which unit a number is of
        ("tháng:3-5/2024", ["cả hai", "lửa"]),
        ("tháng:3-tháng 5/2024", ["cả hai", "lửa"]),
        ("tháng: 3-5/2024", ["cả hai", "lửa"]),
        ("thang:3-5 năm 2024 lúa", ["cả hai"]),
        ("ngày:3-5/2024", ["lửa"]),
        ("tháng:20-25/3/2024", ["cả hai"]),
        ("quý:1/2024", ["cả hai"]),
        ("quý:I-II/2024", ["cả hai", "lửa"]),
        ("quý:1-2 năm 2024 lúa", ["cả hai"]),
        ("quy:2/2024", ["lửa"]),
        ("ngày:1-15/3/2024", []),
        ("ngày:15-31/3/2024", ["cả hai"]),
        ("năm:trước 2024", ["lúa", "ngô"]),
        ("năm:<2024", ["lúa", "ngô"]),
        ("năm: >= 2024", ["cả hai", "lửa"]),
        ("ngày:sau 31/3/2024", ["lửa"]),
        ("ngày:từ 4/2024 trở đi nghề", ["lửa"]),
        ("năm:từ 2023 trở về trước", ["lúa", "ngô"]),
        ("-ngày:đến 3/2024 ngô", []),
        # titles
        ("tiêu đề:lúa", ["sắn"]),
        ("tieu de: ngô", ["ngô"]),
        ("tiêu đề:(lúa OR ngô) giá", ["ngô"]),
        ('lúa -tiêu đề:"lúa"', ["lúa", "cả hai"]),
        # numbers of documents, names
        ("28-NQ/TU", ["lửa"]),
        # near
        ('"lúa" ~12 "ngô"', ["cả hai"]),
        ('-("lúa" ~12 "ngô") ngô', ["ngô"]),
        ('"diện tích ngô"~12', ["cả hai"]),
        ('"diện tích ngô"~5', []),
        ('"lúa ngô"~12 -hạn', ["cả hai"]),
        ('"lúa giảm ngô"~12', ["cả hai"]),
        ('-"lúa ngô"~12 ngô', ["ngô"]),
    ],
)
def test_what_is_found(index: Snapshot, typed: str, found: Iterable[str]) -> None:
    page = answer(Query(typed, size=100), Searcher(index))
    whole = {hit.report.id for hit in page.hits if hit.group is GroupKind.ALL}
    assert whole == set(found)


def test_what_stands_too_far_apart_is_not_near(index: Snapshot) -> None:
    assert answer(Query('"lúa" ~3 "ngô"'), Searcher(index)).total == 0


@pytest.mark.parametrize(
    ("typed", "kind", "instead"),
    [
        ("lúa hoặc ngô", NoticeKind.SMALL_OPERATOR, "lúa OR ngô"),
        ("OR lúa", NoticeKind.LONE_OPERATOR, '"OR" lúa'),
        ("lúa (ngô", NoticeKind.UNPAIRED, ""),
        ('huyện:"Na Rì"', NoticeKind.UNKNOWN_FIELD, ""),
        ("ng* lúa", NoticeKind.UNREAD_STAR, ""),
        ("lúa ~5 ngô", NoticeKind.UNREAD_NEAR, ""),
        ('"lúa"~5', NoticeKind.UNREAD_NEAR, ""),
        ('"a b c d e g h i k"~5', NoticeKind.UNREAD_NEAR, ""),  # nine
        ("-(" * 9 + "lúa OR ngô" + ")" * 9, NoticeKind.TOO_DEEP, ""),
        ("tiêu đề:lúa giá", NoticeKind.TITLE, "lúa giá"),
        ('sắn "lúa" ~5 "ngô"', NoticeKind.NEAR, 'sắn "lúa" "ngô"'),
        ("lúa -(ngô OR sắn)", NoticeKind.EXCLUDED, "lúa"),
        ("tháng:3-5/2024 lúa", NoticeKind.FIELD, "tháng 3-5/2024 lúa"),
        ("ngày:abc lúa", NoticeKind.UNKNOWN_VALUE, ""),
        ("(lúa OR ngô) sắn", NoticeKind.ALTERNATIVES, "(lúa ngô) sắn"),
        ("tỉnh:Yên Bái OR ngô", NoticeKind.ALTERNATIVES, "tỉnh:Yên Bái ngô"),
        ("tỉnh:(Yên Bái OR TP.HCM)", NoticeKind.ALTERNATIVES, ""),  # "Yên Bái TP.HCM" is no value
    ],
)
def test_what_is_told(index: Snapshot, typed: str, kind: NoticeKind, instead: str) -> None:
    told = {own.kind: own.instead for own in answer(Query(typed), Searcher(index)).notices}
    assert told[kind] == instead


def test_a_begun_syllable_is_highlighted_in_one_report_too(index: Snapshot) -> None:
    kept = read_stored(index.stored("lựa") or b"")
    _, passages = highlight_report(kept, '"lựa chọ*" lúa* đại*', Searcher(index).vocabulary)
    shown = [run.text for own in passages for run in own if run.is_highlighted]
    assert shown == ["lựa chọn đại"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ngày:abc", ("date", "abc", "ngày:abc")),
        ("năm:20x3 lúa", ("year", "20x3", "năm:20x3")),
        ("tháng:13/2023", ("date", "tháng 13/2023", "tháng:13/2023")),
        ("tháng:3", ("date", "tháng 3", "tháng:3")),
        ('quý:"5/2023"', ("date", "quý 5/2023", 'quý:"5/2023"')),
        ("-ngày:31/2/2023 lúa", ("date", "ngày 31/2/2023", "-ngày:31/2/2023")),
        ("tỉnh:Atlantis", ("province", "Atlantis", "tỉnh:Atlantis")),
    ],
)
def test_a_value_that_cannot_be_read_is_told_with_what_was_typed(
    index: Snapshot, typed: str, told: tuple[str, ...]
) -> None:
    notices = answer(Query(typed), Searcher(index)).notices
    assert told in [own.words for own in notices if own.kind is NoticeKind.UNKNOWN_VALUE]
