"""Sentences by which papers say who took part, spoke, presided, and on what other occasion."""

import pytest

from search.report import Role
from tests.indexer.people.test_people import names, people

CHAIR, SPEAKER, ATTENDEE, MENTIONED = Role


def _parts(text: str) -> dict[str, Role]:
    return {person.value: person.role for person in people(text)}


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        # delegations that meet voters
        (
            "Đoàn đại biểu Quốc hội tỉnh gồm các đại biểu Vũ Thị Sim (Bí thư Tỉnh ủy), Lò Văn Páo "
            "(Chủ tịch UBND tỉnh), Hà Mí Sinh (Giám đốc Sở Y tế) đã tiếp xúc cử tri xã Bản Lầu.",
            {"Vũ Thị Sim": ATTENDEE, "Lò Văn Páo": ATTENDEE, "Hà Mí Sinh": ATTENDEE},
        ),
        # others before the first person, more than an office between two
        (
            "Dự hội nghị còn có đại diện các sở, phòng ban, Bí thư Huyện ủy Lò Văn Páo, Chủ tịch "
            "UBND huyện Vũ Thị Sim, cán bộ các xã.",
            {"Lò Văn Páo": ATTENDEE, "Vũ Thị Sim": ATTENDEE},
        ),
        (
            "Đến tham dự với hội nghị có ông Lò Văn Páo, Bí thư Huyện ủy, bà Vũ Thị Sim, Chủ tịch "
            "UBND huyện.",
            {"Lò Văn Páo": ATTENDEE, "Vũ Thị Sim": ATTENDEE},
        ),
        (
            "Cùng dự có ông Lò Văn Páo - thành viên Thường trực Tỉnh ủy, bà Vũ Thị Sim - Trưởng "
            "ban Tổ chức.",
            {"Lò Văn Páo": ATTENDEE, "Vũ Thị Sim": ATTENDEE},
        ),
        (
            "Cùng dự có ông Tom Muller, Đại sứ Anh.",
            {"Tom Muller": ATTENDEE},
        ),
        # according to whom
        (
            "Theo đại biểu Lò Văn Páo (đoàn Lào Cai), luật cần nói rõ hơn.",
            {"Lò Văn Páo": SPEAKER},
        ),
        (
            "Theo ông Lò Văn Páo - Giám đốc Sở Y tế - dịch đã lui.",
            {"Lò Văn Páo": SPEAKER},
        ),
        (
            "Theo quyết định của Giám đốc Sở Y tế Lò Văn Páo, trạm mở cửa lại.",
            {"Lò Văn Páo": MENTIONED},
        ),
        (
            "Trước câu hỏi của bà Vũ Thị Sim, Phó Trưởng ban Pháp chế, ông Lò Văn Páo, Giám đốc "
            "Sở Y tế, cho biết sẽ sửa.",
            {"Vũ Thị Sim": SPEAKER, "Lò Văn Páo": SPEAKER},
        ),
        (
            "Đồng tình với đại biểu Lò Văn Páo, đại biểu Vũ Thị Sim đề nghị sửa luật.",
            {"Lò Văn Páo": SPEAKER, "Vũ Thị Sim": SPEAKER},
        ),
        (
            "Báo cáo với Phó Thủ tướng, Bí thư Lò Văn Páo cũng cho biết đường sắp xong.",
            {"Lò Văn Páo": SPEAKER},
        ),
        (
            "Báo cáo với Bí thư Lò Văn Páo, bà Vũ Thị Sim, Giám đốc Sở Y tế, cho biết dịch lui.",
            {"Lò Văn Páo": MENTIONED, "Vũ Thị Sim": SPEAKER},
        ),
        # who says it while presiding, or comes to preside
        (
            "Chủ tịch UBND tỉnh Lò Văn Páo nói như vậy khi chủ trì cuộc họp về lũ.",
            {"Lò Văn Páo": CHAIR},
        ),
        (
            "Thứ trưởng Lò Văn Páo dẫn đầu đoàn công tác của Bộ lên Lào Cai dự và đồng chủ trì "
            "hội nghị về rừng.",
            {"Lò Văn Páo": CHAIR},
        ),
        (
            "Bí thư Lò Văn Páo dẫn đầu đoàn công tác làm việc với huyện về lũ.",
            {"Lò Văn Páo": CHAIR},
        ),
        ("Bí thư Lò Văn Páo đang dẫn đầu với 60% số phiếu.", {"Lò Văn Páo": MENTIONED}),
        # what is said on another occasion
        (
            "Bên lề kỳ họp, Bí thư Lò Văn Páo cho biết đường sắp xong.",
            {"Lò Văn Páo": MENTIONED},
        ),
        (
            "Chia sẻ bên hành lang Quốc hội, đại biểu Lò Văn Páo đề nghị sửa luật.",
            {"Lò Văn Páo": MENTIONED},
        ),
        (
            "Trước đó ngày 3/4, Bí thư Lò Văn Páo yêu cầu sửa đường.",
            {"Lò Văn Páo": MENTIONED},
        ),
        (
            "Trước đó, trong sáng 3/4, Bí thư Lò Văn Páo yêu cầu sửa đường.",
            {"Lò Văn Páo": MENTIONED},
        ),
        (
            "Trước đó, trong bài khai mạc hội nghị, Bí thư Lò Văn Páo yêu cầu sửa đường.",
            {"Lò Văn Páo": SPEAKER},
        ),
        (
            "Bí thư Lò Văn Páo. Chia sẻ bên lề kỳ họp, ông Lò Văn Páo nói đường sắp xong. Ông Páo "
            "cho biết thêm vậy.",
            {"Lò Văn Páo": MENTIONED},
        ),
    ],
)
def test_what_each_does(sentence: str, found: dict[str, Role]) -> None:
    parts = _parts(sentence)
    assert {name: parts.get(name) for name in found} == found


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Giám đốc Sở Nông nghiệp và Phát triển Nông thôn Lê Thị Mơ phát biểu.", "Lê Thị Mơ"),
        ("Phó Giám đốc Sở Nông nghiệp và phát triển nông thôn Lê Mơ phát biểu.", "Lê Mơ"),
        ("Bí thư Thành đoàn Lê Thị Mơ phát biểu.", "Lê Thị Mơ"),
        ("Trưởng phòng Giáo dục Hai Bà Trưng Lê Thị Mơ phát biểu.", "Lê Thị Mơ"),
        ("Trưởng đoàn EU - ông Boris Petrov - phát biểu.", "Boris Petrov"),
        ("Ông Boris Petrov, Đại sứ Nga, phát biểu.", "Boris Petrov"),
    ],
)
def test_a_name_behind_a_body_or_an_honorific_is_found(sentence: str, name: str) -> None:
    assert names(sentence) == [name]


@pytest.mark.parametrize(
    "sentence", ["Trạm ở thôn Lê Lợi đã mở.", "Ông Thiện Nhân, Chủ tịch, nói."]
)
def test_a_village_and_the_end_of_a_name_are_none(sentence: str) -> None:
    assert names(sentence) == []
