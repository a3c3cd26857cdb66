"""What one request may cost: counted steps, parts of a query, values that are looked up."""

from itertools import product
from unittest.mock import patch

import pytest

from search.answer.page import answer, with_left_out
from search.answers import NoticeKind, Query
from search.engine.protocol import Engine
from search.facets.labels import FacetLabels
from search.facets.registry import COUNTED_BY_NAME
from search.facets.values import MAX_CHOICES, choices
from search.query.budget import LIMITS, Budget, BudgetSpentError, LeftOut
from search.query.compile import MAX_FIELDS, MAX_PARTS, TooManyPartsError, parse_query
from search.query.folded_names import FoldedNames, folded_name
from search.query.lookup import named_values
from search.query.tokens import tokens
from search.searcher import Searcher
from search.suggest.completions import complete
from search.suggest.corrections import corrections
from search.suggest.relaxations import relaxations
from search.text.syllable import syllables
from tests.search.edits import is_one_edit

SURNAMES, MIDDLE, GIVEN = ["Nguyễn", "Trần", "Lê"], ["Văn", "Thị", "Đức"], ["An", "Bình", "Chi"]
NAMES = [" ".join(name) for name in product(SURNAMES, MIDDLE, GIVEN)]


def test_a_key_is_paid_for_once_and_work_without_one_each_time() -> None:
    budget = Budget(10)
    for _ in range(3):
        budget.spend(3, "a")
    assert budget.left == 7
    for _ in range(3):
        budget.spend(3)
    assert budget.left == -2 and budget.is_spent


def test_an_answer_is_given_whatever_it_costs_and_an_offer_is_not(samples: Engine) -> None:
    searcher = Searcher(samples.snapshot()).of_request()
    assert searcher.budget is not None
    searcher.budget.left = 0
    assert searcher.parse("bão lũ").required is not None
    with searcher.offers(LeftOut.RELAXATIONS) as offering:
        offering.total(Query("bão"))
        raise AssertionError
    assert list(searcher.budget.left_out) == [LeftOut.RELAXATIONS]
    with (
        searcher.offers(LeftOut.VALUES) as offering,
        pytest.raises(BudgetSpentError),
        offering.offers(LeftOut.CORRECTIONS) as inner,  # an offer of an offer ends both
    ):
        inner.spend(1)


@pytest.mark.parametrize("text", ["giia ngaan", "khongcogi xqxq", "giai ngan von xq"])
def test_the_answer_is_the_same_and_says_what_was_left_out(samples: Engine, text: str) -> None:
    searcher = Searcher(samples.snapshot())
    whole = answer(Query(text), searcher)
    poor = searcher.of_request()
    assert poor.budget is not None
    poor.budget.left = 0
    page = answer(Query(text), poor)
    assert (page.total, page.hits, page.facets) == (whole.total, whole.hits, whole.facets)
    assert relaxations(Query(text), poor) == () and corrections(Query(text), poor) == ()
    said = with_left_out(page, poor).notices[-1]
    assert said.kind is NoticeKind.LEFT_OUT
    assert {LeftOut.RELAXATIONS, LeftOut.CORRECTIONS} <= set(said.words)


def test_what_a_request_costs_does_not_depend_on_what_was_asked_before(samples: Engine) -> None:
    searcher = Searcher(samples.snapshot())
    left = []
    for _ in range(2):
        asked = searcher.of_request()
        found = answer(Query("giia ngan von dau tu xq"), asked)
        relaxations(found.query, asked)
        assert asked.budget is not None
        left.append(asked.budget.left)
    assert left[0] == left[1] < LIMITS.steps


@pytest.mark.parametrize(
    "text",
    [
        " OR ".join(f'"xq {n}" ~{n} "lũ"' for n in range(1, 9)),
        " ".join(f"xq{n} thngh{n}" for n in range(20)),
        "an ba ca da ga ha la ma na pa ra sa ta va xa xqxq " * 2,
        " ".join(f"nghị quyết {n}" for n in range(1, 24)),
    ],
)
def test_offers_stop_where_the_budget_is_spent(samples: Engine, text: str) -> None:
    """The last thing that was paid for may be dear, but there is only one such."""
    asked = Searcher(samples.snapshot()).of_request()
    with patch.object(asked, "budget", budget := Budget(300)):
        page = answer(Query(text), asked)
        before = budget.left
        relaxations(page.query, asked)
        with asked.offers(LeftOut.VALUES) as offering:
            spent = before - budget.left
            assert spent < 300 + offering.parse(text).cost.steps + 3000


