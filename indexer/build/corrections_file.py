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
    """What a file says. `of`: the id of a report → its corrections, in the order of the lines."""

    of: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    bad: tuple[BadLine, ...] = ()

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
    if path is None or not (path.exists() or VARIABLE in os.environ):
        return CorrectionsRead()
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return CorrectionsRead(bad=(BadLine(0, f"cannot be read: {error.strerror}"),))
    if len(data) > MAX_BYTES:
        return CorrectionsRead(bad=(BadLine(0, "is larger than 20 MB"),))
    return parse(data)


def parse(data: bytes) -> CorrectionsRead:
    """The bytes of a file, in UTF-8, or UTF-16 with its mark → the corrections of its lines."""
    of: defaultdict[str, list[Correction]] = defaultdict(list)
    bad: list[BadLine] = []
    count = 0
    for number, line in enumerate(written_lines(data), 1):
        if line is not None and (not line.strip() or line.lstrip().startswith("#")):
            continue
        count += 1
        try:
            if count > MAX_LINES:
                raise BadCorrectionError(f"and what follows are beyond {MAX_LINES} lines")
            one = _read(number, line)
            _fit(one, of[one.id])
            of[one.id].append(one)
        except BadCorrectionError as error:
            bad.append(BadLine(number, str(error)))
            if count > MAX_LINES:
                break
    return CorrectionsRead({name: tuple(own) for name, own in of.items() if own}, tuple(bad))


def _read(number: int, line: str | None) -> Correction:
    if line is None:
        raise BadCorrectionError("is not UTF-8")
    return read_line(number, line.rstrip("\r\n").split("\t"))


def _fit(one: Correction, others: list[Correction]) -> None:
    """Raise BadCorrectionError where a line says what another one does, or the contrary."""
    for other in others:
        said = (one.field, one.words, one.instead), (other.field, other.words, other.instead)
        if said[0] == said[1]:
            raise BadCorrectionError(f"says the same as line {other.line}")
        if disagree(one, other):
            raise BadCorrectionError(f"says something else than line {other.line}")
