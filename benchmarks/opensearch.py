"""The same reports in the embedded engine and in a cluster → every answer that is not the same.

python -m benchmarks.opensearch [ARTICLES] [--requests N] [--queries N]

Asks both random requests through the seam, and real queries with filters, days and sorts for whole
pages: totals, counts, hits in order, highlights, corrections. Scores of a cluster are of 32 bits.
A node is started, or OPENSEARCH_URL names a cluster (opensearch://HOST:PORT).
"""

import json
import os
import random
import time
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from multiprocessing import get_context
from statistics import median
from urllib.parse import urlsplit

from benchmarks.corpus import FOLDER, SHARED, news
from indexer.build.run import build
from search.answer.page import answer
from search.answers import Page, Query, Sort
from search.dates import DateBounds, DateRange
from search.engine.errors import NoIndexError
from search.engine.protocol import Engine, Matches, Request, Snapshot, SourceRecord
from search.engine.query_tree import (
    AnyCopy,
    Clause,
    FacetValueIs,
    MinimumMatch,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
)
from search.engine.stored import read_stored
from search.engine.urls import open_engine
from search.facets.registry import COUNTED
from search.index.entry import IndexEntry, index_entry
from search.index.fields import WORD_FIELDS
from search.query.compile import QueryTooLongError
from search.searcher import Searcher
from search.text.analyze import Analysis, analyze, exact_term, word_term
from tests.opensearch.nodes import cluster

COUNTED_NAMES = tuple(facet.name for facet in COUNTED)
CLOSE = 1e-5
"""How far scores of 32 bits are from those of 64, of their size, at the most."""
PROCESSES = 2


def main() -> None:
    """Build both, ask both, print what differs."""
    parser = ArgumentParser("python -m benchmarks.opensearch")
    parser.add_argument("articles", type=int, nargs="?", default=2000)
    parser.add_argument("--requests", type=int, default=600)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--name", default="benchmark")
    options = parser.parse_args()
    with ExitStack() as held:
        url = os.environ.get("OPENSEARCH_URL")
        hosts = urlsplit(url).netloc if url else held.enter_context(cluster(1)).hosts
        ours = embedded(options.articles)
        theirs = open_engine(f"opensearch://{hosts}/{options.name}-{options.articles}")
        copy(ours.snapshot(), theirs)
        compare_requests(ours.snapshot(), theirs.snapshot(), options.requests)
        compare_pages(Searcher(ours.snapshot()), Searcher(theirs.snapshot()), options.queries)


def embedded(count: int) -> Engine:
    """The embedded index of so many articles; it is kept for the next time."""
    engine = open_engine(f"whoosh:{FOLDER / 'opensearch' / str(count)}")
    began = time.monotonic()
    build([news(count)], engine)
    with engine.writer(engine.snapshot().extraction_fingerprint) as writer:
        writer.set_groups(_groups_by_chance(source.id for source in engine.snapshot().sources()))
        writer.commit()
    print(f"embedded: {engine.snapshot().stats().reports} reports, {_since(began)}")
    return engine


