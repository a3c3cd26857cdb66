"""One suite for every engine; the in-memory one says what is right."""

import os
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from search.answers import Sort
from search.dates import DateRange
from search.engine.errors import EngineError, IndexBusyError, NoIndexError, StaleIndexError
from search.engine.protocol import Engine, InFolder, Matches, Request, Snapshot
from search.engine.query_tree import (
    AddedSince,
    And,
    AnyCopy,
    Clause,
    DateOverlaps,
    FacetValueIs,
    MinimumMatch,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
)
from search.engine.urls import ADAPTERS, open_engine
from search.facets.registry import COUNTED, UNKNOWN
from search.index.entry import IndexEntry
from search.index.fields import FIELDS, LISTED_FIELDS, SYLLABLE_FIELDS, WORD_FIELDS
from search.index.terms import ReportTerms
from search.report import LONG_AGO
from search.serialization import compressed
from tests.search.engine.memory_engine import MemoryEngine

ENGINES = ("memory", *ADAPTERS)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "memory":
        return MemoryEngine()
    new: Callable[[], Engine] = request.getfixturevalue(f"new_{request.param}_engine")
    return new()


@pytest.fixture
def new_whoosh_engine(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Engine]:
    """Makes an empty index of the adapter; each adapter of `ADAPTERS` has such a fixture."""
    return lambda: open_engine(f"whoosh:{tmp_path_factory.mktemp('engine')}/index")


@pytest.fixture
def new_opensearch_engine(new_opensearch_index: Callable[[], str]) -> Callable[[], Engine]:
    return lambda: open_engine(new_opensearch_index())


def entry(
    key: str,
    body: str = "",
    title: str = "",
    province: tuple[str, ...] = (UNKNOWN,),
    dates: DateRange | None = None,
    digest: str = "d",
    added: datetime = LONG_AGO,
) -> IndexEntry:
    """An entry whose terms are the words of two fields, and of the fields of their words."""
    words = {"title": title.split(), "body": body.split()}
    words |= {f"{name}_words": found for name, found in words.items()}
    terms: dict[str, dict[str, list[int]]] = {}
    for field in FIELDS:
        terms[field.name] = {}
        for position, word in enumerate(words.get(field.name, [])):
            terms[field.name].setdefault(word, []).append(position)
    facets = {facet.name: (UNKNOWN,) for facet in COUNTED} | {"province": province}
    lengths = {field.name: len(words.get(field.name, [])) for field in FIELDS}
    kept = compressed(key.encode())
    of_report = ReportTerms.of(terms)
    return IndexEntry(key, digest, (f"/{key}",), of_report, lengths, facets, dates, kept, added)


def publish(
    engine: Engine,
    *entries: IndexEntry,
    without: tuple[str, ...] = (),
    groups: Mapping[str, str] | None = None,
) -> str:
    with engine.writer("rules") as writer:
        for key in without:
            writer.remove(key)
        for made in entries:
            writer.put(made)
        if groups is not None:
            writer.set_groups(groups)
        return writer.commit()


def phrase(text: str) -> Phrase:
    """Words, each with its alternatives after a bar: "a b|c"."""
    return Phrase(tuple(tuple(slot.split("|")) for slot in text.split()))


def ids(matches: Matches) -> list[str]:
    return [match.id for match in matches.matches]


def totals(snapshot: Snapshot, *trees: Node, collapse: bool = False) -> list[int]:
    asked = [Request(tree, limit=0, collapse=collapse) for tree in trees]
    return [found.total for found in snapshot.search_many(asked)]


def ask(snapshot: Snapshot, *texts: str) -> list[str]:
    asked = tuple(phrase(text) for text in texts)
    return ids(snapshot.search(Request(And(asked), tuple(map(Clause, asked)))))


def test_no_index_yet(engine: Engine) -> None:
    with pytest.raises(NoIndexError):
        engine.snapshot()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["a"], ["1", "2", "3"]),
        (["a b"], ["1"]),
        (["b a"], ["2"]),
        (["a", "c"], ["2", "3"]),
        (["a b|c"], ["1", "3"]),
        (["x"], []),
        (["t"], ["3"]),
        (["a t"], []),
    ],
)
def test_phrases_stand_in_one_field(engine: Engine, asked: list[str], found: list[str]) -> None:
    publish(engine, entry("1", "a b"), entry("2", "b a x1 c"), entry("3", "a c", title="t"))
    assert sorted(ask(engine.snapshot(), *asked)) == found


def test_a_title_counts_more_than_a_body(engine: Engine) -> None:
    publish(engine, entry("1", "a b c"), entry("2", "b c d", title="a"), entry("3", "x"))
    assert ask(engine.snapshot(), "a") == ["2", "1"]


def test_equal_scores_are_in_the_order_of_ids(engine: Engine) -> None:
    publish(engine, *(entry(key, "a") for key in "dbca"))
    assert ask(engine.snapshot(), "a") == ["a", "b", "c", "d"]


