"""Lines → paragraphs: joined over lines, columns and pages; heads, footnotes, page numbers."""

import pytest

from indexer.read.pdf.grids import TableRow
from indexer.read.pdf.lines import TextLine
from indexer.read.pdf.paragraphs import paragraphs_of
from search.report import PassageKind
from tests.indexer.read.pdf.make_pages import LEFT, RIGHT, STEP, block, centred, line, ragged

LONG = "Hội nghị đánh giá kết quả|công tác quý ba và bàn|nhiệm vụ quý bốn."
NEXT = "Đồng chí Bí thư đề nghị các|huyện rà soát từng công trình|và báo cáo trước ngày 5."


def read(*pages: list[TextLine]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_of(pages)]


def whole(text: str) -> str:
    return " ".join(part.strip() for part in text.split("|"))


@pytest.mark.parametrize(
    ("case", "page"),
    [
        ("parted by a gap", block(LONG, 700) + block(NEXT, 700 - 3 * STEP - 12)),
        (
            "parted by an indent",
            block(LONG, 700, indent=30) + block(NEXT, 700 - 3 * STEP, indent=30),
        ),
        ("parted by a short last line", block(LONG, 700) + block(NEXT, 700 - 3 * STEP)),
    ],
)
def test_lines_of_a_paragraph_are_one(case: str, page: list[TextLine]) -> None:
    assert read(page) == [whole(LONG), whole(NEXT)]


def test_ragged_lines_are_full_where_the_next_word_had_no_room() -> None:
    texts = [
        "Ban Thường vụ Tỉnh ủy nghe báo cáo tiến độ giải ngân",
        "Công trình đường nối với cao tốc còn vướng mặt bằng",
        "Chủ đầu tư được giao lập lại kế hoạch",
        "Sở Tài chính tham mưu phương án bổ sung vốn cho dự án",
        "Nghĩa Tâm trong tháng",
    ]
    page = [ragged(text, 700 - STEP * at) for at, text in enumerate(texts)]
    assert read(page) == [" ".join(texts[:3]), " ".join(texts[3:])]


@pytest.mark.parametrize(
    ("case", "texts", "wanted"),
    [
        ("items", "Nhiệm vụ trọng tâm:|- Thu ngân sách;|- Giải ngân.", 3),
        ("letters", "Giao các đơn vị:|a) Sở Y tế;|b) Sở Xây dựng.", 3),
        ("a dash inside a sentence", "về phát triển kinh tế|- xã hội của tỉnh năm nay", 1),
        ("a year at the beginning of a line", "kế hoạch của cả năm|2023. Sau đó họp kín.", 1),
        ("signs", "các mục tiêu gồm|+ Tăng thu;|• Giảm nghèo.", 3),
    ],
)
def test_items_of_a_list_are_apart(case: str, texts: str, wanted: int) -> None:
    page = [line(text, 600 - STEP * at) for at, text in enumerate(texts.split("|"))]
    assert len(read(block(LONG, 700) + page)) == 1 + wanted


def test_an_item_hangs_and_goes_on_farther_inside() -> None:
    page = [
        *block(LONG, 700),
        line("1. Hướng dẫn các xã lập danh mục", 640),
        line("công trình cần sửa chữa trước", 640 - STEP, LEFT + 14),
        ragged("mùa mưa.", 640 - 2 * STEP, LEFT + 14),
    ]
    assert (
        read(page)[1] == "1. Hướng dẫn các xã lập danh mục công trình cần sửa chữa trước mùa mưa."
    )


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("In-đô-nê-", "xi-a gửi", "In-đô-nê-xi-a gửi"),
        ("số 12/QĐ-", "UBND ngày", "số 12/QĐ-UBND ngày"),
        ("giai đoạn 2021-", "2025 đạt", "giai đoạn 2021-2025 đạt"),
        ("bà Lê Thị Mơ-", "Bí thư", "bà Lê Thị Mơ- Bí thư"),
        ("kinh tế -", "xã hội", "kinh tế - xã hội"),
        ("https://vidu.vn/tin-", "moi/12.html", "https://vidu.vn/tin-moi/12.html"),
        ("xem https://vidu.vn/20230", "4/hop-bao", "xem https://vidu.vn/202304/hop-bao"),
    ],
)
def test_what_a_line_end_broke_is_whole_again(before: str, after: str, wanted: str) -> None:
    page = [line(before, 700), ragged(after, 700 - STEP), *block(LONG, 600)]
    assert read(page)[0] == wanted


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    left = block(LONG, 740, LEFT, 290) + block(LONG, 660, LEFT, 290)
    left += [
        line("Các đồng chí dự họp nhất trí với", 580, LEFT, 290),
        line("dự thảo và đề nghị bổ", 564, LEFT, 290),
    ]
    right = [line("sung số liệu về các xã còn khó", 740, 320, RIGHT), ragged("khăn.", 724, 320)]
    right += block(NEXT, 690, 320, RIGHT)
    assert read(left + right)[2:] == [
        "Các đồng chí dự họp nhất trí với dự thảo và đề nghị bổ "
        "sung số liệu về các xã còn khó khăn.",
        whole(NEXT),
    ]


