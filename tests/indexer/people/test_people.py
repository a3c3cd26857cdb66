"""Sentences → who is named in them, with what offices, and what they do."""

from time import process_time

import pytest

from indexer.lexicon import rows
from indexer.read.document import SourceMetadata
from search.report import PersonValue, Role
from search.text.lexicon.names import surnames
from tests.indexer.facets.test_facets import understood

MEETING = "Sáng 25/8, UBND tỉnh tổ chức hội nghị giao ban.\n"
CHAIR, SPEAKER, ATTENDEE, MENTIONED = Role


def people(text: str) -> tuple[PersonValue, ...]:
    """Of a report of a meeting."""
    return understood(MEETING + text).facets.people


def names(text: str) -> list[str]:
    return [person.value for person in people(text)]


@pytest.mark.parametrize(
    ("sentence", "name", "role", "titles"),
    [
        # Offices before the name ...
        (
            "Phó chủ tịch UBND TP HCM Lê Văn Tám cho biết đã xong.",
            *("Lê Văn Tám", SPEAKER, ("Phó chủ tịch UBND TP HCM",)),
        ),
        (
            "Bí thư Thành ủy TP. HCM Lê Văn Tám nhấn mạnh hai việc.",
            *("Lê Văn Tám", SPEAKER, ("Bí thư Thành ủy TP. HCM",)),
        ),
        (
            "Chủ tịch UBND thành phố Hà Nội Lê Văn Tám cho hay đã xong.",
            *("Lê Văn Tám", SPEAKER, ("Chủ tịch UBND thành phố Hà Nội",)),
        ),
        (
            "Bí thư Đảng ủy xã Mây Hồng Lê Văn Tám nói đã xong.",
            *("Lê Văn Tám", SPEAKER, ("Bí thư Đảng ủy xã Mây Hồng",)),
        ),
        (
            "Tổng bí thư, Chủ tịch nước Lê Văn Tám tham dự.",
            *("Lê Văn Tám", ATTENDEE, ("Tổng bí thư, Chủ tịch nước",)),
        ),
        (
            "Bộ trưởng Văn hóa, Thể thao và Du lịch Lê Thị Mơ kết luận.",
            *("Lê Thị Mơ", SPEAKER, ("Bộ trưởng Văn hóa, Thể thao và Du lịch",)),
        ),
        (
            "Chủ tịch Mặt trận Tổ quốc (MTTQ) Việt Nam Lê Thị Mơ góp ý.",
            *("Lê Thị Mơ", SPEAKER, ("Chủ tịch Mặt trận Tổ quốc (MTTQ) Việt Nam",)),
        ),
        (
            "Bộ trưởng Tài nguyên và Môi trường Lê Thị Mơ trả lời.",
            *("Lê Thị Mơ", SPEAKER, ("Bộ trưởng Tài nguyên và Môi trường",)),
        ),
        (
            "Bí thư Thành ủy Huế, ông Lê Văn Tám nhận xét như vậy.",
            *("Lê Văn Tám", SPEAKER, ("Bí thư Thành ủy Huế",)),
        ),
        (
            "Kỳ họp miễn nhiệm bà Lê Thị Mơ, phó chủ tịch HĐND TP, theo nguyện vọng.",
            *("Lê Thị Mơ", MENTIONED, ("phó chủ tịch HĐND TP",)),
        ),
        ("Đại biểu Lê Văn Tám đề nghị làm sớm.", "Lê Văn Tám", SPEAKER, ("Đại biểu",)),
        ("Viện trưởng, PGS.TS Lê Thị Mơ phát biểu.", "Lê Thị Mơ", SPEAKER, ("Viện trưởng",)),
        # ... and after it
        (
            "Ông Lê Văn Tám, phó chủ tịch UBND huyện Bình Chánh, báo cáo.",
            *("Lê Văn Tám", SPEAKER, ("phó chủ tịch UBND huyện Bình Chánh",)),
        ),
        (
            "Ông Lê Văn Tám - chủ tịch UBND tỉnh Bạc Liêu - yêu cầu làm ngay.",
            *("Lê Văn Tám", SPEAKER, ("chủ tịch UBND tỉnh Bạc Liêu",)),
        ),
        (
            "Ông Lê Văn Tám (Phó trưởng ban tổ chức Trung ương) mong muốn vậy.",
            *("Lê Văn Tám", SPEAKER, ("Phó trưởng ban tổ chức Trung ương",)),
        ),
        (
            "Đồng chí Lê Văn Tám- Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy kết luận.",
            *("Lê Văn Tám", SPEAKER, ("Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy",)),
        ),
        (
            "Đại tá Lê Văn Tám - Trưởng phòng PC67 - khẳng định sẽ xử lý.",
            *("Lê Văn Tám", SPEAKER, ("Đại tá", "Trưởng phòng PC67")),
        ),
        (
            "Ông Lê Văn Tám, nguyên Bí thư Tỉnh ủy, được nhắc tên.",
            *("Lê Văn Tám", MENTIONED, ("nguyên Bí thư Tỉnh ủy",)),
        ),
        ("Ông Lê Văn Tám được bầu giữ chức Chủ tịch tỉnh.", "Lê Văn Tám", MENTIONED, ()),
        ("Đồng chí LÊ VĂN TÁM phát biểu.", "Lê Văn Tám", SPEAKER, ()),
        # Names that are not usual ones
        (
            "Ông Vàng A Sáng, Chủ tịch UBND xã, phát biểu.",
            *("Vàng A Sáng", SPEAKER, ("Chủ tịch UBND xã",)),
        ),
        (
            "Y Thanh Mlô Niê Kđăm, Bí thư Đảng ủy xã, dự.",
            *("Y Thanh Mlô Niê Kđăm", ATTENDEE, ("Bí thư Đảng ủy xã",)),
        ),
        (
            "Phó chủ tịch tỉnh Đắk Lắk H'Yim Kđoh phát biểu.",
            *("H'Yim Kđoh", SPEAKER, ("Phó chủ tịch tỉnh Đắk Lắk",)),
        ),
        (
            "Thủ tướng Nhật Bản Taro Yamada phát biểu.",
            *("Taro Yamada", SPEAKER, ("Thủ tướng Nhật Bản",)),
        ),
        (
            "Phó chủ tịch Ủy ban châu Âu Frans Meier nói.",
            *("Frans Meier", SPEAKER, ("Phó chủ tịch Ủy ban châu Âu",)),
        ),
        (
            "Tổng thống Hàn Quốc Moon Jae - sun nói.",
            *("Moon Jae-sun", SPEAKER, ("Tổng thống Hàn Quốc",)),
        ),
        (
            "Ông Lê Văn Tám Trưởng ban Dân nguyện nói.",
            "Lê Văn Tám",
            SPEAKER,
            ("Trưởng ban Dân nguyện",),
        ),
        # What they do
        ("Chủ tịch Lê Văn Tám chủ trì hội nghị.", "Lê Văn Tám", CHAIR, ("Chủ tịch",)),
        ("Chủ tịch Lê Văn Tám đã chủ trì buổi họp báo.", "Lê Văn Tám", CHAIR, ("Chủ tịch",)),
        ("Chủ trì hội nghị, Bí thư Lê Văn Tám nói.", "Lê Văn Tám", CHAIR, ("Bí thư",)),
        ("Họp dưới sự chủ trì của Bí thư Lê Văn Tám.", "Lê Văn Tám", CHAIR, ("Bí thư",)),
        ("Phiên họp do Bí thư Lê Văn Tám chủ trì.", "Lê Văn Tám", CHAIR, ("Bí thư",)),
        (
            "Bà Lê Thị Mơ, Chủ tịch HĐND, điều hành phiên họp.",
            "Lê Thị Mơ",
            CHAIR,
            ("Chủ tịch HĐND",),
        ),
        (
            "Người chủ trì buổi họp - ông Lê Văn Tám, Phó ban - nói.",
            "Lê Văn Tám",
            CHAIR,
            ("Phó ban",),
        ),
        ("Bí thư Lê Văn Tám dự và chủ trì hội nghị.", "Lê Văn Tám", CHAIR, ("Bí thư",)),
        ("Bí thư Lê Văn Tám chủ trì xây dựng đề án.", "Lê Văn Tám", MENTIONED, ("Bí thư",)),
        ("Giám đốc Lê Văn Tám điều hành nhà máy.", "Lê Văn Tám", MENTIONED, ("Giám đốc",)),
        (
            "Giao Phó chủ tịch Lê Văn Tám chủ trì, phối hợp.",
            "Lê Văn Tám",
            MENTIONED,
            ("Phó chủ tịch",),
        ),
        ("Theo Bí thư Lê Văn Tám, việc đã xong.", "Lê Văn Tám", SPEAKER, ("Bí thư",)),
        ("Phát biểu khai mạc, Bí thư Lê Văn Tám vui mừng.", "Lê Văn Tám", SPEAKER, ("Bí thư",)),
        ("Bí thư Lê Văn Tám: Việc này phải xong.", "Lê Văn Tám", SPEAKER, ("Bí thư",)),
        ("Tham dự hội nghị có Bí thư Lê Văn Tám.", "Lê Văn Tám", ATTENDEE, ("Bí thư",)),
        ("Bí thư Lê Văn Tám duyệt dự án.", "Lê Văn Tám", MENTIONED, ("Bí thư",)),
        ("Bà con chúc mừng Bí thư Lê Văn Tám.", "Lê Văn Tám", MENTIONED, ("Bí thư",)),
        (
            '"Khi Bí thư Lê Văn Tám cho biết, tôi mừng", một người nói.',
            "Lê Văn Tám",
            MENTIONED,
            ("Bí thư",),
        ),
        (
            "Trước đó, ngày 2/8, Bí thư Lê Văn Tám nói đã xong.",
            "Lê Văn Tám",
            MENTIONED,
            ("Bí thư",),
        ),
        (
            "Trao đổi với báo chí, Bí thư Lê Văn Tám nói đã xong.",
            "Lê Văn Tám",
            MENTIONED,
            ("Bí thư",),
        ),
    ],
)
def test_a_person(sentence: str, name: str, role: Role, titles: tuple[str, ...]) -> None:
    assert [(p.value, p.role, p.titles) for p in people(sentence)] == [(name, role, titles)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Các đồng chí: Lê Văn Tám, Bí thư Tỉnh ủy; Lê Thị Mơ, Chủ tịch HĐND tỉnh; Trần Hòa, "
            "Chủ tịch UBND tỉnh đồng chủ trì hội nghị.",
            {"Lê Văn Tám": CHAIR, "Lê Thị Mơ": CHAIR, "Trần Hòa": CHAIR},
        ),
        (
            "Bà Lê Thị Mơ, Phó ban, và ông Lê Văn Tám, Chánh văn phòng, đồng chủ trì họp báo.",
            {"Lê Thị Mơ": CHAIR, "Lê Văn Tám": CHAIR},
        ),
        (
            "Hội nghị do Thủ tướng Lê Văn Tám và các Phó Thủ tướng Trần Hòa, Lý Bình chủ trì.",
            {"Lê Văn Tám": CHAIR, "Trần Hòa": CHAIR, "Lý Bình": CHAIR},
        ),
        (
            "Chủ trì hội nghị có các đồng chí: Lê Văn Tám, Bí thư; Trần Hòa, Phó Bí thư.",
            {"Lê Văn Tám": CHAIR, "Trần Hòa": CHAIR},
        ),
        (
            "Theo phân công của Bí thư Lê Văn Tám, Phó Bí thư Trần Hòa điều hành phiên họp.",
            {"Lê Văn Tám": MENTIONED, "Trần Hòa": CHAIR},
        ),
        (
            "Chủ tịch Lê Văn Tám yêu cầu ông Trần Hòa, phó chủ tịch huyện, báo cáo ngay.",
            {"Lê Văn Tám": SPEAKER, "Trần Hòa": MENTIONED},
        ),
        (
            "Từ trái qua: Chủ tịch Lê Văn Tám, Bí thư Trần Hòa.",
            {"Lê Văn Tám": ATTENDEE, "Trần Hòa": ATTENDEE},
        ),
        (
            "Bộ trưởng Lê Văn Tám và Trần Hòa sẽ trả lời chất vấn.",
            {"Lê Văn Tám": SPEAKER, "Trần Hòa": SPEAKER},
        ),
        (
            "Có 3 phó chủ tịch gồm ông Lê Văn Tám, Trần Hòa và bà Lê Thị Mơ.",
            {"Lê Văn Tám": MENTIONED, "Trần Hòa": MENTIONED, "Lê Thị Mơ": MENTIONED},
        ),
    ],
)
def test_people_of_a_list(sentence: str, found: dict[str, Role]) -> None:
    assert {p.value: p.role for p in people(sentence)} == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Ông Lê Văn Tám nói nhà ông mất điện.",
        "Bà Lê Thị Mơ, Tổng giám đốc công ty Hoa Sen, phát biểu.",
        "Chủ tịch HĐQT Lê Thị Mơ phát biểu.",
        "Ông Lê Văn Tám, chuyên gia kinh tế, phân tích.",
        "Đại biểu Lê Văn Tám (phường Hàng Gai) nói.",
        "Chủ tịch Hồ Chí Minh nói.",
        "Chủ tịch Hà Giang cho biết đã xong.",
        "Bí thư Đoàn trường Nguyễn Du phát biểu.",
        "Bí thư chi bộ Chí Kiên phát biểu.",
        "Bí thư Nhân cho biết đã xong.",
        "Việc này ở đường Lê Lợi, Chủ tịch nói.",
        "Thương hiệu Cao Sao Vàng, Thủ tướng nói.",
        "Chủ tịch phát biểu. (Ảnh: Lê Hà)",
        "Chủ tịch phát biểu - Ảnh: LÊ VĂN TÁM",
        "Ảnh LÊ VĂN TÁM - Chủ tịch nói.",
        "Ban Bí thư bổ nhiệm Lê Văn Tám.",
        "Chủ tịch Ngân hàng Đầu tư Cơ sở hạ tầng Châu Á nói.",
    ],
)
def test_no_people(sentence: str) -> None:
    assert names(sentence) == []


