"""A sentence about a meeting → the parts of the bodies in it, who led it, what they are called."""

import json
from pathlib import Path

import pytest

from indexer.article.structure import clean
from indexer.lexicon import cues, rows
from indexer.meeting.main_meeting import main_mentions
from indexer.meeting.parties import PartyPart, parties
from search.report import Status
from tests.indexer.facets.test_facets import understood, values


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Sáng 1/2, tại hội trường UBND huyện Na Rì, Tỉnh ủy tổ chức hội nghị.",
            {"UBND huyện": "venue", "Tỉnh ủy": "body"},
        ),
        (
            "Sáng 1/2, tại trụ sở Bộ Y tế, Thứ trưởng Bộ Nội vụ Lê A chủ trì buổi làm việc.",
            {"Bộ Y tế": "venue", "Bộ Nội vụ": "office"},
        ),
        (
            "Sáng 1/2, Bộ Xây dựng làm việc với Thành ủy, UBND TP. Huế về quy hoạch.",
            {"Bộ Xây dựng": "body", "Thành ủy": "other", "UBND thành phố": "other"},
        ),
        (
            "Sáng 1/2, Thanh tra Chính phủ tổ chức hội nghị báo cáo viên các tỉnh ủy, thành ủy.",
            {"Thanh tra Chính phủ": "body", "Tỉnh ủy": "many", "Thành ủy": "many"},
        ),
        (
            "Hội nghị sơ kết do UBND tỉnh phối hợp với Sở Y tế tổ chức sáng 1/2.",
            {"UBND tỉnh": "body", "Sở Y tế": "body"},
        ),
    ],
)
def test_each_body_has_its_part(text: str, parts: dict[str, str]) -> None:
    article = clean(text)
    [meeting, *_] = main_mentions(article)
    found = {one.body.name: one.part.value for one in parties(article, meeting) if one.body.name}
    assert found == parts


UBND_HA_NAM = "UBND tỉnh Hà Nam"


