"""Whose a figure is: by the words around it, else as the report has it."""

import pytest

from indexer.build.prepare import understand
from indexer.figures.owner_patterns import LIST
from indexer.figures.owners import owners
from indexer.lexicon import rows
from indexer.read.document import RawDocument
from search.report import FigureScope, SourcePath

COUNTRY, PROVINCE, DISTRICT, COMMUNE, SECTOR, FIRM, ABROAD = FigureScope
HERE = "Sáng 3/12/2018, UBND tỉnh Hà Nam tổ chức hội nghị. "
NATION = "Sáng 3/12/2018, Chính phủ tổ chức phiên họp thường kỳ. "


def whose(text: str) -> list[tuple[FigureScope | None, str]]:
    found = understand(RawDocument("a", text, SourcePath("/", "a"), "")).facets.figures
    return [(figure.scope, figure.scope_name) for figure in found]


@pytest.mark.parametrize(
    ("text", "scope", "name"),
    [
        (HERE + "Năm 2018, xuất khẩu đạt 4 tỷ USD.", PROVINCE, "Hà Nam"),
        (HERE + "Năm 2018, xuất khẩu của tỉnh đạt 4 tỷ USD.", PROVINCE, "Hà Nam"),
        (HERE + "Năm 2018, xuất khẩu của cả nước đạt 4 tỷ USD.", COUNTRY, "Việt Nam"),
        (HERE + "Năm 2018, xuất khẩu của Nghệ An đạt 4 tỷ USD.", PROVINCE, "Nghệ An"),
        (HERE + "Năm 2018, huyện Lý Nhân thu ngân sách 4 tỷ đồng.", DISTRICT, "huyện Lý Nhân"),
        (HERE + "Năm 2018, xã Nhân Bình thu ngân sách 4 tỷ đồng.", COMMUNE, "xã Nhân Bình"),
        (NATION + "Năm 2018, xuất khẩu đạt 4 tỷ USD.", COUNTRY, "Việt Nam"),
        (NATION + "Năm 2018, GRDP của Thành phố Hồ Chí Minh tăng 8%.", PROVINCE, "Hồ Chí Minh"),
        # a plant, a company
        (HERE + "Giám đốc Nhà máy Sao Mai nói nhà máy có kim ngạch xuất khẩu 4 triệu USD.",
         FIRM, "Nhà máy Sao Mai"),
        (HERE + "Năm 2018, Công ty cổ phần Sao Mai đạt kim ngạch xuất khẩu 4 triệu USD.",
         FIRM, "Công ty cổ phần Sao Mai"),
        (HERE + "Nhà máy Sao Mai chạy tốt. Năm 2018, giá trị xuất khẩu đạt 4 triệu USD.",
         FIRM, "Nhà máy Sao Mai"),
        (NATION + "Chủ tịch Hội đồng thành viên Saomaico nói kim ngạch xuất khẩu đạt 4 triệu USD.",
         FIRM, "Saomaico"),
        # … which has no product of a province
        (HERE + "Nhà máy Sao Mai chạy tốt. Năm 2018, GRDP tăng 8%.", PROVINCE, "Hà Nam"),
        (HERE + "Năm 2018 có 4.000 doanh nghiệp thành lập mới.", PROVINCE, "Hà Nam"),
        # a sector, if it is not what is measured
        (NATION + "Năm 2018, xuất khẩu của ngành dệt may đạt 4 tỷ USD.", SECTOR, "ngành dệt may"),
        (NATION + "Năm 2018, ngành tôm phải đạt kim ngạch xuất khẩu 4 tỷ USD.", SECTOR,
         "ngành tôm"),
        (NATION + "Năm 2018, ngành công nghiệp tăng 8%.", COUNTRY, "Việt Nam"),
        # others
        (NATION + "Năm 2018, tăng trưởng kinh tế của Trung Quốc đạt 6%.", ABROAD, "Trung Quốc"),
        (NATION + "Thủ tướng Nhật Bản đặt mục tiêu tăng trưởng kinh tế của nước này là 2%.",
         ABROAD, "Nhật Bản"),
        (NATION + "Năm 2018, kinh tế thế giới tăng trưởng 3%.", ABROAD, "thế giới"),
        (NATION + "Năm 2018, tăng trưởng kinh tế vùng Tây Nguyên đạt 6%.", None,
         "vùng Tây Nguyên"),
        (NATION + "Năm 2018, xuất khẩu của 13 tỉnh đạt 4 tỷ USD.", None, "13 tỉnh"),
        # … only compared with, traded with, or spoken of
        (NATION + "Năm 2018, GDP tăng 7%, cao hơn Trung Quốc.", COUNTRY, "Việt Nam"),
        (NATION + "Năm 2018, đại biểu Lê Văn Tám (Nghệ An) nói GDP tăng 7%.", COUNTRY,
         "Việt Nam"),
        (NATION + "Năm 2018, Ngân hàng Thế giới nói GDP tăng 7%.", COUNTRY, "Việt Nam"),
        (NATION + "Năm 2018, xuất khẩu sang Trung Quốc đạt 4 tỷ USD.", COUNTRY,
         "Việt Nam - Trung Quốc"),
        (NATION + "Kim ngạch thương mại hai chiều Việt Nam - Lào năm 2018 đạt 1 tỷ USD.", COUNTRY,
         "Việt Nam - Lào"),
        (NATION + "Kim ngạch thương mại giữa Nga và Trung Quốc năm 2018 đạt 1 tỷ USD.", ABROAD,
         "Nga - Trung Quốc"),
        (NATION + "Năm 2018 có 2 triệu lượt khách từ Hàn Quốc.", COUNTRY, "Việt Nam - Hàn Quốc"),
        # who speaks, if nothing else is said
        (NATION + "Chủ tịch UBND tỉnh Nghệ An báo cáo năm 2018 thu ngân sách 4 tỷ đồng.", PROVINCE,
         "Nghệ An"),
        (NATION + "Chủ tịch UBND tỉnh Nghệ An nói năm 2018 cả nước thu ngân sách 4 tỷ đồng.",
         COUNTRY, "Việt Nam"),
        # a person behind an office is no town
        (HERE + "Theo Phó chủ tịch UBND thành phố Lê Văn Tám, năm 2018 thu ngân sách 4 tỷ đồng.",
         PROVINCE, "Hà Nam"),
        # … nor is what only ends like a bridge one
        (NATION + "Thủ tướng yêu cầu ngành tôm năm 2018 phải đạt kim ngạch xuất khẩu 4 tỷ USD.",
         SECTOR, "ngành tôm"),
        # a brand
        (NATION + "Năm 2018, xuất khẩu của Saomaco đạt 4 tỷ USD.", FIRM, "Saomaco"),
        # a part of what two countries trade
        (NATION + "Kim ngạch thương mại hai chiều Việt Nam - Lào đã tăng, trong đó Việt Nam xuất "
         "khẩu 1 tỷ USD năm 2018.", COUNTRY, "Việt Nam - Lào"),
        # guests of one country; its own that leave
        (NATION + "Năm 2018, khoảng 3 triệu lượt du khách Hàn Quốc đã đến đây.", COUNTRY,
         "Việt Nam - Hàn Quốc"),
        (NATION + "Năm 2018 có 2 triệu lượt du khách Việt Nam đi Lào.", None, "Việt Nam"),
        (NATION + "Năm 2018, hang Sao Mai đón 9 nghìn lượt khách.", None, "hang Sao Mai"),
        (NATION + "Năm 2018, lễ hội đã đón 9 nghìn lượt khách.", None, ""),
        # trade of others, with all, with nobody knows whom
        (NATION + "Mỹ bán nhiều hàng cho Nhật Bản, khi kim ngạch xuất khẩu sang Nhật Bản năm 2018 "
         "đạt 4 tỷ USD.", ABROAD, "Mỹ"),
        (NATION + "Năm 2018, xuất khẩu của Thái Lan sang Mỹ đạt 4 tỷ USD.", ABROAD, "Thái Lan"),
        (NATION + "Năm 2018, Trung Quốc đầu tư nhiều vào châu Phi, kim ngạch thương mại đạt 4 tỷ "
         "USD.", None, "Trung Quốc"),
        (NATION + "Năm 2018, Nhật Bản luôn là nhà đầu tư lớn của Việt Nam với vốn đăng ký 4 tỷ "
         "USD.", COUNTRY, "Việt Nam - Nhật Bản"),
        (NATION + "Mỹ gặp khó, GDP cả nước năm 2018 tăng 2%.", ABROAD, "Mỹ"),
        # trade of some goods
        (NATION + "Năm 2018, xuất khẩu hàng dệt may đạt 4 tỷ USD.", SECTOR,
         "hàng dệt may"),
        (NATION + "Hạt tiêu là mặt hàng chủ lực với kim ngạch xuất khẩu năm 2018 đạt 4 tỷ USD.",
         None, ""),
        # names without a word for what they are, or with many
        (NATION + "Năm 2018, Sao Mai đạt kim ngạch xuất khẩu 4 triệu USD.", None, "Sao Mai"),
        (NATION + "Năm 2018, Saomaco đạt kim ngạch xuất khẩu 4 triệu USD.", FIRM, "Saomaco"),
        (NATION + "Năm 2018, kim ngạch xuất khẩu của SMC đạt 4 triệu USD.", None, "SMC"),
        (NATION + "Năm 2018, Tập đoàn Bưu chính Viễn thông đạt kim ngạch xuất khẩu 4 triệu USD.",
         FIRM, "Tập đoàn Bưu chính Viễn thông"),
        (NATION + "Năm 2018, Ngân hàng Sản vật và Mùa màng Việt Nam giải ngân 4 tỷ đồng.", FIRM,
         "Ngân hàng Sản vật và Mùa màng Việt Nam"),
        # the country only as what something is a share of, or the most of
        (HERE + "Tỉnh nghèo nhất cả nước, năm 2018 thu ngân sách 4 tỷ đồng.", PROVINCE, "Hà Nam"),
        (HERE + "Chiếm 9% dân số cả nước, năm 2018 thu ngân sách 4 tỷ đồng.", PROVINCE, "Hà Nam"),
        (HERE + "Năm 2018, xuất khẩu đạt 4 tỷ USD (trên cả nước).", COUNTRY, "Việt Nam"),
        # a report of a central body on one place, on a business, on a sector
        ("Sáng 3/12/2018, Thủ tướng Chính phủ làm việc với tỉnh Hà Nam. Thủ tướng nói nhiều. "
         "Năm 2018, tăng trưởng đạt 9%.", None, "Hà Nam"),
        (NATION + "Hội nghị bàn việc phát triển ngành tôm.\n\nNăm 2018, kim ngạch xuất khẩu đạt 4 "
         "tỷ USD.", SECTOR, "ngành tôm"),
        (NATION + "Năm 2018, kim ngạch xuất khẩu của ngành đạt 4 tỷ USD.", SECTOR, ""),
        (NATION + "Năm 2018, GRDP tăng 9%.", None, ""),
        ("Sáng 3/12, Quốc hội Trung Quốc khai mạc kỳ họp tại Bắc Kinh. Năm 2018, GDP tăng 6%.",
         ABROAD, "Trung Quốc"),
    ],
)  # fmt: skip
def test_whose_a_figure_is(text: str, scope: FigureScope | None, name: str) -> None:
    assert whose(text) == [(scope, name)]


