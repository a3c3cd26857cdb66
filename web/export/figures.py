"""Request → a file: the figures of an indicator as CSV or JSON, as its page shows them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from flask import Blueprint, Response, abort, request

from search.answer.figure_records import figure_record
from search.answer.figure_shapes import FiguresRecord
from search.answers import Query
from search.explore.figure_choice import FigureChoice, chosen
from search.explore.figures import Figures, StatedFigure, figures, is_stated
from search.facets.indicator_groups import value_of
from search.report import Precision
from search.serialization import encode
from web import address, wording
from web.export import spreadsheet
from web.export.files import file, origin, refused
from web.http.snapshot import searcher

figure_exports = Blueprint("figure_exports", __name__)


class _Wanted(NamedTuple):
    """What an address asks for."""

    indicator: str
    query: Query
    choice: FigureChoice


@figure_exports.get("/indicators.csv")
def figures_csv() -> Response:
    """The figures that the page of an indicator shows, a row each."""
    wanted, live, host = _wanted(), searcher(), origin()
    separator, wrong = address.separator(request.args)
    if wrong:
        abort(refused(wrong))

    def begin() -> Iterator[bytes]:
        found = figures(wanted.indicator, wanted.query, live)
        rows = (_row(own, host) for own in chosen(found.stated, wanted.choice))
        return spreadsheet.table(_HEADS, rows, separator)

    return file(begin, "text/csv", "so-lieu.csv")


@figure_exports.get("/indicators.json")
def figures_json() -> Response:
    """The figures that the page of an indicator shows, as JSON."""
    wanted, live, host = _wanted(), searcher(), origin()

    def begin() -> Iterator[bytes]:
        found = figures(wanted.indicator, wanted.query, live)
        yield encode(_record(wanted, found, live.generation, host))

    return file(begin, "application/json", "so-lieu.json")


def _wanted() -> _Wanted:
    """What the address asks for; 400 if any of it cannot be read, 404 if no report states it."""
    asked = address.read(request.args)
    choice, wrong = address.figure_choice(request.args)
    if problems := {**asked.problems, **wrong}:
        abort(refused(problems))
    name, live = address.asked_indicator(request.args), searcher()
    if not name or not is_stated(name, live):
        abort(404)
    return _Wanted(name, live.as_meant(replace(asked.query, page=1)), choice)


def _record(wanted: _Wanted, found: Figures, generation: str, host: str) -> FiguresRecord:
    stated = chosen(found.stated, wanted.choice)
    return FiguresRecord(
        indicator=value_of(wanted.indicator),
        query=wanted.query.text,
        url=host + address.indicator(wanted.indicator, wanted.query, wanted.choice),
        generation=generation,
        total=len(stated),
        reports=found.reports,
        read=found.read,
        figures=[figure_record(own, host + _passage(own)) for own in stated],
    )


_HEADS = (
    wording.figures.INDICATOR,
    wording.figures.PERIOD,
    wording.exports.ISO_PERIOD,
    wording.figures.NUMBER,
    wording.exports.VALUE,
    wording.exports.UNIT,
    wording.figures.FIGURE_KIND,
    wording.figures.SCOPE,
    wording.exports.SUSPICIOUS,
    wording.exports.SENTENCE,
    wording.exports.TITLE,
    wording.exports.ISO_DAY,
    wording.exports.ORGANISER,
    wording.exports.REPORT_ADDRESS,
)


def _row(stated: StatedFigure, host: str) -> list[str]:
    figure, source = stated.figure, stated.source
    return [
        spreadsheet.guarded(figure.indicator),
        wording.dates.period(figure.period),
        figure.period or "",
        spreadsheet.guarded(wording.numbers.figure(figure)),
        figure.value,  # a number, which a minus makes no formula
        spreadsheet.guarded(figure.unit),
        wording.figures.FIGURE_KINDS[figure.kind],
        spreadsheet.guarded(wording.figures.whose(figure)),
        wording.figures.SUSPICIOUS if figure.is_suspicious else "",
        spreadsheet.guarded("".join(run.text for run in stated.sentence)),
        spreadsheet.guarded(source.title.value),
        _iso_day(stated),
        spreadsheet.guarded(source.organiser),
        host + _passage(stated),
    ]


def _iso_day(stated: StatedFigure) -> str:
    day = stated.source.day
    return day.value if day and day.precision is not Precision.DAY_WITHOUT_YEAR else ""


def _passage(stated: StatedFigure) -> str:
    return address.passage(stated.source.id, stated.passage)