@pytest.mark.parametrize(
    ("text", "organiser", "branch", "level", "participants"),
    [
        # who calls leads, be it a body, a delegation or an officer
        (
            "Ngày 3/4, Thanh tra Chính phủ đã làm việc với UBND tỉnh Hà Nam về đất đai.",
            *("Thanh tra Chính phủ", "chinh-phu", "trung-uong", UBND_HA_NAM),
        ),
        (
            "Ngày 3/4, Đoàn giám sát của Ủy ban Thường vụ Quốc hội do bà Lê Thị Mơ làm trưởng đoàn "
            "đã có buổi làm việc với UBND tỉnh Hà Nam.",
            "Đoàn giám sát của Ủy ban Thường vụ Quốc hội",
            *("quoc-hoi", "trung-uong", UBND_HA_NAM),
        ),
        (
            "Ngày 3/4, đoàn công tác Bộ Y tế do Thứ trưởng Lê Văn Mơ dẫn đầu đã có buổi làm việc "
            "với lãnh đạo tỉnh Hà Nam. Bà Trần Thị Bé, Phó Chủ tịch UBND tỉnh, báo cáo.",
            *("Đoàn công tác của Bộ Y tế", "chinh-phu", "trung-uong", "tỉnh Hà Nam"),
        ),
        (
            "Ngày 3/4, Đoàn kiểm tra số 5 của Bộ Chính trị do ông Lê Văn Mơ, Trưởng Ban Dân vận "
            "Trung ương làm trưởng đoàn đã làm việc với Ban Thường vụ Tỉnh ủy Hà Nam.",
            "Đoàn kiểm tra số 5 của Bộ Chính trị",
            *("dang", "trung-uong", "Ban Thường vụ Tỉnh ủy Hà Nam"),
        ),
        # of those who act together the highest; no body that is asked, quoted or the subject
        (
            "Ngày 3/4, lãnh đạo UBND huyện Bình Lục và UBND tỉnh Hà Nam làm việc với Công ty Mây.",
            *(UBND_HA_NAM, "ubnd", "tinh", "Công ty Mây"),
        ),
        (
            "Ngày 3/4, Phó Chủ tịch UBND tỉnh Hà Nam Lê Văn Mơ kết luận buổi làm việc duyệt kế "
            "hoạch năm của Sở Y tế.",
            *(UBND_HA_NAM, "ubnd", "tinh", None),
        ),
        (
            "Ngày 3/4, làm việc với UBND huyện Bình Lục, Bí thư Tỉnh ủy Hà Nam Lê Văn Mơ hỏi: "
            '"Thủ tướng nhắc, sao còn chậm?".',
            *("Tỉnh ủy Hà Nam", "dang", "tinh", "UBND huyện Bình Lục"),
        ),
        (
            "Chiều 3/4, Bí thư Tỉnh ủy Hà Nam Lê Văn Mơ có buổi làm việc với Ban Thường vụ Tỉnh "
            "đoàn Hà Nam.",
            *("Tỉnh ủy Hà Nam", "dang", "tinh", "Ban Thường vụ Tỉnh đoàn Hà Nam"),
        ),
        (
            "Chiều 3/4, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Hà Nam Lê Văn Mơ có buổi làm việc "
            "với Sở Y tế.",
            *("UBND tỉnh Hà Nam", "ubnd", "tinh", "Sở Y tế tỉnh Hà Nam"),
        ),
        (
            "Chiều 3/4, Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh Hà Nam Lê Văn Mơ có buổi làm việc với "
            "Huyện ủy Bình Lục.",
            *("Tỉnh ủy Hà Nam", "dang", "tinh", "Huyện ủy Bình Lục"),
        ),
        # the higher body leads, whoever came
        (
            "Sáng 3/4, UBND tỉnh Hà Nam có buổi làm việc với Đoàn công tác của Bộ Nội vụ.",
            *("Đoàn công tác của Bộ Nội vụ", "chinh-phu", "trung-uong", UBND_HA_NAM),
        ),
        (
            "Tại buổi làm việc với UBND tỉnh Hà Nam sáng 3/4, ông Lê Văn Mơ, Giám đốc Sở Y tế, báo "
            "cáo nhiều việc.",
            *(UBND_HA_NAM, "ubnd", "tinh", "Sở Y tế tỉnh Hà Nam"),
        ),
        (
            "Tại buổi làm việc sáng 3/4 về giao thông, Chủ tịch UBND quận Ba Đình Lê Văn Mơ báo "
            "cáo với UBND TP. Hà Nội.",
            *("UBND thành phố Hà Nội", "ubnd", "tinh", "UBND quận Ba Đình"),
        ),
        (
            "Sáng 3/4, làm việc với UBND tỉnh Hà Nam, Thủ tướng Lê Văn Mơ nêu nhiều việc.",
            *("Chính phủ", "chinh-phu", "trung-uong", UBND_HA_NAM),
        ),
        (
            "Sáng 3/4, làm việc với UBND tỉnh Hà Nam, Bộ trưởng Lê Văn Mơ nêu nhiều việc.\nĐoàn "
            "công tác của Bộ Y tế đã đi nhiều nơi.",
            *("Đoàn công tác của Bộ Y tế", "chinh-phu", "trung-uong", UBND_HA_NAM),
        ),
        (
            "Sáng 3/4, làm việc với Thủ tướng Chính phủ Lê Văn Mơ, Bộ trưởng Bộ Y tế Trần Bé cho "
            "biết nhiều việc.",
            *("Chính phủ", "chinh-phu", "trung-uong", "Bộ Y tế"),
        ),
        (
            "Sáng 3/4, Chủ tịch UBND tỉnh Hà Nam Lê Văn Mơ có buổi làm việc với Sở Y tế và lãnh "
            "đạo UBND các huyện.",
            *(UBND_HA_NAM, "ubnd", "tinh", "Sở Y tế tỉnh Hà Nam"),
        ),
        # a firm or a guest from abroad that calls on a public body
        (
            "Ngày 3/4, Tập đoàn Xyz Group đã có buổi làm việc với UBND tỉnh Hà Nam về nhà máy mới.",
            *(UBND_HA_NAM, "ubnd", "tinh", "Tập đoàn Xyz Group"),
        ),
        (
            "Ngày 3/4, Công ty ABC làm việc với lãnh đạo tỉnh Hà Nam về nhà máy mới.",
            *(None, "ubnd", "tinh", "Công ty ABC"),
        ),
        (
            "Ngày 3/4, đoàn công tác của Bộ Y tế Lào đã làm việc với Sở Y tế Hà Nam.",
            *("Sở Y tế tỉnh Hà Nam", "ubnd", "tinh", "Đoàn công tác của Bộ Y tế Lào"),
        ),
        (
            "Buổi làm việc của Thường trực HĐND tỉnh Hà Nam với Cục Hải quan do Chủ tịch HĐND tỉnh "
            "Lê Thị Mơ chủ trì diễn ra sáng 3/4.",
            *("Thường trực HĐND tỉnh Hà Nam", "hdnd", "tinh", "Cục Hải quan"),
        ),
        (
            "Tại buổi làm việc giữa Tổ công tác của Thủ tướng Chính phủ với UBND tỉnh Hà Nam sáng "
            "3/4, nhiều việc được nêu.",
            *("Tổ công tác của Thủ tướng", "chinh-phu", "trung-uong", UBND_HA_NAM),
        ),
        # only the other party is told
        (
            "Tại buổi làm việc với UBND tỉnh Hà Nam sáng 3/4, các hộ dân nêu nhiều kiến nghị.",
            *(UBND_HA_NAM, "ubnd", "tinh", None),
        ),
    ],
)
def test_who_led_a_working_visit(
    text: str, organiser: str | None, branch: str, level: str, participants: str | None
) -> None:
    made = understood(text)
    assert values(made, "meeting_type") == ["lam-viec"]
    assert values(made, "organiser") == ([organiser] if organiser else [])
    assert values(made, "branch") == ([branch] if branch else [])
    assert values(made, "level") == [level]
    assert values(made, "participants") == ([participants] if participants else [])