def test_what_a_report_opens_with_alone_is_not_taken_for_this_country() -> None:
    text = (
        "Sáng 5/3, Quốc hội Trung Quốc khai mạc kỳ họp. Thủ tướng Trung Quốc đọc báo cáo.\n\n"
        "Năm 2017, tăng trưởng kinh tế đạt 6,5%."
    )
    [(scope, _)] = whose(text)
    assert scope is not FigureScope.COUNTRY


@pytest.mark.parametrize(
    ("text", "scope", "name"),
    [
        # no meeting of a known body: the place that the text is about, from its opening on
        ("Hà Nam đón nhiều nhà đầu tư. Tỉnh Hà Nam có nhiều khu đất. Chủ tịch UBND tỉnh Hà Nam nói "
         "nhiều.\n\nNăm 2018, thu ngân sách đạt 4 tỷ đồng.", PROVINCE, "Hà Nam"),
        # … not one that is only where people met, or that the country is named oftener than
        ("Hội chợ mở tại Hà Nam và đông. Người Việt Nam đến xem, cả nước chờ.\n\nNăm 2018, thu "
         "ngân sách đạt 4 tỷ đồng.", COUNTRY, "Việt Nam"),
        # … nor that of a commune which the opening begins with
        ("Xã Nhân Bình bán đất. Tỉnh Hà Nam đã xử lý, Hà Nam nói nhiều, Hà Nam chờ.\n\nNăm 2018, "
         "thu ngân sách đạt 4 tỷ đồng.", None, "xã Nhân Bình"),
        # bodies of the whole country speak
        ("Thủ tướng trả lời báo chí. Chính phủ sẽ họp, cả nước chờ.\n\nNăm 2018, thu ngân sách đạt "
         "4 tỷ đồng.", COUNTRY, "Việt Nam"),
        # … of another one
        ("Thủ tướng Nhật Taro trả lời báo chí. Chính phủ sẽ họp.\n\nNăm 2018, thu ngân sách đạt 4 "
         "tỷ đồng.", None, "Nhật"),
        # shareholders met
        ("Ngân hàng Sao Mai họp đại hội cổ đông.\n\nNăm 2018, nợ xấu là 2%.", FIRM,
         "Ngân hàng Sao Mai"),
        # a place that the sentence before is about
        (NATION + "Khi ấy, sau nhiều năm khó khăn và chờ đợi, cuối cùng Hà Nam đã đổi khác. Năm "
         "2018, thu ngân sách đạt 4 tỷ đồng.", None, ""),
        # a part of the country, for as long as the clause goes
        (NATION + "Năm 2018, khu vực tư nhân lớn mạnh, làm ra 4 triệu việc làm.", None,
         "khu vực tư nhân"),
        (NATION + "Năm 2018, thất nghiệp ở khu vực thành thị giảm, thu ngân sách đạt 4 tỷ đồng.",
         COUNTRY, "Việt Nam"),
        # a site
        (NATION + "Năm 2018, sân bay Sao Mai đón 9 triệu lượt khách.", FIRM, "sân bay Sao Mai"),
        # what one country has put into this one
        (NATION + "Năm 2018, Thái Lan có 9 dự án tại Việt Nam với tổng vốn đăng ký 4 tỷ USD.",
         COUNTRY, "Việt Nam - Thái Lan"),
        # who came here, as the words behind the number say; who came from one country to another
        ("Hôm nay Thái Lan họp với ASEAN.\n\nNăm 2018, 3 triệu lượt khách quốc tế đến Việt Nam.",
         COUNTRY, "Việt Nam"),
        ("Quốc hội Thái Lan họp. Thái Lan chờ khách.\n\nNăm 2018, số du khách Hàn Quốc đạt 3 triệu "
         "lượt.", None, ""),
        # a place that is something of the country
        (NATION + "Năm 2018, Hà Nam là trung tâm lúa gạo của cả nước, thu ngân sách đạt 4 tỷ đồng.",
         PROVINCE, "Hà Nam"),
        # a part before the name of its whole; a name that ends with that of the country
        (HERE + "Năm 2018, tỷ lệ hộ nghèo ở khu vực nông thôn của tỉnh là 4%.",
         None, "khu vực nông thôn"),
        (HERE + "Theo Viện Nghiên cứu Cây trồng Việt Nam, năm 2018 thu ngân sách đạt 4 tỷ đồng.",
         PROVINCE, "Hà Nam"),
        # another country's debt
        ("Hãng tin nói Venezuela gặp khó.\n\nNợ công năm 2018 tới 4 tỷ USD.", ABROAD, "Venezuela"),
        # two others in short; the only one that the opening names
        (NATION + "Năm 2018, thương mại song phương Trung - Hàn đạt 4 tỷ USD.", ABROAD,
         "Trung - Hàn"),
        ("Sáng 3/12/2018, Chính phủ họp bàn về quan hệ Việt Nam - Thái Lan; Thái Lan chờ.\n\nNăm "
         "2018, kim ngạch thương mại đạt 4 tỷ USD.", COUNTRY, "Việt Nam - Thái Lan"),
        # a share of the country's
        (HERE + "Năm 2018, xuất khẩu đạt 4 tỷ USD, chiếm 9% kim ngạch xuất khẩu của cả nước.",
         PROVINCE, "Hà Nam"),
    ],
)  # fmt: skip
def test_whose_it_is_by_what_the_report_is_about(
    text: str, scope: FigureScope | None, name: str
) -> None:
    assert whose(text)[:1] == [(scope, name)]


