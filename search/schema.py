"""MeetingReport → IndexEntry: the fields, their weights, the facets, and the fingerprint."""

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from search.dates import DateError, parse_range
from search.model import DateRange, MeetingReport, Part, Status, StoredReport
from search.record import encode
from search.text.analyze import Analysis, analyze, positions


@dataclass(frozen=True, slots=True)
class TextField:
    """A field that words are looked up in. `weight` and `b` are those of BM25F."""

    name: str
    parts: frozenset[Part]
    weight: float
    b: float


FIELDS = (
    TextField("title", frozenset({Part.TITLE}), weight=3.0, b=0.5),
    TextField("body", frozenset({Part.BODY}), weight=1.0, b=0.75),
    TextField("caption", frozenset({Part.CAPTION}), weight=0.5, b=0.5),
    TextField("byline", frozenset({Part.BYLINE}), weight=0.5, b=0.5),
)
"""A part that stands in no field (a machine's prefix, a repeated caption) is not searched."""


def _labels(name: str) -> dict[str, str]:
    path = Path(__file__).parent / "data" / name
    lines = path.read_text("utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


UNKNOWN = "khong-ro"
"""The facet value of reports that do not say."""

_UNKNOWN_LABEL = "Không rõ"


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet that reports are counted and filtered by, as exact values.

    `values` are in their own order for a facet that is ordered by value (`by_count` false).
    """

    name: str
    label: str
    values: Callable[[MeetingReport], Iterable[str]]
    labels: Mapping[str, str] = field(default_factory=dict)
    by_count: bool = True

    def label_of(self, value: str) -> str:
        """The value as a reader sees it."""
        return _UNKNOWN_LABEL if value == UNKNOWN else self.labels.get(value, value)


def _of(name: str) -> Callable[[MeetingReport], Iterable[str]]:
    return lambda report: (found.value for found in getattr(report.facets, name))


def _years(report: MeetingReport) -> Iterable[str]:
    return (found.value[:4] for found in report.facets.event_date if found.value[0] != "-")


FACETS = (
    Facet("meeting_type", "Loại hội nghị", _of("meeting_type"), _labels("meeting_types.tsv")),
    Facet("organiser", "Cơ quan", _of("organiser")),
    Facet("province", "Tỉnh", _of("province")),
    Facet("year", "Năm", _years, by_count=False),
    Facet("people", "Người", _of("people")),
    Facet("outlet", "Nguồn tin", _of("outlet")),
)
"""In the order in which the page shows them."""

FACETS_BY_NAME = {facet.name: facet for facet in FACETS}


class UnknownFacetError(ValueError):
    """There is no facet of this name; `name` is what was asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(f"unknown facet {name!r}; there are: {', '.join(FACETS_BY_NAME)}")
        self.name = name


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What an engine is given of a report: ready terms, exact values, and bytes to keep.

    `terms`: field → term → positions, ascending. `lengths`: field → syllables.
    `facets`: facet → values, never empty (see UNKNOWN). `origins`: where the report was read.
    `digest`: of what was read. `stored`: a StoredReport as `search.record.encode` gives it.
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
    analyses: defaultdict[Part, list[Analysis]] = defaultdict(list)
    joins: list[int] = []
    for passage in report.passages:
        start, end = passage.span
        analysis = analyze(report.text[start:end])
        analyses[passage.part].append(analysis)
        joins.extend(sorted(start + join for join in analysis.joins))
    if report.title.status is Status.MADE:
        analyses[Part.TITLE].append(analyze(report.title.value))
    found = {
        f.name: positions(a for part in Part if part in f.parts for a in analyses[part])
        for f in FIELDS
    }
    return IndexEntry(
        id=report.id,
        digest=digest,
        origins=tuple(origins),
        terms={name: terms for name, (terms, _) in found.items()},
        lengths={name: length for name, (_, length) in found.items()},
        facets={
            facet.name: tuple(dict.fromkeys(facet.values(report))) or (UNKNOWN,) for facet in FACETS
        },
        dates=_dates(report),
        stored=encode(StoredReport(report, tuple(joins))),
    )


def _dates(report: MeetingReport) -> DateRange | None:
    for found in report.facets.event_date:
        try:
            return parse_range(found.value)
        except DateError:
            continue  # a day without a year is no place in time
    return None


@cache
def fingerprint() -> str:
    """Of everything that decides which terms an index holds; another one means: rebuild.

    Covers this file, the model, the text chain with its word lists, pyvi and Unicode.
    """
    here = Path(__file__).parent
    digest = hashlib.sha256(f"{version('pyvi')} {unicodedata.unidata_version}".encode())
    sources = [here / "schema.py", here / "model.py", here / "dates.py"]
    for folder in (here / "text", here / "data"):
        sources += [path for path in folder.rglob("*") if path.suffix in {".py", ".tsv", ".txt"}]
    for path in sorted(sources):
        digest.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
