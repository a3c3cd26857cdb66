"""The JSON record of the figures of an indicator: its fields, in order."""

from search.answer.json_shapes import Count
from search.report import FigureKind, FigureScope
from search.serialization import Record


class StatedFigureRecord(Record):
    """A figure as a report states it. `value`: a decimal number with a point; `scope` and
    `scope_name`: whose it is; `sentence`: the words that state it, "" if the source gave it as
    data; `report_day`: of the meeting, as far as it is known; `url`: of the passage."""

    indicator: str
    value: str
    unit: str
    period: str | None
    kind: FigureKind
    is_suspicious: bool
    scope: FigureScope | None
    scope_name: str
    sentence: str
    report: str
    report_title: str
    report_day: str | None
    organiser: str
    url: str


class FiguresRecord(Record):
    """What the reports of a query state of an indicator. `total`: figures; `reports`: that state
    it; `read`: the newest of these, whose figures are here."""

    indicator: str
    query: str
    url: str
    generation: str
    total: Count
    reports: Count
    read: Count
    figures: list[StatedFigureRecord]
