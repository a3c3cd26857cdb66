"""Kills of `index` at random moments → how often the index was as before, how often as after.

python -m benchmarks.kills [100] [--seed 18]
"""

import random
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

from benchmarks.corpus import ROOT
from tests.indexer.build.test_kill import House


def kill(house: House, command: list[str], seconds: float) -> str:
    """Kill a run after so long: "old" or "new". Raises AssertionError if it is neither, if
    anything is damaged, or if the next run needs help."""
    house.reset()
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        time.sleep(seconds)
        process.kill()
    return house.judge()


def main() -> None:
    """Print how often each was found; an AssertionError ends it."""
    parser = ArgumentParser("python -m benchmarks.kills")
    parser.add_argument("times", type=int, nargs="?", default=100)
    parser.add_argument("--seed", type=int, default=18)
    options = parser.parse_args()
    chance, found = random.Random(options.seed), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        command = [sys.executable, "-m", "indexer", "index", str(house.reports), "--jobs", "2"]
        command += ["--allow-removals", "--index", str(house.index)]
        house.reset()
        began = time.monotonic()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        longest = 1.05 * (time.monotonic() - began)
        for _ in range(options.times):
            found[kill(house, command, chance.uniform(0, longest))] += 1
    print(f"{options.times} kills: {dict(found)}, none lost")


if __name__ == "__main__":
    main()
