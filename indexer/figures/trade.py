"""An indicator and its sentence → whether it is of trade, and only of that of some goods."""

import re
from functools import cache

from indexer.figures.owners import LIST
from indexer.lexicon import lower, pattern_of


def is_traded(name: str) -> bool:
    """Whether an indicator is of trade: "kim ngạch xuất khẩu"."""
    return bool(_traded().search(lower(name)))


def is_of_goods(text: str, start: int, mention: tuple[int, int]) -> bool:
    """Whether the trade that a sentence names at [start, end) is only that of some goods: "xuất
    khẩu hàng dệt may", "Gạo là mặt hàng … với kim ngạch xuất khẩu". The sentence begins at `start`.
    """
    is_behind = _goods_behind().match(text, mention[1])
    return bool(is_behind or _are_goods().search(text, start, mention[0]))


def is_of_two_and_part(text: str) -> bool:
    """Whether a text in small letters tells what two countries trade, and that a part follows."""
    return bool(_of_two().search(text))


@cache
def _of_two() -> re.Pattern[str]:
    return pattern_of(LIST, r"(?<!\w){both}(?!\w).*[.,;] {part-of-trade}(?!\w)")


@cache
def _traded() -> re.Pattern[str]:
    return pattern_of(LIST, "{whole:traded}")


@cache
def _goods_behind() -> re.Pattern[str]:
    pattern = pattern_of(LIST, r" {goods} (?!{goods-not}(?!\w))(?=[^\W\d])").pattern
    return re.compile(pattern, re.IGNORECASE)


@cache
def _are_goods() -> re.Pattern[str]:
    pattern = pattern_of(LIST, r"(?<!\w){are} (?:\w+ ){0,3}?{goods}(?!\w)(?! {goods-not})").pattern
    return re.compile(pattern, re.IGNORECASE)
