"""A number of nodes → a cluster of them on loopback, as a user of its own; started and stopped.

`python -m tests.opensearch.nodes 3` starts three and waits for a line or the end of its input.
"""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import IO

from tests.opensearch.install import FOLDER, install, java_home

HEAP = os.environ.get("OPENSEARCH_HEAP", "512m")
COMPILER = os.environ.get("OPENSEARCH_COMPILER", "1")
"""The last one that Java compiles by: 1 starts soonest, 4 runs fastest, as a real cluster does."""
NODE_USER = 39200
"""OpenSearch refuses to run as root; this user needs no name, and owns its own folders only."""
START = 300.0
"""Seconds in which a cluster must have come up: a node takes 25 of one processor."""
_ROOM = 2_000_000_000
"""Bytes that the nodes of a test want."""
_JAVA = f"-Xms{HEAP} -Xmx{HEAP} -XX:+UseG1GC -XX:-AlwaysPreTouch -XX:TieredStopAtLevel={COMPILER}"
"""G1: under the serial collector the breaker of memory answers 429 for ever."""

_DIES_WITH_US = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
"""Linux kills a node whose tests were killed themselves, and could not end it."""


@dataclass
class Node:
    """One node: its ports, its folder, and its process while it runs."""

    name: str
    http_port: int
    transport_port: int
    folder: Path
    process: subprocess.Popen[bytes] | None = None

    def kill(self) -> None:
        """End it as a machine that loses its power does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it in good order."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                self.process.send_signal(how)
            self.process.wait(60)
            self.process = None


@dataclass
class Nodes:
    """A cluster of nodes on this machine."""

    folder: Path
    nodes: list[Node] = field(default_factory=list)

    @property
    def hosts(self) -> str:
        """As an address of an index names them: "127.0.0.1:9201,127.0.0.1:9202"."""
        return ",".join(f"127.0.0.1:{node.http_port}" for node in self.nodes)

    def start(self, node: Node) -> None:
        """Start a node that does not run."""
        home = install()
        config = node.folder / "config"
        if not config.is_dir():
            _write_config(home, node.folder)
        with (node.folder / "out").open("ab") as out:
            node.process = _run(home, config, [f"-E{s}" for s in self._settings(node)], out)

    def wait(self, count: int | None = None) -> None:
        """Until the cluster has so many nodes, all of them if not told, and all its shards."""
        wanted = len(self.nodes) if count is None else count
        path = f"/_cluster/health?wait_for_nodes=>={wanted}&wait_for_status=green&timeout=5s"
        until = time.monotonic() + START
        while time.monotonic() < until:
            for node in self.nodes:
                if node.process is not None and _answers(node.http_port, path):
                    return
            if all(node.process is None or node.process.poll() is not None for node in self.nodes):
                break
            time.sleep(0.2)
        out = (self.nodes[0].folder / "out").read_text("utf-8", "replace")[-2000:]
        raise RuntimeError(f"the nodes did not come up: {out}")

    def _settings(self, node: Node) -> list[str]:
        seeds = ",".join(f"127.0.0.1:{other.transport_port}" for other in self.nodes)
        names = ",".join(other.name for other in self.nodes)
        together = ["discovery.type=single-node"]
        if len(self.nodes) > 1:
            together = [
                f"discovery.seed_hosts={seeds}",
                f"cluster.initial_cluster_manager_nodes={names}",
                # a killed node is gone at once, and nothing is copied before it is back
                "cluster.fault_detection.follower_check.timeout=2s",
                "cluster.fault_detection.leader_check.timeout=2s",
            ]
        return [
            f"cluster.name=hoi-nghi-{self.nodes[0].transport_port}",
            f"node.name={node.name}",
            f"path.data={node.folder / 'data'}",
            f"path.logs={node.folder / 'logs'}",
            f"http.port={node.http_port}",
            f"transport.port={node.transport_port}",
            "network.host=127.0.0.1",
            "cluster.routing.allocation.disk.threshold_enabled=false",
            "indices.query.bool.max_clause_count=65536",
            "search.max_buckets=1000000",
            "action.auto_create_index=false",
            *together,
        ]


@contextmanager
def cluster(count: int = 1) -> Iterator[Nodes]:
    """So many nodes, up and together; they and what they kept are gone afterwards."""
    install()
    _remove_left_overs()
    folder = Path(mkdtemp(prefix=f"nodes-{os.getpid()}-", dir=_quick_folder()))
    folder.chmod(0o711)
    made = Nodes(folder)
    ports = _free_ports(2 * count)
    for number in range(count):
        node_folder = folder / f"n{number + 1}"
        node_folder.mkdir()
        made.nodes.append(Node(f"n{number + 1}", ports.pop(), ports.pop(), node_folder))
    try:
        for node in made.nodes:
            made.start(node)
        made.wait()
        yield made
    finally:
        for node in made.nodes:
            node.kill()  # what it holds goes with it
        shutil.rmtree(folder, ignore_errors=True)


def _run(home: Path, config: Path, arguments: list[str], out: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*_DIES_WITH_US, str(home / "bin" / "opensearch"), *arguments],
        cwd=home,
        env={
            "PATH": os.environ["PATH"],
            "OPENSEARCH_JAVA_HOME": str(java_home()),
            "OPENSEARCH_JAVA_OPTS": _JAVA,
            "OPENSEARCH_PATH_CONF": str(config),
            "OPENSEARCH_TMPDIR": str(config.parent / "tmp"),
        },
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # an interrupted test ends it itself
        user=NODE_USER if _is_root() else None,
        group=NODE_USER if _is_root() else None,
        extra_groups=[] if _is_root() else None,
    )


def _write_config(home: Path, folder: Path) -> None:
    """The folders of a node, and its own copy of the configuration: it writes a key store there."""
    shutil.copytree(home / "config", folder / "config")
    options = folder / "config" / "jvm.options"
    told = options.read_text("utf-8")
    for written, meant in [  # relative to the folder it is started in
        ("-javaagent:agent/", f"-javaagent:{home}/agent/"),
        ("HeapDumpPath=data", f"HeapDumpPath={folder}/logs"),
        ("ErrorFile=logs/", f"ErrorFile={folder}/logs/"),
        ("file=logs/gc.log", f"file={folder}/logs/gc.log"),
    ]:
        told = told.replace(written, meant)
    options.write_text(told, "utf-8")
    for name in ("data", "logs", "tmp"):
        (folder / name).mkdir()
    if _is_root():
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NODE_USER, NODE_USER)


def _remove_left_overs() -> None:
    """What nodes kept whose tests were killed: the number of the process is in the name."""
    for folder in _quick_folder().glob("nodes-*-*"):
        try:
            os.kill(int(folder.name.split("-")[1]), 0)
        except ProcessLookupError:
            shutil.rmtree(folder, ignore_errors=True)
        except PermissionError:
            pass  # somebody else's, at work


def _quick_folder() -> Path:
    """In memory where there is room: a node waits for the disk at each change of the cluster."""
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > _ROOM
    return memory if has_room and os.access(memory, os.W_OK) else FOLDER


def _is_root() -> bool:
    return os.geteuid() == 0


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports: list[int] = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def main() -> None:
    """Start so many nodes as asked, print their hosts, and stop them with our input."""
    with cluster(int(sys.argv[1]) if len(sys.argv) > 1 else 1) as nodes:
        print(nodes.hosts, flush=True)
        sys.stdin.readline()


if __name__ == "__main__":
    main()
