"""Lines of a report → what each is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article.structure import clean
from indexer.read.document import SourceMetadata
from search.report import PassageKind

BODY = "Sáng 12/4, Ban Chấp hành Đảng bộ tỉnh họp hội nghị lần thứ mười hai."
SPOKE = "Đồng chí Trần Văn Hậu, Bí thư Tỉnh ủy phát biểu tại hội nghị"
P = PassageKind


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (["Tỉnh ủy giao ban tháng tám", BODY], [P.TITLE, P.BODY]),
        ([BODY, "Câu thứ hai của bài."], [P.BODY, P.BODY]),
        (
            ["Thứ ba,  14/05/2024", "Tỉnh ủy giao ban tháng tám", BODY],
            [P.PAGE_DATE, P.TITLE, P.BODY],
        ),
        ([" date 2024-12 " + BODY, BODY[:-1] + " khác."], [P.PREFIX, P.BODY, P.BODY]),
        ([BODY, "Minh Hà - Thu Trang"], [P.BODY, P.BYLINE]),
        ([BODY, "NGỌC LAN"], [P.BODY, P.BYLINE]),
        ([BODY, "Tin, ảnh: Minh Hà"], [P.BODY, P.BYLINE]),
        ([BODY, "Bài và ảnh: Minh Hà và Và A Chư"], [P.BODY, P.BYLINE]),
        ([BODY, "Tin: Và A Chư"], [P.BODY, P.BYLINE]),
        ([BODY, "Hội nghị kết thúc tốt đẹp"], [P.BODY, P.BODY]),
        (
            [BODY, "Lan Anh", "Nguồn Hưng Yên: http://baohungyen.example/202304/a/"],
            [P.BODY, P.BYLINE, P.TRAILER],
        ),
        ([BODY, "Quang cảnh hội nghị.", BODY + " Hết."], [P.BODY, P.CAPTION, P.BODY]),
        ([BODY, SPOKE, BODY + " Hết."], [P.BODY, P.CAPTION, P.BODY]),
        (
            [BODY, "Cả đoàn thăm nhà máy.", "Cả đoàn thăm nhà máy.", BODY + " Hết."],
            [P.BODY, P.CAPTION, P.CAPTION_AGAIN, P.BODY],
        ),
        (["Một dòng duy nhất không chấm câu"], [P.BODY]),
        (["Một  dòng" + " " * 99 + "dài\t"], [P.BODY]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\n\n", "\r\n"])
def test_parts(lines: list[str], parts: list[PassageKind], end: str) -> None:
    assert [line.kind for line in clean(end.join(lines)).lines] == parts


def test_a_known_title_leaves_the_first_line_to_the_body() -> None:
    text = "Tỉnh ủy giao ban tháng tám\n" + BODY
    article = clean(text, SourceMetadata(title="Tên  khác,\nUỷ ban"))
    assert [line.kind for line in article.lines] == [
        PassageKind.TITLE,
        PassageKind.BODY,
        PassageKind.BODY,
    ]
    assert [article.read(line) for line in article.of(PassageKind.TITLE)] == ["Tên khác, Ủy ban"]
    assert [text[slice(*passage.span)] for passage in article.passages()] == text.splitlines()


def test_words_of_a_known_title_are_shown_where_the_text_has_them() -> None:
    article = clean("UBND tỉnh\nHọp, GIAO BAN.", SourceMetadata(title="Giao ban tháng 8"))
    title = article.lines[0]
    assert article.span(title.start, title.start + 8) == (15, 23)
    assert article.span(title.end - 7, title.end) is None


def test_rules_see_one_tone_placement_and_offsets_do_not_move() -> None:
    text = "– Uỷ ban hoà giải\u00a0khoẻ, quý"
    article = clean(text)
    assert article.text == "- Ủy ban hòa giải khỏe, quý"
    start = article.text.index("hòa")
    span = article.span(start, start + 3)
    assert span and text[slice(*span)] == "hoà"


@pytest.mark.parametrize(
    "line",
    [
        "Tin" + ": " * 5_000,
        "Tin" + " và " * 5_000 + "x",
        "Ảnh" + " " * 5_000 + "x",
        "Anh " + "Avà" * 5_000 + "!x",
        "Anh Avà" + " A" * 7 + "!",
    ],
    ids=lambda line: line[:8],
)
def test_a_last_line_that_is_almost_a_byline_is_read_to_its_end(line: str) -> None:
    """Patterns that can read a line in many ways would try them all, and never end."""
    assert [line.kind for line in clean(f"{BODY}\n{line}").lines] == [P.BODY, P.BODY]


@pytest.mark.slow
@given(
    st.text(st.sampled_from("aUỷà \n\r\u00a0\u0301.-:;Nguồn http://x/ date 2024-12"), max_size=80)
)
def test_every_visible_character_stands_in_one_line(text: str) -> None:
    article = clean(text)
    covered = "".join(text[slice(*passage.span)] for passage in article.passages())
    assert "".join(covered.split()) == "".join(text.split())