SHAPES = {
    # cue: text with #, the scope and the name of its only owner; None: it has none
    "country": ("Nay # thu nhiều.", (COUNTRY, "Việt Nam")),
    "abroad": ("Nay # thu nhiều.", (ABROAD, "#")),
    "abroad-own": ("Nay # thu nhiều.", (ABROAD, "")),
    "region": ("Nay # thu nhiều.", (None, "#")),
    "region-type": ("Nay # Sao Mai thu nhiều.", (None, "# Sao Mai")),
    "province-type": ("Nay # Nghệ An thu nhiều.", (PROVINCE, "Nghệ An")),
    "city-type": ("Nay # Hải Phòng thu nhiều.", (PROVINCE, "Hải Phòng")),
    "district-type": ("Nay # Xuân Mai thu nhiều.", (DISTRICT, "# Xuân Mai")),
    "commune-type": ("Nay # Xuân Mai thu nhiều.", (COMMUNE, "# Xuân Mai")),
    "own-province": ("Nay # thu nhiều.", (PROVINCE, "")),
    "own-district": ("Nay # thu nhiều.", (DISTRICT, "")),
    "own-commune": ("Nay # thu nhiều.", (COMMUNE, "")),
    "firm": ("Nay # Sao Mai thu nhiều.", (FIRM, "# Sao Mai")),
    "firm-kind": ("Nay công ty # Sao Mai thu nhiều.", (FIRM, "công ty # Sao Mai")),
    "firm-alone": ("Nay # thu nhiều.", (FIRM, "")),
    "firm-board": ("Nay # Saomaico thu nhiều.", (FIRM, "Saomaico")),
    "firm-not": ("Nay công ty # thu nhiều.", None),
    "many": ("Nay # công ty thu nhiều.", None),
    "sector-type": ("Nay # dệt may thu nhiều.", (SECTOR, "# dệt may")),
    "sector": ("Nay ngành # thu nhiều.", (SECTOR, "ngành #")),
    "sector-body": ("Nay # thu nhiều.", (SECTOR, "#")),
    "not-before": ("Nay thu # Nghệ An.", None),
    "bodied": ("Nay # Nghệ An thu nhiều.", None),
    "rank": ("Nay thu # Việt Nam.", None),
    "part": ("Nay # thu nhiều.", (None, "#")),
    "site": ("Nay # Sao Mai thu nhiều.", (FIRM, "# Sao Mai")),
    "own-sector": ("Nay thu # nhiều.", (SECTOR, "")),
    "firm-acts": ("khi Saomaco # 5 tấn.", (FIRM, "Saomaco")),
    "firm-may": ("khi Saomaco # đạt 5 tấn.", (FIRM, "Saomaco")),
    "no-firm": ("Nay # đạt 5 tấn.", None),
}