def test_who_is_called_by_an_end_of_the_name_is_the_same_person() -> None:
    text = "Bí thư Lê Thị Kim Mơ dự. Bà Kim Mơ vui. Bà Mơ đề nghị làm ngay. Bí thư Mơ nói vậy."
    assert [(p.value, p.role) for p in people(text)] == [("Lê Thị Kim Mơ", SPEAKER)]


def test_a_person_in_the_title_that_the_source_gave() -> None:
    known = SourceMetadata(title="Bí thư Lê Văn Tám: Phải làm ngay")
    made = understood(MEETING + "Việc này do ông Lê Văn Tám chỉ đạo. Bà Mơ vui.", known)
    [person] = made.facets.people
    assert (person.value, person.role) == ("Lê Văn Tám", SPEAKER)
    assert person.evidence and made.text[slice(*person.evidence)] == "Lê Văn Tám"
    [person] = understood(MEETING, known).facets.people
    assert person.evidence is None


def test_what_is_no_meeting_has_no_speakers() -> None:
    text = "Giá xăng tăng từ chiều nay. Bộ trưởng Lê Văn Tám nói giá sẽ giảm."
    [person] = understood(text).facets.people
    assert person.role is MENTIONED


def test_one_person_written_three_ways_is_one_value() -> None:
    text = (
        "Các đồng chí: Trần Văn Hoà- Bí thư Tỉnh ủy; Lê Thị Mơ, Chủ tịch HĐND tỉnh đồng chủ trì. "
        "Đồng chí TRẦN VĂN HOÀ phát biểu. Đồng chí Trần Văn Hòa kết luận."
    )
    found = people(text)
    assert [(p.value, p.role) for p in found] == [
        ("Trần Văn Hòa", Role.CHAIR),
        ("Lê Thị Mơ", Role.CHAIR),
    ]
    assert found[0].titles == ("Bí thư Tỉnh ủy",)