@pytest.mark.parametrize(
    "text", ['"' * 500, "«" * 500, '"" ' * 166, "ab " * 120, "\N{CYRILLIC SMALL LETTER ES}x " * 120]
)
def test_a_query_of_many_parts_is_not_read_once_for_each(samples: Engine, text: str) -> None:
    """Empty quotes and look-alikes are parts and words as others are: what is offered for fewer of
    them ends with the budget."""
    with patch("search.query.syntax.tokens", wraps=tokens) as read:
        asked = Searcher(samples.snapshot()).of_request()
        relaxations(answer(Query(text), asked).query, asked)
    assert read.call_count < 100


def test_a_long_value_is_no_name(samples: Engine) -> None:
    asked = Searcher(samples.snapshot()).of_request()
    typed = "tinh " * 100
    assert asked.as_meant(Query(filters={"province": (typed,)})).filters["province"] == (typed,)
    assert asked.budget is not None and list(asked.budget.left_out) == [LeftOut.VALUES]


def test_a_query_has_so_many_parts_and_no_more() -> None:
    parse_query(" ".join(["người:An"] * MAX_FIELDS))
    parse_query("tỉnh:(" + " OR ".join(f'"T{n}"' for n in range(3 * MAX_FIELDS)) + ")")
    parse_query(" OR ".join(f"t{n}" for n in range(MAX_PARTS)))
    for too_many in (
        " ".join(["người:An"] * (MAX_FIELDS + 1)),
        "(" + " OR ".join(["tỉnh:An"] * (MAX_FIELDS + 1)) + ")",
        " OR ".join(f"t{n}" for n in range(MAX_PARTS + 1)),
        " ".join('"a" ~5 "b"' for _ in range(MAX_PARTS // 2)),
        " ".join(f"-({'a OR b'})" for _ in range(MAX_PARTS)),
    ):
        with pytest.raises(TooManyPartsError):
            parse_query(too_many)


def test_so_many_values_are_looked_up(samples: Engine) -> None:
    asked = Searcher(samples.snapshot()).of_request()
    typed = tuple(f"HƯNG  YÊN{'!' * n}" for n in range(LIMITS.looked_up + 3))
    meant = asked.as_meant(Query(filters={"province": typed})).filters["province"]
    assert meant == ("Hưng Yên", *typed[LIMITS.looked_up :])
    assert asked.budget is not None and list(asked.budget.left_out) == [LeftOut.VALUES]
    page = answer(Query(filters={"province": typed}), asked)
    assert page.notices[-1].words == (LeftOut.VALUES,)


def test_a_completion_is_paid_for(samples: Engine) -> None:
    asked = Searcher(samples.snapshot()).of_request()
    assert complete("giải ng", asked)
    assert asked.budget is not None and asked.budget.left < LIMITS.steps
    asked.budget.left = 0
    assert complete("giải ngâ", asked) == ()


@pytest.mark.parametrize("typed", ["nguyen van an", "nguyn van an", "le thi chii", "tran ducbinh"])
def test_a_name_one_edit_away_is_found_without_a_walk_through_all(typed: str) -> None:
    names = FoldedNames(named_values("person", NAMES))
    assert names.named(typed) == [name for name in NAMES if folded_name(name) == typed]
    assert names.one_edit_away(typed) == [n for n in NAMES if is_one_edit(typed, folded_name(n))]


def test_how_much_of_what_is_typed_is_a_name() -> None:
    named = named_values("person", NAMES)
    assert list(named.sizes(syllables("nguyen van an phat bieu"))) == [3]
    assert list(named.sizes(syllables("nguyễn vắn an"))) == []
    assert list(named.sizes(syllables("tran"))) == []


def test_what_is_looked_for_reads_each_label_once() -> None:
    facet = COUNTED_BY_NAME["person"]
    counts = {f"{name} {number}": 1 for number in range(100) for name in NAMES}
    labels = FacetLabels(facet, counts)
    first = choices(facet, counts, (), "nguyen v", labels)
    with patch("search.facets.labels.all_syllables", side_effect=AssertionError):
        assert choices(facet, counts, (), "nguyen v", labels) == first
        assert len(choices(facet, counts, (), "trần 7 ", labels)) == 9
        assert choices(facet, counts, (), "tran xq", labels) == ()
    assert len(first) == MAX_CHOICES
    assert [one.value for one in first[:2]] == ["Nguyễn Văn An 0", "Nguyễn Văn An 1"]
