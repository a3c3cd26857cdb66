"""The reports of an index, and the files of today → what a run must do."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from indexer.build.agreed import left_to_plan
from indexer.build.by_hand import NOTHING_CORRECTED, CorrectedReports
from indexer.build.claims import Claim, Content, by_content, content_of, is_one_report
from indexer.build.moved import Holding, Moves, find_moves
from indexer.build.reading import FilesRead
from indexer.build.roots import names_of
from indexer.facets.corrections import Correction
from indexer.read.document import BadFile, is_within
from indexer.read.links import resolved
from search.engine.protocol import SourceRecord
from search.engine.tables import SourceTable
from search.report import SourcePath


@dataclass(frozen=True, slots=True)
class Task:
    """A report to add or replace, as it will stand in the index.

    Its content is in the index already, under the id `held`; otherwise it is read from `source`,
    and `corrections` are made.
    """

    becomes: SourceRecord
    content: Content
    held: str | None
    source: str
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run will do. Of `covered` reports in the index it makes `lost` ones disappear.

    `moved`: roots that are gone, each with the root of today that has its files.
    """

    tasks: tuple[Task, ...]
    added: frozenset[str]
    removed: frozenset[str]
    unchanged: int
    covered: int
    lost: int
    bad: tuple[BadFile, ...]
    moved: tuple[tuple[str, str], ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether the index is up to date already."""
        return not (self.tasks or self.removed)

    def without_tasks(self) -> "Plan":
        """What is left of it when its tasks are done."""
        return replace(self, tasks=())


def make_plan(
    given: frozenset[str],
    files: FilesRead,
    indexed: SourceTable,
    now: datetime,
    replaced: Sequence[SourceRecord] = (),
    by_hand: CorrectedReports = NOTHING_CORRECTED,
) -> Plan:
    """Compare the files at the given absolute paths with what an index holds of them.

    A file that is one report is known by its path under the outermost PATH ever given that holds
    it. Files of the same content are one report, named after the first of them. What lies
    elsewhere, and what cannot be read today, stays in the index. `now`: the instant of the run,
    when new reports are added. `replaced`: what a generation held that is made anew; its reports
    are not new. `by_hand`: a report that is corrected otherwise than it was is read again.
    """
    bad, left = files.bad, left_to_plan(given, files.claims, indexed, by_hand)
    found = left.claims
    moves = find_moves(_holdings(left.indexed), ((c.content, c.origin) for c in found), given)
    kept, covered = _keep(left.indexed, given, {file.path for file in bad if file.unread}, moves)
    plan = _settle(left.indexed, kept, found, now, replaced, by_hand)
    return replace(
        plan,
        unchanged=plan.unchanged + left.untouched,
        covered=covered + left.covered,
        bad=(*bad, *plan.bad),
        moved=moves.roots,
    )


def plan_without(root: str, indexed: SourceTable, now: datetime) -> Plan:
    """Let an index forget what it knows from a root; what other roots hold too stays."""
    kept = [
        _claim(entry, origin)
        for entry in indexed
        for origin in entry.origins
        if SourcePath.root_of(origin) != root
    ]
    return _settle([*indexed], kept, (), now)


def _settle(
    indexed: Sequence[SourceRecord],
    kept: Sequence[Claim],
    found: Sequence[Claim],
    now: datetime,
    replaced: Sequence[SourceRecord] = (),
    by_hand: CorrectedReports = NOTHING_CORRECTED,
) -> Plan:
    """Give each report its id and its origins, and compare that with the index.

    `kept`: what the index goes on saying; `found`: what files of today say.
    """
    today = {content_of(entry.id, entry.digest, entry.origins[0]): entry.id for entry in indexed}
    claims = by_content([*kept, *found])
    names = _named(claims, {claim.content: today[claim.content] for claim in sorted(kept)})
    added = _added(names, [*indexed, *replaced])
    state = {n: _record(n, claims[content], added.get(n, now)) for content, n in names.items()}
    before = {entry.id: entry for entry in indexed}
    removed, here = before.keys() - state.keys(), {claim.origin for claim in found}
    by_hand = _meant(by_hand, names, claims, today)
    stale = {
        name: next((claim.origin for claim in claims[content] if claim.origin in here), None)
        for content, name in names.items()
        if by_hand.differ(name, today.get(content))
    }
    tasks = [
        _task(state[name], content, claims[content], today.get(content), here, stale, by_hand)
        for content, name in names.items()
        if (state[name] != before.get(name) or stale.get(name))
        and not (content not in today and by_hand.is_kept(name))
    ]
    return Plan(
        tasks=tuple(_corrected(task, by_hand) for task in tasks),
        added=frozenset(state.keys() - before.keys()),
        removed=frozenset(removed),
        unchanged=len(state) - len(tasks),
        covered=len(indexed),
        lost=sum(name in removed for content, name in today.items() if content not in names),
        bad=(*_refused(claims, names), *by_hand.bad(state, stale)),
    )


def _meant(
    by_hand: CorrectedReports,
    names: Mapping[Content, str],
    claims: Mapping[Content, Sequence[Claim]],
    today: Mapping[Content, str],
) -> CorrectedReports:
    """The corrections of the coming reports. `today`: the id of each content in the index."""
    return by_hand.for_reports(
        {name: [claim.id for claim in claims[content]] for content, name in names.items()},
        {name: today[content] for content, name in names.items() if content in today},
    )


def _task(
    becomes: SourceRecord,
    content: Content,
    claims: Sequence[Claim],
    today: str | None,
    here: Container[str],
    stale: Mapping[str, str | None],
    by_hand: CorrectedReports,
) -> Task:
    """What is to be done for a report. `stale`: the ids of those that are corrected otherwise than
    the index has them, each with an origin of today to read it from again, if there is one."""
    if source := stale.get(becomes.id):
        return Task(becomes, content, None, source)
    first = claims[0].origin
    held = today if by_hand.is_kept(today) else _held(becomes.id, today, first, here)
    return Task(becomes, content, held, first)


def _corrected(task: Task, by_hand: CorrectedReports) -> Task:
    """A task with the corrections of its report; most have none, and are not copied."""
    corrections = by_hand.of(task.becomes.id)
    return replace(task, corrections=corrections) if corrections else task


def _held(name: str, today: str | None, first: str, here: Container[str]) -> str | None:
    """The id under which a report is in the index, if what that holds is as good as its file: it
    was read at a place of the same name, or its first file is out of reach.

    `first`: the origin of that; `here`: the origins of today.
    """
    is_elsewhere = today != name and is_one_report(first) and first in here
    return None if is_elsewhere else today


def _holdings(indexed: Iterable[SourceRecord]) -> Iterator[Holding]:
    """Each origin that an index knows, with the content that it had."""
    for entry in indexed:
        for origin in entry.origins:
            yield content_of(entry.id, entry.digest, origin), origin


def _record(name: str, claims: Sequence[Claim], added: datetime) -> SourceRecord:
    """The record of a report as it will stand in the index. `claims`: all of its content."""
    origins = _shared(tuple(sorted({claim.origin for claim in claims})))
    return SourceRecord(name, claims[0].content[0], origins, added)


@lru_cache(maxsize=1)
def _shared(origins: tuple[str, ...]) -> tuple[str, ...]:
    """The same, as one object for all the records of a file, of which there are many."""
    return origins


def _added(names: Mapping[Content, str], known: Sequence[SourceRecord]) -> dict[str, datetime]:
    """The ids of the reports that are not new → when they were added. `known`: what was indexed.

    A report that has another text today is not new, and neither is one whose file was moved: its
    content has another id, and no report has the one before.
    """
    ids = set(names.values())
    found: dict[str, datetime] = {}
    for entry in known:
        content = content_of(entry.id, entry.digest, entry.origins[0])
        if entry.id not in ids and content in names:
            found[names[content]] = entry.added
    return found | {entry.id: entry.added for entry in known}


def _keep(
    indexed: Sequence[SourceRecord], given: frozenset[str], unread: Container[str], moves: Moves
) -> tuple[list[Claim], int]:
    """What an index goes on saying whatever the run finds, and how many reports the run covers.

    A root that is a link covers what it points to, too: it may point elsewhere tomorrow.
    """
    covering = given | set(map(resolved, given))
    names = names_of((SourcePath.root_of(o) for entry in indexed for o in entry.origins), given)
    kept: list[Claim] = []
    covered = 0
    for entry in indexed:
        inside = False
        for origin in entry.origins:
            place = SourcePath.of(origin)
            content = content_of(entry.id, entry.digest, origin)
            ways = [replace(place, root=root).shown for root in names[place.root]]
            is_inside = any(is_within(way, covering) for way in ways)
            if (content, origin) in moves.now_at:
                ways, is_inside = [moves.now_at[content, origin]], True
            inside |= is_inside
            if not is_inside or any(is_within(way, unread) for way in ways):
                kept.append(_claim(entry, origin))
        covered += inside
    return kept, covered


def _claim(entry: SourceRecord, origin: str) -> Claim:
    """What an index says of one origin of a report."""
    name = SourcePath.of(origin).id if is_one_report(origin) else entry.id
    return Claim(name, origin, 0, content_of(entry.id, entry.digest, origin))


def _named(claims: Mapping[Content, list[Claim]], kept: dict[Content, str]) -> dict[Content, str]:
    """Give each report the first of the ids that are claimed for it; one without any is left out.

    `kept`: the reports that must not be left out, with their ids of today. Each finds its own id
    free in the worst case, so no file that turns up can drive it out. Settled when nothing moves:
    an id that one report gives up may be the first choice of another.
    """
    names: dict[Content, str] = {}
    while names != kept:
        names, kept = kept, {}
        taken = set(names.values())
        for content, own in names.items():
            ids = (claim.id for claim in claims[content])
            name = next((i for i in ids if i == own or i not in taken), own)
            taken.discard(own)
            taken.add(name)
            kept[content] = name
    names, taken = dict(kept), set(kept.values())
    for content in sorted(claims.keys() - names.keys(), key=lambda content: claims[content][0]):
        for claim in claims[content]:
            if claim.id not in taken:
                names[content] = claim.id
                taken.add(claim.id)
                break
    return names


def _refused(claims: Mapping[Content, list[Claim]], names: Mapping[Content, str]) -> list[BadFile]:
    """The claims to ids that other reports have."""
    owners = {
        name: next((c for c in claims[content] if c.id == name), claims[content][0])
        for content, name in names.items()
    }
    return [
        BadFile(claim.where, f"its id {claim.id!r} is taken by {owners[claim.id].where}")
        for content in claims.keys() - names.keys()
        for claim in claims[content]
    ]
