"""Two snapshots of the same reports → which random requests they answer otherwise, and how fast."""

import random
import time
from collections import Counter, defaultdict
from itertools import islice

from benchmarks.opensearch.differences import is_close, print_times
from benchmarks.opensearch.random_requests import random_requests
from search.engine.protocol import Matches, Request, Snapshot
from search.engine.query_tree import Or


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
    print_times(times)


def _is_same(right: Matches, found: Matches) -> bool:
    return _told(right) == _told(found) and all(
        is_close(a.score, b.score) for a, b in zip(right.matches, found.matches, strict=True)
    )


def _told(matches: Matches) -> tuple[object, ...]:
    hits = [(match.id, match.stored, match.others) for match in matches.matches]
    return matches.total, matches.collapsed, matches.counts, hits


def _total(live: Snapshot, request: Request) -> list[int]:
    asked = Request(request.tree or Or(()), limit=0, collapse=request.collapse)
    return [found.total for found in live.search_many([asked, request])]
