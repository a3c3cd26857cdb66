"""Arguments of words → what is understood of a file of own words, and what is not."""

from pathlib import Path

import click

from hoi_nghi.shell import DONE, JSON, SOME_FAILED, index_option, shown
from search.engine.urls import open_engine
from search.query.own_words import OwnWordKind
from search.query.own_words_file import VARIABLE, OwnWordsRead, path_of, read_file
from search.serialization import encode
from search.text.lexicon.abbreviations import abbreviation_at
from search.text.syllable import syllables

_NO_REBUILD = (
    "no term of the index depends on it: nothing is to be rebuilt, and the next search reads it"
)


@click.command()
@index_option
@click.option(
    "--check",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Look at this file instead of that of the index.",
)
@JSON
def words(url: str, file: Path | None, as_json: bool) -> int:
    """Tell what is understood of the words of your office.

    They are in words.tsv in the folder of the index, or where HOI_NGHI_WORDS says: lines of a kind,
    a tab, and the words, separated by tabs.
    """
    path = file or path_of(open_engine(url))
    if path is None:
        raise click.UsageError(f"this index is in no folder: name a file in {VARIABLE}")
    found = read_file(path) if path.exists() else None
    if as_json:
        click.echo(encode(_record(path, found)))
    elif found is None:
        click.echo(shown(f"no own words: there is no {path}"))
    else:
        _print(path, found)
    return SOME_FAILED if found and found.bad else DONE


def _print(path: Path, found: OwnWordsRead) -> None:
    for own in found.words.words:
        click.echo(shown(f"{own.line}: {own.kind}: {' = '.join(own.words)}"))
        if own.kind is OwnWordKind.ABBREVIATION and (other := _listed(own.words[0])):
            click.echo(shown(f"   instead of what our list has: {', '.join(other)}"))
    for line, reason in found.bad:
        click.echo(shown(f"{path}:{line} {reason}" if line else f"{path} {reason}"), err=True)
    kinds = [own.kind for own in found.words.words]
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in OwnWordKind)
    click.echo(shown(f"{path}: {counts}, {len(found.bad)} not understood"))
    click.echo(_NO_REBUILD)


def _listed(short: str) -> tuple[str, ...]:
    """What our own list has an abbreviation for."""
    own = syllables(short)
    known = abbreviation_at(own, 0)
    return known[1] if known and known[0] == len(own) else ()


def _record(path: Path, found: OwnWordsRead | None) -> dict[str, object]:
    return {
        "path": str(path),
        "exists": found is not None,
        "words": [
            {"line": own.line, "kind": own.kind.value, "words": list(own.words)}
            for own in (found.words.words if found else ())
        ],
        "not_understood": [
            {"line": line, "reason": reason} for line, reason in (found.bad if found else ())
        ],
        "rebuild_needed": False,
    }