def test_each_office_of_a_person_is_kept_once_in_order() -> None:
    text = (
        "Có Lê Thị Mơ, Chủ tịch HĐND tỉnh,  ,đồng chí Trần Văn Hoà, Bí thư Tỉnh ủy dự. "
        "Có Lê Thị Mơ, Bí thư Huyện ủy   cùng các đại biểu dự. Có Lê Thị Mơ, Chủ tịch HĐND tỉnh dự."
    )
    found = people(text)
    assert [(p.value, p.titles) for p in found] == [
        ("Lê Thị Mơ", ("Chủ tịch HĐND tỉnh", "Bí thư Huyện ủy")),
        ("Trần Văn Hòa", ("Bí thư Tỉnh ủy",)),
    ]


def test_a_verb_gives_the_part_of_all_in_the_list_before_it() -> None:
    names = [f"Lê {first}a {second}i" for first in "BCDGH" for second in "KLMNP"]
    text = "Có các đồng chí: " + "; ".join(f"{name}, Ủy viên" for name in names) + " phát biểu."
    found = people(text)
    assert [(p.value, p.role) for p in found] == [(name, Role.SPEAKER) for name in names]


@pytest.mark.parametrize("surname", surnames())
def test_each_surname_is_known(surname: str) -> None:
    assert names(f"Đồng chí {surname} Thị Mơ phát biểu.") == [f"{surname} Thị Mơ"]


