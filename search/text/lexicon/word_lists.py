"""A word list as a file → its entries, in their order."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def entries(name: str, folder: Path = _FOLDER) -> list[list[str]]:
    """The lines that are no comment, split at tabs; of the text chain's own lists by default."""
    lines = (folder / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
