"""Phrases are found where they stand, in each field of each live document, and nowhere between."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.postings import phrases as phrases_module
from search.engine.postings import places
from search.engine.postings.facet_column import DocSet
from search.engine.postings.phrases import PhraseFrequencies
from search.engine.postings.scoring import Scorer
from search.engine.postings.segments import Segments
from search.engine.query_tree import K1, Clause, Near, Phrase, Prefix, Term
from search.facets.registry import COUNTED
from search.index.entry import IndexEntry
from search.index.fields import FIELDS, FIELDS_BY_NAME
from search.index.terms import ReportTerms
from search.serialization import compressed
from tests.search.engine.test_inverted import built

Text = Sequence[AbstractSet[str]]
"""The terms at each of its positions: two may share one."""
Document = Mapping[str, Text]
"""Field → its text."""

IN = ("title", "body", "caption")
ANY_TERM = st.sampled_from(["a", "ab", "b", "c"])
DOCUMENTS = st.lists(
    st.fixed_dictionaries(
        {name: st.lists(st.sets(ANY_TERM, max_size=2), max_size=6) for name in IN}
    ),
    max_size=5,
)
PLAIN = st.sampled_from([(("a",), ("b",)), (("b",), ("a",)), (("a",), ("a",), ("b",))])
SLOTS = PLAIN | st.lists(
    st.lists(ANY_TERM | st.just(Prefix("a")), min_size=1, max_size=2).map(tuple),
    min_size=1,
    max_size=3,
).map(tuple)
PHRASES = st.builds(
    Phrase,
    SLOTS,
    st.sampled_from([IN, ("body",), ("caption", "title")]),
    st.just(()) | st.just(("b",)),
)


def index_of(documents: Sequence[Document], deleted: Sequence[int], parts: int) -> Segments:
    """The documents in so many segments."""
    entries = [_entry(str(number), own) for number, own in enumerate(documents)]
    size = -(-len(entries) // parts) or 1
    segments = [
        (built(entries[first : first + size]), [n - first for n in deleted if n // size == at])
        for at, first in enumerate(range(0, len(entries), size))
    ]
    return Segments(segments)


def _entry(key: str, document: Document) -> IndexEntry:
    terms: dict[str, defaultdict[str, list[int]]] = {}
    for name, text in document.items():
        own = terms.setdefault(name, defaultdict(list))
        for position, terms_there in enumerate(text):
            for term in sorted(terms_there):
                own[term].append(position)
    return IndexEntry(
        id=key,
        digest="",
        origins=(f"/{key}",),
        terms=ReportTerms.of(terms),
        lengths={field.name: len(document.get(field.name, ())) for field in FIELDS},
        facets={facet.name: ("x",) for facet in COUNTED},
        dates=None,
        compressed=compressed(b""),
    )


def stands(term: Term, text: Text, at: int) -> bool:
    if at >= len(text):
        return False
    if isinstance(term, Prefix):
        return any(own.startswith(term.text) for own in text[at])
    return term in text[at]


def begins(phrase: Phrase, text: Text) -> list[int]:
    """Where a phrase begins in a text, term by term."""
    return [
        at
        for at in range(len(text))
        if all(any(stands(t, text, at + n) for t in s) for n, s in enumerate(phrase.slots))
        and not any(stands(t, text, at + len(phrase.slots)) for t in phrase.not_followed_by)
    ]


def frequency(phrase: Phrase, text: Text) -> int:
    """How often a text holds a phrase; of terms alone each counts, where two share a position."""
    match phrase:
        case Phrase(slots=(slot,), not_followed_by=()):
            return sum(any(stands(t, [{own}], 0) for t in slot) for here in text for own in here)
    return len(begins(phrase, text))


@pytest.fixture(params=[1, 8], autouse=True, scope="module")
def few(request: pytest.FixtureRequest) -> Iterator[None]:
    """From how many times more texts on each is searched for alone: these texts are few."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "FEW", request.param)
        patch.setattr(phrases_module, "FEW", request.param)
        yield


