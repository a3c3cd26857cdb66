"""The concepts of a query → its clauses with their weights, and the tree of a long one."""

import pytest

from search.answers import GroupKind
from search.engine.protocol import Engine
from search.engine.query_tree import And, MinimumMatch, Phrase, Prefix
from search.query.clauses import WEIGHTS
from search.query.compile import parse_query
from search.query.concepts import Concept, phrase
from search.query.lookup import NO_LOOKUP, named_values
from search.query.recognise import in_reading_order
from search.query.run import Run
from search.searcher import Searcher
from search.text.syllable import syllables


def shown(phrase: Phrase) -> str:
    """A phrase by its first terms: "bao4", "~bao" in any spelling, "giai3_ngân" of pyvi's words."""
    firsts = (slot[0] for slot in phrase.slots)
    return " ".join(
        "~" + term.text.rstrip(":") if isinstance(term, Prefix) else str(term).split(":")[-1]
        for term in firsts
    )


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        ("bão", [("bao4", WEIGHTS.syllable)]),
        ("bao", [("~bao", WEIGHTS.syllable), ("bao", WEIGHTS.same_spelling)]),
        (
            "giải ngân chậm",
            [
                ("giai3 ngân châm5", WEIGHTS.whole / 2**WEIGHTS.per_syllable),
                ("giai3 ngân", WEIGHTS.bigram),
                ("ngân châm5", WEIGHTS.bigram),
                ("giai3", WEIGHTS.syllable),
                ("ngân", WEIGHTS.syllable),
                ("châm5", WEIGHTS.syllable),
                ("giai3_ngân", WEIGHTS.word),
            ],
        ),
        (  # one clause with its variants, in place of its syllables
            "UBND tỉnh",
            [
                ("~ubnd", WEIGHTS.concept),
                ("~ubnd", WEIGHTS.as_typed),
                ("~ubnd tinh3", WEIGHTS.whole),  # the bigram, too
                ("tinh3", WEIGHTS.syllable),
            ],
        ),
        (  # a bigram has the variants of the concept beside it
            "vốn trung ương",
            [
                ("~trung ương", 2 * WEIGHTS.concept),
                ("~trung ương", 2 * WEIGHTS.as_typed),
                ("vôn1 ~trung ương", WEIGHTS.bigram),  # and the whole, which is worth less
                ("vôn1", WEIGHTS.syllable),
            ],
        ),
        ("trung ương", [("~trung ương", 2 * WEIGHTS.concept), ("~trung ương", WEIGHTS.whole)]),
        ('="ban"', [("ban", WEIGHTS.whole)]),
        ("chuy*", [("~chuy", WEIGHTS.syllable)]),
        ("-bão", []),
        ("năm:2023", []),  # a field only filters
    ],
)
def test_clauses_and_their_order(typed: str, clauses: list[tuple[str, float]]) -> None:
    found = parse_query(typed).clauses
    assert [(shown(clause.phrase), clause.weight) for clause in found] == clauses


NINE = ("bão", "lũ", "đê", "cát", "sông", "núi", "rừng", "biển", "đảo")


@pytest.mark.parametrize(("concepts", "count"), [(2, 1), (3, 2), (4, 2), (8, 2), (9, 3)])
def test_a_part_is_half_of_a_few_concepts_and_a_share_of_many(concepts: int, count: int) -> None:
    found = parse_query(", ".join(NINE[:concepts]))
    assert isinstance(found.required, And) and len(found.required.parts) == concepts
    part = found.trees[GroupKind.PART]
    assert isinstance(part, And)
    [some] = part.parts
    assert isinstance(some, MinimumMatch)
    assert (some.count, some.parts) == (count, found.required.parts)


def test_one_concept_has_no_part() -> None:
    assert list(parse_query("bão").trees) == [GroupKind.ALL]
    assert list(parse_query('"bão lũ" năm:2023').trees) == [GroupKind.ALL]


def test_concepts_and_the_query_without_each() -> None:
    parsed = parse_query('kinh tế UBND "vốn" -bão')
    assert parsed.concept_texts == ("kinh tế", "UBND")
    assert tuple(parsed.texts_without_concept()) == ('UBND "vốn" -bão', 'kinh tế "vốn" -bão')
    assert len(parsed.concepts) == 3  # what is excluded is not asked for


def test_readers_are_asked_in_order_and_what_one_knows_is_passed_over() -> None:
    run = Run("một hai ba bốn", NO_LOOKUP)
    asked: list[tuple[str, int]] = []

    def knows_nothing(run: Run, first: int) -> None:
        asked.append(("nothing", first))

    def knows_two(run: Run, first: int) -> Concept | None:
        asked.append(("two", first))
        return Concept(1, 3, (phrase(run.syllables[1:3]),)) if first == 1 else None

    [found] = in_reading_order(knows_nothing, knows_two)(run)
    assert (found.first, found.last) == (1, 3)
    assert asked == [(reader, at) for at in (0, 1, 3) for reader in ("nothing", "two")]


def test_a_value_is_named_with_its_diacritics_or_without() -> None:
    [place] = named_values("place", ["huyện Ba Bể"])
    for typed, is_named in [("huyện Ba Bể", True), ("ba be", True), ("ba bê", False), ("", False)]:
        assert place.is_named(syllables(typed)) is is_named


def test_what_is_looked_for_in_titles_is_apart_in_titles_too(samples: Engine) -> None:
    found = Searcher(samples.snapshot()).parse("tiêu đề:giai ngan").trees
    apart = found[GroupKind.APART]
    assert isinstance(apart, And) and len(apart.parts) == 2
    assert all(isinstance(own, Phrase) and own.fields == ("title",) for own in apart.parts)
