"""Request → the numbers of the running server, in the text format of Prometheus."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from flask import Blueprint, Response, current_app

from search.answer.searchers import Searchers
from search.engine.errors import EngineError
from web.http.observe import BOUNDS, Metrics

operations = Blueprint("operations", __name__)

Gauges = Callable[[], Mapping[str, float]]
"""→ name of a gauge of the process that serves → its value: "open_connections"."""

_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})


class _Family(NamedTuple):
    """Numbers of one name. `rows`: (suffix, labels, value)."""

    name: str
    kind: str
    help: str
    rows: Iterable[tuple[str, Mapping[str, str], float]]


@operations.get("/metrics")
def metrics() -> Response:
    """Requests, times, the index that answers, memory: https://prometheus.io/docs/."""
    families = [*_of_requests(current_app.extensions["metrics"]), *_of_index(), *_of_process()]
    return Response("".join(map(_text, families)), content_type=_TYPE)


def _text(family: _Family) -> str:
    name = f"hoi_nghi_{family.name}"
    lines = [f"# HELP {name} {family.help}", f"# TYPE {name} {family.kind}"]
    lines += [
        f"{name}{suffix}{_labels(labels)} {_number(value)}" for suffix, labels, value in family.rows
    ]
    return "\n".join(lines) + "\n"


def _number(value: float) -> str:
    """All digits of a number: a counter that is rounded stands still, then leaps."""
    return str(int(value)) if float(value).is_integer() else repr(value)


def _labels(labels: Mapping[str, str]) -> str:
    named = (f'{name}="{value.translate(_ESCAPED)}"' for name, value in labels.items())
    return f"{{{','.join(named)}}}" if labels else ""


def _of_requests(counted: Metrics) -> Iterator[_Family]:
    with counted.lock:
        requests, within = dict(counted.requests), list(counted.within)
        seconds, in_progress = counted.seconds, counted.in_progress
    rows = [("", {"route": r, "code": str(c)}, float(n)) for (r, c), n in sorted(requests.items())]
    yield _Family("requests_total", "counter", "Requests answered.", rows)
    bounds = [*map(str, BOUNDS), "+Inf"]
    sums = [float(sum(within[: n + 1])) for n in range(len(within))]
    buckets = [("_bucket", {"le": le}, n) for le, n in zip(bounds, sums, strict=True)]
    whole: list[tuple[str, dict[str, str], float]] = [
        ("_sum", {}, seconds),
        ("_count", {}, sums[-1]),
    ]
    text = "Seconds until the last byte of an answer was made."
    yield _Family("request_seconds", "histogram", text, [*buckets, *whole])
    yield _gauge("requests_in_progress", "Requests that are worked on.", in_progress)


def _of_index() -> Iterator[_Family]:
    searchers: Searchers = current_app.extensions["searchers"]
    failures = float(searchers.serving.failures)
    text = "Times that a published generation could not be opened."
    yield _Family("reload_failures_total", "counter", text, [("", {}, failures)])
    with suppress(EngineError):
        live = searchers.current()
        named = [("", {"generation": live.generation}, 1.0)]
        yield _Family("generation_info", "gauge", "The generation that answers.", named)
        yield _gauge("reports", "Reports that can be found.", live.reports)


def _of_process() -> Iterator[_Family]:
    gauges: Gauges | None = current_app.extensions.get("gauges")
    for name, value in (gauges() if gauges else {}).items():
        yield _gauge(name, name.replace("_", " ").capitalize() + ".", value)


def _gauge(name: str, text: str, value: float) -> _Family:
    return _Family(name, "gauge", text, [("", {}, float(value))])
