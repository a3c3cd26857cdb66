"""A query → the samples that must be found by it: a table of our own, a line for each, by rule."""

import json
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

import pytest

from search.answer.page import answer
from search.answers import GroupKind, Hit, NoticeKind, Page, Query
from search.engine.protocol import Engine, Snapshot
from search.engine.query_tree import And
from search.query.compile import parse_query
from search.query.syntax import QueryPartKind, query_parts
from search.searcher import Searcher
from search.text.spelling import to_orthography
from search.text.syllable import syllables
from tests.conftest import SAMPLE_REPORTS, SAMPLES

TABLE = Path(__file__).parents[2] / "data" / "sample_queries.jsonl"
IDS = [path.relative_to(SAMPLES).as_posix() for path in SAMPLE_REPORTS]
RULES = [f"V{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 17)]
"""Those about queries: V13 is about lists of values, V16 about what is offered besides."""
OPERATORS, HOSTILE = "OP", "HX"
"""What can be typed besides words, and what nobody should type; numbered like rules."""

KNOWN: dict[str, str] = {
    "V3-13": "issue 15 makes quy and qui two spellings of one syllable",
    "V3-14": "the same",
}
"""Rows that the engine does not answer as the rules say, each with the reason."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. Reports are named by how their path in samples/ begins.

    `exactly`: all that is found, nothing else. `first`: what comes first, if one report must.
    `marked`: what must be marked, as it stands in the text, in the report that comes first.
    `torn`: reports that hold what was typed only where it tears words apart; that is marked, as
    there is nothing better. `note`: the kind of a note that is told; "none" if none may be.
    """

    id: str
    q: str
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    first: str
    exactly: tuple[str, ...] | None
    marked: tuple[str, ...]
    torn: tuple[str, ...]
    note: str

    @property
    def rule(self) -> str:
        """What its number begins with."""
        return self.id.partition("-")[0]


def row(line: dict[str, Any]) -> Row:
    """A line of the table as it is written: only id and q must be there."""
    return Row(
        id=line.pop("id"),
        q=line.pop("q"),
        must=tuple(map(report, line.pop("must", []))),
        must_not=tuple(map(report, line.pop("must_not", []))),
        first=report(first) if (first := line.pop("first", "")) else "",
        exactly=None if (own := line.pop("exactly", None)) is None else tuple(map(report, own)),
        marked=tuple(line.pop("marked", [])),
        torn=tuple(map(report, line.pop("torn", []))),
        note=line.pop("note", ""),
        **line,  # a column of another name is an error
    )


def report(beginning: str) -> str:
    """The one report whose path begins so."""
    [found] = [name for name in IDS if name.startswith(beginning)]
    return found


ROWS = [row(json.loads(line)) for line in TABLE.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def live(samples: Engine) -> Snapshot:
    return samples.snapshot()


@pytest.mark.slow
@pytest.mark.parametrize("wanted", ROWS, ids=lambda wanted: wanted.id)
def test_a_row(wanted: Row, live: Snapshot, request: pytest.FixtureRequest) -> None:
    if wanted.id in KNOWN:
        request.applymarker(pytest.mark.xfail(reason=KNOWN[wanted.id], strict=True))
    page = answer(Query(wanted.q, size=100), Searcher(live))
    whole = [hit for hit in page.hits if hit.group is GroupKind.ALL]
    hits = [hit.report.id for hit in whole]
    assert page.total == len(hits)
    assert set(wanted.must) <= set(hits)
    assert not set(wanted.must_not) & set(hits)
    if wanted.exactly is not None:
        assert sorted(hits) == sorted(wanted.exactly)
    if wanted.first:
        assert hits[:1] == [wanted.first]
    for text in wanted.marked:
        assert text in highlighted(whole[0])
    assert set(wanted.torn) <= set(hits)
    if is_about_text(wanted.q):
        assert all(map(highlighted, page.hits)), "a hit without a highlight"
    if wanted.note:
        check_note(wanted.note, page)


def check_note(note: str, page: Page) -> None:
    """What is told of a query; "none" but how it is read, "some": a part of it is found too."""
    told = {notice.kind for notice in page.notices}
    if note == "none":
        assert told <= {NoticeKind.READING}, "a bare word beside others is read as well"
    elif note == "some":
        assert GroupKind.PART in {group.kind for group in page.groups}
    elif note == "folded":
        assert told & {NoticeKind.ANY_DIACRITICS, NoticeKind.READING}
    else:
        assert NoticeKind(note) in told


@pytest.mark.slow
def test_what_is_cut_from_a_sample_is_highlighted_in_every_hit(live: Snapshot) -> None:
    """Two or three neighbours, whatever words they tear apart, with diacritics and without."""
    searcher, random = Searcher(live), Random(15)
    texts = [path.read_text("utf-8") for path in SAMPLE_REPORTS]
    hits = 0
    for text in random.sample(texts, 20):
        found = syllables(text)
        first = random.randrange(len(found) - 3)
        own = found[first : first + random.choice([2, 3])]
        for spelled in ([to_orthography(s.exact) for s in own], [s.folded for s in own]):
            page = answer(Query(f'"{" ".join(spelled)}"', size=100), searcher)
            hits += len(page.hits)
            assert all(map(highlighted, page.hits)), spelled
    assert hits >= 20


def is_about_text(typed: str) -> bool:
    """Whether whatever is found holds something typed, and is not only from there or then."""
    if any(part.kind is QueryPartKind.FIELD for parts in query_parts(typed) for part in parts):
        return False
    concepts = parse_query(typed).concepts
    others = chain.from_iterable(concept.alternatives for concept in concepts)
    return bool(concepts) and all(isinstance(node, And) for node in others)


def highlighted(hit: Hit) -> list[str]:
    """What is highlighted in the title and the fragments of a hit."""
    shown = [*hit.title, *(run for snippet in hit.snippets for run in snippet.runs)]
    return [run.text for run in shown if run.is_highlighted]


def test_the_table_is_whole() -> None:
    ids = [wanted.id for wanted in ROWS]
    assert len(ids) >= 150 and ids == sorted(set(ids))
    rows_of = Counter(wanted.rule for wanted in ROWS)
    assert rows_of.keys() == {*RULES, OPERATORS, HOSTILE}
    assert min(rows_of.values()) >= 5
    assert set(KNOWN) <= set(ids)


@pytest.mark.parametrize("wanted", ROWS, ids=lambda wanted: wanted.id)
def test_a_row_agrees_with_itself(wanted: Row) -> None:
    if wanted.exactly is not None:
        assert {*wanted.must, *filter(None, [wanted.first])} <= set(wanted.exactly)
    assert not {*wanted.must, *(wanted.exactly or ())} & set(wanted.must_not)
