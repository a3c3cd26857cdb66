"""A page of flagged values → its JSON record."""

from collections.abc import Callable

from search.answer.json_records import flagged_fields
from search.answer.json_shapes import CountRecord, TextRunRecord
from search.answer.report_shapes import (
    FlaggedInSentenceRecord,
    FlaggedReportRecord,
    FlagsRecord,
)
from search.explore.flagged import FLAG, FlaggedPage, FlaggedReport
from search.facets.registry import COUNTED_BY_NAME


def flags_record(
    text: str, found: FlaggedPage, generation: str, address: Callable[[str], str]
) -> FlagsRecord:
    """The JSON answer. `text`: the words of the query; `address`: the id of a report → its
    address."""
    label = COUNTED_BY_NAME[FLAG].label_of
    counts = sorted(found.counts.items(), key=lambda own: (-own[1], own[0]))
    return FlagsRecord(
        query=text,
        total=found.total,
        page=found.page,
        pages=found.pages,
        flags=[CountRecord(value=flag, label=label(flag), count=n) for flag, n in counts if n],
        reports=[_report_record(one, address(one.report.id)) for one in found.reports],
        generation=generation,
        collapsed=found.collapsed,
    )


def _report_record(one: FlaggedReport, url: str) -> FlaggedReportRecord:
    return FlaggedReportRecord(
        id=one.report.id,
        title=one.report.title.value,
        url=url,
        values=[
            FlaggedInSentenceRecord(
                **flagged_fields(one.report, own.about),
                sentence=[
                    TextRunRecord(text=run.text, mark=run.is_highlighted) for run in own.sentence
                ],
                line=own.line,
            )
            for own in one.values
        ],
        more=one.more,
    )
