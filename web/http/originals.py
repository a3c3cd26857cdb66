"""A report → the address of the file that it was read from, if files are served."""

import stat
from contextlib import suppress
from pathlib import Path

from flask import current_app

from search.report import SourcePath, StoredReport
from web import address

SERVES_ORIGINALS = "SERVES_ORIGINALS"
"""The setting of the application that lets files be taken home."""
AS_TAKEN = "hoi_nghi.as_taken"
"""The key of the environment of a request whose answer is made only as fast as its client takes it:
its bytes lie on the disk already, and are not written there again for a slow reader."""


def original_address(stored: StoredReport) -> str:
    """The address of the file; empty where there is none, or none is served."""
    has_file = is_served(stored) and any(map(located, map(SourcePath.of, stored.origins)))
    return address.original(stored.report.id) if has_file else ""


def is_served(stored: StoredReport) -> bool:
    """Whether there was a file to take home, and files are served."""
    return stored.report.original is not None and bool(current_app.config[SERVES_ORIGINALS])


def located(origin: SourcePath) -> Path | None:
    """The regular file at a place, if it lies inside its root, links resolved."""
    with suppress(OSError, ValueError, RuntimeError):
        path, root = Path(origin.file).resolve(strict=True), Path(origin.root).resolve(strict=True)
        if origin.part and Path(origin.file).is_symlink():
            return None  # its bytes are not compared: it may lead anywhere today
        if path.is_relative_to(root) and stat.S_ISREG(path.stat().st_mode):
            return path
    return None
