"""Reports → lines of CSV, as spreadsheets open them, or a workbook."""

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO

from search.dates import clock, days_of
from search.facets.registry import FACETS
from search.report import MeetingReport, Precision, StoredReport
from search.serialization import plain
from web import address, wording
from web.export.workbook import TYPE, Cell, workbook

_BEFORE_FORMULA = re.compile(r"((?:^|[;\t\r\n])\"*)(?=['=+\-@＝＋－＠\t\r\n])")

BOOK = TYPE
"""What a browser is told of a `book`."""

Column = tuple[str, Callable[[MeetingReport], str]]
"""The heading of a column, and what stands in it of a report."""

_BY_NAME = {facet.name: facet for facet in FACETS}


def lines(
    batches: Iterable[Iterable[StoredReport]],
    origin: str,
    separator: str = ",",
    more: Sequence[Column] = (),
) -> Iterator[bytes]:
    """A heading and a row for each report, in UTF-8 with a byte order mark for spreadsheets.

    The values of a facet stand in one cell with "; " between them. `origin`: scheme and host of
    the address of a report. `separator`: the character between cells; `more`: columns at
    the end. For formulas see `guarded`.
    """
    last = [_column("purpose"), *more]
    labels = [*(label for label, _ in _columns(origin)), wording.exports.ADDED]
    yield BOM_UTF8 + _written([[*labels, *(label for label, _ in last)]], separator)
    cells = [cell for _, cell in _columns(origin)]
    for reports in batches:
        rows = (
            [
                *(guarded(cell(kept.report)) for cell in cells),
                str(plain(kept.added)),
                *(guarded(cell(kept.report)) for _, cell in last),
            ]
            for kept in reports
        )
        yield _written(rows, separator)


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], separator: str = ","
) -> Iterator[bytes]:
    """A heading and rows of cells that no spreadsheet takes for formulas (see `guarded`), in UTF-8
    with a byte order mark."""
    yield BOM_UTF8 + _written([heads], separator)
    yield from (_written([row], separator) for row in rows)


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    As OWASP advises ("CSV Injection"), an apostrophe goes before = + - @ (of full width too), a
    tab or an end of line that begins a cell; also after a semicolon, a tab or an end of line: a
    spreadsheet that is set to Vietnamese may begin a cell there, and drop quotes that it begins
    with. Nothing is lost: an apostrophe that stands at such a place itself gets another, so the
    first one there is always ours.
    """
    return _BEFORE_FORMULA.sub(r"\1'", cell)


def book(
    batches: Iterable[Iterable[StoredReport]], origin: str, more: Sequence[Column] = ()
) -> Iterator[bytes]:
    """A workbook of the same columns, numbered, its days as days: the first and the last one of
    the meeting, and when the report came in, by the clock of Việt Nam."""
    columns = [own for own in _columns(origin) if own[0] != wording.exports.ISO_DAY]
    columns += [_column("purpose"), *more]
    days = (wording.exports.FIRST_DAY, wording.exports.LAST_DAY, wording.exports.ADDED_AT)
    labels = [wording.exports.NUMBER, *(label for label, _ in columns), *days]
    widths = [_WIDTHS.get(label, _WIDTH) for label in labels]

    def rows() -> Iterator[list[Cell]]:
        yield [*labels]
        for number, kept in enumerate((kept for reports in batches for kept in reports), 1):
            yield [number, *(cell(kept.report) for _, cell in columns), *_when(kept)]

    return workbook(wording.exports.SHEET, widths, rows())


_WIDTH = 24
"""Characters of most columns."""
_WIDTHS = {wording.exports.NUMBER: 6, wording.exports.TITLE: 60, wording.exports.CITATION: 80}


def _when(kept: StoredReport) -> tuple[Cell, Cell, Cell]:
    """The first and the last day of the meeting, "" unless both are known to the day, and when the
    report came in, without a zone."""
    known = kept.report.facets.event_date
    days = days_of(known if all(one.precision is Precision.DAY for one in known) else ())
    zone = clock.midnight(clock.local_day(kept.added)).tzinfo
    first, last = (days.first, days.last) if days else (None, None)
    return first or "", last or "", kept.added.astimezone(zone).replace(tzinfo=None)


def _columns(origin: str) -> list[Column]:
    return [
        (wording.exports.REPORT_ID, lambda report: report.id),
        (wording.exports.TITLE, lambda report: report.title.value),
        *map(_column, ("meeting_type", "organiser", "province")),
        (_BY_NAME["event_date"].label, _days),
        (wording.exports.ISO_DAY, _iso_days),
        *map(_column, ("chair", "person", "place", "outlet", "byline", "source_url")),
        (wording.exports.REPORT_ADDRESS, lambda report: origin + address.report(report.id)),
    ]


def _column(name: str) -> Column:
    facet = _BY_NAME[name]
    return facet.label, lambda report: _joined(map(facet.label_of, facet.values(report)))


def _days(report: MeetingReport) -> str:
    return _joined(map(wording.dates.day, report.facets.event_date))


def _iso_days(report: MeetingReport) -> str:
    """The dates in ISO 8601, as far as they are known; a day without a year is left out."""
    days = report.facets.event_date
    return _joined(day.value for day in days if day.precision is not Precision.DAY_WITHOUT_YEAR)


def _joined(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(values))


def _written(rows: Iterable[Iterable[str]], separator: str) -> bytes:
    lines = StringIO(newline="")
    csv.writer(lines, delimiter=separator).writerows(rows)
    return lines.getvalue().encode()
