"""Styles of paragraphs and the styles that they are based on → what they say of a paragraph."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from indexer.lexicon import rows

_LOWER_HEADING = re.compile(r"(?:heading|outline level) ?[2-9]|toc .*|contents .*")
_LONGEST_CHAIN = 12


class StyleKind(Enum):
    """What the style of a paragraph says that it is."""

    TITLE = "title"
    HEADING = "heading"  # of the highest level: the title, or the head of a chapter
    CAPTION = "caption"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class StyleEntry:
    """A style. `parent`: the key of the style that it is based on. `is_top`: of outline level 1."""

    name: str
    parent: str | None = None
    is_top: bool = False


def style_kinds(styles: Mapping[str, StyleEntry]) -> dict[str, StyleKind]:
    """The key of each style → what it says: by its name, else by the styles it is based on."""
    return {key: _kind(key, styles) for key in styles}


def _kind(key: str, styles: Mapping[str, StyleEntry]) -> StyleKind:
    at: str | None = key
    for _ in range(_LONGEST_CHAIN):
        style = styles.get(at) if at else None
        if style is None:
            break
        if kind := _named(style.name):
            return kind
        if style.is_top:
            return StyleKind.HEADING
        at = style.parent
    return StyleKind.PLAIN


def _named(name: str) -> StyleKind | None:
    """What a name of a style says; None if nothing: then the style that it is based on is asked."""
    written = unicodedata.normalize("NFC", " ".join(name.split())).casefold()
    if _LOWER_HEADING.fullmatch(written):
        return StyleKind.PLAIN
    found = (kind for kind, own in rows("style_names.tsv") if own == written)
    return next((StyleKind(kind) for kind in found), None)
