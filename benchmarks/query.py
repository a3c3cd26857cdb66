"""How long a query takes on the index that benchmarks.build leaves.

python -m benchmarks.query
"""

import subprocess
import sys
import time
from statistics import median

from benchmarks.build import URL
from search.answer.page import answer
from search.answers import Query
from search.engine.errors import EngineError
from search.engine.urls import open_engine
from search.searcher import Searcher

QUERIES = {
    "every report": "",
    "common syllable": "người",
    "rare syllable": "khuyến",
    "word": "chính sách",
    "two words": "chính sách kinh tế",
    "without marks": "chinh sach kinh te",
    "quoted phrase": '"chính sách kinh tế"',
}
RUNS = 15


def main() -> None:
    """Print median CPU milliseconds: a page of ten hits with snippets and counts of all facets."""
    try:
        began = time.process_time()
        live = open_engine(URL).snapshot()
    except EngineError as error:
        sys.exit(f"{error}\n(python -m benchmarks.build makes it)")
    print(
        f"{live.stats().reports} reports, opened in {1000 * (time.process_time() - began):.0f} ms"
    )
    for name, text in QUERIES.items():
        times: list[float] = []
        for _ in range(RUNS):
            fresh = open_engine(URL).snapshot() if not times else live
            began = time.process_time()
            found = answer(Query(text), Searcher(fresh))
            times.append(1000 * (time.process_time() - began))
        first, then = times[0], median(times[1:])
        print(f"{name:16} {found.total:6} hits   first {first:7.1f} ms   then {then:6.1f} ms")
    for text in ("bão", "bão lũ"):
        times = []
        for _ in range(5):
            began = time.monotonic()
            command = [sys.executable, "-m", "search", text, "--index", URL]
            subprocess.run(command, check=True, capture_output=True)
            times.append(time.monotonic() - began)
        print(f'python -m search "{text}": {median(times):.2f} s wall')


if __name__ == "__main__":
    main()
