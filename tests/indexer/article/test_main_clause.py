"""A sentence → its main clause, for a title."""

import pytest

from indexer.article.main_clause import main_clause, tells

LONG = "nhiều việc lớn nhỏ của các xã vùng cao và vùng thấp"


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        # the day and the place that it begins with
        ("Sáng 5/7, UBND huyện họp bàn chống hạn.", "UBND huyện họp bàn chống hạn"),
        ("Chiều nay (5/7), tại Vinh, tỉnh họp báo.", "Tỉnh họp báo"),
        ("Ngày 5/7/2023 tại Hà Nội, Bộ Y tế mở hội thảo.", "Bộ Y tế mở hội thảo"),
        ("Chiều nay, 5-7, HĐND tỉnh bế mạc kỳ họp.", "HĐND tỉnh bế mạc kỳ họp"),
        ("Trong 2 ngày 5 và 6/7, HĐND tỉnh họp.", "HĐND tỉnh họp"),
        ("(BNN) - Sáng 5/7, Huyện ủy giao ban.", "Huyện ủy giao ban"),
        ("Ngày càng nhiều người trồng chè.", "Ngày càng nhiều người trồng chè"),
        # a headline before the name of the paper
        (
            "Xã Đông Kết có thêm ba cầu mới (NĐK) - Sáng 5/7, huyện khánh thành ba cầu.",
            "Xã Đông Kết có thêm ba cầu mới",
        ),
        # a short one is whole
        ("Tại cuộc họp, ông Lê Văn Cẩn xin nghỉ.", "Tại cuộc họp, ông Lê Văn Cẩn xin nghỉ"),
        # a long one without where and why, without all but one office, without further clauses
        (
            f"Phát biểu tại hội nghị bàn {LONG} sáng 5/7, ông Lê Văn Cẩn đề nghị các xã "
            "giữ rừng đầu nguồn.",
            "Ông Lê Văn Cẩn đề nghị các xã giữ rừng đầu nguồn",
        ),
        (
            f"Nhằm gỡ khó cho {LONG}, sáng 5/7, UBND tỉnh Bình Lâm tổ chức hội nghị với "
            "các chủ rừng.",
            "UBND tỉnh Bình Lâm tổ chức hội nghị với các chủ rừng",
        ),
        (
            "Ủy viên Ban Thường vụ Tỉnh ủy, Phó Chủ tịch Thường trực HĐND tỉnh, Trưởng Đoàn giám "
            "sát Lê Văn Cẩn đã làm việc với huyện Bình Lâm.",
            "Trưởng Đoàn giám sát Lê Văn Cẩn đã làm việc với huyện Bình Lâm",
        ),
        (
            "Ông Lê Văn Cẩn, Phó Chủ tịch Thường trực UBND tỉnh, Trưởng Ban Chỉ đạo phòng chống "
            f"thiên tai, đã yêu cầu các huyện lo {LONG}.",
            f"Ông Lê Văn Cẩn đã yêu cầu các huyện lo {LONG}",
        ),
        (
            f"HĐND tỉnh Bình Lâm thông qua nghị quyết về {LONG}, trong đó có nghị quyết "
            "về học phí của các trường công.",
            f"HĐND tỉnh Bình Lâm thông qua nghị quyết về {LONG}",
        ),
        (
            "Ông Lê Văn Cẩn cho biết, nếu mưa lớn kéo dài qua tuần sau, huyện sẽ di dời hai trăm "
            "hộ ở ven sông, vì nước lên nhanh.",
            "Ông Lê Văn Cẩn cho biết, nếu mưa lớn kéo dài qua tuần sau, huyện sẽ di dời hai trăm "
            "hộ ở ven sông, vì nước lên nhanh",
        ),
        # where no clause ends, between two words, not in a name, and not after "của"
        (
            f"Huyện giao xã Đông Kết, xã Tây Kết và xã Nam Kết trồng, giữ và bán {LONG} "
            "của Ban Quản lý rừng phòng hộ đầu nguồn huyện Bình Lâm.",
            "Huyện giao xã Đông Kết, xã Tây Kết và xã Nam Kết trồng, giữ và bán "
            "nhiều việc lớn nhỏ của các xã vùng cao…",
        ),
    ],
)
def test_main_clauses(sentence: str, title: str) -> None:
    assert main_clause(sentence) == title


@pytest.mark.parametrize(
    ("sentence", "does"),
    [
        ("UBND huyện họp bàn việc chống hạn.", True),
        ("Một cơn bão đã vào bờ biển miền Trung.", True),
        ("Quang cảnh hội nghị giao ban của tỉnh Bình Lâm", False),
        ("Đó là ý kiến của ông Cẩn tại cuộc họp.", False),
        ("Ông Cẩn đã nói như vậy tại hội nghị giao ban.", False),
        ("Theo đó, huyện sẽ trồng thêm rừng đầu nguồn.", False),
        ("Vì sao huyện vẫn chưa có nước sạch?", False),
        ('"Chúng tôi sẽ cố gắng hơn nữa", ông Cẩn nói.', False),
        ("Các nội dung mà hội nghị đã bàn gồm:", False),
        ("- Nhân dân thôn Đoài đã có nước sạch.", False),
        ("Huyện họp.", False),
    ],
)
def test_what_tells_something_by_itself(sentence: str, does: bool) -> None:
    assert tells(sentence) is does