def test_counts_of_a_facet_ignore_its_own_filter(engine: Engine) -> None:
    publish(
        engine,
        entry("1", "a", province=("Bắc Kạn",)),
        entry("2", "a", province=("Lạng Sơn", "Bắc Kạn")),
        entry("3", "b", province=("Lạng Sơn",)),
    )
    found = engine.snapshot().search(
        Request(phrase("a"), filters={"province": ("Lạng Sơn",)}, counted=("province", "outlet"))
    )
    assert ids(found) == ["2"]
    assert found.counts["province"] == {"Bắc Kạn": 2, "Lạng Sơn": 1}
    assert found.counts["outlet"] == {UNKNOWN: 1}


def test_dates_touch_and_undated_reports_come_last(engine: Engine) -> None:
    def days(first: date, last: date) -> DateRange:
        return DateRange(first, last)

    publish(
        engine,
        entry("day", dates=days(date(2023, 8, 25), date(2023, 8, 25))),
        entry("month", dates=days(date(2023, 8, 1), date(2023, 8, 31))),
        entry("none"),
        entry("old", dates=days(date(1931, 1, 1), date(1931, 1, 1))),
    )
    live = engine.snapshot()
    inside = Request(dates=days(date(2023, 8, 30), date(2024, 1, 1)))
    assert ids(live.search(inside)) == ["month"]
    assert ids(live.search(Request(sort=Sort.NEWEST))) == ["month", "day", "old", "none"]
    assert ids(live.search(Request(sort=Sort.OLDEST))) == ["old", "month", "day", "none"]


def test_pages(engine: Engine) -> None:
    publish(engine, *(entry(key, "a") for key in "abcde"))
    live = engine.snapshot()
    found = live.search(Request(phrase("a"), offset=2, limit=2))
    assert (found.total, ids(found)) == (5, ["c", "d"])
    assert ids(live.search(Request(phrase("a"), offset=9))) == []
    assert list(live.ids(Request(phrase("a"), offset=2, limit=2))) == ["c", "d"]
    assert list(live.ids(Request(phrase("x")))) == []
    assert list(live.ids(Request(phrase("a"), offset=1, limit=sys.maxsize))) == list("bcde")


def test_replace_and_remove(engine: Engine) -> None:
    publish(engine, entry("1", "a"), entry("2", "a"))
    publish(engine, entry("1", "b", digest="e"), without=("2", "never there"))
    live = engine.snapshot()
    assert (ask(live, "a"), ask(live, "b")) == ([], ["1"])
    assert [(o.id, o.digest, o.origins) for o in live.sources()] == [("1", "e", ("/1",))]
    assert (live.stored("1"), live.stored("2")) == (b"1", None)
    assert live.stats().reports == 1


def everything(snapshot: Snapshot) -> tuple[object, ...]:
    """All that a snapshot can be asked, in plain values."""
    request = Request(phrase("a"), (Clause(phrase("a")),), counted=("province",))
    return (
        snapshot.search(request),
        totals(snapshot, phrase("a"), phrase("b")),
        list(snapshot.ids(request)),
        [snapshot.stored(key) for key in "123"],
        dict(snapshot.terms("body")),
        sorted((s.id, s.digest, s.origins) for s in snapshot.sources()),
        snapshot.stats(),
        (snapshot.generation, snapshot.extraction_fingerprint),
    )


def test_a_snapshot_never_changes_and_stays_readable(engine: Engine) -> None:
    """However many generations are published after it, and although it was asked nothing yet."""
    publish(engine, entry("1", "a b"), entry("2", "a"))
    old, asked = engine.snapshot(), engine.snapshot()
    before = everything(asked)
    publish(engine, entry("2", "c"), without=("1",))
    publish(engine, entry("3", "a"))
    with engine.writer("another program", anew=True) as writer:
        writer.commit()
    assert engine.snapshot().stats().reports == 0
    assert everything(old) == everything(asked) == before
    assert ask(old, "a") == ["2", "1"]


def test_a_snapshot_is_the_same_object_while_it_is_live(engine: Engine) -> None:
    publish(engine, entry("1", "a"))
    first = engine.snapshot()
    with engine.writer("rules") as writer:
        writer.put(entry("2", "a"))
        assert engine.snapshot() is first, "nothing is published yet"
    assert engine.snapshot() is first, "nothing was committed"
    publish(engine, entry("2", "a"))
    second = engine.snapshot()
    assert second is not first and engine.snapshot() is second
    engine.rollback()
    third = engine.snapshot()
    assert third is not second and engine.snapshot() is third
    assert everything(third) == everything(first)


def test_each_generation_has_a_name_of_its_own(engine: Engine) -> None:
    """Also the one that was left by a rollback, and one in which nothing changed."""
    names = [publish(engine, entry("1", "a")), publish(engine)]
    assert engine.snapshot().generation == names[-1]
    engine.rollback()
    names += [publish(engine), publish(engine, without=("1",))]
    assert len(set(names)) == 4
    assert engine.snapshot().generation == names[-1]


