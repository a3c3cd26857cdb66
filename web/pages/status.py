"""Request → the page of status: what the index holds, how new it is, what the last run did."""

from flask import Blueprint, Response, current_app, render_template

from search.answer.status import IndexStatus, index_status
from search.answers import Query
from search.dates import clock
from search.engine.serving import Serving
from web import address, wording
from web.http.snapshot import searcher
from web.pages.flags import kinds_of_flags

status_page = Blueprint("status", __name__)


@status_page.get("/status")
def status() -> Response:
    """What is found here, and where it came from. A run that published another generation than the
    one that answers tells nothing of when this one was made."""
    found = searcher().once(index_status)
    serving: Serving = current_app.extensions["searchers"].serving
    run, problem = serving.last_run(), serving.problem
    is_of_run = run is not None and run.generation == found.generation
    shown = render_template(
        "status.html",
        asked=address.NOTHING_ASKED,
        query=Query(),
        found=found,
        kinds=_kinds(found),
        flags=kinds_of_flags(Query(), found.flags),
        run=run,
        made=run.published if run and is_of_run else None,
        problem=wording.status.PROBLEMS.get(problem.kind, "") if problem else "",
        today=clock.today(),
    )
    return Response(shown)


def _kinds(found: IndexStatus) -> list[tuple[str, int, str]]:
    """Each kind of meeting with the number and the address of its reports."""
    return [
        (one.label, one.count, address.write(Query(filters={"meeting_type": (one.value,)})))
        for one in found.kinds
    ]
