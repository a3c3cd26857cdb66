"""The nodes of a cluster on this machine → their seconds of processor, memory, and disks."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from search.engine.opensearch.adapter import OpenSearchEngine
from search.engine.urls import open_engine
from tests.opensearch.install import java_home
from tests.opensearch.nodes import NODE_USER

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class LocalNodes:
    """The nodes that an address names. They are asked over connections of their own, so that the
    round trips of the engine that is measured are its own."""

    url: str
    processes: tuple[int, ...]

    @classmethod
    def at(cls, url: str) -> "LocalNodes":
        """Those of an address."""
        nodes = _ask(url, "/_nodes/process")["nodes"].values()
        return cls(url, tuple(node["process"]["id"] for node in nodes))

    def seconds(self) -> float:
        """Seconds of processor that all of them have taken since they started."""
        return sum(map(_seconds, self.processes))

    def settle(self) -> None:
        """Wait until each copy of each shard is there."""
        _ask(self.url, "/_cluster/health?wait_for_status=green&timeout=100s")

    def figures(self, name: str) -> dict[str, float]:
        """What all of them hold together, in megabytes: memory in which the garbage was collected
        first, and the live generation of an index on the disks."""
        for process in self.processes:
            _collect_garbage(process)
        nodes = _ask(self.url, "/_nodes/stats/jvm,indices")["nodes"].values()
        inside = [node["indices"] for node in nodes]
        live = _ask(self.url, f"/{name}/_stats/store,segments")["_all"]
        return {
            "resident_mb": sum(map(_resident, self.processes)) / 1e6,
            "heap_mb": sum(node["jvm"]["mem"]["heap_used_in_bytes"] for node in nodes) / 1e6,
            "ordinals_mb": sum(own["fielddata"]["memory_size_in_bytes"] for own in inside) / 1e6,
            "cached_mb": sum(own["query_cache"]["memory_size_in_bytes"] for own in inside) / 1e6,
            "one_copy_mb": live["primaries"]["store"]["size_in_bytes"] / 1e6,
            "all_copies_mb": live["total"]["store"]["size_in_bytes"] / 1e6,
            "segments": live["primaries"]["segments"]["count"],
        }


def _ask(url: str, path: str) -> dict[str, Any]:
    engine = open_engine(url)
    assert isinstance(engine, OpenSearchEngine)
    return engine.cluster.ask("GET", path, dict[str, Any])


def _seconds(process: int) -> float:
    told = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / _TICKS


def _resident(process: int) -> int:
    return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * _PAGE


def _collect_garbage(process: int) -> None:
    is_root = os.geteuid() == 0  # a virtual machine obeys nobody but its own user
    subprocess.run(
        [java_home() / "bin" / "jcmd", str(process), "GC.run"],
        stdout=subprocess.DEVNULL,
        check=True,
        user=NODE_USER if is_root else None,
        group=NODE_USER if is_root else None,
        extra_groups=[] if is_root else None,
    )
