"""The engines of the speed benchmark answer its questions, ours by the names of its own facets."""

from pathlib import Path

import pytest

from benchmarks import dead_ends
from benchmarks.engines.peer import Mode
from benchmarks.material import FACETS, PERSON, PROVINCE, Document, Question
from benchmarks.peers import FORGETFUL, PEERS, available, folder_of, peer
from search.facets.registry import COUNTED_BY_NAME
from search.text.analyze import analyze, exact_term

pytestmark = pytest.mark.slow

TEXTS = ("Bão số 3 gây mưa lớn.", "Bão tan, mưa tạnh.", "Giải ngân vốn đầu tư công.")


def document(number: int, text: str) -> Document:
    """A text as every engine is given it."""
    terms = " ".join(map(exact_term, analyze(text).syllables))
    return Document(str(number), text, "", terms, (), (), 0.0)


DOCUMENTS = [document(number, text) for number, text in enumerate(TEXTS)]
RAIN, WHERE = document(9, "mưa").terms, DOCUMENTS[0].facets()[PROVINCE]


@pytest.mark.parametrize("name", [*FACETS, *dead_ends._NAMED])
def test_the_facets_of_the_benchmarks_are_counted(name: str) -> None:
    assert name in COUNTED_BY_NAME


@pytest.mark.parametrize("name", PEERS)
def test_each_engine_answers_with_counts_and_a_filter(name: str, tmp_path: Path) -> None:
    if name not in available():
        pytest.skip(f"{PEERS[name].package} is of requirements-bench.txt")
    folder_of(name, tmp_path).mkdir(parents=True)
    engine = peer(name, tmp_path)
    engine.build(DOCUMENTS)
    if PEERS[name].can_update:
        engine.update(DOCUMENTS[:1])
    engine.open()
    reply = engine.ask(Question("rare", "and", (RAIN,)), Mode.COUNTS)
    assert reply is not None
    assert (reply.total, set(reply.ids)) == (2, {"0", "1"})
    assert set(reply.counts) == set(FACETS)
    people = {person for found in DOCUMENTS[:2] for person in found.facets()[PERSON]}
    assert set(reply.counts[PERSON]) == people
    narrowed = engine.ask(Question("filtered", "and", (RAIN,), {PROVINCE: WHERE}), Mode.COUNTS)
    assert narrowed is not None
    assert list(narrowed.ids) == ["0"]
    assert sum(narrowed.counts[PROVINCE].values()) == 2  # its own filter does not narrow it


def test_ours_shows_a_page(tmp_path: Path) -> None:
    engine = peer(FORGETFUL, tmp_path)
    engine.build(DOCUMENTS)
    engine.open()
    reply = engine.ask(Question("rare", "and", (RAIN,)), Mode.PAGE)
    assert reply is not None
    assert len(reply.fragments) == 2
