"""Arguments of roots → the roots that an index remembers, listed, or one of them forgotten."""

from datetime import datetime
from pathlib import Path

import click

from hoi_nghi.shell import JSON, index_option, shown, utf8
from indexer.build.known_roots import KnownRoot, UnknownRootError, forget_root, known_roots
from indexer.read.document import absolute
from search.dates import PartialDate, clock
from search.engine.urls import open_engine
from search.serialization import encode

_TABLE = "{:>7}  {:6}  {:10}  {:10}  {}"


@click.command()
@index_option
@click.option(
    "--forget",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Take the reports of this root out of the index; the files stay.",
)
@JSON
def roots(url: str, forget: Path | None, as_json: bool) -> None:
    """List the folders that the index remembers, or forget one of them.

    A root is a PATH that was given to index: how many reports are from it, what is there now
    (exists, empty, gone), when a run read it last, when a report of it was added last.
    """
    if forget is not None:
        _forget(absolute(forget), url, as_json)
        return
    found = known_roots(open_engine(url))
    if as_json:
        click.echo(encode({"roots": list(map(_record, found))}))
        return
    click.echo(_TABLE.format("reports", "now", "last read", "last added", "root"))
    for root in found:
        days = (_day(root.last_read), _day(root.last_added))
        click.echo(shown(_TABLE.format(root.reports, root.state, *days, root.path)))


def _forget(root: str, url: str, as_json: bool) -> None:
    try:
        done = forget_root(root, open_engine(url))
    except UnknownRootError as error:
        raise click.BadParameter(str(error), param_hint="--forget") from None
    if as_json:
        record = {"path": utf8(root), "removed": done.removed, "kept": done.kept}
        click.echo(encode({**record, "generation": done.generation}))
        return
    others = f", {done.kept} also from other roots stay" if done.kept else ""
    click.echo(shown(f"{done.generation}: forgot {root}: {done.removed} removed{others}"))


def _record(root: KnownRoot) -> dict[str, object]:
    return {
        "path": utf8(root.path),
        "reports": root.reports,
        "state": root.state.value,
        "last_read": _instant(root.last_read),
        "last_added": _instant(root.last_added),
    }


def _instant(at: datetime | None) -> str | None:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if at else None


def _day(at: datetime | None) -> str:
    return str(PartialDate.of_day(clock.local_day(at))) if at else "-"
