"""Request → JSON: the same answers as the command line's."""

from flask import Blueprint, Response, abort, request

from search.json_answers import answer_record, suggestion_records
from search.record import encode
from search.results import answer, complete
from search.similar import UnknownReportError, similar, similar_record
from web import address, messages
from web.live import snapshot

api = Blueprint("api", __name__, url_prefix="/api")


def told(code: int, title: str, text: str) -> Response:
    """An error, in words."""
    record = {"error": title, "message": text}
    return Response(encode(record), code, mimetype="application/json")


@api.get("/search")
def search() -> Response:
    """The answer to the same parameters as the page's; a stranger among them is a mistake."""
    asked = address.read(request.args)
    if wrong := [*address.strangers(request.args), *asked.problems.values()]:
        return told(400, messages.BAD_REQUEST, " ".join(wrong))
    found = answer(asked.query, snapshot())
    return Response(encode(answer_record(found)), mimetype="application/json")


@api.get("/suggest")
def suggest() -> Response:
    """What the words of a query may become as they are typed on, each with its hits."""
    if wrong := address.strangers(request.args, {"q"}):
        return told(400, messages.BAD_REQUEST, " ".join(wrong))
    text = request.args.get("q", "")
    found = suggestion_records(complete(text, snapshot()))
    return Response(encode({"query": text, "suggestions": found}), mimetype="application/json")


@api.get("/reports/similar")
@api.get("/reports/<path:report_id>/similar")
def similar_reports(report_id: str = "") -> Response:
    """The reports most similar to one, each with the address of its page.

    An id that the path of an address cannot carry is the parameter `id`, as on the page."""
    known = {"size"} if report_id else {"size", "id"}
    asked = address.read(request.args)
    if wrong := [*address.strangers(request.args, known), *asked.problems.values()]:
        return told(400, messages.BAD_REQUEST, " ".join(wrong))
    report_id = report_id or request.args.get("id", "")
    try:
        found = similar(report_id, snapshot(), asked.query.size)
    except UnknownReportError:
        abort(404)
    record = similar_record(report_id, found, address.report)
    return Response(encode(record), mimetype="application/json")
