"""OpenSearch's zip on Maven Central → an unpacked folder below var/, compared with its checksum."""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

VERSION = "3.8.0"
SHA256 = "196c3cf4602c394f2e40e6174ccbf2a924eae37246f08fa6bbb6b75f9fd5ff1f"
"""Of the zip; the SHA-1 that Maven Central tells, which Maven compares, is of the same bytes."""
LEAST_JAVA = 21
_VAR = Path(__file__).parents[2] / "var"
FOLDER = Path(os.environ.get("OPENSEARCH_FOLDER", _VAR / "opensearch"))
"""Where the zip, what is in it, and the nodes are; the user of the nodes must reach it."""

_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
_ARTIFACT = f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip"
_UNUSED = (
    *("aggs-matrix-stats", "cache-common", "geo", "ingest-common", "ingest-geoip"),
    *("ingest-user-agent", "lang-expression", "lang-mustache", "opensearch-dashboards"),
    *("parent-join", "percolator", "rank-eval", "repository-url", "rule-framework"),
    *("search-pipeline-common", "store-subdirectory", "transport-grpc"),
)
"""Modules that nothing here asks for: a node starts sooner without them."""


class NotHereError(Exception):
    """No node can be started on this machine; the message tells what is missing."""


def java_home() -> Path:
    """A JDK that is new enough; raises NotHereError."""
    named = [os.environ.get(name) for name in ("OPENSEARCH_JAVA_HOME", "JAVA_HOME")]
    found = [Path(name) for name in named if name]
    for home in (*found, *sorted(Path("/usr/lib/jvm").glob("*"))):
        release = home / "release"
        told = release.read_text("utf-8", "replace") if release.is_file() else ""
        version = re.search(r'^JAVA_VERSION="(\d+)', told, re.MULTILINE)
        if version and int(version[1]) >= LEAST_JAVA:
            return home
    raise NotHereError(f"no JDK of {LEAST_JAVA} or newer (OPENSEARCH_JAVA_HOME names one)")


def install() -> Path:
    """The folder of the unpacked distribution; made where it is not there yet, by one at a time.

    Raises NotHereError where Maven is missing or the zip is not the one that was tried.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:  # closing it lets the next one in
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _installed()


def _installed() -> Path:
    home = FOLDER / f"opensearch-{VERSION}"
    if not home.is_dir():
        archive = _downloaded(FOLDER)
        part = FOLDER / f"part-{os.getpid()}"
        _unpack(archive, part)
        for module in _UNUSED:
            shutil.rmtree(part / home.name / "modules" / module)
        (part / home.name).rename(home)
        part.rmdir()
    return home


def _downloaded(folder: Path) -> Path:
    archive = folder / f"opensearch-{VERSION}.zip"
    if not archive.is_file():
        if shutil.which("mvn") is None:
            raise NotHereError("no mvn to download OpenSearch with")
        subprocess.run(
            ["mvn", "-q", "-B", _COPY, f"-Dartifact={_ARTIFACT}", f"-DoutputDirectory={folder}"],
            env={**os.environ, "JAVA_HOME": str(java_home())},
            check=True,
        )
    with archive.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != SHA256:
        archive.unlink()
        raise NotHereError(f"{archive} was not the zip that was tried: SHA-256 {found}")
    return archive


def _unpack(archive: Path, folder: Path) -> None:
    """Like `unzip`: with the permissions, which `zipfile` leaves out."""
    with zipfile.ZipFile(archive) as held:
        for entry in held.infolist():
            path = Path(held.extract(entry, folder))
            path.chmod((entry.external_attr >> 16) & 0o777 or 0o755)