@pytest.mark.parametrize(
    ("text", "branch", "level", "organiser"),
    [
        (
            "Sáng 3/4, tại hội trường UBND quận Ba Đình, Bí thư Thành ủy Hà Nội Lê Văn Mơ chủ trì "
            "buổi tiếp xúc cử tri.",
            *("quoc-hoi", "tinh", []),
        ),
        # nobody says of which branch
        ("Sáng 3/4, ông Lê Văn Mơ tiếp xúc cử tri huyện Bình Lục.", "", "tinh", []),
        (
            "Sáng 3/4, ông Lê Văn Mơ tiếp xúc cử tri huyện Bình Lục. Ông nói về kỳ họp Quốc hội.",
            *("quoc-hoi", "tinh", []),
        ),
        (
            "Sáng 3/4, tại buổi tiếp xúc cử tri trước kỳ họp HĐND tỉnh Hà Nam, ông Mơ phát biểu.",
            *("hdnd", "tinh", []),
        ),
        (
            "Sáng 3/4, tại nhà văn hóa xã An Đổ, Đoàn đại biểu Quốc hội tỉnh Hà Nam tiếp xúc cử "
            "tri.",
            *("quoc-hoi", "tinh", ["Đoàn ĐBQH tỉnh Hà Nam"]),
        ),
        (
            "Sáng 3/4, Thủ tướng Chính phủ Lê Văn Mơ tiếp xúc cử tri huyện An Lão, Hải Phòng.",
            *("quoc-hoi", "tinh", []),
        ),
        (
            "Sáng 3/4, Tổng Bí thư Lê Văn Mơ cùng các đại biểu đơn vị bầu cử số 2 tiếp xúc cử tri "
            "quận Ba Đình, Hà Nội.",
            *("quoc-hoi", "tinh", []),
        ),
        (
            "Sáng 3/4, các đại biểu Quốc hội đơn vị số 2 tiếp xúc cử tri quận Ba Đình, Hà Nội.",
            *("quoc-hoi", "tinh", ["Đoàn ĐBQH thành phố Hà Nội"]),
        ),
        (
            "Sáng 3/4, các đại biểu HĐND tỉnh Hà Nam tiếp xúc cử tri huyện Bình Lục.",
            *("hdnd", "tinh", ["HĐND tỉnh Hà Nam"]),
        ),
        (
            "Sáng 3/4, Chủ tịch UBND tỉnh Hà Nam Lê Văn Mơ cùng tổ đại biểu HĐND tiếp xúc cử tri "
            "huyện Bình Lục.",
            *("hdnd", "tinh", ["Tổ đại biểu HĐND tỉnh Hà Nam"]),
        ),
        (
            "Sáng 3/4, Tổ đại biểu số 4 HĐND tỉnh Hà Nam tiếp xúc cử tri huyện Bình Lục.",
            *("hdnd", "tinh", ["Tổ đại biểu số 4 HĐND tỉnh Hà Nam"]),
        ),
        (
            "Sáng 3/4, bà Trần Thị Bé và các đại biểu HĐND tỉnh Hà Nam (tổ đại biểu số 4) tiếp xúc "
            "cử tri huyện Bình Lục.",
            *("hdnd", "tinh", ["Tổ đại biểu số 4 HĐND tỉnh Hà Nam"]),
        ),
        (
            "Sáng 3/4, tại buổi tiếp xúc cử tri của đoàn đại biểu HĐND tỉnh Hà Nam, ông Mơ nói.",
            *("hdnd", "tinh", ["Đoàn đại biểu của HĐND tỉnh Hà Nam"]),
        ),
        (
            "Sáng 3/4, tổ đại biểu Quốc hội TP. Hải Phòng tiếp xúc cử tri huyện An Lão.",
            *("quoc-hoi", "tinh", ["Tổ đại biểu Quốc hội thành phố Hải Phòng"]),
        ),
        (
            "Sáng 3/4, Bí thư Tỉnh ủy Hà Nam Lê Văn Mơ tiếp xúc cử tri huyện Bình Lục.\nTổ đại "
            "biểu Quốc hội còn có bà Trần Thị Bé.",
            *("quoc-hoi", "tinh", ["Tổ đại biểu Quốc hội tỉnh Hà Nam"]),
        ),
    ],
)
def test_deputies_meet_voters(text: str, branch: str, level: str, organiser: list[str]) -> None:
    made = understood(text)
    assert values(made, "meeting_type") == ["tiep-xuc-cu-tri"]
    assert values(made, "branch") == ([branch] if branch else [])
    assert values(made, "level") == [level]
    assert values(made, "organiser") == organiser


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("UBND TP.HCM", "UBND thành phố Hồ Chí Minh"),
        ("Ủy ban nhân dân thành phố Hồ Chí Minh", "UBND thành phố Hồ Chí Minh"),
        ("Uỷ ban nhân dân TP HCM", "UBND thành phố Hồ Chí Minh"),
        ("Thành ủy TP. HCM", "Thành ủy thành phố Hồ Chí Minh"),
        ("Thành uỷ thành phố Hồ Chí Minh", "Thành ủy thành phố Hồ Chí Minh"),
        ("Hội đồng nhân dân tỉnh Hà Nam", "HĐND tỉnh Hà Nam"),
        ("HĐND Hà Nội", "HĐND thành phố Hà Nội"),
        ("Sở GD-ĐT Hà Nam", "Sở Giáo dục và Đào tạo tỉnh Hà Nam"),
        ("Sở Y tế TP Hà Nội", "Sở Y tế thành phố Hà Nội"),
        ("UBND quận 3", "UBND quận 3"),
        ("UBND TX. Sơn Tây", "UBND thị xã Sơn Tây"),
        ("UBND xã An Đổ", "UBND xã An Đổ"),
        ("Huyện ủy Na Rì", "Huyện ủy Na Rì"),
        ("Ban Tuyên giáo Tỉnh ủy Hà Nam", "Ban Tuyên giáo Tỉnh ủy Hà Nam"),
        ("Thành Đoàn Hà Nội", "Thành đoàn Hà Nội"),
        ("Hội Luật gia Hà Nam", "Hội Luật gia tỉnh Hà Nam"),
        ("Cục Thuế tỉnh Hà Nam", "Cục Thuế tỉnh Hà Nam"),
        ("Bộ Y tế", "Bộ Y tế"),
    ],
)
def test_a_body_is_its_name_and_its_place(said: str, name: str) -> None:
    made = understood(f"Sáng 3/4, {said} tổ chức hội nghị sơ kết công tác quý I.")
    [body] = made.facets.organiser
    assert (body.value, body.status) == (name, Status.STATED)
    assert body.evidence and made.text[slice(*body.evidence)] == said


