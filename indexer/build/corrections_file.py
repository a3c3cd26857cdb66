"""A file of corrections → what it says of each report, and which of its lines cannot be read.

A line: the id of a report, a facet, a value, all separated by tabs; "#" begins a comment.
"""

import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from indexer.facets.corrections import Correction, disagree, read_line
from indexer.facets.hand_written import BadCorrectionError
from search.engine.protocol import Engine, InFolder
from search.engine.small_file import read_small
from search.text.lexicon.written_lines import written_lines

VARIABLE = "HOI_NGHI_CORRECTIONS"
"""The variable of the environment that names a file for whichever index."""
NAME = "corrections.tsv"
"""The name of the file in the folder of an index."""
MAX_BYTES, MAX_LINES = 20_000_000, 100_000
"""The largest file, and the most lines that say something."""


class BadLine(NamedTuple):
    """A line that cannot be read, and why; line 0 stands for the whole file."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectionsRead:
    """What a file says. `of`: the id of a report → its corrections, in the order of the lines.
    `is_unread`: the file, or a part of it, said something that nobody knows: what is corrected in
    an index must stay so."""

    of: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    bad: tuple[BadLine, ...] = ()
    is_unread: bool = False

    @property
    def lines(self) -> list[Correction]:
        """All corrections, in the order of their lines."""
        return sorted((one for own in self.of.values() for one in own), key=lambda one: one.line)


def path_of(engine: Engine) -> Path | None:
    """Where the corrections of an index are looked for, whether a file is there or not."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser()
    return engine.folder() / NAME if isinstance(engine, InFolder) else None


def read_file(path: Path | None) -> CorrectionsRead:
    """The corrections of a file; a file that is not there has none, unless it was named; one that
    cannot be read says why."""
    if path is None or not (path.exists() or os.environ.get(VARIABLE)):
        return CorrectionsRead()
    try:
        data = read_small(path, MAX_BYTES + 1).data
    except OSError as error:
        return _unread(f"cannot be read: {error.strerror}")
    if len(data) > MAX_BYTES:
        return _unread("is larger than 20 MB")
    return parse(data)


def _unread(reason: str) -> CorrectionsRead:
    return CorrectionsRead(bad=(BadLine(0, reason),), is_unread=True)


def parse(data: bytes) -> CorrectionsRead:
    """The bytes of a file, in UTF-8, or UTF-16 with its mark → the corrections of its lines."""
    of: defaultdict[str, list[Correction]] = defaultdict(list)
    bad: list[BadLine] = []
    said = _Said()
    count, is_unread = 0, False
    for number, line in enumerate(written_lines(data), 1):
        if line is not None and (not line.strip() or line.lstrip().startswith("#")):
            continue
        count += 1
        try:
            if count > MAX_LINES:
                raise BadCorrectionError(f"and what follows are beyond {MAX_LINES} lines")
            one = _read(number, line)
            said.add(one)
            of[one.id].append(one)
        except BadCorrectionError as error:
            bad.append(BadLine(number, str(error)))
            is_unread |= line is None or count > MAX_LINES
            if count > MAX_LINES:
                break
    return CorrectionsRead({name: tuple(own) for name, own in of.items()}, tuple(bad), is_unread)


def _read(number: int, line: str | None) -> Correction:
    if line is None:
        raise BadCorrectionError("is not UTF-8")
    return read_line(number, line.rstrip("\r\n").split("\t"))


class _Said:
    """The lines so far, found by what they say and what they are about."""

    def __init__(self) -> None:
        self._same: dict[tuple[str | None, ...], Correction] = {}
        self._first: dict[tuple[str | None, ...], Correction] = {}

    def add(self, one: Correction) -> None:
        """Raise BadCorrectionError where a line says what another one does, or the contrary."""
        about = (one.id, one.field, one.instead)
        if same := self._same.get((*about, one.words)):
            raise BadCorrectionError(f"says the same as line {same.line}")
        first = self._first.get(about)  # those behind it do not disagree with it
        if first and disagree(one, first):
            raise BadCorrectionError(f"says something else than line {first.line}")
        self._same[*about, one.words] = one
        self._first.setdefault(about, one)
