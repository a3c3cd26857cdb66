"""The values of facets: what is known of a report, each on what evidence.

Nothing here is computed, and nothing is imported of ours.
"""

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]
"""A half-open range [start, end) of a text, in Python's characters, not bytes: text[start:end]."""


class Status(StrEnum):
    """How a program came by a value. A value that it could only guess at is absent instead."""

    STATED = "stated"  # the words stand in the text, or the source gave it with the text
    DERIVED = "derived"  # computed from words of the text: a level from the name of an organiser
    INFERRED = "inferred"  # concluded from places, office-holders or context
    MADE = "made"  # of titles only: composed by the indexer, for the text has none
    CORRECTED = "corrected"  # a person wrote it into the file of corrections


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of one facet.

    `value`: a code such as "giao-ban", or words such as "Hưng Yên", as the facet has it.
    `evidence`: the span of `MeetingReport.text` that shows it; None if it stands nowhere there.
    """

    value: str
    status: Status
    evidence: Span | None = None


class Precision(StrEnum):
    """How much of a date is known, and so how its value is spelled."""

    DAY = "day"  # 2023-08-25
    MONTH = "month"  # 2024-12
    QUARTER = "quarter"  # 2024-Q4
    YEAR = "year"  # 2024
    DAY_WITHOUT_YEAR = "day-without-year"  # --08-25


@dataclass(frozen=True, slots=True)
class DateValue(FacetValue):
    """A date; `value` is spelled as `precision` says and `search.dates` reads it.

    `until`: the last day of a meeting that took several, as `value` is spelled; None of one day.
    `day_part`: the part of the day, if the text says: sáng, trưa, chiều, tối or đêm.
    """

    precision: Precision = Precision.DAY
    day_part: str | None = None
    until: str | None = None

    @property
    def interval(self) -> str:
        """The value, and "/" and the last day if it took several, as ISO 8601 writes them."""
        return f"{self.value}/{self.until}" if self.until else self.value


class Role(StrEnum):
    """What a person did at the meeting: the first of these that the text gives."""

    CHAIR = "chair"
    SPEAKER = "speaker"
    ATTENDEE = "attendee"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class PersonValue(FacetValue):
    """A person. `value`: the name, which `evidence` shows.

    `titles`: the offices that the text gives, as it words them; `titles_evidence`: where each of
    them stands, in the same order, None where only the source's title has it. `role_evidence`: the
    words that say what they did, "chủ trì"; None of who is only mentioned.
    """

    role: Role = Role.MENTIONED
    titles: tuple[str, ...] = ()
    titles_evidence: tuple[Span | None, ...] = ()
    role_evidence: Span | None = None


class PlaceKind(StrEnum):
    """The kind of a place."""

    PROVINCE = "tinh"  # a province or a city of that rank
    DISTRICT = "huyen"  # huyện, quận, thị xã, thành phố of a province
    COMMUNE = "xa"  # xã, phường, thị trấn
    NAMED = "khac"  # a village, river, lake, road, industrial zone ...


@dataclass(frozen=True, slots=True)
class PlaceValue(FacetValue):
    """A place; `value` is its full name with the word for its kind: "huyện Na Rì".

    `within`: the full name of the place it is part of, "tỉnh Bắc Kạn", if the text or the gazetteer
    says so.
    """

    kind: PlaceKind = PlaceKind.NAMED
    within: str | None = None


class FigureKind(StrEnum):
    """What a number says of its indicator: its modality, or a share or change of it."""

    RESULT = "result"
    ESTIMATE = "estimate"  # of a result: "ước"
    TARGET = "target"
    PLAN_SHARE = "plan-share"  # percent of what was planned
    CHANGE = "change"  # percent (or times) more or less than before


class FigureScope(StrEnum):
    """Whose a figure is."""

    COUNTRY = "country"  # Viet Nam; with another country, what both have together, as their trade
    PROVINCE = "province"  # a province or a city of that rank
    DISTRICT = "district"
    COMMUNE = "commune"
    SECTOR = "sector"
    FIRM = "firm"  # a company, a bank, a plant, a project
    ABROAD = "abroad"  # other countries, a union of some, the world


@dataclass(frozen=True, slots=True)
class FigureValue(FacetValue):
    """A number that the report states.

    `value`: a decimal number with a point, "5738.9", in `unit`, "tỷ đồng" or "%". `indicator`: what
    it measures, in the words of the text: "thu ngân sách". `period`: when, spelled as a date
    facet's value ("2023", "2023-Q3"); None if the text does not say. `is_suspicious`: it cannot be
    meant as written (a share of 900 %); it is shown all the same, as it stands, with a warning.
    `scope`: whose it is, None if nobody knows, or of something else, as a region. `scope_name`: its
    name: "Việt Nam", "Hưng Yên", "huyện Na Rì", "ngành dệt may", "Nhà máy ABC", "Trung Quốc"; ""
    if it has none.
    """

    indicator: str = ""
    unit: str = ""
    period: str | None = None
    kind: FigureKind = FigureKind.RESULT
    is_suspicious: bool = False
    scope: FigureScope | None = None
    scope_name: str = ""
