"""Records of a part ↔ a packed file of JSON lines, in the order of their keys."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]

_OF_EACH_RUN = {"recipe", "bytes", "seconds"}
"""Fields that tell of the program's files or of time, not of what was found."""
_INSTANT = re.compile(r"\b2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|\+00:00)")
"""When a report was added: when the index of a recording was made."""


def steady(value: Any) -> Any:
    """A JSON value without what differs between equal programs."""
    if isinstance(value, dict):
        return {k: "*" if k in _OF_EACH_RUN else steady(v) for k, v in value.items()}
    return [steady(item) for item in value] if isinstance(value, list) else value


def file_of(folder: Path, part: str) -> Path:
    """Where a recording keeps a part."""
    return folder / f"{part}.jsonl.gz"


def write(folder: Path, part: str, found: Iterable[tuple[str, Any]]) -> int:
    """Write a part, and tell how many records it has. A key stands for one record only."""
    lines: dict[str, str] = {}
    for key, value in found:
        if key in lines:
            raise ValueError(f"two records of {part} have the key {key!r}")
        line = json.dumps([key, value], ensure_ascii=False, separators=(",", ":"))
        lines[key] = _INSTANT.sub("*", line)
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f"{part}.partial"
    with partial.open("wb") as raw, gzip.GzipFile("", "wb", 5, raw, mtime=0) as packed:
        for key in sorted(lines):
            packed.write(lines[key].encode(errors="surrogatepass") + b"\n")
    partial.rename(file_of(folder, part))
    return len(lines)


def read(folder: Path, part: str) -> Iterator[tuple[str, bytes]]:
    """Each key of a part with its line."""
    with gzip.open(file_of(folder, part)) as lines:
        for line in lines:
            yield json.loads(line)[0], line


def value_of(line: bytes) -> Any:
    """The value of a line of a part."""
    return json.loads(line)[1]
