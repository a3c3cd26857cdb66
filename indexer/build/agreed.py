"""The reports of an index, and the files of today → what of both is left to plan.

Most reports of most runs are as they were: one file has the same content under the same id. They
take part in no plan, unless another file claims their id or their content.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.build.by_hand import CorrectedReports
from indexer.build.claims import Claim, is_one_report, roots_of
from indexer.build.roots import RootState, names_of, state_of
from indexer.read.document import is_within
from indexer.read.links import all_resolved
from search.engine.protocol import SourceRecord
from search.report import SourcePath


@dataclass(frozen=True, slots=True)
class LeftToPlan:
    """What is left of the reports of an index and of the claims of today. `untouched`: how
    many reports are left out, and stay as they are; `covered`: how many of these the run covers."""

    indexed: Sequence[SourceRecord]
    claims: Sequence[Claim]
    untouched: int = 0
    covered: int = 0


def left_to_plan(
    given: frozenset[str],
    claims: Sequence[Claim],
    indexed: Sequence[SourceRecord],
    by_hand: CorrectedReports,
) -> LeftToPlan:
    """Leave out the reports of one origin that are found there as the index has them, and those
    that the run does not cover.

    What is left claims neither their ids nor their contents, so that a plan of what is left is that
    of all. Where a root is gone, nothing is left out: its files may be anywhere.
    """
    gone = (r for r in roots_of(indexed) if not is_within(r, given))
    if any(state_of(root) is not RootState.EXISTS for root in gone):
        return LeftToPlan(indexed, claims)
    known = {entry.id: entry for entry in indexed}
    found: dict[str, Claim] = {}
    others: list[Claim] = []
    for claim in claims:
        entry = known.get(claim.id)
        if entry is not None and claim.id not in found and _says(entry, claim):
            found[claim.id] = claim
        else:
            others.append(claim)
    is_outside = _outside(given, (e for e in indexed if e.id not in found))
    apart = [e for e in indexed if e.id not in found and not is_outside(e)]
    ids = {*by_hand.read.of, *by_hand.before, *_claimed(others, apart)}
    digests = {*(claim.content[0] for claim in others), *(entry.digest for entry in apart)}
    left = [e for e in indexed if e.id in ids or e.digest in digests]
    again = [found[entry.id] for entry in left if entry.id in found]
    return LeftToPlan(left, [*others, *again], len(indexed) - len(left), len(found) - len(again))


def _says(entry: SourceRecord, claim: Claim) -> bool:
    """Whether a claim is all that the index has of its report."""
    return entry.digest == claim.content[0] and entry.origins == (claim.origin,)


def _claimed(claims: Iterable[Claim], indexed: Iterable[SourceRecord]) -> Iterator[str]:
    """The ids that some claims are for, and those that some reports have or may get."""
    yield from (claim.id for claim in claims)
    for entry in indexed:
        yield entry.id
        yield from (SourcePath.of(origin).id for origin in entry.origins)


def _outside(
    given: frozenset[str], indexed: Iterable[SourceRecord]
) -> Callable[[SourceRecord], bool]:
    """Whether a report has one origin, the id of that, and lies under none of the given paths,
    whatever links lead there. `indexed`: those that are asked for."""
    covering = given | all_resolved(given)
    inside: dict[str, tuple[str, ...] | None] = {}
    for root, names in names_of(roots_of(indexed), given).items():
        is_covered = any(is_within(name, covering) for name in names)
        within = {
            path[len(name.rstrip("/")) + 1 :] + "/"
            for name in names
            for path in covering
            if is_within(path, {name})
        }
        inside[root] = None if is_covered else tuple(within)

    def is_outside(entry: SourceRecord) -> bool:
        if len(entry.origins) > 1:
            return False
        [origin] = entry.origins
        root, _, rest = origin.partition("//")
        covered = inside[root or "/"]
        if covered is None or f"{rest}/".startswith(covered):
            return False
        return not is_one_report(origin) or SourcePath.of(origin).id == entry.id

    return is_outside
