"""What is read out of PDF files: words, whole paragraphs, facets, scans, hostile files, time.

python -m benchmarks.pdf_files [--ocr FOLDER]

FOLDER keeps what tesseract reads, so that a second run takes no time.
"""

import argparse
import html
import re
import resource
import subprocess
import sys
import time
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.corpus import SHARED
from indexer.build.prepare import understand
from indexer.read.document import Paragraph, ParsedFile, RawDocument, Unreadable
from indexer.read.pdf.characters import PdfFile
from indexer.read.pdf.ocr import Recogniser
from indexer.read.pdf.reader import read_pdf
from search.report import Facets, PassageKind, SourcePath

FILES = SHARED / "files"
MADE = [f"{font}seed{seed}_{columns}c" for font in ("n", "") for seed in "012" for columns in "12"]
TWINS = {"klaa_00ec_505.pdf": "klaa_2a0e_505.docx"}
SCAN, SCANNED = "sonthk_a64e_335-cp.signed.pdf", "sonthk_c520_335.pdf"
MEMORY, SECONDS = 1 << 30, 30


@dataclass(frozen=True, slots=True)
class Timed:
    """What was read of a file, and how long it took a page, in milliseconds."""

    parsed: ParsedFile
    pace: float

    @property
    def text(self) -> str:
        """The paragraphs, a line each."""
        return "\n".join(paragraph.text for paragraph in self.parsed.paragraphs)


def main(cache: Path | None) -> None:
    """Print the tables."""
    made()
    real()
    hostile()
    if cache and (ocr := Recogniser.find(cache)):
        scan(ocr)


def made() -> None:
    """Files made of three reports, against their texts: fonts with (nseed) and without (seed) all
    letters, one and two columns. Of facets: found again of the text's own, and other ones."""
    print("made             words  paragraphs  people  figures  type  date  captions  ms a page")
    sums: Counter[str] = Counter()
    for name in MADE:
        own = (FILES / "made" / f"seed{re.findall('[0-9]', name)[0]}.utf8.txt").read_text("utf-8")
        timed = _read(FILES / "made" / f"{name}.pdf")
        lines = [" ".join(line.split()) for line in _composed(own).splitlines() if line.strip()]
        got = {_composed(paragraph.text) for paragraph in timed.parsed.paragraphs}
        whole = sum(line in got for line in lines)
        told = _facets(_understood(own), _understood(timed.text, timed.parsed.paragraphs))
        sums.update({"whole": whole, "lines": len(lines)})
        words = f"{_in_order(_words(own), _words(timed.text)):6.3f} {whole:7} of {len(lines):2}"
        print(f"{name:15} {words}  {'  '.join(told)}  {timed.pace:6.1f}")
    print(f"paragraphs whole: {sums['whole']} of {sums['lines']}")


def real() -> None:
    """Public papers: how many paragraphs and rows, which words are kept of PDFium's own text."""
    print("\nreal                                      pages  paragraphs  rows  kept  ms a page")
    for path in sorted((FILES / "real").glob("*.pdf")):
        timed = _read(path)
        rows = sum(one.kind is PassageKind.TABLE for one in timed.parsed.paragraphs)
        own = _words(_twin(FILES / "real" / TWINS[path.name]) if path.name in TWINS else _raw(path))
        pages = f"{timed.parsed.pages:5} {len(timed.parsed.paragraphs):9} {rows:8}"
        kept = f"{_kept(own, _words(timed.text)):.3f}" if own else "    -"
        scan = f"  pictures: {len(timed.parsed.pictures)}" if timed.parsed.pictures else ""
        print(f"{path.name[-40:]:40} {pages}  {kept} {timed.pace:8.1f}{scan}")


