"""A phrase, or two near each other, and a field → the query of reports that hold it there.

Rows of single terms are Lucene's phrases. All others are intervals, which count each occurrence
once. As positions are doubled (`layout`), terms that follow each other have 1 position between
them; END behind a phrase of n slots, and then a term, tells that the term follows this occurrence.
"""

from dataclasses import dataclass
from itertools import groupby

from search.engine.opensearch.layout import END, HOLE, NEVER, PLACES, WORDS, kept, terms_of
from search.engine.query_tree import Near, Phrase, Prefix, Term

Query = dict[str, object]
"""A query, or a part of one, as a cluster reads it."""

_EXPANSIONS = 65_536
"""Terms that a prefix stands for at most. A node refuses more than its settings say:
`indices.query.bool.max_clause_count`."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A query that also tells how often: its score s is a function of the frequency.

    `per_score`: the frequency is s / per_score; if `is_saturated`, it is per_score × s / (1 - s).
    """

    query: Query
    per_score: int = 1
    is_saturated: bool = False


def any_of(queries: list[Query]) -> Query:
    """What one of some queries finds; their scores add up."""
    if len(queries) == 1:
        return queries[0]
    return {"bool": {"should": queries, "minimum_should_match": 1}} if queries else NOTHING


EVERYTHING: Query = {"match_all": {}}
NOTHING: Query = {"match_none": {}}


def holds(field: str, node: Phrase | Near) -> Query:
    """The reports that hold a phrase, or two near each other, in a field."""
    if isinstance(node, Near):
        return _intervals(field, _near(node))
    return frequency(field, node, is_scored=False).query


def frequency(field: str, phrase: Phrase, *, is_scored: bool = True) -> Counted:
    """The reports that hold a phrase in a field, and how often."""
    slots = [_distinct(slot) for slot in phrase.slots]
    by_intervals = Counted(_intervals(field, _occurrence(phrase)), _extent(slots), True)
    if phrase.not_followed_by:
        return by_intervals
    if len(slots) == 1:
        return Counted(any_of(list(_terms(field, slots[0], is_scored))))
    if all(len(slot) == 1 and isinstance(slot[0], str) for slot in slots):
        text = f" {HOLE} ".join(kept(str(slot[0])) for slot in slots)
        query: Query = {"match_phrase": {terms_of(field): {"query": text, "analyzer": PLACES}}}
        return Counted(query, len(slots))
    return by_intervals


def _extent(slots: "list[tuple[Term, ...]]") -> int:
    """What Lucene divides the weight of an occurrence by: its 2n - 1 positions, less those that it
    thinks the least. Of slots that are the same, one after another, it counts one there."""
    runs = sum(1 for _ in groupby(slots))
    return 2 * len(slots) - runs


def _distinct(slot: tuple[Term, ...]) -> tuple[Term, ...]:
    """A slot without the terms that another one of it stands for: each place counts once. Equal
    ones are in the same order: Lucene must not take them for different ones, nor we."""
    begins = [term.text for term in slot if isinstance(term, Prefix)]

    def is_covered(term: Term) -> bool:
        text = term.text if isinstance(term, Prefix) else term
        return any(
            text.startswith(begin) and not (isinstance(term, Prefix) and text == begin)
            for begin in begins
        )

    left = {term for term in slot if not is_covered(term)}
    return tuple(sorted(left, key=lambda term: (isinstance(term, Prefix), str(term))))


def _terms(field: str, slot: tuple[Term, ...], is_scored: bool) -> "list[Query]":
    name = terms_of(field)
    texts = [kept(term) for term in slot if isinstance(term, str)]
    found: list[Query] = []
    if is_scored:
        found += [{"term": {name: {"value": text}}} for text in texts]
    elif texts:
        found.append({"terms": {name: texts}})
    how = {"rewrite": "scoring_boolean"} if is_scored else {}
    found += [
        {"prefix": {name: {"value": kept(term.text), **how}}}
        for term in slot
        if isinstance(term, Prefix)
    ]
    return found


def _intervals(field: str, rule: Query) -> Query:
    return {"intervals": {terms_of(field): rule}}


def _near(node: Near) -> Query:
    ways = [_before(node, *pair) for pair in ((node.first, node.second), (node.second, node.first))]
    return {"any_of": {"intervals": ways}}


def _before(node: Near, first: Phrase, second: Phrase) -> Query:
    between = 2 * node.distance + (0 if first.not_followed_by else 1)  # less its own END
    then = _occurrence(second)
    if first == second:  # which Lucene would take for one that repeats, and may overlap itself
        then = {"any_of": {"intervals": [then, _match(NEVER)]}}
    return _in_order(between, _occurrence(first), then)


def _occurrence(phrase: Phrase) -> Query:
    """The intervals in which a phrase stands; with the END behind it if something must not."""
    slots = [_place(slot) for slot in phrase.slots]
    row = slots[0] if len(slots) == 1 else _in_order(len(slots) - 1, *slots)
    if not phrase.not_followed_by:
        return row
    ended = [row, _match(END)]
    followed = _in_order(0, *ended, _place(phrase.not_followed_by))
    return _in_order(0, *ended, without=followed)


def _in_order(between: int, *rules: Query, without: Query | None = None) -> Query:
    """Intervals one after another, with so many positions between them in all at most."""
    less: Query = {} if without is None else {"filter": {"not_contained_by": without}}
    return {"all_of": {"ordered": True, "max_gaps": between, "intervals": list(rules), **less}}


def _place(slot: tuple[Term, ...]) -> Query:
    rules = [
        _match(term) if isinstance(term, str) else _begins(term.text) for term in _distinct(slot)
    ]
    return rules[0] if len(rules) == 1 else {"any_of": {"intervals": rules}}


def _match(term: str) -> Query:
    text = term if term in (END, NEVER) else kept(term)
    return {"match": {"query": text, "analyzer": WORDS}}


def _begins(text: str) -> Query:
    """Terms with a beginning. Not by `prefix`, which gives up at 128 of them."""
    pattern = "".join(f"\\{sign}" if sign in "*?\\" else sign for sign in kept(text))
    return {"wildcard": {"pattern": f"{pattern}*", "max_expansions": _EXPANSIONS}}
