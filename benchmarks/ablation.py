"""The labels of facets, read with one cue less → what that cue earns, for each cue of the lists.

python -m benchmarks.ablation [LIST] [--set kept|own|local|all] [--jobs N]
"""

import argparse
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import search.text.lexicon.word_lists as word_lists

LISTS = Path(__file__).parents[1] / "indexer" / "data"
_NOWHERE = "\ue000"
"""What stands in no text: so a pattern of the cue is still one, and finds nothing."""
SETS = ("kept", "own", "local")

Rows = list[list[str]]
Earned = dict[str, int]
"""Facet → how many more of its values are right, less those that are wrong, with the cue."""


def cues_of(path: Path) -> list[str]:
    """The cues of a list of which each entry is a cue and words; none of another list."""
    lines = path.read_text("utf-8").splitlines()
    if len(lines) < 2 or not lines[1].startswith("# cue"):
        return []
    return list(dict.fromkeys(line.split("\t")[0] for line in lines if line[:1] not in ("", "#")))


def without(entries: Callable[..., Rows], name: str, cue: str) -> Callable[..., Rows]:
    """The reader of word lists, to which one cue of one list has no words."""

    def read(asked: str, *folder: Path) -> Rows:
        rows = entries(asked, *folder)
        if asked != name:
            return rows
        return [*(row for row in rows if row[0] != cue), [cue, _NOWHERE]]

    return read


def balance(name: str, cue: str, sets: tuple[str, ...]) -> dict[str, int] | None:
    """Facet → values right less values wrong, read without a cue ("": with all); None if the
    program cannot do without it. To be called in a process that has read no list yet."""
    if cue:
        word_lists.entries = without(word_lists.entries, name, cue)
    from benchmarks.facets import measured
    from benchmarks.labels import labels_of

    try:
        scores, _ = measured(pair for one in sets for pair in labels_of(one, None))
    except (KeyError, ValueError, IndexError):
        return None
    return {facet: 2 * score.right - score.found for facet, score in scores.items()}


def earned(names: list[str], sets: tuple[str, ...], jobs: int) -> Iterator[tuple[str, str, Earned]]:
    """List, cue → what it earns; facets on which it has no effect left out."""
    tasks = [(name, cue) for name in names for cue in cues_of(LISTS / name)]
    with ProcessPoolExecutor(jobs, get_context("spawn"), max_tasks_per_child=1) as pool:
        whole = pool.submit(balance, "", "", sets).result() or {}
        found = [pool.submit(balance, name, cue, sets) for name, cue in tasks]
        for (name, cue), result in zip(tasks, found, strict=True):
            less = result.result()
            if less is not None:
                effect = {facet: whole[facet] - less[facet] for facet in whole}
                yield name, cue, {facet: by for facet, by in effect.items() if by}


def main() -> None:
    """Print a line a cue: its list, its name, and what it earns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("list", nargs="?", help="a file of indexer/data; default: all with cues")
    parser.add_argument("--set", choices=(*SETS, "all"), default="all")
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    names = [asked.list] if asked.list else sorted(path.name for path in LISTS.glob("*.tsv"))
    sets = SETS if asked.set == "all" else (asked.set,)
    for name, cue, effect in earned(names, sets, asked.jobs):
        told = "  ".join(f"{facet} {by:+}" for facet, by in effect.items())
        print(f"{name:24}{cue:24}{told or 'nothing'}", flush=True)


if __name__ == "__main__":
    main()
