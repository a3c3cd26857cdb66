"""Ways out of "nothing found": what was typed on the left, what is offered on the right."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from indexer.build.run import build
from search.answers import Query
from search.dates import DateBounds
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from search.searcher import Searcher
from search.suggest.changes import LIMITS, RelaxationKind
from search.suggest.relaxations import relaxations
from tests.search.edits import is_one_edit

K = RelaxationKind
FROM_2025 = DateBounds(date(2025, 1, 1), None)

TABLE: list[tuple[Query, list[tuple[RelaxationKind, tuple[str, ...]]]]] = [
    # a value that is not there: the one that was meant comes first
    (
        Query(filters={"province": ("hung yen",)}),
        [(K.OTHER_VALUE, ("province", "Hưng Yên", "hung yen"))],
    ),
    (
        Query(filters={"province": ("HƯNG YÊN",)}),
        [(K.OTHER_VALUE, ("province", "Hưng Yên", "HƯNG YÊN"))],
    ),
    (
        Query(filters={"province": ("Hưgn Yên",)}),
        [(K.OTHER_VALUE, ("province", "Hưng Yên", "Hưgn Yên"))],
    ),
    (
        Query("bão", {"province": ("Thái Bìn",)}),
        [
            (K.OTHER_VALUE, ("province", "Thái Bình", "Thái Bìn")),
            (K.WITHOUT_VALUE, ("province", "Thái Bìn")),
        ],
    ),
    (Query(filters={"year": ("1924",)}), []),  # no slip for 2024
    (Query(filters={"province": ("Atlantis",)}), []),  # without it: everything, said elsewhere
    # conditions
    (
        Query("bão", {"province": ("Cao Bằng",)}, FROM_2025),
        [
            (K.WITHOUT_DATES, ()),
            (K.WITHOUT_VALUE, ("province", "Cao Bằng")),
            (K.WITHOUT_FILTERS, ()),
        ],
    ),
    (Query("giá", dates=DateBounds(date(1990, 1, 1), date(1990, 12, 31))), [(K.WITHOUT_DATES, ())]),
    (
        Query(filters={"province": ("Cao Bằng",), "year": ("2018",), "online": ("truc-tuyen",)}),
        [
            (K.VALUE_ALONE, ("province", "Cao Bằng")),
            (K.VALUE_ALONE, ("online", "truc-tuyen")),
        ],
    ),
    (
        Query("bão", {"province": ("Atlantis", "Mu"), "year": ("2024",)}),
        [(K.WITHOUT_FACET, ("province",)), (K.WITHOUT_FILTERS, ())],
    ),
    (
        Query("trực tuyến", {"province": ("Hưng Yên",)}),
        [
            (K.WITHOUT_VALUE, ("province", "Hưng Yên")),
            (K.OTHER_NAME, ("province", "Thái Bình", "Hưng Yên")),
        ],
    ),
    # words
    (Query("giải ngânn"), [(K.OTHER_WORDS, ("giải ngân",))]),
    (Query("giảingân"), [(K.OTHER_WORDS, ("giải ngân",))]),
    (Query("vốnđầutưcông"), [(K.OTHER_WORDS, ("vốn đầu tư công",))]),
    (Query("giải ngân xyzxyz"), [(K.FEWER_WORDS, ("giải ngân",))]),
    (Query('"giải ngăn"'), [(K.OTHER_WORDS, ('"giải ngân"',))]),
    (Query('"ngân giải vốn"'), [(K.WITHOUT_QUOTES, ("ngân giải vốn",))]),
    (
        Query('"giải ngân" "họp khẩn"'),
        [
            (K.WITHOUT_QUOTES, ("giải ngân họp khẩn",)),
            (K.FEWER_WORDS, ('"họp khẩn"',)),
            (K.FEWER_WORDS, ('"giải ngân"',)),
        ],
    ),
    (Query("giải ngân -ngân"), [(K.OTHER_WORDS, ("giải ngân",))]),
    (Query('tỉnh:"Hưgn Yên" bão'), [(K.OTHER_WORDS, ('tỉnh:"Hưng Yên" bão',))]),
    (
        Query("giải ngânn", {"province": ("Hưng Yên",)}),
        [(K.OTHER_WORDS, ("giải ngân",))],
    ),
    (
        Query("giải ngânn", {"province": ("Atlantis",)}),
        [(K.OTHER_WORDS_ALONE, ("giải ngân",))],
    ),
    (Query("xyzxyz"), []),
    (Query("!!!"), []),
    (Query("q" * 40), []),
]


@pytest.mark.parametrize(
    ("query", "expected"),
    TABLE,
    ids=[f"{n} {q.text} {[*q.filters.values()]}" for n, (q, _) in enumerate(TABLE)],
)
def test_what_is_offered(
    samples: Engine, query: Query, expected: list[tuple[RelaxationKind, tuple[str, ...]]]
) -> None:
    live = Searcher(samples.snapshot())
    assert live.total(query) == 0
    found = relaxations(query, live)
    assert [(one.kind, one.words) for one in found][: len(expected) or None] == expected
    assert len(found) <= LIMITS.relaxations
    assert len({repr(one.query) for one in found}) == len(found)
    for one in found:
        assert live.total(one.query) == one.total > 0
        assert one.query != query and one.query.page == 1
        assert one.query.text or one.query.filters or one.query.dates, "that is every report"


@pytest.mark.parametrize(
    ("typed", "meant", "is_one"),
    [
        ("hung ye", "hung yen", True),
        ("hung yeen", "hung yen", True),
        ("hugn yen", "hung yen", True),
        ("hung yan", "hung yen", True),
        ("hung yen", "hung yen", False),
        ("hnug yan", "hung yen", False),
        ("hung", "hung yen", False),
        ("", "h", True),
        ("ab", "cd", False),
    ],
)
def test_one_slip(typed: str, meant: str, is_one: bool) -> None:
    assert is_one_edit(typed, meant) is is_one
    assert is_one_edit(meant, typed) is is_one


def test_a_person_who_is_there_is_no_slip_for_another(
    write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    """Hùng and Hưng are two people; Lê Văn Hung may be either, and Thọ is somebody else."""
    texts = ("Lê Văn Hùng", "Lê Văn Hưng", "Lê Văn Thọ", "Lê Văn Hưng")
    lines = [
        json.dumps(
            {"id": str(number), "text": f"Sáng {number + 1}/3, đồng chí {name} chủ trì giao ban."}
        )
        for number, name in enumerate(texts)
    ]
    engine = open_engine(str(tmp_path / "index"))
    build([write("a.jsonl", "\n".join(lines))], engine)
    live = Searcher(engine.snapshot())

    def meant(name: str) -> list[str]:
        found = relaxations(Query("xyz", {"person": (name,)}), live)
        found += relaxations(Query(filters={"person": (name,)}), live)
        return [one.words[1] for one in found if one.kind is K.OTHER_VALUE]

    assert meant("Lê Văn Hung") == ["Lê Văn Hưng", "Lê Văn Hùng"]
    assert meant("Lê Văn Thọo") == ["Lê Văn Thọ"]
    assert meant("Lê Văn Hùng") == []


def test_a_word_that_nearly_can_be_cut_is_given_up_at_once(samples: Engine) -> None:
    """There are 10¹⁵ ways to cut all but its last letter."""
    assert relaxations(Query("oa" * 19 + "q"), Searcher(samples.snapshot())) == ()


def test_what_every_fourth_report_holds_is_not_offered_alone(samples: Engine) -> None:
    """Unless there is nothing else."""
    live = Searcher(samples.snapshot())
    assert 4 * live.total(Query("hội")) > live.total(Query())
    assert [one.words for one in relaxations(Query("xyzxyz hội"), live)] == [("hội",)]
    found = relaxations(Query("xyzxyz hội giải ngân"), live)
    assert ("hội",) not in [one.words for one in found] and found
