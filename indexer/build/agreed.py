"""The reports of an index, and the files of today → what of both is left to plan.

Most reports of most runs are as they were: one file has the same content under the same id. They
take part in no plan, unless another file claims their id or their content.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.build.by_hand import CorrectedReports
from indexer.build.claims import Claim, is_one_report, roots_of
from indexer.build.roots import RootState, names_of, state_of
from indexer.read.document import is_within
from indexer.read.links import all_resolved
from search.engine.protocol import SourceRecord
from search.engine.tables import SourceTable
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
    indexed: SourceTable,
    by_hand: CorrectedReports,
) -> LeftToPlan:
    """Leave out the reports of one origin that are found there as the index has them, and those
    that the run does not cover.

    What is left claims neither their ids nor their contents, so that a plan of what is left is that
    of all. Where a root is gone, nothing is left out: its files may be anywhere.
    """
    gone = (r for r in roots_of(indexed.origins) if not is_within(r, given))
    if any(state_of(root) is not RootState.EXISTS for root in gone):
        return LeftToPlan([*indexed], claims)
    found, others = _compared(claims, indexed)
    apart = _apart(given, indexed, found)
    ids = {*by_hand.read.of, *by_hand.before, *_claimed(others, apart)}
    digests = {*(claim.content[0] for claim in others), *(entry.digest for entry in apart)}
    columns = enumerate(zip(indexed.ids, indexed.digests, strict=True))
    left = [n for n, (own, digest) in columns if own in ids or digest in digests]
    again = [found[number] for number in left if number in found]
    return LeftToPlan(
        [indexed[number] for number in left],
        [*others, *again],
        len(indexed) - len(left),
        len(found) - len(again),
    )


def _compared(
    claims: Iterable[Claim], indexed: SourceTable
) -> tuple[dict[int, Claim], list[Claim]]:
    """The number of each report of which a claim says all that the index has, with this claim; and
    all other claims."""
    found: dict[int, Claim] = {}
    others: list[Claim] = []
    numbers, digests, origins = indexed.numbers, indexed.digests, indexed.origins
    for claim in claims:
        number = numbers.get(claim.id)
        if (
            number is not None
            and number not in found
            and digests[number] == claim.content[0]
            and origins[number] == (claim.origin,)
        ):
            found[number] = claim
        else:
            others.append(claim)
    return found, others


def _claimed(claims: Iterable[Claim], indexed: Iterable[SourceRecord]) -> Iterator[str]:
    """The ids that some claims are for, and those that some reports have or may get."""
    yield from (claim.id for claim in claims)
    for entry in indexed:
        yield entry.id
        yield from (SourcePath.of(origin).id for origin in entry.origins)


def _apart(
    given: frozenset[str], indexed: SourceTable, found: Container[int]
) -> list[SourceRecord]:
    """The reports that are not found, less those of one origin which has their id and lies under
    none of the given paths, whatever links lead there."""
    missing = [number for number in range(len(indexed)) if number not in found]
    is_outside = _outside(given, roots_of(indexed.origins[number] for number in missing))
    return [
        indexed[number]
        for number in missing
        if len(indexed.origins[number]) > 1
        or not is_outside(indexed.origins[number][0], indexed.ids[number])
    ]


def _outside(given: frozenset[str], roots: Iterable[str]) -> Callable[[str, str], bool]:
    """Whether an origin in one of some roots lies elsewhere, and has an id."""
    covering = given | all_resolved(given)
    inside: dict[str, tuple[str, ...] | None] = {}
    for root, names in names_of(roots, given).items():
        is_covered = any(is_within(name, covering) for name in names)
        within = {
            path[len(name.rstrip("/")) + 1 :] + "/"
            for name in names
            for path in covering
            if is_within(path, {name})
        }
        inside[root] = None if is_covered else tuple(within)

    def is_outside(origin: str, report_id: str) -> bool:
        root, _, rest = origin.partition("//")
        covered = inside[root or "/"]
        if covered is None or f"{rest}/".startswith(covered):
            return False
        return not is_one_report(origin) or SourcePath.of(origin).id == report_id

    return is_outside
