"""Reports → whether they report a meeting, and of which kinds: one text for each kind of error."""

import json
from pathlib import Path

import pytest

from search.report import Status
from tests.indexer.facets.test_facets import understood, values


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # a reception is a meeting of those who work together; no employment is one
        ("Chiều 3/4, Bộ trưởng A đã tiếp Đoàn nghị sĩ nước B đang thăm Việt Nam.", ["lam-viec"]),
        ("Ngày 3/4, Chủ tịch UBND tỉnh A đã có buổi tiếp ông B, giám đốc hãng C.", ["lam-viec"]),
        ("Ngày 3/4, tỉnh điều chuyển ông A, Trưởng đoàn B, về làm việc tại hội C.", []),
        # as a later sentence calls it
        (
            "Chiều 3/4, Chủ tịch UBND tỉnh A dự buổi họp ở trường B. Tại buổi làm việc, ông nói.",
            ["lam-viec"],
        ),
        # of another meeting, or of one to come
        ("Theo dự thảo Báo cáo chính trị Đại hội Đảng bộ tỉnh A, tỉnh có 5 xã khó khăn.", []),
        ("Chiều 3/4, ông A cho biết sẽ phê bình người vắng họp.", []),
        # who works with whom, whoever comes or receives
        ("Hôm 3/4, Tổ kiểm tra của Bộ Y tế đã làm việc với UBND huyện Xyz.", ["lam-viec"]),
        ("Chiều 3/4, Sở Y tế có buổi làm việc với lãnh đạo huyện về tiêm chủng.", ["lam-viec"]),
        ("Ngày 3/4, Công ty Xyz đến làm việc với UBND tỉnh về dự án cảng.", ["lam-viec"]),
        ("Ngày 3/4, làm việc tại huyện Xyz, bà Lê Thị A nêu ba kiến nghị.", ["lam-viec"]),
        # a visit at which they work
        (
            "Sáng 3/4, đoàn của Bộ Y tế do ông Lê Văn A dẫn đầu về thăm và làm việc tại tỉnh Xyz."
            " Giám đốc Sở Y tế báo cáo tình hình.",
            ["lam-viec"],
        ),
        ("Sáng 3/4, ông Lê Văn A đến thăm và tặng quà trẻ em xã Xyz.", []),
        ("Từ 3/4, Thủ tướng thăm chính thức nước A, dự hội nghị cấp cao.", []),
        ("Từ 3/4, đoàn của Quốc hội do ông A dẫn đầu đã thăm và làm việc tại Cuba.", []),
        # who works with a reporter, a policeman or a task holds no meeting
        ("Ngày 3/4, làm việc với phóng viên, ông Lê Văn A nhận lỗi.", []),
        ("Ngày 3/4, làm việc với công an, hai người khai đã lấy xe.", []),
        ("Ngày 3/4, công an đã làm việc với ông Lê Văn A về vụ cháy.", []),
        ("Bà A đang làm việc tại một công ty ở tỉnh Xyz, ngày 3/4 bị mất xe.", []),
        ("Sau một tháng làm việc với tinh thần nghiêm túc, ngày 3/4 đường đã xong.", []),
        # a type by who meets, not by a word nearby
        (
            "Ngày 3/4, Ban Chấp hành Đảng bộ huyện Xyz tổ chức Hội nghị bàn về công tác cán bộ"
            " để bầu Phó Bí thư.",
            ["ban-chap-hanh"],
        ),
        (
            "Trong phiên họp về kinh tế sáng 3/4, Chủ tịch UBND huyện A giao việc.",
            ["phien-hop-ubnd"],
        ),
        (
            "Sáng 3/4, Chủ tịch UBND TP chủ trì cuộc họp về kinh tế, văn hóa, xã hội quý I.",
            ["phien-hop-ubnd"],
        ),
        (
            "Ngày 3/4, đoàn đại biểu Quốc hội đã làm việc với huyện Xyz. Bà A cho biết đề án đã qua"
            " nhiều hội thảo.",
            ["lam-viec"],
        ),
        (
            "Sáng 3/4, Quân ủy tổ chức hội nghị giới thiệu nhân sự Ban Chấp hành khóa mới.",
            ["khac"],
        ),
        # a sitting is its session's
        (
            "Tại buổi làm việc đầu tiên của kỳ họp thứ 6 HĐND huyện sáng 3/4, ông A nói.",
            ["ky-hop-hdnd"],
        ),
        (
            "Tại phiên thảo luận, trong khuôn khổ Hội nghị Thành ủy, sáng 3/4, ông A nói.",
            ["ban-chap-hanh"],
        ),
        ("Ngày 3/4, Ủy ban Thường vụ Quốc hội đã có một phiên họp sôi nổi.", ["phien-hop-ubtvqh"]),
        ("Sáng 3/4, tại phiên họp, ông A nói. Chính phủ họp từ 8 giờ.", ["phien-hop-chinh-phu"]),
        # what a meeting is for, and what else it is
        (
            "Ngày 3/4, diễn ra hội nghị gồm lãnh đạo các sở, dưới sự chủ trì của ông Lê Văn A,"
            " để triển khai đề án.",
            ["trien-khai-quan-triet"],
        ),
        (
            "Sáng 3/4, Sở Y tế tổ chức hội nghị tổng kết công tác dân số và kế hoạch hóa gia đình"
            " năm 2018, triển khai nhiệm vụ năm 2019.",
            ["so-ket-tong-ket", "trien-khai-quan-triet"],
        ),
        ("Sáng 3/4, tại buổi họp giao ban báo chí, ông A trả lời.", ["giao-ban", "hop-bao"]),
        ("Sáng 3/4, tỉnh khai mạc Đại hội thể thao các dân tộc lần thứ 5.", []),
        ("Sáng 3/4, Thường trực HĐND tỉnh mở phiên họp về khiếu nại.", ["khac"]),
        ("Chiều 3/4, UBND TP tổ chức buổi họp mặt kiều bào.", ["khac"]),
        (
            "Sáng 3/4, UBND TP tổ chức cuộc họp sơ kết tình hình kinh tế - xã hội, Chủ tịch UBND TP"
            " A chủ trì.",
            ["so-ket-tong-ket", "phien-hop-ubnd"],
        ),
        # only announced, wanted or spoken of
        (
            "Tối 3/4, bà Lê Thị A, Chánh Văn phòng HĐND tỉnh, cho biết ông B xin nghỉ. Kỳ họp HĐND"
            " ngày 9/4 sẽ bàn.",
            [],
        ),
        ("Ngày 3/4, tỉnh yêu cầu Sở Y tế tổ chức hội thảo về thuốc trong tháng.", []),
        ("Ngày mai 3/4, huyện tổ chức hội nghị.", []),
        ("Ngày 3/4, bà A cho rằng nên có hội thảo về việc này.", []),
        ("Kỳ họp Quốc hội vừa qua đã biểu quyết phê chuẩn hiệp định.", []),
        ("Tại kỳ họp cuối năm, UBND tỉnh sẽ báo cáo việc này.", []),
        ("Luật được thông qua tại kỳ họp có hiệu lực từ tháng Bảy.", []),
        ("Ngày 3/4, Thường trực HĐND giới thiệu ông A để HĐND tỉnh bầu.", []),
        ("Ngày 3/4, UBND tỉnh giao Ban Quản lý rừng trồng lại cây.", []),
        ("Tin nóng thời sự: cháy chợ, mưa đá.\nSáng 3/4, huyện có hội nghị.\nChợ A cháy.", []),
    ],
)
def test_what_meeting_is_reported(text: str, kinds: list[str]) -> None:
    made = understood(text)
    assert values(made, "meeting_type") == kinds
    assert made.is_meeting == bool(kinds)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Sáng 3/4, phiên họp của UBND tỉnh bàn việc.", Status.STATED),
        ("Sáng 3/4, chủ trì phiên họp, Chủ tịch UBND tỉnh A nói.", Status.INFERRED),
        ("Sáng 3/4, chủ tịch HĐND tỉnh A phát biểu tại phiên họp.", Status.INFERRED),
    ],
)
def test_what_an_office_tells_of_a_meeting_is_inferred(text: str, status: Status) -> None:
    assert [value.status for value in understood(text).facets.meeting_type] == [status]


def test_the_examples_of_errors(shared: Path) -> None:
    """Each text of the shared examples that says what its meeting is, or that it has none."""
    lines = (shared / "data" / "facet-examples.jsonl").read_text("utf-8").splitlines()
    for example in map(json.loads, lines):
        made, wanted = understood(example["text"]), example["expected"]
        if "meeting_type" in wanted:
            assert values(made, "meeting_type") == wanted["meeting_type"], example["id"]
        if "is_meeting" in wanted:
            assert made.is_meeting is wanted["is_meeting"], example["id"]
