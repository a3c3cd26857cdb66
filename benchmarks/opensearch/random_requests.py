"""A snapshot → endless random requests about terms that stand in its reports."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from search.answers import Sort
from search.dates import DateRange
from search.engine.protocol import Request, Snapshot
from search.engine.query_tree import (
    AnyCopy,
    Clause,
    FacetValueIs,
    MinimumMatch,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
)
from search.engine.stored import read_stored
from search.facets.registry import COUNTED
from search.index.fields import WORD_FIELDS
from search.text.analyze import Analysis, analyze, exact_term, word_term

COUNTED_NAMES = tuple(facet.name for facet in COUNTED)


def random_requests(live: Snapshot, chance: random.Random) -> Iterator[Request]:
    """Endless requests: rows of texts, beginnings, what is near, filters that some report has."""
    stored = [live.stored(source.id) for source in islice(live.sources(), 300)]
    texts = [analyze(read_stored(own).report.text[:3000]) for own in stored if own]
    counts = live.search(Request(limit=0, counted=COUNTED_NAMES)).counts
    values = [(name, value) for name, own in counts.items() for value in sorted(own)[:200]]
    while True:
        filtered = chance.sample(values, chance.choice([0, 0, 0, 1, 2]))
        days = sorted(datetime(2016, 1, 1).toordinal() + chance.randrange(4000) for _ in "ab")
        dates = DateRange(*map(datetime.fromordinal, days)) if not chance.randrange(5) else None
        yield Request(
            tree=_tree(texts, values, chance, 2),
            clauses=tuple(
                Clause(_phrase(texts, chance), chance.choice([0.5, 1.0]))
                for _ in range(chance.randrange(4))
            ),
            filters={name: (value,) for name, value in filtered},
            dates=dates,
            sort=chance.choice(list(Sort)),
            offset=chance.choice([0, 0, 10, 150]),
            limit=chance.choice([0, 10, 10, 30]),
            counted=tuple(chance.sample(COUNTED_NAMES, 4)),
            collapse=chance.random() < 0.6,
            most=dict.fromkeys(COUNTED_NAMES, 101) if chance.random() < 0.5 else {},
        )


def _tree(
    texts: Sequence[Analysis], values: Sequence[tuple[str, str]], chance: random.Random, deep: int
) -> Node:
    kind = chance.choice(["phrase", "phrase", "near", "value", "or", "not", "least", "copy"])
    if deep and kind in {"or", "not", "least", "copy"}:
        first, *others = (_tree(texts, values, chance, deep - 1) for _ in range(3))
        made: dict[str, Node] = {
            "or": Or((first, *others)),
            "not": Not(first),
            "least": MinimumMatch(2, (first, *others)),
            "copy": AnyCopy(first),
        }
        return made[kind]
    if kind == "near":
        return Near(_row(texts, chance), _row(texts, chance), chance.choice([0, 3, 20, 200]))
    if kind == "value":
        return FacetValueIs(*chance.choice(values))
    return _phrase(texts, chance)


def _phrase(texts: Sequence[Analysis], chance: random.Random) -> Phrase:
    if chance.random() < 0.2:
        analysis = chance.choice(texts)
        words = [w for w in analysis.words() if w[1] - w[0] > 1]
        if words:
            first, last = chance.choice(words)
            own = analysis.syllables[first:last]
            return Phrase(((word_term(own),),), WORD_FIELDS)
    return _row(texts, chance)


def _row(texts: Sequence[Analysis], chance: random.Random) -> Phrase:
    """Some syllables that follow each other somewhere; perhaps with a choice, or a beginning."""
    terms = [exact_term(s) for s in chance.choice(texts).syllables] or ["x"]
    begin = chance.randrange(len(terms))
    length = chance.choice([1, 1, 2, 2, 3, 5])
    slots: list[tuple[Term, ...]] = [(term,) for term in terms[begin : begin + length]]
    if chance.random() < 0.3:
        slots[-1] = (*slots[-1], chance.choice(terms))
    if chance.random() < 0.2:
        term = slots[0][0]
        assert isinstance(term, str)
        slots[0] = (Prefix(term[: chance.randint(1, 4)]),)
    after = tuple(terms[begin + length : begin + length + 1])
    return Phrase(tuple(slots), not_followed_by=after if chance.random() < 0.15 else ())
