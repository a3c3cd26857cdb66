"""Name, offices and role of a person → the words that show each of them."""

import pytest

from indexer.read.document import SourceMetadata
from search.report import Role
from tests.indexer.facets.test_facets import understood

MEETING = "Sáng 25/8, UBND tỉnh tổ chức hội nghị giao ban.\n"


@pytest.mark.parametrize(
    ("sentence", "offices", "role"),
    [
        (
            "Chủ tịch UBND huyện Lâm Sa Vũ Thị Sim kết luận cuộc họp.",
            ["Chủ tịch UBND huyện Lâm Sa"],
            "kết luận",
        ),
        (
            "Đại tá Vũ Thị Sim - Trưởng phòng Hậu cần - đồng chủ trì hội nghị.",
            ["Đại tá", "Trưởng phòng Hậu cần"],
            "đồng chủ trì",
        ),
        (
            "Chủ trì hội nghị có bà Vũ Thị Sim, nguyên Bí thư Huyện ủy.",
            ["nguyên Bí thư Huyện ủy"],
            "Chủ trì hội nghị có",
        ),
        (
            "Tham dự hội nghị có các đồng chí: Vũ Thị Sim, Phó Bí thư Huyện ủy.",
            ["Phó Bí thư Huyện ủy"],
            "Tham dự hội nghị có",
        ),
        (
            "Phát biểu tại hội nghị, Bí thư Vũ Thị Sim rất vui.",
            ["Bí thư"],
            "Phát biểu tại hội nghị",
        ),
        ("Theo Bí thư Vũ Thị Sim, việc đã xong.", ["Bí thư"], "Theo"),
        ("Bí thư Vũ Thị Sim: Phải làm ngay.", ["Bí thư"], ":"),
        ("Bí thư Vũ Thị Sim duyệt đề án.", ["Bí thư"], None),
    ],
)
def test_each_office_and_the_role_have_their_words(
    sentence: str, offices: list[str], role: str | None
) -> None:
    made = understood(MEETING + sentence)
    [person] = made.facets.people
    assert list(person.titles) == offices
    assert [made.text[slice(*span)] for span in person.titles_evidence if span] == offices
    words = person.role_evidence and made.text[slice(*person.role_evidence)]
    assert words == role
    assert (role is None) == (person.role is Role.MENTIONED)


def test_all_of_a_list_have_their_part_by_the_same_words() -> None:
    made = understood(MEETING + "Bí thư Vũ Thị Sim và Chủ tịch Lò Văn Páo đồng chủ trì hội nghị.")
    spans = {person.role_evidence for person in made.facets.people}
    assert [made.text[slice(*span)] for span in spans if span] == ["đồng chủ trì"]
    assert len(made.facets.people) == 2


def test_what_only_the_title_of_the_source_says_has_no_span_of_the_text() -> None:
    known = SourceMetadata(title="Bí thư Vũ Thị Sim: Phải làm ngay")
    [person] = understood(MEETING + "Bà con vui mừng.", known).facets.people
    assert (person.titles, person.titles_evidence) == (("Bí thư",), (None,))
    assert person.role_evidence is None


def test_where_no_meeting_is_reported_nobody_has_a_part() -> None:
    text = "Giá xăng tăng từ chiều nay. Bộ trưởng Vũ Thị Sim nói giá sẽ giảm."
    [person] = understood(text).facets.people
    assert person.role is Role.MENTIONED and person.role_evidence is None