def _groups_by_chance(ids: Iterable[str]) -> dict[str, str]:
    """Every tenth report in a group of some: news that nobody reprinted has too few."""
    chance = random.Random(20)
    grouped = [key for key in sorted(ids) if not chance.randrange(10)]
    return {key: str(chance.randrange(1 + len(grouped) // 3)) for key in grouped}


def copy(live: Snapshot, target: Engine) -> None:
    """Write what one engine holds into another, unless that has as many reports."""
    try:
        if target.snapshot().stats().reports == live.stats().reports:
            return
    except NoIndexError:
        pass
    began = time.monotonic()
    groups: dict[str, str] = {}
    chain = 0.0
    with (
        target.writer(live.extraction_fingerprint, anew=True) as writer,
        get_context("spawn").Pool(PROCESSES) as pool,
    ):
        for entry, seconds in pool.imap_unordered(_entry, _sources(live), 20):
            writer.put(entry)
            chain += seconds
            if copies := live.copies(entry.id):
                groups[entry.id] = min(entry.id, *copies)
        writer.set_groups(groups)
        writer.commit()
    stats = target.snapshot().stats()
    print(
        f"cluster: {stats.reports} reports, {_since(began)}, and {chain:.0f} s of the text chain; "
        f"{stats.bytes / stats.reports:.0f} bytes a report, {len(groups)} in groups"
    )


def _sources(live: Snapshot) -> Iterator[tuple[SourceRecord, bytes]]:
    for source in live.sources():
        stored = live.stored(source.id)
        assert stored is not None
        yield source, stored


def _entry(given: tuple[SourceRecord, bytes]) -> tuple[IndexEntry, float]:
    source, stored = given
    began = time.process_time()
    report = read_stored(stored).report
    made = index_entry(report, source.digest, source.origins, source.added)
    return replace(made, stored=stored), time.process_time() - began


def compare_requests(ours: Snapshot, theirs: Snapshot, count: int) -> None:
    """Random requests about terms that stand in reports."""
    chance, wrong = random.Random(20), 0
    kinds: Counter[str] = Counter()
    times: defaultdict[str, list[float]] = defaultdict(list)
    for request in islice(random_requests(ours, chance), count):
        began = time.monotonic()
        right = ours.search(request)
        between = time.monotonic()
        found = theirs.search(request)
        times["embedded"].append(between - began)
        times["cluster"].append(time.monotonic() - between)
        kinds[type(request.tree).__name__] += 1
        same = _is_same(right, found) and list(theirs.ids(request)) == list(ours.ids(request))
        same = same and _total(theirs, request) == _total(ours, request)
        if not same:
            wrong += 1
            print("DIFFERENT", request, _told(right), _told(found), sep="\n  ")
    print(f"{count} requests, {wrong} different; {dict(kinds)}")
    _print_times(times)


def random_requests(live: Snapshot, chance: random.Random) -> Iterator[Request]:
    """Endless requests: rows of texts, beginnings, what is near, filters that some report has."""
    stored = [live.stored(source.id) for source in islice(live.sources(), 300)]
    texts = [analyze(read_stored(own).report.text[:3000]) for own in stored if own]
    counts = live.search(Request(limit=0, counted=COUNTED_NAMES)).counts
    values = [(name, value) for name, own in counts.items() for value in sorted(own)[:200]]
    while True:
        filtered = chance.sample(values, chance.choice([0, 0, 0, 1, 2]))
        days = sorted(datetime(2016, 1, 1).toordinal() + chance.randrange(4000) for _ in "ab")
        dates = DateRange(*map(datetime.fromordinal, days)) if not chance.randrange(5) else None
        yield Request(
            tree=_tree(texts, values, chance, 2),
            clauses=tuple(
                Clause(_phrase(texts, chance), chance.choice([0.5, 1.0]))
                for _ in range(chance.randrange(4))
            ),
            filters={name: (value,) for name, value in filtered},
            dates=dates,
            sort=chance.choice(list(Sort)),
            offset=chance.choice([0, 0, 10, 150]),
            limit=chance.choice([0, 10, 10, 30]),
            counted=tuple(chance.sample(COUNTED_NAMES, 4)),
            collapse=chance.random() < 0.6,
        )


def _tree(
    texts: Sequence[Analysis], values: Sequence[tuple[str, str]], chance: random.Random, deep: int
) -> Node:
    kind = chance.choice(["phrase", "phrase", "near", "value", "or", "not", "least", "copy"])
    if deep and kind in {"or", "not", "least", "copy"}:
        first, *others = (_tree(texts, values, chance, deep - 1) for _ in range(3))
        made: dict[str, Node] = {
            "or": Or((first, *others)),
            "not": Not(first),
            "least": MinimumMatch(2, (first, *others)),
            "copy": AnyCopy(first),
        }
        return made[kind]
    if kind == "near":
        return Near(_row(texts, chance), _row(texts, chance), chance.choice([0, 3, 20, 200]))
    if kind == "value":
        return FacetValueIs(*chance.choice(values))
    return _phrase(texts, chance)


def _phrase(texts: Sequence[Analysis], chance: random.Random) -> Phrase:
    if chance.random() < 0.2:
        analysis = chance.choice(texts)
        words = [w for w in analysis.words() if w[1] - w[0] > 1]
        if words:
            first, last = chance.choice(words)
            own = analysis.syllables[first:last]
            return Phrase(((word_term(own),),), WORD_FIELDS)
    return _row(texts, chance)


def _row(texts: Sequence[Analysis], chance: random.Random) -> Phrase:
    """Some syllables that follow each other somewhere; perhaps with a choice, or a beginning."""
    terms = [exact_term(s) for s in chance.choice(texts).syllables] or ["x"]
    begin = chance.randrange(len(terms))
    length = chance.choice([1, 1, 2, 2, 3, 5])
    slots: list[tuple[Term, ...]] = [(term,) for term in terms[begin : begin + length]]
    if chance.random() < 0.3:
        slots[-1] = (*slots[-1], chance.choice(terms))
    if chance.random() < 0.2:
        term = slots[0][0]
        assert isinstance(term, str)
        slots[0] = (Prefix(term[: chance.randint(1, 4)]),)
    after = tuple(terms[begin + length : begin + length + 1])
    return Phrase(tuple(slots), not_followed_by=after if chance.random() < 0.15 else ())


def compare_pages(ours: Searcher, theirs: Searcher, count: int) -> None:
    """Whole pages of real queries, each also with a filter, days, and a sort of its own page."""
    wrong = 0
    chance = random.Random(20)
    times: defaultdict[str, list[float]] = defaultdict(list)
    asked = 0
    for text in _typed(ours, count):
        query = Query(text)
        right = _page(ours, query, times["embedded"])
        wrong += not _is_same_page(right, _page(theirs, query, times["cluster"]))
        narrowed = _narrowed(query, right, chance)
        right = _page(ours, narrowed, times["embedded"])
        wrong += not _is_same_page(right, _page(theirs, narrowed, times["cluster"]))
        asked += 2
    print(f"{asked} pages of {asked // 2} queries, {wrong} different")
    _print_times(times)


def _typed(ours: Searcher, count: int) -> list[str]:
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
        return answer(query, searcher)
    except QueryTooLongError:
        return None
    finally:
        times.append(time.monotonic() - began)


def _is_same_page(right: Page | None, found: Page | None) -> bool:
    if right is None or found is None:
        return right is found
    same = _plain(right) == _plain(found) and all(
        _is_close(a.score, b.score) for a, b in zip(right.hits, found.hits, strict=True)
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


def _is_same(right: Matches, found: Matches) -> bool:
    return _told(right) == _told(found) and all(
        _is_close(a.score, b.score) for a, b in zip(right.matches, found.matches, strict=True)
    )


def _told(matches: Matches) -> tuple[object, ...]:
    hits = [(match.id, match.stored, match.others) for match in matches.matches]
    return matches.total, matches.collapsed, matches.counts, hits


def _is_close(score: float, other: float) -> bool:
    return abs(score - other) <= CLOSE * max(abs(score), 1.0)


def _total(live: Snapshot, request: Request) -> list[int]:
    asked = Request(request.tree or Or(()), limit=0, collapse=request.collapse)
    return [found.total for found in live.search_many([asked, asked])]


def _print_times(times: dict[str, list[float]]) -> None:
    for name, own in times.items():
        late = sorted(own)[int(0.95 * len(own))]
        print(f"  {name:9} median {1e3 * median(own):6.1f} ms   95 % {1e3 * late:7.1f} ms")


def _since(began: float) -> str:
    return f"{time.monotonic() - began:.0f} s"


if __name__ == "__main__":
    main()
