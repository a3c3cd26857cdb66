"""What each facet is called, which values of a report it has, and what it serves for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import Any

from search.dates import DateError, PartialDate
from search.report import MeetingReport, Role
from search.text.lexicon.word_lists import entries


def _labels(name: str) -> dict[str, str]:
    rows = entries(name, Path(__file__).parent / "data")
    return {row[0]: row[1] for row in rows}


UNKNOWN = "khong-ro"
"""The facet value of reports that do not say."""

_UNKNOWN_LABEL = "Không rõ"


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet as a reader sees it: what it and its values are called, and what it serves for.

    `labels`: what its values are called, or how a value is written. `source`: the name of the
    values in `search.report.Facets` that it is made of, if they are not of its own name.
    `is_counted`: reports are filtered by its exact values. `is_offered`: they are counted in every
    answer, and offered to choose from. `is_headline`: it stands in the line below a title.
    `is_ordered_by_count` false: its values are shown in their own order. `needs_two_values`: it is
    offered only where there are two values to choose between. `has_short_names` false: whoever
    means a value says all of it.
    """

    name: str
    label: str
    values: Callable[[MeetingReport], Iterable[str]]
    labels: Mapping[str, str] | Callable[[str], str] = field(default_factory=dict)
    source: str = ""
    is_counted: bool = True
    is_offered: bool = True
    is_headline: bool = False
    is_ordered_by_count: bool = True
    needs_two_values: bool = False
    has_short_names: bool = True

    def label_of(self, value: str) -> str:
        """The value as a reader sees it."""
        if value == UNKNOWN:
            return _UNKNOWN_LABEL
        return (
            self.labels.get(value, value)
            if isinstance(self.labels, Mapping)
            else self.labels(value)
        )

    def names_of(self, value: str) -> Iterator[str]:
        """What a reader may call a value: as it is, by its label or a part of it ("Tỉnh" of "Tỉnh,
        thành phố"), a place without the word that tells its type."""
        label = self.label_of(value)
        if not self.has_short_names:  # "GDP" is not its growth
            yield label
            return
        words = label.split(" ")
        named = next((n for n, word in enumerate(words) if not word.islower()), 0)
        yield from dict.fromkeys((value, label, *label.split(", "), " ".join(words[named:])))


def _years(report: MeetingReport) -> Iterable[str]:
    return (str(PartialDate(date.year)) for date in _dates(report) if date.year is not None)


def _months(report: MeetingReport) -> Iterable[str]:
    known = (date for date in _dates(report) if date.year is not None and date.month is not None)
    return (str(PartialDate(date.year, date.month)) for date in known)


def _dates(report: MeetingReport) -> Iterator[PartialDate]:
    return (PartialDate.parse(found.value) for found in report.facets.event_date)


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


def _indicators(report: MeetingReport) -> Iterable[str]:
    return dict.fromkeys(found.indicator for found in report.facets.figures)


def _facet(name: str, label: str, found: str = "", **settings: Any) -> Facet:
    """A facet whose values are those of the same name in `search.report.Facets`, or `source`."""
    own = attrgetter(f"facets.{found or name}")

    def _values(report: MeetingReport) -> Iterable[str]:
        return (found.value for found in own(report))

    return Facet(name, label, _values, source=found or name, **settings)


MEETING, NO_MEETING = "co", "khong"
_MEETING_LABELS = {MEETING: "Có", NO_MEETING: "Không"}
_ONLINE_LABELS = {"truc-tuyen": "Trực tuyến"}

FACETS = (
    _facet("meeting_type", "Loại hội nghị", labels=_labels("meeting_types.tsv"), is_headline=True),
    _facet("variant", "Tính chất", is_offered=False),
    _facet("organiser", "Cơ quan", is_headline=True),
    _facet("branch", "Khối", labels=_labels("branches.tsv"), is_offered=False),
    _facet("level", "Cấp", labels=_labels("levels.tsv"), is_offered=False),
    _facet("province", "Tỉnh", is_headline=True),
    _facet("province_now", "Tỉnh hiện nay", is_offered=False),
    _facet("event_date", "Ngày họp", is_counted=False),
    Facet("year", "Năm", _years, is_ordered_by_count=False),
    Facet("month", "Tháng", _months, labels=_month, is_ordered_by_count=False, is_offered=False),
    _facet("session_no", "Kỳ họp, hội nghị thứ", is_offered=False),
    _facet("term", "Khóa, nhiệm kỳ", is_offered=False),
    _facet("person", "Người", found="people"),
    Facet("chair", "Chủ trì", _chairs, is_offered=False),
    _facet("online", "Hình thức", labels=_ONLINE_LABELS),
    _facet("place", "Địa danh", found="places"),
    Facet(
        "indicator",
        "Chỉ tiêu",
        _indicators,
        source="figures",
        is_offered=False,
        has_short_names=False,
    ),
    _facet("outlet", "Nguồn tin"),
    _facet("byline", "Tác giả"),
    _facet("source_url", "Địa chỉ nguồn", is_counted=False),
    _facet("page_date", "Ngày in trang", is_counted=False),
    Facet(
        "is_meeting",
        "Có cuộc họp",
        _is_meeting,
        labels=_MEETING_LABELS,
        is_ordered_by_count=False,
        needs_two_values=True,
    ),
)
"""In the order in which the page shows them."""

COUNTED = tuple(facet for facet in FACETS if facet.is_counted)
COUNTED_BY_NAME = {facet.name: facet for facet in COUNTED}
OFFERED = tuple(facet.name for facet in COUNTED if facet.is_offered)
"""The facets whose values every answer counts; of the others, those that a filter names."""


class UnknownFacetError(ValueError):
    """There is no facet of this name; `name` is what was asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(f"unknown facet {name!r}; there are: {', '.join(COUNTED_BY_NAME)}")
        self.name = name
