"""All tests → two halves, run beside each other: `python -m tests.halves`, which is `make test`.

Browsers and clusters wait much, the indexer computes: together they keep two processors busy.
What the half of the indexer says is shown as it comes, the other half when both have ended.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from tempfile import TemporaryFile

from tests.conftest import ROOT

WAITING = (
    "tests/browser",
    "tests/search",
    *(f"tests/test_{name}_command.py" for name in ("serve", "copy")),
    *(f"tests/test_{name}.py" for name in ("streams", "slow_clients")),
)
"""What waits most, and so much besides that both halves take about as long."""


def halves() -> tuple[list[str], list[str]]:
    """The commands of both: every test is in one of them."""
    pytest = [sys.executable, "-m", "pytest"]
    return [*pytest, *(f"--ignore={path}" for path in WAITING)], [*pytest, *WAITING]


def run(shown: Sequence[str], kept: Sequence[str]) -> int:
    """Run two commands: the exit code of the first, or of the other one where that is 0."""
    # Tests start hundreds of processes: each would compile all that it imports.
    env = {name: os.environ[name] for name in os.environ if name != "PYTHONDONTWRITEBYTECODE"}
    with TemporaryFile() as said:
        beside = subprocess.Popen(kept, cwd=ROOT, env=env, stdout=said, stderr=subprocess.STDOUT)
        try:
            code = subprocess.run(shown, cwd=ROOT, env=env, check=False).returncode
            other = beside.wait()
        finally:
            beside.terminate()  # where it did not come to its end
        said.seek(0)
        shutil.copyfileobj(said, sys.stdout.buffer)
    return code or other


def main(shown: Sequence[str], kept: Sequence[str]) -> None:
    """Run both, and end with their exit code. Neither outlives us where we are stopped."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    sys.exit(run(shown, kept))


if __name__ == "__main__":
    main(*halves())
