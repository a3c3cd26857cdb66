"""A picture of a page → the lines that the program tesseract reads off it, where it is installed.

It reads at 150 dpi: of 150, 200 and 300 dpi that was the fastest on a signed scan of a decree, and
found most of its words. Debian has it as tesseract-ocr and tesseract-ocr-vie.
"""

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from statistics import median

from indexer.read import limits
from indexer.read.pdf.lines import TextLine

DPI = 150
_LANGUAGE = "vie"
_WORD_LEVEL = "5"
_SURE, _VERY_SURE = 20.0, 80.0
"""Per cent: words, and signs without a letter or a digit, of which tesseract is less sure are
stains, stamps or a hand."""
_ITEM = re.compile(r"(?:\d{1,3}|[^\W\d_])[.)]")
"""What stands before an item of a list; tesseract is never sure of it."""
_SIZE = 0.85
"""Of the height of a line: the size of its font."""

_APART = 2.0
"""Of the size: how far words of one line stand apart that are not read together."""
_SKEW = 1.5
"""Points between edges of lines that are one on paper."""


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Reads pages with a program, and keeps what it read in a folder.

    `program`: the path of tesseract. `cache`: a folder, made when first needed; what is kept there
    is found again by the digest of the file, the page and the resolution.
    """

    program: str
    cache: Path

    @classmethod
    def kept_in(cls, cache: Path) -> "Recogniser":
        """One that reads nothing anew: it gives what was read before."""
        return cls("", cache)

    @classmethod
    def find(cls, cache: Path) -> "Recogniser | None":
        """The one of this machine; None where tesseract, or its Vietnamese, is not installed."""
        program = shutil.which("tesseract")
        if program is None:
            return None
        try:
            listed = subprocess.run(
                [program, "--list-langs"],
                capture_output=True,
                text=True,
                timeout=limits.SECONDS_A_PICTURE,
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return cls(program, cache) if _LANGUAGE in listed.stdout.split() else None

    def lines(self, digest: str, page: int, draw: Callable[[int, int], bytes]) -> list[TextLine]:
        """The lines of a page; none where the program fails or takes longer than SECONDS_A_PICTURE.

        `digest`: of the file, SHA-256 in hexadecimal digits. `draw`: draws the page of that number
        at so many dots an inch, as a PGM file; asked only for what is not in the cache.
        """
        kept = self.cache / digest[:2] / f"{digest}-{page}-{DPI}.tsv"
        with contextlib.suppress(OSError, UnicodeDecodeError):
            return lines_of_table(kept.read_text("utf-8"))
        if not self.program:
            return []
        limits.gets_on(limits.SECONDS_A_PICTURE)
        picture = draw(page, DPI)
        table = self._read(picture) if picture else None
        if table is None:
            return []
        with contextlib.suppress(OSError):  # a full disk, a folder of somebody else
            _keep(kept, table)
        return lines_of_table(table)

    def _read(self, picture: bytes) -> str | None:
        """What the program says of a picture, as a table with a word a row; None if it fails."""
        command = [self.program, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(DPI), "tsv"]
        try:
            done = subprocess.run(
                command,
                input=picture,
                capture_output=True,
                timeout=limits.SECONDS_A_PICTURE,
                env=os.environ | {"OMP_THREAD_LIMIT": "1"},
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _keep(path: Path, text: str) -> None:
    """Write a file whole or not at all: another process may read it at any time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        os.close(handle)
        Path(name).write_text(text, "utf-8")
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def lines_of_table(table: str) -> list[TextLine]:
    """The lines of a table that tesseract printed, in points from the lower left of the page.

    Its columns are level, page, block, paragraph, line, word, left, top, width, height in pixels,
    per cent of certainty, text; see `man tesseract`, TSV. Lines are as high as their letters are,
    so all get the size of the middle one: else "cao" would be smaller than "Lập".
    """
    words: defaultdict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    bottom = 0.0
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != 12:
            continue
        if cells[0] == "1":
            bottom = float(cells[9])
        elif cells[0] == _WORD_LEVEL and _is_word(cells[11], float(cells[10])):
            words[tuple(cells[1:5])].append(cells)
    heights = [max(int(word[9]) for word in line) for line in words.values()]
    size = _SIZE * median(heights) if heights else 0.0
    pieces = [piece for line in words.values() for piece in _pieces(line, size)]
    return _squared([_line(piece, bottom, size) for piece in pieces])


def _is_word(text: str, certainty: float) -> bool:
    if not any(map(str.isalnum, text)):
        return bool(text.strip()) and certainty >= _VERY_SURE
    return certainty >= _SURE or bool(_ITEM.fullmatch(text))


def _pieces(words: Sequence[list[str]], size: float) -> Iterator[list[list[str]]]:
    """The words of a line that stand together: those of the columns of a letterhead do not."""
    piece: list[list[str]] = []
    for word in words:
        if piece and int(word[6]) - int(piece[-1][6]) - int(piece[-1][8]) > _APART * size:
            yield piece
            piece = []
        piece.append(word)
    yield piece


def _line(words: Sequence[list[str]], bottom: float, size: float) -> TextLine:
    scale = 72 / DPI
    left = min(int(word[6]) for word in words)
    right = max(int(word[6]) + int(word[8]) for word in words)
    lowers = sorted(int(word[7]) + int(word[9]) for word in words)
    lower = lowers[(len(lowers) - 1) // 4]  # most words have no letter that reaches below it
    text = " ".join(" ".join(word[11] for word in words).split())
    return TextLine(text, scale * left, scale * right, scale * (bottom - lower), scale * size)


def _squared(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines with edges that are nearly one made one: paper is never scanned quite straight."""
    lefts = _snapped([line.left for line in lines], _SKEW)
    rights = _snapped([line.right for line in lines], _SKEW)
    return [
        replace(line, left=min(lefts[line.left], rights[line.right]), right=rights[line.right])
        for line in lines
    ]


def _snapped(places: Iterable[float], within: float) -> dict[float, float]:
    """Each place and the middle of the run of places that it is in, gap by gap no wider than this
    and on the whole no wider than four of it."""
    snapped: dict[float, float] = {}
    run: list[float] = []
    for place in [*sorted(places), inf]:
        if run and (place - run[-1] > within or place - run[0] > 4 * within):
            snapped |= dict.fromkeys(run, median(run))
            run = []
        run.append(place)
    return snapped
