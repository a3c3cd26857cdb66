"""What is kept of an index's terms, and made of it for one letter → what all of them say."""

from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from search.engine.protocol import Engine
from search.facets.registry import UNKNOWN
from search.index.fields import FIELDS_BY_NAME, words_field
from search.query.folded_names import FoldedNames
from search.query.lookup import named_values
from search.query.vocabulary import TEXT_FIELDS, THRESHOLDS, Vocabulary
from search.searcher import Searcher
from search.text.analyze import JOIN, TERM_SEPARATOR
from search.text.syllable import syllables

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


@pytest.fixture(scope="module")
def searcher(samples: Engine) -> Searcher:
    return Searcher(samples.snapshot())


@pytest.fixture(scope="module")
def terms(searcher: Searcher) -> dict[tuple[str, str], int]:
    """(folded, canonical) → the reports of the field that most hold it in."""
    found: dict[tuple[str, str], int] = {}
    for field in TEXT_FIELDS:
        for term, count in searcher.snapshot.terms(field).items():
            folded, _, exact = term.partition(TERM_SEPARATOR)
            found[folded, exact] = max(count, found.get((folded, exact), 0))
    return found


@pytest.fixture(scope="module")
def words(searcher: Searcher) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    for field in TEXT_FIELDS:
        own = searcher.snapshot.terms(words_field(FIELDS_BY_NAME[field]))
        for term, count in own.items():
            word = tuple(term.split(JOIN))
            found[word] = max(count, found.get(word, 0))
    return found


def test_syllables(searcher: Searcher, terms: dict[tuple[str, str], int]) -> None:
    vocabulary = searcher.vocabulary
    spelled: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (folded, exact), count in terms.items():
        spelled[folded][exact] = count
        assert vocabulary.folded(exact) == folded and vocabulary.reports_of(exact) == count
        assert vocabulary.term(exact) == f"{folded}{TERM_SEPARATOR}{exact}"
    assert len(spelled) > 1000
    assert {folded: vocabulary.spellings(folded) for folded in spelled} == spelled
    assert vocabulary.spellings("xyzzy") == {} and vocabulary.folded("xyzzý1") == "xyzzý1"
    begun = vocabulary.beginning("ng")
    assert sorted(begun) == sorted((e, n) for (f, e), n in terms.items() if f.startswith("ng"))


def test_neighbours_in_words(
    searcher: Searcher, terms: dict[tuple[str, str], int], words: dict[tuple[str, ...], int]
) -> None:
    vocabulary = searcher.vocabulary
    together: Counter[tuple[str, str]] = Counter()
    for word, count in words.items():
        for bigram in pairwise(word):
            together[bigram] += count
    assert any(len(word) > 2 for word in words)
    assert {own: vocabulary.reports_inside_words(*own) for own in together} == together
    assert vocabulary.reports_inside_words("xyzzy", "") == 0
    inside: Counter[str] = Counter()
    for bigram, count in together.items():
        for exact in bigram:
            inside[exact] += count
    functions = {
        exact
        for (_, exact), count in terms.items()
        if count > THRESHOLDS.function_word_reports * vocabulary.reports
        and inside[exact] < THRESHOLDS.function_word_inside * count
    }
    assert functions and functions == {e for _, e in terms if vocabulary.is_function_word(e)}


def test_words_of_each_letter(searcher: Searcher, words: dict[tuple[str, ...], int]) -> None:
    vocabulary = searcher.vocabulary
    every = sorted((" ".join(map(vocabulary.folded, own)), own, n) for own, n in words.items())
    found = [word for letter in sorted(LETTERS) for word in vocabulary.words(letter)]
    assert found == every
    assert vocabulary.words("hoi ng") == [word for word in every if word[0].startswith("hoi ng")]


def test_names_of_each_letter(searcher: Searcher) -> None:
    every = []
    for facet in ("organiser", "person", "province", "outlet"):
        for value, count in searcher.facet_counts(facet).items():
            own = syllables(value) if value != UNKNOWN else []
            for at in range(len(own)):
                folded, exact = (" ".join(s.folded for s in own[at:]), own[at:])
                spelled = tuple(s.exact for s in exact)
                every.append((folded, spelled, count, value, not at, facet))
    vocabulary = Vocabulary(searcher.lookup)
    found = [name for letter in sorted(LETTERS) for name in vocabulary.names(letter)]
    assert found == sorted(every) and len(found) > 100
    assert vocabulary.names("xyzzy") == []


def test_a_letter_that_nothing_begins_with_makes_nothing(searcher: Searcher) -> None:
    """Whoever asks for many such letters does not fill the memory."""
    vocabulary = Vocabulary(searcher.lookup)
    for letter in "漢字*":
        assert not [*vocabulary.words(letter), *vocabulary.names(letter)]
    assert not vocabulary._words_by_letter and not vocabulary._names._by_letter


def test_no_value_is_made_to_look_for_a_name_a_letter_away(searcher: Searcher) -> None:
    named = named_values("person", searcher.facet_counts("person"))
    folded = FoldedNames(named)
    assert folded.named("xyzzy") == [] and named.values and not named._made


def test_a_name_of_many_values_is_found_in_the_order_of_the_facet() -> None:
    values = [f"Phường {n}, Thành phố Hà Nội" for n in range(300)]
    assert named_values("place", values).spelled(syllables("thanh pho ha noi")) == values
