"""tests/data/sample_papers.json → the papers that the files of samples/van-ban are made of."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import PurePosixPath
from typing import Any

from tests.conftest import ROOT

_DATA = ROOT / "tests" / "data" / "sample_papers.json"

Cell = str | int | float


@dataclass(frozen=True)
class Paper:
    """An official paper, a page of the web or a mail; an archive has nothing but `parts`.

    `file`: its name, whose suffix says of which kind it is. `left`, `right`: the lines of its head,
    who issued it and the motto; below them `number` and `place`. `note`: the number of a paragraph
    of the body, from 1, and its footnote. `document_no`, `issuer`: what should be read out of it.
    """

    file: str
    title: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    number: str = ""
    place: str = ""
    note: tuple[int, str] | None = None
    caption: str = ""
    table: tuple[tuple[Cell, ...], ...] = ()
    closing: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    charset: str = ""
    menu: tuple[str, ...] = ()
    headers: Mapping[str, str] | None = None
    document_no: str | None = None
    issuer: str | None = None
    parts: tuple["Paper", ...] = ()

    @property
    def kind(self) -> str:
        """What its name ends with: "docx"."""
        return PurePosixPath(self.file).suffix[1:]

    def head_lines(self) -> Iterator[tuple[str, str]]:
        """The lines of the head, what stands left and what stands right."""
        if self.left:
            yield from zip_longest(self.left, self.right, fillvalue="")
            yield self.number, self.place

    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """Each paragraph of the body, and the footnote that it ends with, or ""."""
        for number, text in enumerate(self.body, 1):
            yield text, self.note[1] if self.note and self.note[0] == number else ""

    def words(self) -> Counter[str]:
        """How often each word stands in it, in small letters."""
        rows = [map(written, row) for row in self.table]
        pieces = [
            *(cell for line in self.head_lines() for cell in line),
            *(*self.title, *self.body, self.note[1] if self.note else "", self.caption),
            *(cell for row in rows for cell in row),
            *(*self.closing, *self.signed),
        ]
        return Counter(word for piece in pieces for word in piece.lower().split())


def written(cell: Cell) -> str:
    """A cell as a Vietnamese reads it: 87.8 is 87,8."""
    return cell if isinstance(cell, str) else str(cell).replace(".", ",")


def papers() -> list[Paper]:
    """Those of the list, one a file."""
    return [_paper(own) for own in json.loads(_DATA.read_text("utf-8"))]


def inside(paper: Paper) -> Iterator[tuple[str, Paper]]:
    """The id that each paper of a file has in an index, and the paper."""
    if paper.body:
        yield paper.file, paper
    for part in paper.parts:
        yield f"{paper.file}/{part.file}", part


def _paper(own: dict[str, Any]) -> Paper:
    values = {name: _fixed(value) for name, value in own.items() if name != "parts"}
    return Paper(**values, parts=tuple(_paper(part) for part in own.get("parts", [])))


def _fixed(value: Any) -> Any:
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    return tuple(map(_fixed, value)) if is_list else value
