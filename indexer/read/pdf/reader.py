"""The bytes of a PDF file → its paragraphs, with their pages."""

from indexer.read.document import ParsedFile
from indexer.read.pdf.characters import PdfFile
from indexer.read.pdf.grids import TableRow, with_rows
from indexer.read.pdf.lines import TextLine, lines_of
from indexer.read.pdf.paragraphs import paragraphs_of

def read_pdf(data: bytes) -> ParsedFile:
    flows: list[list[TextLine | TableRow]] = []
    with PdfFile(data) as file:
        for page in range(1, file.pages + 1):
            found = file.characters(page)
            flows.append(with_rows(found, lines_of(found)) if found else [])
        return ParsedFile(tuple(paragraphs_of(flows)), pages=file.pages)