@pytest.mark.parametrize(
    ("text", "name", "status"),
    [
        ("UBND tỉnh tổ chức hội nghị sơ kết tại thành phố Phủ Lý, tỉnh Hà Nam.", 1, "derived"),
        ("UBND tỉnh tổ chức hội nghị sơ kết.\nHuyện Na Rì và huyện Ba Bể dự.", 2, "inferred"),
        ("UBND huyện tổ chức hội nghị sơ kết.\nHuyện Na Rì còn nhiều việc.", 3, "derived"),
        ("UBND tỉnh tổ chức hội nghị sơ kết.", 0, "stated"),
    ],
)
def test_a_place_that_is_named_elsewhere(text: str, name: int, status: str) -> None:
    names = ("UBND tỉnh", UBND_HA_NAM, "UBND tỉnh Bắc Kạn", "UBND huyện Na Rì")
    found = [(one.value, one.status) for one in understood(f"Sáng 3/4, {text}").facets.organiser]
    assert found == [(names[name], status)]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (
            "Thường trực Tỉnh ủy, HĐND, UBND tỉnh Hà Nam",
            ["Thường trực Tỉnh ủy Hà Nam", "HĐND tỉnh Hà Nam", "UBND tỉnh Hà Nam"],
        ),
        ("HĐND - UBND huyện Na Rì", ["HĐND huyện Na Rì", "UBND huyện Na Rì"]),
    ],
)
def test_bodies_of_a_list_share_a_place(said: str, names: list[str]) -> None:
    facets = understood(f"Sáng 3/4, {said} tổ chức hội nghị sơ kết quý I.").facets
    assert [one.value for one in facets.organiser] == names
    assert [one.status for one in facets.organiser] == [
        *([Status.DERIVED] * (len(names) - 1)),
        Status.STATED,
    ]


