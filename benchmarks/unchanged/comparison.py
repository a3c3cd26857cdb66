"""Two recordings → how many records of each part are equal, and how the first others differ."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from benchmarks.unchanged.records import file_of, read, value_of

SHOWN, PATHS, AROUND = 5, 4, 60
"""Differing records of a part that are listed, paths of each, characters beside a difference."""
_ABSENT = "(absent)"


@dataclass(slots=True)
class Verdict:
    """What became of a part: equal records of all, and lines on the first that differ."""

    part: str
    equal: int = 0
    total: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def is_same(self) -> bool:
        """Whether there is something, and nothing of it differs."""
        return 0 < self.total == self.equal


def compare(part: str, before: Path, after: Path) -> Verdict:
    """The verdict on one part of two recordings."""
    verdict = Verdict(part)
    if missing := [str(f) for f in (before, after) if not file_of(f, part).is_file()]:
        verdict.lines.append(f"not recorded in {' and '.join(missing)}")
        return verdict
    old, new = dict(read(before, part)), dict(read(after, part))
    keys = [*old, *(key for key in new if key not in old)]
    verdict.total = len(keys)
    differing = [key for key in keys if old.get(key) != new.get(key)]
    verdict.equal = verdict.total - len(differing)
    for key in differing[:SHOWN]:
        verdict.lines.append(key)
        if key in old and key in new:
            told = islice(differences(value_of(old[key]), value_of(new[key])), PATHS)
            verdict.lines += [f"    {line}" for line in told]
        else:
            verdict.lines.append(f"    only {'before' if key in old else 'after'}")
    return verdict


def differences(old: Any, new: Any, path: str = "$") -> Iterator[str]:
    """Each JSON path at which two values differ, with both: `$.hits[0].score: 1.5 → 1.25`."""
    if isinstance(old, dict) and isinstance(new, dict):
        if list(old) != list(new) and set(old) == set(new):
            yield f"{path}: other order of fields: {', '.join(new)}"
        for key in dict.fromkeys([*old, *new]):
            inner = f"{path}.{key}"
            yield from differences(old.get(key, _ABSENT), new.get(key, _ABSENT), inner)
    elif isinstance(old, list) and isinstance(new, list):
        pairs = zip_longest(old, new, fillvalue=_ABSENT)
        for place, (one, other) in enumerate(pairs):
            yield from differences(one, other, f"{path}[{place}]")
    elif type(old) is not type(new) or old != new:
        yield f"{path}: {_excerpts(old, new)}"


def _excerpts(old: Any, new: Any) -> str:
    """Both values; of long texts what stands around the first difference."""
    one, other = (v if isinstance(v, str) else repr(v) for v in (old, new))
    pairs = enumerate(zip(one, other, strict=False))
    first = next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
    begin = max(0, first - AROUND)
    at = f"at character {first}: " if begin else ""
    before, after = (text[begin : first + AROUND] for text in (one, other))
    return f"{at}{before!r} → {after!r}"
