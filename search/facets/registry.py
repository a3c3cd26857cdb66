"""A report → its values of each facet; and what each facet is called, and how it is used."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from search.dates import DateError, PartialDate, Period
from search.facets.bodies import counted_body, names_of_body
from search.facets.indicator_groups import group_called, value_of
from search.report import MeetingReport, Role
from search.text.lexicon.word_lists import entries

UNKNOWN = "khong-ro"
"""The value of a counted facet of which a report has none."""

_YEAR_MONTHS = 12
_UNKNOWN_LABEL = "Không rõ"

MEETING, NO_MEETING = "co", "khong"
"""The values of `is_meeting`."""


class Use(Enum):
    """How far a facet is used; each use includes the ones before."""

    SHOWN = 1  # its values stand with the report
    COUNTED = 2  # reports are filtered by its exact values, which are counted on request
    OFFERED = 3  # its values are counted in every answer, and offered to choose from


class ValueOrder(Enum):
    """The order in which the values of a facet are offered."""

    BY_COUNT = "by-count"  # most reports first, then by label
    BY_LABEL_DESCENDING = "by-label-descending"  # "2024" before "2023"


def _label_of(name: str) -> dict[str, str]:
    """A word list → value or name → label."""
    return {row[0]: row[1] for row in entries(name, Path(__file__).parent / "data")}


_LABELS = _label_of("facets.tsv")


def names_in_part(value: str, label: str) -> Iterable[str]:
    """A value as it is, its label, a part of that, and a place without the word for its kind.

    "Tỉnh, thành phố" may be called "Tỉnh" too, and "huyện Na Rì" "Na Rì".
    """
    if value == label and value[:1].isupper() and ", " not in value:
        return (value,)  # as most are, people above all: an index has thousands
    words = label.split(" ")
    named = next((n for n, word in enumerate(words) if not word.islower()), 0)
    return dict.fromkeys((value, label, *label.split(", "), " ".join(words[named:])))


def number_in_part(value: str, label: str) -> Iterator[str]:
    """The number of a paper, also without what its letters say: "30/2020" of "30/2020/NĐ-CP"."""
    lead = re.match(r"\d+\w?(?:/\d{4})?(?=[-/])", value)
    yield from dict.fromkeys((value, label, *([lead.group()] if lead else [])))


def only_itself(value: str) -> tuple[str, ...]:
    """A value that no other one says the same as."""
    return (value,)


def _as_counted(indicator: str) -> tuple[str, ...]:
    return (value_of(indicator),)


def name_in_full(value: str, label: str) -> Iterator[str]:
    """The label, and what all of its group are called: "tăng trưởng kinh tế" is "tốc độ tăng trưởng
    GDP", "GDP" is not."""
    group = group_called(value)
    yield from dict.fromkeys((label, *group.names, *group.indicators))


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet of a report.

    `derive`: report → its values; None: they are the ones that extraction found. `found_as`: the
    field of `search.report.Facets` they are in or derived from, if it has another name.
    `least_choices`: it is offered where there are at least so many values to choose from. `codes`:
    each value that there can be → its label; empty where values are words. `write`: value → how a
    reader sees it where it is no code. `naming`: value, label → what a reader may call it.
    `counted_as`: a value that extraction found → the one that it is counted and filtered by.
    `alike`: value → those that a filter by it asks for, itself among them.
    """

    name: str
    derive: Callable[[MeetingReport], Iterable[str]] | None = None
    found_as: str = ""
    use: Use = Use.OFFERED
    order: ValueOrder = ValueOrder.BY_COUNT
    least_choices: int = 1
    codes: Mapping[str, str] = field(default_factory=dict, compare=False)
    write: Callable[[str], str] = str
    counted_as: Callable[[str], str] = str
    naming: Callable[[str, str], Iterable[str]] = names_in_part
    alike: Callable[[str], tuple[str, ...]] = only_itself

    @property
    def label(self) -> str:
        """What a reader calls the facet, from `facets.tsv`."""
        return _LABELS[self.name]

    @property
    def source(self) -> str:
        """The field of `search.report.Facets` that its values come from; "" if it is not of one."""
        return self.found_as or ("" if self.derive else self.name)

    @property
    def is_counted(self) -> bool:
        """Whether reports can be filtered by its values."""
        return self.use is not Use.SHOWN

    @property
    def is_offered(self) -> bool:
        """Whether its values are counted in every answer, and offered to choose from."""
        return self.use is Use.OFFERED

    def values(self, report: MeetingReport) -> Iterable[str]:
        """The values of a report, in the order of the text; one may come twice."""
        if self.derive is not None:
            return self.derive(report)
        return (self.counted_as(found.value) for found in getattr(report.facets, self.source))

    def label_of(self, value: str) -> str:
        """A value as a reader sees it."""
        if value == UNKNOWN:
            return _UNKNOWN_LABEL
        return self.codes.get(value) or self.write(value)

    def names_of(self, value: str) -> Iterable[str]:
        """What a reader may call a value."""
        return self.naming(value, self.label_of(value))


def _years(report: MeetingReport) -> Iterable[str]:
    months = (month for period in _periods(report) for month in period.months)
    return dict.fromkeys(str(PartialDate(month // _YEAR_MONTHS)) for month in months)


def _months(report: MeetingReport) -> Iterable[str]:
    known = (period for period in _periods(report) if period.first.month is not None)
    months = (month for period in known for month in period.months)
    return (str(PartialDate(month // _YEAR_MONTHS, month % _YEAR_MONTHS + 1)) for month in months)


def _periods(report: MeetingReport) -> Iterator[Period]:
    """The time of each date of a report; of a meeting of several days, the first to the last."""
    for found in report.dates:
        last = PartialDate.parse(found.until) if found.until else None
        yield Period(PartialDate.parse(found.value), last)


def _month(value: str) -> str:
    """2023-08 as 8/2023; what is no month, as a filter may be, as it stands."""
    try:
        return PartialDate.parse(value).written
    except DateError:
        return value


def _is_meeting(report: MeetingReport) -> Iterable[str]:
    return [MEETING if report.is_meeting else NO_MEETING]


def _chairs(report: MeetingReport) -> Iterable[str]:
    return (found.value for found in report.facets.people if found.role is Role.CHAIR)


def _flags(report: MeetingReport) -> Iterable[str]:
    return report.flags


def _indicators(report: MeetingReport) -> Iterable[str]:
    return dict.fromkeys(value_of(found.indicator) for found in report.facets.figures)


_LATEST_FIRST = ValueOrder.BY_LABEL_DESCENDING

FACETS = (
    Facet("meeting_type", codes=_label_of("meeting_types.tsv")),
    Facet("variant", use=Use.COUNTED),
    Facet("organiser", counted_as=counted_body, naming=names_of_body),
    Facet("participants", counted_as=counted_body, naming=names_of_body),
    Facet("branch", use=Use.COUNTED, codes=_label_of("branches.tsv")),
    Facet("level", use=Use.COUNTED, codes=_label_of("levels.tsv")),
    Facet("province"),
    Facet("province_now", use=Use.COUNTED),
    Facet("event_date", use=Use.SHOWN),
    Facet("purpose", use=Use.SHOWN),
    Facet("year", _years, order=_LATEST_FIRST),
    Facet("month", _months, use=Use.COUNTED, order=_LATEST_FIRST, write=_month),
    Facet("session_no", use=Use.COUNTED),
    Facet("term", use=Use.COUNTED),
    Facet("person", found_as="people"),
    Facet("chair", _chairs, use=Use.COUNTED),
    Facet("online", codes=_label_of("online.tsv")),
    Facet("place", found_as="places"),
    Facet(
        "indicator",
        _indicators,
        found_as="figures",
        use=Use.COUNTED,
        naming=name_in_full,
        alike=_as_counted,
    ),
    Facet("outlet"),
    Facet("byline"),
    Facet("document_no", use=Use.COUNTED, naming=number_in_part),
    Facet("issuer", use=Use.COUNTED),
    Facet("issue_date", use=Use.SHOWN),
    Facet("issue_place", use=Use.SHOWN),
    Facet("source_url", use=Use.SHOWN),
    Facet("page_date", use=Use.SHOWN),
    Facet(
        "is_meeting",
        _is_meeting,
        order=ValueOrder.BY_LABEL_DESCENDING,
        least_choices=2,
        codes=_label_of("is_meeting.tsv"),
    ),
    Facet("flag", _flags, use=Use.COUNTED, codes=_label_of("flags.tsv")),
)
"""In the order in which the page shows them."""

BODIES = tuple(facet.name for facet in FACETS if facet.naming is names_of_body)
"""The facets whose values are bodies, which a reader may name without their place."""

HEADLINES = tuple(f for f in FACETS if f.name in ("meeting_type", "organiser", "province"))
"""The facets that stand in the line below a title."""

COUNTED = tuple(facet for facet in FACETS if facet.is_counted)
COUNTED_BY_NAME = {facet.name: facet for facet in COUNTED}
OFFERED = tuple(facet.name for facet in COUNTED if facet.is_offered)
"""The facets whose values every answer counts; of the others, those that a filter names."""


class UnknownFacetError(ValueError):
    """There is no counted facet of this name; `name` is what was asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(f"unknown facet {name!r}; there are: {', '.join(COUNTED_BY_NAME)}")
        self.name = name