@pytest.mark.parametrize("row", rows("offices.txt"), ids="".join)
def test_each_office_is_known(row: tuple[str]) -> None:
    [person] = people(f"Có Lê Thị Mơ, {row[0]} ABC dự.")
    assert person.titles == (f"{row[0]} ABC",)
    [person] = people(f"Có {row[0]} ABC Lê Thị Mơ dự.")
    assert person.titles == (f"{row[0]} ABC",)


@pytest.mark.parametrize("row", rows("rare_surnames.txt"), ids="".join)
def test_each_rare_surname_is_known(row: tuple[str]) -> None:
    assert names(f"Bí thư {row[0]} Mí Dia phát biểu.") == [f"{row[0]} Mí Dia"]
    assert names(f"Ở {row[0]} Mí Dia có chợ.") == []


@pytest.mark.parametrize("row", [*rows("countries.txt"), *rows("regions.txt")], ids="".join)
def test_each_country_is_no_part_of_a_name(row: tuple[str]) -> None:
    assert names(f"Chủ tịch {row[0]} Taro Yamada phát biểu.") == ["Taro Yamada"]


@pytest.mark.parametrize("row", rows("enterprises.txt"), ids="".join)
def test_each_word_of_a_business_makes_an_office_none(row: tuple[str]) -> None:
    assert names(f"Giám đốc {row[0]} Lê Thị Mơ và ông Lê Hòa, Phó Chủ tịch {row[0]}, nói.") == []


