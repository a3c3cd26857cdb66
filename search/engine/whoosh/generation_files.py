"""A folder and its manifest → its files, open, and what is wrong with any byte of them."""

import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from search.engine.whoosh import files
from search.engine.whoosh.files import FaultError, FileRecord, OpenFile, Pace
from search.engine.whoosh.manifest import MANIFEST, Manifest

AGAIN = 24 * 3600.0
"""Seconds after which a file that was compared is compared again: disks forget in months."""

GROUPS = "groups.json"
"""The file of a generation with the groups of its near-identical reports, if there are any."""
REWRITTEN = frozenset({GROUPS})
"""Files that each generation writes anew; all others are new under new names, or as they were."""


class FileIdentity(NamedTuple):
    """What tells a file from all others, and from itself before it was written to: its device and
    inode, when it was modified, in ns since 1970, its size; and what it must be."""

    device: int
    inode: int
    modified: int
    size: int
    sha256: str

    @classmethod
    def of(cls, file: OpenFile, record: FileRecord) -> "FileIdentity":
        """That of a file as it is now."""
        return cls(*file.identity(), record.sha256)


Verified = dict[FileIdentity, float]
"""Which file was found to be what was written → when that comparison began, in seconds since 1970.
Generations share files, by hard links: a file that a new one takes over is not read again for
it."""


def newer(verified: Verified, seconds: float) -> Verified:
    """Those that were compared so many seconds ago at the most; and not in the future, where a
    clock was set back."""
    now = time.time()
    return {key: when for key, when in verified.items() if 0 <= now - when <= seconds}


class GenerationFiles(Mapping[str, OpenFile]):
    """The files of a generation by name, all of them open.

    `records`: what each must be; those of a generation in the making have none yet.
    """

    def __init__(
        self, folder: Path, names: Iterable[str], records: Mapping[str, FileRecord]
    ) -> None:
        self._records = records
        self._files = {name: OpenFile(folder / name) for name in names}

    @classmethod
    def of(cls, folder: Path) -> "GenerationFiles":
        """Whatever files are in a folder. Raises FaultError."""
        names = [path.name for path in folder.iterdir() if path.is_file()]
        return cls(folder, names, {})

    @classmethod
    def vouched(cls, folder: Path, manifest: Manifest) -> "GenerationFiles":
        """The files that a manifest names, if they are there, of the right sizes, and no others.

        The bytes of large files are left to `fault`; those of small ones are compared here, and
        kept as they were compared. Raises FaultError.
        """
        found = cls(folder, manifest.files, manifest.files)
        for name, record in manifest.files.items():
            if fault := found[name].quick_fault(record):
                raise FaultError(fault)
        if stray := files.stray(folder, (*manifest.files, MANIFEST)):
            raise FaultError(stray)
        return found

    def fault(self, pace: Pace, verified: Verified) -> str | None:
        """What is wrong with them, as a line for a person, or None; reads every byte, but of files
        that were verified lately. What it finds to be right it adds to these."""
        kept = newer(verified, AGAIN)
        for key in verified.keys() - kept.keys():
            del verified[key]
        for name, record in self._records.items():
            file = self._files[name]
            when = time.time()  # before the look at it: what is written from now on may not show
            key = FileIdentity.of(file, record)
            if key in verified:
                continue
            if found := file.fault(record, pace):
                return found
            verified[key] = when
        return None

    def whole(self, name: str) -> bytes:
        """All bytes of a file, of whatever size, compared with its record if it has one. Raises
        FaultError."""
        file, record = self._files[name], self._records.get(name)
        return file.compared(record) if record else file.read(0, file.size)

    def __getitem__(self, name: str) -> OpenFile:
        return self._files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def flushed(folder: Path, before: Path, known: Mapping[str, FileRecord]) -> dict[str, FileRecord]:
    """The records of all files of a folder, on the disk when this returns.

    `before`: the folder of the generation before, whose files and their records are `known`: what
    is a hard link of one of them is on the disk already. Where there are no links it is a copy,
    and must be what was written: only `REWRITTEN` have another content under a name that was.
    Raises OSError, FaultError.
    """
    records = {}
    for path in sorted(folder.iterdir()):
        name = path.name
        if name in known and path.samefile(before / name):
            records[name] = known[name]
            continue
        files.flush(path)
        records[name] = files.record_of(path)
        if name in known and name not in REWRITTEN and records[name] != known[name]:
            raise FaultError(f"{path} is not what was written (checksum)")
    return records
