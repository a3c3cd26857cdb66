"""One thing an engine does, done in a process of its own → seconds and memory, as JSON.

python -m benchmarks.fresh build|open|serve|update|web|first ENGINE ARTICLES
"""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.engines.peer import Mode
from benchmarks.material import SPEED, Document, asked, documents
from benchmarks.peers import folder_of, peer
from search.engine.urls import open_engine

ASKED, CHANGED = 200, 10
Figures = dict[str, float]


def root_of(count: int) -> Path:
    """Where the indexes of so many articles are."""
    return SPEED / str(count)


def measure(what: str, name: str, count: int) -> Figures:
    """The figures of one task, done in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.fresh", what, name, str(count)]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    figures: Figures = json.loads(found.splitlines()[-1])
    return figures


class _Handed:
    """Documents, and how long it took to read them, which is no engine's doing."""

    def __init__(self, wanted: Iterable[Document]) -> None:
        self._wanted = iter(wanted)
        self.seconds = self.cpu = 0.0

    def __iter__(self) -> Iterator[Document]:
        while True:
            began, processor = time.perf_counter(), time.process_time()
            document = next(self._wanted, None)
            self.seconds += time.perf_counter() - began
            self.cpu += time.process_time() - processor
            if document is None:
                return
            yield document


def _build(name: str, count: int) -> Figures:
    folder = folder_of(name, root_of(count))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    handed = _Handed(documents(count))
    began, processor = time.perf_counter(), time.process_time()
    peer(name, root_of(count)).build(handed)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {
        "seconds": time.perf_counter() - began - handed.seconds,
        "cpu": time.process_time() - processor - handed.cpu,
        "peak": _status()["VmHWM"],
        "size": size,
    }


def _open(name: str, count: int) -> Figures:
    found = peer(name, root_of(count))
    return _timed(found.open)


def _serve(name: str, count: int) -> Figures:
    found = peer(name, root_of(count))
    found.open()
    for question in random.Random(0).sample(asked(), ASKED):
        found.ask(question, Mode.PAGE)
    return _resident()


def _web(name: str, count: int) -> Figures:
    """The server as it is: pyvi loaded, Flask's answers to the first words of titles."""
    from search.text.pyvi.segmenter import warm_up
    from web.app import create_app

    client = create_app(open_engine(f"whoosh:{folder_of(name, root_of(count))}")).test_client()
    warm_up()
    for document in islice(documents(count), ASKED):
        words = " ".join(document.title.split()[:3])
        assert client.get("/", query_string={"q": words}).status_code == 200
    return _resident()


def _first(name: str, count: int) -> Figures:
    """`python -m search` for one word and for two, the median of five runs each."""
    url = f"whoosh:{folder_of(name, root_of(count))}"
    taken: Figures = {}
    for words in ("bão", "bão lũ"):
        command = [sys.executable, "-m", "search", words, "--index", url]
        run = partial(subprocess.run, command, check=True, capture_output=True)
        times = [_timed(run) for _ in range(5)]
        taken |= {f"{words} {clock}": median(t[clock] for t in times) for clock in times[0]}
    return taken


def _update(name: str, count: int) -> Figures:
    changed = [replace(d, title=d.title + "!") for d in islice(documents(count), CHANGED)]
    copy = root_of(count) / "changed"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder_of(name, root_of(count)), copy / name)
    found = peer(name, copy)
    taken = _timed(lambda: found.update(changed))
    shutil.rmtree(copy)
    return taken


def _resident() -> Figures:
    sizes = _status()
    return {"anonymous": sizes["RssAnon"], "rss": sizes["VmRSS"]}


def _timed(task: Callable[[], object]) -> Figures:
    """How long a task takes by the clock, and how much of the processor, of children too."""
    began, processor = time.perf_counter(), _cpu()
    task()
    return {"seconds": time.perf_counter() - began, "cpu": _cpu() - processor}


def _cpu() -> float:
    return time.process_time() + sum(os.times()[2:4])


def _status() -> Figures:
    """What Linux says of this process, in MB. Files that are mapped are resident too."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines if line[-3:] == " kB"}


_TASKS: dict[str, Callable[[str, int], Figures]] = {
    "build": _build,
    "open": _open,
    "serve": _serve,
    "update": _update,
    "web": _web,
    "first": _first,
}

if __name__ == "__main__":
    print(json.dumps(_TASKS[sys.argv[1]](sys.argv[2], int(sys.argv[3]))))
