"""Failures of a cluster of three nodes → what its index held after each: the old or the new.

python -m benchmarks.cluster_failures [--kills 30] [--seed 20]

Kills each node under load, and a writer at random moments; parts a writer from the cluster at each
request of a publication, before it arrives or before its answer does, while another one publishes.
"""

import random
from argparse import ArgumentParser
from itertools import pairwise
from uuid import uuid4

from search.engine.opensearch import lease
from tests.opensearch.nodes import Nodes, cluster
from tests.search.engine.opensearch.test_generations import (
    engine_at,
    killed,
    seconds_of_a_publication,
)
from tests.search.engine.opensearch.test_loss_of_a_node import killed_under_load
from tests.search.engine.opensearch.test_partition import LEASE, MOMENTS, parted
from tests.search.engine.test_contract import entry, publish


def main() -> None:
    """Print what was found; an AssertionError ends it."""
    parser = ArgumentParser("python -m benchmarks.cluster_failures")
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=20)
    options = parser.parse_args()
    lease.LEASE_SECONDS = LEASE
    with cluster(3) as nodes:
        kill_writers(_new(nodes), options.kills, random.Random(options.seed))
        for moment in MOMENTS:
            for answered in (False, True):
                there = parted(_new(nodes), moment, answered)
                late = "the answer" if answered else "the request"
                print(f"parted at {moment}, {late} late: published by {there}", flush=True)
        for node in nodes.nodes:
            count, longest = killed_under_load(engine_at(_new(nodes)), nodes, node)
            print(f"{node.name} killed: {count} answers, {longest:.1f} s at the longest, 0 wrong")


def kill_writers(url: str, count: int, chance: random.Random) -> None:
    """Kill one after another, each before it could publish three times."""
    found = [publish(engine_at(url), *(entry(key, "old") for key in "abc"))]
    longest = 3 * seconds_of_a_publication(url)
    for _ in range(count):
        found.append(killed(url, chance.uniform(0, longest)))
    changed = sum(one != before for before, one in pairwise(found))
    print(f"{count} writers killed: {changed} times a new generation was live, 0 half", flush=True)


def _new(nodes: Nodes) -> str:
    return f"opensearch://{nodes.hosts}/t{uuid4().hex[:12]}?shards=3&replicas=1"


if __name__ == "__main__":
    main()
