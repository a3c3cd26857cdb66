"""MeetingReport → IndexEntry: the fields, their weights, and the facets."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from pathlib import Path
from typing import Any

from search.dates import DateError, parse_range
from search.report import DateRange, MeetingReport, PassageKind, Role, Status, StoredReport
from search.serialization import pack
from search.text.analyze import Analysis, analyze, field_terms, to_bitmap
from search.text.lexicon.word_lists import entries


@dataclass(frozen=True, slots=True)
class TextField:
    """A field that terms are looked up in. `weight` and `b` are those of BM25F.

    Its terms are the syllables of some passages of a report, each at its position; or the words of
    two syllables and more, of which it is only known how often they are there.
    """

    name: str
    weight: float
    b: float
    has_positions: bool = True


_TEXTS = (
    TextField("title", weight=2.0, b=0.5),
    TextField("lead", weight=2.0, b=0.3),
    TextField("body", weight=1.0, b=0.75),
    TextField("caption", weight=0.5, b=0.5),
    TextField("byline", weight=0.5, b=0.5),
)
SEARCHED_KINDS = frozenset(
    {PassageKind.TITLE, PassageKind.BODY, PassageKind.CAPTION, PassageKind.BYLINE}
)
"""A part that stands in no field (a machine's prefix, a repeated caption) is not searched."""
LEAD_SYLLABLES, LEAD_SHARE = 15, 0.2
"""The first passages of a body that have so many syllables are its lead, which says in short what
a report is about, unless they are more than such a share of it."""


def words_field(text: TextField) -> str:
    """The name of the field of the words of a text."""
    return f"{text.name}_words"


FIELDS = (
    *_TEXTS,
    *(replace(text, name=words_field(text), has_positions=False) for text in _TEXTS),
)
FIELDS_BY_NAME = {field.name: field for field in FIELDS}
SYLLABLE_FIELDS = tuple(field.name for field in FIELDS if field.has_positions)
WORD_FIELDS = tuple(field.name for field in FIELDS if not field.has_positions)


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
    return (found.value[:4] for found in report.facets.event_date if found.value[0] != "-")


def _months(report: MeetingReport) -> Iterable[str]:
    dates = (found.value for found in report.facets.event_date)
    return (value[:7] for value in dates if value[:1] != "-" and value[5:7].isdigit())


def _month(value: str) -> str:
    """2023-08 as 8/2023; what is no month, as a filter may be, as it stands."""
    year, _, month = value.partition("-")
    return f"{int(month)}/{year}" if month.isdecimal() else value


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


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What an engine is given of a report: ready terms, exact values, and bytes to keep.

    `terms`: field → term → positions, ascending. `lengths`: field → syllables of its text.
    `facets`: facet → values, never empty (see UNKNOWN). `origins`: where the report was read.
    `digest`: of what was read. `stored`: a StoredReport as `search.serialization.pack` gives it.
    """

    id: str
    digest: str
    origins: tuple[str, ...]
    terms: Mapping[str, Mapping[str, list[int]]]
    lengths: Mapping[str, int]
    facets: Mapping[str, tuple[str, ...]]
    dates: DateRange | None
    stored: bytes


def index_entry(report: MeetingReport, digest: str, origins: Iterable[str]) -> IndexEntry:
    """The entry of a report: each passage segmented, each facet as its exact values."""
    analyses: defaultdict[PassageKind, list[Analysis]] = defaultdict(list)
    joins: list[int] = []
    for passage in report.passages:
        start, end = passage.span
        analysis = analyze(report.text[start:end])
        analyses[passage.kind].append(analysis)
        joins.extend([start + join for join in analysis.word_joins])
    if report.title.evidence is None and report.title.status is Status.STATED:
        analyses[PassageKind.TITLE].append(analyze(report.title.value))  # the source gave it
    terms: dict[str, Mapping[str, list[int]]] = {}
    lengths: dict[str, int] = {}
    for text, own in zip(_TEXTS, _by_field(analyses), strict=True):
        found = field_terms(own)
        terms |= {text.name: found.syllables, words_field(text): found.words}
        lengths |= {text.name: found.length, words_field(text): found.length}
    return IndexEntry(
        id=report.id,
        digest=digest,
        origins=tuple(origins),
        terms=terms,
        lengths=lengths,
        facets={
            facet.name: tuple(dict.fromkeys(facet.values(report))) or (UNKNOWN,)
            for facet in COUNTED
        },
        dates=meeting_days(report),
        stored=pack(StoredReport(report, to_bitmap(joins))),
    )


def _by_field(analyses: Mapping[PassageKind, list[Analysis]]) -> Iterator[list[Analysis]]:
    """The passages of each text field, in the order of the fields."""
    body = analyses[PassageKind.BODY]
    lead = _lead([len(analysis.syllables) for analysis in body])
    yield analyses[PassageKind.TITLE]
    yield body[:lead]
    yield body[lead:]
    yield analyses[PassageKind.CAPTION]
    yield analyses[PassageKind.BYLINE]


def _lead(lengths: Sequence[int]) -> int:
    """How many passages of a body are its lead, if they have so many syllables each."""
    so_far = 0
    for number, length in enumerate(lengths, 1):
        so_far += length
        if so_far >= LEAD_SYLLABLES:
            return number if so_far <= LEAD_SHARE * sum(lengths) else 0
    return 0


def meeting_days(report: MeetingReport) -> DateRange | None:
    """The days of a report's meeting, as far as they are known."""
    for found in report.facets.event_date:
        try:
            return parse_range(found.value)
        except DateError:
            continue  # a day without a year is no place in time
    return None
