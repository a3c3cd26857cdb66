"""Places and years in a table: targets beside results, in one unit, only what is comparable."""

from search.explore.scopes import Scope
from search.explore.series import Family, series_of
from search.explore.year_tables import YearCell, YearTable, year_tables
from search.report import FigureKind, FigureScope
from tests.search.explore.test_figures import drawn, many, said

COUNTRY = {"place": "Việt Nam", "scope": FigureScope.COUNTRY}


def cell(found: YearCell) -> tuple[list[str], list[str]]:
    return [str(p.value) for p in found.targets], [str(p.value) for p in found.results]


def table(found: YearTable) -> dict[str, list[tuple[list[str], list[str]]]]:
    return {row.place: [cell(one) for one in row.cells] for row in found.rows}


def test_targets_stand_beside_results_the_newest_year_first_in_one_unit() -> None:
    [found] = year_tables(
        [
            said("18000", period="2021"),
            said("19500", period="2022", kind=FigureKind.TARGET),
            said("21.5", "nghìn tỷ đồng", "2022"),
            said("20000", period="2022", kind=FigureKind.ESTIMATE, place="Nghệ An"),
        ]
    )
    assert (found.family, found.unit, found.years) == (Family.AMOUNT, "tỷ đồng", (2022, 2021))
    assert table(found) == {
        "Hưng Yên": [(["19500"], ["2.15E+4"]), ([], ["18000"])],
        "Nghệ An": [([], ["20000"]), ([], [])],
    }
    assert found.filled == 3


def test_what_differs_stands_in_one_cell_the_one_stated_last_first() -> None:
    [found] = year_tables([said("7"), said("8"), said("7"), said("1", period="2022")])
    assert table(found) == {"Hưng Yên": [([], ["7", "8"]), ([], ["1"])]}


def test_the_country_stands_first_then_the_places_of_the_most_years() -> None:
    [found] = year_tables([*many("1", place="Hà Nội"), *many("1", "2"), *many("3", **COUNTRY)])
    assert [row.place for row in found.rows] == ["Việt Nam", "Hưng Yên", "Hà Nội"]


def test_what_cannot_be_compared_is_in_no_table() -> None:
    assert year_tables([said("1"), said("2", period="2023-Q1"), said("3", period=None)]) == []
    assert year_tables([said("1"), said("2", "ha", "2022")]) == [], "of different units"
    firm = {"place": "VNPT", "scope": FigureScope.FIRM}
    assert year_tables([*many("1", "2", **firm), *many("3", "4", place="", scope=None)]) == []
    assert year_tables(many("1", "2", is_suspicious=True)) == []


def test_chosen_places_are_drawn_together_each_with_its_own_lines() -> None:
    stated = [*many("1", "2"), *many("8", "9", place="Nghệ An"), *many("5", "6", **COUNTRY)]
    [group] = series_of(stated, chosen=("Nghệ An", "Hưng Yên", "Việt Nam"))
    assert group.scope is Scope.CHOSEN and len(group.points) == 6
    assert drawn(group) == [["1", "2"], ["8", "9"], ["5", "6"]]
    assert {len({point.place for point in line}) for line in group.lines} == {1}
    apart = series_of(stated, chosen=("Nghệ An",))
    assert {one.places: one.scope for one in apart} == {
        ("Nghệ An",): Scope.CHOSEN,
        ("Hưng Yên",): Scope.PROVINCE,
        ("Việt Nam",): Scope.COUNTRY,
    }
    firm = many("1", "2", "3", place="VNPT", scope=FigureScope.FIRM)
    assert series_of(firm, chosen=("VNPT",)) == [], "it is no place"
