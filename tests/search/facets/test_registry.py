"""The table of facets and its word lists are of the same facets and values."""

from pathlib import Path

import pytest

import search.facets
from search.facets.registry import (
    COUNTED,
    FACETS,
    HEADLINES,
    OFFERED,
    UNKNOWN,
    Facet,
    Use,
    ValueOrder,
)
from search.report import DateValue, Facets, FacetValue, MeetingReport, Precision, Status
from search.text.lexicon.word_lists import entries

DATA = Path(search.facets.__file__).parent / "data"


def test_each_facet_has_one_label_and_each_label_a_facet() -> None:
    rows = entries("facets.tsv", DATA)
    assert [name for name, _ in rows] == [facet.name for facet in FACETS]
    assert len({label for _, label in rows}) == len(rows)
    assert [facet.label for facet in FACETS] == [label for _, label in rows]


def test_a_meeting_of_several_days_is_of_each_of_their_months() -> None:
    day = DateValue("2021-11-30", Status.STATED, until="2022-01-02")
    plain = DateValue("2023-05", Status.STATED, precision=Precision.MONTH)
    of_year = DateValue("2024", Status.STATED, precision=Precision.YEAR)
    facets = Facets(event_date=(day, plain, of_year))
    report = MeetingReport("a", "", (), FacetValue("", Status.MADE), facets)
    by_name = {facet.name: facet for facet in FACETS}
    assert [*by_name["month"].values(report)] == ["2021-11", "2021-12", "2022-01", "2023-05"]
    assert [*by_name["year"].values(report)] == ["2021", "2022", "2023", "2024"]


def test_uses_include_the_ones_before() -> None:
    by_use = {use: {facet.name for facet in FACETS if facet.use is use} for use in Use}
    assert by_use[Use.SHOWN] >= {"event_date", "source_url", "page_date"}
    assert by_use[Use.COUNTED] >= {"variant", "branch", "level", "province_now", "month"}
    assert by_use[Use.COUNTED] >= {"session_no", "term", "chair", "indicator"}
    assert by_use[Use.OFFERED] >= {"meeting_type", "organiser", "province", "year", "person"}
    assert by_use[Use.OFFERED] >= {"online", "place", "outlet", "byline", "is_meeting"}
    assert {facet.name for facet in COUNTED} == by_use[Use.COUNTED] | by_use[Use.OFFERED]
    assert set(OFFERED) == by_use[Use.OFFERED]
    assert set(OFFERED) < {facet.name for facet in COUNTED} < {facet.name for facet in FACETS}
    assert [facet.name for facet in HEADLINES] == ["meeting_type", "organiser", "province"]


@pytest.mark.parametrize("facet", FACETS, ids=lambda facet: str(facet.name))
def test_values_come_from_a_field_of_facets_or_are_derived(facet: Facet) -> None:
    assert facet.derive or facet.source
    assert not facet.source or hasattr(Facets(), facet.source)
    title = FacetValue("Tin", Status.STATED)
    assert list(facet.values(MeetingReport("1", "", (), title))) in ([], ["khong"])


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        ("meeting_type", "giao-ban", "Giao ban"),
        ("meeting_type", "another", "another"),
        ("level", "tinh", "Tỉnh, thành phố"),
        ("online", "truc-tuyen", "Trực tuyến"),
        ("is_meeting", "co", "Có"),
        ("month", "2023-08", "8/2023"),
        ("month", "no month", "no month"),
        ("year", "2023", "2023"),
        ("province", UNKNOWN, "Không rõ"),
    ],
)
def test_how_a_value_is_written(name: str, value: str, label: str) -> None:
    [facet] = [facet for facet in FACETS if facet.name == name]
    assert facet.label_of(value) == label


@pytest.mark.parametrize(
    ("name", "value", "names"),
    [
        ("level", "tinh", ["tinh", "Tỉnh, thành phố", "Tỉnh", "thành phố"]),
        ("place", "huyện Na Rì", ["huyện Na Rì", "Na Rì"]),
        ("indicator", "nợ xấu", ["nợ xấu"]),
        ("indicator", "kiều hối", ["kiều hối", "lượng kiều hối"]),
    ],
)
def test_what_a_value_may_be_called(name: str, value: str, names: list[str]) -> None:
    [facet] = [facet for facet in FACETS if facet.name == name]
    assert list(facet.names_of(value)) == names


def test_only_time_and_yes_or_no_are_ordered_by_label() -> None:
    by_label = [f.name for f in FACETS if f.order is ValueOrder.BY_LABEL_DESCENDING]
    assert by_label == ["year", "month", "is_meeting"]
