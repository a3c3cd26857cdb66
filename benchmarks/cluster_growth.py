"""An index in a cluster that grows → what each size costs: indexing, disks, memory, whole pages.

python -m benchmarks.cluster_growth [SIZES]...     three nodes are started, and gone afterwards
OPENSEARCH_URL=opensearch://HOSTS python -m ...    nodes on this machine that run; the index stays
... --ask live|kept                                only asks: the live generation, or all that are

Reports are those of `benchmarks.archive`; each size adds what it has more than the one before. A
figure is printed once it is known, and kept in var/bench/cluster-growth.jsonl. On a busy machine
seconds of processor are what counts; those of a page fall until a node has compiled all that it
runs, so that `--ask kept`, afterwards, asks all sizes by equally warm nodes. OPENSEARCH_HEAP=1g
OPENSEARCH_COMPILER=4 makes nodes as real ones are. `benchmarks.growth_law` makes laws of figures.
"""

import json
import os
import resource
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from itertools import pairwise
from math import ceil
from multiprocessing import get_context
from operator import sub
from pathlib import Path
from statistics import fmean
from typing import NamedTuple
from urllib.parse import urlsplit

from benchmarks.archive import archive, articles, is_mixture
from benchmarks.cluster_nodes import LocalNodes
from benchmarks.corpus import FOLDER, SHARED
from indexer.build.run import build
from search.answer.page import answer
from search.answer.rehearsal import rehearsed
from search.answers import Page, Query, Sort
from search.engine.opensearch.adapter import OpenSearchEngine
from search.engine.opensearch.generations import ClusterGenerations
from search.engine.opensearch.snapshot import OpenSearchSnapshot
from search.engine.protocol import Request, Snapshot
from search.engine.urls import open_engine
from search.facets.registry import COUNTED
from search.index.fields import LISTED_FIELDS
from search.query.compile import QueryTooLongError
from search.searcher import Searcher
from tests.opensearch.nodes import cluster

NAME = "growth"
KEPT = FOLDER / "cluster-growth.jsonl"
SIZES = (10_000, 30_000, 100_000)
HEADLINES, WARMING = 49, 31
"""Headlines that are asked besides the written cases; pages of others that come first, for a node
compiles what it runs often."""


class _CountedResponse(HTTPResponse):
    """An answer over HTTP. `received`: bytes of all bodies until now."""

    received = 0

    def read(self, amt: int | None = None) -> bytes:
        """The body, or so much of it."""
        body = super().read(amt)
        _CountedResponse.received += len(body)
        return body


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured at one size: printed at once, and kept in a file with all others."""

    size: int

    def tell(self, what: str, **figures: float) -> None:
        """Print some figures and keep them."""
        shown = (f"{name} {value:,.{0 if value >= 100 else 2}f}" for name, value in figures.items())
        print(f"{self.size:7} {what}: {', '.join(shown)}", flush=True)
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        with KEPT.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"size": self.size, "what": what, **figures}) + "\n")


@dataclass(frozen=True, slots=True)
class Growing:
    """The index: its engine, and the nodes that it is on."""

    engine: OpenSearchEngine
    nodes: LocalNodes

    @classmethod
    def at(cls, hosts: str) -> "Growing":
        """That on some hosts, in three shards where it is made."""
        url = f"opensearch://{hosts}/{NAME}?shards=3"
        engine = open_engine(url)
        assert isinstance(engine, OpenSearchEngine)
        return cls(engine, LocalNodes.at(url))

    def generations(self) -> list[OpenSearchSnapshot]:
        """Those that are kept, the live one last."""
        own = ClusterGenerations(self.engine.cluster, NAME)
        return [OpenSearchSnapshot(own, name, own.opened(name)) for name in own.indices()]


def main() -> None:
    """Grow the index to each size and ask it there, or only ask it."""
    parser = ArgumentParser("python -m benchmarks.cluster_growth")
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--ask", choices=["live", "kept"])
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    HTTPConnection.response_class = _CountedResponse
    with ExitStack() as held:
        url = os.environ.get("OPENSEARCH_URL")
        hosts = urlsplit(url).netloc if url else held.enter_context(cluster(3)).hosts
        index = Growing.at(hosts)
        if options.ask:
            for live in index.generations()[-1 if options.ask == "live" else 0 :]:
                ask(index, live, Figures(live.search(Request(limit=0)).total))
            return
        parts = [archive(*bounds) for bounds in pairwise([0, *options.sizes])]
        for number, size in enumerate(options.sizes, 1):
            _in_a_process(grow, hosts, parts[:number], options.jobs, size)
            told = Figures(size)
            ask(index, index.engine.snapshot(), told)
            told.tell("nodes after asking", **index.nodes.figures(NAME), here_mb=_largest())
            describe(index, told)


def _in_a_process(function: Callable[..., None], *given: object) -> None:
    """Call a function in a process of its own, whose memory holds nothing else."""
    process = get_context("spawn").Process(target=function, args=given)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(process.exitcode)


def grow(hosts: str, parts: Sequence[Path], jobs: int, size: int) -> None:
    """Bring the index up to date with some files, made anew of the first; tell what it cost."""
    index, told, is_anew = Growing.at(hosts), Figures(size), len(parts) == 1
    began, nodes, own = time.monotonic(), index.nodes.seconds(), _own_seconds()
    outcome = build(parts, index.engine, anew=is_anew, allow_removals=is_anew, jobs=jobs)
    seconds = time.monotonic() - began
    index.nodes.settle()
    nodes = index.nodes.seconds() - nodes
    command, chain = (now - then for now, then in zip(_own_seconds(), own, strict=True))
    told.tell(
        "indexed",
        reports=outcome.added,
        seconds=seconds,
        chain_ms=1e3 * chain / outcome.added,
        command_ms=1e3 * command / outcome.added,
        nodes_ms=1e3 * nodes / outcome.added,
        reports_a_second_of_nodes=outcome.added / nodes,
        largest_mb=_largest(),
    )
    told.tell("nodes after indexing", **index.nodes.figures(NAME))


def _own_seconds() -> tuple[float, float]:
    """Seconds of processor of this process, and of those that it started and that have ended."""
    own, others = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime, others.ru_utime + others.ru_stime


def _largest() -> float:
    """Megabytes that this process held at most; `getrusage` tells those of who started it."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


