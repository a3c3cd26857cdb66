"""What a digest told last ↔ a small file, replaced at once or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from search.engine.small_files import read_small
from search.serialization import SerializationError, decode, encode

MOST_BYTES = 10_000_000
"""Of a state: it has the ids of one second."""


@dataclass(frozen=True, slots=True)
class DigestState:
    """Up to where a search was told.

    `query`: as it was typed. `added`: when the last report of the index was added then. `ids`: the
    reports of the search that were added at that very second, as a later run may add others in it.
    """

    query: str
    added: datetime
    ids: tuple[str, ...]


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
    if state.added.tzinfo is None:
        raise click.UsageError(f"--state {path}: no instant; remove it to begin anew")
    if state.query != query:
        raise click.UsageError(
            f"--state {path} is of another search, {state.query!r}: give each search its own file"
        )
    return state


@contextmanager
def kept_after(path: Path, state: DigestState) -> Iterator[None]:
    """Do something, and keep a state if that raised no error.

    The new file is written before, so that a full disk or a folder that may not be written stops
    what is done, not its record. Raises click.UsageError where it cannot be written.
    """
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        try:
            _write(new, encode(state))
        except OSError as error:
            raise click.UsageError(f"--state {path}: {error.strerror or error}") from None
        yield
        new.replace(path)
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
