"""What is chosen of the figures of an indicator, and how many each value would give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.explore.figure_choice import FigureAspect, aspect_counts, aspect_value, chosen
from search.facets.registry import UNKNOWN
from search.report import FigureKind, FigureScope
from tests.search.explore.test_figures import said

KIND, WHOSE, PERIOD = FigureAspect
FIGURES = [
    said("1", period="2022"),
    said("2", period="2022", kind=FigureKind.TARGET),
    said("3", period="2023-Q1", place="Nghệ An"),
    said("4", period=None, place="", scope=None),
    said("5", period="2021/2025", kind=FigureKind.TARGET, place="Việt Nam"),
    said("6", "%", "2023", FigureKind.CHANGE, place="VNPT", scope=FigureScope.FIRM),
]


def test_what_a_figure_is_chosen_by() -> None:
    assert [tuple(aspect_value(one, aspect) for aspect in FigureAspect) for one in FIGURES] == [
        ("result", "Hưng Yên", "2022"),
        ("target", "Hưng Yên", "2022"),
        ("result", "Nghệ An", "2023"),
        ("result", UNKNOWN, UNKNOWN),
        ("target", "Việt Nam", "2025"),
        ("change", "VNPT", "2023"),
    ]


def test_values_of_an_aspect_are_alternatives_and_all_aspects_hold() -> None:
    def values(choice: dict[FigureAspect, tuple[str, ...]]) -> list[str]:
        return [one.figure.value for one in chosen(FIGURES, choice)]

    assert values({}) == values({KIND: ()}) == ["1", "2", "3", "4", "5", "6"]
    assert values({WHOSE: ("Hưng Yên", "Việt Nam")}) == ["1", "2", "5"]
    assert values({WHOSE: ("Hưng Yên", "Việt Nam"), KIND: ("target",)}) == ["2", "5"]
    assert values({PERIOD: (UNKNOWN, "2023")}) == ["3", "4", "6"]
    assert values({WHOSE: ("Hà Nội",)}) == []


CHOICES = st.fixed_dictionaries(
    {
        KIND: st.lists(st.sampled_from(["result", "target", "change"]), unique=True).map(tuple),
        WHOSE: st.lists(st.sampled_from(["Hưng Yên", "Nghệ An", UNKNOWN]), unique=True).map(tuple),
        PERIOD: st.lists(st.sampled_from(["2022", "2023", UNKNOWN]), unique=True).map(tuple),
    }
)


@given(CHOICES)
def test_a_count_is_what_its_value_finds(choice: dict[FigureAspect, tuple[str, ...]]) -> None:
    counted = aspect_counts(FIGURES, choice)
    for aspect, counts in counted.items():
        for value in {aspect_value(one, aspect) for one in FIGURES}:
            assert counts[value] == len(chosen(FIGURES, {**choice, aspect: (value,)}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("các doanh nghiệp này", UNKNOWN),
        ("hai ngân hàng nói trên", UNKNOWN),
        ("", UNKNOWN),
        ("Nhà máy Này Mai", "Nhà máy Này Mai"),
        ("Nghệ An", "Nghệ An"),
    ],
)
def test_what_only_points_at_a_name_is_none(name: str, value: str) -> None:
    assert aspect_value(said(place=name), FigureAspect.WHOSE) == value