@pytest.mark.parametrize(
    ("text", "organiser"),
    [
        ("Bí thư Thành ủy Hà Nội Lê Văn Mơ chủ trì hội nghị sơ kết sáng 3/4.", "Thành ủy Hà Nội"),
        (
            "Chủ trì buổi họp báo sáng 3/4, ông Lê Văn Mơ, Chủ tịch UBND tỉnh Hà Nam nói.",
            "UBND tỉnh Hà Nam",
        ),
        (
            "Sáng 3/4, Phó Chủ tịch UBND tỉnh Hà Nam Lê Văn Mơ đã có cuộc họp với các sở.",
            "UBND tỉnh Hà Nam",
        ),
        (
            "Tại hội nghị giao ban sáng 3/4, Chủ tịch UBND tỉnh Hà Nam Lê Văn Mơ yêu cầu các sở "
            "vào cuộc.",
            "UBND tỉnh Hà Nam",
        ),
        # an officer only speaks; two preside
        (
            "Tại hội nghị giao ban sáng 3/4, Phó Chủ tịch UBND tỉnh Hà Nam Lê Văn Mơ báo cáo.",
            None,
        ),
        ("Bí thư Thành ủy Hà Nội Lê Văn Mơ phát biểu tại hội nghị sơ kết sáng 3/4.", None),
        (
            "Bí thư Tỉnh ủy Lê Văn Mơ và Chủ tịch UBND tỉnh Trần Bé chủ trì hội nghị sơ kết sáng "
            "3/4.",
            None,
        ),
    ],
)
def test_who_presides_tells_whose_meeting_it_is(text: str, organiser: str | None) -> None:
    found = [(one.value, one.status) for one in understood(text).facets.organiser]
    assert found == ([(organiser, "inferred")] if organiser else [])