@pytest.mark.parametrize("row", rows("namesakes.txt"), ids="".join)
def test_what_bears_a_name_is_no_person(row: tuple[str]) -> None:
    assert names(f"Chủ tịch {row[0]} Lê Hồng Phong nói.") == []


@pytest.mark.parametrize(("role", "verb"), rows("role_verbs.tsv"))
def test_each_verb_tells_what_somebody_does(role: str, verb: str) -> None:
    [person] = people(f"Bí thư Lê Thị Mơ {verb} hội nghị.")
    assert (person.role, person.titles) == (role, ("Bí thư",))


# each sign → a sentence, a word that is none, what the sentence then says, and with the sign
OFFICES = {
    "link": ("Chủ tịch xã {} là ông Lê Hòa.", "ở quê", ["Chủ tịch xã ở quê"], ["Chủ tịch xã"]),
    "no title": ("Chủ tịch xã lo việc {} em Lê Thị Mơ.", "nhà", ["Chủ tịch xã lo việc nhà em"], []),
}
PARTS = {
    "speech": ("{} việc ấy, Bí thư Lê Thị Mơ rất vui.", "Nhớ", MENTIONED, SPEAKER),
    "done to": ("Xã {} Bí thư Lê Thị Mơ phát biểu.", "có", SPEAKER, MENTIONED),
}


@pytest.mark.parametrize(("sign", "said"), rows("person_cues.tsv"))
def test_each_sign_tells_whose_an_office_or_a_part_is(sign: str, said: str) -> None:
    if sign in OFFICES:
        sentence, other, without, titles = OFFICES[sign]
        for words, expected in ((other, without), (said, titles)):
            found = people(sentence.format(words))
            assert [title for person in found for title in person.titles] == expected, words
    else:
        sentence, other, before, role = PARTS[sign]
        for words, part in ((other, before), (said, role)):
            assert [person.role for person in people(sentence.format(words))] == [part], words


@pytest.mark.usefixtures("small_heap")
@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        *("Lê Văn A, Bí thư ", "ông Lê Văn A, ", "; Lê Văn A, ủy viên", "Bí thư ", "chủ trì họp "),
        *("Lê ", "Lê, ", "Lê-", "L'", "ông ", "Chủ tịch A, ", "LÊ ", '"', "(A)", "và ", "có các "),
    ],
)
def test_time_is_in_proportion_to_the_length(piece: str) -> None:
    def seconds(size: int) -> float:
        began = process_time()
        people("Bí thư Lê Văn A" + piece * (size // len(piece)) + "x")
        return process_time() - began

    seconds(1_000)
    assert seconds(80_000) < 12 * max(seconds(20_000), 0.01)
