"""A report → the address of the file that it was read from, if files are served."""

from flask import current_app

from search.report import StoredReport
from web import address

SERVES_ORIGINALS = "SERVES_ORIGINALS"
"""The setting of the application that lets files be taken home."""


def original_address(stored: StoredReport) -> str:
    """The address of the file; empty where there is none, or none is served."""
    is_served = stored.report.original and stored.origins and current_app.config[SERVES_ORIGINALS]
    return address.original(stored.report.id) if is_served else ""
