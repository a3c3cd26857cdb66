"""Scores and times of two engines → whether they are as close as they can be; lines of figures."""

from collections.abc import Mapping, Sequence
from statistics import median

CLOSE = 1e-5
"""How far scores of 32 bits are from those of 64, of their size, at the most."""


def is_close(score: float, other: float) -> bool:
    """Whether two scores are the same, but for the last digits of one."""
    return abs(score - other) <= CLOSE * max(abs(score), 1.0)


def print_times(times: Mapping[str, Sequence[float]]) -> None:
    """Print the median of some seconds, and what 95 % of them are below, for each engine."""
    for name, own in times.items():
        late = sorted(own)[int(0.95 * len(own))]
        print(f"  {name:9} median {1e3 * median(own):6.1f} ms   95 % {1e3 * late:7.1f} ms")
