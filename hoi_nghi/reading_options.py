"""What the commands that read files share: their arguments, and how files are read."""

import os
from contextlib import suppress
from pathlib import Path

import click

from indexer.read.contents import ReadOptions
from indexer.read.pdf.ocr import Recogniser

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
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


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
