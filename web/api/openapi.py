"""The addresses for programs → an OpenAPI document: paths, parameters, answers, errors."""

from functools import cache

from search.answer.comparison_records import ComparisonRecord
from search.answer.figure_shapes import FiguresRecord
from search.answer.json_shapes import (
    AnswerRecord,
    ExportRecord,
    FacetValuesRecord,
    SimilarRecord,
    SuggestionsRecord,
)
from search.answer.report_shapes import FlagsRecord, ReportRecord
from search.answers import MAX_PAGE_SIZE, Sort
from search.facets.registry import COUNTED
from search.query.compile import MAX_CHARACTERS
from search.report import FigureKind
from search.serialization import Record
from web import address
from web.api.named import OPERATIONS, TAGS
from web.api.schemas import BYTES, DATE, NUMBER, TEXT, Schema, ref, schemas
from web.export import feed
from web.export.spreadsheet import BOOK
from web.http.errors import ErrorRecord

_ERRORS = {
    "400": "A parameter cannot be read, or the query is too long; the message says which and why.",
    "404": "There is nothing of this name.",
    "503": "There is no index, or it cannot be read.",
}
_OF_A_QUERY, _OF_A_NAME = ("400", "503"), ("400", "404", "503")
"""The errors of a path that asks with a query, and of one that names a thing."""
_VALUES = {"type": "array", "items": TEXT, "maxItems": address.MAX_VALUES}
_DATES = "2023-12-13, 2023-12, 2023-Q4 or 2023; what people write on the page is read too."
_INSTANT = {"type": "string", "format": "date-time"}
_ADDED = f"In the index since this day or instant, as `added` tells it: {_DATES}"


