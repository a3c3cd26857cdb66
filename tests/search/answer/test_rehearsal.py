"""What is made with guesses is made again; what comes of it is as if nothing had been guessed."""

from functools import partial

import pytest

from search.answer.page import answer
from search.answer.rehearsal import ROUNDS, Rehearsal, rehearsed
from search.answers import Query
from search.engine.protocol import Engine
from search.engine.query_tree import Phrase
from search.searcher import Searcher
from search.text.analyze import analyze, exact_term
from tests.search.engine.far_engine import FarEngine


def phrase(text: str) -> Phrase:
    return Phrase(tuple((exact_term(syllable),) for syllable in analyze(text).syllables))


@pytest.fixture
def far(samples: Engine) -> Searcher:
    return Searcher(FarEngine(samples).snapshot())


def test_a_near_engine_is_asked_as_ever(samples: Engine) -> None:
    near = Searcher(samples.snapshot())
    assert rehearsed(lambda searcher: searcher, near) is near


@pytest.mark.parametrize(
    "text", ["giải ngân", "giai ngan von", "hội ngị", "xyzxyz", "bão số 3 -lũ", "", "ubnd*"]
)
def test_the_answer_is_that_of_a_near_engine(samples: Engine, far: Searcher, text: str) -> None:
    near = Searcher(samples.snapshot()).of_request()
    asked = far.of_request()
    for query in (Query(text), Query(text, filters={"year": ("2024",)}, page=2)):
        assert rehearsed(partial(answer, query), asked) == answer(query, near)
        assert vars(asked.budget) == vars(near.budget), "it was paid for once"


def test_an_error_counts_once_nothing_was_guessed(far: Searcher) -> None:
    made: list[int] = []

    def make(searcher: Searcher) -> int:
        [total] = searcher.totals([phrase("giải ngân")])
        made.append(total)
        if total == 1:
            raise ValueError("of a guess")
        return total

    assert rehearsed(make, far) == made[-1] > 1
    assert made[0] == 1

    def fails(searcher: Searcher) -> None:
        searcher.totals([phrase("giải")])
        raise ValueError("in truth")

    with pytest.raises(ValueError, match="in truth"):
        rehearsed(fails, far)


def test_a_chain_that_is_longer_is_asked_one_by_one(far: Searcher) -> None:
    """Each question depends on the answer to the one before."""
    played: list[list[int]] = []

    def chain(searcher: Searcher) -> list[int]:
        found = [0]
        for _ in range(2 * ROUNDS):
            found += searcher.totals([phrase(" ".join(map(str, found)))])
        played.append(found)
        return found

    assert rehearsed(chain, far) == [0] * (2 * ROUNDS + 1)
    assert len(played) == ROUNDS + 1


def test_what_is_over_is_not_guessed(samples: Engine, far: Searcher) -> None:
    """A file is still being sent when its answer was made long ago."""
    rehearsal = Rehearsal()
    searcher = rehearsal.made(lambda: rehearsal.searcher(far))
    asked = [phrase("giải ngân")]
    assert searcher.totals(asked) == Searcher(samples.snapshot()).totals(asked)
    ids = [source.id for source in samples.snapshot().sources()][:3]
    assert [kept.report.id for kept in searcher.reports_of(ids)] == ids
