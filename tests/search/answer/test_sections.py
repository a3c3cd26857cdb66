"""A page of hits of several groups → its sections; its JSON; its lines on a terminal."""

from dataclasses import replace

import pytest

from hoi_nghi.print_hits import print_page
from search.answer.json_records import answer_record
from search.answer.page import answer
from search.answer.sections import sections
from search.answers import GroupKind, HitGroup, Page, Query
from search.engine.protocol import Engine
from search.searcher import Searcher

ALL, PART, APART = GroupKind
TOTALS = {ALL: 12, PART: 30, APART: 400}


def page_of(samples: Engine, *kinds: GroupKind, page: int = 1) -> Page:
    """A page whose hits are of some groups, in this order."""
    found = answer(Query("hội nghị", size=len(kinds) or 1, page=page), Searcher(samples.snapshot()))
    hits = tuple(replace(h, group=k) for h, k in zip(found.hits, kinds, strict=False))
    groups = tuple(HitGroup(kind, total) for kind, total in TOTALS.items())
    return replace(found, hits=hits, groups=groups, total=TOTALS[ALL])


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([ALL, ALL], [([ALL], 1, 2)]),
        ([ALL, ALL, PART], [([ALL], 1, 2), ([PART], 3, 1)]),
        ([ALL, PART, APART, APART], [([ALL], 1, 1), ([PART], 2, 1), ([APART], 3, 2)]),
        ([PART, PART], [([PART], 1, 2)]),
        ([ALL, APART], [([ALL], 1, 1), ([APART], 2, 1)]),
        ([ALL, PART, ALL, PART, APART], [([ALL, PART], 1, 4), ([APART], 5, 1)]),
        ([ALL, PART, ALL], [([ALL, PART], 1, 3)]),
        ([], []),
    ],
)
def test_sections(
    samples: Engine, kinds: list[GroupKind], expected: list[tuple[list[GroupKind], int, int]]
) -> None:
    found = sections(page_of(samples, *kinds))
    assert [([g.kind for g in s.groups], s.first, len(s.hits)) for s in found] == expected


def test_numbers_go_on_through_groups_and_pages(samples: Engine) -> None:
    found = sections(page_of(samples, ALL, PART, PART, page=3))
    assert [section.first for section in found] == [7, 8]


def test_an_answer_without_groups_is_one_section(samples: Engine) -> None:
    found = replace(page_of(samples, ALL, ALL), groups=())
    assert [(s.groups, s.first, s.hits) for s in sections(found)] == [((), 1, found.hits)]


def test_the_record_tells_groups(samples: Engine) -> None:
    record = answer_record(page_of(samples, ALL, PART))
    assert record.total == 12
    assert [hit.group for hit in record.hits] == ["all", "part"]
    assert [(own.name, own.total) for own in record.groups] == [
        ("all", 12),
        ("part", 30),
        ("apart", 400),
    ]


def test_a_terminal_tells_groups(samples: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    print_page(page_of(samples, ALL, PART, APART))
    told = capsys.readouterr().out
    places = [
        told.index(line)
        for line in (
            "12 reports, page 1",
            "\n1. ",
            "\na part of it: 30 reports\n",
            "\n2. ",
            "\nits syllables apart: 400 reports\n",
            "\n3. ",
        )
    ]
    assert places == sorted(places)
    print_page(page_of(samples, ALL, ALL))
    assert "of it" not in capsys.readouterr().out
    print_page(page_of(samples, ALL, PART, ALL))
    assert (
        "\nall of it: 12 reports; a part of it: 30 reports, by score\n" in capsys.readouterr().out
    )
