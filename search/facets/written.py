"""A value of a facet → the words by which a line of corrections gives it.

What they mean is read by `indexer.facets.hand_written`.
"""

from dataclasses import fields

from search.facets.registry import FACETS
from search.report import (
    DateValue,
    Facets,
    FacetValue,
    FigureValue,
    FlaggedValue,
    MeetingReport,
    PersonValue,
    PlaceValue,
)

TITLE = "title"
"""What a line names the title by, which is no facet."""
NONE = "-"
"""The value that says that there is none."""
IS, AND = " = ", "; "
"""Between a value and what it is, and between that and what else is known of it."""

_SHOWN = {facet.source for facet in FACETS}
FIELDS = (TITLE, *(field.name for field in fields(Facets) if field.name in _SHOWN))
"""What a line may correct: the title, and each field of `Facets` that a page shows."""

CORRECTABLE = tuple(f for f in FACETS if f.derive is None or f.source == f.name)
"""The facets whose values are those of a field; others are made of them, as the year of a day."""
_NAMES = {facet.source: facet.name for facet in CORRECTABLE}


def facet_name(field: str) -> str:
    """What a field of `Facets` is called where a person reads it: "person" for people."""
    return _NAMES.get(field, field)


def values_of(report: MeetingReport, field: str) -> tuple[FacetValue, ...]:
    """The values of a field of `Facets`, or the title."""
    if field == TITLE:
        return (report.title,)
    found: tuple[FacetValue, ...] = getattr(report.facets, field)
    return found


def written(value: FacetValue) -> str:
    """A value in words, on one line:

    2023-12-06/2023-12-08                            days of a meeting
    Nguyễn Văn A = chair; Chủ tịch UBND tỉnh         a person, the role, the offices
    huyện Na Rì; tỉnh Bắc Kạn                        a place, and what it is part of
    thu ngân sách = 5738,9 tỷ đồng; 2023; result     a figure, its time ("-": unknown), its kind,
                                                     and whose it is: "; province Hưng Yên"
    """
    if isinstance(value, DateValue):
        found = value.interval
    elif isinstance(value, PersonValue):
        found = value.value + IS + AND.join([value.role, *value.titles])
    elif isinstance(value, PlaceValue):
        found = AND.join(filter(None, [value.value, value.within]))
    elif isinstance(value, FigureValue):
        number = f"{value.value.replace('.', ',')} {value.unit}"
        whose = f"{value.scope or NONE} {value.scope_name}".strip()
        known = [number, value.period or NONE, value.kind, *([whose] if whose != NONE else [])]
        found = value.indicator + IS + AND.join(known)
    else:
        found = value.value
    return " ".join(found.split())


def is_written(value: FacetValue, words: str) -> bool:
    """Whether the words of a line mean a value: all of it, or what it begins with."""
    whole = written(value)
    return words in {whole, whole.partition(AND)[0], value.value} or (
        not isinstance(value, FigureValue) and words.partition(IS)[0] == value.value
    )


UNSAID = "?"
"""What stands in a line for the value that a person is to write; nobody can read it as one."""


def line_to_correct(report_id: str, about: FlaggedValue, value: FacetValue | None) -> str:
    """The line of corrections that puts another value instead of one. `value`: of the facet; where
    it has none such, the line is for all its values."""
    instead = [briefly(value)] if value else []
    return "\t".join([report_id, facet_name(about.facet), UNSAID, *instead])


def briefly(value: FacetValue) -> str:
    """A value as far as it is told from others of its facet: without what else is known of it."""
    is_figure = isinstance(value, FigureValue)
    return written(value).partition(AND)[0] if is_figure else " ".join(value.value.split())