@pytest.mark.slow
def test_any_number_of_threads_may_ask(engine: Engine) -> None:
    publish(engine, *(entry(f"{n}", f"a b{n % 7} c{n % 3}", title="a") for n in range(60)))
    publish(engine, *(entry(f"{n}", "a b1") for n in range(50, 70)))
    requests = [
        Request(
            tree,
            (Clause(phrase("a")), Clause(Phrase(((Prefix("b"),),)))),
            {"province": (UNKNOWN,)},
            counted=("province",),
        )
        for n in range(7)
        for tree in (phrase(f"a b{n}"), Or((phrase(f"b{n}"), phrase("c1"))), phrase("a|x c1|b1"))
    ]
    right = list(map(engine.snapshot().search, requests))
    assert all(found.total for found in right)
    publish(engine)  # a snapshot that has read nothing yet
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda request: engine.snapshot().search(request), requests * 2))
    assert found == right * 2


def test_one_limit_gives_all_and_another_none(engine: Engine) -> None:
    publish(engine, *(entry(key, "a", province=("X",)) for key in "abc"))
    live = engine.snapshot()
    none = live.search(Request(phrase("a"), limit=0, counted=("province",)))
    assert none == Matches(3, (), {"province": {"X": 3}})
    assert len(live.search(Request(phrase("a"), limit=sys.maxsize)).matches) == 3


def test_ids_are_a_sequence_in_the_order_of_the_matches(engine: Engine) -> None:
    publish(engine, entry("1", "a b"), entry("2", "a", title="a"), entry("3", "a b b b b"))
    request = Request(phrase("a"), (Clause(phrase("a")),))
    found = engine.snapshot().ids(request)
    assert list(found) == ids(engine.snapshot().search(request)) == ["2", "1", "3"]
    assert (len(found), list(found[1:]), found[0]) == (3, ["1", "3"], "2")


def test_many_requests_are_answered_as_each_alone(engine: Engine) -> None:
    publish(
        engine,
        entry("1", "a b", province=("X",)),
        entry("2", "a", province=("Y",)),
        entry("3", "c"),
        entry("4", "a"),
        groups={"2": "g", "4": "g"},
    )
    live = engine.snapshot()
    a, not_c = phrase("a"), Not(phrase("c"))
    assert totals(live, phrase("x"), a, not_c, a, And(()), Or(())) == [0, 3, 3, 3, 4, 0]
    copies_left_out = And((a, Not(AnyCopy(And((a, FacetValueIs("province", "Y")))))))
    assert totals(live, a, copies_left_out, AnyCopy(not_c), collapse=True) == [2, 1, 2]
    asked = [
        Request(a, (Clause(a), Clause(phrase("b"))), counted=("province",)),
        Request(a, limit=0),
        Request(AnyCopy(phrase("b")), filters={"province": ("X", "Y")}, collapse=True),
        Request(AnyCopy(a), (Clause(a),), sort=Sort.OLDEST, offset=1, limit=2, collapse=True),
        Request(Or(())),
    ]
    assert live.search_many(asked) == [live.search(one) for one in asked]
    assert live.search_many([]) == []


def test_of_a_facet_as_many_values_are_told_as_one_asks_for(engine: Engine) -> None:
    """Those of most reports, of equal ones the smaller; and those that are filtered by."""
    for n, values in enumerate([("C", "X"), ("C", "A"), ("C", "B"), ("B", "Z"), ("E", "Z")]):
        publish(engine, entry(f"{n}", "a", province=values), groups={"0": "g", "1": "g"})
    live = engine.snapshot()
    request = Request(phrase("a"), limit=0, counted=("province",), collapse=True)
    for most, told in [
        ({}, {"C": 2, "B": 2, "Z": 2, "A": 1, "X": 1, "E": 1}),
        ({"province": 4}, {"B": 2, "C": 2, "Z": 2, "A": 1}),
        ({"province": 2, "year": 1}, {"B": 2, "C": 2}),
        ({"province": 0}, {}),
    ]:
        assert live.search(replace(request, most=most)).counts["province"] == told
    chosen = replace(
        request, most={"province": 1}, filters={"province": ("E", "none")}, collapse=False
    )
    assert live.search(chosen).counts["province"] == {"C": 3, "E": 1}


def test_several_reports_are_read_at_once(engine: Engine) -> None:
    publish(engine, *map(entry, "123"))
    live = engine.snapshot()
    assert dict(live.stored_many(["3", "no", "1", "3"])) == {"1": b"1", "3": b"3"}
    assert dict(live.stored_many([])) == {}


def test_the_edges_of_the_query_tree(engine: Engine) -> None:
    publish(engine, entry("1", "a"), entry("2", "b"), entry("3", "a b"))
    a, b = phrase("a"), phrase("b")
    for tree, found in [
        (None, "123"),
        (And(()), "123"),
        (Or(()), ""),
        (MinimumMatch(0, (a,)), "123"),
        (MinimumMatch(2, (a, b)), "3"),
        (MinimumMatch(2, (a, a)), "13"),
        (MinimumMatch(3, (a, b)), ""),
        (Not(Or((a, b))), ""),
    ]:
        assert ids(engine.snapshot().search(Request(tree))) == list(found), tree


