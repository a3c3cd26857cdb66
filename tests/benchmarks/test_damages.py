"""An index damaged in any way: never a wrong answer after it was compared, never a traceback."""

from pathlib import Path

import pytest

from benchmarks.damages import attack, make


@pytest.mark.slow
def test_a_hundred_damages(tmp_path: Path) -> None:
    """`python -m benchmarks.damages` does five hundred."""
    found = attack(make(tmp_path), 100, seed=18)
    assert found.outcomes.total() > 150
    assert {kind for kind, _ in found.outcomes} == {
        "flipped", "cut", "zeroed", "garbled", "swapped",
    }  # fmt: skip
    assert found.silent == found.unseen == found.tracebacks == []