@pytest.mark.parametrize("row", rows(LIST), ids=" ".join)
def test_each_word_does_what_it_says(row: tuple[str, str]) -> None:
    cue, words = row
    if cue not in SHAPES:
        return
    text, wanted = SHAPES[cue]
    found = [(one.scope, one.name) for one in owners(text.replace("#", words))]
    assert found == ([(wanted[0], wanted[1].replace("#", words))] if wanted else [])


FLAGS = {
    "office": ("# tỉnh Nghệ An", "is_speaker"),
    "market": ("Nay thu # Nghệ An", "is_market"),
    "venue": ("Nay thu # Nghệ An", "is_venue"),
    "about": ("Nay, # ngành dệt may", "is_topic"),
    "own": ("Nay thu # Nghệ An", "is_own"),
    "acts": ("Nay ngành dệt may # thu", "is_actor"),
    "guests": ("Nay đón # Lào", "is_guest"),
    "party": ("Nay Lào # bạn", "is_party"),
}


@pytest.mark.parametrize("row", [row for row in rows(LIST) if row[0] in FLAGS], ids=" ".join)
def test_each_word_beside_an_owner(row: tuple[str, str]) -> None:
    cue, words = row
    text, flag = FLAGS[cue]
    [one] = owners(text.replace("#", words))
    assert getattr(one, flag)
    [other] = owners(text.replace("#", "xyz"))
    assert not getattr(other, flag)
