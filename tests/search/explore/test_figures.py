"""What reports state of an indicator, which of it is comparable, and what a line may join."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest

from indexer.build.run import build
from indexer.figures.indicators import indicator_forms
from search.answers import Query
from search.dates import DateBounds
from search.engine.urls import open_engine
from search.explore.figures import (
    FigureSource,
    StatedFigure,
    figures,
    indicators,
    is_stated,
)
from search.explore.scopes import Scope
from search.explore.series import Family, PeriodLength, Series, family, series_of, span_of
from search.facets.indicator_groups import value_of
from search.facets.registry import COUNTED_BY_NAME
from search.highlight.snippets import sentence
from search.report import (
    DateValue,
    FacetValue,
    FigureKind,
    FigureScope,
    FigureValue,
    Precision,
    Status,
)
from search.searcher import Searcher
from search.text.clauses import LONGEST
from search.text.lexicon.word_lists import entries
from tests.conftest import ROOT

Write = Callable[[str, str], Path]

REVENUE, GROWTH = "thu ngân sách nhà nước", "tốc độ tăng trưởng kinh tế"

REPORTS = {
    "a-2021.txt": """Sáng 10/1/2022, UBND tỉnh Hưng Yên tổ chức hội nghị tổng kết.

Mưa lớn đã qua. Năm 2021, thu ngân sách nhà nước đạt 18.000 tỷ đồng, bằng 120% dự toán. \
Trời đã tạnh.""",
    "b-2022.txt": """Sáng 12/1/2023, UBND tỉnh Hưng Yên tổ chức hội nghị tổng kết.

Năm 2022, thu ngân sách nhà nước đạt 21,5 nghìn tỷ đồng. \
Thu ngân sách nhà nước đạt 9.000 tỷ đồng.""",
    "c-2022.txt": """Sáng 15/1/2023, UBND tỉnh Nghệ An tổ chức hội nghị tổng kết.

Năm 2022, thu ngân sách nhà nước đạt 20.000 tỷ đồng. GRDP năm 2022 tăng 9,1%.""",
}
ANOTHER = """Sáng 16/1/2023, UBND tỉnh Nghệ An tổ chức hội nghị.

