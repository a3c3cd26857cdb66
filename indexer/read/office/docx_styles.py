"""styles.xml of a .docx → what the style of a paragraph says of it."""

from indexer.read.office.styles import StyleEntry, StyleKind, style_kinds
from indexer.read.office.zipped_xml import Attributes, Handlers

_MAIN = "wordprocessingml"
PREFIXES = {
    f"http://schemas.openxmlformats.org/{_MAIN}/2006/main": "w",
    f"http://purl.oclc.org/ooxml/{_MAIN}/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/package/2006/relationships": "pr",
}
"""Namespace → how this reader writes it. Transitional and strict (ECMA-376 1 and 4) are alike."""

_MOST_ENTRIES, _LONGEST_CHAIN = 20_000, 12

Numbering = tuple[str | None, int | None]
"""Which list a paragraph is in (w:numId; "0": in none), and on which level, from 0."""


class StyleSheet:
    """The styles of a .docx. `kind_of`, `numbering_of`: of the key of a style, w:styleId."""

    def __init__(self) -> None:
        self._entries: dict[str, StyleEntry] = {}
        self._numbering: dict[str, Numbering] = {}
        self._kinds: dict[str, StyleKind] = {}
        self.default: str | None = None
        self._key = ""

    def kind_of(self, key: str | None) -> StyleKind:
        """What the style says of a paragraph."""
        return self._kinds.get(key, StyleKind.PLAIN) if key else StyleKind.PLAIN

    def numbering_of(self, key: str | None) -> Numbering:
        """The list of a style, its own or that of the nearest style that it is based on."""
        for _ in range(_LONGEST_CHAIN):
            if key is None or key not in self._entries:
                break
            if key in self._numbering:
                return self._numbering[key]
            key = self._entries[key].parent
        return None, None

    def handlers(self) -> Handlers:
        """What reads styles.xml; `finish` ends it."""
        return Handlers(
            PREFIXES,
            {
                "w:style": self._style,
                "w:name": lambda a: self._set(name=a.get("w:val", "")),
                "w:basedOn": lambda a: self._set(parent=a.get("w:val")),
                "w:outlineLvl": lambda a: self._set(is_top=a.get("w:val") == "0"),
                "w:numId": lambda a: self._number(a.get("w:val"), None),
                "w:ilvl": lambda a: self._number(None, level_of(a)),
            },
        )

    def finish(self) -> None:
        """All styles were read."""
        self._kinds = style_kinds(self._entries)

    def _style(self, attributes: Attributes) -> None:
        is_paragraph = attributes.get("w:type", "paragraph") == "paragraph"
        self._key = attributes.get("w:styleId", "") if is_paragraph else ""
        if self._key and len(self._entries) < _MOST_ENTRIES:
            self._entries[self._key] = StyleEntry(self._key)

    def _set(
        self, name: str | None = None, parent: str | None = None, is_top: bool | None = None
    ) -> None:
        if old := self._entries.get(self._key):
            self._entries[self._key] = StyleEntry(
                old.name if name is None else name,
                old.parent if parent is None else parent,
                old.is_top if is_top is None else is_top,
            )

    def _number(self, list_id: str | None, level: int | None) -> None:
        if self._key in self._entries:
            old = self._numbering.get(self._key, (None, None))
            self._numbering[self._key] = (list_id or old[0], old[1] if level is None else level)


def level_of(attributes: Attributes) -> int:
    """The level of a list in w:ilvl, 0 to 8; 0 if it is none."""
    written = attributes.get("w:val") or attributes.get("w:ilvl") or ""
    return int(written) if written in set("012345678") else 0
