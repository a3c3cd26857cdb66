"""The table of formats: what a file is → its reader, and what people call such files."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from indexer.read.document import ParsedFile, Part


class Format(NamedTuple):
    """A format that reports are read in.

    `kind`: what it is called in an index. `suffixes`: what the names of its files mostly end with,
    in small letters; what a file is, its content tells. `reader`: "module:function" below
    `indexer.read`, the bytes of a file → ParsedFile; `parts`: the same, the bytes → what else is
    in it, each a Part. They are named and not imported, so that only the process that parses a
    file loads what it needs. `is_one_report`: each file is one report, known by its path; else a
    file holds any number of records, and each has an id of its own.
    """

    kind: str
    suffixes: tuple[str, ...]
    reader: str = ""
    parts: str = ""
    is_one_report: bool = True

    def parse(self, data: bytes, **options: Any) -> ParsedFile | None:
        """The report that a file is; None of a format whose files are none. Raises Unreadable."""
        parsed: ParsedFile | None = _function(self.reader)(data, **options) if self.reader else None
        return parsed

    def unpack(self, data: bytes) -> Iterator[Part]:
        """What else is in a file; nothing in most. Raises Unreadable."""
        if self.parts:
            yield from _function(self.parts)(data)


TEXT, RECORDS, PDF = "txt", "jsonl", "pdf"
"""Kinds that are named elsewhere too."""

FORMATS = (
    Format("docx", (".docx", ".docm", ".dotx"), "office.docx:read_docx"),
    Format("doc", (".doc", ".dot"), "office.doc97:read_doc"),
    Format("odt", (".odt",), "office.odt:read_odt"),
    Format("rtf", (".rtf",), "office.rtf:read_rtf"),
    Format(PDF, (".pdf",), "pdf.reader:read_pdf"),
    Format("html", (".html", ".htm", ".xhtml"), "html:read_html"),
    Format("xlsx", (".xlsx", ".xlsm"), "office.sheets:read_sheet"),
    Format("xls", (".xls",), "office.sheets:read_sheet"),
    Format("ods", (".ods",), "office.sheets:read_sheet"),
    Format("eml", (".eml", ".mht", ".mhtml"), "mail:read_mail", "mail:mail_parts"),
    Format("zip", (".zip",), parts="archive:zip_parts"),
    Format(TEXT, (".txt",)),
    Format(RECORDS, (".jsonl", ".jsonl.gz"), is_one_report=False),
)
BY_KIND = {own.kind: own for own in FORMATS}
SUFFIXES = tuple(suffix for own in FORMATS for suffix in own.suffixes)
"""Of every format, as messages name them."""
_OF_RECORDS = tuple(suffix for own in FORMATS if not own.is_one_report for suffix in own.suffixes)


def format_of(name: str) -> Format | None:
    """The format that the name of a file promises, in any case, if it is one of the table."""
    return next((own for own in FORMATS if name.lower().endswith(own.suffixes)), None)


def holds_records(name: str) -> bool:
    """Whether a file of this name is one of records: these alone are told by their names, for
    nothing but a program writes them."""
    return name.lower().endswith(_OF_RECORDS)


@cache
def _function(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"{__package__}.{module}"), function)
    return found