class Cost(NamedTuple):
    """Of a page, or of all until now: seconds of the clock, and of processor in the nodes and here;
    round trips, and bytes that came from the nodes."""

    clock: float
    nodes: float
    here: float
    trips: float
    received: float


@dataclass(frozen=True, slots=True)
class Asked:
    """Some pages, and what each did cost."""

    index: Growing
    costs: list[Cost] = field(default_factory=list)

    def page(self, query: Query, searcher: Searcher) -> Page | None:
        """The page of a query; None if it is refused as too long."""
        before = self._until_now()
        try:
            return rehearsed(partial(answer, query), searcher)
        except QueryTooLongError:
            return None
        finally:
            self.costs.append(Cost(*map(sub, self._until_now(), before)))

    def _until_now(self) -> Cost:
        return Cost(
            time.monotonic(),
            self.index.nodes.seconds(),
            time.process_time(),
            self.index.engine.cluster.round_trips,
            _CountedResponse.received,
        )

    def figures(self) -> dict[str, float]:
        """Milliseconds, round trips and kilobytes a page."""
        clock, nodes, here, trips, received = map(sorted, zip(*self.costs, strict=True))
        found = {"pages": len(self.costs), "nodes_ms": 1e3 * fmean(nodes)}
        for name, own in (("nodes", nodes), ("clock", clock)):
            found |= {f"{name}_p{n}_ms": 1e3 * _percentile(own, n) for n in (50, 90, 99)}
        return {
            **found,
            "here_ms": 1e3 * fmean(here),
            "received_kb": fmean(received) / 1e3,
            "received_p90_kb": _percentile(received, 90) / 1e3,
            "trips": fmean(trips),
            "most_trips": max(trips),
        }


def _percentile(ascending: Sequence[float], percent: int) -> float:
    return ascending[ceil(percent / 100 * len(ascending)) - 1]


def ask(index: Growing, live: Snapshot, told: Figures) -> None:
    """Whole pages of real queries, as the first to ask them and again; tell what they cost."""
    opened = Asked(index)
    searcher = Searcher(live)
    opened.page(Query(), searcher)
    told.tell("first page of a generation", **opened.figures())
    cases, headlines = typed()
    warming = Asked(index)
    for text in headlines[HEADLINES:]:
        warming.page(Query(text), searcher)
    queries = [narrowed(n, text) for n, text in enumerate([*cases, *headlines[:HEADLINES]])]
    for what in ("pages never asked before", "pages asked before"):
        asked = Asked(index)
        pages = [asked.page(query, searcher) for query in queries]
        told.tell(what, **asked.figures(), found=fmean(p.total for p in pages if p))


def typed() -> tuple[list[str], list[str]]:
    """What people wrote to ask for; and headlines out of the first 10,000 reports."""
    path = SHARED / "data" / "cases.jsonl"
    cases = [json.loads(line)["q"] for line in path.read_text("utf-8").splitlines()]
    step = 10_000 // (HEADLINES + WARMING)
    return cases, [article["title"] for article in articles()[:10_000:step]]


def narrowed(number: int, text: str) -> Query:
    """A query; every third one has a filter, every ninth its days first, too."""
    query = Query(text)
    if number % 3 == 0:
        name, value = (("year", "2017"), ("province", "Hà Nội"))[number % 2]
        query = replace(query, filters={name: (value,)})
    return replace(query, sort=Sort.NEWEST) if number % 9 == 0 else query


def describe(index: Growing, told: Figures) -> None:
    """How many reports are near-identical to others; how many values facets have, and terms."""
    live = index.engine.snapshot()
    ids = [source.id for source in live.sources()]
    grouped = [key for key in ids if live.copies(key)]
    values = live.search(Request(limit=0, counted=tuple(facet.name for facet in COUNTED))).counts
    told.tell(
        "archive",
        grouped=len(grouped),
        grouped_mixtures=sum(map(is_mixture, grouped)),
        **{f"values_{name}": len(own) for name, own in values.items() if len(own) > 1000},
        values=sum(map(len, values.values())),
        **{f"terms_{name}": len(live.terms(name)) for name in LISTED_FIELDS},
    )


if __name__ == "__main__":
    main()
