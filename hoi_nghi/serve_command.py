"""Arguments of serve → the page and the API of an index on a port, until it is told to stop."""

import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, NoReturn

import click

from hoi_nghi import logs, process, serve_options
from hoi_nghi.http_server import Server
from hoi_nghi.shell import DONE, index_option, run
from hoi_nghi.warmer import Warmer
from search.engine.urls import open_engine
from web import wording
from web.app import create_app, create_site
from web.http.public_address import PublicAddress, prefix_of


@click.command()
@index_option
@serve_options.of_server
@serve_options.of_readers
@serve_options.of_logs
def serve(
    url: str,
    host: str,
    port: int,
    originals: bool,
    collections: Mapping[str, str],
    public_url: str,
    trusted_proxy: str | None,
    access_log: str | None,
    log_format: str,
) -> int:
    """Serve the page and the API of an index; Ctrl+C or SIGTERM stops it."""
    files, stop = _logs(log_format, access_log), _Stop()
    with _signals(stop, partial(logs.reopen, files)):  # first: to begin takes a while
        apps = {
            name: create_app(open_engine(index), serves_originals=originals)
            for name, index in (collections or {"": url}).items()
        }
        site: Any = apps[""] if "" in apps else create_site(apps)
        served = PublicAddress(site, public_url) if public_url else site
        prefixes = [prefix_of(public_url) + (f"/{name}" if name else "") for name in apps]
        server = _listening(served, host, port, prefixes=prefixes, trusted_proxy=trusted_proxy)
        for app in apps.values():
            app.extensions["unsent"] = lambda: server.unsent
            app.extensions["at_work"] = lambda: server.at_work
            app.extensions["gauges"] = partial(_gauges, server)
        threading.Thread(target=Warmer(list(apps.values())).run, daemon=True).start()
        click.echo(f"Hội Nghị is at http://{_in_url(host)}:{server.port}/  (Ctrl+C stops it)")
        stop.carried_out_by(server)
        server.run()
    return DONE


class _Stop:
    """Stops the server; one that is still beginning when it is called, as soon as it runs."""

    def __init__(self) -> None:
        self._server: Server | None = None
        self._is_wanted = False

    def __call__(self) -> None:
        """Stop it. It may be called by a handler of a signal."""
        self._is_wanted = True
        if self._server is not None:
            self._server.stop()

    def carried_out_by(self, server: Server) -> None:
        """There is something to stop now."""
        self._server = server
        if self._is_wanted:
            server.stop()


def _listening(site: Any, host: str, port: int, **named: Any) -> Server:
    try:
        return Server(site, host, port, wording.errors.plain, **named)
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
