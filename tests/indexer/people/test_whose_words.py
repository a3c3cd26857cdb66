"""Texts in which somebody speaks on another occasion, through others, or by their office alone."""

import pytest

from indexer.dates.opening_day import is_of_another_day
from search.report import DateValue, Role, Status
from tests.indexer.facets.test_facets import understood
from tests.indexer.people.test_people import people

CHAIR, SPEAKER, ATTENDEE, MENTIONED = Role


def _parts(text: str) -> dict[str, Role]:
    return {person.value: person.role for person in people(text)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a verb behind a semicolon, or behind a comma and "và", is of who acts
        (
            "Bí thư Tỉnh ủy Lò Văn Páo nêu tên Giám đốc Sở Y tế Vũ Thị Sim; yêu cầu làm rõ.",
            {"Lò Văn Páo": SPEAKER, "Vũ Thị Sim": MENTIONED},
        ),
        (
            "Hội nghị xem xét kỷ luật ông Lò Văn Páo, Giám đốc Sở Y tế, và yêu cầu làm rõ.",
            {"Lò Văn Páo": MENTIONED},
        ),
        # what was not done, and nouns
        (
            "Giám đốc Sở Y tế Lò Văn Páo đã thiếu chỉ đạo, kiểm tra.",
            {"Lò Văn Páo": MENTIONED},
        ),
        (
            "Giám đốc Sở Y tế Lò Văn Páo có đơn đề nghị nghỉ việc.",
            {"Lò Văn Páo": MENTIONED},
        ),
        # by the report of others
        (
            "Theo kết luận của Thanh tra, ông Lò Văn Páo, Giám đốc Sở Y tế, đã sai.",
            {"Lò Văn Páo": MENTIONED},
        ),
        (
            "Theo Giám đốc Sở Y tế Vũ Thị Sim, Bí thư Tỉnh ủy Lò Văn Páo từng nhắc nhở họ.",
            {"Vũ Thị Sim": SPEAKER, "Lò Văn Páo": MENTIONED},
        ),
        (
            "Giám đốc Sở Y tế Vũ Thị Sim: Bí thư Tỉnh ủy Lò Văn Páo nhắc nhở chúng tôi rồi.",
            {"Vũ Thị Sim": SPEAKER, "Lò Văn Páo": MENTIONED},
        ),
        # on another day, at another meeting, in a paper
        (
            "Ngày 20/3, Giám đốc Sở Y tế Lò Văn Páo yêu cầu dừng việc.",
            {"Lò Văn Páo": MENTIONED},
        ),
        (
            "Ngày 25/8, Giám đốc Sở Y tế Lò Văn Páo yêu cầu dừng việc.",
            {"Lò Văn Páo": SPEAKER},
        ),
        (
            "Cùng ngày, tại buổi làm việc với Sở Y tế, Bí thư Tỉnh ủy Lò Văn Páo nhấn mạnh.",
            {"Lò Văn Páo": MENTIONED},
        ),
        (
            "Cũng trên báo Tin Mới, ông Lò Văn Páo, Giám đốc Sở Y tế, cho biết sẽ sửa.",
            {"Lò Văn Páo": MENTIONED},
        ),
        # by an office that one alone holds
        (
            "Thủ tướng Lò Văn Páo dự hội nghị.\nThủ tướng nhấn mạnh phải làm nhanh.",
            {"Lò Văn Páo": SPEAKER},
        ),
        (
            "Thủ tướng Lò Văn Páo dự hội nghị.\nNhiều người mong Thủ tướng chỉ đạo.",
            {"Lò Văn Páo": ATTENDEE},
        ),
        (
            "Thủ tướng Lò Văn Páo và Thủ tướng Vũ Thị Sim dự hội nghị.\nThủ tướng nhấn mạnh thêm.",
            {"Lò Văn Páo": ATTENDEE, "Vũ Thị Sim": ATTENDEE},
        ),
        # part of a session
        (
            "Phó Chủ tịch Quốc hội Lò Văn Páo điều hành nội dung làm việc buổi chiều.",
            {"Lò Văn Páo": CHAIR},
        ),
        # days before, or after
        (
            "Hai ngày sau, Giám đốc Sở Y tế Lò Văn Páo yêu cầu dừng việc.",
            {"Lò Văn Páo": MENTIONED},
        ),
        # a caption; a working meeting
        (
            "Bí thư Tỉnh ủy Lò Văn Páo trao bằng khen cho học sinh tại hội nghị - Ảnh: HÀ MI",
            {"Lò Văn Páo": ATTENDEE},
        ),
        (
            "Bí thư Tỉnh ủy Lò Văn Páo trao bằng khen cho học sinh tại một hội nghị - Ảnh: HÀ MI",
            {"Lò Văn Páo": MENTIONED},
        ),
        (
            "Bí thư Tỉnh ủy Lò Văn Páo đã có buổi làm việc đầu tiên với Sở Y tế.",
            {"Lò Văn Páo": ATTENDEE},
        ),
        # a scholar needs no office to be one who speaks
        ("Giáo sư Lò Văn Páo (Viện Sử học) cho biết đã tìm ra.", {"Lò Văn Páo": SPEAKER}),
        ("Giáo sư Lò Văn Páo (Viện Sử học) đã tìm ra.", {}),
        # by the end of a name behind an office
        (
            "Ông Lò Văn Páo cho rằng phải sửa. Bí thư Páo nói thêm.",
            {"Lò Văn Páo": SPEAKER},
        ),
        # offices with an election, a board that runs things, or brackets in them
        (
            "Phó Chủ tịch Hội đồng bầu cử quốc gia Lò Văn Páo phát biểu.",
            {"Lò Văn Páo": SPEAKER},
        ),
        (
            "Giám đốc Trung tâm điều hành thoát nước Lò Văn Páo cho biết đã xong.",
            {"Lò Văn Páo": SPEAKER},
        ),
        (
            "Trưởng ban Pháp chế (HĐND tỉnh) Lò Văn Páo cho biết đã xong.",
            {"Lò Văn Páo": SPEAKER},
        ),
        (
            "Bộ trưởng Văn hóa, Thể thao & Du lịch Lò Văn Páo cho biết đã xong.",
            {"Lò Văn Páo": SPEAKER},
        ),
    ],
)
def test_what_each_does(text: str, found: dict[str, Role]) -> None:
    assert _parts(text) == found


