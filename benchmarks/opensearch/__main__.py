"""The same reports in the embedded engine and in a cluster → every answer that is not the same.

python -m benchmarks.opensearch [ARTICLES] [--requests N] [--queries N]

Asks both random requests through the seam, and real queries with filters, days and sorts for whole
pages: totals, counts, hits in order, highlights, corrections. Scores of a cluster are of 32 bits.
A node is started, or OPENSEARCH_URL names a cluster (opensearch://HOST:PORT).
"""

from argparse import ArgumentParser

from benchmarks.opensearch.compare_pages import compare_pages
from benchmarks.opensearch.compare_requests import compare_requests
from benchmarks.opensearch.indices import copied, embedded, hosts
from search.engine.urls import open_engine
from search.searcher import Searcher


def main() -> None:
    """Build both, ask both, print what differs."""
    parser = ArgumentParser("python -m benchmarks.opensearch")
    parser.add_argument("articles", type=int, nargs="?", default=2000)
    parser.add_argument("--requests", type=int, default=600)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--name", default="benchmark")
    options = parser.parse_args()
    with hosts() as found:
        ours = embedded(options.articles)
        theirs = open_engine(f"opensearch://{found}/{options.name}-{options.articles}")
        copied(ours, theirs)
        compare_requests(ours.snapshot(), theirs.snapshot(), options.requests)
        compare_pages(Searcher(ours.snapshot()), Searcher(theirs.snapshot()), options.queries)


if __name__ == "__main__":
    main()