def hostile() -> None:
    """Files that mean harm, each in a process of its own with 1 GB and 30 seconds."""
    print("\nhostile")
    for path in sorted((FILES / "hostile").glob("*.pdf")):
        began = time.monotonic()
        try:
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.pdf_files", "--child", str(path)],
                capture_output=True,
                text=True,
                timeout=SECONDS,
            )
            said = done.stdout.strip() or f"ended with {done.returncode}"
        except subprocess.TimeoutExpired:
            said = f"was stopped after {SECONDS} s"
        print(f"{path.name:15} {time.monotonic() - began:5.1f} s  {said}")


def child(path: Path) -> None:
    """Read one file under limits and say what came of it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        parsed = read_pdf(path.read_bytes())
    except Unreadable as error:
        print(f"Unreadable: {error.reason}")
    except MemoryError:
        print("MemoryError")
    else:
        print(f"{len(parsed.paragraphs)} paragraphs of {parsed.pages} pages")


def scan(ocr: Recogniser) -> None:
    """A signed scan of a decree against its text."""
    began = time.monotonic()
    parsed = read_pdf((FILES / "real" / SCAN).read_bytes(), ocr)
    took = time.monotonic() - began
    own = _words(_read(FILES / "real" / SCANNED).text)
    got = _words("\n".join(paragraph.text for paragraph in parsed.paragraphs))
    pages = len(parsed.recognised)
    print(f"\nscan: {pages} pages recognised, {took / pages:.2f} s a page")
    print(f"words found {_kept(own, got):.3f}, in order {_in_order(own, got):.3f}")


def _read(path: Path) -> Timed:
    data = path.read_bytes()
    began = time.perf_counter()
    parsed = read_pdf(data)
    return Timed(parsed, 1000 * (time.perf_counter() - began) / (parsed.pages or 1))


def _raw(path: Path) -> str:
    """PDFium's own text of a file."""
    with closing(PdfFile(path.read_bytes())) as file:
        pages = (file.characters(page) for page in range(1, file.pages + 1))
        return "\n".join(page.text for page in pages if page).replace("\ufffe\r\n", "-")


def _twin(path: Path) -> str:
    """The text of a .docx, tags taken out."""
    with zipfile.ZipFile(path) as archive:
        return html.unescape(re.sub("<[^>]+>", " ", archive.read("word/document.xml").decode()))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", _composed(text).lower())


def _kept(own: Sequence[str], got: Sequence[str]) -> float:
    """The share of the words that are found, wherever."""
    return (Counter(own) & Counter(got)).total() / len(own)


def _in_order(own: Sequence[str], got: Sequence[str]) -> float:
    """The share of the words that are found in order."""
    blocks = SequenceMatcher(None, own, got, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(own)


def _understood(text: str, paragraphs: tuple[Paragraph, ...] = ()) -> Facets:
    document = RawDocument("x", text, SourcePath("/", "x.txt"), "", paragraphs=paragraphs)
    return understand(document).facets


def _facets(own: Facets, got: Facets) -> list[str]:
    """Of people with their role, figures, kind of meeting, date and captions: found again of those
    of the text, and others."""

    def of(facets: Facets) -> list[Counter[tuple[object, ...]]]:
        return [
            Counter((one.value, one.role) for one in facets.people),
            Counter((f.value, f.indicator, f.unit, f.period, f.kind) for f in facets.figures),
            Counter((one.value,) for one in facets.meeting_type),
            Counter((one.value,) for one in facets.event_date),
            Counter((one.value,) for one in facets.captions),
        ]

    return [_told(*pair) for pair in zip(of(own), of(got), strict=True)]


def _told(own: Counter[tuple[object, ...]], got: Counter[tuple[object, ...]]) -> str:
    more = (got - own).total()
    return f"{(own & got).total()}/{own.total()}{f' +{more}' if more else ''}".rjust(7)


def _arguments(arguments: Iterable[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.pdf_files")
    parser.add_argument("--ocr", type=Path, metavar="FOLDER")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args(list(arguments) if arguments is not None else None)


if __name__ == "__main__":
    options = _arguments()
    if options.child:
        child(options.child)
    else:
        main(options.ocr)
