"""Sentences with lists, foreign names, bodies and long offices → who is in them, and as what."""

import json
from pathlib import Path

import pytest

from indexer.lexicon import rows
from search.report import Role
from tests.indexer.facets.test_facets import understood
from tests.indexer.people.test_people import names, people

CHAIR, SPEAKER, ATTENDEE, MENTIONED = Role


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        # one honorific for all
        (
            "Bà Vũ Thị Sim, Lò Văn Páo và ông Hà Mí Sinh được bầu làm Phó Chủ tịch HĐND huyện.",
            {"Vũ Thị Sim": MENTIONED, "Lò Văn Páo": MENTIONED, "Hà Mí Sinh": MENTIONED},
        ),
        (
            "Các ông Lò Văn Páo, Hà Mí Sinh tái đắc cử Phó Bí thư Huyện ủy.",
            {"Lò Văn Páo": MENTIONED, "Hà Mí Sinh": MENTIONED},
        ),
        # who presides, before and after the names
        (
            "Chủ trì do bà Vũ Thị Sim - Phó Chủ tịch UBND TP. Vinh, Lò Văn Páo - Trưởng Ban quản "
            "lý chợ, ông Hà Mí Sinh - Giám đốc Sở Y tế.",
            {"Vũ Thị Sim": CHAIR, "Lò Văn Páo": CHAIR, "Hà Mí Sinh": CHAIR},
        ),
        (
            "Chủ trì: bà Vũ Thị Sim, Phó Chủ tịch UBND huyện; ông Lò Văn Páo, Chánh Văn phòng.",
            {"Vũ Thị Sim": CHAIR, "Lò Văn Páo": CHAIR},
        ),
        (
            "Buổi họp của Sở Y tế với Hội Chữ thập đỏ do Giám đốc Vũ Thị Sim chủ trì diễn ra 3/4.",
            {"Vũ Thị Sim": CHAIR},
        ),
        (
            "Phiên họp do Bí thư Vũ Thị Sim và ông Lò Văn Páo, Phó Bí thư, chủ trì vừa bế mạc.",
            {"Vũ Thị Sim": CHAIR, "Lò Văn Páo": CHAIR},
        ),
        (
            "Đề án do Phó Giám đốc Vũ Thị Sim chủ trì xây dựng đã xong.",
            {"Vũ Thị Sim": MENTIONED},
        ),
        # who attends
        (
            "Cùng dự có ông Lò Văn Páo; bà Vũ Thị Sim, Phó Giám đốc Sở Y tế.",
            {"Lò Văn Páo": ATTENDEE, "Vũ Thị Sim": ATTENDEE},
        ),
        (
            "Hội nghị có sự tham dự của ông Lò Văn Páo, Vụ trưởng Vụ Đào tạo; bà Vũ Thị Sim, Bí "
            "thư Huyện ủy.",
            {"Lò Văn Páo": ATTENDEE, "Vũ Thị Sim": ATTENDEE},
        ),
        (
            "Về phía huyện có đồng chí Lò Văn Páo, Bí thư Huyện ủy và đồng chí Vũ Thị Sim.",
            {"Lò Văn Páo": ATTENDEE, "Vũ Thị Sim": ATTENDEE},
        ),
        ("Tiếp đoàn có Bí thư Huyện ủy Lò Văn Páo.", {"Lò Văn Páo": ATTENDEE}),
        ("Chủ tịch UBND huyện Lò Văn Páo (trái) tại kỳ họp.", {"Lò Văn Páo": ATTENDEE}),
        # who leads a delegation that meets somebody
        (
            "Đoàn kiểm tra do Bí thư Lò Văn Páo làm Trưởng đoàn đã có buổi làm việc với huyện.",
            {"Lò Văn Páo": CHAIR},
        ),
        ("Đoàn do Bí thư Lò Văn Páo dẫn đầu lên đường sang Lào.", {"Lò Văn Páo": MENTIONED}),
        # who speaks
        (
            "Phó Chủ tịch UBND thành phố Vũ Thị Sim lưu ý hai việc.",
            {"Vũ Thị Sim": SPEAKER},
        ),
        (
            "Phó Thủ tướng Vũ Thị Sim, Lò Văn Páo và bốn bộ trưởng Y tế, Nội vụ, Kế hoạch và Đầu "
            "tư sẽ trả lời.",
            {"Vũ Thị Sim": SPEAKER, "Lò Văn Páo": SPEAKER},
        ),
        ('"Phải làm ngay ". Bí thư Lò Văn Páo nói vậy.', {"Lò Văn Páo": SPEAKER}),
        ("Ông Lò Văn Páo - Bí thư: Tín nhiệm cao: 37 phiếu.", {"Lò Văn Páo": MENTIONED}),
        ("Ông Lò Văn Páo - Bí thư: Việc này phải xong.", {"Lò Văn Páo": SPEAKER}),
        # what is done to somebody is no part of theirs
        (
            "Khiển trách đối với ông Lò Văn Páo, Bí thư xã; ông Hà Mí Sinh, Chủ tịch xã; đề nghị "
            "sửa ngay.",
            {"Lò Văn Páo": MENTIONED, "Hà Mí Sinh": MENTIONED},
        ),
        (
            "Ông Lò Văn Páo, Bí thư xã, đã bị Huyện ủy yêu cầu kiểm điểm.",
            {"Lò Văn Páo": MENTIONED},
        ),
        (
            "Bí thư Lò Văn Páo vi phạm quy chế làm việc, thiếu gương mẫu trong thời gian dài rồi "
            "mới thừa nhận.",
            {"Lò Văn Páo": MENTIONED},
        ),
        ("Bí thư Lò Văn Páo vắng mặt trong phiên khai mạc.", {"Lò Văn Páo": MENTIONED}),
    ],
)
def test_people_of_a_list(sentence: str, found: dict[str, Role]) -> None:
    assert {person.value: person.role for person in people(sentence)} == found


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        (
            "Bà Vũ Thị Sim - Phó Giám đốc Sở Tài nguyên - môi trường - thừa nhận sai sót.",
            "Phó Giám đốc Sở Tài nguyên - môi trường",
        ),
        (
            "Bà Vũ Thị Sim, Chủ nhiệm Ủy ban Văn hóa, giáo dục, thanh niên và nhi đồng, nói vậy.",
            "Chủ nhiệm Ủy ban Văn hóa, giáo dục, thanh niên và nhi đồng",
        ),
        (
            "Ông Lò Văn Páo, Phó Chủ tịch UBND TP. Vinh, phát biểu.",
            "Phó Chủ tịch UBND TP. Vinh",
        ),
        ("Ông Lò Văn Páo, đại sứ Việt Nam tại Lào, phát biểu.", "đại sứ Việt Nam tại Lào"),
        ("Ông Lò Văn Páo, Giám đốc Sở Y tế tại buổi họp.", "Giám đốc Sở Y tế"),
        ("Ông Lò Văn Páo, nguyên Chủ tịch UBND xã do vi phạm.", "nguyên Chủ tịch UBND xã"),
        ("Ông Lò Văn Páo, Bí thư Huyện ủy làm Trưởng đoàn.", "Bí thư Huyện ủy"),
        ("Ông Lò Văn Páo, Chủ tịch UBND tỉnh có 37 phiếu.", "Chủ tịch UBND tỉnh"),
        ("Ông Lò Văn Páo, Bí thư Huyện ủy và đại diện các ban dự.", "Bí thư Huyện ủy"),
        (
            "Người phát ngôn của Thủ tướng, ông Lò Văn Páo cho biết vậy.",
            "Người phát ngôn của Thủ tướng",
        ),
        (
            "Thừa ủy quyền của Thủ tướng Chính phủ, Bộ trưởng Y tế Lò Văn Páo báo cáo.",
            "Bộ trưởng Y tế",
        ),
        ("Phó Bí thư Lò Văn Páo dự. Phó Bí thư Huyện ủy Lò Văn Páo nói.", "Phó Bí thư Huyện ủy"),
    ],
)
def test_an_office_is_whole_and_ends(sentence: str, title: str) -> None:
    [person] = people(sentence)
    assert person.titles == (title,)


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        ("Theo chỉ đạo của Thủ tướng, ông Lò Văn Páo, Giám đốc Sở, nói.", ("Giám đốc Sở",)),
        ("Tổ công tác của Thủ tướng do ông Lò Văn Páo, Bí thư, dẫn đầu.", ("Bí thư",)),
    ],
)
def test_the_office_of_another_is_none(sentence: str, titles: tuple[str, ...]) -> None:
    [person] = people(sentence)
    assert person.titles == titles


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Phát ngôn viên Điện Kremlin Boris Petrov nói vậy.", "Boris Petrov"),
        ("Thống đốc bang Texas Tom Muller phát biểu.", "Tom Muller"),
        ("Tổng thống John F. Kelly phát biểu.", "John F. Kelly"),
        ("Thủ tướng Nepal K. P. Sharma phát biểu.", "K. P. Sharma"),
        ("Chủ tịch Thượng viện Juan M.Flores phát biểu.", "Juan M.Flores"),
        ("Thủ tướng Prawit Chan - o - cha phát biểu.", "Prawit Chan-o-cha"),
        ("Tổng thống Tom Muller Tiếp đó, đoàn về.", "Tom Muller"),
        ("Bí thư Lò Văn Páo Ngoài ra, đoàn về.", "Lò Văn Páo"),
        ("Bí thư Lò Văn Páo Nông nghiệp vẫn là chính.", "Lò Văn Páo"),
        ("Bộ trưởng Lê Trung Tá khẳng định vậy.", "Lê Trung Tá"),
        ("Ngoại trưởng Trung Quốc Vương Tiến nói vậy.", "Vương Tiến"),
        ("Bộ trưởng Bộ Công Thương Lò Văn Páo phát biểu.", "Lò Văn Páo"),
        ("Bí thư Trung ương Đoàn Vũ Thị Sim phát biểu.", "Vũ Thị Sim"),
        ("Chủ tịch Đoàn Thị Sim phát biểu.", "Đoàn Thị Sim"),
        ("Giám đốc CIA Tom Muller - quan chức Mỹ - đến thăm.", "Tom Muller"),
        ("Chủ tịch Hội, giáo sư Lò Văn Páo phát biểu.", "Lò Văn Páo"),
        ("Đoàn có: Lò Văn Páo, Bí thư; Boris Petrov, Bộ trưởng Y tế.", "Boris Petrov"),
        ("Bí thư Tất Thị Sim phát biểu.", "Tất Thị Sim"),
    ],
)
def test_a_name_without_what_stands_beside_it(sentence: str, name: str) -> None:
    assert names(sentence)[-1:] == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "Theo Điện Kremlin, việc đã xong.",
        "Thủ tướng đi bằng máy bay của Vietnam Airlines.",
        "Bí thư Tỉnh Đoàn Vĩnh Long nói vậy.",
        "Ủy viên Đoàn Chủ tịch nói vậy.",
        "Trưởng Đoàn Đại biểu Quốc hội nói vậy.",
        "Chủ tịch UBND P. Bến Mây nói vậy.",
        "Chủ tịch Formosa Hà Tĩnh nói vậy.",
        "Thủ tướng họp với các bộ trưởng ở New Haven.",
        "Phó Giám đốc Sở T T nói vậy.",
        "Chủ tịch UBND huyện Krông Mây nói vậy.",
        "Ủy ban hợp tác Lào-Việt Nam họp, Chủ tịch nói.",
        "Chào mừng Đại hội lần thứ X Đảng Cộng sản, Chủ tịch nói vậy.",
        "Ông Lò Văn Páo, một người dân, cũng dự họp.",
    ],
)
def test_bodies_places_and_firms_are_no_people(sentence: str) -> None:
    assert names(sentence) == []


