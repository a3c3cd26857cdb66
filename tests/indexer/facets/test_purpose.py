"""A report → the clause that tells what its meeting was for; of another meeting's, none."""

import pytest

from indexer.read.document import SourceMetadata
from search.report import Status
from tests.indexer.facets.test_facets import understood

HELD = "Sáng 5/7, UBND huyện Bình Lâm tổ chức"


def purposes(text: str) -> list[str]:
    return [found.value for found in understood(text).facets.purpose]


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        # a goal behind the name
        (
            f"{HELD} hội nghị giao ban để đánh giá công tác tháng 6, triển khai nhiệm vụ tháng 7.",
            "để đánh giá công tác tháng 6, triển khai nhiệm vụ tháng 7",
        ),
        (
            f"{HELD} phiên họp tháng 6 nhằm rà soát tiến độ các dự án, do ông Lê Văn Cẩn chủ trì.",
            "nhằm rà soát tiến độ các dự án",
        ),
        (
            "Hội nghị giao ban khối dân vận được Huyện ủy tổ chức sáng 5/7 để chuẩn bị ngày hội.",
            "để chuẩn bị ngày hội",
        ),
        # what they did there
        (
            f"{HELD} cuộc họp bàn giải pháp chống hạn vụ hè thu.",
            "bàn giải pháp chống hạn vụ hè thu",
        ),
        (
            f"{HELD} hội nghị sơ kết công tác thủy lợi, triển khai việc quý III (ảnh).",
            "sơ kết công tác thủy lợi, triển khai việc quý III (ảnh)",
        ),
        (
            "Chiều 5/7, Thường vụ Quốc hội cho ý kiến dự án Luật Đò ngang (sửa đổi).",
            "cho ý kiến dự án Luật Đò ngang (sửa đổi)",
        ),
        (
            "Chiều 5/7, Huyện ủy họp dưới sự chủ trì của ông Lê Văn Cẩn, xem xét việc giữ rừng.",
            "xem xét việc giữ rừng",
        ),
        (
            "Sáng 5/7, kỳ họp thứ 9 HĐND huyện đã thông qua hai nghị quyết về đất đai.",
            "thông qua hai nghị quyết về đất đai",
        ),
        (
            "Tại kỳ họp thứ 9 sáng 5/7, HĐND huyện đã bầu bổ sung hai ủy viên UBND huyện.",
            "bầu bổ sung hai ủy viên UBND huyện",
        ),
        # what they spoke of
        (
            "Ngày 5/7, Đoàn công tác của Bộ Y tế làm việc với UBND tỉnh Hưng Yên về dịch bệnh sởi.",
            "về dịch bệnh sởi",
        ),
        (f"{HELD} họp báo về việc sáp nhập ba xã vùng cao.", "về việc sáp nhập ba xã vùng cao"),
        # before the day, and in the sentence that follows
        (
            "Nhằm gỡ khó cho nghề nuôi ong, sáng 5/7, UBND huyện tổ chức hội nghị với các xã.",
            "Nhằm gỡ khó cho nghề nuôi ong",
        ),
        (
            f"{HELD} hội nghị với các xã. Hội nghị đã thảo luận kế hoạch trồng rừng năm sau.",
            "thảo luận kế hoạch trồng rừng năm sau",
        ),
        # the end of the clause
        (
            "Phát biểu tại hội nghị bàn việc giữ rừng sáng 5/7, ông Lê Văn Cẩn khen các xã.",
            "bàn việc giữ rừng",
        ),
        (
            f"{HELD} hội nghị bàn việc giữ rừng, trong đó có rừng đầu nguồn. Ông A đến dự.",
            "bàn việc giữ rừng",
        ),
        (f"{HELD} hội nghị lấy ý kiến về đề án chợ đêm, ngày 5/7.", "lấy ý kiến về đề án chợ đêm"),
        (
            f"{HELD} hội nghị đánh giá 3 năm (2020 - 2022) thực hiện đề án kinh tế - xã hội.",
            "đánh giá 3 năm (2020 - 2022) thực hiện đề án kinh tế - xã hội",
        ),
        # whom they heard is told with offices; what they heard is the purpose
        (
            "Kỳ họp thứ 9 HĐND huyện đã nghe Ủy viên Thường trực HĐND huyện, Chủ nhiệm Ban Đất "
            "Lê Văn Cẩn trình bày báo cáo về việc cấp sổ đỏ cho ba xã.",
            "nghe Ủy viên Thường trực HĐND huyện, Chủ nhiệm Ban Đất "
            "Lê Văn Cẩn trình bày báo cáo về việc cấp sổ đỏ cho ba xã",
        ),
        (
            "Kỳ họp thứ 9 HĐND huyện đã nghe Thư ký kỳ họp - Chủ nhiệm Văn phòng Lê Văn Cẩn trình "
            "bày tờ trình về giám sát năm sau.",
            "nghe Thư ký kỳ họp - Chủ nhiệm Văn phòng Lê Văn Cẩn trình "
            "bày tờ trình về giám sát năm sau",
        ),
        (
            "Kỳ họp thứ 9 HĐND huyện đã nghe Thư ký kỳ họp thứ chín, Chủ nhiệm Lê Văn Cẩn.",
            None,
        ),
        # a name with a comma in it, where no main clause follows
        (
            "Tin này được đưa ra tại cuộc họp báo về Hội chợ Ong Mật, Bình Lâm lần thứ 6.",
            "về Hội chợ Ong Mật, Bình Lâm lần thứ 6",
        ),
        # a list of more than two hundred letters stays whole
        (
            f"{HELD} hội nghị sơ kết 5 năm thực hiện kế hoạch số 20 của Huyện ủy và kế hoạch số 06 "
            "của Ủy ban Mặt trận Tổ quốc huyện về tăng cường công tác bảo vệ rừng đầu nguồn, rừng "
            "ven sông, rừng ngập mặn và nuôi dưỡng, khai thác hợp lý các loài ong.",
            "sơ kết 5 năm thực hiện kế hoạch số 20 của Huyện ủy và kế hoạch số 06 "
            "của Ủy ban Mặt trận Tổ quốc huyện về tăng cường công tác bảo vệ rừng đầu nguồn, rừng "
            "ven sông, rừng ngập mặn và nuôi dưỡng, khai thác hợp lý các loài ong",
        ),
        (
            "Kỳ họp thứ 9 HĐND huyện sáng 5/7 đã thông qua nghị quyết bầu bà Đỗ Thị Lúa giữ chức "
            "Phó Chủ tịch HĐND huyện, đạt tỷ lệ 100% phiếu.",
            "thông qua nghị quyết bầu bà Đỗ Thị Lúa giữ chức Phó Chủ tịch HĐND huyện",
        ),
        (
            "Chiều 5/7, Văn phòng Huyện ủy họp báo thông tin về phiên họp của Huyện ủy diễn ra "
            "cùng ngày.",
            "thông tin về phiên họp của Huyện ủy",
        ),
        (
            "Tại cuộc họp báo về kỳ họp thứ 9, Hội đồng nhân dân huyện sáng 5/7, ông Cẩn nói.",
            None,
        ),
        # nothing that the clause tells
        (f"{HELD} phiên họp triển khai kết luận của Huyện ủy về các hợp tác xã này.", None),
        (f"{HELD} hội nghị bàn cách giải quyết những nội dung trên.", None),
        (
            f"{HELD} hội nghị tổng kết đề án chợ đêm và bàn cách mở rộng đề án này.",
            "tổng kết đề án chợ đêm và bàn cách mở rộng đề án này",
        ),
        # a side decision, another time of the day
        ("Sáng 5/7, HĐND huyện họp. Tại kỳ họp, HĐND huyện cũng đã bầu ba ủy viên mới.", None),
        (
            "Sáng 5/7, HĐND huyện họp. Đồng thời, HĐND huyện cũng thông qua việc đổi lịch họp "
            "tháng tới.",
            None,
        ),
        (
            "Chiều 5/7, Huyện ủy họp kín. Tại phiên họp sáng cùng ngày bàn việc giữ rừng, Huyện ủy "
            "khen các xã.",
            None,
        ),
        (
            "Chiều 5/7, Huyện ủy họp kín. Ảnh: cầu mới Tại phiên họp sáng cùng ngày bàn việc giữ "
            "rừng, Huyện ủy khen các xã.",
            None,
        ),
        # nothing
        (f"{HELD} hội nghị giao ban với các xã.", None),
        (
            f"{HELD} hội nghị giao ban. Ông Lê Văn Cẩn đề nghị các xã họp để bàn việc giữ rừng.",
            None,
        ),
        ("Tại hội nghị giao ban sáng 5/7, ông Lê Văn Cẩn đánh giá công tác quý II là tốt.", None),
        ("Sáng 5/7, Ủy ban về các vấn đề xã hội của Quốc hội họp phiên toàn thể.", None),
        (f'{HELD} hội thảo "Giải pháp để giữ nghề dệt chiếu".', None),
        (f"{HELD} hội nghị bàn việc đó.", None),
        (f"{HELD} họp báo giới thiệu sự kiện trên.", None),
        ("Sáng 5/7, Thủ tướng đến địa bàn huyện để kiểm tra việc chống hạn.", None),
        ("Xã Đông Kết nuôi nhiều cá để bán.", None),
        # an object that says nothing: what follows names it, or nothing does
        (
            "Sáng 5/7, HĐND huyện Bình Lâm đã thông qua nhiều nghị quyết, trong đó có nghị quyết về"
            " giảm nghèo bền vững.",
            "thông qua nhiều nghị quyết, trong đó có nghị quyết về giảm nghèo bền vững",
        ),
        (
            "Sáng 5/7, HĐND huyện Bình Lâm đã thông qua hai nội dung, bao gồm: việc thu phí chợ"
            " và việc đặt tên đường.",
            "thông qua hai nội dung, bao gồm: việc thu phí chợ và việc đặt tên đường",
        ),
        ("Sáng 5/7, HĐND huyện Bình Lâm đã thông qua nhiều nội dung quan trọng.", None),
        ("Sáng 5/7, HĐND huyện Bình Lâm đã thông qua những vấn đề lớn của huyện.", None),
        # what votes, and how it is held, are no part of it
        (
            "Sáng 5/7, HĐND huyện Bình Lâm đã thông qua nghị quyết về phí chợ với 28 trong tổng số"
            " 30 đại biểu tán thành.",
            "thông qua nghị quyết về phí chợ",
        ),
        (
            f"{HELD} hội nghị học tập, quán triệt Chỉ thị số 7 của Huyện ủy theo hình thức trực"
            " tuyến tại 12 điểm cầu.",
            "học tập, quán triệt Chỉ thị số 7 của Huyện ủy",
        ),
        (
            f"{HELD} hội nghị triển khai tiêm phòng cho trâu bò rằng dân chưa được báo trước.",
            "triển khai tiêm phòng cho trâu bò",
        ),
        ("Chiều 5/7, doanh nghiệp trồng chè họp bàn với UBND huyện Bình Lâm.", None),
        # ends
        (
            f"{HELD} buổi làm việc với xã Hạ về nhiệm vụ năm 2017.Tại buổi làm việc, xã nêu ba ý.",
            "về nhiệm vụ năm 2017",
        ),
        (
            f"{HELD} hội nghị bàn việc quy hoạch cán bộ năm nay và các năm tiếp theo.",
            "bàn việc quy hoạch cán bộ năm nay và các năm tiếp theo",
        ),
        (
            f"{HELD} hội thảo về giống lúa mới của huyện.Tại hội thảo, ông Cẩn nêu ba ý kiến.",
            "về giống lúa mới của huyện",
        ),
        (
            "Tại hội nghị sáng 5/7, HĐND huyện Bình Lâm kiểm tra việc thi hành kỷ luật ở chi bộ"
            " thôn Hạ.",
            None,
        ),
    ],
)
def test_purposes(text: str, purpose: str | None) -> None:
    assert purposes(text) == ([purpose] if purpose else [])


