"""Folders and files → the next generation of an index: what is new, changed or gone."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.clean import clean
from indexer.facets import report
from indexer.pool import ordered_map
from indexer.read import BadFile, Place, RawDocument, places, read
from search.engine import Engine, NoIndexError, Origin, StaleIndexError
from search.model import MeetingReport
from search.schema import IndexEntry, index_entry

Progress = Callable[[Iterable["IndexEntry | BadFile"], int], Iterable["IndexEntry | BadFile"]]
"""Shows how far an iterable of so many is."""


class TooManyRemovalsError(Exception):
    """A run would remove more than half of what it covers."""

    def __init__(self, removals: int, covered: int) -> None:
        super().__init__(
            f"{removals} of the {covered} indexed reports under these paths are gone; is a disk "
            "missing? Nothing was changed. If it is meant, add --allow-removals"
        )


class NothingToIndexError(Exception):
    """A rebuild found no report at all, and left the index as it is."""

    def __init__(self) -> None:
        super().__init__("no report was found under these paths; the index is as it was")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run will do.

    `wanted`: id → origins of each report to add or replace; the first is the one it is read from.
    """

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    wanted: dict[str, tuple[str, ...]]
    lost: int
    covered: int
    bad: tuple[BadFile, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether the index is up to date already."""
        return not (self.added or self.replaced or self.removed)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did. `generation` is None where nothing was written."""

    added: int
    replaced: int
    removed: int
    unchanged: int
    bad: tuple[BadFile, ...]
    generation: str | None


Prepared = IndexEntry | BadFile
"""A document on its way into the index: its entry, or why there is none."""


def build(
    paths: Sequence[Path],
    engine: Engine,
    *,
    anew: bool = False,
    dry_run: bool = False,
    allow_removals: bool = False,
    jobs: int = 1,
    progress: Progress = lambda items, total: items,
) -> Outcome:
    """Bring an index up to date with files, or make it `anew` from them alone.

    Raises TooManyRemovalsError, NothingToIndexError and the errors of the engine; the index is
    then as it was.
    """
    with nullcontext() if dry_run else engine.writer(recipe(), anew=anew) as writer:
        try:
            live = None if anew else engine.snapshot()
        except NoIndexError:
            live = None
        if writer is None and live and live.recipe != recipe():
            raise StaleIndexError("another version of the indexer made this index: rebuild it")
        origins = list(live.origins()) if live else []
        plan = make_plan(paths, origins)
        if anew and not plan.wanted:
            raise NothingToIndexError
        if 2 * plan.lost > plan.covered and not allow_removals:
            raise TooManyRemovalsError(plan.lost, plan.covered)
        bad = list(plan.bad)
        left: set[str] = set()
        generation = None
        if writer is not None and (live is None or not plan.changes_nothing):
            left.update(plan.wanted)
            for report_id in plan.removed:
                writer.remove(report_id)
            for prepared in progress(_prepare(plan, jobs), len(plan.wanted)):
                if isinstance(prepared, BadFile):
                    bad.append(prepared)
                else:
                    writer.put(prepared)
                    left.discard(prepared.id)
            bad += _unsaid(left, plan, bad)
            generation = writer.commit()
    return Outcome(
        added=len(set(plan.added) - left),
        replaced=len(set(plan.replaced) - left),
        removed=len(plan.removed),
        unchanged=plan.unchanged,
        bad=tuple(bad),
        generation=generation,
    )


def _unsaid(left: Iterable[str], plan: Plan, bad: Sequence[BadFile]) -> list[BadFile]:
    """Reports that were there when the run was planned and not when they were read."""
    said = {file.path for file in bad}
    files = [Place.of(plan.wanted[report_id][0]).file for report_id in left]
    return [BadFile(f, "changed during the run", unread=True) for f in files if f not in said]


def make_plan(paths: Sequence[Path], indexed: Sequence[Origin]) -> Plan:
    """Compare the files at some paths with what an index holds of them.

    A text file is known by its path under the outermost root ever given that holds it; files of
    the same content are one report, named after the first. What lies elsewhere stays.
    """
    given = [path.resolve() for path in paths]
    roots = {str(path if path.is_dir() else path.parent) for path in given}
    roots |= {Place.of(origin).root for entry in indexed for origin in entry.origins}
    files: dict[str, Place] = {}
    bad: list[BadFile] = []
    for path in given:
        for place in places(path, roots):
            if isinstance(place, BadFile):
                bad.append(place)
            else:
                files.setdefault(place.file, place)
    found: list[Origin] = []
    for place in files.values():
        for document in read(place):
            if isinstance(document, BadFile):
                bad.append(document)
            else:
                found.append(Origin(document.id, document.digest, (document.origin,)))
    kept, covered = _outside(indexed, given, [b.path for b in bad if b.unread], roots)
    state, clashes = _merge(kept, found)
    bad += clashes
    before = {entry.id: entry for entry in indexed}
    added = tuple(sorted(state.keys() - before.keys()))
    replaced = tuple(sorted(i for i in state.keys() & before.keys() if state[i] != before[i]))
    removed = tuple(sorted(before.keys() - state.keys()))
    digests = {entry.digest for entry in state.values()}
    return Plan(
        added=added,
        replaced=replaced,
        removed=removed,
        unchanged=len(state) - len(added) - len(replaced),
        wanted={report_id: state[report_id].origins for report_id in (*added, *replaced)},
        lost=sum(before[report_id].digest not in digests for report_id in removed),
        covered=covered,
        bad=tuple(bad),
    )


def _outside(
    indexed: Sequence[Origin], given: Sequence[Path], unread: Sequence[str], roots: set[str]
) -> tuple[list[Origin], int]:
    """What an index keeps whatever the run finds, and how many reports the run covers."""
    kept: list[Origin] = []
    covered = 0
    for entry in indexed:
        inside = [o for o in entry.origins if _under(Place.of(o).file, map(str, given))]
        covered += bool(inside)
        staying = [o for o in entry.origins if o not in inside or _under(Place.of(o).file, unread)]
        for origin in staying:
            place = Place.under(Place.of(origin).file, roots)
            report_id = place.path if _is_text(origin) else entry.id
            kept.append(Origin(report_id, entry.digest, (str(place),)))
    return kept, covered


def _merge(
    kept: Sequence[Origin], found: Sequence[Origin]
) -> tuple[dict[str, Origin], list[BadFile]]:
    """One report an id: same content under several paths joined, other claims to an id refused."""
    groups: defaultdict[tuple[str, str], list[Origin]] = defaultdict(list)
    for entry in (*kept, *found):
        same = "" if _is_text(entry.origins[0]) else entry.id
        groups[entry.digest, same].append(entry)
    state: dict[str, Origin] = {}
    clashes: list[BadFile] = []
    for (digest, _), entries in groups.items():
        # the first in order of ids gives the report its id
        claims = sorted({(e.id, origin) for e in entries for origin in e.origins})
        free = [claim for claim in claims if claim[0] not in state]
        if free:
            report_id, first = free[0]
            origins = dict.fromkeys([first, *(origin for _, origin in claims)])
            state[report_id] = Origin(report_id, digest, tuple(origins))
        else:
            holder = Place.of(state[claims[0][0]].origins[0]).file
            reason = f"its id {claims[0][0]!r} is taken by {holder}; index a folder that holds both"
            clashes += [BadFile(Place.of(origin).file, reason) for _, origin in claims]
    return state, clashes


def _is_text(origin: str) -> bool:
    return origin.lower().endswith(".txt")


def _under(path: str, folders: Iterable[str]) -> bool:
    return any(path == folder or path.startswith(folder.rstrip("/") + "/") for folder in folders)


def _prepare(plan: Plan, jobs: int) -> Iterator[Prepared]:
    """The entries of the wanted reports, read and understood by `jobs` processes."""
    work = _documents(plan)
    return ordered_map(prepare, work, jobs if len(plan.wanted) > 2 * jobs else 1)


def _documents(plan: Plan) -> Iterator[tuple[RawDocument, tuple[str, ...]]]:
    pending = dict(plan.wanted)
    for origin in sorted({origins[0] for origins in plan.wanted.values()}):
        for document in read(Place.of(origin)):
            if isinstance(document, BadFile):
                continue  # named when the run was planned, or found missing at its end
            if pending.get(document.id, ("",))[0] == origin:
                yield document, pending.pop(document.id)


def prepare(work: tuple[RawDocument, tuple[str, ...]]) -> Prepared:
    """A document → its index entry; whatever goes wrong with it is its own affair."""
    document, origins = work
    try:
        return index_entry(understand(document), document.digest, origins)
    except Exception as error:  # one report must not stop ten thousand
        return BadFile(Place.of(document.origin).file, f"cannot be understood: {error!r}")


def understand(document: RawDocument) -> MeetingReport:
    """A document → what it says of itself."""
    return report(document, clean(document.text, document.known))


def documents(paths: Sequence[Path]) -> Iterator[RawDocument | BadFile]:
    """What can be read at some paths, each known by its path under the one it was given with."""
    for path in [path.resolve() for path in paths]:
        for place in places(path, [str(path if path.is_dir() else path.parent)]):
            if isinstance(place, BadFile):
                yield place
            else:
                yield from read(place)


@cache
def recipe() -> str:
    """A fingerprint of this package: another one makes other reports of the same files."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".tsv", ".txt"} and path.name != "__main__.py":
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