Năm 2022, nợ xấu là 2%. Trời đã tạnh."""


@pytest.fixture
def live(write: Write, tmp_path: Path) -> Searcher:
    for name, text in REPORTS.items():
        write(name, text)
    write("d-other.txt", ANOTHER)
    engine = open_engine(str(tmp_path / "index"))
    build([tmp_path / "reports"], engine)
    return Searcher(engine.snapshot())


def told(stated: Sequence[StatedFigure]) -> list[tuple[str, str, str, str | None]]:
    return [(s.source.id, s.figure.value, s.figure.unit, s.figure.period) for s in stated]


def test_figures_in_the_order_of_days_each_with_its_report(live: Searcher) -> None:
    found = figures(REVENUE, Query(), live)
    assert told(found.stated) == [
        ("a-2021.txt", "18000", "tỷ đồng", "2021"),
        ("a-2021.txt", "120", "%", "2021"),
        ("b-2022.txt", "21.5", "nghìn tỷ đồng", "2022"),
        ("b-2022.txt", "9000", "tỷ đồng", "2022"),
        ("c-2022.txt", "20000", "tỷ đồng", "2022"),
    ]
    assert (found.reports, found.read) == (3, 3)
    assert found.provinces == {"Hưng Yên": 2, "Nghệ An": 1}
    first = found.stated[0]
    assert first.source.province == "Hưng Yên" and first.source.level == "tinh"
    assert first.source.organiser == "UBND tỉnh Hưng Yên"
    assert first.source.day and first.source.day.value == "2022-01-10"


def test_a_figure_stands_marked_in_its_own_sentence(live: Searcher) -> None:
    first = figures(REVENUE, Query(), live).stated[0]
    assert [(run.text, run.is_highlighted) for run in first.sentence] == [
        ("Năm 2021, thu ngân sách nhà nước đạt ", False),
        ("18.000 tỷ đồng", True),
        (", bằng 120% dự toán.", False),
    ]
    assert (first.before, first.after) == (first.sentence[0].text, first.sentence[2].text)
    report = REPORTS["a-2021.txt"]
    assert first.passage == 1 and report.split("\n\n")[1].find("18.000") > 0


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (Query("trời tạnh"), {"a-2021.txt"}),
        (Query(filters={"province": ("Nghệ An",)}), {"c-2022.txt"}),
        (Query(filters={"year": ("2023",)}), {"b-2022.txt", "c-2022.txt"}),
        (Query(filters={"indicator": (GROWTH,)}), {"c-2022.txt"}),
        (Query(f'chỉ tiêu:"{GROWTH}"'), {"c-2022.txt"}),
        (Query("!!!"), set()),
        (Query("không có ở đâu cả"), set()),
        (Query(page=7, size=1), {*REPORTS}),
        (Query(dates=DateBounds(date(2023, 1, 13), None)), {"c-2022.txt"}),
    ],
)
def test_only_the_reports_of_the_query(live: Searcher, query: Query, ids: set[str]) -> None:
    found = figures(REVENUE, query, live)
    assert {stated.source.id for stated in found.stated} == ids
    assert found.reports == found.read == len(ids)


def test_the_newest_are_read_if_there_are_too_many(live: Searcher) -> None:
    found = figures(REVENUE, Query(), live, most=2)
    assert [stated.source.id[0] for stated in found.stated] == ["b", "b", "c"]
    assert (found.reports, found.read) == (3, 2)


def test_which_indicators_there_are(live: Searcher) -> None:
    assert indicators(Query(), live) == {
        REVENUE: 3,
        "tăng trưởng kinh tế": 1,
        "nợ xấu": 1,
    }
    assert indicators(Query(filters={"province": ("Hưng Yên",)}), live) == {REVENUE: 2}
    assert indicators(Query("!!!"), live) == {}
    assert is_stated(REVENUE, live)
    assert not is_stated("khong-ro-gi-ca", live) and not is_stated("", live)


def test_an_indicator_is_called_by_all_of_its_words_and_as_its_group_is() -> None:
    facet = COUNTED_BY_NAME["indicator"]
    assert list(facet.names_of("nợ xấu")) == ["nợ xấu"]
    growth = list(facet.names_of("tốc độ tăng trưởng GDP"))
    assert growth[:2] == ["tốc độ tăng trưởng GDP", "tăng trưởng kinh tế"]
    assert "tăng trưởng GRDP" in growth and "GDP" not in growth
    assert "tốc độ tăng trưởng GDP" not in facet.names_of("GDP")


@pytest.mark.parametrize(
    "name",
    [
        "tốc độ tăng trưởng GRDP",
        "tốc độ tăng trưởng kinh tế",
        "tốc độ tăng trưởng GDP",
        "tăng trưởng kinh tế",
        "Tăng trưởng GRDP",
    ],
)
def test_the_indicators_of_a_group_are_one(live: Searcher, name: str) -> None:
    """Whatever it is called: by the address of its page, as a filter, or typed."""
    assert is_stated(name, live) and value_of(name) == "tăng trưởng kinh tế"
    assert told(figures(name, Query(), live).stated) == [("c-2022.txt", "9.1", "%", "2022")]
    assert [s.source.id for s in figures(REVENUE, Query(f'chỉ tiêu:"{name}"'), live).stated] == [
        "c-2022.txt"
    ]


GROWN = {
    "nation.txt": """Sáng 10/1/2023, Chính phủ tổ chức phiên họp thường kỳ.

GDP năm 2022 của cả nước tăng 8%.""",
    "both.txt": """Sáng 11/1/2023, UBND tỉnh Nghệ An tổ chức hội nghị tổng kết.