def test_a_paragraph_goes_on_on_the_next_page_and_belongs_to_the_first() -> None:
    first = [
        *block(LONG, 700),
        line("Các đồng chí dự họp nhất trí", 600),
        line("với dự thảo và đề", 584),
    ]
    second = [
        line("nghị bổ sung số liệu về các xã", 740),
        ragged("còn khó khăn.", 724),
        *block(NEXT, 690),
    ]
    found = paragraphs_of([first, second])
    assert [(paragraph.page, paragraph.text[:8]) for paragraph in found] == [
        (1, "Hội nghị"),
        (1, "Các đồng"),
        (2, "Đồng chí"),
    ]
    assert found[1].text.endswith("và đề nghị bổ sung số liệu về các xã còn khó khăn.")


def test_a_title_in_capitals_over_two_lines_is_one_paragraph() -> None:
    page = [
        centred("BÁO CÁO KẾT QUẢ", 740),
        centred("PHÁT TRIỂN KINH TẾ - XÃ HỘI", 724),
        *block(LONG, 690),
    ]
    assert read(page)[0] == "BÁO CÁO KẾT QUẢ PHÁT TRIỂN KINH TẾ - XÃ HỘI"


def test_a_heading_of_another_size_is_apart() -> None:
    page = [ragged("Kết quả nổi bật", 720, size=16), *block(LONG, 700)]
    assert read(page) == ["Kết quả nổi bật", whole(LONG)]


SAID = ["", "về thu ngân sách.", "của y tế, giáo dục.", "đến đường sá và nhà ở.", "với việc làm."]


def with_edges(head: str, foot: str, pages: int) -> list[list[TextLine]]:
    """Pages with a line at the top and one at the bottom; "#" in it is the number of the page."""
    return [
        [
            ragged(head.replace("#", str(page)), 760),
            *block(f"Trang này nói {SAID[page]}|Nội dung khác nhau.", 700),
            ragged(foot.replace("#", str(page)), 40),
        ]
        for page in range(1, pages + 1)
    ]


@pytest.mark.parametrize(
    ("head", "foot", "pages"),
    [
        ("BÁO VÍ DỤ", "Trang #", 4),
        ("BÁO VÍ DỤ", "- # -", 2),
        ("CÔNG BÁO/Số 12/Ngày 3-4-2023", "#/9", 3),
    ],
)
def test_running_heads_and_numbers_of_pages_are_dropped(head: str, foot: str, pages: int) -> None:
    found = read(*with_edges(head, foot, pages))
    assert len(found) == pages
    assert all(text.startswith("Trang này nói") for text in found)


def test_heads_of_left_and_right_pages_are_one_head() -> None:
    pages = with_edges("CÔNG BÁO #", "", 4)
    for at in (1, 3):
        pages[at][0] = ragged(f"{at + 1} CÔNG BÁO", 760)
    pages = [[one for one in page if one.text] for page in pages]
    assert all(text.startswith("Trang này nói") for text in read(*pages))


def test_the_number_of_the_only_page_is_dropped_and_another_number_is_not() -> None:
    page = [*block(LONG, 700), centred("1", 40)]
    assert read(page) == [whole(LONG)]
    assert read([*block(LONG, 700), centred("2023", 40)]) == [whole(LONG), "2023"]


def test_pages_that_are_copies_of_one_form_have_no_running_head() -> None:
    head = ["CƠ QUAN VÍ DỤ", "PHÒNG MỘT CỬA", "GIẤY MỜI HỌP", "Kính gửi các đơn vị"]
    pages = [[ragged(text, 760 - 20 * at) for at, text in enumerate(head)] for _ in range(3)]
    assert read(*pages).count("GIẤY MỜI HỌP") == 3


LETTERHEAD = [
    ragged("TỈNH ỦY VÍ DỤ", 760, 90),
    ragged("Số 12-BC/TU", 728, 95),
    ragged("ĐẢNG CỘNG SẢN VIỆT NAM", 760, 300),
    ragged("Ví Dụ, ngày 5 tháng 8 năm", 728, 300),
    ragged("2023", 712, 300),
]


def test_the_columns_of_a_letterhead_come_after_each_other() -> None:
    page = [*LETTERHEAD, centred("BÁO CÁO", 670), *block(LONG, 640)]
    shuffled = [page[0], page[2], page[1], *page[3:]]
    wanted = [
        "TỈNH ỦY VÍ DỤ",
        "Số 12-BC/TU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Ví Dụ, ngày 5 tháng 8 năm 2023",
        "BÁO CÁO",
        whole(LONG),
    ]
    assert read(page) == wanted
    assert read(shuffled) == wanted


def test_what_stands_above_a_letterhead_comes_before_it() -> None:
    page = [*LETTERHEAD, centred("DỰ THẢO LẦN 2", 780), centred("BÁO CÁO", 670), *block(LONG, 640)]
    assert read(page)[:3] == ["DỰ THẢO LẦN 2", "TỈNH ỦY VÍ DỤ", "Số 12-BC/TU"]
    assert read(page)[4] == "Ví Dụ, ngày 5 tháng 8 năm 2023"