@pytest.mark.parametrize("row", rows("other_places.txt"), ids="".join)
def test_each_place_abroad_is_no_part_of_a_name(row: tuple[str]) -> None:
    assert names(f"Lãnh đạo {row[0]} Taro Yamada phát biểu.") == ["Taro Yamada"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Bí thư Hồ Lý Mơ dự. Bí thư Hồ Lí Mơ phát biểu.", "Hồ Lý Mơ"),
        ("Bí thư Lò Văn Hoà dự. Bí thư LÒ VĂN HÒA phát biểu.", "Lò Văn Hòa"),
        ("Nhà văn, đại biểu Chu Mai- người Hà Nội - phát biểu. Đại biểu Chu Mai nói.", "Chu Mai"),
        ("Chủ tịch Park Bong Chol dự. Chủ tịch Park Bong-chol phát biểu.", "Park Bong-chol"),
    ],
)
def test_one_person_has_one_value(text: str, value: str) -> None:
    assert [(one.value, one.role) for one in people(text)] == [(value, SPEAKER)]


def test_the_examples(shared: Path) -> None:
    """Those of facet-examples.jsonl that say who is meant."""
    lines = (shared / "data" / "facet-examples.jsonl").read_text("utf-8").splitlines()
    wanted = [
        one for one in map(json.loads, lines) if {"people", "chairs"} & one["expected"].keys()
    ]
    assert len(wanted) >= 4
    for one in wanted:
        found = understood(one["text"]).facets.people
        if "people" in one["expected"]:
            assert [person.value for person in found] == one["expected"]["people"], one["id"]
        else:
            chairs = [person.value for person in found if person.role is CHAIR]
            assert chairs == one["expected"]["chairs"], one["id"]
