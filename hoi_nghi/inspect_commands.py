"""Arguments of check, stats, rollback and analyze → what is told of an index or of a text.

Apart from what makes an index: that takes as long to import as these take in all.
"""

from dataclasses import fields

import click

from hoi_nghi.shell import CHECK_FAILED, DONE, JSON, index_option, shown
from search.engine.urls import open_engine
from search.serialization import encode
from search.text.analyze import analyze, exact_term, word_term
from search.text.normalize import normalize


@click.command()
@index_option
def check(url: str) -> int:
    """Read every byte of the index and name what is damaged."""
    damage = open_engine(url).check()
    for line in damage:
        click.echo(shown(line))
    click.echo(f"{len(damage)} damaged" if damage else "every file is as it was written", err=True)
    return CHECK_FAILED if damage else DONE


@click.command()
@index_option
@JSON
def stats(url: str, as_json: bool) -> None:
    """Tell how large the index is."""
    found = open_engine(url).snapshot().stats()
    if as_json:
        record = {field.name: getattr(found, field.name) for field in fields(found)}
        record["recipe"] = record.pop("extraction_fingerprint")  # its published name
        click.echo(encode(record))
        return
    click.echo(f"generation {found.generation}\nreports    {found.reports}")
    click.echo(f"terms      {found.terms}\nmegabytes  {found.bytes / 1e6:.1f}")


@click.command()
@index_option
def rollback(url: str) -> None:
    """Go back to the generation before the live one."""
    click.echo(f"live again: {open_engine(url).rollback()}")


@click.command(name="analyze")
@click.argument("text")
def analyze_command(text: str) -> None:
    """Show TEXT as the index sees it: normalised, syllables, words, terms."""
    found = analyze(text)
    syllables = found.syllables
    words = [syllables[first:last] for first, last in found.words()]
    click.echo(f"normalised  {normalize(text).text}")
    click.echo(f"syllables   {' '.join(text[s.start : s.end] for s in syllables)}")
    click.echo(f"words       {' '.join('_'.join(text[s.start : s.end] for s in w) for w in words)}")
    click.echo(f"terms       {' '.join(map(exact_term, syllables))}")
    click.echo(f"            {' '.join(word_term(word) for word in words if len(word) > 1)}")
