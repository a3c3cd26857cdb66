"""What an engine can do that keeps its index in one place: give it away as a file, and take it."""

from pathlib import Path
from typing import Protocol, runtime_checkable


@runtime_checkable
class Archived(Protocol):
    """An engine whose index can be taken along as one file."""

    def backup(self, target: Path) -> str:
        """Write the live generation, and what people keep beside it, to a file; give its name.

        The file is whole and compared, or the one before stays. Raises NoIndexError, EngineError,
        DamagedIndexError where a byte is not what was written.
        """

    def restore(self, source: Path) -> str:
        """Make such a file the index of a place that has none; give the name of its generation.

        Answers are what they were, byte by byte. Raises EngineError where something is there
        already, DamagedIndexError where the file is not what `backup` wrote; then nothing is.
        """
