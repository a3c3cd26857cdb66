"""Lines and ruled lines → rows of tables, with their empty and merged cells."""

from indexer.read.pdf.grids import TableRow, with_rows
from indexer.read.pdf.lines import lines_of
from indexer.read.pdf.page import PageCharacters, Ruling
from tests.indexer.read.pdf.make_pages import Drawn, characters, frame

XS, YS = (90.0, 130.0, 300.0, 400.0), (700.0, 660.0, 620.0, 580.0)


def rows(page: PageCharacters) -> list[str]:
    """What stands on a page, rows of tables with their cells between bars."""
    return [
        "|".join(thing.cells) if isinstance(thing, TableRow) else thing.text
        for thing in with_rows(page, lines_of(page))
    ]


def table(*drawn: Drawn, xs: tuple[float, ...] = XS, ys: tuple[float, ...] = YS) -> PageCharacters:
    verticals, horizontals = frame(xs, ys)
    return characters(*drawn, verticals=verticals, horizontals=horizontals)


HEAD = [Drawn("TT", 95, 680), Drawn("Chỉ tiêu", 135, 680), Drawn("Kế hoạch", 305, 680)]


def test_a_row_has_a_cell_for_each_column_and_the_table_stands_where_it_was() -> None:
    page = table(
        Drawn("Trước bảng", 90, 730),
        *HEAD,
        Drawn("1", 95, 640),
        Drawn("Thu ngân", 135, 645),
        Drawn("sách", 135, 630),
        Drawn("1.050", 305, 640),
        Drawn("2", 95, 600),
        Drawn("22,5", 305, 600),
        Drawn("Sau bảng", 90, 540),
    )
    assert rows(page) == [
        "Trước bảng",
        "TT|Chỉ tiêu|Kế hoạch",
        "1|Thu ngân sách|1.050",
        "2||22,5",
        "Sau bảng",
    ]


def test_cells_drawn_column_by_column_are_read_row_by_row() -> None:
    page = table(
        *(Drawn(text, 95, y) for text, y in (("TT", 680), ("1", 640), ("2", 600))),
        *(Drawn(text, 135, y) for text, y in (("Việc", 680), ("Họp", 640), ("Rà soát", 600))),
        *(Drawn(text, 305, y) for text, y in (("Hạn", 680), ("5/8", 640), ("6/8", 600))),
    )
    assert rows(page) == ["TT|Việc|Hạn", "1|Họp|5/8", "2|Rà soát|6/8"]


def test_a_merged_cell_is_one_cell() -> None:
    verticals = [Ruling(x, 580, 700) for x in (90, 400)] + [Ruling(x, 580, 660) for x in (130, 300)]
    horizontals = [Ruling(y, 90, 400) for y in YS]
    page = characters(
        Drawn("Phần một: Chỉ tiêu chung", 135, 680),
        Drawn("1", 95, 640),
        Drawn("Thu", 135, 640),
        Drawn("5", 305, 640),
        verticals=verticals,
        horizontals=horizontals,
    )
    assert rows(page) == ["Phần một: Chỉ tiêu chung", "1|Thu|5"]


def test_a_table_that_is_open_at_its_sides_is_one_too() -> None:
    page = characters(
        *HEAD,
        Drawn("1", 95, 640),
        Drawn("Thu", 135, 640),
        Drawn("5", 305, 640),
        verticals=[Ruling(x, 620, 700) for x in (130, 300)],
        horizontals=[Ruling(y, 90, 400) for y in (700, 660, 620)],
    )
    assert rows(page) == ["TT|Chỉ tiêu|Kế hoạch", "1|Thu|5"]


def test_a_frame_and_rules_are_no_table() -> None:
    framed = table(
        Drawn("Một khung", 95, 680), Drawn("có hai dòng", 95, 664), xs=(90, 400), ys=(700, 650)
    )
    assert rows(framed) == ["Một khung", "có hai dòng"]
    ruled = characters(Drawn("Tiêu đề", 95, 680), horizontals=[Ruling(676, 90, 200)])
    assert rows(ruled) == ["Tiêu đề"]


def test_columns_of_a_page_with_a_line_between_them_are_no_cells() -> None:
    left = [Drawn(f"trái {at}", 90, 690 - 14 * at) for at in range(30)]
    right = [Drawn(f"phải {at}", 310, 690 - 14 * at) for at in range(30)]
    page = table(*left, *right, xs=(80, 300, 530), ys=(720, 260))
    assert rows(page) == [drawn.text for drawn in left + right]


def test_two_tables_keep_what_stands_between_them() -> None:
    first, second = frame(XS, (700, 660)), frame(XS, (600, 560))
    page = characters(
        *HEAD,
        Drawn("Bảng 2", 90, 630),
        Drawn("1", 95, 580),
        Drawn("Thu", 135, 580),
        verticals=first[0] + second[0],
        horizontals=first[1] + second[1],
    )
    assert rows(page) == ["TT|Chỉ tiêu|Kế hoạch", "Bảng 2", "1|Thu|"]
