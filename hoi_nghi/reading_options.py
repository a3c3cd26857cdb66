"""What the commands that read files share: their arguments, and how files are read."""

import os
from contextlib import suppress
from pathlib import Path

import click

from indexer.read.contents import ReadOptions
from indexer.read.pdf.ocr import Recogniser
from search.engine.parts import RunPart

PATHS = click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, readable=False, path_type=Path),
    metavar="PATH...",
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default="all cores",
    help="Processes that read and segment.",
)


def _part(ctx: click.Context, option: click.Parameter, value: str | None) -> RunPart | None:
    """`2/8` → the second of eight parts."""
    if value is None:
        return None
    number, _, count = value.partition("/")
    if not (_is_number(number) and _is_number(count) and 1 <= int(number) <= int(count)):
        raise click.BadParameter(f"{value!r} is no part of a run; the second of eight is 2/8")
    return RunPart(int(number), int(count))


def _is_number(told: str) -> bool:
    return told.isascii() and told.isdecimal() and len(told) <= _LONGEST


_LONGEST = 3
"""Digits of the number of parts: nobody has a thousand processes that read."""
PART = click.option(
    "--part",
    callback=_part,
    metavar="K/N",
    help="Write the K-th of N parts; the last one publishes. For an index in a cluster.",
)
OCR = click.option(
    "--ocr",
    is_flag=True,
    help="Read pages that are pictures, by tesseract with its language vie if it is installed.",
)
FOLLOW_LINKS = click.option(
    "--follow-links",
    is_flag=True,
    help="Also links that lead out of PATH: what they point to can then be found and read.",
)


def read_options(ocr: bool, follow_links: bool = False) -> ReadOptions:
    """How files are read; what was read off pictures before is used without --ocr, too."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache")
    with suppress(RuntimeError):  # nobody's home
        caches = caches.expanduser()
    cache = caches / "hoi-nghi" / "ocr"
    if ocr and Recogniser.find(cache) is None:
        raise click.UsageError(
            "--ocr needs the program tesseract with its language vie; on Debian and Ubuntu: "
            "apt install tesseract-ocr tesseract-ocr-vie"
        )
    return ReadOptions(ocr_cache=str(cache), recognises=ocr, follows_links=follow_links)
