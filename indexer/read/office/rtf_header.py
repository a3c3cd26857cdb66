"""The tables of fonts and styles of an .rtf, as its parser meets them → code pages, styles."""

from indexer.read.office.rtf_words import LATIN, code_page, known_page
from indexer.read.office.styles import StyleEntry, StyleKind, style_kinds

_MOST_ENTRIES = 20_000


class RtfHeader:
    """What an .rtf says before its text. Entries of its tables end at a semicolon."""

    def __init__(self) -> None:
        self._page = LATIN
        self._pages: dict[int, str | None] = {}
        self._default_font = 0
        self._styles: dict[str, StyleEntry] = {}
        self._kinds: dict[str, StyleKind] | None = None
        self._name, self._number, self._charset = "", 0, 0
        self._parent: str | None = None
        self._is_top = False

    def set_page(self, page: str) -> None:
        """The code page of the file, by its name in Python."""
        self._page = page

    def set_page_number(self, number: int | None) -> None:
        """The code page of the file, as \\ansicpg numbers it."""
        self._page = known_page(number or 0)

    def set_default_font(self, number: int | None) -> None:
        """The font of text that names none."""
        self._default_font = number or 0

    def set_number(self, number: int | None) -> None:
        """The number of the font or style whose entry is read."""
        self._number = number or 0

    def set_charset(self, number: int | None) -> None:
        """The charset of the font whose entry is read."""
        self._charset = number or 0

    def set_parent(self, number: int | None) -> None:
        """The style that the one whose entry is read is based on."""
        self._parent = str(number)

    def set_level(self, number: int | None) -> None:
        """The outline level, from 0, of the style whose entry is read."""
        self._is_top = number == 0

    def add_font_name(self, text: str) -> None:
        """Characters in the table of fonts."""
        name, end, _ = text.partition(";")
        self._name += name
        if end:
            if len(self._pages) < _MOST_ENTRIES:
                self._pages[self._number] = code_page(self._charset, self._name.strip())
            self._start_entry()

    def add_style_name(self, text: str) -> None:
        """Characters in the table of styles."""
        name, end, _ = text.partition(";")
        self._name += name
        if end:
            if len(self._styles) < _MOST_ENTRIES:
                entry = StyleEntry(self._name.split(",")[0], self._parent, self._is_top)
                self._styles[str(self._number)] = entry
            self._start_entry()

    def page_of(self, font: int | None) -> str:
        """The code page of text in a font."""
        return self._pages.get(self._default_font if font is None else font) or self._page

    def kind_of(self, style: int) -> StyleKind:
        """What a style says of a paragraph."""
        if self._kinds is None:
            self._kinds = style_kinds(self._styles)
        return self._kinds.get(str(style), StyleKind.PLAIN)

    def _start_entry(self) -> None:
        self._name, self._number, self._charset = "", 0, 0
        self._parent, self._is_top = None, False
