"""Broad queries over one index of a cluster → what two stages of a score change of their first ten.

python -m benchmarks.opensearch.two_stages [ARTICLES] [--queries N] [--picked N ...]

Each request is one that a page asks and that many reports answer. It is asked exactly, and then
with a first stage that picks fewer and fewer: 50 of 5,000 are as 1,000 a shard of 100,000. Reported
are only requests that more reports answer than are picked.
"""

import random
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from itertools import islice
from statistics import mean, median

from benchmarks.opensearch.compare_pages import typed_queries
from benchmarks.opensearch.indices import copied, embedded, hosts
from search.answer.page import answer
from search.answers import Query
from search.engine.errors import NoIndexError
from search.engine.opensearch import searches
from search.engine.protocol import Matches, Request, Snapshot
from search.engine.urls import open_engine
from search.query.compile import QueryTooLongError
from search.searcher import Searcher

LEAST = 0.05
"""The share of all reports that a request must find to be broad."""


class Listening:
    """A snapshot that keeps the requests it is asked."""

    def __init__(self, live: Snapshot) -> None:
        self._live = live
        self.asked: list[tuple[Request, int]] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._live, name)

    def search(self, request: Request) -> Matches:
        """As the snapshot answers."""
        found = self._live.search(request)
        if request.clauses and request.limit:
            self.asked.append((request, found.total))
        return found


def main() -> None:
    """Ask, and print a line for each number of reports that are picked."""
    parser = ArgumentParser("python -m benchmarks.opensearch.two_stages")
    parser.add_argument("articles", type=int, nargs="?", default=5000)
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--picked", type=int, nargs="+", default=[1000, 200, 50])
    parser.add_argument("--name", default="two-stages")
    options = parser.parse_args()
    with hosts() as found:
        url = f"opensearch://{found}/{options.name}-{options.articles}"
        try:
            open_engine(url).snapshot()
        except NoIndexError:
            copied(embedded(options.articles), open_engine(url))
        exact = open_engine(url).snapshot()
        asked = list(islice(broad_requests(exact), options.queries))
        right, seconds = _answers(exact, asked)
        totals = [one.total for one in right]
        print(
            f"{len(asked)} requests to {options.articles} articles; one matches "
            f"{median(totals):.0f} at the median and takes {1e3 * seconds:.0f} ms, asked exactly"
        )
        for count in options.picked:
            searches.PICKED = count
            picked = open_engine(f"{url}?score=two-stage").snapshot()
            _print(count, right, *_answers(picked, asked))


def broad_requests(live: Snapshot) -> Iterator[Request]:
    """The broadest request of each of some real queries, and of two words out of each."""
    chance = random.Random(20)
    heard = Listening(live)
    searcher = Searcher(heard)  # type: ignore[arg-type] # it answers all that a snapshot does
    least = LEAST * live.stats().reports
    for text in typed_queries(Searcher(live), 1000):
        words = text.split()
        begin = chance.randrange(max(1, len(words) - 1))
        for typed in (text, " ".join(words[begin : begin + 2])):
            heard.asked.clear()
            try:
                answer(Query(typed), searcher)
            except QueryTooLongError:
                continue
            broadest = max(heard.asked, key=lambda one: one[1], default=None)
            if broadest and broadest[1] >= least:
                yield Request(broadest[0].tree, broadest[0].clauses)


def _answers(live: Snapshot, asked: Sequence[Request]) -> tuple[list[Matches], float]:
    """The answers, and the median of the seconds; each is asked twice and the second one counts."""
    found, times = [], []
    for request in asked:
        live.search(request)
        began = time.monotonic()
        found.append(live.search(request))
        times.append(time.monotonic() - began)
    return found, median(times)


def _print(count: int, right: Sequence[Matches], found: Sequence[Matches], seconds: float) -> None:
    assert [one.total for one in found] == [one.total for one in right]
    pairs = [(_ids(a), _ids(b)) for a, b in zip(right, found, strict=True) if a.total > count]
    if pairs:
        overlap = mean(len({*a} & {*b}) / len(a) for a, b in pairs)
        same = sum(a == b for a, b in pairs)
        told = f"overlap of ten {overlap:.3f}, the same ten in order {same} of {len(pairs)}"
    else:
        told = "none has more"
    print(f"{count:5} picked: {told}; {1e3 * seconds:.0f} ms at the median")


def _ids(found: Matches) -> list[str]:
    return [match.id for match in found.matches]


if __name__ == "__main__":
    main()
