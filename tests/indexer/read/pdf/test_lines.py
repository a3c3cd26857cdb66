"""Characters → lines: columns, cells and marks of footnotes; letters of a second font by place."""

import pytest

from indexer.read.pdf.lines import is_scattered, lines_of
from indexer.read.pdf.page import HYPHEN, Ruling
from tests.indexer.read.pdf.make_pages import SIZE, WIDTH, Drawn, characters


def texts(*drawn: Drawn, verticals: tuple[Ruling, ...] = ()) -> list[str]:
    return [line.text for line in lines_of(characters(*drawn, verticals=verticals))]


def test_a_line_knows_its_place() -> None:
    (line,) = lines_of(characters(Drawn("Họp  giao ban ", x=100, y=650, size=14)))
    assert line.text == "Họp giao ban"
    assert (line.left, line.right, line.baseline, line.size) == (100, 100 + 7 * 13, 650, 14)
    assert line.is_open


@pytest.mark.parametrize(
    ("case", "drawn", "wanted"),
    [
        ("lines", [Drawn("một", y=700), Drawn("hai", y=684)], ["một", "hai"]),
        ("a line in two runs", [Drawn("một ", x=90), Drawn("hai", x=90 + 24)], ["một hai"]),
        ("cells", [Drawn("Thu"), Drawn("1.050", x=200)], ["Thu", "1.050"]),
        ("cells close by", [Drawn("Thu"), Drawn("1.050", x=90 + 18 + 5)], ["Thu", "1.050"]),
        ("back to the left", [Drawn("hai", x=300), Drawn("một", x=90)], ["hai", "một"]),
        (
            "a typed hyphen",
            [Drawn(f"In-đô-nê{HYPHEN}"), Drawn("xi-a", y=684)],
            ["In-đô-nê-", "xi-a"],
        ),
        ("signs of symbol fonts", [Drawn("\uf0b7 một")], ["• một"]),
        ("nothing", [Drawn("  ")], []),
    ],
)
def test_lines(case: str, drawn: list[Drawn], wanted: list[str]) -> None:
    assert texts(*drawn) == wanted


def raised(before: str, sign: str, after: str = "") -> list[Drawn]:
    first = Drawn(before)
    small = Drawn(sign, x=first.right, y=704, size=7)
    return [first, small] + ([Drawn(after, x=small.right)] if after else [])


@pytest.mark.parametrize(
    ("drawn", "wanted"),
    [
        (raised("năm 2023", "1", ", tỉnh"), ["năm 2023, tỉnh"]),
        (raised("cấp thị thực", "12"), ["cấp thị thực"]),
        (raised("đạt 350 m", "2", " sàn"), ["đạt 350 m2 sàn"]),
        (raised("rộng 15km", "2"), ["rộng 15km2"]),
        (raised("Lâm", "3"), ["Lâm"]),
        ([Drawn("1", y=704, size=7), Drawn("Điều này mới.", x=95)], ["1Điều này mới."]),
    ],
)
def test_the_sign_of_a_footnote_is_no_digit_of_its_word(
    drawn: list[Drawn], wanted: list[str]
) -> None:
    assert texts(*drawn) == wanted


def test_a_ruled_line_parts_cells_however_close_they_are() -> None:
    drawn = [Drawn("Kế hoạch"), Drawn("Thực hiện", x=90 + 8 * WIDTH * SIZE + 2)]
    assert texts(*drawn) == ["Kế hoạchThực hiện"]
    wall = Ruling(90 + 8 * WIDTH * SIZE + 1, 690, 720)
    assert texts(*drawn, verticals=(wall,)) == ["Kế hoạch", "Thực hiện"]


@pytest.mark.parametrize(
    ("text", "scattered"),
    [
        ("Hội nghị giao ban ở Bắc Kạn có ý kiến của các đại biểu dự họp", False),
        ("Đồng chí cho ý kiến ở hội nghị; ý kiến đó ở phần sau của báo cáo này, trang mười", False),
        ("H i ngh giao ban ộ ị B c K n ắ ạ", True),
        ("a b c d e f g h", False),
        ("", False),
    ],
)
def test_letters_drawn_apart_are_told_by_words_of_one_toned_letter(
    text: str, scattered: bool
) -> None:
    assert is_scattered(text) is scattered


def scattered(text: str, y: float, x: float = 90) -> list[Drawn]:
    """A line as it is drawn with a font that lacks the toned letters: these come after it."""
    places = [(letter, x + WIDTH * SIZE * at) for at, letter in enumerate(text)]
    has = "abcdefghiklmnopqrstuvxyABCDEHKLNTUăâêôơưđ,. 0123456789/"
    runs: list[Drawn] = []
    for wanted in (True, False):
        word, begin, last = "", 0.0, -2
        for at, (letter, place) in enumerate(places):
            if (letter in has) is wanted:
                if at != last + 1 and word:
                    runs.append(Drawn(word, begin, y))
                    word = ""
                begin, word, last = (begin if word else place), word + letter, at
        runs.append(Drawn(word, begin, y))
    return runs


def test_letters_of_a_second_font_come_back_to_their_places() -> None:
    lines = ["Sáng 25/8, Tỉnh ủy họp giao ban với", "các huyện về giải ngân vốn đầu tư."]
    drawn = [run for at, text in enumerate(lines) for run in scattered(text, 700 - 16 * at)]
    assert texts(*drawn) == lines


def test_columns_stay_apart_when_letters_come_back() -> None:
    left, right = (
        ["Hội nghị thảo luận", "về kết quả quý ba"],
        ["và nhiệm vụ quý bốn", "của tỉnh Bắc Kạn."],
    )
    drawn = [run for at, text in enumerate(left) for run in scattered(text, 700 - 16 * at)]
    drawn += [run for at, text in enumerate(right) for run in scattered(text, 700 - 16 * at, x=240)]
    assert texts(*drawn) == left + right
