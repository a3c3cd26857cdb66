"""What an index holds, and what a run would leave of it → an error where too much would be lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.build.claims import content_of
from indexer.build.plan import Plan, Task
from indexer.build.roots import names_of
from indexer.read.document import BadFile, is_within
from indexer.read.links import all_resolved
from search.engine.protocol import SourceRecord
from search.report import SourcePath


class RefusedRunError(Exception):
    """A run that was not carried out; the index is as it was. `bad`: what could not be read."""

    def __init__(self, message: str, bad: Sequence[BadFile] = ()) -> None:
        super().__init__(message)
        self.bad = tuple(bad)


class TooManyRemovalsError(RefusedRunError):
    """A run would remove more than half of what it covers."""

    def __init__(self, removals: int, covered: int, bad: Sequence[BadFile] = ()) -> None:
        failed = f" or could not be read ({len(bad)} files failed)" if bad else ""
        super().__init__(
            f"{removals} of the {covered} indexed reports under these paths are gone{failed}; is a "
            "disk missing? Nothing was changed. If it is meant, add --allow-removals",
            bad,
        )


class MostFailedError(RefusedRunError):
    """A rebuild could not read most of what it found, and the live index holds much more."""

    def __init__(self, found: int, live: int, bad: Sequence[BadFile]) -> None:
        super().__init__(
            f"{len(bad)} files could not be read and {found} reports were found, where the live "
            f"index holds {live}; is a disk missing? Nothing was changed. If it is meant, add "
            "--allow-removals",
            bad,
        )


class NothingToIndexError(RefusedRunError):
    """A rebuild found no report at all, and left the index as it is."""

    def __init__(self, bad: Sequence[BadFile] = ()) -> None:
        super().__init__("no report was found under these paths; the index is as it was", bad)


@dataclass(frozen=True, slots=True)
class RebuildGuard:
    """What a rebuild must not lose unless it is meant.

    `covered`: the reports of the live index with a file under the paths of the run; the others are
    meant to be forgotten. `live`: how many it has at all. `is_off`: removals are meant.
    """

    covered: tuple[SourceRecord, ...]
    live: int
    is_off: bool

    def refuse(self, reports: Sequence[Task], bad: Sequence[BadFile]) -> None:
        """Raise an error if these reports must not take the place of the live ones.

        It is asked when the files have been read and again when the reports are made, before the
        switch. `bad`: what failed until then. Raises NothingToIndexError, TooManyRemovalsError,
        MostFailedError.
        """
        if not reports:
            raise NothingToIndexError(bad)
        if self.is_off:
            return
        ids = {task.becomes.id for task in reports}
        contents = {task.content for task in reports}
        lost = sum(
            own.id not in ids and content_of(own.id, own.digest, own.origins[0]) not in contents
            for own in self.covered
        )
        if 2 * lost > len(self.covered):
            raise TooManyRemovalsError(lost, len(self.covered), bad)
        if 2 * len(reports) < self.live and _are_most(bad, len(reports)):
            raise MostFailedError(len(reports), self.live, bad)


def guard_of(known: Sequence[SourceRecord], given: frozenset[str], *, is_off: bool) -> RebuildGuard:
    """The guard of a rebuild from some absolute paths. `known`: what is live, of any version."""
    covering = given | all_resolved(given)
    names = names_of((SourcePath.root_of(o) for entry in known for o in entry.origins), given)

    def is_covered(origin: str) -> bool:
        place = SourcePath.of(origin)
        ways = (replace(place, root=root).file for root in names[place.root])
        return any(is_within(way, covering) for way in ways)

    covered = tuple(entry for entry in known if any(map(is_covered, entry.origins)))
    return RebuildGuard(covered, len(known), is_off)


def refuse(plan: Plan, guard: RebuildGuard | None, *, is_off: bool) -> None:
    """Raise the error of a plan that must not be carried out: what the `guard` of a rebuild says;
    of a live index TooManyRemovalsError, unless removals are meant (`is_off`)."""
    if guard is not None:
        guard.refuse(plan.tasks, plan.bad)
    elif not is_off and 2 * plan.lost > plan.covered:
        raise TooManyRemovalsError(plan.lost, plan.covered, plan.bad)


def _are_most(bad: Iterable[BadFile], found: int) -> bool:
    """Whether more could not be read than was found; a folder may hold any number."""
    unread = [Path(own.path) for own in bad if own.unread]
    return len(unread) > found or any(map(_is_folder, unread))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
