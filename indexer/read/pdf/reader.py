"""The bytes of a PDF file → its paragraphs, each with its page, and which pages are pictures."""

import hashlib
from contextlib import closing
from dataclasses import dataclass, field, replace
from statistics import median

from indexer.read import limits
from indexer.read.document import ParsedFile, Unreadable
from indexer.read.pdf.characters import PdfFile
from indexer.read.pdf.grids import Flow, with_rows
from indexer.read.pdf.lines import TextLine, lines_of
from indexer.read.pdf.ocr import Recogniser
from indexer.read.pdf.page import PageCharacters
from indexer.read.pdf.paragraphs import paragraphs_of

_FEWEST_LETTERS = 20
"""A page with fewer, and with a picture over most of it, is a picture: the stamp of a signature
that was set on a scan is no text."""
_COVERED, _COVERED_ALONE = 0.6, 0.3
"""Of the area of a page: what a picture covers on a page with few letters, and on one with none: a
scanner cuts off what is white."""


@dataclass(slots=True)
class _Pages:
    """What was read of the pages so far."""

    flows: list[Flow] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    damaged: int = 0

    def level(self) -> None:
        """Give all recognised lines one font size: what it is nobody knows for sure."""
        lines = {
            page: [line for line in self.flows[page - 1] if isinstance(line, TextLine)]
            for page in self.recognised
        }
        sizes = [line.size for flow in lines.values() for line in flow]
        for page, flow in lines.items():
            self.flows[page - 1] = [replace(line, size=median(sizes)) for line in flow]


def read_pdf(data: bytes, ocr: Recogniser | None = None) -> ParsedFile:
    """What a PDF file says. Pages that are pictures give text only with a recogniser.

    Raises Unreadable if it is encrypted, damaged, or of more than MAX_PAGES pages.
    """
    digest = hashlib.sha256(data).hexdigest() if ocr else ""
    pages = _Pages()
    with closing(PdfFile(data)) as file:
        for page in range(1, file.pages + 1):
            limits.gets_on()
            found = file.characters(page)
            pages.damaged += found is None
            if not _is_picture(file, page, found):
                pages.flows.append(with_rows(found, lines_of(found)) if found else [])
                continue
            pages.pictures.append(page)
            lines = ocr.lines(digest, page, file.picture) if ocr else []
            pages.flows.append(list(lines))
            if lines:
                pages.recognised.append(page)
        if pages.damaged == file.pages:
            raise Unreadable("is a damaged PDF file")
        pages.level()
        return ParsedFile(
            tuple(paragraphs_of(pages.flows)),
            pages=file.pages,
            pictures=tuple(pages.pictures),
            recognised=tuple(pages.recognised),
            is_partial=pages.damaged > 0,
        )


def _is_picture(file: PdfFile, page: int, found: PageCharacters | None) -> bool:
    letters = sum(map(str.isalpha, found.text)) if found else _FEWEST_LETTERS
    if letters >= _FEWEST_LETTERS:
        return False
    return file.picture_share(page) >= (_COVERED if letters else _COVERED_ALONE)