CASES = st.tuples(DOCUMENTS, st.sets(st.integers(0, 4), max_size=2), st.integers(1, 3))


@settings(max_examples=200)
@given(case=CASES, phrase=PHRASES)
def test_a_phrase_is_found_where_it_stands(
    case: tuple[list[Document], set[int], int], phrase: Phrase
) -> None:
    documents, gone, parts = case
    live = [n for n in range(len(documents)) if n not in gone]
    deleted = [n for n in gone if n < len(documents)]
    phrases = PhraseFrequencies(index_of(documents, deleted, parts))
    found = phrases.get(phrase)
    wanted = {
        place * len(documents) + number: often
        for place, name in enumerate(phrase.fields)
        for number in live
        if (often := frequency(phrase, documents[number][name]))
    }
    assert dict(zip(found.text_ids.tolist(), found.frequencies.tolist(), strict=True)) == wanted
    assert found.text_ids.tolist() == sorted(wanted)
    in_documents = Counter(text_id % len(documents) for text_id in wanted)
    assert Counter(phrases.doc_ids(phrase).tolist()) == in_documents


@given(case=CASES, near=st.builds(Near, PHRASES, PHRASES, st.integers(0, 2)))
def test_two_phrases_are_near_each_other_within_one_text(
    case: tuple[list[Document], set[int], int], near: Near
) -> None:
    """In the fields of both; where they share none, nowhere."""
    documents, gone, parts = case
    deleted = [n for n in gone if n < len(documents)]
    first, second = near.first, near.second
    found = PhraseFrequencies(index_of(documents, deleted, parts)).near(near)

    def is_near(text: Text) -> bool:
        pairs = ((one, two) for one in begins(first, text) for two in begins(second, text))
        return any(
            0 <= two - (one + len(first.slots)) <= near.distance
            or 0 <= one - (two + len(second.slots)) <= near.distance
            for one, two in pairs
        )

    assert Counter(found.tolist()) == Counter(
        number
        for name in set(first.fields) & set(second.fields)
        for number, own in enumerate(documents)
        if number not in gone and is_near(own[name])
    )


@given(
    case=CASES,
    phrases=st.lists(PHRASES, min_size=1, max_size=3),
    matching=st.sets(st.integers(0, 4)),
)
def test_a_score_weighs_each_text_by_its_field(
    case: tuple[list[Document], set[int], int], phrases: list[Phrase], matching: set[int]
) -> None:
    """BM25F as `Clause` defines it, one text after the other."""
    documents, gone, parts = case
    deleted = [n for n in gone if n < len(documents)]
    index = index_of(documents, deleted, parts)
    live = [n for n in range(len(documents)) if n not in gone]
    clause = Clause(phrases[0], 0.5, tuple(phrases[1:]))
    mask = np.array([n in live and n in matching for n in range(len(documents))], np.bool_)
    found = Scorer(index, PhraseFrequencies(index)).score([clause], DocSet.of(mask))
    tf = dict.fromkeys(live, 0.0)
    for phrase in phrases:
        for name in phrase.fields:
            field = FIELDS_BY_NAME[name]
            lengths = {n: len(documents[n][name]) for n in live}
            mean = sum(lengths.values()) / (len(live) or 1) or 1.0
            for number, length in lengths.items():
                norm = 1 - field.b + field.b * length / mean
                if often := frequency(phrase, documents[number][name]):
                    tf[number] += field.weight * often / norm
    idf = np.log(len(live) / (sum(map(bool, tf.values())) + 1)) + 1 if live else 0.0
    wanted = np.zeros(len(documents))
    for number in matching & tf.keys():
        wanted[number] = 0.5 * idf * (K1 + 1) * tf[number] / (tf[number] + K1)
    np.testing.assert_allclose(found, wanted, rtol=1e-12)