@pytest.mark.parametrize(
    ("text", "organiser"),
    [
        ("Ủy ban MTTQ Việt Nam tỉnh Hà Nam có cuộc họp với các hội sáng 3/4.", "stated"),
        (
            "Tại hội nghị sơ kết công tác quý I, bàn nhiều việc lớn của ngành và của cả tỉnh trong "
            "năm nay của Ủy ban MTTQ Việt Nam tỉnh Hà Nam diễn ra sáng 3/4, ông Lê Văn Mơ nói.",
            "derived",
        ),
        (
            "Sáng 3/4, thực hiện chỉ đạo của Tỉnh ủy Hà Nam, Ủy ban MTTQ Việt Nam tỉnh Hà Nam tổ "
            "chức hội nghị sơ kết.",
            "stated",
        ),
        (
            "Tại hội nghị của Ủy ban Mặt trận Tổ quốc Việt Nam (MTTQ) tỉnh Hà Nam sáng 3/4, ông Lê "
            "Văn Mơ nói.",
            "derived",
        ),
        (
            "Tại hội nghị giao ban giữa lãnh đạo Ủy ban MTTQ Việt Nam tỉnh Hà Nam với các huyện "
            "sáng 3/4, ông Lê Văn Mơ nói.",
            "derived",
        ),
        (
            "Sáng 3/4, tại UBND tỉnh Hà Nam, Ủy ban MTTQ Việt Nam tỉnh Hà Nam họp báo về việc này.",
            "stated",
        ),
    ],
)
def test_whose_meeting_it_is(text: str, organiser: str) -> None:
    found = [(one.value, one.status) for one in understood(text).facets.organiser]
    assert found == [("Ủy ban MTTQ Việt Nam tỉnh Hà Nam", organiser)]


@pytest.mark.parametrize("asks", cues("organiser_cues.tsv", "asks"))
def test_who_is_asked_does_not_hold_the_meeting(asks: str) -> None:
    text = f"Tại hội thảo sáng 3/4, các hội {asks} Thủ tướng Chính phủ sửa quy định về nhà ở."
    assert not values(understood(text), "branch")


