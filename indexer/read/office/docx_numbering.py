"""numbering.xml of a .docx (ECMA-376, 17.9) → the lists of its paragraphs."""

from dataclasses import replace

from indexer.read.office.docx_styles import PREFIXES, level_of
from indexer.read.office.numbering import ListCounters, ListLevel
from indexer.read.office.zipped_xml import Attributes, Handlers


class NumberingPart:
    """Elements of numbering.xml → definitions of `counters`, whose users are w:numId."""

    def __init__(self, counters: ListCounters) -> None:
        self._counters = counters
        self._key: str | None = None
        self._user = ""
        self._at = 0
        self._look = ListLevel()

    def handlers(self) -> Handlers:
        """What reads the part."""
        return Handlers(
            PREFIXES,
            {
                "w:abstractNum": self._start_list,
                "w:lvl": self._start_level,
                "w:start": lambda a: self._set(start=_integer(a)),
                "w:numFmt": lambda a: self._set(form=a.get("w:val", "")),
                "w:lvlText": lambda a: self._set(text=a.get("w:val", "")),
                "w:num": self._start_user,
                "w:abstractNumId": lambda a: self._counters.link(self._user, a.get("w:val", "")),
                "w:lvlOverride": self._start_level,
                "w:startOverride": self._start_anew,
            },
        )

    def _start_list(self, attributes: Attributes) -> None:
        self._key = attributes.get("w:abstractNumId", "")

    def _start_level(self, attributes: Attributes) -> None:
        self._at, self._look = level_of(attributes), ListLevel()

    def _set(self, **changes: str | int) -> None:
        if self._key is not None:
            self._look = replace(self._look, **changes)  # type: ignore[arg-type]
            self._counters.define(self._key, self._at, self._look)

    def _start_user(self, attributes: Attributes) -> None:
        self._key, self._user = None, attributes.get("w:numId", "")

    def _start_anew(self, attributes: Attributes) -> None:
        self._counters.start_anew(self._user, self._at, _integer(attributes))


def _integer(attributes: Attributes) -> int:
    written = attributes.get("w:val", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 1