def test_a_page_in_two_columns_has_no_letterhead() -> None:
    left = block(LONG, 740, LEFT, 290) + block(LONG, 640, LEFT, 290)
    right = block(NEXT, 740, 320, RIGHT) + block(NEXT, 640, 320, RIGHT)
    assert read(left + right) == [whole(LONG)] * 2 + [whole(NEXT)] * 2


def test_footnotes_come_after_the_text_and_do_not_part_it() -> None:
    first = [
        *block(LONG, 700),
        line("Các đồng chí dự họp nhất trí", 600),
        line("với dự thảo và đề", 584),
        line("1 Theo báo cáo của Sở Tài chính tại", 60, size=9),
        ragged("cuộc họp trước.", 48, size=9),
    ]
    second = [
        line("nghị bổ sung số liệu về các xã", 740),
        ragged("còn khó khăn.", 724),
        *block(NEXT, 690),
    ]
    found = paragraphs_of([first, second])
    assert [paragraph.kind for paragraph in found] == [PassageKind.BODY] * 3 + [
        PassageKind.FOOTNOTE
    ]
    assert found[1].text.endswith("và đề nghị bổ sung số liệu về các xã còn khó khăn.")
    assert (found[3].page, found[3].text) == (
        1,
        "1 Theo báo cáo của Sở Tài chính tại cuộc họp trước.",
    )


def test_small_lines_without_a_number_are_no_footnotes() -> None:
    page = [
        *block(LONG, 700),
        ragged("Nơi nhận:", 100, size=9),
        ragged("1. Văn phòng;", 88, size=9),
    ]
    assert {paragraph.kind for paragraph in paragraphs_of([page])} == {PassageKind.BODY}


def cells(texts: str, y: float, *lefts: float) -> list[TextLine]:
    return [ragged(text, y, left) for text, left in zip(texts.split("|"), lefts, strict=True)]


def test_rows_of_a_table_without_lines_are_told_by_their_columns() -> None:
    page = [
        *block(LONG, 740),
        *cells("Chỉ tiêu|Kế hoạch|Thực hiện", 640, 90, 250, 400),
        *cells("Thu ngân sách|1.050|987", 620, 90, 250, 400),
        *cells("Hộ nghèo|22,5|21,9", 600, 90, 250, 400),
        *block(NEXT, 560),
    ]
    found = paragraphs_of([page])
    assert [paragraph.text for paragraph in found] == [
        whole(LONG),
        "Chỉ tiêu\tKế hoạch\tThực hiện",
        "Thu ngân sách\t1.050\t987",
        "Hộ nghèo\t22,5\t21,9",
        whole(NEXT),
    ]
    assert [paragraph.kind is PassageKind.TABLE for paragraph in found] == [
        False,
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "page",
    [
        cells("1.|Rà soát", 640, 90, 130) + cells("2.|Báo cáo", 620, 90, 130),
        cells("Nơi nhận|CHỦ TỊCH", 640, 90, 400) + [ragged("- Như trên;", 620)],
        cells("Số|/BC", 640, 90, 140) + cells("Ngày|tháng năm", 620, 97, 210),
        [
            line("tỉnh Ví Dụ", 640, 90, 150),
            line("đã họp bàn", 640, 170, 250),
            line("và thống nhất nội", 624, 90, 200),
            line("dung", 624, 220, 250),
        ],
    ],
)
def test_items_and_single_lines_are_no_table(page: list[TextLine]) -> None:
    found = paragraphs_of([block(LONG, 740) + page])
    assert {paragraph.kind for paragraph in found} == {PassageKind.BODY}
    assert "\t" not in "".join(paragraph.text for paragraph in found)


def row(*texts: str, top: float = 0.0) -> TableRow:
    return TableRow(texts, top - 20, top)


def test_a_table_that_goes_on_has_one_head_and_whole_rows() -> None:
    head = row("TT", "Việc", "Hạn", top=700)
    first = [head, row("1", "Rà soát các", "5/8", top=680)]
    second = [row("", "công trình", "", top=740), row("2", "Báo cáo", "6/8", top=720)]
    third = [row("TT", "Việc", "Hạn", top=740), row("3", "Họp", "7/8", top=720)]
    assert [paragraph.text for paragraph in paragraphs_of([first, second, third])] == [
        "TT\tViệc\tHạn",
        "1\tRà soát các công trình\t5/8",
        "2\tBáo cáo\t6/8",
        "3\tHọp\t7/8",
    ]


def test_drawn_lines_and_rows_of_dots_say_nothing() -> None:
    page = [centred("_______", 760), *block(LONG, 740), ragged(".....................", 640)]
    assert read(page) == [whole(LONG)]


def test_nothing_is_no_paragraph() -> None:
    assert paragraphs_of([]) == []
    assert paragraphs_of([[], []]) == []
