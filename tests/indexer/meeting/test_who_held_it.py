"""The words that tell who held a meeting → its organisers (invented texts)."""

import pytest

from tests.indexer.facets.test_facets import understood, values


def organisers(text: str) -> list[str]:
    return values(understood(text), "organiser")


@pytest.mark.parametrize(
    ("text", "organiser"),
    [
        # a list before the verb is long and has a point in it
        (
            "Ý kiến này được nêu tại buổi tọa đàm về đọc sách do Ban Tuyên giáo Thành ủy, Sở Văn "
            "hóa và Thể thao cùng Hội Nhà văn TP. Cần Thơ phối hợp tổ chức sáng 3/4.",
            "Ban Tuyên giáo Thành ủy Cần Thơ",
        ),
        # a sentence of its own
        (
            "Nhiều ý kiến được nêu tại hội nghị sơ kết phong trào đọc sách sáng 3/4. Hội nghị này "
            "do Sở Tư pháp tỉnh Lào Cai tổ chức.",
            "Sở Tư pháp tỉnh Lào Cai",
        ),
        # its leaders, as the first of two
        (
            "Sáng 3/4, tại cuộc giao ban trực tuyến giữa lãnh đạo UBND tỉnh Lào Cai với các huyện, "
            "nhiều việc đã được bàn.",
            "UBND tỉnh Lào Cai",
        ),
        # who sends out what a session decided
        (
            "Ngày 3/4, Ủy ban Kiểm tra Tỉnh ủy Lào Cai ra thông báo kết luận kỳ họp thứ 5.",
            "Ủy ban Kiểm tra Tỉnh ủy Lào Cai",
        ),
        # what its chair concluded
        (
            "Vừa qua, thông báo kết luận của Phó Chủ tịch UBND tỉnh Lào Cai Lê Văn Mơ tại cuộc họp "
            "ngày 3/4 về chợ đêm được gửi tới các huyện.",
            "UBND tỉnh Lào Cai",
        ),
        (
            "Phó Thủ tướng Lê Văn Mơ nhấn mạnh khi kết luận hội nghị về nghề muối sáng 3/4.",
            "Chính phủ",
        ),
        # a congress of the whole country
        (
            "Sáng 3/4, đại hội đại biểu toàn quốc Hội Nông dân Việt Nam khóa V khai mạc.",
            "Trung ương Hội Nông dân Việt Nam",
        ),
        # bodies of no list
        (
            "Ngày 3/4, Công ty Cổ phần muối biển số 5 đã tổ chức hội thảo về nghề muối.",
            "Công ty Cổ phần muối biển số 5",
        ),
        (
            "Đó là ý kiến tại hội thảo về nghề muối do Viện Nghiên cứu muối biển tổ chức ngày 3/4.",
            "Viện Nghiên cứu muối biển",
        ),
        (
            "Tại phiên họp thứ 3 của Ủy ban Bảo vệ đầm phá ven biển sáng 3/4, nhiều việc được bàn.",
            "Ủy ban Bảo vệ đầm phá ven biển",
        ),
        (
            "Chủ tịch UBND tỉnh Lào Cai nói tại cuộc họp Ban Chỉ đạo phòng chống rét tỉnh Lào Cai "
            "trưa 3/4 về đàn trâu.",
            "Ban Chỉ đạo phòng chống rét tỉnh Lào Cai",
        ),
        # a briefing is no working group
        (
            "Báo cáo tại phiên họp giao ban công tác UBND tỉnh Lào Cai sáng 3/4, nhiều sở nêu ý.",
            "UBND tỉnh Lào Cai",
        ),
    ],
)
def test_who_is_said_to_have_held_it(text: str, organiser: str) -> None:
    assert organisers(text)[:1] == [organiser]


@pytest.mark.parametrize(
    "text",
    [
        # with whom somebody met, or whom they heard
        "Ý kiến được nêu trong cuộc họp với Bộ Giao thông vận tải sáng 3/4 về cầu treo.",
        "Sáng 3/4, quận đã tổ chức cuộc họp, nghe UBND phường Hoa Sen báo cáo về chợ cóc.",
        # what begins as the name of a body does
        "Sáng 3/4, tại buổi họp báo giới thiệu Hội chợ hoa xuân, nhiều nghệ nhân có mặt.",
        "Sáng 3/4, tại cuộc họp các Trung tâm y tế, nhiều ý kiến về bệnh dại được nêu.",
    ],
)
def test_who_only_takes_part_held_none(text: str) -> None:
    assert organisers(text) == []


def test_who_works_with_somebody_is_known_by_his_office_elsewhere() -> None:
    text = (
        "Bí thư Thành ủy Cần Thơ Lê Văn Mơ cho rằng chợ nổi cần được giữ. Ông Lê Văn Mơ nói như "
        "vậy tại cuộc làm việc với Thành đoàn Cần Thơ chiều 3/4."
    )
    report = understood(text)
    assert values(report, "organiser") == ["Thành ủy Cần Thơ"]
    assert values(report, "participants") == ["Thành đoàn Cần Thơ"]


@pytest.mark.parametrize(
    ("host", "organiser"),
    [
        ("Hội Luật gia (HLG) tỉnh Lào Cai", ["Hội Luật gia tỉnh Lào Cai"]),
        ("Liên đoàn Lao động (LĐLĐ) tỉnh Lào Cai", ["Liên đoàn Lao động tỉnh Lào Cai"]),
        ("Sở Y tế (Lào Cai)", ["Sở Y tế tỉnh Lào Cai"]),
        ("UBND huyện (Bảo Thắng)", ["UBND huyện Bảo Thắng"]),
        (
            "Thường trực HĐND, UBND, Ủy ban MTTQ thành phố Cần Thơ",
            [
                "Thường trực HĐND thành phố Cần Thơ",
                "UBND thành phố Cần Thơ",
                "Ủy ban MTTQ Việt Nam thành phố Cần Thơ",
            ],
        ),
        (
            "Lãnh đạo Tỉnh ủy và UBND tỉnh Lào Cai đã",
            ["Tỉnh ủy Lào Cai", "UBND tỉnh Lào Cai"],
        ),
        ("Đảng bộ cùng chính quyền xã Hoa Sen", ["Đảng bộ"]),
    ],
)
def test_the_place_of_a_host(host: str, organiser: list[str]) -> None:
    assert organisers(f"Sáng 3/4, {host} tổ chức hội nghị tổng kết nghề muối.") == organiser


@pytest.mark.parametrize(
    ("text", "organiser"),
    [
        (
            "Văn bản số 12/TB-VPCP ngày 5/4 thông báo kết luận của Thủ tướng Lê Văn Mơ tại cuộc "
            "làm việc với Bộ Y tế.",
            ["Chính phủ"],
        ),
        (
            "Ngày 3/4, Đoàn kiểm tra liên ngành tỉnh Lào Cai có buổi làm việc với Bệnh viện Hoa "
            "Sen.",
            ["Đoàn kiểm tra liên ngành tỉnh Lào Cai"],
        ),
        # deputies in their group are no delegation of a province
        ("Ông Lê Văn Mơ phát biểu tại phiên họp tổ Đoàn đại biểu TP Cần Thơ sáng 3/4.", []),
        # a department that only tells something
        ("Trong buổi họp giao ban báo chí sáng 3/4, Sở Y tế Lào Cai cho biết, dịch đã lui.", []),
    ],
)
def test_more_of_who_held_it(text: str, organiser: list[str]) -> None:
    assert organisers(text) == organiser