def test_a_prefix_is_any_term_that_begins_so(engine: Engine) -> None:
    """By code points, also beyond the BMP, also the whole term; in a phrase as alone."""
    publish(
        engine,
        entry("1", "hội nghị"),
        entry("2", "hộ nghị"),
        entry("3", "h\U00020000 nghị"),
        entry("4", "h nghe"),
        entry("5", "ho nghị"),
    )
    live = engine.snapshot()
    for prefix, alone, before in [("hộ", "12", "12"), ("h", "12345", "1235"), ("hộii", "", "")]:
        slot = (Prefix(prefix),)
        assert ids(live.search(Request(Phrase((slot,))))) == list(alone)
        assert ids(live.search(Request(Phrase((slot, ("nghị",)))))) == list(before)
    assert live.terms("body", "hộ") == {"hội": 1, "hộ": 1}


def test_clauses_order_and_do_not_choose(engine: Engine) -> None:
    publish(engine, entry("1", "a"), entry("2", "a b"), entry("3", "b"))
    found = engine.snapshot().search(Request(phrase("a"), (Clause(phrase("b")),)))
    assert ids(found) == ["2", "1"]
    assert found.matches[0].score > found.matches[1].score == 0
    unscored = engine.snapshot().search(Request(phrase("a")))
    assert [(match.id, match.score) for match in unscored.matches] == [("1", 0), ("2", 0)]


def test_filters_are_any_of_each_facet_and_all_facets(engine: Engine) -> None:
    both = {"province": ("X", "Y"), "year": (UNKNOWN,)}
    publish(engine, *(entry(key, province=(key.upper(),)) for key in "xyz"))
    live = engine.snapshot()
    assert ids(live.search(Request(filters=both))) == ["x", "y"]
    assert ids(live.search(Request(filters={**both, "year": ("2023",)}))) == []
    nowhere = live.search(Request(filters={"province": ("?",)}, counted=("province", "year")))
    assert nowhere == Matches(0, (), {"province": {"X": 1, "Y": 1, "Z": 1}, "year": {}})


def test_equal_days_are_ordered_by_score_then_by_id(engine: Engine) -> None:
    day = DateRange(date(2023, 8, 25), date(2023, 8, 25))
    publish(engine, *(entry(key, body, dates=day) for key, body in zip("cab", "xax", strict=True)))
    for sort in (Sort.NEWEST, Sort.OLDEST):
        request = Request(clauses=(Clause(phrase("a")),), sort=sort)
        assert ids(engine.snapshot().search(request)) == ["a", "b", "c"]
    request = Request(clauses=(Clause(phrase("x")),), sort=Sort.NEWEST)
    assert ids(engine.snapshot().search(request)) == ["b", "c", "a"]


def test_what_was_added_last_comes_first_and_one_run_is_ordered_by_its_days(
    engine: Engine,
) -> None:
    """Over several segments, too, and where one of them joins another."""
    first, then = (datetime(2026, 11, day, 2, 30, tzinfo=UTC) for day in (28, 29))
    old, new = (DateRange(date(year, 5, 3), date(year, 5, 3)) for year in (2016, 2024))
    publish(engine, *(entry(key, "a", dates=new, added=first) for key in "edcb"))
    publish(engine, entry("late", "a", dates=old, added=then))
    publish(engine, entry("none", "a a", added=then), entry("z", "b", dates=new, added=first))
    second = first + timedelta(seconds=1)
    publish(engine, entry("c", "a a a", added=second))
    live = engine.snapshot()
    found = ["late", "none", "c", "b", "d", "e", "z"]
    assert ids(live.search(Request(sort=Sort.ADDED))) == found
    assert live.ids(Request(sort=Sort.ADDED, offset=1, limit=2)) == found[1:3]
    by_score = Request(phrase("a|b"), (Clause(phrase("b")),), sort=Sort.ADDED)
    assert ids(live.search(by_score)) == ["late", "none", "c", "z", "b", "d", "e"]
    assert {own.id: own.added for own in live.sources()}["c"] == second


def test_what_was_added_since_an_instant_is_found(engine: Engine) -> None:
    """Of that very second too, in whatever zone it is told, and counted like anything else."""
    first = datetime(2026, 11, 28, 2, 30, tzinfo=UTC)
    second = first + timedelta(seconds=1)
    publish(engine, entry("1", "a", province=("X",), added=first), entry("2", "a"))
    publish(engine, entry("3", "a", province=("X",), added=second))
    live = engine.snapshot()
    for instant, found in [(first, ["1", "3"]), (second, ["3"]), (LONG_AGO, ["1", "2", "3"])]:
        since = AddedSince(instant.astimezone(timezone(timedelta(hours=7))))
        assert ids(live.search(Request(since))) == found
        assert totals(live, And((phrase("a"), since)), Not(since)) == [len(found), 3 - len(found)]
    later = live.search(Request(AddedSince(second + timedelta(days=9)), counted=("province",)))
    assert later == Matches(0, (), {"province": {}})
    assert live.search(Request(AddedSince(first), counted=("province",))).counts == {
        "province": {"X": 2}
    }


