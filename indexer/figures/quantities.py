"""A text in small letters → its numbers with their units (`units.tsv`, `scales.tsv`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from indexer.figures.cues import LIST
from indexer.lexicon import any_cue, any_of, cues, lower, rows

_GROUPED = r"\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,3})?|\d{1,3}(?:,\d{3}){2,5}"
_NUMBER = rf"(?:{_GROUPED}|\d{{1,9}}(?:[.,]\d{{1,3}})?)"
_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_ROUND = re.compile(r"[1-9]\d{0,2},\d{2}0")
"""Thousands: a decimal is not written with a zero at its end."""
_NONE = "-"
_DIGITS = re.compile(r"\d+")
_MANY = "count of many"
_THOUSANDS = re.compile(
    r"(?<![\w/.,+-])(?<!\d )(\d{1,3}(?:\.\d{3})+)(?:\s?[-–]\s?(\d{1,3}(?:\.\d{3})+))?"
    r"(?=[.,;)](?:\s|$)|$)"
)
_RANK = re.compile(r"(\d{1,3})(?:/\d{2,3})?(?![\w/.,]*\d)")
_PLACE = "hạng"
_THOUSAND, _MANY_OF_ALL = 1000, 5000


@dataclass(frozen=True, slots=True)
class Quantity:
    """[start, end) says one number, or the two ends of a range; the unit begins at `unit_start`.

    `unit` is as a reader expects it ("nghìn tỷ đồng"), `measure` what it measures.
    `implied_currency`: of a sum that names none ("5.000 tỷ"), else "".
    """

    start: int
    end: int
    unit_start: int
    values: tuple[str, ...]
    unit: str
    measure: str
    implied_currency: str = ""

    @property
    def is_bare(self) -> bool:
        """Whether it has no unit: a rank, or a number of what only the words before it name."""
        return (self.measure == "rank" and self.unit_start == self.start) or not self.unit

    @property
    def counted(self) -> str:
        """The unit without what it is a multiple of: of "nghìn doanh nghiệp", "doanh nghiệp"."""
        words = self.unit.split(" ")
        while len(words) > 1 and words[0] in _shown():
            words = words[1:]
        return " ".join(words)

    @property
    def is_many(self) -> bool:
        """Whether it is of thousands at least."""
        return self.counted != self.unit or float(self.values[-1]) >= _THOUSAND

    @property
    def is_great(self) -> bool:
        """Whether it is of many thousands: then it counts them as a whole."""
        return self.counted != self.unit or float(self.values[-1]) >= _MANY_OF_ALL


@dataclass(frozen=True, slots=True)
class _Scale:
    """An entry of scales.tsv."""

    power: int
    shown: str
    currency: str


@cache
def _scales() -> dict[str, _Scale]:
    return {
        word: _Scale(int(power), shown, "" if currency == _NONE else currency)
        for word, power, shown, currency, _ in rows("scales.tsv")
    }


@cache
def _shown() -> frozenset[str]:
    return frozenset(scale.shown for scale in _scales().values())


@cache
def _scale() -> str:
    """A pattern for one scale, that is no part of another word: "tỷ" but not "tỷ lệ"."""
    words = (
        re.escape(word) + ("" if others == _NONE else rf"(?! {any_of(others.split(', '))})")
        for word, _, _, _, others in rows("scales.tsv")
    )
    return f"(?:{'|'.join(words)})"


@cache
def _units() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for row in rows("units.tsv"):
        for form in [row[0], *(row[2].split(", ") if len(row) > 2 else [])]:
            found[lower(form)] = (row[0], row[1])
    return found


@cache
def _pattern() -> re.Pattern[str]:
    unit, scale, to = any_of(_units()), _scale(), any_cue("date_words.tsv", "to")
    # "năm 2018 tỷ lệ hộ nghèo"
    no_ordinal = "".join(rf"(?<!\b{word} )" for word in cues(LIST, "ordinal"))
    whole_year = any_cue("date_words.tsv", "whole-year")
    no_ordinal = rf"(?:{no_ordinal}|(?=\d{{1,3}}\.\d{{3}}\b)|(?<=\b{whole_year} ))"
    rate = rf"(?:\s?/\s?{any_of(cues(LIST, 'per'))}(?!\w)){{1,3}}"
    return re.compile(
        rf"(?<![\w/.,+])(?<!\w-)(?<!\d ){no_ordinal}"
        rf"(?:(?P<part>\d{{1,4}})\s?/\s?(?P<whole>\d{{1,4}})"
        rf"|(?P<low>{_NUMBER})(?:\s?%?\s?(?:-|–|—|{to})\s?(?P<high>{_NUMBER}))?)"
        # "1 nghìn 773 tỷ", "5 tỷ 300 triệu"
        rf"(?:\s?(?P<great>{scale})\s(?P<more>\d{{1,3}})(?=\s?{scale}))?"
        rf"\s?(?:(?P<scale>{scale}(?:\s{scale})?)(?!\w)\s?)?"
        rf"(?P<unit>{unit}(?![\w²])(?P<rate>{rate})?)?"
    )


def quantities(text: str) -> Iterator[Quantity]:
    """In their order. "1.471,5" has a decimal comma; a dot before three digits groups them."""
    end = 0
    for digits in _DIGITS.finditer(text):
        if digits.start() < end:
            continue
        match = _pattern().match(text, digits.start())
        if not match or (match["unit"] is None and not _currency(match["scale"])):
            if bare := _bare(text, digits.start()):
                end = bare.end
                yield bare
            continue
        end = match.end()
        found = _quantity(match)
        if found.measure != _MANY or found.is_many:
            yield found


def _bare(text: str, start: int) -> Quantity | None:
    """The number at a place if it has no unit: a rank ("xếp thứ 14/63"), or thousands at the end of
    a clause."""
    if match := _THOUSANDS.match(text, start):
        values = tuple(format(decimal(one), "f") for one in match.groups() if one)
        return Quantity(start, match.end(), match.end(), values, "", "count")
    rank = _RANK.match(text, start) if text.endswith(_ranks(), 0, start) else None
    if rank:
        return Quantity(start, rank.end(), start, (str(int(rank[1])),), _PLACE, "rank")
    return None


@cache
def _ranks() -> tuple[str, ...]:
    """How the text before a rank ends."""
    return tuple(f"{word} " for word in cues(LIST, "rank"))


def _currency(scale: str | None) -> str:
    """The currency of a sum that names none, by the last word of its scale."""
    return _scales()[scale.split()[-1]].currency if scale else ""


def _quantity(match: re.Match[str]) -> Quantity:
    numbers = [match["part"] or match["low"], *([match["high"]] if match["high"] else [])]
    values = [decimal(number) for number in numbers]
    scale = " ".join(_scales()[word].shown for word in (match["scale"] or "").split())
    if match["great"]:
        values[-1], scale = _joined(values[-1], match["great"], match["more"], scale)
    unit, measure = _unit(match)
    return Quantity(
        match.start(),
        match.end() if match["unit"] else match.end("scale"),
        match.start("scale") if match["unit"] is None else match.start("unit"),
        tuple(format(value, "f") for value in values),
        f"{scale} {unit}".strip(),
        measure,
        "" if match["unit"] else _currency(scale),
    )


def unit_of(words: str) -> str:
    """The unit of counts that an indicator names: of "số hộ nghèo", "hộ"; "" if none."""
    return max((u for u in _counts() if f" {u} " in f" {words} "), key=len, default="")


@cache
def _counts() -> frozenset[str]:
    return frozenset(unit for unit, measure in _units().values() if measure == "count")


def _unit(match: re.Match[str]) -> tuple[str, str]:
    """The unit, without its scale, and what it measures; a sum may name none."""
    if match["unit"] is None:
        return "", "money"
    rate = match["rate"] or ""
    unit, measure = _units()[match["unit"].removesuffix(rate)]
    return unit + re.sub(r"\s*/\s*", "/", rate), measure


def decimal(number: str) -> Decimal:
    """A number as Vietnamese write it."""
    is_grouped = number.count(",") > 1 or _GROUPS.fullmatch(number)
    if is_grouped or _ROUND.fullmatch(number):
        number = number.replace("." if "." in number else ",", "")
    return _short(Decimal(number.replace(",", ".")))


def _joined(value: Decimal, great: str, more: str, scale: str) -> tuple[Decimal, str]:
    """1 nghìn 773 tỷ → 1773 tỷ; 5 tỷ 300 triệu → 5.3 tỷ."""
    first, last = _scales()[great].power, _scales()[scale.split()[0]].power
    if first < last:
        return value * 10**first + int(more), scale
    total = value * 10**first + int(more) * 10**last
    return _short(total / 10**first), _scales()[great].shown


def _short(value: Decimal) -> Decimal:
    """Without zeros at the end and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
