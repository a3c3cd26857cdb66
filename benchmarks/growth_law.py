"""Figures of an index at three sizes → their laws, and what these say of larger ones.

python -m benchmarks.growth_law     of what benchmarks.cluster_growth kept

A law goes through the figures of the smallest and the largest size; the one between is its test.
Words and names (`heaps`) follow those of real articles alone: mixtures of articles bring too few
new ones, so that there is no third size to test by.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from math import log
from typing import NamedTuple

from benchmarks.cluster_growth import KEPT

LARGER = (1_000_000, 10_000_000)
REAL = 40_000
"""Up to this size `benchmarks.archive` gives articles as they are."""


class Point(NamedTuple):
    """A figure at a size of so many reports."""

    size: float
    value: float


class Law(NamedTuple):
    """What a figure is at each size. `told`: the law in words."""

    at: Callable[[float], float]
    told: str


def straight(first: Point, last: Point) -> Law:
    """So much, and so much more for each report."""
    slope = (last.value - first.value) / (last.size - first.size)
    base = first.value - slope * first.size
    return Law(lambda size: base + slope * size, f"{base:.4g} + {1e3 * slope:.4g} a thousand")


def power(first: Point, last: Point) -> Law:
    """So many times as much for twice the reports."""
    exponent = log(last.value / first.value) / log(last.size / first.size)
    scale = first.value / first.size**exponent
    return Law(lambda size: scale * size**exponent, f"{scale:.4g} x reports ^ {exponent:.3f}")


def heaps(first: Point, last: Point) -> Law:
    """Ever fewer new ones a report, as words and names are found in texts."""
    return power(first, last)


LAWS: tuple[tuple[str, str, Callable[[Point, Point], Law]], ...] = (
    ("nodes after indexing", "one_copy_mb", straight),
    ("nodes after asking", "heap_mb", straight),
    ("indexed", "largest_mb", straight),
    ("pages never asked before", "nodes_ms", straight),
    ("pages never asked before", "nodes_p90_ms", straight),
    ("pages asked before", "nodes_ms", straight),
    ("pages asked before", "nodes_p90_ms", straight),
    ("pages asked before", "received_kb", power),
    ("first page of a generation", "received_kb", heaps),
    ("archive", "values_person", heaps),
    ("archive", "values", heaps),
    ("archive", "terms_body", heaps),
    ("archive", "terms_body_words", heaps),
)


def main() -> None:
    """Print a row for each law."""
    print("| figure | law | the middle size, the law beside it | 1 million | 10 million |")
    print("|---|---|---|---|---|")
    figures = read_figures()
    for what, name, law in LAWS:
        points = [Point(*own) for own in sorted(figures[what, name].items())]
        if law is heaps:
            points = [point for point in points if point.size <= REAL]
        found = law(points[0], points[-1])
        tested = (f"{p.value:,.4g}, {_off(found, p):+.0f} %" for p in points[1:-1])
        larger = " | ".join(f"{found.at(size):,.4g}" for size in LARGER)
        print(f"| {what}: {name} | {found.told} | {', '.join(tested)} | {larger} |")


def _off(law: Law, point: Point) -> float:
    """How far a law is from what was measured, in percent of that."""
    return 100 * (law.at(point.size) / point.value - 1)


def read_figures() -> Mapping[tuple[str, str], Mapping[int, float]]:
    """What was measured, its name → size → the latest figure."""
    found: defaultdict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    for line in KEPT.read_text("utf-8").splitlines():
        told = json.loads(line)
        what, size = told.pop("what"), told.pop("size")
        for name, value in told.items():
            found[what, name][size] = value
    return found


if __name__ == "__main__":
    main()
