"""Lines of corrections → the values of a report, and what follows from them."""

from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from indexer.article.structure import clean
from indexer.build.corrections_file import parse
from indexer.facets import report
from indexer.facets.corrections import digest_of
from indexer.facets.hand_written import field_of, value_of
from indexer.read.document import RawDocument, SourceMetadata
from search.facets.written import FIELDS, facet_name, is_written, values_of, written
from search.report import (
    DateValue,
    FacetValue,
    FigureValue,
    MeetingReport,
    PersonValue,
    SourcePath,
    Status,
)
from tests.conftest import SAMPLE_REPORTS
from tests.indexer.facets.test_facets import understood

TOLD = "thu ngân sách nhà nước = 5738,9 tỷ đồng; -; result; province Hưng Yên"
TEXT = (
    "Sáng 25/8, tại Hưng Yên, UBND tỉnh Hưng Yên giao ban về giải ngân vốn. Đồng chí Trần Văn "
    "Lâm, Chủ tịch UBND tỉnh chủ trì. Thường trực HĐND tỉnh cùng dự.\n"
    "Thu ngân sách đạt 5.738,9 tỷ đồng; tỷ lệ hộ nghèo còn 574%."
)


NOTHING_GIVEN = SourceMetadata()


def corrected(text: str, *lines: str, metadata: SourceMetadata = NOTHING_GIVEN) -> MeetingReport:
    """A report of the id r with some lines, which leave the id out."""
    read = parse("\n".join(f"r\t{line}" for line in lines).encode())
    assert not read.bad
    document = RawDocument("r", text, SourcePath("/", "r"), "d")
    return report(document, clean(text, metadata), read.of.get("r", ()))


