"""A number of articles → the same reports in the embedded engine and in a cluster."""

import os
import random
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from benchmarks.corpus import FOLDER, news
from indexer.build.copy_index import copy_index
from indexer.build.run import build
from search.engine.errors import NoIndexError
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from tests.opensearch.nodes import cluster

PROCESSES = 2


@contextmanager
def hosts() -> Iterator[str]:
    """The hosts of a cluster: those of OPENSEARCH_URL, or one node that is started."""
    if url := os.environ.get("OPENSEARCH_URL"):
        yield urlsplit(url).netloc
        return
    with cluster(1) as nodes:
        yield nodes.hosts


def embedded(count: int) -> Engine:
    """The embedded index of so many articles; it is kept for the next time."""
    engine = open_engine(f"whoosh:{FOLDER / 'opensearch' / str(count)}")
    began = time.monotonic()
    build([news(count)], engine)
    with engine.writer(engine.snapshot().extraction_fingerprint) as writer:
        writer.set_groups(_groups_by_chance(source.id for source in engine.snapshot().sources()))
        writer.commit()
    print(f"embedded: {engine.snapshot().stats().reports} reports, {since(began)}")
    return engine


def _groups_by_chance(ids: Iterable[str]) -> dict[str, str]:
    """Every tenth report in a group of some: news that nobody reprinted has too few."""
    chance = random.Random(20)
    grouped = [key for key in sorted(ids) if not chance.randrange(10)]
    return {key: str(chance.randrange(1 + len(grouped) // 3)) for key in grouped}


def copied(source: Engine, target: Engine) -> None:
    """Copy an index, unless the target has as many reports."""
    live = source.snapshot()
    try:
        if target.snapshot().stats().reports == live.stats().reports:
            return
    except NoIndexError:
        pass
    began = time.monotonic()
    made = copy_index(source, target, replace=True, jobs=PROCESSES)
    stats = target.snapshot().stats()
    print(
        f"cluster: {made.reports} reports, {since(began)}, "
        f"{stats.bytes / stats.reports:.0f} bytes a report, {made.grouped} in groups"
    )


def since(began: float) -> str:
    """The seconds since then, as people read them."""
    return f"{time.monotonic() - began:.0f} s"