def test_sources_are_known_without_a_snapshot(engine: Engine) -> None:
    assert engine.known_sources() == []
    publish(engine, entry("1", "a"), entry("2", "b"))
    publish(engine, entry("3", "c", added=datetime(2026, 11, 29, tzinfo=UTC)), without=("2",))
    found = engine.known_sources()
    assert sorted(own.id for own in found) == ["1", "3"]
    assert sorted(found, key=str) == sorted(engine.snapshot().sources(), key=str)


def test_signatures_are_kept_to_the_byte(engine: Engine) -> None:
    """Of any length, and any bytes; of an id of any length."""
    signatures = {f"é{'x' * n}": bytes(range(251, 256)) * 3 + bytes(n) for n in range(9)}
    made = [replace(entry(key, "a"), signature=own) for key, own in signatures.items()]
    publish(engine, *made, replace(entry("none"), signature=b""))
    found = {own.id: own.signature for own in engine.snapshot().sources()}
    assert found == {**signatures, "none": b""}
    assert {own.id for own in engine.known_sources()} == set(found)


def test_ids_are_compared_by_code_points(engine: Engine) -> None:
    keys = ["b", "Z", "a", "đ", "\uffff", "\U00020000", "10", "9"]
    publish(engine, *(entry(key, "a") for key in keys))
    assert ask(engine.snapshot(), "a") == sorted(keys)


def test_nothing_is_wrong_with_a_whole_index(engine: Engine) -> None:
    for ask_for in (engine.check, engine.rollback):
        with pytest.raises(NoIndexError):
            ask_for()
    publish(engine, entry("1", "a"))
    assert engine.check() == []


def test_stats(engine: Engine) -> None:
    name = publish(engine, entry("1", "a b", title="b c"), entry("2", "a"))
    stats = engine.snapshot().stats()
    assert (stats.generation, stats.reports, stats.terms) == (name, 2, 3)
    assert stats.extraction_fingerprint == engine.snapshot().extraction_fingerprint == "rules"
    assert stats.bytes >= 0


def test_a_writer_that_fails_changes_nothing(engine: Engine) -> None:
    publish(engine, entry("1", "a"))
    with pytest.raises(RuntimeError), engine.writer("rules") as writer:
        writer.put(entry("2", "a"))
        writer.remove("1")
        raise RuntimeError
    assert ask(engine.snapshot(), "a") == ["1"]
    publish(engine, entry("3", "a"))
    assert ask(engine.snapshot(), "a") == ["1", "3"]


def test_one_writer_at_a_time(engine: Engine) -> None:
    with engine.writer("rules"), pytest.raises(IndexBusyError):
        engine.writer("rules")
    publish(engine, entry("1", "a"))


def test_anew_forgets_the_old(engine: Engine) -> None:
    publish(engine, entry("1", "a"))
    with engine.writer("another program", anew=True) as writer:
        writer.put(entry("2", "a"))
        writer.commit()
    assert ask(engine.snapshot(), "a") == ["2"]
    assert engine.snapshot().stats().extraction_fingerprint == "another program"


def test_another_program_needs_anew(engine: Engine) -> None:
    publish(engine, entry("1", "a"))
    with pytest.raises(StaleIndexError):
        engine.writer("another program")
    publish(engine, entry("2", "a"))


def test_rollback(engine: Engine) -> None:
    first = publish(engine, entry("1", "a"))
    publish(engine, entry("2", "a"))
    assert engine.rollback() == first
    assert ask(engine.snapshot(), "a") == ["1"]
    with pytest.raises(NoIndexError):
        engine.rollback()
    third = publish(engine, entry("3", "a"))
    assert ask(engine.snapshot(), "a") == ["1", "3"]
    assert engine.rollback() == first
    assert third == "g-000003", "no name is given twice"


def test_notes_are_kept_beside_the_generations(engine: Engine) -> None:
    """The last ones count, whatever becomes of the generations; also before there is any."""
    assert engine.notes() == b""
    engine.keep_notes(b"first")
    assert engine.notes() == b"first"
    with pytest.raises(NoIndexError):
        engine.snapshot()
    publish(engine, entry("1", "a"))
    with engine.writer("rules") as writer:
        engine.keep_notes(b"second\n\xff\x00")
        writer.put(entry("2", "a"))
        writer.commit()
    engine.rollback()
    with engine.writer("other rules", anew=True) as writer:
        writer.commit()
    assert (engine.notes(), engine.check()) == (b"second\n\xff\x00", [])
    engine.keep_notes(b"")
    assert engine.notes() == b""


