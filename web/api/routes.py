"""Request → JSON: the same answers as the command line's."""

from collections.abc import Iterable

from flask import Blueprint, Response, abort, request

from search.answer.comparison_records import comparison_record
from search.answer.flagged_records import flags_record
from search.answer.json_records import (
    answer_record,
    count_record,
    report_record,
    similar_record,
    suggestions_record,
)
from search.answer.json_shapes import FacetValuesRecord
from search.answer.more_like_this import UnknownReportError, more_like_this
from search.answer.page import answer
from search.explore.comparison import comparison
from search.explore.flagged import flagged_page
from search.facets.registry import COUNTED_BY_NAME
from search.facets.values import choices
from search.serialization import encode
from search.suggest.completions import complete
from web import address, wording
from web.api.openapi import document
from web.http.errors import json_error
from web.http.originals import original_address
from web.http.snapshot import searcher

api = Blueprint("api", __name__, url_prefix="/api")


@api.get("/search")
def search() -> Response:
    """The answer to a query, by the parameters of the page; an unknown one is an error."""
    asked = address.read(request.args)
    if wrong := [*address.strangers(request.args), *asked.problems.values()]:
        return _refused(wrong)
    live = searcher()
    found = answer(live.as_meant(asked.query), live)
    return Response(encode(answer_record(found)), mimetype="application/json")


@api.get("/flags")
def flags() -> Response:
    """The reports with flagged values, by the parameters of the page."""
    asked = address.read(request.args)
    if wrong := [*address.strangers(request.args), *asked.problems.values()]:
        return _refused(wrong)
    live = searcher()
    found = flagged_page(live.as_meant(asked.query), live)
    record = flags_record(asked.query.text, found, live.generation, address.report)
    return Response(encode(record), mimetype="application/json")


@api.get("/suggest")
def suggest() -> Response:
    """Completions of what is typed, each with the number of its hits."""
    if wrong := address.strangers(request.args, {"q"}):
        return _refused(wrong)
    text = request.args.get("q", "")
    found = complete(text, searcher())
    return Response(encode(suggestions_record(text, found)), mimetype="application/json")


@api.get("/facets/<name>")
def facet_values(name: str) -> Response:
    """The values of one facet under a query, as many as one answer may have."""
    if wrong := address.strangers(request.args, address.OF_VALUES):
        return _refused(wrong)
    asked = address.read(request.args)
    if asked.problems:
        return _refused(asked.problems.values())
    facet = COUNTED_BY_NAME.get(name)
    if facet is None:
        words = wording.errors.UNKNOWN_FACET.format(name, ", ".join(COUNTED_BY_NAME))
        return json_error(404, wording.errors.HTTP_ERRORS[404][0], words)
    live = searcher()
    query = live.as_meant(asked.query)
    total, counted = live.counts(query, (name,))
    find = address.find_values(request.args)
    chosen = query.filters.get(name, ())
    found = choices(facet, counted[name], chosen, find, live.lookup.labels(name))
    record = FacetValuesRecord(
        facet=name,
        label=facet.label,
        query=query.text,
        find=find,
        total=total,
        values_total=len(counted[name]),
        values=[count_record(count) for count in found[: query.size]],
    )
    return Response(encode(record), mimetype="application/json")


@api.get("/reports")
@api.get("/reports/<path:report_id>")
def report(report_id: str = "") -> Response:
    """Everything of one report.

    An id that the path of an address cannot carry is the parameter `id`, as on the page."""
    if wrong := address.strangers(request.args, set() if report_id else {"id"}):
        return _refused(wrong)
    stored = searcher().report(address.report_id(report_id, request.args))
    if stored is None:
        abort(404)
    record = report_record(stored, address.report(stored.report.id), original_address(stored))
    return Response(encode(record), mimetype="application/json")


@api.get("/openapi.json")
def openapi() -> Response:
    """The OpenAPI document of every address for programs."""
    return Response(
        encode(document() | {"servers": [{"url": address.under("/")}]}), mimetype="application/json"
    )


@api.get("/reports/similar")
@api.get("/reports/<path:report_id>/similar")
def similar_reports(report_id: str = "") -> Response:
    """The reports most similar to one, each with the address of its page.

    An id that the path of an address cannot carry is the parameter `id`, as on the page."""
    allowed = {"size"} if report_id else {"size", "id"}
    asked = address.read(request.args)
    if wrong := [*address.strangers(request.args, allowed), *asked.problems.values()]:
        return _refused(wrong)
    report_id = address.report_id(report_id, request.args)
    try:
        found = more_like_this(report_id, searcher(), asked.query.size)
    except UnknownReportError:
        abort(404)
    record = similar_record(report_id, found, address.report)
    return Response(encode(record), mimetype="application/json")


@api.get("/compare")
def compare() -> Response:
    """Two reports side by side, by their ids."""
    if wrong := address.strangers(request.args, address.SIDES):
        return _refused(wrong)
    live = searcher()
    first, second = (live.report(one) for one in address.compared(request.args))
    if first is None or second is None:
        abort(404)
    if first.report.id == second.report.id:
        return _refused([wording.compare.SAME_REPORT])
    found = comparison(first, second, live)
    record = comparison_record((first, second), found, live.generation, address.report)
    return Response(encode(record), mimetype="application/json")


def _refused(problems: Iterable[str]) -> Response:
    """400, with what is wrong with the parameters."""
    return json_error(400, wording.errors.BAD_REQUEST, " ".join(problems))
