"""A folder of code → its commands run and its pages served, as its users have them.

Nothing of the program is imported, so one recorder serves code whose modules have other names. The
code runs from a copy, so that what it writes beside itself (the indexes of benchmarks) stays out
of the folder that was given, and an edit made meanwhile stays out of the recording.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.unchanged.site import Site

LEFT_OUT = shutil.ignore_patterns(
    ".*", "var", "__pycache__", "node_modules", "screenshots", "*.egg-info"
)
_SETTINGS = {
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONHASHSEED": "0",
    "COLUMNS": "100",
}
"""One hash seed for all: equally frequent suggestions may come in the order of a set."""
_PORT = re.compile(r"http://127\.0\.0\.1:(\d+)/")


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Program:
    """A copy of the code. `work`: the folder of the copy, of the indexes and of made files."""

    work: Path
    shared: Path

    @classmethod
    def copied(cls, code: Path, work: Path, shared: Path) -> "Program":
        """The code in `work`; what was made by other code is removed from there, so that an index
        that is found again is one that this code has made."""
        fresh = work.with_name(work.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(code, fresh / "code", ignore=LEFT_OUT)
        digest = fresh / "DIGEST"
        digest.write_text(_digest(fresh / "code"))
        if (work / "DIGEST").is_file() and (work / "DIGEST").read_text() == digest.read_text():
            shutil.rmtree(fresh)
        else:
            shutil.rmtree(work, ignore_errors=True)
            fresh.rename(work)
        return cls(work, shared)

    @property
    def code(self) -> Path:
        """Where the copied code is, and the working directory of every command."""
        return self.work / "code"

    def said(self, *arguments: str) -> Said:
        """Run `python -m ARGUMENTS` to its end."""
        made = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=self.code,
            env=self._environment(),
            capture_output=True,
        )
        out, err = (stream.decode(errors="replace") for stream in (made.stdout, made.stderr))
        return Said(made.returncode, out, err)

    def done(self, *arguments: str) -> Said:
        """The same, for a command without whose success there is nothing to record."""
        said = self.said(*arguments)
        if said.code:
            sys.exit(f"python -m {' '.join(arguments)} ended with {said.code}:\n{said.err}")
        return said

    def index(self, name: str, *paths: Path) -> str:
        """The URL of an index of these paths; made if this code has not made it yet."""
        folder = self.work / "index" / name
        if not (folder / "CURRENT").is_file():
            shutil.rmtree(folder, ignore_errors=True)
            self.done("indexer", "index", *map(str, paths), "--index", f"whoosh:{folder}")
        return f"whoosh:{folder}"

    @contextmanager
    def served(self, url: str) -> Iterator[Site]:
        """The pages of an index, on a free port of this machine."""
        command = [sys.executable, "-m", "web", "--index", url, "--port", "0"]
        with subprocess.Popen(
            command,
            cwd=self.code,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as server:
            assert server.stdout
            try:
                first = server.stdout.readline().decode()
                port = _PORT.search(first)
                if not port:
                    sys.exit(f"python -m web does not serve; it said: {first!r}")
                yield Site(int(port[1]))
            finally:
                server.terminate()

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "HOI_NGHI_INDEX"}
        return {**kept, **_SETTINGS, "HOI_NGHI_SHARED": str(self.shared)}


def _digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(f"{path.relative_to(folder)}\0".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
