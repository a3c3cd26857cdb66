"""A figure in its sentence → its JSON record."""

from search.answer.figure_shapes import StatedFigureRecord
from search.explore.figures import StatedFigure


def figure_record(stated: StatedFigure, url: str) -> StatedFigureRecord:
    """The record of a figure. `url`: the address of its passage."""
    figure, source = stated.figure, stated.source
    return StatedFigureRecord(
        indicator=figure.indicator,
        value=figure.value,
        unit=figure.unit,
        period=figure.period,
        kind=figure.kind,
        is_suspicious=figure.is_suspicious,
        scope=figure.scope,
        scope_name=figure.scope_name,
        sentence="".join(run.text for run in stated.sentence),
        report=source.id,
        report_title=source.title.value,
        report_day=source.day.value if source.day else None,
        organiser=source.organiser,
        url=url,
    )