def test_it_is_stated_in_the_words_of_the_text() -> None:
    text = "Sáng 5/7, Huyện uỷ họp để  bàn việc\u00a0thuỷ lợi nội đồng của năm xã."
    [found] = understood(text).facets.purpose
    assert (found.value, found.status) == (
        "để bàn việc thuỷ lợi nội đồng của năm xã",
        Status.STATED,
    )
    assert found.evidence and " ".join(text[slice(*found.evidence)].split()) == found.value


def test_it_may_stand_in_a_title_that_the_source_gave() -> None:
    title = SourceMetadata(title="Sáng 5/7, Huyện uỷ tổ chức hội nghị bàn việc giữ rừng đầu nguồn")
    [found] = understood("Ông Lê Văn Cẩn phát biểu.", title).facets.purpose
    assert (found.value, found.evidence) == ("bàn việc giữ rừng đầu nguồn", None)


def test_a_long_one_is_cut_at_a_border() -> None:
    items = ", ".join(f"việc thứ {n} của các xã trong huyện" for n in range(20))
    [purpose] = purposes(f"{HELD} hội nghị bàn {items}.")
    assert len(purpose) <= 300 and purpose.endswith("của các xã trong huyện")
    assert purposes(f"{HELD} hội nghị bàn {'việc ' * 70}.") == []
    [purpose] = purposes(
        f"{HELD} hội nghị bàn cách đắp đê cho bốn xã miền ven sông; giao đất, {items}."
    )
    assert purpose == "bàn cách đắp đê cho bốn xã miền ven sông"
