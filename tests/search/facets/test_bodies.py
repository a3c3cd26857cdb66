"""A body by its name and its place → what it is counted by, and what a reader may call it."""

import pytest

from search.answers import Query
from search.engine.protocol import Engine
from search.facets.bodies import counted_body, names_of_body
from search.query.lookup import NamedValues, named_values
from search.query.typed_values import filters_named
from search.searcher import Searcher
from search.text.syllable import syllables
from tests.search.query.test_typed_values import Values


@pytest.mark.parametrize(
    ("found", "counted"),
    [
        ("UBND tỉnh Lào Cai", "UBND tỉnh Lào Cai"),
        ("UBND quận 3", "UBND quận 3"),
        ("Sở Y tế tỉnh Lào Cai", "Sở Y tế tỉnh Lào Cai"),
        ("Ban Tuyên giáo Tỉnh ủy Lào Cai", "Ban Tuyên giáo Tỉnh ủy Lào Cai"),
        ("Bộ Y tế", "Bộ Y tế"),
        ("Hội Luật gia", "Hội Luật gia"),
        ("tỉnh Lào Cai", "tỉnh Lào Cai"),
        # what many places have
        ("UBND tỉnh", "UBND tỉnh (không rõ nơi)"),
        ("Thành ủy", "Thành ủy (không rõ nơi)"),
        ("Ban Tuyên giáo Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy (không rõ nơi)"),
        ("HĐND", "HĐND (không rõ nơi)"),
        ("Sở Y tế", "Sở Y tế (không rõ nơi)"),
    ],
)
def test_of_a_body_without_its_place_it_is_said(found: str, counted: str) -> None:
    assert counted_body(found) == counted


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("UBND tỉnh Lào Cai", ["UBND tỉnh", "UBND Lào Cai", "UBND"]),
        ("Sở Y tế tỉnh Lào Cai", ["Sở Y tế tỉnh", "Sở Y tế Lào Cai", "Sở Y tế"]),
        ("Thành ủy Huế", ["Thành ủy", "Thành ủy thành phố Huế"]),
        ("UBND tỉnh (không rõ nơi)", ["UBND tỉnh"]),
        ("Bộ Y tế", []),
    ],
)
def test_what_a_body_may_be_called(value: str, names: list[str]) -> None:
    assert list(names_of_body(value, value)) == [value, *names]


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        ("UBND thành phố Hồ Chí Minh", "UBND TP.HCM"),
        ("UBND thành phố Hồ Chí Minh", "ủy ban nhân dân thành phố hồ chí minh"),
        ("Thành ủy Hồ Chí Minh", "Thành uỷ TP HCM"),
        ("Thành ủy thành phố Hồ Chí Minh", "Thành uỷ TP HCM"),
        ("Thành ủy thành phố Hồ Chí Minh", "Thành ủy Hồ Chí Minh"),
        ("Sở Giáo dục và Đào tạo tỉnh Lào Cai", "Sở GDĐT Lào Cai"),
        ("HĐND tỉnh Lào Cai", "Hội đồng nhân dân tỉnh Lào Cai"),
    ],
)
def test_it_is_meant_however_it_is_spelled(value: str, typed: str) -> None:
    [named] = named_values("organiser", [value])
    assert named.is_named(syllables(typed))


class _Bodies(Values):
    """An index with some bodies."""

    bodies = ("UBND tỉnh Lào Cai", "UBND tỉnh Hà Nam", "UBND tỉnh (không rõ nơi)", "Bộ Y tế")

    def named(self, facet: str) -> NamedValues:
        return named_values(facet, self.bodies) if facet == "organiser" else super().named(facet)

    def has(self, facet: str, value: str) -> bool:
        return value in self.bodies if facet == "organiser" else super().has(facet, value)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ({"organiser": ("UBND tỉnh",)}, {"organiser": _Bodies.bodies[:3]}),
        ({"organiser": ("ubnd tinh ha nam",)}, {"organiser": ("UBND tỉnh Hà Nam",)}),
        (
            {"organiser": ("UBND tỉnh",), "province": ("Hà Nam",)},
            {"organiser": ("UBND tỉnh Hà Nam",), "province": ("Hà Nam",)},
        ),
        (
            {"organiser": ("UBND tỉnh (không rõ nơi)",)},
            {"organiser": ("UBND tỉnh (không rõ nơi)",)},
        ),
        ({"organiser": ("UBND huyện",)}, {"organiser": ("UBND huyện",)}),
    ],
)
def test_a_filter_without_a_place_stands_for_every_place(
    typed: dict[str, tuple[str, ...]], meant: dict[str, tuple[str, ...]]
) -> None:
    assert filters_named(typed, _Bodies()) == meant


def test_a_field_without_a_place_finds_every_place(samples: Engine) -> None:
    live = Searcher(samples.snapshot())
    of_any = [one for one in live.facet_counts("organiser") if one.startswith("UBND tỉnh")]
    assert len(of_any) > 1
    for query in (
        Query('cơ quan:"UBND tỉnh"'),
        Query("cơ quan:ubnd tinh"),
        live.as_meant(Query(filters={"organiser": ("UBND tỉnh",)})),
    ):
        assert live.total(query) == live.total(Query(filters={"organiser": tuple(of_any)})) > 1


def test_each_value_finds_as_many_reports_as_are_counted(samples: Engine) -> None:
    live = Searcher(samples.snapshot())
    for facet in ("organiser", "participants"):
        counts = live.facet_counts(facet)
        assert counts
        for value, count in counts.items():
            assert live.total(live.as_meant(Query(filters={facet: (value,)}))) == count
