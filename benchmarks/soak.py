"""Minutes → what a server answered while its index was made anew all the time, and what it held.

python -m benchmarks.soak [MINUTES] [--articles 1000] [--clients 8] [--every 5]

A folder of reports is written anew for each generation: how many there are and the number in each
title follow from the number of the generation, so an answer that was made of two is seen.
"""

import json
import re
import shutil
import sys
import tempfile
import threading
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.served import Server, built, run_indexer, served

FEWEST, KINDS = 8, 5
"""A generation has FEWEST reports and up to KINDS - 1 more."""
WARM = 60.0
"""Seconds after which memory and descriptors are what later ones are compared with: each kind of
page was made by then, and some ten generations were opened."""
MEGABYTES, DESCRIPTORS = 50.0, 5
"""How much more a server may hold at the end."""
_MARK = re.compile(r"kiểm định đợt (\d+)")
_ASKED = "/?q=%22ki%E1%BB%83m+%C4%91%E1%BB%8Bnh+%C4%91%E1%BB%A3t%22&size=50"
_COMMON = "/results.{}?q=h%E1%BB%99i+ngh%E1%BB%8B"


@dataclass
class Seen:
    """What clients and the watch saw."""

    answers: Counter[str] = field(default_factory=Counter)
    """Kind of answer → how many were right."""
    mixed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    generations: int = 0
    held: list[tuple[float, float, int]] = field(default_factory=list)
    """Seconds since the beginning, megabytes, descriptors."""


def expected(generation: int) -> int:
    """How many reports of the folder a generation has."""
    return FEWEST + generation % KINDS


def lay(folder: Path, generation: int) -> None:
    """Write the reports of a generation."""
    for path in folder.iterdir():
        path.unlink()
    for number in range(expected(generation)):
        text = f"Hội nghị kiểm định đợt {generation}\n\nTổ {number} bàn việc kiểm định đợt này."
        (folder / f"{number}.txt").write_text(text, "utf-8")


def numbers_of(text: str) -> Counter[int]:
    """The number of a generation → how often an answer tells it."""
    return Counter(map(int, _MARK.findall(text)))


def page(server: Server) -> str | None:
    """A page of results: what is wrong with it, if anything is."""
    text = re.sub(r"<title>.*?</title>|</?mark>", "", server.get(_ASKED).decode())
    titles = Counter(map(int, re.findall(r"<h[23][^>]*>\s*<a[^>]*>[^<]*?đợt (\d+)", text)))
    return _wrong(titles, len(set(numbers_of(text))))


def table(server: Server) -> str | None:
    """An export of the same: one row a report."""
    record = json.loads(server.get(_ASKED.replace("/?", "/results.json?")))
    titles = [one["title"] for one in record["reports"]]
    found = Counter(number for title in titles for number in numbers_of(title))
    return _wrong(found, 1 if record["total"] == len(titles) else 2)


def whole(server: Server) -> str | None:
    """An export of nearly everything, as JSON: the reports of one generation are all there."""
    record = json.loads(server.get(_COMMON.format("json")))
    titles = [one["title"] for one in record["reports"]]
    found = Counter(number for title in titles for number in set(numbers_of(title)))
    return _wrong(found, 1 if record["total"] == len(titles) else 2)


def rows(server: Server) -> str | None:
    """An export of nearly everything, as CSV."""
    found = Counter(map(int, re.findall(r",[^,\n]*kiểm định đợt (\d+)", _csv(server))))
    return _wrong(found, 1)


def _csv(server: Server) -> str:
    return server.get(_COMMON.format("csv")).decode("utf-8-sig")


def _wrong(found: Counter[int], generations: int) -> str | None:
    """What is wrong with how often each number was told, if anything is."""
    if generations == 1 and len(found) == 1:
        [(generation, count)] = found.items()
        if count == expected(generation):
            return None
    return f"{dict(found)} of {generations} generations"


KINDS_OF_ANSWER: tuple[tuple[Callable[[Server], str | None], int], ...] = (
    (page, 12),
    (table, 4),
    (whole, 1),
    (rows, 1),
)
"""What is asked for, and how often of all."""


