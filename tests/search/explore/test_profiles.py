"""What stands beside a person, an organiser, a province; and which of them was typed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.build.run import build
from search.answer.page import answer
from search.answers import Query
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from search.explore.profiles import FOLLOWED, cooccurring, is_unambiguous, part_played, values_named
from search.searcher import Searcher

Write = Callable[[str, str], Path]


def test_with_whom_is_in_the_same_report(samples: Engine) -> None:
    live = Searcher(samples.snapshot())
    name = "Đào Quang Thịnh"
    found = cooccurring({"person": name}, ("person", "province"), live)
    assert name not in [one.value for one in found["person"]]
    reports = [hit.report for hit in answer(Query(filters={"person": (name,)}), live).hits]
    assert found["person"]
    for one in found["person"]:
        together = [r for r in reports if one.value in [p.value for p in r.facets.people]]
        assert len(together) == one.count > 0
    assert [(one.value, one.count) for one in found["province"]] == [("Hưng Yên", len(reports))]
    assert all(part_played(name, report) for report in reports)
    assert part_played("Không Ai", reports[0]) is None


@pytest.mark.parametrize(
    ("typed", "facet", "value"),
    [
        ("Đào Quang Thịnh", "person", "Đào Quang Thịnh"),
        ("dao quang thinh", "person", "Đào Quang Thịnh"),
        ("ông Đào Quang Thịnh", "person", "Đào Quang Thịnh"),
        ("Đồng chí dao quang thinh", "person", "Đào Quang Thịnh"),
        ("HƯNG YÊN", "province", "Hưng Yên"),
        ("ubnd tinh hung yen", "organiser", "UBND tỉnh Hưng Yên"),
        ("thu ngân sách nhà nước", "indicator", "thu ngân sách nhà nước"),
    ],
)
def test_a_name_that_was_typed(samples: Engine, typed: str, facet: str, value: str) -> None:
    live = Searcher(samples.snapshot())
    (named,) = values_named(typed, live)
    assert (named.facet, named.value) == (facet, value)
    assert named.reports == live.total(Query(filters={facet: (value,)})) > 0


@pytest.mark.parametrize(
    "typed", ["", "nông thôn mới", "ông Hưng Yên", "ông", "đao quang thinh", '"Hưng Yên"', "hưng"]
)
def test_what_is_no_name(samples: Engine, typed: str) -> None:
    assert values_named(typed, Searcher(samples.snapshot())) == ()


def test_every_value_is_called_what_it_is(samples: Engine) -> None:
    live = Searcher(samples.snapshot())
    values = live.counts(Query(), FOLLOWED)[1]
    assert all(values[facet] for facet in FOLLOWED)
    assert all(
        is_unambiguous(facet, value, live)
        for facet in FOLLOWED
        for value in values[facet]
        if value != "khong-ro"
    )


def test_two_who_are_called_the_same_are_not_alone(write: Write, tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {"id": name, "text": f"Hội nghị do đồng chí {name}, Chủ tịch UBND tỉnh, chủ trì."}
        )
        for name in ("Lê Thị Lan", "Le Thi Lan")
    ]
    engine = open_engine(str(tmp_path / "index"))
    build([write("a.jsonl", "\n".join(lines))], engine)
    live = Searcher(engine.snapshot())
    assert len(values_named("le thi lan", live)) == 2
    assert is_unambiguous("person", "Lê Thị Lan", live), "diacritics that are typed are meant"
    assert not is_unambiguous("person", "Le Thi Lan", live)
