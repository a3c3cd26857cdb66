"""What can be typed besides words; nothing is an error."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.facets.registry import COUNTED_BY_NAME
from search.query.brackets import MAX_DEPTH
from search.query.lookup import FacetLookup, NamedValues, named_values
from search.query.printing import printed
from search.query.syntax import (
    DATE,
    LABELS,
    TITLE,
    QueryPart,
    QueryPartKind,
    query_parts,
    read_query,
    without_lone_operators,
    without_or,
)
from search.query.unread import UnreadKind
from search.text.normalize import normalize
from search.text.syllable import syllables

WORDS, QUOTED, SPELLED, BEGINNING, FIELD, NEAR, GROUP = QueryPartKind


def told(part: QueryPart) -> tuple[QueryPartKind, str]:
    """The kind of a part, and its text with what else is known of it."""
    text = part.text
    if part.alternatives:
        text = " OR ".join(" + ".join(told(p)[1] for p in own) for own in part.alternatives)
    if part.distance:
        text = f"{text} ~{part.distance}"
    return part.kind, "-" * part.is_excluded + (f"{part.field}={text}" if part.field else text)


def shown(typed: str) -> list[list[tuple[QueryPartKind, str]]]:
    """All parts of a query."""
    return [[told(part) for part in own] for own in query_parts(typed)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bão lũ", [[(WORDS, "bão lũ")]]),
        ('bão "giải ngân" lũ', [[(WORDS, "bão"), (QUOTED, "giải ngân"), (WORDS, "lũ")]]),
        ("bão -lũ lụt", [[(WORDS, "bão"), (WORDS, "-lũ"), (WORDS, "lụt")]]),
        ('bão ="giai ngan"x', [[(WORDS, "bão"), (SPELLED, "giai ngan"), (WORDS, "x")]]),
        ("= bão=lũ", [[(WORDS, "= bão=lũ")]]),
        ('bão -"sạt lở"', [[(WORDS, "bão"), (QUOTED, "-sạt lở")]]),
        ("2021 -2030", [[(WORDS, "2021 -2030")]]),
        ("kinh tế - xã hội", [[(WORDS, "kinh tế - xã hội")]]),
        ("xuất khẩu OR nhập khẩu", [[(WORDS, "xuất khẩu")], [(WORDS, "nhập khẩu")]]),
        ("bão | lũ", [[(WORDS, "bão")], [(WORDS, "lũ")]]),
        ("OR bão OR OR lũ OR", [[(WORDS, "bão")], [(WORDS, "lũ")]]),
        ("ngh* bão", [[(BEGINNING, "ngh"), (WORDS, "bão")]]),
        ("ng* bão", [[(WORDS, "ng* bão")]]),
        ("**", [[(WORDS, "**")]]),
        ('tỉnh:"Bắc Kạn" bão', [[(FIELD, "province=Bắc Kạn"), (WORDS, "bão")]]),
        ("tinh:hanoi", [[(FIELD, "province=hanoi")]]),
        ('Chủ trì:"A B"', [[(FIELD, "chair=A B")]]),
        ("-năm:2022", [[(FIELD, "-year=2022")]]),
        ("ngày:25/8/2023", [[(FIELD, "date=25/8/2023")]]),
        ('tỉnh:"', [[(WORDS, 'tỉnh:"')]]),
        ('"chưa đóng', [[(WORDS, '"chưa đóng')]]),
        ("", [[]]),
        ("OR", [[]]),
        ('"giải ngâ*"', [[(QUOTED, "giải ngâ*")]]),
    ],
)
def test_parts(typed: str, found: list[list[tuple[QueryPartKind, str]]]) -> None:
    assert shown(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # each operator by its sign, its English word and its Vietnamese word in capitals
        ("lúa NOT cà phê", [[(WORDS, "lúa"), (WORDS, "-cà phê")]]),
        ("lúa not cà phê", [[(WORDS, "lúa"), (WORDS, "-cà phê")]]),
        ("lúa KHÔNG cà phê", [[(WORDS, "lúa"), (WORDS, "-cà phê")]]),
        ("lúa AND NOT cà phê", [[(WORDS, "lúa"), (WORDS, "-cà phê")]]),
        ("lúa VÀ cà phê", [[(WORDS, "lúa"), (WORDS, "cà phê")]]),
        ("lúa && cà phê", [[(WORDS, "lúa"), (WORDS, "cà phê")]]),
        ("Loại nào KHÔNG phải lúa?", [[(WORDS, "Loại nào KHÔNG phải lúa?")]]),  # emphasis
        ("Loại nào KHÔNG phải lúa", [[(WORDS, "Loại nào KHÔNG phải lúa")]]),
        ("vì sao giá lúa KHÔNG tăng bao nhiêu", [[(WORDS, "vì sao giá lúa KHÔNG tăng bao nhiêu")]]),
        ("lúa nao KHÔNG ngô", [[(WORDS, "lúa nao"), (WORDS, "-ngô")]]),
        ("lúa & cà phê", [[(WORDS, "lúa & cà phê")]]),  # it may be an abbreviation: "KH & CN"
        ('"lúa" and "ngô"', [[(QUOTED, "lúa"), (QUOTED, "ngô")]]),
        ("lúa HOẶC cà phê", [[(WORDS, "lúa")], [(WORDS, "cà phê")]]),
        ("lúa or cà phê", [[(WORDS, "lúa")], [(WORDS, "cà phê")]]),
        ("lúa|ngô", [[(WORDS, "lúa")], [(WORDS, "ngô")]]),
        ("lúa|-ngô", [[(WORDS, "lúa")], [(WORDS, "-ngô")]]),
        ("lúa || ngô", [[(WORDS, "lúa")], [(WORDS, "ngô")]]),
        ("NOT NOT lúa", [[(WORDS, "lúa")]]),
        ("ngô NOT -lúa", [[(WORDS, "ngô"), (WORDS, "lúa")]]),
        # what may be a Vietnamese word is one
        ("lúa và cà phê", [[(WORDS, "lúa và cà phê")]]),
        ("lúa hoặc cà phê", [[(WORDS, "lúa hoặc cà phê")]]),
        ("hàng không", [[(WORDS, "hàng không")]]),
        ("lam not viec", [[(WORDS, "lam not viec")]]),
        ("XÃ KHÔNG CÓ HỘ NGHÈO VÀ CẬN NGHÈO", [[(WORDS, "XÃ KHÔNG CÓ HỘ NGHÈO VÀ CẬN NGHÈO")]]),
        ("LÚA OR NGÔ", [[(WORDS, "LÚA")], [(WORDS, "NGÔ")]]),
        # what has a dash, a slash or a sign in it is a word
        *(
            (word, [[(WORDS, word)]])
            for word in (
                "28-CT/TU",
                "xã B-2",
                "Lào - Cam-pu-chia",
                "KT-XH",
                "AT&T",
                "R & D"[:1],
                "A/B",
                "giai đoạn 2021 - 2025",
            )
        ),
        # brackets
        ("(lúa OR ngô) sắn", [[(GROUP, "lúa OR ngô"), (WORDS, "sắn")]]),
        ("sắn -(lúa OR ngô)", [[(WORDS, "sắn"), (GROUP, "-lúa OR ngô")]]),
        ("sắn NOT (lúa OR ngô)", [[(WORDS, "sắn"), (GROUP, "-lúa OR ngô")]]),
        ('-(lúa "ngô")', [[(GROUP, "-lúa + ngô")]]),
        ("-(lúa ngô)", [[(WORDS, "-lúa ngô")]]),
        ("-(-lúa)", [[(WORDS, "lúa")]]),
        ("(lúa OR ngô)", [[(WORDS, "lúa")], [(WORDS, "ngô")]]),
        ('("lúa" ngô) sắn', [[(QUOTED, "lúa"), (WORDS, "ngô"), (WORDS, "sắn")]]),
        ("a (b (c OR d) OR e)", [[(WORDS, "a"), (GROUP, "b + c OR d OR e")]]),
        ("Bộ Y tế (cũ) họp", [[(WORDS, "Bộ Y tế (cũ) họp")]]),
        ("điều 5(2)", [[(WORDS, "điều 5(2")]]),
        ("(lúa) OR ((ngô))", [[(WORDS, "lúa")], [(WORDS, "ngô")]]),
        ("()", [[]]),
        # near
        ('"lúa" ~5 "ngô"', [[(NEAR, "lúa + ngô ~5")]]),
        ('"lúa" "ngô"~5', [[(NEAR, "lúa + ngô ~5")]]),
        ('-"lúa" ~5 ="ngô"', [[(NEAR, "-lúa + ngô ~5")]]),
        ('"giải ngân đầu tư"~5', [[(NEAR, "giải ngân + đầu tư ~5")]]),
        ('"thủy lợi hạn hán"~5 chè', [[(NEAR, "thủy lợi + hạn hán ~5"), (WORDS, "chè")]]),
        ('"lúa ngô sắn"~5', [[(NEAR, "lúa + ngô + sắn ~5")]]),
        ('"lúa ngô"~5 "sắn"', [[(NEAR, "lúa ngô + sắn ~5")]]),
        ('"lúa"~5 giá', [[(QUOTED, "lúa"), (WORDS, "~5 giá")]]),
        ("giá ~5 tỷ", [[(WORDS, "giá ~5 tỷ")]]),
        # fields
        ("năm: 2023", [[(FIELD, "year=2023")]]),
        ("năm:(2021 OR 2022)", [[(FIELD, "year=2021")], [(FIELD, "year=2022")]]),
        (
            'tỉnh:("Yên Bái" | Phú Thọ) chè',
            [[(GROUP, "province=Yên Bái OR province=Phú Thọ"), (WORDS, "chè")]],
        ),
        (
            "-loại:(giao ban or họp báo)",
            [[(GROUP, "-meeting_type=giao ban OR meeting_type=họp báo")]],
        ),
        ("năm:( 2021 )", [[(FIELD, "year=2021")]]),
        ("năm:(2021 OR )", [[(WORDS, "năm:"), (WORDS, "2021")]]),
        ("tỉnh: Yên Bái", [[(FIELD, "province=Yên Bái")]]),
        ("tỉnh:Yên Bái sắn", [[(FIELD, "province=Yên Bái"), (WORDS, "sắn")]]),
        ("tinh: yen bai san", [[(FIELD, "province=yen bai"), (WORDS, "san")]]),
        ("tỉnh:tỉnh Yên Bái, sắn", [[(FIELD, "province=tỉnh Yên Bái"), (WORDS, ", sắn")]]),
        ("tỉnh:TP.HCM sắn", [[(FIELD, "province=TP.HCM"), (WORDS, "sắn")]]),
        ("toàn tỉnh: sơ kết", [[(WORDS, "toàn tỉnh: sơ kết")]]),
        ('nguồn:"Báo \\"Mới\\": Tin"', [[(FIELD, 'outlet=Báo "Mới": Tin')]]),
        # titles
        ("tiêu đề:lúa ngô -sắn", [[(GROUP, "title=lúa ngô"), (WORDS, "-sắn")]]),
        ('tieu de: "lúa"', [[(GROUP, "title=lúa")]]),
        ("tiêu đề:(lúa OR ngô) sắn", [[(GROUP, "title=lúa OR ngô"), (WORDS, "sắn")]]),
        ("-tiêu đề:lúa", [[(GROUP, "-title=lúa")]]),
    ],
)
def test_what_people_type_by_habit(
    typed: str, found: list[list[tuple[QueryPartKind, str]]]
) -> None:
    assert shown(typed) == found


@pytest.mark.parametrize(
    ("typed", "unread"),
    [
        ("lúa (ngô", [(UnreadKind.UNPAIRED, "(")]),
        ("a) lúa", [(UnreadKind.UNPAIRED, ")")]),
        ("OR lúa", [(UnreadKind.OPERATOR, "OR")]),
        ("lúa NOT", [(UnreadKind.OPERATOR, "NOT")]),
        ("lúa AND OR ngô", [(UnreadKind.OPERATOR, "OR")]),
        ("(lúa OR) ngô", [(UnreadKind.OPERATOR, "OR")]),
        ("lúa VÀ", [(UnreadKind.OPERATOR, "VÀ")]),
        ("tiêu đề: OR lúa", [(UnreadKind.OPERATOR, "tiêu đề:"), (UnreadKind.OPERATOR, "OR")]),
        ('huyện:"Ba Bể"', [(UnreadKind.FIELD, "huyện:")]),
        ("mục:lúa", [(UnreadKind.FIELD, "mục:")]),
        ("toàn tỉnh: sơ kết", [(UnreadKind.FIELD, "tỉnh:")]),
        ("Thủ tướng: giữ lúa", []),
        ("họp lúc 15:30", []),
        ("https://a.vn", []),
        ("ng* lúa", [(UnreadKind.STAR, "ng*")]),
        ("*lúa", [(UnreadKind.STAR, "*lúa")]),
        ('"giá * tỷ"', [(UnreadKind.STAR, "*")]),
        ('"giá ng*"', [(UnreadKind.STAR, "ng*")]),
        ('="giá ngô*" tỷ', []),
        ("lúa ~5 ngô", [(UnreadKind.NEAR, "~5")]),
        ("lúa hoặc ngô", [(UnreadKind.SMALL_OPERATOR, "hoặc")]),
        ("lúa và ngô", []),
        ("(lúa) -ngô OR (sắn)", []),
    ],
)
def test_what_cannot_be_read_is_told(typed: str, unread: list[tuple[UnreadKind, str]]) -> None:
    assert [(own.kind, own.text) for own in read_query(typed).unread] == unread


def test_brackets_nest_to_a_bounded_depth() -> None:
    for depth in (MAX_DEPTH, MAX_DEPTH + 1):
        nested = "a"
        for _ in range(depth):
            nested = f"-(b {nested} OR c)"
        deep = [own for own in read_query(nested).unread if own.kind is UnreadKind.TOO_DEEP]
        assert len(deep) == depth - MAX_DEPTH


class Outlets:
    """An index with two outlets, one of which has quotes in its name."""

    def named(self, facet: str) -> NamedValues:
        """The outlets."""
        return named_values(facet, ['Báo "Mới/Đẹp": Tin', "Báo Lúa Mới"] * (facet == "outlet"))

    def has(self, facet: str, value: str) -> bool:
        """Never."""
        return False

    def terms(self, prefix: str) -> tuple[str, ...]:
        """None."""
        return ()


@pytest.mark.parametrize(
    ("typed", "value", "rest"),
    [
        ('nguồn:"Báo "Mới/Đẹp": Tin" lúa', 'Báo "Mới/Đẹp": Tin', " lúa"),
        ('nguồn:"Báo \\"Mới/Đẹp\\": Tin" lúa', 'Báo "Mới/Đẹp": Tin', " lúa"),
        ('nguồn:"Báo" lúa', "Báo", " lúa"),
        ("nguồn:Báo Lúa Mới lúa", "Báo Lúa Mới", " lúa"),
        ("nguồn: báo lúa mới lúa", "báo lúa mới", " lúa"),
        ("nguồn:Báo Lúa", "Báo", " Lúa"),
        ("nguồn:Báo Lúa Mới-2", "Báo", " Lúa Mới-2"),
    ],
)
def test_a_value_ends_where_the_longest_known_one_does(typed: str, value: str, rest: str) -> None:
    index: FacetLookup = Outlets()
    part = query_parts(typed, index)[0][0]
    assert (part.kind, part.text, typed[part.end :]) == (FIELD, value, rest)


ALPHABET = st.lists(
    st.sampled_from(
        ["bão", "lũ", "ng", "xã", "ngh", "B-2", "15-NQ/TU", "năm", "2023", "LŨ", "hoặc"]
        + [
            "OR",
            "AND",
            "NOT",
            "or",
            "not",
            "VÀ",
            "HOẶC",
            "KHÔNG",
            "|",
            "&",
            "-",
            "(",
            ")",
            '"',
            "=",
            "*",
            "~5",
            ":",
            "\\",
            " ",
            " ",
            "tỉnh:",
            "tinh:",
        ]
        + ["tiêu đề:", "Yên Bái", 'nguồn:"Báo', "ngày:2023", "tháng:", "quy:", "3-5/2023"]
    ),
    max_size=25,
).map("".join)


@given(ALPHABET | st.text(st.sampled_from('ab ế-"*:|OR\n.1()~=') | st.characters(), max_size=40))
def test_every_part_stands_where_it_says(typed: str) -> None:
    ends = 0
    for part in (part for own in query_parts(typed) for part in own):
        assert ends <= part.start < part.end <= len(typed)
        if "\\" not in typed and part.kind is not GROUP:
            span = typed[part.start : part.end]
            unit, _, rest = part.text.partition(" ")  # of a date, perhaps from its label
            is_date = part.kind is FIELD and part.field == DATE
            assert part.text in span or (is_date and unit in span and rest in span)
        ends = part.end
    assert query_parts(without_or(typed))[1:] == []
    lone = [own.kind for own in read_query(without_lone_operators(typed)).unread]
    assert UnreadKind.OPERATOR not in lone or UnreadKind.OPERATOR in [
        own.kind for own in read_query(typed).unread
    ]


def meaning(alternatives: object) -> object:
    """What parts ask for, wherever they were typed."""
    if not isinstance(alternatives, QueryPart):
        assert isinstance(alternatives, list | tuple)
        return [meaning(own) for own in alternatives]
    part = alternatives
    text: object = part.text
    if part.kind is WORDS:
        text = [syllable.exact for syllable in syllables(part.text)]
    inner = meaning(part.alternatives)
    nested = part.kind in (GROUP, NEAR)
    return part.kind, "" if nested else text, part.is_excluded, part.field, part.distance, inner


@given(ALPHABET | st.text(max_size=40))
@example("A (X) KHÔNG C")
@example("LAM NOT VIEC")
@example("NOT(ị")
@example('-""~5 \\""')
@example('-"giải ngân đầu tư công"~5')
@example("-(-bão lũ) -(tiêu đề:lũ OR ngh*)")
def test_a_printed_query_is_read_as_the_same(text: str) -> None:
    typed = normalize(text).text
    read = query_parts(typed)
    written = printed(read)
    assert meaning(query_parts(written)) == meaning(read)
    assert printed(query_parts(written)) == written


def test_every_label_names_a_facet() -> None:
    assert set(LABELS.values()) <= {*COUNTED_BY_NAME, DATE, TITLE}
