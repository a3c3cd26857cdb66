"""Names of files inside an archive or a mail → names that are unique there, composed, printable."""

import re
import unicodedata
from collections import Counter

from indexer.read.folders import is_of_programs

_CONTROLS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_SLASHES = re.compile("/{2,}")
"""Two of them part the name of an archive from that of what is in it."""
_OF_SYSTEMS = "__MACOSX/"
"""The folder in which macOS keeps what other systems do not ask for."""


def is_passed_over(name: str) -> bool:
    """Whether a file is one that a system or a program left, which nobody would ask for."""
    own = (part for part in name.split("/") if part.strip("."))  # not "..", which is only a name
    return name.startswith(_OF_SYSTEMS) or any(map(is_of_programs, own))


class PartNames:
    """The names that were given in one archive or mail."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._counts: Counter[str] = Counter()

    def unique(self, name: str) -> str:
        """A name with slashes, in NFC, without control characters; the second "a.docx" is
        "a (2).docx"."""
        shown = _CONTROLS.sub("\ufffd", name.replace("\\", "/"))
        tidy = unicodedata.normalize("NFC", _SLASHES.sub("/", shown))
        stem, dot, suffix = tidy.rpartition(".")
        if not dot or "/" in suffix:
            stem, suffix = tidy, ""
        name, count = tidy, self._counts[tidy]
        while name in self._given:
            count += 1
            name = f"{stem} ({count}){dot if suffix else ''}{suffix}"
        self._counts[tidy] = max(count, 1)
        self._given.add(name)
        return name
