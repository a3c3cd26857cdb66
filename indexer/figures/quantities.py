"""A text in small letters → the quantities in it: numbers with their units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from indexer.lexicon import any_of, lower, rows

_GROUPED = r"\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,3})?|\d{1,3}(?:,\d{3}){2,5}"
_NUMBER = rf"(?:{_GROUPED}|\d{{1,9}}(?:[.,]\d{{1,3}})?)"
_SCALES = {"vạn": 4, "nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}
_SCALE = "(?:nghìn|ngàn|vạn|triệu|t[ỷỉ](?! (?:lệ|giá|trọng|suất|phú|số)))"
_BILLIONS = ("tỷ", "tỉ")
_DIGITS = re.compile(r"\d+")
_MANY = "count of many"
_RATE = r"(?:\s?/\s?(?:người|năm|tháng|ngày|vụ|hộ|lao động|ha|m2|km2|tấn|giờ)(?!\w)){1,3}"
BARE = "tỷ"
"""The unit of a sum that names none: "5.000 tỷ"."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """[start, end) says one number, or the two ends of a range; the unit begins at `unit_start`.

    `unit` is as a reader expects it ("nghìn tỷ đồng"), `measure` what it measures.
    """

    start: int
    end: int
    unit_start: int
    values: tuple[str, ...]
    unit: str
    measure: str


@cache
def _units() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for row in rows("units.tsv"):
        for form in [row[0], *(row[2].split(", ") if len(row) > 2 else [])]:
            found[lower(form)] = (row[0], row[1])
    return found


@cache
def _pattern() -> re.Pattern[str]:
    unit = any_of(_units())
    return re.compile(
        r"(?<![\w/.,+])(?<!\w-)(?<!\d )"
        # "năm 2018 tỷ lệ hộ nghèo"
        r"(?<!\bnăm )(?<!\btháng )(?<!\bthứ )(?<!\bquý )"
        rf"(?:(?P<part>\d{{1,4}})\s?/\s?(?P<whole>\d{{1,4}})"
        rf"|(?P<low>{_NUMBER})(?:\s?%?\s?(?:-|–|—|đến|tới)\s?(?P<high>{_NUMBER}))?)"
        # "1 nghìn 773 tỷ", "5 tỷ 300 triệu"
        rf"(?:\s?(?P<great>{_SCALE})\s(?P<more>\d{{1,3}})(?=\s?{_SCALE}))?"
        rf"\s?(?:(?P<scale>{_SCALE}(?:\s{_SCALE})?)(?!\w)\s?)?"
        rf"(?P<unit>{unit}(?![\w²])(?P<rate>{_RATE})?)?"
    )


def quantities(text: str) -> Iterator[Quantity]:
    """In their order. "1.471,5" has a decimal comma; a dot before three digits groups them."""
    end = 0
    for digits in _DIGITS.finditer(text):
        if digits.start() < end:
            continue
        match = _pattern().match(text, digits.start())
        if not match or (match["unit"] is None and (match["scale"] or "")[-2:] not in _BILLIONS):
            continue
        end = match.end()
        found = _quantity(match)
        if found.measure != _MANY or match["scale"]:
            yield found


def _quantity(match: re.Match[str]) -> Quantity:
    numbers = [match["part"] or match["low"], *([match["high"]] if match["high"] else [])]
    values = [decimal(number) for number in numbers]
    scale = (match["scale"] or "").replace("tỉ", "tỷ").replace("ngàn", "nghìn")
    scale = " ".join(scale.split())
    if match["great"]:
        values[-1], scale = _joined(values[-1], match["great"], match["more"], scale)
    if match["unit"] is None:
        unit, measure = "", "money"
    else:
        rate = re.sub(r"\s*/\s*", "/", match["rate"] or "")
        word = match["unit"].removesuffix(match["rate"] or "")
        unit, measure = _units()[word]
        unit += rate
    return Quantity(
        match.start(),
        match.end() if match["unit"] else match.end("scale"),
        match.start("scale") if match["unit"] is None else match.start("unit"),
        tuple(format(value, "f") for value in values),
        f"{scale} {unit}".strip(),
        measure,
    )


def decimal(number: str) -> Decimal:
    """A number as Vietnamese write it."""
    if number.count(",") > 1 or re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", number):
        number = number.replace("." if "." in number else ",", "")
    return _short(Decimal(number.replace(",", ".")))


def _joined(value: Decimal, great: str, more: str, scale: str) -> tuple[Decimal, str]:
    """1 nghìn 773 tỷ → 1773 tỷ; 5 tỷ 300 triệu → 5.3 tỷ."""
    first, last = _SCALES[great], _SCALES[scale.split()[0]]
    if first < last:
        return value * 10**first + int(more), scale
    total = value * 10**first + int(more) * 10**last
    return _short(total / 10**first), great.replace("tỉ", "tỷ").replace("ngàn", "nghìn")


def _short(value: Decimal) -> Decimal:
    """Without zeros at the end and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
