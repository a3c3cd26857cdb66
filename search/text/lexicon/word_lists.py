"""A word list as a file → its entries, in their order."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def entries(name: str, folder: Path = _FOLDER) -> list[list[str]]:
    """The lines that are no comment, split at tabs; of the text chain's own lists by default."""
    return entries_of((folder / name).read_bytes())


def entries_of(data: bytes) -> list[list[str]]:
    """The same of the bytes of a file, which are UTF-8."""
    lines = data.decode("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
