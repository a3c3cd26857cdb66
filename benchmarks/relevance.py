"""Test collections in BEIR form → how well our ranking does, beside others and without its parts.

python -m benchmarks.relevance [FOLDER ...] [--peers] [--bare] [--ablate] [--half tuning|held-out]
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from statistics import median, quantiles

from benchmarks.corpus import FOLDER, SHARED
from benchmarks.retrieval.ablations import ABLATIONS, applied
from benchmarks.retrieval.beir import Collection, Half, NotBeirError, read
from benchmarks.retrieval.measures import Figures, can_measure, measure, names
from benchmarks.retrieval.ours import Ours
from benchmarks.retrieval.peers import available, rankings
from benchmarks.retrieval.ranker import DEPTH, Run, run

WORK = FOLDER / "relevance"
OURS = "ours"
SETS = ("alqac", "viquad", "ktlab-news-big", "meetings-title", "short")


def main() -> None:
    """Read everything first, so that a wrong folder is told at once; then measure and print."""
    parser = _parser()
    options = parser.parse_args()
    try:
        collections = [read(folder, options.half) for folder in options.folders]
        if not can_measure():
            sys.exit("ir_measures is not installed: make bench-relevance installs it")
        peers = list(available()) if options.peers else []
        for collection in collections:
            _report(collection, peers, options)
    except NotBeirError as error:
        parser.error(str(error))


def _parser() -> ArgumentParser:
    parser = ArgumentParser("python -m benchmarks.relevance")
    default = [SHARED / "data" / "ir" / name for name in SETS]
    parser.add_argument("folders", metavar="FOLDER", type=Path, nargs="*", default=default)
    parser.add_argument("--peers", action="store_true", help="the same of other engines")
    parser.add_argument("--bare", action="store_true", help="and of queries typed without marks")
    parser.add_argument("--ablate", action="store_true", help="and ours without each part")
    parser.add_argument("--half", type=Half, choices=list(Half), default=Half.ALL)
    return parser


def _report(collection: Collection, peers: list[str], options: Namespace) -> None:
    """All tables of a collection."""
    judged = sum(map(len, collection.judgements.values()))
    queries = f"{len(collection.queries)} queries ({options.half}), {judged} judgements"
    print(f"\n{collection.name}: {queries}", flush=True)
    ours = our_index(collection)
    marked = _compared(collection, peers, ours, "")
    if options.ablate:
        _print_ablations(collection, ours, marked[OURS])
    if options.bare:
        bare = collection.bare()
        stripped = _compared(bare, peers, ours, "typed without marks", marked)
        if options.ablate:
            _print_ablations(bare, ours, stripped[OURS])


def our_index(collection: Collection) -> Ours:
    """Ours, opened, with an up-to-date index of a collection; what is not in it is told."""
    ours = Ours(_folder(collection) / OURS, jobs=os.cpu_count() or 1)
    ours.build(collection.documents())
    ours.open()
    for line in ours.left_out:
        print(f"not indexed: {line}")
    return ours


def _compared(
    collection: Collection,
    peers: list[str],
    ours: Ours,
    heading: str,
    before: Mapping[str, Figures] | None = None,
) -> dict[str, Figures]:
    """A table of the engines, a line each; what their nDCG lost if it is known from before."""
    lost = "loss" if before else ""
    columns = (*names(collection.judgements), lost)
    print(f"\n{heading:24}" + "".join(f"{name:>12}" for name in columns).rstrip())
    own = run(ours, collection.queries)
    figures: dict[str, Figures] = {}
    for name in (OURS, *peers):
        found = own.rankings if name == OURS else rankings(name, collection, _folder(collection))
        figures[name] = worth = measure(collection.judgements, found)
        loss = f"{before[name].ndcg - worth.ndcg:12.3f}" if before else ""
        print(f"{name:24}{_cells(worth)}{loss}", flush=True)
    _print_pace(own)
    return figures


def _folder(collection: Collection) -> Path:
    """Where the indexes of a collection are kept."""
    return WORK / collection.name


def _print_pace(own: Run) -> None:
    p95 = quantiles(own.milliseconds, n=20)[-1] if len(own.milliseconds) > 1 else 0.0
    print(
        f"ours: {median(own.milliseconds):.1f} ms a query, p95 {p95:.1f} (CPU; {DEPTH} hits, read "
        f"but not shown); {own.refused} refused as too long"
    )


def _print_ablations(collection: Collection, ours: Ours, whole: Figures) -> None:
    """A line for each part of the ranking: what is left without it."""
    [first, *_] = names(collection.judgements)
    print(f"\n{'ours':24}{first:>12}{'difference':>12}")
    for name, ablation in ABLATIONS.items():
        with applied(ablation):
            found = run(ours, collection.queries)
        left = measure(collection.judgements, found.rankings).ndcg
        print(f"{name:24}{left:12.3f}{left - whole.ndcg:+12.3f}", flush=True)


def _cells(figures: Figures) -> str:
    return "".join(f"{figure:12.3f}" for figure in figures)


if __name__ == "__main__":
    main()
