"""Rankings and judgements → nDCG, MRR@10, recall@10 and recall@100, by ir_measures."""

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any, NamedTuple

PACKAGE = "ir_measures"


class Figures(NamedTuple):
    """Means over the judged queries; one without a ranking counts as 0."""

    ndcg: float
    mrr: float
    recall: float
    recall_100: float


Judgements = Mapping[str, Mapping[str, int]]
Rankings = Mapping[str, Sequence[str]]


def names(judgements: Judgements) -> tuple[str, str, str, str]:
    """Of the figures, in their order."""
    return (f"nDCG@{_cut(judgements)}", "MRR@10", "recall@10", "recall@100")


def is_graded(judgements: Judgements) -> bool:
    """Whether some document answers better than another: there is a score above 1.

    Such judgements are of the first 8 of some engines: what is not judged may be relevant.
    """
    return any(score > 1 for own in judgements.values() for score in own.values())


def can_measure() -> bool:
    """Whether ir_measures is installed."""
    return find_spec(PACKAGE) is not None


def measure(judgements: Judgements, rankings: Rankings) -> Figures:
    """What rankings are worth. The order is what counts: equal scores of an engine are its own.

    Graded judgements: nDCG@8 of a gain of 2^score - 1, over the documents that were judged.
    """
    from ir_measures import RR, R, nDCG

    gains, seen = judgements, rankings
    if is_graded(judgements):
        gains = {q: {d: 2**score - 1 for d, score in j.items()} for q, j in judgements.items()}
        seen = {q: [d for d in found if d in gains.get(q, ())] for q, found in rankings.items()}
    [ndcg] = _means(gains, seen, nDCG @ _cut(judgements))
    return Figures(ndcg, *_means(judgements, rankings, RR @ 10, R @ 10, R @ 100))


def _cut(judgements: Judgements) -> int:
    return 8 if is_graded(judgements) else 10


def _means(judgements: Judgements, rankings: Rankings, *wanted: Any) -> list[float]:
    """The mean of each measure over the judged queries."""
    import ir_measures

    scored = {
        query: {document: -float(place) for place, document in enumerate(ranking)}
        for query, ranking in rankings.items()
    }
    found = ir_measures.calc_aggregate(wanted, judgements, scored)
    return [found[measure] for measure in wanted]
