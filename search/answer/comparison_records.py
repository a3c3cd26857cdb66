"""Two reports side by side → the JSON record of their comparison."""

from collections.abc import Callable, Iterable

from search.answer.json_records import value_record
from search.answer.json_shapes import FigureValueRecord, PersonValueRecord
from search.explore.comparison import AlignedFigures, Comparison, Difference, OtherFigures
from search.explore.figures import StatedFigure
from search.report import MeetingReport, PersonValue, StoredReport
from search.serialization import Record


class DifferenceRecord(Record):
    """How much more the second figure is. `amount`: a decimal number in `unit`; `percent`: of the
    first figure, null where that is no amount, or of another place."""

    amount: str
    unit: str
    percent: float | None


class AlignedFiguresRecord(Record):
    """Figures of both reports that can be compared; no difference where it would mislead."""

    indicator: str
    first: list[FigureValueRecord]
    second: list[FigureValueRecord]
    difference: DifferenceRecord | None


class OtherFiguresRecord(Record):
    """Figures of an indicator without a counterpart."""

    indicator: str
    first: list[FigureValueRecord]
    second: list[FigureValueRecord]


class PersonOfBothRecord(Record):
    """A person of both reports, as each of them says it."""

    first: PersonValueRecord
    second: PersonValueRecord


class ComparedPeopleRecord(Record):
    """The people of both reports, and those of one alone."""

    both: list[PersonOfBothRecord]
    first: list[PersonValueRecord]
    second: list[PersonValueRecord]


class TopicsRecord(Record):
    """What one report says and the other does not. `is_whole`: both were read to their ends."""

    first: list[str]
    second: list[str]
    is_whole: bool


class ComparedReportRecord(Record):
    """One of the two reports."""

    id: str
    title: str
    url: str


class ComparisonRecord(Record):
    """Two reports side by side."""

    first: ComparedReportRecord
    second: ComparedReportRecord
    aligned: list[AlignedFiguresRecord]
    others: list[OtherFiguresRecord]
    people: ComparedPeopleRecord
    topics: TopicsRecord
    generation: str


def comparison_record(
    both: tuple[StoredReport, StoredReport],
    found: Comparison,
    generation: str,
    address: Callable[[str], str],
) -> ComparisonRecord:
    """The JSON answer. `address`: the id of a report → its address."""
    first, second = (stored.report for stored in both)
    people = found.people
    return ComparisonRecord(
        first=_report(first, address),
        second=_report(second, address),
        aligned=[_aligned(row, first, second) for row in found.aligned],
        others=[_other(row, first, second) for row in found.others],
        people=ComparedPeopleRecord(
            both=[
                PersonOfBothRecord(first=value_record(first, one), second=value_record(second, two))
                for one, two in people.both
            ],
            first=_people(people.first, first),
            second=_people(people.second, second),
        ),
        topics=TopicsRecord(
            first=list(found.topics.first),
            second=list(found.topics.second),
            is_whole=found.topics.is_whole,
        ),
        generation=generation,
    )


def _report(report: MeetingReport, address: Callable[[str], str]) -> ComparedReportRecord:
    return ComparedReportRecord(id=report.id, title=report.title.value, url=address(report.id))


def _aligned(
    row: AlignedFigures, first: MeetingReport, second: MeetingReport
) -> AlignedFiguresRecord:
    return AlignedFiguresRecord(
        indicator=row.indicator,
        first=_figures(row.first, first),
        second=_figures(row.second, second),
        difference=_difference(row.difference) if row.difference else None,
    )


def _difference(more: Difference) -> DifferenceRecord:
    percent = None if more.percent is None else round(float(more.percent), 2)
    return DifferenceRecord(amount=f"{more.amount:f}", unit=more.unit, percent=percent)


def _other(row: OtherFigures, first: MeetingReport, second: MeetingReport) -> OtherFiguresRecord:
    return OtherFiguresRecord(
        indicator=row.indicator,
        first=_figures(row.first, first),
        second=_figures(row.second, second),
    )


def _figures(stated: Iterable[StatedFigure], report: MeetingReport) -> list[FigureValueRecord]:
    return [value_record(report, one.figure) for one in stated]


def _people(people: Iterable[PersonValue], report: MeetingReport) -> list[PersonValueRecord]:
    return [value_record(report, person) for person in people]
