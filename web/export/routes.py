"""Request → a file: all results as CSV or JSON, a feed of them, the text of a report."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from flask import Blueprint, Response, abort, request

from search.answer.json_records import export_record
from search.answer.json_shapes import ExportRecord
from search.answer.page import answer
from search.answers import GroupKind, Query, Sort
from search.report import StoredReport
from search.serialization import encode
from web import address
from web.export import feed, spreadsheet
from web.export.files import file as _file
from web.export.files import origin as _origin
from web.export.files import refused as _refused
from web.http.snapshot import searcher

exports = Blueprint("exports", __name__)


@exports.get("/results.csv")
def results_csv() -> Response:
    """Every result, a row each, in the order of the page."""
    query = _asked()
    separator, wrong = address.separator(request.args)
    if wrong:
        abort(_refused(wrong))
    origin, live = _origin(), searcher()

    def begin() -> Iterator[bytes]:
        return spreadsheet.lines(live.all_reports(query)[1], origin, separator)

    return _file(begin, "text/csv", "hoi-nghi.csv")


@exports.get("/results.xlsx")
def results_xlsx() -> Response:
    """Every result, a row each, in the order of the page, as a workbook."""
    query, origin, live = _asked(), _origin(), searcher()

    def begin() -> Iterator[bytes]:
        return spreadsheet.book(live.all_reports(query)[1], origin)

    return _file(begin, spreadsheet.BOOK, "hoi-nghi.xlsx")


@exports.get("/results.json")
def results_json() -> Response:
    """Every result as JSON, in the order of the page."""
    query, origin, live = _asked(), _origin(), searcher()

    def begin() -> Iterator[bytes]:
        total, batches = live.all_reports(query)
        head = ExportRecord(
            query=query.text,
            url=origin + address.search(query),
            generation=live.generation,
            total=total,
            reports=[],
        )
        return _json(head, batches, origin)

    return _file(begin, "application/json", "hoi-nghi.json")


@exports.get("/results.atom")
def results_atom() -> Response:
    """The results that came in last as an Atom feed, or the first ones in another order."""
    query = replace(_asked(Sort.ADDED), page=1, size=feed.ENTRIES)
    found = answer(query, searcher())
    whole = tuple(hit for hit in found.hits if hit.group is GroupKind.ALL)
    shown = Response(feed.feed(replace(found, hits=whole), _origin()), mimetype=feed.TYPE)
    shown.add_etag(weak=True)  # readers ask every hour, mostly for nothing
    shown.make_conditional(request)
    return shown


@exports.get("/texts")
@exports.get("/texts/<path:report_id>")
def text(report_id: str = "") -> Response:
    """The text of a report, exactly as it was read."""
    kept = searcher().report(address.report_id(report_id, request.args))
    if kept is None:
        abort(404)
    return Response(kept.report.text, mimetype="text/plain")


def _asked(plain: Sort = Sort.RELEVANCE) -> Query:
    """What the address asks for, its filters as the values that they name; 400 if any of it cannot
    be read, as the file would be another."""
    asked = address.read(request.args, plain)
    if asked.problems:
        abort(_refused(asked.problems))
    return searcher().as_meant(asked.query)


def _json(
    head: ExportRecord, batches: Iterable[Iterable[StoredReport]], origin: str
) -> Iterator[bytes]:
    """The record of the export in parts: its head without reports, then each report on a line."""
    yield encode(head).removesuffix(b"]}")
    between = b"\n"
    for reports in batches:
        records = (export_record(kept, origin + address.report(kept.report.id)) for kept in reports)
        for record in records:
            yield between + encode(record)
            between = b",\n"
    yield b"\n]}\n"
