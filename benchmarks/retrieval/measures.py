"""Rankings and judgements → nDCG@10, MRR@10, recall@10 and recall@100, by ir_measures."""

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import NamedTuple

PACKAGE = "ir_measures"


class Figures(NamedTuple):
    """Means over the judged queries; one without a ranking counts as 0."""

    ndcg: float
    mrr: float
    recall: float
    recall_100: float


NAMES = ("nDCG@10", "MRR@10", "recall@10", "recall@100")
"""Of the figures, in their order."""


def can_measure() -> bool:
    """Whether ir_measures is installed."""
    return find_spec(PACKAGE) is not None


def measure(
    judgements: Mapping[str, Mapping[str, int]], rankings: Mapping[str, Sequence[str]]
) -> Figures:
    """What rankings are worth. The order is what counts: equal scores of an engine are its own."""
    import ir_measures
    from ir_measures import RR, R, nDCG

    scored = {
        query: {document: -float(place) for place, document in enumerate(ranking)}
        for query, ranking in rankings.items()
    }
    wanted = (nDCG @ 10, RR @ 10, R @ 10, R @ 100)
    found = ir_measures.calc_aggregate(wanted, judgements, scored)
    return Figures(*(found[measure] for measure in wanted))
