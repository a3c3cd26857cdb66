"""A number told beside another of its indicator → what it states: of before, or of the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from indexer.figures.comparisons import Compared
from indexer.figures.cues import CHANGES, Verb, figure_cues
from indexer.figures.indicators import Indicator, indicator_forms
from indexer.figures.period_forms import any_form
from indexer.figures.quantities import Quantity
from indexer.figures.readings import Reading, is_former
from indexer.figures.subjects import FigureSentence, IndicatorMention
from indexer.lexicon import lower, rows
from search.report import FigureKind

_NEXT = 12
"""Characters between a share and what it is a share of."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a quantity is of, and how.

    `mention`: where its indicator stands. `falls`: where the word stands that makes it a fall.
    `compared`: what it is, if a number before it is what the sentence is about. `is_expected`: it
    is an estimate, but a target if its time is still to come.
    """

    quantity: Quantity
    indicator: Indicator
    name: str
    kind: FigureKind
    mention: IndicatorMention
    falls: int | None = None
    compared: Compared | None = None
    is_expected: bool = False


def compared_with(reading: Reading, said: Statement | None) -> Statement | None:
    """What a number is that the one before it is compared with: "(cùng kỳ tăng 4%)"."""
    quantity, verb = reading.quantity, reading.link.verb
    if said is None or quantity.measure != said.quantity.measure:
        return None
    kind = FigureKind.TARGET
    if reading.link.compared is Compared.BEFORE:
        is_change = verb in CHANGES or said.kind is FigureKind.CHANGE
        kind = FigureKind.CHANGE if is_change else FigureKind.RESULT
    falls = reading.link.start if verb is Verb.FALLS else None
    return Statement(
        quantity,
        said.indicator,
        said.name,
        kind,
        said.mention,
        falls,
        compared=reading.link.compared,
    )


def risen_from(reading: Reading) -> Statement | None:
    """What an indicator was: "từ 8% năm 2015 xuống còn 5%"."""
    if not is_former(reading) or not reading.is_start:
        return None
    quantity = reading.quantity
    entry = next((e for e in reading.mention.entries if quantity.measure in _levels(e)), None)
    name = entry and reading.sentence.name(reading.mention, entry)
    if not entry or not name or (name == entry.name and "named" in entry.where):
        return None
    kind = FigureKind.RESULT
    return Statement(quantity, entry, name, kind, reading.mention, compared=Compared.FORMER)


def _levels(entry: Indicator) -> frozenset[str]:
    """What its levels are measured in."""
    more = {"share"} if "percent" in entry.measures else set()
    more |= {"ratio"} if "money" in entry.measures else set()
    return frozenset() if "change" in entry.where else entry.measures | more


def same_of_another(
    sentence: FigureSentence, quantity: Quantity, said: Statement | None, next_mention: int | None
) -> Statement | None:
    """What a number says of the indicator that goes with that of the number before it: "còn 3.000
    hộ nghèo, chiếm 2%"; `next_mention`: where the next indicator begins."""
    if said is None or said.kind in (FigureKind.CHANGE, FigureKind.PLAN_SHARE) or said.compared:
        return None
    pair = _pairs().get((said.indicator.name, _measured(quantity)))
    last = max(said.quantity.end, said.mention.end)
    if pair is None or not figure_cues().pair_before.match(sentence.text[last : quantity.start]):
        return None
    if next_mention is not None and next_mention - quantity.end <= _NEXT:
        return None  # "chiếm 20% số hộ nghèo" of more places
    return Statement(
        quantity, pair, pair.name, said.kind, said.mention, is_expected=said.is_expected
    )


def is_amount_again(reading: Reading, said: Statement | None) -> bool:
    """Whether it only says again how much more or less it was: "tăng 7%, tương ứng 204 tỷ"."""
    if reading.is_rate or not said or said.kind is not FigureKind.CHANGE:
        return False
    gap = reading.sentence.text[reading.last : reading.quantity.start]
    return said.mention == reading.mention and bool(figure_cues().amount.match(gap))


def goes_on(sentence: FigureSentence, quantity: Quantity, before: Statement) -> bool:
    """Whether a sentence begins with a time, or "con số này", and says nothing of what its first
    number is: it is of what alone the sentence before spoke of."""
    text, cues = sentence.text, figure_cues()
    lead = cues.going_on.match(text, sentence.start)
    at = lead.end() if lead else sentence.start
    this = cues.pronoun.match(text, at)
    begin = this or any_form().match(text, at)
    if begin is None or begin.end() > quantity.start:
        return False
    is_same = quantity.measure == before.quantity.measure or (this and quantity.measure == "share")
    return bool(is_same) and bool(cues.verb.search(text, begin.end(), quantity.start))


def only_of_one(found: Sequence[Statement]) -> Statement | None:
    """The last of them, if they are all of one indicator."""
    return found[-1] if found and len({one.name for one in found}) == 1 else None


def _measured(quantity: Quantity) -> str:
    return "" if quantity.measure == "share" else quantity.counted


@cache
def _pairs() -> dict[tuple[str, str], Indicator]:
    """An indicator, and the unit of another number ("" of a share) → the indicator of that one."""
    found: dict[tuple[str, str], Indicator] = {}
    for count, unit, share in rows("indicator_pairs.tsv"):
        found[count, ""] = _entry(share)
        found[share, unit] = _entry(count)
    return found


def _entry(name: str) -> Indicator:
    return next(one for one in indicator_forms()[lower(name)] if not one.where)
