"""Many files of all formats: files a second, peak memory, and what a second run costs.

python -m benchmarks.mixed_files [FILES] [JOBS]

The files are those of `shared/files/real` and `shared/files/made`, each so often as needed with a
few bytes more at an end that no reader asks, so that no two are alike.
"""

import io
import resource
import sys
import tempfile
import time
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path

from indexer.build.run import build
from indexer.read.contents import ReadOptions
from indexer.read.document import RawDocument
from indexer.read.files import FoundFile, identify
from indexer.read.worker import read_all
from search.engine.urls import open_engine
from search.report import SourcePath
from tests.conftest import SHARED

FILES, JOBS = 2_000, 2


def variant(data: bytes, number: int) -> bytes:
    """The same file with other bytes, which say nothing."""
    mark = f"{number:08}".encode()
    if data.startswith(b"PK"):
        held = io.BytesIO(data)
        with zipfile.ZipFile(held, "a") as archive:
            archive.comment = mark
        return held.getvalue()
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return data + mark.ljust(512, b"\0")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:200]:
        codec = "utf-16-be" if data[:1] in (b"\xfe", b"\0") else "utf-16-le"
        return data + f"\n{number}\n".encode(codec)
    return data + b"\n" + mark + b"\n"


def make(folder: Path, count: int) -> None:
    """So many files in a folder, those of each kind evenly spread."""
    sources = sorted(
        path for name in ("real", "made") for path in (SHARED / "files" / name).iterdir()
    )
    for number, path in zip(range(count), cycle(sources), strict=False):
        made = folder / f"{number % 20:02}" / f"{number:05}-{path.name}"
        made.parent.mkdir(exist_ok=True)
        made.write_bytes(variant(path.read_bytes(), number))


def by_kind(folder: Path) -> dict[str, list[FoundFile]]:
    """The files of a folder that give reports, by what their names end with."""
    kinds: defaultdict[str, list[FoundFile]] = defaultdict(list)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found = identify(SourcePath(str(folder), path.relative_to(folder).as_posix()))
            if isinstance(found, FoundFile):
                kinds[path.suffix.lower()].append(found)
    return dict(sorted(kinds.items()))


def rates(folder: Path, jobs: int) -> Iterator[tuple[str, int, int, float]]:
    """Kind by name, files, reports, seconds: read by processes, understood by nobody."""
    for kind, files in by_kind(folder).items():
        began = time.monotonic()
        with closing(read_all(files, ReadOptions(), jobs)) as results:
            reports = sum(isinstance(one, RawDocument) for found in results for one in found)
        yield kind, len(files), reports, time.monotonic() - began


def peaks() -> str:
    """The most memory that this process, and the largest of its children, has had."""
    own, others = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return f"peak memory: parent {own:.0f} MB, largest worker {others:.0f} MB"


def main() -> None:
    """Print the tables."""
    count, jobs = (
        int(own) for own in (*sys.argv[1:], *map(str, (FILES, JOBS)[len(sys.argv) - 1 :]))
    )
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "files")
        folder.mkdir()
        make(folder, count)
        engine = open_engine(f"whoosh:{home}/index")
        for run in ("first run", "second run, nothing changed"):
            began = time.monotonic()
            outcome = build([folder], engine, jobs=jobs)
            seconds = time.monotonic() - began
            print(
                f"{run}: {count} files in {seconds:.1f} s, {count / seconds:.1f} a second: "
                f"{outcome.added} added, {outcome.unchanged} unchanged, {len(outcome.bad)} failed"
            )
            print(peaks())
        print(f"\n{'read only':10} {'files':>6} {'reports':>8} {'seconds':>8} {'a second':>9}")
        for kind, files, reports, seconds in rates(folder, jobs):
            print(f"{kind:10} {files:6} {reports:8} {seconds:8.1f} {files / seconds:9.1f}")


if __name__ == "__main__":
    main()