def test_the_summary_of_a_run_is_kept_apart_from_the_notes(engine: Engine) -> None:
    assert engine.run_summary() == b""
    engine.keep_notes(b"notes")
    engine.keep_run_summary(b"first")
    publish(engine, entry("1", "a"))
    engine.keep_run_summary(b"second\n\xff\x00")
    engine.keep_notes(b"")
    assert (engine.run_summary(), engine.notes(), engine.check()) == (b"second\n\xff\x00", b"", [])


def test_files_that_people_put_into_the_folder_stay(engine: Engine, tmp_path: Path) -> None:
    folder = engine.folder() if isinstance(engine, InFolder) else tmp_path
    folder.mkdir(exist_ok=True)
    own = folder / "words.tsv"
    own.write_text("# ours", "utf-8")
    for key in "abcd":
        publish(engine, entry(key, "a"))
    engine.rollback()
    with engine.writer("other rules", anew=True) as writer:
        writer.commit()
    assert (own.read_text("utf-8"), engine.check()) == ("# ours", [])


def test_what_was_put_stays_put(engine: Engine) -> None:
    with engine.writer("rules") as writer:
        writer.put(entry("1", "a"))
        with pytest.raises(EngineError):
            writer.put(entry("1", "b"))
        with pytest.raises(EngineError):
            writer.remove("1")
        writer.commit()
    assert ask(engine.snapshot(), "a") == ["1"]


def test_terms_are_counted_by_report(engine: Engine) -> None:
    publish(engine, entry("1", "a a ab"), entry("2", "ab b"), entry("3", "ab", title="a"))
    assert engine.snapshot().terms("body") == {"a": 1, "ab": 3, "b": 1}
    publish(engine, entry("2", "abc"), without=("1",))
    live = engine.snapshot()
    assert live.terms("body", "a") == {"ab": 1, "abc": 1}
    assert live.terms("body_words", "ab") == {"ab": 1, "abc": 1}
    assert live.terms("title", "b") == live.terms("body", "x") == {}
    assert live.terms("body", least=2) == {}


def test_two_terms_at_one_place_are_one_place(engine: Engine) -> None:
    body = {"ab": [0, 7], "ad": [0], "b": [5, 8]}
    made = entry("r")
    publish(engine, replace(made, terms=ReportTerms.of({**made.terms, "body": body})))
    rows = [Phrase(((Prefix("a"),), ("b",))), Phrase(((Prefix("a"),), ("c",)))]
    assert [engine.snapshot().search(Request(row)).total for row in rows] == [1, 0]
    publish(engine, replace(made, terms=ReportTerms.of({**made.terms, "body": {**body, "b": [5]}})))
    assert engine.snapshot().search(Request(rows[0])).total == 0


@pytest.mark.parametrize(
    ("asked", "after", "found"),
    [
        ("a", ("b",), "134"),
        ("a", ("b", "c"), "14"),
        ("c a", ("b",), "13"),
        ("a", (Prefix("b"),), "13"),
        ("a", ("x",), "12345"),
        ("a|c", ("a", "b", "bb"), "123"),
    ],
)
def test_a_phrase_says_what_must_not_follow(
    engine: Engine, asked: str, after: tuple[str | Prefix, ...], found: str
) -> None:
    """Another field may go on with it, and so may nothing; another occurrence counts."""
    publish(
        engine,
        entry("1", "c a", title="b"),
        entry("2", "a b", title="c"),
        entry("3", "c a c a b"),
        entry("4", "a bb"),
        entry("5", "a b"),
    )
    request = Request(replace(phrase(asked), not_followed_by=after))
    assert sorted(ids(engine.snapshot().search(request))) == list(found)


def test_what_must_not_follow_scores_nothing(engine: Engine) -> None:
    """An occurrence that does not count is none in the score either."""
    publish(engine, entry("1", "a b a b a c"), entry("2", "a c a c x x"), entry("3", "x x"))
    clause = Clause(replace(phrase("a"), not_followed_by=("b",)))
    found = engine.snapshot().search(Request(clauses=(clause,)))
    assert ids(found) == ["2", "1", "3"]
    alone = Clause(phrase("a c"))
    assert engine.snapshot().search(Request(clauses=(alone,))) == found


@pytest.mark.parametrize(
    ("first", "second", "distance", "found"),
    [
        ("a", "b", 0, "1"),
        ("b", "a", 0, "1"),
        ("a", "b", 1, "14"),
        ("a", "b", 2, "124"),
        ("a x", "b", 1, "24"),
        ("a", "a", 9, "3"),
        ("a", "a|x", 0, "24"),
        ("a x", "x x", 5, ""),
        ("a", "z", 9, ""),
    ],
)
def test_two_phrases_near_each_other(
    engine: Engine, first: str, second: str, distance: int, found: str
) -> None:
    """In one field, in either order; what overlaps is not near."""
    publish(
        engine,
        entry("1", "c b a"),
        entry("2", "a x x b"),
        entry("3", "a c c a", title="b"),
        entry("4", "b x a x b"),
        entry("5", "b", title="a"),
    )
    tree = Near(phrase(first), phrase(second), distance)
    assert sorted(ids(engine.snapshot().search(Request(tree)))) == list(found)


