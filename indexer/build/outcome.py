"""What a run did, as it is told to who started it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.read.document import BadFile
from search.engine.parts import RunPart


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did.

    `generation` is None where nothing was written. `passed_over`: kind of file, such as ".png" →
    how many were no reports. `partly`: file → how many of its pages are pictures that nobody read.
    `moved`: roots that are gone, each with the root of today that has its files. `same`: files that
    have the bytes of another one, and are one report with it. `links`: those that lead out of the
    given paths and were not followed; counted in `passed_over`.

    `part`: which part of a run it was, None if it was all of it; `missing`: the parts that nobody
    has written yet. While some are missing the numbers are of this part alone, and afterwards of
    the whole run. `was_written`: an earlier process wrote this part, and this one did nothing.
    """

    added: int
    replaced: int
    removed: int
    unchanged: int
    bad: tuple[BadFile, ...]
    generation: str | None
    passed_over: Mapping[str, int] = field(default_factory=dict)
    partly: Mapping[str, int] = field(default_factory=dict)
    moved: tuple[tuple[str, str], ...] = ()
    same: int = 0
    links: tuple[str, ...] = ()
    part: RunPart | None = None
    missing: tuple[int, ...] = ()
    was_written: bool = False
