"""Lines wrapped and blanks doubled by machines → the same reading, and the way back."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article.unwrap import unwrapped
from search.text.normalize import normalize
from tests.indexer.facets.test_facets import understood, values

LONG = "Sáng 5/7/2023, tại hội trường lớn của thành phố, Thường trực Tỉnh ủy Hưng Yên tổ chức"
TEXT = (
    f"{LONG} hội nghị giao ban với các huyện ủy, thị ủy, thành ủy. Đồng chí Lê Văn Hòa, Bí thư "
    "Tỉnh ủy chủ trì hội nghị; cùng dự có đại diện các ban của tỉnh và lãnh đạo các huyện.\n\n"
    "Hội nghị bàn việc thu ngân sách, giải ngân vốn đầu tư công và phòng, chống thiên tai trong "
    "sáu tháng cuối năm, trong đó có việc của huyện Ân Thi và huyện Kim Động."
)
FACETS = ("meeting_type", "organiser", "level", "province", "event_date", "people", "places")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("một  hai   ba", "một hai ba"),
        (f"{LONG}\nhội nghị.", f"{LONG} hội nghị."),
        (f"{LONG} \n  hội nghị.", f"{LONG} hội nghị."),
        # a short line, a sentence's end, a paragraph and a capital end a line
        ("Giao ban\nhội nghị.", "Giao ban\nhội nghị."),
        (f"{LONG}.\nhội nghị.", f"{LONG}.\nhội nghị."),
        (f"{LONG}\n\nhội nghị.", f"{LONG}\n\nhội nghị."),
        (f"{LONG}\nHội nghị.", f"{LONG}\nHội nghị."),
        # an item that goes on, but none that begins
        ("2. Tổ hợp\ntác: 7 đơn vị.", "2. Tổ hợp tác: 7 đơn vị."),
        ("- Vốn đầu\ntư công", "- Vốn đầu tư công"),
        (f"a) {LONG}\nb) thu ngân sách", f"a) {LONG}\nb) thu ngân sách"),
        ("- Thu\n- Chi\n- Vay", "- Thu\n- Chi\n- Vay"),
        ("1. Thu ngân sách:\ntừ đất", "1. Thu ngân sách:\ntừ đất"),
        (f"{LONG}\nwww.tinh.example", f"{LONG}\nwww.tinh.example"),
        # a hyphen at the end of a line
        ("Đoàn của Ma-lai-\nxi-a đến thăm.", "Đoàn của Ma-lai-xi-a đến thăm."),
        ("giai đoạn 2021-\n2025", "giai đoạn 2021-2025"),
        ("kinh tế -\nxã hội", "kinh tế -\nxã hội"),
        ("năm 2021-\nnăm sau", "năm 2021-\nnăm sau"),
        ("Phần A-\n2 tiết", "Phần A-\n2 tiết"),
    ],
)
def test_what_is_joined(text: str, read: str) -> None:
    assert unwrapped(normalize(text)).text == read


@pytest.mark.parametrize("width", [60, 80, 100])
def test_a_text_wrapped_by_width_is_read_as_before(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(line, width) for line in TEXT.split("\n\n"))
    assert unwrapped(normalize(wrapped)).text == TEXT
    plain, odd = understood(TEXT), understood(wrapped)
    for facet in FACETS:
        assert values(odd, facet) == values(plain, facet)


COLUMN = """Hội nghị cho ý kiến về giải
ngân vốn đầu tư công, thu
ngân sách và việc sắp xếp
các hợp tác xã kiểu mới."""


@pytest.mark.parametrize(
    ("text", "is_joined"),
    [
        (COLUMN, True),
        ("Tỉnh ủy họp.\n\n" + COLUMN, True),
        # verse: each line begins with a capital, or is as long as it likes
        ("Đường về quê mẹ xanh xanh lúa\nNắng đổ bên sông gió mát lành\nAi hát bên kia\nTa", False),
        ("Em đi qua những con đường nắng\nem đi qua\nnhững ngày mưa dầm dề tháng bảy\nvề", False),
        # a list without signs, with and without what leads to it
        ("phát triển nông nghiệp\nphát triển công nghiệp\nphát triển du lịch", False),
        ("Nhiệm vụ trọng tâm là:\nphát triển nông nghiệp\nphát triển dịch vụ", False),
        # an address, a signature
        ("UBND xã Tân Lập\nthôn Đông, huyện Yên Mỹ\ntỉnh Hưng Yên", False),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Hậu", False),
        ("a) thu ngân sách nhà nước\nb) chi ngân sách nhà nước\nc) vốn vay của tỉnh", False),
    ],
)
def test_a_narrow_column_is_joined_and_nothing_that_looks_like_one(
    text: str, is_joined: bool
) -> None:
    block = text.split("\n\n")[-1]
    read = unwrapped(normalize(text)).text.split("\n\n")[-1]
    assert read == (block.replace("\n", " ") if is_joined else block)


@pytest.mark.parametrize(
    ("width", "between"),
    [(24, "\n\n"), (32, "\n\n"), (40, "\n\n"), (32, "\n"), (40, "\n")],
)
def test_a_text_in_a_narrow_column_is_read_as_before(width: int, between: str) -> None:
    paragraphs = TEXT.split("\n\n")
    wrapped = between.join(textwrap.fill(line, width) for line in paragraphs)
    assert unwrapped(normalize(wrapped)).text == between.join(paragraphs)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH XÂY DỰNG NÔNG\nTHÔN MỚI\n\nXã đạt 19 tiêu chí.",
            "KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH XÂY DỰNG NÔNG THÔN MỚI",
        ),
        (
            "BÁO CÁO\nKết quả thực hiện nhiệm vụ năm 2023\ncủa xã\n\nXã đạt 19 tiêu chí.",
            "BÁO CÁO Kết quả thực hiện nhiệm vụ năm 2023 của xã",
        ),
        # a title, and a heading below a blank line
        ("GIAO BAN CÔNG TÁC THÁNG TÁM\n\nI. KẾT QUẢ\nXã đạt.", "GIAO BAN CÔNG TÁC THÁNG TÁM"),
        ("GIAO BAN CÔNG TÁC THÁNG TÁM\nI. KẾT QUẢ\nXã đạt.", "GIAO BAN CÔNG TÁC THÁNG TÁM"),
    ],
)
def test_a_title_in_capitals_may_have_several_lines(text: str, title: str) -> None:
    made = understood(text)
    assert made.title.value == title
    [passage] = [own for own in made.passages if own.kind == "title"]
    assert " ".join(text[slice(*passage.span)].split()) == title


def test_doubled_blanks_change_nothing() -> None:
    plain, odd = understood(TEXT), understood(TEXT.replace(" ", "  "))
    for facet in FACETS:
        assert values(odd, facet) == values(plain, facet)
    assert [p.role for p in odd.facets.people] == ["chair"]


@given(st.text(st.sampled_from("aB .,\n") | st.characters(), max_size=80))
def test_every_span_leads_back_to_what_was_joined(text: str) -> None:
    normal = normalize(text)
    read = unwrapped(normal)
    assert len(read.text) == len(read.starts) == len(read.ends)
    assert read.text.split() == normal.text.split()
    for number, letter in enumerate(read.text):
        start, end = read.original(number, number + 1)
        assert start < end
        assert letter == " " or letter in normalize(text[start:end]).text
