"""How long a query of random signs takes to be read; no one may take far longer than the others.

python -m benchmarks.random_queries [number of queries]
"""

import gc
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from statistics import median

from search.query.compile import MAX_CHARACTERS, QueryTooLongError, parse_query
from search.query.printing import printed
from search.query.syntax import query_parts
from search.query.tokens import LABELS, OPERATORS
from search.text.normalize import normalize

SIGNS = ['"', "(", ")", "-", "=", "*", "~5", ":", "\\", '\\"', "“", "”", ".", "/", "1", "\n"]
WORDS = ["bão", "lũ", "ng", "Yên Bái", "B-2", "28-CT/TU", "2023", "hoặc", "not", "a", "đ", "ế"]
ALPHABET = [
    *SIGNS,
    *WORDS,
    *OPERATORS,
    *(f"{label}:" for label in LABELS),
    *[" "] * 12,
]
CLASS = 50
"""Queries whose lengths differ by less than so many characters are compared."""


def main() -> None:
    """Print the times of each length class: the median, the longest, and their ratio."""
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    queries = list(random_queries(asked))
    gc.disable()  # a collection falls into some query or other
    print(f"{len(queries)} queries, none raised an error but for its length")
    for name, read in (("read into parts", query_parts), ("parsed, no index", parsed)):
        print(name)
        report(queries, read)
    different = sum(not is_read_again(typed) for typed in queries)
    print(f"printed and read again, another canonical text: {different}")


def random_queries(number: int) -> Iterator[str]:
    """Normalised texts of the grammar's signs and words, always the same ones."""
    chosen = random.Random(15)
    for _ in range(number):
        size, text = chosen.randint(1, MAX_CHARACTERS), ""
        while len(text) < size:
            text += chosen.choice(ALPHABET)
        yield normalize(text[:size]).text


def report(queries: list[str], read: Callable[[str], object]) -> None:
    """The times of one way to read them; the slowest of each class is the best of five runs."""
    times: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
    for typed in queries:
        times[len(typed) // CLASS].append((timed(read, typed), typed))
    for number, own in sorted(times.items()):
        middle = median(seconds for seconds, _ in own)
        slow = sorted(own, reverse=True)[:20]
        worst = max(min(timed(read, typed) for _ in range(5)) for _, typed in slow)
        print(
            f"{number * CLASS:4}+ characters {len(own):6} queries   median {1e3 * middle:6.3f} ms"
            f"   longest {1e3 * worst:6.3f} ms   x {worst / middle:4.1f}"
        )


def timed(read: Callable[[str], object], typed: str) -> float:
    """Seconds of processor that reading one query takes."""
    began = time.process_time()
    read(typed)
    return time.process_time() - began


def parsed(typed: str) -> object:
    """A parsed query; None if it is too long."""
    try:
        return parse_query(typed)
    except QueryTooLongError:
        return None


def is_read_again(typed: str) -> bool:
    """Whether the canonical text of a query is its own canonical text."""
    written = printed(query_parts(typed))
    return printed(query_parts(written)) == written


if __name__ == "__main__":
    main()