@pytest.mark.parametrize(
    ("sentence", "held", "until", "is_another"),
    [
        ("Ngày 20/3, ông A nói.", "2018-07-03", None, True),
        ("Sáng 3/7, ông A nói.", "2018-07-03", None, False),
        ("Sáng ngày 4/7, ông A nói.", "--07-03", "--07-05", False),
        ("Ngày 2/1, ông A nói.", "2018-12-30", "2019-01-03", False),
        ("Ngày 3/7/2017, ông A nói.", "2018-07-03", None, True),
        ("Ngày 3/7/2017, ông A nói.", "--07-03", None, False),
        ("Ngày 20/3, ông A nói.", "2018-07", None, False),
        ("Ngày 31/2, ông A nói.", "2018-07-03", None, False),
        ("Ông A nói ngày 20/3.", "2018-07-03", None, False),
    ],
)
def test_a_sentence_that_begins_with_another_day(
    sentence: str, held: str, until: str | None, *, is_another: bool
) -> None:
    day = DateValue(held, Status.STATED, until=until)
    assert is_of_another_day(sentence, (day,)) is is_another
    assert not is_of_another_day(sentence, ())


@pytest.mark.parametrize(
    ("lead", "role"),
    [
        ("Trao đổi nhanh với báo Tin Mới", MENTIONED),
        ("Trao đổi với PV báo Tin Mới", MENTIONED),
        ("Trao đổi với báo chí", SPEAKER),
        ("Trả lời phóng viên", SPEAKER),
    ],
)
def test_at_a_briefing_one_paper_is_another_occasion(lead: str, role: Role) -> None:
    text = f"{lead}, ông Lò Văn Páo, Giám đốc Sở Y tế, cho biết đã xong."
    [person] = understood(f"Sáng 25/8, UBND tỉnh tổ chức họp báo.\n{text}").facets.people
    assert person.role is role
