"""What a digest told last ↔ a small file, replaced at once or not at all."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import click

from hoi_nghi.shell import BUSY
from search.engine.file_lock import HeldError, only_one
from search.engine.small_files import read_small
from search.serialization import SerializationError, decode, encode

MOST_BYTES = 10_000_000
"""Of a state: it has the ids of one second."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to where somebody was told.

    `added`: when the last report of the index was added then. `ids`: the reports of the search that
    were added at that very second, as a later run may add others in it.
    """

    added: datetime
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DigestState:
    """Up to where a search was told.

    `query`: as it was typed. `added`, `ids`: the mark of all recipients but those of `behind`, whom
    a mail server refused: address → what they were told up to.
    """

    query: str
    added: datetime
    ids: tuple[str, ...]
    behind: Mapping[str, Mark] = field(default_factory=dict)

    def mark_of(self, address: str = "") -> Mark:
        """Up to where a recipient was told, or all who are not behind."""
        return self.behind.get(address) or Mark(self.added, self.ids)


def read_state(path: Path, query: str) -> DigestState | None:
    """The state of a search; None if there is no file yet.

    Raises click.UsageError for a file that is none, or is of another search.
    """
    try:
        state = decode(read_small(path, MOST_BYTES), DigestState)
    except FileNotFoundError:
        return None
    except (OSError, SerializationError) as error:
        raise click.UsageError(f"--state {path}: {error}; remove it to begin anew") from None
    if not all(mark.added.tzinfo for mark in (state.mark_of(), *state.behind.values())):
        raise click.UsageError(f"--state {path}: no instant; remove it to begin anew")
    if state.query != query:
        raise click.UsageError(
            f"--state {path} is of another search, {state.query!r}: give each search its own file"
        )
    return state


class _BusyError(click.ClickException):
    exit_code = BUSY


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Be the only run with a state, by a lock beside its file.

    Raises click.ClickException, with the exit code BUSY if another run is at work, else that of
    wrong use.
    """
    with ExitStack() as held:
        try:
            held.enter_context(only_one(path.with_name(f"{path.name}.lock")))
        except HeldError:
            raise _BusyError(f"--state {path}: another run is at work with it") from None
        except OSError as error:
            raise _unwritable(path, error) from None
        yield


@contextmanager
def keeping(path: Path, largest: DigestState) -> Iterator[Callable[[DigestState], None]]:
    """Do something, and then keep what it leads to by calling what is given; else nothing changes.

    `largest`: a state as long as any that may be kept. It is written before, so that a full disk or
    a folder that may not be written stops what is done, not its record. Raises click.UsageError
    where it cannot be written.
    """
    new = path.with_name(f"{path.name}.{os.getpid()}.new")

    def keep(state: DigestState) -> None:
        try:
            _write(new, encode(state))
            new.replace(path)
        except OSError as error:
            raise _unwritable(path, error) from None

    try:
        try:
            _write(new, encode(largest))
        except OSError as error:
            raise _unwritable(path, error) from None
        yield keep
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> click.UsageError:
    return click.UsageError(f"--state {path}: {error.strerror or error}")


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
