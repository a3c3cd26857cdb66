"""An indicator and its sentence → whether it is of trade, and only of that of some goods."""

import re
from functools import cache

from indexer.lexicon import UPPER, lower, pattern_of

_LIST = "scope_words.tsv"


def is_traded(name: str) -> bool:
    """Whether an indicator is of trade: "kim ngạch xuất khẩu"."""
    return bool(_traded().search(lower(name)))


def is_of_goods(text: str, start: int, mention: tuple[int, int], number: int) -> bool:
    """Whether the trade that a sentence names at [start, end) is only that of some goods: "xuất
    khẩu hàng dệt may", "Gạo là mặt hàng … với kim ngạch xuất khẩu"; or that with somebody. The
    sentence begins at `start`, its number at `number`.
    """
    is_behind = _goods_behind().match(text, mention[1])
    is_to_one = _to_somebody().search(text, mention[1], number)
    return bool(is_behind or is_to_one or _are_goods().search(text, start, mention[0]))


def goods_behind(text: str, start: int) -> str:
    """The goods that stand behind an indicator of trade: "hàng dệt may"; "" if none do."""
    found = _goods_named().match(text, start)
    return found.group().strip() if found else ""


def goods_of(name: str) -> str:
    """The goods in the name of an indicator: "thủy sản" of "xuất khẩu thủy sản"; "" if it has
    none."""
    found = _traded().search(lower(name))
    return name[found.end() :].strip() if found else ""


@cache
def _goods_named() -> re.Pattern[str]:
    word = r" (?!{goods-not}(?!\w))[^\W\d]+"
    return re.compile(pattern_of(_LIST, rf" {{goods}}(?:{word}){{1,5}}").pattern, re.IGNORECASE)


@cache
def _to_somebody() -> re.Pattern[str]:
    return pattern_of(_LIST, rf"(?<!\w){{goes-to}} (?:{{market-of}} )?[{UPPER}]")


def is_of_two_and_part(text: str) -> bool:
    """Whether a text in small letters tells what two countries trade, and that a part follows."""
    return any(_has_two_and_part(line) for line in text.split("\n"))


def _has_two_and_part(line: str) -> bool:
    two = _both().search(line)
    return bool(two and _part_behind().search(line, two.end()))


@cache
def _both() -> re.Pattern[str]:
    return pattern_of(_LIST, "{whole:both}")


@cache
def _part_behind() -> re.Pattern[str]:
    return pattern_of(_LIST, r"[.,;] {part-of-trade}(?!\w)")


@cache
def _traded() -> re.Pattern[str]:
    return pattern_of(_LIST, "{whole:traded}")


@cache
def _goods_behind() -> re.Pattern[str]:
    pattern = pattern_of(_LIST, r" {goods} (?!{goods-not}(?!\w))(?=[^\W\d])").pattern
    return re.compile(pattern, re.IGNORECASE)


@cache
def _are_goods() -> re.Pattern[str]:
    pattern = pattern_of(_LIST, r"(?<!\w){are} (?:\w+ ){0,3}?{goods}(?!\w)").pattern
    return re.compile(pattern, re.IGNORECASE)