@pytest.mark.parametrize(
    ("line", "field", "values"),
    [
        ("organiser\tTỉnh ủy Hưng Yên", "organiser", ["Tỉnh ủy Hưng Yên (corrected)"]),
        ("Cơ quan\tTỉnh ủy Hưng Yên", "organiser", ["Tỉnh ủy Hưng Yên (corrected)"]),
        ("organiser\t-", "organiser", []),
        ("organiser\t", "organiser", []),
        ("organiser", "organiser", []),
        ("meeting_type\tky-hop-hdnd", "meeting_type", ["ky-hop-hdnd (corrected)"]),
        ("Loại hội nghị\tGIAO BAN", "meeting_type", ["giao-ban (corrected) giao ban"]),
        ("event_date\t25/8/2023", "event_date", ["2023-08-25 (corrected) 25/8"]),
        ("event_date\t2023-08-25", "event_date", ["2023-08-25 (corrected) 25/8"]),
        ("event_date\t--08-26", "event_date", ["--08-26 (corrected)"]),
        ("event_date\t8/2023", "event_date", ["2023-08 (corrected)"]),
        (
            "event_date\t2023-08-25/2023-08-27",
            "event_date",
            ["2023-08-25/2023-08-27 (corrected) 25/8"],
        ),
        ("province\thải dương", "province", ["Hải Dương (corrected)"]),
        ("province\tTỉnh Hải Dương", "province", ["Hải Dương (corrected)"]),
        ("province\thai duong", "province", ["Hải Dương (corrected)"]),
        ("province\tthành phố Huế", "province", ["Thừa Thiên Huế (corrected)"]),
        ("province\ttp.hcm", "province", ["Hồ Chí Minh (corrected)"]),
        ("session_no\t07", "session_no", ["7 (corrected)"]),
        ("level\ttinh", "level", ["tinh (corrected)"]),
        ("online\ttruc-tuyen", "online", ["truc-tuyen (corrected)"]),
        ("variant\tmở rộng", "variant", ["mở rộng (corrected)"]),
        ("title\tGiao ban tháng Tám", "title", ["Giao ban tháng Tám (corrected)"]),
        ("Tiêu đề\tHọp uỷ ban", "title", ["Họp uỷ ban (corrected)"]),
        ("organiser\tUỷ ban tỉnh", "organiser", ["Ủy ban tỉnh (corrected)"]),
        (
            "person\tTrần Văn Lâm",  # who is known keeps the role and the office
            "people",
            ["Trần Văn Lâm = chair; Chủ tịch UBND tỉnh (corrected) Trần Văn Lâm"],
        ),
        ("person\tLê Thị Bé = dự", "people", ["Lê Thị Bé = attendee (corrected)"]),
        (
            "person\tLê Thị Bé = chair; Giám đốc Sở Y tế",
            "people",
            ["Lê Thị Bé = chair; Giám đốc Sở Y tế (corrected)"],
        ),
        (
            "person\tTrần Văn Lam\tTrần Văn Lâm",
            "people",
            ["Trần Văn Lam = chair; Chủ tịch UBND tỉnh (corrected)"],
        ),
        (
            "person\tLê Thị Bé\t+",
            "people",
            [
                "Trần Văn Lâm = chair; Chủ tịch UBND tỉnh (stated) Trần Văn Lâm",
                "Lê Thị Bé = mentioned (corrected)",
            ],
        ),
        (
            "figures\t5,74 %\ttỷ lệ hộ nghèo = 574 %",
            "figures",
            [
                f"{TOLD} (stated) 5.738,9 tỷ đồng",
                "tỷ lệ hộ nghèo = 5,74 %; -; result; province Hưng Yên (corrected) 574%",
            ],
        ),
        (
            "số liệu\t-\ttỷ lệ hộ nghèo = 574 %; -; result; province Hưng Yên",
            "figures",
            [f"{TOLD} (stated) 5.738,9 tỷ đồng"],
        ),
        (
            "figures\tGRDP = 5 tỷ đồng; -; result; country",
            "figures",
            ["GRDP = 5 tỷ đồng; -; result; country (corrected)"],
        ),
        (
            "figures\tGRDP = 9.800 tỷ đồng; 2023; ước thực hiện",
            "figures",
            ["GRDP = 9800 tỷ đồng; 2023; estimate (corrected)"],
        ),
        ("place\thuyện Khoái Châu", "places", ["huyện Khoái Châu; tỉnh Hưng Yên (corrected)"]),
        ("place\tsông Luộc; tỉnh Thái Bình", "places", ["sông Luộc; tỉnh Thái Bình (corrected)"]),
    ],
)
def test_a_line_wins_over_the_rules(line: str, field: str, values: list[str]) -> None:
    made = corrected(TEXT, line)
    told = [
        f"{written(one)} ({one.status})"
        + (f" {made.text[slice(*one.evidence)]}" if one.evidence else "")
        for one in values_of(made, field)
    ]
    assert told == values
    assert "corrected" in made.flags and made.corrections


def test_several_lines_are_the_values_of_a_facet() -> None:
    made = corrected(TEXT, "term\tkhóa 15", "term\t2021-2026")
    assert [one.value for one in made.facets.term] == ["khóa 15", "2021-2026"]


@pytest.mark.parametrize(
    ("lines", "field", "values"),
    [
        (["organiser\tThường trực HĐND tỉnh"], "branch", ["hdnd"]),
        (["organiser\tThường trực HĐND tỉnh"], "level", ["tinh"]),
        (["organiser\tHuyện ủy Khoái Châu"], "level", ["huyen"]),
        (["organiser\tHuyện ủy Khoái Châu", "level\ttinh"], "level", ["tinh"]),
        (["organiser\t-"], "branch", []),
        (["organiser\tTỉnh ủy", "organiser\tUBND tỉnh"], "branch", ["dang", "ubnd"]),
        (["province\tHải Dương"], "province_now", ["Hải Phòng"]),
        (["meeting_type\tky-hop-hdnd", "organiser\t-"], "organiser", []),
    ],
)
def test_what_follows_from_a_corrected_value_follows(
    lines: list[str], field: str, values: list[str]
) -> None:
    found = values_of(corrected(TEXT, *lines), field)
    assert [one.value for one in found] == values
    assert all(one.status in (Status.DERIVED, Status.CORRECTED) for one in found)


def test_what_reports_no_meeting_by_hand_has_no_part_in_one() -> None:
    made = corrected(TEXT, "meeting_type\t-")
    assert not made.is_meeting
    assert [person.role for person in made.facets.people] == ["mentioned"]


