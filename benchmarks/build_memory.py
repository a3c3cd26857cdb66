"""How much memory the process that builds an index takes, and how long it takes, by its reports.

python -m benchmarks.build_memory [REPORTS]... [--jobs 2] [--keep]

More reports than news-40k has are those of `benchmarks.enlarged`.
"""

import multiprocessing
import resource
import shutil
import sys
import threading
import time
from pathlib import Path

import click

from benchmarks.corpus import FOLDER
from benchmarks.enlarged import enlarged

SAMPLED = 0.05
"""Seconds between two looks at the memory."""


def resident() -> float:
    """Megabytes that this process has in memory; its largest ever where that is not told."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 1e6


def measured(path: str, jobs: int, folder: Path, keep: bool) -> None:
    """Build, and print what it took; run in a process of its own."""
    from indexer.build.run import build
    from search.engine.urls import open_engine

    shutil.rmtree(folder, ignore_errors=True)
    peak = [resident()]

    def look() -> None:
        while True:
            peak[0] = max(peak[0], resident())
            time.sleep(SAMPLED)

    threading.Thread(target=look, daemon=True).start()
    began, own = time.monotonic(), time.process_time()
    outcome = build([Path(path)], open_engine(f"whoosh:{folder}"), anew=True, jobs=jobs)
    seconds, own = time.monotonic() - began, time.process_time() - own
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(
        f"{outcome.added:7} reports: largest {peak[0]:5.0f} MB, {seconds:6.0f} s, "
        f"{own:5.0f} s of processor in this process; index {size / 1e6:.0f} MB",
        flush=True,
    )
    if not keep:
        shutil.rmtree(folder)


@click.command(help=__doc__)
@click.argument("sizes", nargs=-1, type=int)
@click.option("--jobs", default=2)
@click.option("--keep", is_flag=True, help="Leave each index in its folder of var/bench.")
def main(sizes: tuple[int, ...], jobs: int, keep: bool) -> None:
    """Print a line for each size."""
    context = multiprocessing.get_context("spawn")
    for size in sizes or (5_000, 40_000, 120_000):
        made = (str(enlarged(size)), jobs, FOLDER / f"memory-index-{size}", keep)
        process = context.Process(target=measured, args=made)
        process.start()
        process.join()
        if process.exitcode:
            sys.exit(process.exitcode)


if __name__ == "__main__":
    main()
