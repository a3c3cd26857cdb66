"""The same documents and questions, ours and other engines → tables of times, and a picture.

python -m benchmarks.speed [ARTICLES ...] [--engines NAME,NAME] [--kept]
"""

import json
import random
import time
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import geometric_mean, median

from benchmarks.engines.peer import Mode, Peer, Reply
from benchmarks.fresh import Figures, measure, root_of
from benchmarks.material import SPEED, Question, asked, documents, text_bytes
from benchmarks.peers import FORGETFUL, OURS, PEERS, TANTIVY, WHOOSH, available, folder_of, peer
from benchmarks.picture import bars

ROUNDS = 3
SECONDS = 3.0
"""An engine that has used so many for a class in a mode is asked no more of it."""
LEAST_ASKED = 3
PICTURE = Path(__file__).parent / "speed.svg"

Times = dict[tuple[Mode, str, str], list[float]]
"""Mode, class, engine → milliseconds of CPU, of all threads."""


def main() -> None:
    """Build, ask, print."""
    parser = ArgumentParser("python -m benchmarks.speed")
    parser.add_argument("articles", type=int, nargs="*", default=[5000, 40000])
    parser.add_argument("--engines", default=",".join(PEERS))
    parser.add_argument("--kept", action="store_true", help="use the indexes of the run before")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    wanted = options.engines.split(",")
    names = [name for name in available() if name in wanted]
    medians: dict[int, dict[str, float]] = {}
    for count in options.articles:
        print(f"\n{count} articles\n")
        _print_figures(names, count, options.kept)
        times = ask_all(names, count, options.rounds)
        for mode in Mode:
            _print_times(mode, times, names)
        _print_bars(times, names)
        if OURS in names:
            page = {kind: own for (m, kind, n), own in times.items() if (m, n) == (Mode.PAGE, OURS)}
            medians[count] = {kind: median(own) for kind, own in page.items()}
        shown = [name for name in names if any(key[2] == name for key in times)]
        PICTURE.write_text(bars(_page_medians(times, shown), shown, count), "utf-8")
    if len(medians) > 1:
        (few, small), *_, (many, large) = sorted(medians.items())
        print(f"\nGrowth of our whole page from {few} to {many} articles:")
        print(", ".join(f"{kind} x {large[kind] / small[kind]:.1f}" for kind in small))


def ask_all(names: Sequence[str], count: int, rounds: int) -> Times:
    """Milliseconds of every question, in every mode, of every engine, one after another.

    The order of the engines is another each time. A reply whose number of hits is not that of
    most engines is told.
    """
    engines: dict[str, Peer] = {}
    for name in names:
        engines[name] = peer(name, root_of(count))
        engines[name].open()
    chance = random.Random(0)
    times: defaultdict[tuple[Mode, str, str], list[float]] = defaultdict(list)
    differing: list[str] = []
    whole = asked()
    for question in whole[::15]:  # everything is imported, files are in memory
        for name in names:
            if name != WHOOSH:
                engines[name].ask(question, Mode.PAGE)
    for number in range(rounds):
        for question in chance.sample(whole, len(whole)):
            for mode in Mode:
                totals: dict[str, int] = {}
                for name in chance.sample(names, len(names)):
                    own = times[mode, question.kind, name]
                    if sum(own) > 1000 * SECONDS and len(own) >= LEAST_ASKED:
                        continue
                    taken, reply = _timed(engines[name], question, mode)
                    if reply is not None:
                        own.append(taken)
                    if reply is not None and reply.total is not None:
                        totals[name] = reply.total
                if not number and mode is Mode.PAGE and len(set(totals.values())) > 1:
                    differing.append(f"{question.how} {' '.join(question.terms)}: {totals}")
    print(f"{len(whole)} questions, {len(differing)} of them with different numbers of hits")
    for line in differing[:5]:
        print(f"  {line}")
    return {key: own for key, own in times.items() if own}


def _timed(engine: Peer, question: Question, mode: Mode) -> tuple[float, Reply | None]:
    began = time.process_time()  # other work on the machine is not the engine's
    reply = engine.ask(question, mode)
    return 1000 * (time.process_time() - began), reply


def _print_figures(names: Iterable[str], count: int, is_kept: bool) -> None:
    sampled = [document.seconds for document, _ in zip(documents(count), range(2000), strict=False)]
    size = text_bytes(count)
    print(f"text: {size / 1e6:.1f} MB; pyvi and terms, apart: {1000 * median(sampled):.1f} ms an "
          "article (median CPU)")  # fmt: skip
    print(f"{'':10}{'build s':>9}{'CPU s':>8}{'a second':>10}{'peak MB':>9}{'x text':>8}"
          f"{'open ms':>11}{'10 changed s':>14}{'200 asked MB':>14}{'anonymous':>11}")  # fmt: skip
    asked()  # drawn before anyone measures memory
    for name in names:
        if name != FORGETFUL:
            print(f"{name:10}{_figures(name, count, size, is_kept)}", flush=True)
    if OURS in names:
        web, first = (measure(what, OURS, count) for what in ("web", "first"))
        print(f"our web server after 200 pages: {web['rss']:.0f} MB resident, "
              f"{web['anonymous']:.0f} of them anonymous")  # fmt: skip
        print("python -m search:", ", ".join(f"{k} {v:.2f}" for k, v in first.items()))