def test_figures_take_the_year_of_a_corrected_day() -> None:
    text = "Ngày 25/8, UBND tỉnh giao ban. Đến tháng 7, thu ngân sách đạt 900 tỷ đồng."
    assert [one.period for one in understood(text).facets.figures] == [None]
    made = corrected(text, "event_date\t25/8/2023")
    assert [(one.period, one.status) for one in made.facets.figures] == [("2023-07", "derived")]


def test_a_value_that_the_rules_do_not_find_any_more_is_told() -> None:
    made = corrected(TEXT, "person\tLê Thị Bé\tTrần Thị Bê")
    assert made.facets == understood(TEXT).facets
    assert "correction-unused" in made.flags and "corrected" not in made.flags
    assert [(own.facet, own.value) for own in made.flagged if own.flag == "correction-unused"] == [
        ("people", "Trần Thị Bê")
    ]


def test_a_line_that_changes_nothing_is_told() -> None:
    made = corrected(TEXT, "term\t-")
    assert made.facets == understood(TEXT).facets
    assert [(own.flag, own.facet, own.value) for own in made.flagged][-1:] == [
        ("corrected", "term", "")
    ]


DOUBTED = "Ngày 25/8/2093, UBND tỉnh Hưng Yên giao ban về giải ngân vốn."


@pytest.mark.parametrize(
    ("text", "metadata", "flag", "line"),
    [
        (DOUBTED, SourceMetadata(), "date-far-ahead", "event_date\t25/8/2023"),
        (DOUBTED, SourceMetadata(), "date-far-ahead", "event_date\t-"),
        (TEXT, SourceMetadata(date="hôm nào"), "date-unread", "event_date\t25/8/2023"),
        (
            TEXT.replace("25/8", "25/8/2023"),
            SourceMetadata(date="2021-01-05"),
            "date-disagrees",
            "event_date\t26/8/2023",
        ),
        (
            f"{TEXT}\nNguồn Hưng Yên: http://baohungyen.example/a/",
            SourceMetadata(source="Báo Lạ"),
            "source-disagrees",
            "outlet\tBáo Hưng Yên",
        ),
        (
            f"{TEXT}\nNguồn: https://mot.example/a",
            SourceMetadata(url="https://hai.example/b"),
            "url-disagrees",
            "source_url\thttps://mot.example/a",
        ),
    ],
)
def test_what_a_person_settled_is_no_doubt(
    text: str, metadata: SourceMetadata, flag: str, line: str
) -> None:
    assert flag in corrected(text, metadata=metadata).flags
    assert flag not in corrected(text, line, metadata=metadata).flags


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        ("r organiser Tỉnh ủy", 1, "wants an id, a facet and a value"),
        ("r\torganiser\ta\tb\tc", 1, "wants an id, a facet and a value"),
        ("\torganiser\tTỉnh ủy", 1, "names no report"),
        ("r\tcaptions\tMột bức ảnh", 1, "names no facet in 'captions'"),
        ("r\tcolour\tred", 1, "names no facet in 'colour': meeting_type, variant"),
        ("r\tyear\t2023", 1, "is made of event_date: correct that"),
        ("r\tChủ trì\tTrần Văn Lâm", 1, "is made of person: correct that"),
        ("# đầu\n\nr\tlevel\tcao", 3, "has an unknown value, 'cao': trung-uong, tinh"),
        ("r\tevent_date\t31/2/2023", 1, "has no date in '31/2/2023'"),
        ("r\tevent_date\t2203-01-02", 1, "has a day that cannot be"),
        ("r\tevent_date\t2023-08-27/2023-08-25", 1, "has a day that cannot be"),
        ("r\tevent_date\thôm nào", 1, "has no date in 'hôm nào'"),
        ("r\tprovince\tXứ Lạ", 1, "has no province in 'Xứ Lạ'"),
        ("r\tprovince\thuyện Hải Dương", 1, "has no province in"),
        ("r\tprovince\tHải Dương và Hưng Yên", 1, "has no province in"),
        ("r\tsession_no\tbảy", 1, "has no number in 'bảy'"),
        ("r\tsource_url\tbao.example", 1, "has no address"),
        ("r\tvariant\tvui", 1, "has an unknown value, 'vui': "),
        ("r\tperson\tLê Thị Bé = vua", 1, "has no role in 'vua': chair, speaker"),
        ("r\tfigures\t5,7 %", 1, "has no figure in '5,7 %'"),
        ("r\tfigures\tGRDP = nhiều tỷ; -; result", 1, "has no number in 'nhiều'"),
        ("r\tfigures\tGRDP = 5 tỷ đồng; -; đẹp", 1, "has no kind in 'đẹp'"),
        ("r\tfigures\tGRDP = 5 tỷ đồng; -; result; làng A", 1, "has no scope in 'làng': country"),
        ("r\tperson\t?\tA B", 1, "has no value in '?'"),
        ("r\torganiser\t?", 1, "has no value in '?'"),
        ("r\torganiser\t" + "a" * 301, 1, "has no value in"),
        ("r\ttitle\t-", 1, "wants a title"),
        ("r\ttitle\tMột\nr\ttitle\tHai", 2, "says something else than line 1"),
        ("r\torganiser\t-\nr\torganiser\tTỉnh ủy", 2, "says something else than line 1"),
        ("r\torganiser\tTỉnh ủy\nr\torganiser\tTỉnh  uỷ", 2, "says the same as line 1"),
        ("r\tperson\tA B\tC D\nr\tperson\tE F\tC D", 2, "says something else than line 1"),
        ("r\tperson\t-\t+", 1, "adds nothing"),
    ],
)
def test_lines_that_cannot_be_read_are_told(lines: str, line: int, reason: str) -> None:
    [bad] = parse(lines.encode()).bad
    assert bad.line == line and reason in bad.reason


