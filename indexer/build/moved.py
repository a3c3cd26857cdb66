"""What an index holds of roots that are gone, and the files of today → where each is now."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os.path import commonpath
from typing import NamedTuple

from indexer.build.claims import Content
from indexer.build.roots import RootState, state_of
from indexer.read.document import is_within
from search.report import SourcePath
from search.text.canonical import composed

Holding = tuple[Content, str]
"""A content, and the origin that has it."""

_COPIES = 8
"""Files of one content that are compared with an old place; a form letter may have thousands."""


@dataclass(frozen=True, slots=True)
class Moves:
    """What a run covers besides what lies under its paths.

    `now_at`: what was held of a root that is gone → the file (or the part of one) that it is today,
    or would be if it were still there, as messages name it. `roots`: each root that moved, and the
    one in which it is now.
    """

    now_at: Mapping[Holding, str]
    roots: tuple[tuple[str, str], ...]


class _Shift(NamedTuple):
    """A folder of an old root, and the one in a root of today that has its files; "" is the root
    itself. Their last parts differ."""

    root: str
    old: str
    new: str

    @property
    def stands_for(self) -> str:
        """The folder of the old root that the whole new one is: where 2023/may became june, it is
        2023; where 2023 became the new root itself, 2023 too."""
        parts = _parts(self.old)
        return "/".join(parts[: max(0, len(parts) - len(_parts(self.new)))])

    def of(self, path: str) -> str:
        """Where a file of the old root would be in the new one."""
        if _is_in(path, self.old):
            return "/".join([*_parts(self.new), *_parts(path)[len(_parts(self.old)) :]])
        whole = self.stands_for
        return path[len(whole) :].lstrip("/") if _is_in(path, whole) else path


def find_moves(held: Iterable[Holding], found: Iterable[Holding], given: frozenset[str]) -> Moves:
    """Follow what an index holds of roots that are gone: not there, or an empty folder.

    A root has moved to another if at least half of its files are found there, by their content or
    at the same relative path, and at least half of these by their content: files of the same names
    in another folder are no move. Of a root that has not moved, what is found by its content is
    followed alone. `given`: the paths of the run, which cover what lies under them anyway.
    """
    of_root: defaultdict[str, list[Holding]] = defaultdict(list)
    for holding in held:
        of_root[SourcePath.root_of(holding[1])].append(holding)
    gone = [root for root in sorted(of_root) if not is_within(root, given) and _is_gone(root)]
    now_at: dict[Holding, str] = {}
    roots: list[tuple[str, str]] = []
    today = _Today(found if gone else ())
    for root in gone:
        now_at |= today.found_again(of_root[root])
        if shifts := today.shifts(of_root[root]):
            moved = [own for own in of_root[root] if _is_in(_name_of(own), _covered(shifts))]
            if today.has_most(moved, shifts[0]):
                now_at = today.after(moved, shifts[0]) | now_at
                roots.append((root, shifts[0].root))
    return Moves(now_at, tuple(roots))


class _Today:
    """The files that a run found, by what they hold and by where they are."""

    def __init__(self, found: Iterable[Holding]) -> None:
        self._places: defaultdict[Content, list[SourcePath]] = defaultdict(list)
        self._names: set[tuple[str, str, str]] = set()
        for content, origin in found:
            place = SourcePath.of(origin)
            self._places[content].append(place)
            self._names.add((place.root, _name(place), content[1] or place.part))

    def found_again(self, holdings: Iterable[Holding]) -> dict[Holding, str]:
        """Those whose content is in some file of today, each with such a file."""
        return {own: self._places[own[0]][0].shown for own in holdings if own[0] in self._places}

    def shifts(self, holdings: Iterable[Holding]) -> list[_Shift]:
        """The shifts of most files of a root that is gone, the most frequent first: all to the
        root of today that has most of its files, none more than twice as rare as the first."""
        counts = Counter(shift for own in holdings for shift in self._shifts_of(own))
        of_root: Counter[str] = Counter()
        for shift, count in counts.items():
            of_root[shift.root] += count
        best = min(of_root, key=lambda root: (-of_root[root], root), default=None)
        ranked = sorted((-count, shift) for shift, count in counts.items() if shift.root == best)
        return [shift for count, shift in ranked if 2 * count <= ranked[0][0]]

    def has_most(self, holdings: Sequence[Holding], shift: _Shift) -> bool:
        """Whether half of the files are there after a shift, and half of these with their text."""
        same = [any(p.root == shift.root for p in self._places.get(own[0], ())) for own in holdings]
        there = [
            is_same or (shift.root, shift.of(_name_of(own)), _inside(own)) in self._names
            for is_same, own in zip(same, holdings, strict=True)
        ]
        return 2 * sum(there) >= len(holdings) and 2 * sum(same) >= sum(there)

    def after(self, holdings: Iterable[Holding], shift: _Shift) -> dict[Holding, str]:
        """Files, each with where a shift brings it, whether it is there or not."""
        return {
            own: SourcePath(shift.root, shift.of(_name_of(own)), SourcePath.of(own[1]).part).shown
            for own in holdings
        }

    def _shifts_of(self, holding: Holding) -> set[_Shift]:
        old = _parts(_name_of(holding))[:-1]
        places = self._places.get(holding[0], ())[:_COPIES]
        return {_shift(place.root, old, _parts(_name(place))[:-1]) for place in places}


def _is_gone(root: str) -> bool:
    return state_of(root) is not RootState.EXISTS


def _covered(shifts: Iterable[_Shift]) -> str:
    """The folder of the old root that holds all that the new one stands for."""
    return commonpath([shift.stands_for for shift in shifts])


def _shift(root: str, old: Sequence[str], new: Sequence[str]) -> _Shift:
    """How a file moved from one folder to another: without the folders that they end in alike."""
    same = 0
    while same < min(len(old), len(new)) and old[-1 - same] == new[-1 - same]:
        same += 1
    return _Shift(root, "/".join(old[: len(old) - same]), "/".join(new[: len(new) - same]))


def _name_of(holding: Holding) -> str:
    return _name(SourcePath.of(holding[1]))


def _inside(holding: Holding) -> str:
    """Which record of a file it is, or which part; empty if it is all of it."""
    return holding[0][1] or SourcePath.of(holding[1]).part


def _name(place: SourcePath) -> str:
    """The path of a file in its root, composed; of a root that is a file, its name."""
    return composed(place.path or place.root.rpartition("/")[2])


def _is_in(path: str, folder: str) -> bool:
    return not folder or path.startswith(f"{folder}/")


def _parts(path: str) -> list[str]:
    return path.split("/") if path else []