def test_a_row_of_terms_needs_positions() -> None:
    for slots, fields in [((("a",), ("b",)), WORD_FIELDS), ((), SYLLABLE_FIELDS)]:
        with pytest.raises(ValueError, match="phrase"):
            Phrase(slots, fields)
    word = Phrase((("a",),), WORD_FIELDS)
    with pytest.raises(ValueError, match="phrase"):
        replace(word, not_followed_by=("b",))
    for one, distance in [(word, 1), (phrase("a"), -1)]:
        with pytest.raises(ValueError, match="apart"):
            Near(one, phrase("b"), distance)


def test_reports_of_one_group_are_one_match(engine: Engine) -> None:
    """The first in the order that is asked for; the others of the group that match are told."""
    publish(
        engine,
        entry("1", "a", province=("X",)),
        entry("2", "a a", province=("Y",)),
        entry("3", "b", province=("Y",)),
        entry("4", "a", province=("Y",)),
        groups={"1": "g", "2": "g", "3": "g", "never there": "g"},
    )
    live = engine.snapshot()
    request = Request(phrase("a"), (Clause(phrase("a")),), counted=("province",), collapse=True)
    found = live.search(request)
    assert [(match.id, match.others) for match in found.matches] == [("2", ("1",)), ("4", ())]
    assert (found.total, found.collapsed) == (2, 1)
    assert found.counts["province"] == {"X": 1, "Y": 2}
    assert (live.ids(request), live.ids(replace(request, offset=1))) == (["2", "4"], ["4"])
    assert totals(live, phrase("a"), phrase("b"), And(()), collapse=True) == [2, 1, 2]
    assert totals(live, phrase("a"), phrase("b"), And(())) == [3, 1, 4]
    by_id = live.search(replace(request, clauses=(), filters={"province": ("Y",)}))
    assert [(match.id, match.others) for match in by_id.matches] == [("2", ()), ("4", ())]
    assert by_id.counts == found.counts, "a count is what its filter finds"
    whole = live.search(replace(request, collapse=False))
    assert (whole.total, whole.collapsed, ids(whole)) == (3, 0, ["2", "1", "4"])
    assert not any(match.others for match in whole.matches)


def test_copies_are_the_others_of_a_group(engine: Engine) -> None:
    publish(engine, *(entry(key) for key in "cadb"), groups={"a": "g", "c": "g", "b": "g"})
    live = engine.snapshot()
    assert [list(live.copies(key)) for key in "abdx"] == [["b", "c"], ["a", "c"], [], []]


def test_groups_are_said_anew_for_each_generation(engine: Engine) -> None:
    publish(engine, *(entry(key, "a") for key in "abcd"), groups={"a": "g", "b": "g"})
    first = engine.snapshot()
    publish(engine, without=("a",), groups={"a": "h", "b": "h", "c": "x", "d": "x"})
    second = engine.snapshot()
    publish(engine, entry("e", "a"))
    third = engine.snapshot()
    request = Request(phrase("a"), collapse=True)
    assert [live.ids(request) for live in (first, second, third)] == [
        ["a", "c", "d"],
        ["b", "c"],
        ["b", "c", "d", "e"],
    ]
    engine.rollback()
    assert engine.snapshot().ids(request) == ["b", "c"]
    assert engine.check() == []


def test_a_tree_may_ask_for_the_copies_of_what_matches(engine: Engine) -> None:
    publish(engine, *map(entry, "1234", ["a", "b", "c", "a"]), groups={"1": "g", "2": "g"})
    live = engine.snapshot()
    for tree, found in [(phrase("a"), "124"), (phrase("b"), "12"), (phrase("c"), "3")]:
        assert ids(live.search(Request(AnyCopy(tree)))) == list(found)
    assert ids(live.search(Request(And((Not(AnyCopy(phrase("b"))), phrase("a")))))) == ["4"]


