"""The words of a line of corrections → the field that they name, and the value that they mean."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from functools import cache

from indexer.article.structure import clean
from indexer.facets import places
from indexer.figures.quantities import decimal
from indexer.lexicon import lower, rows
from indexer.places.gazetteer import CITY, PROVINCE
from search.dates import DateError, PartialDate, Period, is_far_ahead, parse_typed
from search.facets.registry import FACETS
from search.facets.written import AND, CORRECTABLE, FIELDS, IS, NONE
from search.report import (
    DateValue,
    Facets,
    FacetValue,
    FigureKind,
    FigureScope,
    FigureValue,
    PersonValue,
    PlaceValue,
    Role,
    Status,
)
from search.text.lexicon.provinces import province_at
from search.text.syllable import syllables

_LIST = "correction_words.tsv"
_LONGEST, _MOST_DIGITS = 300, 3
"""Characters of a value, and digits of the number of a session."""
_BY_HAND = Status.CORRECTED
_MADE_OF = {
    **dict.fromkeys(("year", "month"), "event_date"),
    "chair": "person",
    "indicator": "figures",
    "is_meeting": "meeting_type",
}
"""What is counted of other values → what a line has to name instead."""


class BadCorrectionError(ValueError):
    """A line of corrections cannot be read; the message says why."""


@cache
def _fields() -> Mapping[str, str]:
    """What a line may call it, in small letters → the field of `Facets`, or the title."""
    named = {lower(name): field for kind, field, name in rows(_LIST) if kind == "field"}
    for facet in CORRECTABLE:
        named |= {lower(facet.label): facet.source, facet.name: facet.source}
    return named | {field: field for field in FIELDS}


def field_of(words: str) -> str:
    """The field that a line names, by its own name or the label of its facet. Raises
    BadCorrectionError."""
    name = lower(words)
    if field := _fields().get(name):
        return field
    labels = {lower(facet.label): facet.name for facet in FACETS}
    made = _MADE_OF.get(labels.get(name, name))
    if made:
        raise BadCorrectionError(f"names {words!r}, which is made of {made}: correct that")
    known = [*(facet.name for facet in CORRECTABLE), *_EXTRA]
    raise BadCorrectionError(f"names no facet in {words!r}: {', '.join(known)}")


_EXTRA = ("figures", "title")


def value_of(field: str, words: str, instead: FacetValue | None = None) -> FacetValue:
    """The value that some words mean. `instead`: the value that it takes the place of, and keeps
    what is not said again: the role of a person, the time of a figure.

    Raises BadCorrectionError.
    """
    if not any(map(str.isalnum, words)) or len(words) > _LONGEST:
        raise BadCorrectionError(f"has no value in {words[:40]!r}")
    return replace(_READERS.get(field, _plain)(field, words, instead), status=_BY_HAND)


def _plain(field: str, words: str, _: FacetValue | None) -> FacetValue:
    """Words as they are; of a facet with codes the code, by its name or its label."""
    codes = next((facet.codes for facet in FACETS if facet.source == field), {})
    if not codes:
        return FacetValue(words, _BY_HAND)
    named = {lower(name): code for code, label in codes.items() for name in (label, code)}
    if lower(words) not in named:
        raise BadCorrectionError(f"has an unknown value, {words!r}: {', '.join(codes)}")
    return FacetValue(named[lower(words)], _BY_HAND)


def _variant(field: str, words: str, _: FacetValue | None) -> FacetValue:
    known = {value for value, *_ in rows("variants.tsv")}
    if words not in known:
        raise BadCorrectionError(f"has an unknown value, {words!r}: {', '.join(sorted(known))}")
    return FacetValue(words, _BY_HAND)


def _date(field: str, words: str, _: FacetValue | None) -> DateValue:
    """2023-12-06, 6/12/2023, 2023-12, --12-06, or days as 2023-12-06/2023-12-08."""
    try:
        found = Period.parse(words)
    except DateError:
        found = Period(_one_date(words))
    first, last = found.first, found.last
    is_reversed = last and first.days and last.days and last.days.first <= first.days.first
    if is_far_ahead(first.year) or not (first.days or first.year is None) or is_reversed:
        raise BadCorrectionError(f"has a day that cannot be, {words!r}")
    return DateValue(
        str(first), _BY_HAND, precision=first.precision, until=str(last) if last else None
    )


def _one_date(words: str) -> PartialDate:
    try:
        return parse_typed(words)
    except DateError:
        reason = f"has no date in {words!r}: 2023-12-06, 6/12/2023, 2023-12, --12-06 or two with /"
        raise BadCorrectionError(reason) from None


def _province(field: str, words: str, _: FacetValue | None) -> FacetValue:
    """ "Hải Dương", "tỉnh Hải Dương", "hai duong"."""
    name = words
    for kind in (CITY, PROVINCE):
        if lower(words).startswith(f"{kind} "):
            name = words[len(kind) + 1 :]
    found = syllables(name)
    end, province = province_at(found, 0) or (0, None)
    if province is None or end < len(found):
        raise BadCorrectionError(f"has no province in {words!r}")
    return FacetValue(province.today if field == "province_now" else province.name, _BY_HAND)


def _number(field: str, words: str, _: FacetValue | None) -> FacetValue:
    if not (words.isdecimal() and len(words) <= _MOST_DIGITS and int(words)):
        raise BadCorrectionError(f"has no number in {words!r}")
    return FacetValue(str(int(words)), _BY_HAND)


def _address(field: str, words: str, _: FacetValue | None) -> FacetValue:
    if not words.startswith(("http://", "https://")):
        raise BadCorrectionError(f"has no address in {words!r}: https://...")
    return FacetValue(words, _BY_HAND)


def _person(field: str, words: str, instead: FacetValue | None) -> PersonValue:
    """ "Nguyễn Văn A", "Nguyễn Văn A = chair", "Nguyễn Văn A = chair; Chủ tịch UBND tỉnh"."""
    name, _, known = words.partition(IS)
    role, *titles = known.split(AND)
    person = PersonValue(name.strip(), _BY_HAND)
    if isinstance(instead, PersonValue):
        person = replace(instead, value=person.value, evidence=None)
    if role:
        person = replace(person, role=Role(_named("role", role, Role)), role_evidence=None)
    if titles:
        person = replace(person, titles=tuple(titles), titles_evidence=(None,) * len(titles))
    return person


def _place(field: str, words: str, instead: FacetValue | None) -> PlaceValue:
    """ "huyện Na Rì", "huyện Na Rì; tỉnh Bắc Kạn"."""
    name, _, within = words.partition(AND)
    told = (one for one in places.extract(clean(name), Facets()) if one.value == name)
    found = next(told, PlaceValue(name, _BY_HAND))
    return replace(found, within=within or found.within, evidence=None)


def _figure(field: str, words: str, instead: FacetValue | None) -> FigureValue:
    """ "thu ngân sách = 5.738,9 tỷ đồng; 2023; result"; instead of a figure "5,7 tỷ đồng" alone."""
    indicator, _, rest = words.rpartition(IS)
    number, *known = rest.split(AND)
    value, _, unit = number.partition(" ")
    figure = FigureValue(_decimal(value), _BY_HAND, indicator=indicator, unit=unit.strip())
    if isinstance(instead, FigureValue):
        own = indicator or instead.indicator
        figure = replace(instead, indicator=own, value=figure.value, unit=figure.unit)
        figure = replace(figure, is_suspicious=False)
    if not figure.indicator or not figure.unit:
        raise BadCorrectionError(f"has no figure in {words!r}: INDICATOR = NUMBER UNIT; TIME; KIND")
    if known:
        figure = replace(figure, period=None if known[0] == NONE else _period(known[0]))
    if known[1:]:
        figure = replace(figure, kind=FigureKind(_named("kind", known[1], FigureKind)))
    return _of_whom(figure, known[2]) if known[2:] else figure


def _of_whom(figure: FigureValue, words: str) -> FigureValue:
    """ "province Hưng Yên", "country", "- vùng Tây Bắc"."""
    scope, _, name = words.partition(" ")
    whose = None if scope == NONE else FigureScope(_named("scope", scope, FigureScope))
    return replace(figure, scope=whose, scope_name=name)


def _decimal(number: str) -> str:
    sign, digits = ("-", number[1:]) if number[:1] in ("-", "\N{MINUS SIGN}") else ("", number)
    with suppress(ArithmeticError, ValueError):
        return sign + format(decimal(digits), "f")
    raise BadCorrectionError(f"has no number in {number!r}")


def _period(words: str) -> str:
    with suppress(DateError):
        return str(Period.parse(words))
    return str(_one_date(words))


def _named(which: str, words: str, known: type[StrEnum]) -> str:
    """The name of a role or a kind, by itself or in Vietnamese."""
    named = {lower(said): name for own, name, said in rows(_LIST) if own == which}
    found = named.get(lower(words), words)
    if found not in set(known):
        raise BadCorrectionError(f"has no {which} in {words!r}: {', '.join(known)}")
    return found


_READERS: Mapping[str, Callable[[str, str, FacetValue | None], FacetValue]] = {
    **dict.fromkeys(("event_date", "issue_date", "page_date"), _date),
    **dict.fromkeys(("province", "province_now"), _province),
    "variant": _variant,
    "session_no": _number,
    "source_url": _address,
    "people": _person,
    "places": _place,
    "figures": _figure,
}