def test_a_file_may_be_in_utf_16_and_the_rest_of_a_broken_one_is_read() -> None:
    line = "r\torganiser\tTỉnh ủy\n"
    assert parse(line.encode("utf-16")).of == parse(line.encode()).of
    assert parse(b"\xef\xbb\xbf" + line.encode()).of == parse(line.encode()).of
    read = parse(b"r\tlevel\t\xff\n" + line.encode())
    assert [bad.reason for bad in read.bad] == ["is not UTF-8"] and len(read.lines) == 1
    assert read.is_unread, "nobody knows which report the line is about"


def test_many_lines_of_one_report_are_read_in_a_moment() -> None:
    lines = "".join(f"r\tterm\tkhóa {number}\n" for number in range(20_000))
    start = process_time()
    assert len(parse(lines.encode()).lines) == 20_000
    assert process_time() - start < 10  # 50 s, were each compared with all before it


def test_the_digest_tells_what_is_said_and_not_where() -> None:
    def of(lines: str) -> str:
        return digest_of(parse(lines.encode()).of["r"])

    assert of("r\tlevel\ttinh") == of("# họp\n\nr\tlevel\ttinh  \nx\tlevel\txa")
    assert of("r\tlevel\ttinh") != of("r\tlevel\txa") and digest_of(()) == ""


def as_told(value: FacetValue) -> FacetValue:
    """What a line says of a value: all but where its words stand, and what is made of them."""
    told = replace(value, status=Status.CORRECTED, evidence=None)
    if isinstance(told, DateValue):
        return replace(told, day_part=None)
    if isinstance(told, FigureValue):
        return replace(told, is_suspicious=False)
    if isinstance(told, PersonValue):
        own = (None,) * len(told.titles)
        return replace(told, titles_evidence=own, role_evidence=None)
    return told


@pytest.mark.parametrize("path", SAMPLE_REPORTS, ids=lambda path: path.stem)
def test_each_value_is_read_as_it_is_written(path: Path) -> None:
    made = understood(path.read_text("utf-8"))
    seen = 0
    for field in FIELDS:
        assert field_of(facet_name(field)) == field
        for value in values_of(made, field):
            line = written(value)
            assert is_written(value, line)
            assert value_of(field, line) == as_told(value)
            seen += 1
    assert seen > 3