Tăng trưởng kinh tế năm 2022 của tỉnh đạt 9%. GRDP năm 2022 tăng 9%.""",
}


def test_several_of_a_group_are_listed_as_one(write: Write, tmp_path: Path) -> None:
    for name, text in GROWN.items():
        write(name, text)
    engine = open_engine(str(tmp_path / "index"))
    build([tmp_path / "reports"], engine)
    live = Searcher(engine.snapshot())
    assert indicators(Query(), live) == {"tăng trưởng kinh tế": 2}
    found = figures("tốc độ tăng trưởng GDP", Query(), live).stated
    assert [(one.figure.value, one.figure.scope_name) for one in found] == [
        ("8", "Việt Nam"),
        ("9", "Nghệ An"),
        ("9", "Nghệ An"),
    ]


def test_the_groups_hold_indicators_that_there_are_each_once() -> None:
    known = {own.name for entries in indicator_forms().values() for own in entries}
    rows = entries("indicator_groups.tsv", ROOT / "search" / "facets" / "data")
    members = [name for row in rows for name in row[1].split("; ")]
    names = [name.casefold() for row in rows for name in {row[0], *row[2].split("; ")}]
    assert set(members) <= known
    assert len(members) == len(set(members)) and len(names) == len(set(names))
    for row in rows:
        for name in row[2].split("; "):
            own = indicator_forms().get(name.lower(), ())
            assert not own or {entry.name for entry in own} & set(row[1].split("; ")), name


@pytest.mark.parametrize(
    ("text", "held", "wanted"),
    [
        ("Một câu. Câu có 5%. Câu ba.", "5%", "Câu có 5%."),
        ("Đạt 5%; thu 7 tỷ đồng. Hết", "7 tỷ đồng", "Đạt 5%; thu 7 tỷ đồng."),
        ("Ở TP. Vinh đạt 5%.", "5%", "Ở TP. Vinh đạt 5%."),
        ("5%", "5%", "5%"),
    ],
)
def test_the_sentence_of_a_figure(text: str, held: str, wanted: str) -> None:
    start = text.index(held)
    first, last = sentence(text, (0, len(text)), (start, start + len(held)))
    assert text[first:last] == wanted


@pytest.mark.parametrize("between", [", ", " ", ""])
def test_a_long_sentence_is_cut_but_holds_its_figure(between: str) -> None:
    text = between.join(["một mệnh đề dài"] * 40 + ["đạt 5%"] + ["rồi lại một mệnh đề"] * 40)
    start = text.index("5%")
    first, last = sentence(text, (0, len(text)), (start, start + 2))
    assert "5%" in text[first:last] and last - first <= LONGEST + 2


# ── what may be drawn together ──


@pytest.mark.parametrize(
    ("period", "length", "first", "last"),
    [
        ("2023", PeriodLength.YEAR, (2023, 1), (2023, 12)),
        ("2023-Q3", PeriodLength.QUARTER, (2023, 7), (2023, 9)),
        ("2023-08", PeriodLength.MONTH, (2023, 8), (2023, 8)),
        ("2023-09-30", PeriodLength.TO_DATE, (2023, 1), (2023, 9)),
        ("2024-01/2024-09", PeriodLength.TO_DATE, (2024, 1), (2024, 9)),
        ("2024-07/2024-12", PeriodLength.OTHER, (2024, 7), (2024, 12)),
        ("2023-01/2024-06", PeriodLength.OTHER, (2023, 1), (2024, 6)),
        ("2021/2025", PeriodLength.YEARS, (2021, 1), (2025, 12)),
    ],
)
def test_periods(
    period: str, length: PeriodLength, first: tuple[int, int], last: tuple[int, int]
) -> None:
    time = span_of(period)
    assert time.length is length
    assert [divmod(month, 12) for month in (time.first, time.last)] == [
        (year, month - 1) for year, month in (first, last)
    ]
    assert time.year == last[0]


@pytest.mark.parametrize("period", [None, "", "hôm qua", "2023/2024/2025", "2023-13x", "/"])
def test_what_is_no_period_has_no_time(period: str | None) -> None:
    assert span_of(period).length is PeriodLength.UNKNOWN


_numbers = count(1)


def said(
    value: str = "1",
    unit: str = "tỷ đồng",
    period: str | None = "2023",
    kind: FigureKind = FigureKind.RESULT,
    *,
    of: str = REVENUE,
    place: str = "Hưng Yên",
    scope: FigureScope | None = FigureScope.PROVINCE,
    before: str = "",
    after: str = "",
    is_suspicious: bool = False,
    report: str = "",
) -> StatedFigure:
    number = next(_numbers)
    day = DateValue(f"2024-01-{number % 28 + 1:02}", Status.STATED, precision=Precision.DAY)
    title = FacetValue("Hội nghị", Status.STATED)
    span = (number, number + 1)
    figure = FigureValue(
        value, Status.STATED, span, of, unit, period, kind, is_suspicious, scope, place
    )
    source = FigureSource(report or f"r{number}", title, day, "", "", "")
    return StatedFigure(figure, source, before=before, after=after)


RESULT, ESTIMATE, TARGET, PLAN_SHARE, CHANGE = FigureKind


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        (said("310"), Family.AMOUNT),
        (said("5", "%", of="tỷ lệ hộ nghèo"), Family.AMOUNT),
        (said("2", "%", kind=CHANGE, of="tỷ lệ hộ nghèo"), Family.CHANGE),
        (said("50", "%", kind=PLAN_SHARE), Family.PLAN),
        (said("100", "tỷ đồng", kind=CHANGE), Family.CHANGE),
        (said("6.5", "%", of=GROWTH), Family.CHANGE),
        (said("6.5", "%", kind=TARGET, of=GROWTH), Family.CHANGE),
        (said("6.5", "% GDP", of="bội chi ngân sách"), Family.AMOUNT),
        (said("95", "%", of="giải ngân vốn đầu tư công"), Family.PLAN),
        (said("95", "tỷ đồng", of="giải ngân vốn đầu tư công"), Family.AMOUNT),
        (said("12", "%/năm", kind=TARGET, before="thu ngân sách tăng "), Family.CHANGE),
        (said("9", "%", kind=TARGET, before="phấn đấu tăng bình quân trên "), Family.CHANGE),
        (said("9", "tỷ đồng", kind=TARGET, before="phấn đấu tăng lên "), Family.AMOUNT),
        (said("9", "tỷ đồng", kind=TARGET, before="GRDP tăng 8%, thu ngân sách "), Family.AMOUNT),
        (said("-2", "%", kind=TARGET, of="tỷ lệ hộ nghèo"), Family.CHANGE),
        (said("100", "%", kind=TARGET, after=" kế hoạch vốn"), Family.PLAN),
        (said("60", "%", kind=TARGET, of="tỷ lệ che phủ rừng"), Family.AMOUNT),
    ],
)
def test_what_a_figure_says(stated: StatedFigure, wanted: Family) -> None:
    assert family(stated) is wanted


def test_the_list_of_percentages_names_indicators_that_there_are() -> None:
    rows = (ROOT / "indexer" / "data" / "indicators.tsv").read_text("utf-8").splitlines()
    known = {row.split("\t")[0] for row in rows if not row.startswith("#")}
    listed = entries("percentages.tsv", ROOT / "search" / "explore" / "data")
    assert listed
    for name, kind in listed:
        assert Family(kind) is not Family.AMOUNT
        assert [row for row in known if f"{row} ".startswith(f"{name} ")] or name == "mức tăng"


def many(*values: str, **settings: object) -> list[StatedFigure]:
    """A figure a year, from 2021 on."""
    return [said(v, period=str(year), **settings) for year, v in enumerate(values, 2021)]  # type: ignore[arg-type]


def drawn(group: Series) -> list[list[str]]:
    """The values of its lines."""
    return [[str(point.value) for point in line] for line in group.lines]


def test_a_line_joins_the_years_of_one_place() -> None:
    [group] = series_of(many("1", "2", "3"))
    assert (group.scope, group.family, group.length) == (
        Scope.PROVINCE,
        Family.AMOUNT,
        PeriodLength.YEAR,
    )
    assert drawn(group) == [["1", "2", "3"]] and group.places == ("Hưng Yên",)


def test_places_are_not_mixed() -> None:
    [group] = series_of([*many("1", "2"), *many("8", "9", place="Nghệ An")])
    assert group.places == ("Hưng Yên", "Nghệ An")
    assert len(group.points) == 4 and group.lines == ()
    nation = {"place": "Việt Nam", "scope": FigureScope.COUNTRY}
    both = series_of([*many("1", "2"), *many("800", "900", **nation)])
    assert [(g.scope, drawn(g)) for g in both] == [
        (Scope.PROVINCE, [["1", "2"]]),
        (Scope.COUNTRY, [["800", "900"]]),
    ]


@pytest.mark.parametrize(
    ("place", "scope"),
    [
        ("huyện Na Rì", FigureScope.DISTRICT),
        ("xã Kim Hỷ", FigureScope.COMMUNE),
        ("", FigureScope.PROVINCE),
        ("", None),
    ],
)
def test_what_nobody_knows_the_place_of_is_not_joined(
    place: str, scope: FigureScope | None
) -> None:
    [group] = series_of(many("1", "2", "3", place=place, scope=scope))
    assert group.scope is Scope.OTHER and group.lines == ()
    assert series_of(many("1", "2", place=place, scope=scope)) == []


@pytest.mark.parametrize(
    ("place", "scope"),
    [
        ("Nhà máy Sao Mai", FigureScope.FIRM),
        ("ngành dệt may", FigureScope.SECTOR),
        ("Trung Quốc", FigureScope.ABROAD),
        ("vùng Tây Nguyên", None),
    ],
)
def test_what_is_of_no_place_is_in_no_chart(place: str, scope: FigureScope | None) -> None:
    assert series_of(many("1", "2", "3", place=place, scope=scope)) == []
    [own] = series_of([*many("1", "2"), *many("7", "8", place=place, scope=scope)])
    assert [str(point.value) for point in own.points] == ["1", "2"]


def test_of_a_page_of_provinces_only_their_figures_are_drawn() -> None:
    nation = many("7", "8", place="Việt Nam", scope=FigureScope.COUNTRY)
    all_of_them = [*many("1", "2"), *many("5", "6", place="Nghệ An"), *nation]
    [own] = series_of(all_of_them, ("Hưng Yên",))
    assert own.places == ("Hưng Yên",) and drawn(own) == [["1", "2"]]
    assert [one.places for one in series_of(all_of_them)] == [
        ("Hưng Yên", "Nghệ An"),
        ("Việt Nam",),
    ]


def test_what_two_countries_have_together_is_apart() -> None:
    trade = {"of": "kim ngạch thương mại song phương", "scope": FigureScope.COUNTRY}
    lao = many("1", "2", place="Việt Nam - Lào", **trade)
    found = series_of([*lao, *many("50", "60", place="Việt Nam - Đức", **trade)])
    assert sorted((one.places, drawn(one)) for one in found) == [
        (("Việt Nam - Lào",), [["1", "2"]]),
        (("Việt Nam - Đức",), [["50", "60"]]),
    ]


def test_whole_years_of_a_known_place_come_first() -> None:
    quarters = [said("1", period=f"2023-Q{n}") for n in (1, 2, 3, 4)]
    nowhere = many("1", "2", "3", "4", "5", scope=FigureScope.DISTRICT)
    found = series_of([*nowhere, *quarters, *many("1", "2", unit="ha"), *many("1", "2", "3")])
    assert [(g.scope is Scope.OTHER, g.length, g.unit) for g in found] == [
        (False, PeriodLength.YEAR, "tỷ đồng"),
        (False, PeriodLength.YEAR, "ha"),
        (False, PeriodLength.QUARTER, "tỷ đồng"),
        (True, PeriodLength.YEAR, "tỷ đồng"),
    ]


def test_results_are_apart_from_targets_and_estimates_are_results() -> None:
    results = [*many("1", "2"), said("3", period="2023", kind=ESTIMATE)]
    [group] = series_of([*results, *many("5", "6", "7", kind=TARGET)])
    assert drawn(group) == [["1", "2", "3"], ["5", "6", "7"]]
    assert [line[0].is_target for line in group.lines] == [False, True]


def test_what_cannot_be_true_is_a_point_but_in_no_line() -> None:
    [group] = series_of([*many("1", "2"), said("9999", period="2023", is_suspicious=True)])
    assert len(group.points) == 3 and drawn(group) == [["1", "2"]]


def test_units_of_one_kind_are_scaled_to_one_exactly() -> None:
    figures = [said("1500"), said("1.6", "nghìn tỷ đồng", "2024"), said("1700", period="2025")]
    [group] = series_of(figures)
    assert group.unit == "tỷ đồng"
    assert [point.value for point in group.points] == [Decimal(1500), Decimal(1600), Decimal(1700)]
    tiny = [said("0.1", "triệu USD", "2023"), said("3", "USD", "2024"), said("4", "USD", "2025")]
    [group] = series_of(tiny)
    assert [str(point.value) for point in group.points] == ["1E+5", "3", "4"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tỷ đồng", "tỷ USD"),
        ("triệu đồng/người/năm", "triệu đồng/tháng"),
        ("%", "%/năm"),
        ("%", "% GDP"),
        ("triệu lượt khách", "triệu khách"),
    ],
)
def test_units_of_several_kinds_are_kept_apart(one: str, other: str) -> None:
    found = series_of([*many("1", "2", unit=one), *many("3", "4", unit=other)])
    assert sorted(group.unit for group in found) == sorted([one, other])


def test_periods_of_several_kinds_are_kept_apart() -> None:
    quarters = [said("1", period=f"2023-Q{n}") for n in (1, 2, 3)]
    months = [said("1", period=f"2023-0{n}") for n in (1, 2, 3)]
    to_date = [said(str(n), period=f"{y}-01/{y}-0{n}") for y in (2023, 2024) for n in (3, 6)]
    found = {g.length: g for g in series_of([*many("1", "2"), *quarters, *months, *to_date])}
    assert {*found} == {
        PeriodLength.YEAR,
        PeriodLength.QUARTER,
        PeriodLength.MONTH,
        PeriodLength.TO_DATE,
    }
    assert drawn(found[PeriodLength.TO_DATE]) == [["3", "6"], ["3", "6"]], (
        "it begins anew each year"
    )
    assert drawn(found[PeriodLength.QUARTER]) == [["1", "1", "1"]]
    assert found[PeriodLength.MONTH].lines == ()


def test_what_has_no_time_is_in_no_group() -> None:
    untold = [said(period=None), said(period="2024-07/2024-12"), said(period=None)]
    assert series_of(untold) == []
    [group] = series_of([*many("1", "2"), *untold])
    assert len(group.points) == 2


def test_a_line_does_not_cross_a_long_silence() -> None:
    years = ("2001", "2002", "2010", "2013", "2017")
    [group] = series_of([said(year, period=year) for year in years])
    assert drawn(group) == [["2001", "2002"], ["2010", "2013"]]


def test_of_several_figures_of_a_year_the_first_of_the_last_report_is_joined() -> None:
    early = [said("1", period="2022", report="early"), said("2", period="2023", report="early")]
    late = [said("3", period="2023", report="late"), said("4", period="2023", report="late")]
    [group] = series_of([*early, *late])
    assert drawn(group) == [["1", "3"]] and len(group.points) == 4
    undated = replace(late[0], source=replace(late[0].source, day=None))
    [group] = series_of([*early, undated])
    assert drawn(group) == [["1", "2"]], "nobody knows whether it is later"


def test_the_ends_of_a_range_belong_together() -> None:
    low, high = (replace(said(v, kind=TARGET).figure, evidence=(0, 5)) for v in ("42", "43"))
    source = said().source
    [group] = series_of(
        [said("40", period="2022"), StatedFigure(low, source), StatedFigure(high, source)]
    )
    assert [[str(point.value) for point in ends] for ends in group.ranges] == [["42", "43"]]
