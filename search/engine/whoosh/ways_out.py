"""What is wrong with the index in a folder → the error that says so, and which command helps."""

from pathlib import Path

from search.engine.errors import DamagedIndexError, NoIndexError, StaleIndexError


def no_index(folder: Path) -> NoIndexError:
    """There is none."""
    return NoIndexError(
        f"no index at {folder}; make one with: "
        f"python -m indexer index PATH... --index whoosh:{folder}"
    )


def stale(folder: Path, what: str) -> StaleIndexError:
    """Another version of something made it."""
    return StaleIndexError(
        f"the index at {folder} was made by another version of {what}; make it anew "
        f"with: python -m indexer rebuild PATH... --index whoosh:{folder}"
    )


def damaged(folder: Path, fault: str) -> DamagedIndexError:
    """Something of it is not what was written."""
    return DamagedIndexError(
        f"{fault}; see python -m indexer check, go back with rollback, or rebuild, "
        f"each with --index whoosh:{folder}"
    )