def ask(server: Server, seed: int, seen: Seen, done: threading.Event) -> None:
    """One client, until the end."""
    chance = Random(seed)
    kinds, weights = zip(*KINDS_OF_ANSWER, strict=True)
    while not done.is_set():
        [kind] = chance.choices(kinds, weights)
        try:
            wrong = kind(server)
        except OSError as error:
            if getattr(error, "code", 0) == 503 and kind is not page:
                seen.answers["503: others are being made"] += 1
                done.wait(1)
                continue
            seen.errors.append(f"{kind.__name__}: {error!r}")
        except Exception as error:
            seen.errors.append(f"{kind.__name__}: {error!r}")
        else:
            seen.answers[kind.__name__] += wrong is None
            seen.mixed += [f"{kind.__name__}: {wrong}"] if wrong else []


def publish(folder: Path, index: Path, every: float, seen: Seen, done: threading.Event) -> None:
    """A generation each so many seconds, until the end."""
    generation = 1
    due = time.monotonic()
    while not done.wait(max(0.0, due - time.monotonic())):
        due = time.monotonic() + every
        generation += 1
        lay(folder, generation)
        try:
            run_indexer("index", str(folder), "--index", f"whoosh:{index}", "--allow-removals")
        except Exception as error:
            seen.errors.append(f"index: {error!r}")
        else:
            seen.generations += 1


def watch(server: Server, seconds: float, seen: Seen) -> None:
    """Note what the server holds, each second, until the end."""
    began = time.monotonic()
    while (now := time.monotonic() - began) < seconds:
        seen.held.append((now, server.megabytes, server.descriptors))
        time.sleep(1)


def soak(folder: Path, minutes: float, articles: int, clients: int, every: float) -> Seen:
    """Serve an index, ask, and publish, for so many minutes."""
    seen, done = Seen(), threading.Event()
    index, reports = folder / "index", folder / "reports"
    shutil.copytree(built(articles), index, symlinks=True)
    reports.mkdir()
    lay(reports, 1)
    run_indexer("index", str(reports), "--index", f"whoosh:{index}")
    with served(index) as server:
        threads = [threading.Thread(target=publish, args=(reports, index, every, seen, done))]
        for seed in range(clients):
            threads.append(threading.Thread(target=ask, args=(server, seed, seen, done)))
        for thread in threads:
            thread.start()
        watch(server, 60 * minutes, seen)
        done.set()
        for thread in threads:
            thread.join()
    return seen


def growth(seen: Seen) -> tuple[float, int]:
    """Megabytes and descriptors more in the last tenth than after WARM, medians of each."""
    last = seen.held[-1][0]
    warm = [one for one in seen.held if WARM <= one[0] <= WARM + last / 10] or seen.held[:1]
    late = [one for one in seen.held if one[0] >= 0.9 * last]
    middle = [
        [sorted(one[n] for one in part)[len(part) // 2] for n in (1, 2)] for part in (warm, late)
    ]
    return middle[1][0] - middle[0][0], int(middle[1][1] - middle[0][1])


def report(seen: Seen) -> Iterator[str]:
    """What is printed."""
    yield f"{seen.generations} generations, answers {dict(seen.answers)}"
    yield f"{len(seen.mixed)} mixed, {len(seen.errors)} errors"
    yield from (*seen.mixed[:5], *seen.errors[:5])
    every = max(1, len(seen.held) // 12)
    for when, megabytes, descriptors in seen.held[::every]:
        yield f"{when:6.0f} s {megabytes:7.1f} MB {descriptors:4d} descriptors"
    more, files = growth(seen)
    most = max(one[1] for one in seen.held)
    yield f"since {WARM:.0f} s: {more:+.1f} MB, {files:+d} descriptors; at most {most:.1f} MB"


def main() -> None:
    """Print what was seen; exit code 1 if it is above a bar."""
    parser = ArgumentParser("python -m benchmarks.soak")
    parser.add_argument("minutes", type=float, nargs="?", default=30)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--every", type=float, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seen = soak(Path(folder), options.minutes, options.articles, options.clients, options.every)
    print("\n".join(report(seen)))
    more, files = growth(seen)
    sys.exit(bool(seen.mixed or seen.errors or more > MEGABYTES or files > DESCRIPTORS))


if __name__ == "__main__":
    main()