@cache
def document() -> Schema:
    """The document, as plain dicts and lists."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Hoi Nghi",  # generators name packages by it, and need ASCII
            "version": "1",
            "description": "Full-text search in Vietnamese meeting reports. Under /api a parameter "
            "of another name is a mistake; elsewhere it says nothing, as on the page. A "
            "parameter that is given twice counts once; values of a filter are alternatives, "
            f"{address.MAX_VALUES} of all filters at most.",
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": said} for name, said in TAGS.items()],
        "paths": _paths(),
        "components": {"schemas": schemas()},
    }


def _paths() -> Schema:
    return {path: _named(path, asked) for path, asked in _described().items()}


def _named(path: str, asked: Schema) -> Schema:
    operation, tag = OPERATIONS[path]
    return {"get": {"operationId": operation, "tags": [tag], **asked["get"]}}


def _described() -> Schema:
    return {
        **_search_paths(),
        **_report_paths(),
        **_compare_paths(),
        "/api/openapi.json": _get("This document.", [], {"application/json": {"type": "object"}}),
        **_export_paths(),
        **_figure_paths(),
        **_text_paths(),
    }


def _search_paths() -> Schema:
    asked = _asked()
    shown = [_page(), _size("Reports on a page"), *_finds()]
    facet = [
        _path_parameter("name", "The name of a facet.")
        | {"schema": TEXT | {"enum": [facet.name for facet in COUNTED]}},
        _parameter("find", "Words that the values hold, with or without marks."),
        *asked,
        _page(),
        _size("Values in the answer"),
        *_finds(),
    ]
    typed = [_parameter("q", "What is typed.")]
    return {
        "/api/search": _get(
            "What answers a query.", [*asked, *shown], _json(AnswerRecord), *_OF_A_QUERY
        ),
        "/api/flags": _get(
            "The reports with flagged values; without `flag`, with those that are likely wrong.",
            [*asked, *shown],
            _json(FlagsRecord),
            *_OF_A_QUERY,
        ),
        "/api/suggest": _get(
            "What a query may become as it is typed on.",
            typed,
            _json(SuggestionsRecord),
            *_OF_A_QUERY,
        ),
        "/api/facets/{name}": _get(
            "The values of one facet under a query.", facet, _json(FacetValuesRecord), *_OF_A_NAME
        ),
    }


def _report_paths() -> Schema:
    whole, alike = "Everything of a report.", "The reports most similar to one."
    report, similar = _json(ReportRecord), _json(SimilarRecord)
    size = _size("Reports in the answer")
    return {
        "/api/reports/{id}": _get(whole, [_id_in_path()], report, *_OF_A_NAME),
        "/api/reports": _get(whole, [_id()], report, *_OF_A_NAME),
        "/api/reports/{id}/similar": _get(alike, [_id_in_path(), size], similar, *_OF_A_NAME),
        "/api/reports/similar": _get(alike, [_id(), size], similar, *_OF_A_NAME),
    }


def _compare_paths() -> Schema:
    first, second = (_parameter(name, "The id of a report.") for name in address.SIDES)
    does = "Two reports side by side: figures that can be compared, people, topics of one alone."
    return {"/api/compare": _get(does, [first, second], _json(ComparisonRecord), *_OF_A_NAME)}


def _export_paths() -> Schema:
    asked = _asked()
    return {
        "/results.json": _get(
            "All that answers a query.", asked, _json(ExportRecord), *_OF_A_QUERY
        ),
        "/results.csv": _get(
            "All that answers a query, as a table.",
            [*asked, _cells()],
            {"text/csv": TEXT},
            *_OF_A_QUERY,
        ),
        "/results.xlsx": _get(
            "All that answers a query, as a workbook.", asked, {BOOK: BYTES}, *_OF_A_QUERY
        ),
        "/results.atom": _get(
            "A feed: what answers a query and came in last, or the first in another order.",
            asked,
            {feed.TYPE: TEXT},
            *_OF_A_QUERY,
        ),
    }


def _figure_paths() -> Schema:
    """The figures of an indicator, as its page shows them."""
    does = "What the reports of a query state of an indicator"
    name = _parameter(address.NAME, "An indicator, or a group of them.") | {"required": True}
    kinds = [kind.value for kind in FigureKind]
    asked = [
        name | {"schema": TEXT | {"minLength": 1}},
        _chosen("kind", "What a figure is.", TEXT | {"enum": kinds}),
        _chosen("whose", "The name of the place, the firm ... it is of; `khong-ro`: of none."),
        _chosen("period", "The year in which its period ends; `khong-ro`: not known."),
        *_asked(),
    ]
    return {
        "/indicators.json": _get(f"{does}.", asked, _json(FiguresRecord), *_OF_A_NAME),
        "/indicators.csv": _get(
            f"{does}, as a table.", [*asked, _cells()], {"text/csv": TEXT}, *_OF_A_NAME
        ),
    }


def _chosen(name: str, means: str, value: Schema = TEXT) -> Schema:
    """A parameter that chooses among figures; given twice, it chooses either."""
    found = {"schema": _VALUES | {"items": value}, "explode": True}
    return _parameter(name, means) | found


def _text_paths() -> Schema:
    does, text = "The text of a report as it was read.", {"text/plain": TEXT}
    return {
        "/texts/{id}": _get(does, [_id_in_path()], text, "404", "503"),
        "/texts": _get(does, [_id()], text, "404", "503"),
        **_file_paths(),
    }


def _file_paths() -> Schema:
    does = "The file that a report was read from, as an attachment; of a part, the whole file."
    file = {"application/pdf": BYTES, "application/octet-stream": BYTES}
    return {
        "/files/{id}": _get(does, [_id_in_path()], file, "404", "503"),
        "/files": _get(does, [_id()], file, "404", "503"),
    }


def _get(does: str, parameters: list[Schema], answer: Schema, *errors: str) -> Schema:
    """A path that answers GET. `errors`: its codes; they are told in JSON if the answer is JSON,
    else on a page."""
    is_json = "application/json" in answer
    error = {"application/json": ref(ErrorRecord)} if is_json else {"text/html": TEXT}
    return {
        "get": {
            "summary": does,
            "parameters": parameters,
            "responses": {
                "200": {"description": does, "content": _content(answer)},
                **{
                    code: {"description": _ERRORS[code], "content": _content(error)}
                    for code in errors
                },
            },
        }
    }


def _json(record: type[Record]) -> Schema:
    return {"application/json": ref(record)}


def _content(schemas: Schema) -> Schema:
    return {kind: {"schema": schema} for kind, schema in schemas.items()}


def _asked() -> list[Schema]:
    """The parameters of a query: its words, filters, dates and order."""
    text = _parameter("q", "Words, as on the page.")
    order = _parameter(
        "sort", "Without words, relevance is newness of meetings; a feed is by `added`."
    )
    copies = _parameter(
        address.COPIES, "Near-identical reports are counted, and shown, once; or each by itself."
    )
    return [
        text | {"schema": TEXT | {"maxLength": MAX_CHARACTERS}},
        *(
            _parameter(facet.name, f"{facet.label}: values of which a report has one.")
            | {"schema": _VALUES, "explode": True}
            for facet in COUNTED
        ),
        _parameter("from", f"The first day: {_DATES}") | {"schema": DATE},
        _parameter("to", f"The last day, not before the first: {_DATES}") | {"schema": DATE},
        _parameter(address.ADDED_SINCE, _ADDED) | {"schema": {"anyOf": [_INSTANT, *DATE["anyOf"]]}},
        order | {"schema": TEXT | {"enum": [sort.value for sort in Sort]}},
        copies | {"schema": TEXT | {"enum": ["", address.ALL_COPIES]}},
    ]


def _cells() -> Schema:
    cells = _parameter(
        address.SEPARATOR, "What stands between the cells: a comma, if none is asked."
    )
    return cells | {"schema": TEXT | {"enum": ["", *address.SEPARATORS]}}


def _finds() -> list[Schema]:
    return [
        _parameter(
            address.find_name(facet.name), f"{facet.label}: words that its counted values hold."
        )
        for facet in COUNTED
        if facet.is_offered
    ]


def _id() -> Schema:
    return _parameter("id", "An id that a path cannot carry: with an empty part, or a dot for one.")


def _id_in_path() -> Schema:
    return _path_parameter("id", "Slashes in it may stand as they are.")


def _page() -> Schema:
    return _parameter("page", "A page beyond the end gives the last one.") | {"schema": NUMBER}


def _size(what: str) -> Schema:
    return _parameter("size", f"{what}, {MAX_PAGE_SIZE} at most; 10 if it is not given.") | {
        "schema": NUMBER
    }


def _parameter(name: str, means: str) -> Schema:
    return {"name": name, "in": "query", "description": means, "schema": TEXT}


def _path_parameter(name: str, means: str) -> Schema:
    least = TEXT | {"minLength": 1}
    return {"name": name, "in": "path", "required": True, "description": means, "schema": least}
