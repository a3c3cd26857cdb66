"""Fixtures: a node of OpenSearch for the session, and addresses of fresh indices on it."""

import http.client
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from tests.opensearch.install import NotHereError
from tests.opensearch.nodes import Nodes, cluster


@pytest.fixture(scope="session")
def opensearch_hosts() -> Iterator[str]:
    """The hosts of a cluster: those of OPENSEARCH_URL, or one node that is started once.

    Without a JDK that is new enough, tests skip, and with REQUIRE_OPENSEARCH they fail.
    """
    if url := os.environ.get("OPENSEARCH_URL"):
        yield urlsplit(url).netloc
        return
    with started(1) as nodes:
        yield nodes.hosts


@contextmanager
def started(count: int) -> Iterator[Nodes]:
    """So many nodes; where there can be none, the test skips, or fails if one is required."""
    with ExitStack() as held:
        try:
            nodes = held.enter_context(cluster(count))
        except (NotHereError, OSError, subprocess.CalledProcessError) as error:
            if os.environ.get("REQUIRE_OPENSEARCH"):
                pytest.fail(f"no node of OpenSearch: {error}")
            pytest.skip(f"no node of OpenSearch: {error}")
        yield nodes


@pytest.fixture
def new_opensearch_index(opensearch_hosts: str) -> Iterator[Callable[[], str]]:
    """Makes addresses of indices that are not there yet, and are gone after the test.

    They have the options of OPENSEARCH_URL, such as ?shards=3&replicas=1.
    """
    names: list[str] = []
    options = urlsplit(os.environ.get("OPENSEARCH_URL", "")).query

    def new() -> str:
        names.append(f"t{uuid4().hex[:12]}")
        return f"opensearch://{opensearch_hosts}/{names[-1]}{options and f'?{options}'}"

    yield new
    for name in names:
        remove(opensearch_hosts, name)


def remove(hosts: str, name: str) -> None:
    """Remove all generations of an index, and what is kept beside them."""
    connection = http.client.HTTPConnection(hosts.partition(",")[0], timeout=60)
    try:
        connection.request("GET", f"/{name}-*/_settings/index.uuid?expand_wildcards=all")
        for index in json.loads(connection.getresponse().read()):
            connection.request("DELETE", f"/{index}")
            connection.getresponse().read()
    finally:
        connection.close()
