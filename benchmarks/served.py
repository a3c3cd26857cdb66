"""The folder of an index → a server over it in a process of its own, and what that holds."""

import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import FOLDER, ROOT, news
from search.engine.errors import EngineError
from search.engine.urls import open_engine


class Server(NamedTuple):
    """A server that runs. `address`: without a slash at its end."""

    address: str
    process: int

    def get(self, target: str, seconds: float = 60) -> bytes:
        """What a target is answered with. Raises OSError, HTTPError above all."""
        with urllib.request.urlopen(f"{self.address}{target}", timeout=seconds) as answer:
            return bytes(answer.read())

    @property
    def megabytes(self) -> float:
        """Memory of the process: what it does not share with its files."""
        status = Path(f"/proc/{self.process}/status").read_text("ascii")
        return int(re.findall(r"RssAnon:\s+(\d+)", status)[0]) / 1024

    @property
    def descriptors(self) -> int:
        """Open files and connections of the process."""
        return len(list(Path(f"/proc/{self.process}/fd").iterdir()))


@contextmanager
def served(index: Path, *options: str) -> Iterator[Server]:
    """A server over an index, until the block ends; then it must stop with exit code 0."""
    command = [sys.executable, "-m", "web", "--port", "0", "--index", f"whoosh:{index}", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+?(?=/)", process.stdout.readline())
        assert found, "it does not listen"
        try:
            yield Server(found.group(), process.pid)
        finally:
            process.terminate()
            code = process.wait(30)
    assert code == 0, f"it stopped with {code}"


def built(articles: int) -> Path:
    """The folder of an index of the samples and so many articles of news; made if there is none,
    or one of another version."""
    folder = FOLDER / f"served-{articles}"
    try:
        open_engine(f"whoosh:{folder}").snapshot()
    except EngineError:
        paths = {str(ROOT / "samples"), str(news(articles))}
        run_indexer("rebuild", *sorted(paths), "--index", f"whoosh:{folder}")
    return folder


def run_indexer(*arguments: str) -> str:
    """What `python -m indexer` printed. Raises CalledProcessError."""
    command = [sys.executable, "-m", "indexer", *arguments]
    made = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return made.stdout
