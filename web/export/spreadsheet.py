"""Reports → lines of CSV, as spreadsheets open them."""

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO

from search.facets.registry import FACETS
from search.report import MeetingReport, Precision, StoredReport
from search.serialization import plain
from web import address, wording

_BEFORE_FORMULA = re.compile(r"((?:^|[;\t\r\n])\"*)(?=['=+\-@＝＋－＠\t\r\n])")

_BY_NAME = {facet.name: facet for facet in FACETS}


def lines(
    batches: Iterable[Iterable[StoredReport]], server: str, separator: str = ","
) -> Iterator[bytes]:
    """A heading and a row for each report, in UTF-8 with a byte order mark for spreadsheets.

    The values of a facet stand in one cell with "; " between them. `server`: scheme and host of
    the address of a report. `separator`: the character between cells. For formulas see `guarded`.
    """
    purpose, told = _column("purpose")
    labels = [*(label for label, _ in _columns(server)), wording.exports.ADDED, purpose]
    yield BOM_UTF8 + _written([labels], separator)
    cells = [cell for _, cell in _columns(server)]
    for reports in batches:
        rows = (
            [
                *(guarded(cell(kept.report)) for cell in cells),
                str(plain(kept.added)),
                guarded(told(kept.report)),
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


def _columns(server: str) -> list[tuple[str, Callable[[MeetingReport], str]]]:
    return [
        (wording.exports.REPORT_ID, lambda report: report.id),
        (wording.exports.TITLE, lambda report: report.title.value),
        *map(_column, ("meeting_type", "organiser", "province")),
        (_BY_NAME["event_date"].label, _days),
        (wording.exports.ISO_DAY, _iso_days),
        *map(_column, ("chair", "person", "place", "outlet", "byline", "source_url")),
        (wording.exports.REPORT_ADDRESS, lambda report: server + address.report(report.id)),
    ]


def _column(name: str) -> tuple[str, Callable[[MeetingReport], str]]:
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
