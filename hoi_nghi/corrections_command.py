"""Arguments of corrections → what is understood of a file of corrections, or a line more in it."""

from collections.abc import Iterator
from pathlib import Path

import click

from hoi_nghi.shell import DONE, JSON, SOME_FAILED, index_option, shown
from indexer.build.by_hand import strangers
from indexer.build.corrections_file import (
    MAX_BYTES,
    BadLine,
    CorrectionsRead,
    parse,
    path_of,
    read_file,
)
from indexer.facets.corrections import BESIDES, Correction
from search.engine.errors import NoIndexError
from search.engine.protocol import Engine
from search.engine.small_files import read_small
from search.engine.urls import open_engine
from search.facets.written import NONE, facet_name
from search.serialization import encode

_NEXT_RUN = "the next hoi-nghi index reads the reports again that it changes, and no others"


@click.command()
@index_option
@click.option(
    "--check",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Look at this file instead of that of the index.",
)
@click.option(
    "--add",
    nargs=3,
    metavar="ID FACET VALUE",
    help=f'Write a line at the end of the file; "{NONE}" for VALUE: there is none.',
)
@click.option(
    "--instead-of",
    metavar="VALUE",
    help=f'With --add: this value alone is wrong; "{BESIDES}": none is, one is missing.',
)
@JSON
def corrections(
    url: str,
    file: Path | None,
    add: tuple[str, str, str] | None,
    instead_of: str | None,
    as_json: bool,
) -> int:
    """Tell what is corrected by hand in the reports of an index.

    Corrections are in corrections.tsv in the folder of the index, or where HOI_NGHI_CORRECTIONS
    says: lines of the id of a report, a facet and its value, with tabs between them. The next
    hoi-nghi index carries them out.
    """
    engine = open_engine(url)
    path = file or path_of(engine)
    if path is None:
        raise click.UsageError("this index is in no folder: name a file in HOI_NGHI_CORRECTIONS")
    if instead_of and not add:
        raise click.UsageError("--instead-of is of --add")
    if add:
        _add(path, [*add, *([instead_of] if instead_of else [])], engine)
    found = read_file(path)
    bad = sorted([*found.bad, *_strangers(found, engine)])
    if as_json:
        click.echo(encode(_record(path, found, bad)))
    else:
        _print(path, found, bad)
    return SOME_FAILED if bad else DONE


def _add(path: Path, cells: list[str], engine: Engine) -> None:
    """Write a line that can be read, of a report that is there, and that fits to those before."""
    line = "\t".join(" ".join(cell.split()) for cell in cells) + "\n"
    if line.startswith("#"):
        raise click.UsageError("a line that begins with # is a comment, and corrects no report")
    try:
        before = read_small(path, MAX_BYTES)
    except FileNotFoundError:
        before = b""
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}") from None
    if before[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise click.UsageError(f"{path} is in UTF-16: save it in UTF-8, or write the line there")
    gap = b"" if before[-1:] in (b"", b"\n") else b"\n"
    bad = parse(before + gap + line.encode()).bad[len(parse(before).bad) :]
    bad = bad or tuple(_strangers(parse(line.encode()), engine))
    if bad:
        raise click.UsageError(f"this line {bad[0].reason}")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(gap + line.encode())


def _strangers(found: CorrectionsRead, engine: Engine) -> Iterator[BadLine]:
    """The lines that name no report of the index, if there is one."""
    try:
        live = engine.snapshot()
    except NoIndexError:
        return
    for one in strangers(found, live):
        yield BadLine(one.line, f"names a report that is not there: {one.id!r}")


def _print(path: Path, found: CorrectionsRead, bad: list[BadLine]) -> None:
    for one in found.lines:
        click.echo(shown(f"{one.line}: {one.id}: {_said(one)}"))
    for line, reason in bad:
        click.echo(shown(f"{path}:{line} {reason}" if line else f"{path} {reason}"), err=True)
    if not path.exists():
        click.echo(shown(f"nothing is corrected: there is no {path}"))
        return
    reports, lines = len(found.of), len(found.lines)
    click.echo(shown(f"{path}: {lines} lines of {reports} reports, {len(bad)} not understood"))
    click.echo(_NEXT_RUN)


def _said(one: Correction) -> str:
    """A correction in words: "organiser: UBND tỉnh", "people: A, instead of B"."""
    instead = {None: "", BESIDES: ", besides"}.get(one.instead, f", instead of {one.instead}")
    return f"{facet_name(one.field)}: {one.words or 'none'}{instead}"


def _record(path: Path, found: CorrectionsRead, bad: list[BadLine]) -> dict[str, object]:
    return {
        "path": str(path),
        "exists": path.exists(),
        "corrections": [
            {
                "line": one.line,
                "id": one.id,
                "facet": facet_name(one.field),
                "value": one.words,
                "instead_of": one.instead,
            }
            for one in found.lines
        ],
        "not_understood": [{"line": line, "reason": reason} for line, reason in bad],
    }
