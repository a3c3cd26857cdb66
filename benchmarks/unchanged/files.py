"""The folder of an index → its files, and the arrays in them, each with its type and digest."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

_MAGIC = b"hoinghi1"
_RANDOM = re.compile(r"_[0-9a-z]{16}\b")
_OF_EACH_RUN = ("origin.", "added")
"""Arrays that tell the folders of the indexed files, and when these were indexed: another recording
has others."""


def files(folder: Path) -> Iterator[tuple[str, str]]:
    """The name of each file, random parts of names left out, and what can be said of it.

    Files of arrays are told array by array: magic bytes, length of a JSON header in eight bytes,
    the header {name: {dtype, start, size}}, the arrays. Others hold names that are random.
    """
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = _RANDOM.sub("_*", path.relative_to(folder).as_posix())
        yield name, "*"
        if path.suffix == ".arrays":
            yield from ((f"{name} {array}", told) for array, told in _arrays(path.read_bytes()))


def _arrays(whole: bytes) -> Iterator[tuple[str, str]]:
    if whole[:8] != _MAGIC:
        raise ValueError("an .arrays file begins with other bytes than before")
    behind = 16 + int.from_bytes(whole[8:16], "little")
    for place, (name, extent) in enumerate(json.loads(whole[16:behind]).items()):
        begin = behind + extent["start"]
        digest = hashlib.sha256(whole[begin : begin + extent["size"]]).hexdigest()
        shown = "*" if name.startswith(_OF_EACH_RUN) else digest
        yield f"{place:03} {name}", f"{extent['dtype']} {shown}"
