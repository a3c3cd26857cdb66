"""Numbers, times and names of documents as typed → the reports found, and what is highlighted."""

from dataclasses import replace

import pytest

from search.answer.page import answer
from search.answers import GroupKind, Query
from search.engine.protocol import Snapshot
from search.engine.urls import open_engine
from search.index.entry import index_entry
from search.searcher import Searcher
from tests.search.highlight.test_snippets import stored

REPORTS = {
    "decree": "Huyện triển khai Nghị định số 37/2023/NĐ-CP về quỹ hỗ trợ.",
    "chapter": "Có 37 nghị định được rà soát; 12 báo cáo thiếu số liệu của 123 thôn.",
    "report": "Sở trình Báo cáo số 123-BC/TU và Chỉ thị 05-CT/TƯ.",
    "points": "Trồng 1.200.000 cây, bắt đầu lúc 15 giờ 30, gọi 0209.3870.123.",
    "blanks": "Trồng 1 200 000 cây, bắt đầu lúc 15h30, gọi 0209 3870 123.",
    "joined": "Trồng 1200000 cây, bắt đầu lúc 15:30, gọi 02093870123.",
    "sum": "Tổng chi 12.345,6 tỷ đồng.",
    "sum with blanks": "Tổng chi 12 345,6 tỷ đồng.",
    "sum joined": "Tổng chi 12345,6 tỷ đồng.",
    "other sum": "Tổng chi 12.345 tỷ đồng, mục 345,6.",
    "share": "Thu đạt 95,0% dự toán, giảm 7% so với tháng trước.",
    "area": "Trồng mới 5,0 ha quế, vốn 1,50 triệu đồng, phạt 1.200,00 đồng.",
    "same area": "Trồng mới 5 ha hồi, vốn 1,5 triệu đồng, phạt 1.200 đồng.",
    "hot": "Nắng nóng 39°C, mượn 4,5 héc-ta đất, sân 90 m2, đi 12km, tốn 20.000đ.",
    "hot in words": "Nắng nóng 39 độ C, mượn 4,5 ha đất, sân 90 mét vuông, đi 12 ki-lô-mét,"
    " tốn 20.000 đồng.",
    "hot in letters": "Nắng nóng 39oC, mượn 4,5 hecta, sân 90m², đi 12 kilômét, tốn 20.000 VNĐ.",
    "class": "Lớp 39 có 90 mét dây, 12 cây, 4,5 lít và 20.000 đơn.",
    "versions": "Phần mềm bản 6.0, mục 8,10 và 3.2.10, ngày 1.10.",
    "second": "Phiên họp thứ hai của Ban Chỉ đạo.",
    "twentieth": "Phiên họp thứ hai mươi của Ban Chỉ đạo.",
    "tenth": "Đại hội lần thứ mười, hai nghị quyết được thông qua.",
    "tenth in digits": "Đại hội lần thứ 10, hai nghị quyết được thông qua.",
    "town": "Đô thị loại II ở thế kỷ XXI, giai đoạn hai, thuộc Quân khu 1.",
    "town in digits": "Đô thị loại 2 ở thế kỷ 21, giai đoạn 2, thuộc Quân khu I.",
    "other town": "Đô thị loại III ở thế kỷ XX, giai đoạn hai mươi, 2 loại 5 tấn.",
    "hotline": "Thôn 14 gọi 1900.6868; thôn 5 có 19 hộ.",
    "hotline in groups": "Xóm 19 gọi 1900 6868; thôn mười bốn.",
    "form": "Nộp mẫu C-4 trước thứ sáu.",
    "other form": "Nộp mẫu C-5 ở phòng 4.",
}
SUMS = ["sum", "sum with blanks", "sum joined"]
TOWNS = ["town", "town in digits"]
UNITS = ["hot", "hot in words", "hot in letters"]
NUMBERS = ["points", "blanks", "joined"]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    engine = open_engine(str(tmp_path_factory.mktemp("numbers") / "index"))
    with engine.writer("rules") as writer:
        for name, text in REPORTS.items():
            writer.put(index_entry(replace(stored(text).report, id=name), name, [name]))
        writer.commit()
    return engine.snapshot()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # documents
        ("nghị định 37", {"decree": "Nghị định số 37"}),
        ("NĐ 37", {"decree": "Nghị định số 37"}),
        ("nghi dinh so 37", {"decree": "Nghị định số 37"}),
        ("37/2023/nd-cp", {"decree": "Nghị định số 37/2023/NĐ-CP"}),
        ("123 - BC/TU", {"report": "123-BC/TU"}),
        ("37/2023 / NĐ - CP", {"decree": "Nghị định số 37/2023/NĐ-CP"}),
        ("BC - CT 05", {"report": None}),
        ("nghị định 37/2023", {"decree": "Nghị định số 37/2023/NĐ"}),
        ("báo cáo 123", {"report": "Báo cáo số 123-BC"}),
        ("123-BC/TU", {"report": "123-BC/TU"}),
        ("5-CT/TW", {"report": "05-CT/TƯ"}),
        ("5-CT/T.Ư", {"report": "05-CT/TƯ"}),
        ("C-4", {"form": "C-4"}),
        ("mẫu C/4", {"form": "mẫu C-4"}),
        # numbers
        *((typed, dict.fromkeys(NUMBERS)) for typed in ("1.200.000", "1 200 000", "1200000")),
        *((typed, dict.fromkeys(NUMBERS)) for typed in ("15h30", "15 giờ 30", "15:30", "15g30")),
        *((t, dict.fromkeys(NUMBERS)) for t in ("02093870123", "0209 3870 123", "0209.3870.123")),
        *((t, dict.fromkeys(SUMS)) for t in ("chi 12345,6", "chi 12.345,6", "chi 12 345,6")),
        ("chi 12 345", {"other sum": None}),
        ("19006868", {"hotline": "1900.6868", "hotline in groups": "1900 6868"}),
        ("1900.6868", {"hotline": "1900.6868", "hotline in groups": "1900 6868"}),
        ("thôn 14", {"hotline": "Thôn 14", "hotline in groups": "thôn mười bốn"}),
        ("thôn 19", {}),
        ("95%", {"share": "95,0"}),
        ("giảm 7,0%", {"share": "giảm 7"}),
        ("5 ha", {"area": "5,0 ha", "same area": "5 ha"}),
        ("5,0 ha", {"area": "5,0 ha", "same area": "5 ha"}),
        ("5,00 ha", {"area": "5,0 ha", "same area": "5 ha"}),
        ('"5 ha"', {"area": "5,0 ha", "same area": "5 ha"}),
        ("1,5 triệu", {"area": "1,50 triệu", "same area": "1,5 triệu"}),
        ("1,50 triệu", {"area": "1,50 triệu", "same area": "1,5 triệu"}),
        ("1200 đồng", {"area": "1.200,00 đồng", "same area": "1.200 đồng"}),
        ("1.200,00 đồng", {"area": "1.200,00 đồng", "same area": "1.200 đồng"}),
        ("bản 6.0", {"versions": "bản 6.0"}),
        ("bản 6", {}),
        ("3.2.1", {}),
        ("3.2.10", {"versions": None}),
        ('"1.1"', {}),
        ("1/10", {"versions": "1.10"}),
        # units
        *((typed, dict.fromkeys(UNITS)) for typed in ("39 độ C", "39°C", "39oC", "39 ºC")),
        *((typed, dict.fromkeys(UNITS)) for typed in ("4,5 ha", "4,5 hecta", "4,5 héc ta")),
        *((typed, dict.fromkeys(UNITS)) for typed in ("90 m2", "90 mét vuông", "90m²")),
        *((typed, dict.fromkeys(UNITS)) for typed in ("12 km", "12 ki-lô-mét", "12 kilômét")),
        *((typed, dict.fromkeys(UNITS)) for typed in ("20000 đồng", "20.000đ", "20.000 VNĐ")),
        ("39 C", {"hot": None, "hot in words": None}),
        ('"39 độ C"', {"hot in words": "39 độ C"}),
        # ordinals
        ("phiên họp thứ hai", {"second": "Phiên họp thứ hai"}),
        ("phiên họp thứ 2", {"second": "Phiên họp thứ hai"}),
        ('"thứ hai"', {"second": "thứ hai"}),
        ('="thứ hai"', {"second": "thứ hai"}),
        ("phiên họp thứ 20", {"twentieth": "Phiên họp thứ hai mươi"}),
        *((t, dict.fromkeys(TOWNS)) for t in ("loại 2", "loại II", "đô thị loại 2")),
        *((t, dict.fromkeys(TOWNS)) for t in ("thế kỷ 21", "thế kỉ XXI", "thế kỷ thứ 21")),
        *((t, dict.fromkeys(TOWNS)) for t in ("giai đoạn 2", "giai đoạn II", "quân khu 1")),
        ("loại 5 tấn", {"other town": None}),
        # "mười, hai" is not told from "mười hai": positions know no commas
        ("lần thứ mười", {"tenth in digits": "lần thứ 10"}),
        ('"lần thứ 10"', {"tenth in digits": "lần thứ 10"}),
    ],
)
def test_what_is_found(index: Snapshot, typed: str, found: dict[str, str | None]) -> None:
    page = answer(Query(typed, size=100), Searcher(index))
    hits = [hit for hit in page.hits if hit.group is GroupKind.ALL]
    assert {hit.report.id for hit in hits} == found.keys()
    for hit in hits:
        runs = [run.text for own in hit.snippets for run in own.runs if run.is_highlighted]
        assert runs, hit.report.id
        expected = found[hit.report.id]
        assert expected is None or expected in runs
