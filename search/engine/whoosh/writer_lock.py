"""A folder → the right to write an index there, for one process at a time."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from search.engine.errors import EngineError, IndexBusyError
from search.engine.file_lock import HeldError, only_one

LOCK = "LOCK"


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Be the only writer in a folder, which is made if need be; it ends with the process.

    Raises IndexBusyError, or EngineError where nothing can be written.
    """
    with ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(only_one(folder / LOCK))
        except HeldError:
            raise IndexBusyError(f"another process is writing the index at {folder}") from None
        except OSError as error:
            raise EngineError(f"cannot write an index at {folder}: {error}") from None
        yield
