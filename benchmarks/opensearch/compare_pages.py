"""Two searchers over the same reports → which whole pages of real queries differ, and how fast."""

import json
import random
import time
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice

from benchmarks.corpus import SHARED
from benchmarks.opensearch.differences import is_close, print_times
from search.answer.page import answer
from search.answer.rehearsal import rehearsed
from search.answers import Page, Query, Sort
from search.dates import DateBounds
from search.query.compile import QueryTooLongError
from search.searcher import Searcher


def compare_pages(ours: Searcher, theirs: Searcher, count: int) -> None:
    """Whole pages of real queries, each also with a filter, days, and a sort of its own page."""
    wrong = 0
    chance = random.Random(20)
    times: defaultdict[str, list[float]] = defaultdict(list)
    asked = 0
    for text in typed_queries(ours, count):
        query = Query(text)
        right = _page(ours, query, times["embedded"])
        wrong += not _is_same_page(right, _page(theirs, query, times["cluster"]))
        narrowed = _narrowed(query, right, chance)
        right = _page(ours, narrowed, times["embedded"])
        wrong += not _is_same_page(right, _page(theirs, narrowed, times["cluster"]))
        asked += 2
    print(f"{asked} pages of {asked // 2} queries, {wrong} different")
    print_times(times)


def typed_queries(ours: Searcher, count: int) -> list[str]:
    """Cases that people wrote, then headlines."""
    path = SHARED / "data" / "cases.jsonl"
    cases = [json.loads(line)["q"] for line in path.open(encoding="utf-8")] if path.exists() else []
    reports = (ours.report(source.id) for source in islice(ours.snapshot.sources(), 0, None, 7))
    titles = (found.report.title.value for found in reports if found)
    return list(islice((text for own in (cases, titles) for text in own), count))


def _narrowed(query: Query, page: Page | None, chance: random.Random) -> Query:
    offered = [
        (name, own.value)
        for name, counts in (page.facets if page else {}).items()
        for own in counts[:3]
    ]
    name, value = chance.choice(offered) if offered else ("year", "2024")
    days = DateBounds(datetime(2017, 1, 1).date(), datetime(2026, 1, 1).date())
    return replace(
        query,
        filters={name: (value,)},
        sort=chance.choice(list(Sort)),
        page=chance.choice([1, 1, 2]),
        dates=days if chance.random() < 0.3 else None,
        all_copies=chance.random() < 0.3,
        added_since=datetime(2020, 1, 1, tzinfo=UTC) if chance.random() < 0.1 else None,
    )


def _page(searcher: Searcher, query: Query, times: list[float]) -> Page | None:
    began = time.monotonic()
    try:
        return rehearsed(partial(answer, query), searcher)
    except QueryTooLongError:
        return None
    finally:
        times.append(time.monotonic() - began)


def _is_same_page(right: Page | None, found: Page | None) -> bool:
    if right is None or found is None:
        return right is found
    same = _plain(right) == _plain(found) and all(
        is_close(a.score, b.score) for a, b in zip(right.hits, found.hits, strict=True)
    )
    if not same:
        names = [
            n for n in Page.__slots__ if getattr(_plain(right), n) != getattr(_plain(found), n)
        ]
        print("DIFFERENT", right.query, names)
        print("  ", [(hit.report.id, hit.score) for hit in right.hits])
        print("  ", [(hit.report.id, hit.score) for hit in found.hits])
    return same


def _plain(page: Page) -> Page:
    """A page without what may differ."""
    hits = tuple(replace(hit, score=0.0) for hit in page.hits)
    return replace(page, hits=hits, generation="")
