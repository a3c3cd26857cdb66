"""Arguments of serve → the page and the API of an index on a port, until it is told to stop."""

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from socket import socket
from typing import Any, NoReturn

import click

from hoi_nghi import http_server, logs, process, serve_options
from hoi_nghi.http_server import Server, listening
from hoi_nghi.shell import DONE, index_option, run
from hoi_nghi.warmer import Warmer, load
from hoi_nghi.workers import Workers
from search.engine.urls import open_engine
from web import wording
from web.app import create_app, create_site
from web.http.public_address import PublicAddress, prefix_of

STOP_SECONDS = http_server.STOP_SECONDS + 5.0
"""What several processes may take to stop, each its own time."""


@dataclass(frozen=True, slots=True)
class _Site:
    """What is served. `collections`: the name of each → its index; one without a name is the only
    one. `workers`: how many processes serve it."""

    collections: Mapping[str, str]
    originals: bool
    public_url: str
    trusted_proxy: str | None
    host: str
    port: int
    workers: int


@click.command()
@index_option
@serve_options.of_server
@serve_options.of_readers
@serve_options.of_logs
def serve(
    url: str,
    host: str,
    port: int,
    workers: int,
    originals: bool,
    collections: Mapping[str, str],
    public_url: str,
    trusted_proxy: str | None,
    access_log: str | None,
    log_format: str,
) -> int:
    """Serve the page and the API of an index; Ctrl+C or SIGTERM stops it."""
    if workers > 1 and not hasattr(os, "fork"):
        raise click.UsageError("this system cannot share a port among processes: --workers 1")
    site = _Site(
        collections or {"": url}, originals, public_url, trusted_proxy, host, port, workers
    )
    files, stop = _logs(log_format, access_log), _Stop()
    if workers == 1:
        with _signals(stop, partial(logs.reopen, files)):  # first: to begin takes a while
            _serve(site, stop)
        return DONE
    shared: list[socket] = []
    team = Workers(workers, lambda: _serve(site, stop, shared), lambda: stop.is_wanted, stop)

    def on_hangup() -> None:
        logs.reopen(files)
        team.tell(signal.SIGHUP)

    for index in site.collections.values():
        open_engine(index)  # an address that is none is told once
    with _signals(stop, on_hangup):
        with _refusing(host, port):
            shared += listening(host, port)
        load()  # what it loads is shared
        _say_where(host, shared[0].getsockname()[1])
        team.run(partial(_close, shared), STOP_SECONDS)
    return DONE


def _serve(site: _Site, stop: "_Stop", shared: Sequence[socket] = ()) -> None:
    """Serve until it is to stop. `shared`: sockets that other processes listen on, too."""
    process.begin()
    process.use_one_heap()
    apps = {
        name: create_app(open_engine(index), serves_originals=site.originals)
        for name, index in site.collections.items()
    }
    whole: Any = apps[""] if "" in apps else create_site(apps)
    served = PublicAddress(whole, site.public_url) if site.public_url else whole
    prefixes = [prefix_of(site.public_url) + (f"/{name}" if name else "") for name in apps]
    with _refusing(site.host, site.port):
        server = Server(
            served,
            site.host,
            site.port,
            wording.errors.plain,
            prefixes=prefixes,
            trusted_proxy=site.trusted_proxy,
            shared=shared,
        )
    for app in apps.values():
        # what waits on the disk for slow readers is bounded for all processes together
        app.extensions["unsent"] = lambda: server.unsent * site.workers
        app.extensions["at_work"] = lambda: server.at_work
        app.extensions["gauges"] = partial(_gauges, server)
        app.extensions["searchers"].serving.verify_in_background(site.workers)
    load()  # the first visitor would wait for it
    threading.Thread(target=Warmer(list(apps.values())).run, daemon=True).start()
    if not shared:
        _say_where(site.host, server.port)
    stop.carried_out_by(server)
    server.run()


def _close(sockets: Iterable[socket]) -> None:
    for own in sockets:
        own.close()


def _say_where(host: str, port: int) -> None:
    click.echo(f"Hội Nghị is at http://{_in_url(host)}:{port}/  (Ctrl+C stops it)")


class _Stop:
    """Stops the server; one that is still beginning when it is called, as soon as it runs."""

    def __init__(self) -> None:
        self._server: Server | None = None
        self.is_wanted = False

    def __call__(self) -> None:
        """Stop it. It may be called by a handler of a signal."""
        self.is_wanted = True
        if self._server is not None:
            self._server.stop()

    def carried_out_by(self, server: Server) -> None:
        """There is something to stop now."""
        self._server = server
        if self.is_wanted:
            server.stop()


@contextmanager
def _refusing(host: str, port: int) -> Iterator[None]:
    """Says why it cannot listen there."""
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: that is the name of no host
        why = getattr(error, "strerror", None) or error
        raise click.UsageError(
            f"cannot listen on {host}:{port}: {why}; try another --port"
        ) from None


def _logs(log_format: str, access_log: str | None) -> list[Any]:
    try:
        return list(logs.set_up(log_format, access_log))
    except (OSError, ValueError) as error:  # ValueError: no name of a file
        why = getattr(error, "strerror", None) or error
        raise click.UsageError(f"cannot write {access_log}: {why}") from None


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


@contextmanager
def _signals(stop: Callable[[], None], reopen: Callable[[], None]) -> Iterator[None]:
    """SIGTERM and SIGINT stop, at the second time at once; SIGHUP opens the logs anew.

    Handlers are set, not left to the system: it ignores signals without one for process 1."""

    def on_stop(number: int, _: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        stop()

    handlers = {signal.SIGTERM: on_stop, signal.SIGINT: on_stop}
    if hasattr(signal, "SIGHUP"):
        handlers[signal.SIGHUP] = lambda *_: reopen()
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _gauges(server: Server) -> dict[str, float]:
    """What /metrics tells of this process."""
    return {
        "open_connections": len(server.channels),
        "requests_waiting": server.waiting,
        "unsent_bytes": server.unsent,
        **process.numbers(),
    }


def main() -> NoReturn:
    """Run `python -m web` on the arguments of the process."""
    run(serve, "python -m web")