def test_an_empty_index_answers(engine: Engine) -> None:
    publish(engine)
    live = engine.snapshot()
    assert live.search(Request(phrase("a"), (Clause(phrase("a")),), counted=("year",))) == (
        Matches(0, (), {"year": {}})
    )
    publish(engine, entry("1", "a"))
    publish(engine, without=("1",))
    assert ask(engine.snapshot(), "a") == []


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "ab", "bd"]), max_size=8).map(" ".join)
DAYS = st.dates(date(2021, 1, 1), date(2022, 1, 1))
ENTRIES = st.builds(
    entry,
    key=st.sampled_from([f"r{number}" for number in range(12)]),
    body=WORDS,
    title=WORDS,
    province=st.sampled_from([("X",), ("Y",), ("X", "Y"), (UNKNOWN,)]),
    dates=st.none() | st.builds(lambda day: DateRange(day, day), DAYS),
    added=st.sampled_from([datetime(2026, 11, day, tzinfo=UTC) for day in (27, 28, 29)]),
)
SLOTS = st.sampled_from(
    [("a",), ("b",), ("c",), ("a", "b"), ("d",), (Prefix("a"),), (Prefix("b"), "c")]
)
AFTER = st.sampled_from([(), ("b",), ("c", Prefix("a"))])
ROWS = st.builds(
    Phrase,
    st.lists(SLOTS, min_size=1, max_size=3).map(tuple),
    st.just(SYLLABLE_FIELDS),
    not_followed_by=AFTER,
)
PHRASES = st.one_of(
    ROWS,
    st.builds(Phrase, SLOTS.map(lambda slot: (slot,)), st.just(WORD_FIELDS)),
    st.builds(Phrase, SLOTS.map(lambda slot: (slot,)), st.just(("title",))),
)
HELD = st.one_of(
    st.builds(FacetValueIs, st.just("province"), st.sampled_from(["X", "Y", "Z", UNKNOWN])),
    st.builds(lambda day: DateOverlaps(DateRange(date(2021, 3, 1), day)), DAYS),
    st.builds(lambda day: AddedSince(datetime(2026, 11, day, tzinfo=UTC)), st.integers(26, 30)),
)
TREES = st.recursive(
    PHRASES | HELD | st.builds(Near, ROWS, ROWS, st.integers(0, 4)),
    lambda nodes: st.one_of(
        st.builds(AnyCopy, nodes),
        st.builds(And, st.lists(nodes, max_size=3).map(tuple)),
        st.builds(Or, st.lists(nodes, max_size=3).map(tuple)),
        st.builds(Not, nodes),
        st.builds(MinimumMatch, st.integers(0, 3), st.lists(nodes, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)
REQUESTS = st.builds(
    Request,
    tree=st.none() | TREES,
    clauses=st.lists(
        st.builds(
            Clause, PHRASES, st.sampled_from([0.5, 1.0]), st.lists(PHRASES, max_size=2).map(tuple)
        ),
        max_size=3,
    ).map(tuple),
    filters=st.sampled_from([{}, {"province": ("X",)}, {"province": ("X", UNKNOWN)}]),
    dates=st.none() | st.builds(lambda day: DateRange(date(2021, 3, 1), day), DAYS),
    sort=st.sampled_from(Sort),
    counted=st.just(("province", "year")),
    collapse=st.booleans(),
    limit=st.sampled_from([0, 3, 10]),
    most=st.dictionaries(st.sampled_from(["province", "year"]), st.integers(0, 2)),
)
GROUPS = st.dictionaries(
    st.sampled_from([f"r{number}" for number in range(12)]), st.sampled_from("gh")
)
CHANGES = st.lists(
    st.tuples(
        st.lists(ENTRIES, max_size=6, unique_by=lambda e: e.id),
        st.sets(st.integers(0, 11)),
        st.none() | GROUPS,
    ),
    min_size=1,
    max_size=4,
)


Changes = list[tuple[list[IndexEntry], set[int], dict[str, str] | None]]
HISTORIES = {"whoosh": 60, "opensearch": int(os.environ.get("HOI_NGHI_HISTORIES", "12"))}
"""How many histories each adapter goes through: a publication in a cluster takes a second, so that
one which fails is not made smaller there. By hand: 60 on one node, 20 on three."""


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ADAPTERS)
def test_any_history_answers_as_the_definition(scheme: str, request: pytest.FixtureRequest) -> None:
    """Add, replace and remove at will: the answers, scores too, are those of the definition."""
    new: Callable[[], Engine] = request.getfixturevalue(f"new_{scheme}_engine")

    @settings(
        max_examples=HISTORIES[scheme],
        phases=list(Phase) if scheme == "whoosh" else [Phase.generate],
    )
    @given(changes=CHANGES, requests=st.lists(REQUESTS, min_size=3, max_size=6))
    def run(changes: Changes, requests: list[Request]) -> None:
        answers_as_the_definition(new(), changes, requests)

    run()


def answers_as_the_definition(engine: Engine, changes: Changes, requests: list[Request]) -> None:
    definition = MemoryEngine()
    for entries, gone, groups in changes:
        without = tuple(f"r{number}" for number in gone)
        publish(definition, *entries, without=without, groups=groups)
        publish(engine, *entries, without=without, groups=groups)
    for field in LISTED_FIELDS:
        for prefix, least in [("", 1), ("a", 1), ("b", 2), ("x", 1)]:
            right_terms = definition.snapshot().terms(field, prefix, least)
            assert engine.snapshot().terms(field, prefix, least) == right_terms
    for request, found in zip(requests, engine.snapshot().search_many(requests), strict=True):
        right = definition.snapshot().search(request)
        assert (found.total, found.counts) == (right.total, right.counts)
        assert found.collapsed == right.collapsed
        assert [(m.stored, m.others) for m in found.matches] == [
            (m.stored, m.others) for m in right.matches
        ]
        assert list(engine.snapshot().ids(request)) == ids(right)
        assert [m.score for m in found.matches] == pytest.approx([m.score for m in right.matches])
