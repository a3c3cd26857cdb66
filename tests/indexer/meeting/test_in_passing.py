"""A body that is only named in passing held no meeting; a name is whole or none (invented)."""

import pytest

from tests.indexer.facets.test_facets import understood, values


@pytest.mark.parametrize(
    ("text", "organiser"),
    [
        (
            "Theo Cổng thông tin điện tử Bộ Xây dựng, sáng 3/4, Tỉnh ủy Lào Cai tổ chức hội nghị.",
            ["Tỉnh ủy Lào Cai"],
        ),
        (
            "Sáng 3/4, máy bay của Chính phủ Nga chở khách tới nơi tổ chức hội nghị về bay đêm.",
            [],
        ),
        (
            "Sáng 3/4, Cụm thi đua Hội Luật gia các tỉnh ven sông tổ chức hội nghị sơ kết.",
            ["Cụm thi đua Hội Luật gia các tỉnh ven sông"],
        ),
        (
            "Sáng 3/4, Ban Chỉ đạo quốc gia phòng chống bệnh dại tổ chức hội nghị trực tuyến.",
            ["Ban Chỉ đạo quốc gia phòng chống bệnh dại"],
        ),
        (
            "Sáng 3/4, Ban Chỉ đạo quốc gia về thóc, ngô và khoai tổ chức hội nghị trực tuyến.",
            [],
        ),
        (
            "Sáng 3/4, được sự đồng ý của Thường vụ Quân ủy Trung ương và Tỉnh ủy Lào Cai, "
            "UBND tỉnh Lào Cai tổ chức hội nghị.",
            ["UBND tỉnh Lào Cai"],
        ),
        (
            "Sáng 3/4, Ủy ban quốc gia Việt Nam về Nghề cá tổ chức hội nghị tổng kết năm.",
            ["Ủy ban quốc gia Việt Nam về Nghề cá"],
        ),
        ("Sáng 3/4, Ban cán sự Đảng Viện Lúa gạo tổ chức hội nghị tổng kết năm.", []),
        (
            "Sáng 3/4, UBTƯ MTTQ Việt Nam tổ chức hội nghị tổng kết phong trào đọc sách.",
            ["Ủy ban Trung ương MTTQ Việt Nam"],
        ),
        (
            "Trong phiên họp sáng 3/4, Ủy ban Thường vụ (UBTV) QH đã bàn về luật sách.",
            ["Ủy ban Thường vụ Quốc hội"],
        ),
        ("Tổng thống Pháp phát biểu trước quốc hội trong phiên họp sáng 3/4 tại Paris.", []),
        ("Sáng 3/4, Quốc hội họp phiên toàn thể về luật sách.", ["Quốc hội"]),
    ],
)
def test_who_held_it(text: str, organiser: list[str]) -> None:
    assert values(understood(text), "organiser") == organiser