def _figures(name: str, count: int, size: int, is_kept: bool) -> str:
    note = SPEED / f"{count}-{folder_of(name, Path()).name}.json"
    if not (is_kept and note.is_file()):
        note.write_text(json.dumps(measure("build", name, count)), "utf-8")
    built: Figures = json.loads(note.read_text("utf-8"))
    opened = _thrice("open", name, count, 1000, ".0f")
    changed = _thrice("update", name, count, 1, ".2f") if PEERS[name].can_update else "-"
    serving = measure("serve", name, count) if name != WHOOSH else {"rss": 0, "anonymous": 0}
    return (
        f"{built['seconds']:9.1f}{built['cpu']:8.1f}{count / built['cpu']:10.0f}"
        f"{built['peak']:9.0f}{built['size'] / size:8.2f}{opened:>11}{changed:>14}"
        f"{serving['rss']:14.0f}{serving['anonymous']:11.0f}"
    )


def _thrice(what: str, name: str, count: int, factor: int, shape: str) -> str:
    """The medians of three fresh processes: by the clock, and of the processor."""
    found = [measure(what, name, count) for _ in range(3)]
    return " / ".join(
        format(factor * median(f[k] for f in found), shape) for k in ("seconds", "cpu")
    )


def _print_times(mode: Mode, times: Times, names: Sequence[str]) -> None:
    """Medians and 95th percentiles in milliseconds, and how many times ours each peer takes."""
    print(f"\n{mode}: CPU milliseconds, median / p95")
    print(f"{'':10}" + "".join(f"{name:>16}" for name in names) + f"{'ours ÷ tantivy':>16}")
    kinds = list(dict.fromkeys(kind for m, kind, _ in times if m is mode))
    ordered = [question.kind for question in asked()]
    for kind in sorted(kinds, key=ordered.index):
        cells = [times.get((mode, kind, name)) for name in names]
        shown = [f"{median(c):7.2f} /{_p95(c):7.2f}" if c else "-" for c in cells]
        ratio = _ratio(times, mode, kind, OURS, TANTIVY)
        print(f"{kind:10}" + "".join(f"{c:>16}" for c in shown) + f"{ratio or 0:16.2f}")


def _p95(own: Sequence[float]) -> float:
    return sorted(own)[int(0.95 * (len(own) - 1))]


def _ratio(times: Times, mode: Mode, kind: str, name: str, other: str) -> float | None:
    own, others = times.get((mode, kind, name)), times.get((mode, kind, other))
    return median(own) / median(others) if own and others else None


def _print_bars(times: Times, names: Sequence[str]) -> None:
    """Geometric means over the classes, of both of ours against each other engine."""
    print("\nwhole page, geometric mean over the classes that both have (worst class, best class):")
    kinds = list(dict.fromkeys(kind for _, kind, _ in times))
    for own in (OURS, FORGETFUL):
        for other in names:
            ratios = {k: r for k in kinds if (r := _ratio(times, Mode.PAGE, k, own, other))}
            if ratios and other not in (OURS, FORGETFUL):
                worst, best = (
                    max(ratios, key=ratios.__getitem__),
                    min(ratios, key=ratios.__getitem__),
                )
                print(f"  {own} ÷ {other}: {geometric_mean(ratios.values()):.3f} "
                      f"({worst} {ratios[worst]:.3f}, {best} {ratios[best]:.3f})")  # fmt: skip
    spread = {
        kind: _p95(own) / median(own)
        for (mode, kind, name), own in times.items()
        if mode is Mode.PAGE and name == OURS
    }
    if spread:
        worst = max(spread, key=spread.__getitem__)
        print(f"  ours, p95 ÷ median: at most {spread[worst]:.1f} ({worst})")


def _page_medians(times: Times, names: Sequence[str]) -> Mapping[str, Mapping[str, float]]:
    """Class → engine → median milliseconds of the whole page."""
    found: dict[str, dict[str, float]] = {}
    for kind in dict.fromkeys(question.kind for question in asked()):
        own = {name: times.get((Mode.PAGE, kind, name)) for name in names}
        found[kind] = {name: median(cells) for name, cells in own.items() if cells}
    return found


if __name__ == "__main__":
    main()
