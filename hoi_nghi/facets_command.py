"""Arguments of facets → what would be extracted from each report, and why."""

from collections import Counter
from pathlib import Path

import click

from hoi_nghi.explain import explain, explain_meeting, explain_values, value_line, values
from hoi_nghi.print_outcome import complain, passed_over
from hoi_nghi.reading_options import FOLLOW_LINKS, OCR, PATHS, read_options
from hoi_nghi.shell import DONE, JSON, SOME_FAILED, shown
from indexer.article.structure import Article, clean
from indexer.build.corrections_file import CorrectionsRead, read_file
from indexer.build.look import documents
from indexer.build.watchdog import OutOfTimeError, at_most
from indexer.facets import report
from indexer.read.document import BadFile, PassedOver, RawDocument
from indexer.read.limits import text_seconds
from search.report import MeetingReport
from search.serialization import encode, plain


@click.command()
@PATHS
@OCR
@FOLLOW_LINKS
@JSON
@click.option(
    "--explain",
    "explained",
    is_flag=True,
    help="Print the text, the evidence marked, and what speaks for each value.",
)
@click.option(
    "--corrections",
    "corrections_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Correct by this file, as an index would.",
)
def facets(
    paths: tuple[Path, ...],
    ocr: bool,
    follow_links: bool,
    as_json: bool,
    explained: bool,
    corrections_file: Path | None,
) -> int:
    """Tell what would be extracted from each report."""
    if as_json and explained:
        raise click.UsageError("--json and --explain are two answers: ask for one")
    by_hand = read_file(corrections_file)
    for line, reason in by_hand.bad:
        complain(BadFile(f"{corrections_file}:{line}", reason))
    failed = len(by_hand.bad)
    kinds: Counter[str] = Counter()
    for document in documents(paths, read_options(ocr, follow_links)):
        if isinstance(document, PassedOver):
            kinds[document.kind] += 1
            continue
        found = document if isinstance(document, BadFile) else _extracted(document, by_hand)
        if isinstance(found, BadFile):
            complain(found)
            failed += 1
            continue
        _print_extracted(*found, as_json=as_json, explained=explained)
    if kinds:
        click.echo(shown(passed_over(kinds)), err=True)
    return SOME_FAILED if failed else DONE


def _print_extracted(
    article: Article, made: MeetingReport, *, as_json: bool, explained: bool
) -> None:
    if as_json:
        click.echo(encode(_facet_record(made)))
    elif explained:
        told = [*explain(made).split("\n"), *explain_meeting(article)]
        for line in (made.id, *told, *explain_values(made, article), ""):
            click.echo(shown(line))
    else:
        _print_facets(made)


def _extracted(
    document: RawDocument, by_hand: CorrectionsRead
) -> tuple[Article, MeetingReport] | BadFile:
    try:
        with at_most(text_seconds(len(document.text))):
            article = clean(document.text, document.metadata, document.paragraphs)
            return article, report(document, article, by_hand.of.get(document.id, ()))
    except OutOfTimeError as error:
        reason = str(error)
    except Exception as error:  # one report must not stop the others
        reason = f"cannot be understood: {error!r}"
    return BadFile(document.place.shown, reason)


def _facet_record(made: MeetingReport) -> dict[str, object]:
    return {
        "id": made.id,
        "is_meeting": made.is_meeting,
        "title": plain(made.title),
        "facets": plain(made.facets),
        "flags": list(made.flags),
        "flagged": plain(made.flagged),
    }


def _print_facets(made: MeetingReport) -> None:
    click.echo(shown(made.id))
    for name, value in values(made):
        click.echo(shown(f"  {value_line(name, value)}"))