CUES = {
    "all of it": ("Sáng 1/2, {} UBND tỉnh Hà Nam tổ chức hội nghị.", "UBND tỉnh", "body"),
    "at": ("Hội nghị tổng kết khai mạc sáng 1/2 {} trụ sở Bộ Y tế.", "Bộ Y tế", "venue"),
    "belongs": ("Sáng 1/2, đoàn công tác {} Bộ Y tế họp.", "Đoàn công tác của Bộ Y tế", "body"),
    "called on": (
        "Sáng 1/2, tại buổi làm việc, Bộ Y tế {} UBND tỉnh Hà Nam.",
        "UBND tỉnh",
        "other",
    ),
    "collective": ("Sáng 1/2, Bộ Y tế họp với {} UBND tỉnh Hà Nam.", "UBND tỉnh", "other"),
    "delegation": ("Sáng 1/2, {} của Bộ Y tế họp.", "# của Bộ Y tế", "body"),
    "delegation more": (
        *("Sáng 1/2, đoàn công tác {} của Bộ Y tế họp.", "Đoàn công tác # của Bộ Y tế", "body"),
    ),
    "group of": ("Sáng 1/2, {} đoàn đại biểu của Bộ Y tế họp.", "Bộ Y tế", "office"),
    "hall": ("Hội nghị tổng kết khai mạc sáng 1/2 tại {} Bộ Y tế.", "Bộ Y tế", "venue"),
    "head of": ("Sáng 1/2, {} đoàn công tác của Bộ Y tế họp.", "Bộ Y tế", "office"),
    "hands to": ("Sáng 1/2, {} ban công tác của Bộ Y tế họp.", "Bộ Y tế", "body"),
    "held by": ("Buổi làm việc {} Bộ Nội vụ với Bộ Y tế mở sáng 1/2.", "Bộ Y tế", "body"),
    "joint": (*("Sáng 1/2, Bộ Nội vụ làm việc với Bộ Xây dựng {} Bộ Y tế.", "Bộ Y tế", "other"),),
    "many": ("Sáng 1/2, diễn ra hội nghị của {} Tỉnh ủy.", "Tỉnh ủy", "many"),
    "not with": ("Sáng 1/2, họp {} với Bộ Y tế.", "Bộ Y tế", "body"),
    "number": (
        "Sáng 1/2, đoàn công tác {} 2 của Bộ Y tế họp.",
        "Đoàn công tác # 2 của Bộ Y tế",
        "body",
    ),
    "reported to": ("Tại buổi làm việc sáng 1/2, dân {} UBND tỉnh Hà Nam.", "UBND tỉnh", "other"),
    "stops": ("Sáng 1/2, có buổi làm việc với dân {} việc của Bộ Y tế.", "Bộ Y tế", "body"),
    "with": ("Sáng 1/2, có buổi làm việc {} Bộ Y tế.", "Bộ Y tế", "other"),
}
"""A sentence with a word of each cue, and the body (# stands for the word) and its part by it."""


@pytest.mark.parametrize(("cue", "words"), rows("party_cues.tsv"))
def test_each_cue_of_a_party(cue: str, words: str) -> None:
    text, name, part = CUES[cue]
    own = f"{words[:1].upper()}{words[1:]}" if name.startswith("#") else words
    article = clean(text.format(words))
    found = [
        (one.body.name, one.part.value)
        for meeting in main_mentions(article)
        for one in parties(article, meeting)
    ]
    assert (name.replace("#", own), part) in found
    assert set(CUES) == {cue for cue, _ in rows("party_cues.tsv")}
    assert {part for _, _, part in CUES.values()} == {part.value for part in PartyPart}


FIELDS = ("organiser", "branch", "level")


EXAMPLES = ("a1", "a2", "a3", "a4", "a5", "b1", "c1", "d1", "d2", "d3", "f1", "f2", "h2")


@pytest.mark.parametrize("identity", EXAMPLES)
def test_the_examples_of_the_customer(shared: Path, identity: str) -> None:
    """Who held it, of which branch and level, as the file says; names in our spelling."""
    lines = (shared / "data" / "facet-examples.jsonl").read_text("utf-8").splitlines()
    [record] = [own for own in map(json.loads, lines) if own["id"] == identity]
    made = understood(record["text"])
    told = [field for field in FIELDS if field in record["expected"]]
    assert told
    for field in told:
        wanted = record["expected"][field]
        names = [wanted] if isinstance(wanted, str) else wanted
        spelled = [name.replace("TP. HCM", "thành phố Hồ Chí Minh") for name in names]
        assert values(made, field) == spelled
