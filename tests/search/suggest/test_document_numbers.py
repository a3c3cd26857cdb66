"""The number of a document as it is typed → the numbers of this index that it may become."""

from dataclasses import replace

import pytest

from search.index.entry import index_entry
from search.searcher import Searcher
from search.suggest.completions import complete
from tests.search.engine.memory_engine import MemoryEngine
from tests.search.highlight.test_snippets import stored

TEXTS = (
    "Quán triệt Nghị quyết số 15-NQ/TU của Tỉnh ủy.",
    "Thực hiện Nghị quyết số 15-NQ/TU.",
    "Bàn Kế hoạch số 27-KH/TU.",
)


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    """Every report holds TU, which is a word that is not offered behind a blank."""
    engine = MemoryEngine()
    with engine.writer("rules") as writer:
        for number, text in enumerate(TEXTS):
            kept = replace(stored(text).report, id=f"{number}")
            writer.put(index_entry(kept, f"{number}", [f"{number}"]))
        writer.commit()
    return Searcher(engine.snapshot())


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("15-N", "15-NQ/TU"),
        ("15-NQ", "15-NQ/TU"),
        ("15-nq/", "15-NQ/TU"),
        ("nghị quyết số 15", "Nghị quyết số 15-NQ/TU"),
        ("27-KH", "27-KH/TU"),
    ],
)
def test_a_number_is_completed_to_its_end(searcher: Searcher, typed: str, becomes: str) -> None:
    assert becomes in [offered.text for offered in complete(typed, searcher)]
