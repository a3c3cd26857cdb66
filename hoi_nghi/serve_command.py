"""Arguments of serve → the page and the API of an index on a port, until Ctrl+C."""

import threading
from contextlib import suppress
from typing import NoReturn

import click
import waitress

from hoi_nghi.shell import DONE, index_option, run
from search.engine.errors import EngineError
from search.engine.urls import open_engine
from search.explore.profiles import values_named
from search.searcher import Searchers
from search.suggest.completions import complete
from search.text.pyvi.segmenter import warm_up
from web.app import create_app

THREADS = 8
_BUFFER = 256_000_000
"""Bytes of an answer that wait for a slow reader, on the disk beyond 1 MB, before they keep a
thread waiting: more than the largest original."""


@click.command()
@index_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option(
    "--originals/--no-originals",
    default=True,
    show_default=True,
    help="Whether readers may take the files home that reports were read from.",
)
def serve(url: str, host: str, port: int, originals: bool) -> int:
    """Serve the page and the API of an index; Ctrl+C stops it."""
    engine = open_engine(url)
    app = create_app(engine, serves_originals=originals)
    try:
        server = waitress.create_server(
            app, host=host, port=port, threads=THREADS, ident=None, outbuf_high_watermark=_BUFFER
        )
    except OSError as error:
        raise click.UsageError(
            f"cannot listen on {host}:{port}: {error.strerror}; try another --port"
        ) from None
    threading.Thread(target=_warm_up, args=(app.extensions["searchers"],), daemon=True).start()
    click.echo(f"Hội Nghị is at http://{host}:{server.effective_port}/  (Ctrl+C stops it)")
    server.run()
    return DONE


def _warm_up(searchers: Searchers) -> None:
    """Load what the first query, and the first letters typed, would wait for."""
    warm_up()
    with suppress(EngineError):  # there may be no index yet
        live = searchers.current()
        complete("hoi ngh", live)
        values_named("hoi nghi", live)


def main() -> NoReturn:
    """Run `python -m web` on the arguments of the process."""
    run(serve, "python -m web")
