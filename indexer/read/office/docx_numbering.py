"""numbering.xml of a .docx → the automatic numbers of its paragraphs, which are in no text."""

from collections.abc import Callable
from dataclasses import dataclass, field

from indexer.read.office.docx_styles import MOST_ENTRIES, MOST_LEVELS, PREFIXES, level_of
from indexer.read.office.zipped_xml import Attributes, Handlers

_LONGEST_NUMBER = 40


@dataclass(slots=True)
class _Level:
    """How the numbers of a level look: "decimal", "%1.%2.", from where."""

    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class AutomaticNumbers:
    """The lists of a .docx, and how far they have counted (ECMA-376, 17.9)."""

    def __init__(self) -> None:
        self._lists: dict[str, _List] = {}
        self._of_number: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._key = self._number_key = ""
        self._at = 0

    def next_of(self, list_id: str | None, level: int) -> str:
        """The number of the next paragraph of a list (w:numId), "2.1." or "b)"; "" if it has none.

        It is counted even if its look is not known.
        """
        if list_id is None or (found := self._lists.get(self._of_number.get(list_id, ""))) is None:
            return ""
        for own, start in self._starts.pop(list_id, {}).items():  # of this w:num: counts anew
            found.counts[own] = start - 1
        own_level = found.levels.get(level, _Level())
        found.counts[level] = found.counts.get(level, own_level.start - 1) + 1
        for deeper in range(level + 1, MOST_LEVELS):
            found.counts.pop(deeper, None)
        return _written(found, own_level)

    def handlers(self) -> Handlers:
        """What reads numbering.xml."""
        return Handlers(
            PREFIXES,
            {
                "w:abstractNum": self._list,
                "w:lvl": lambda a: setattr(self, "_at", level_of(a)),
                "w:start": lambda a: self._set(lambda own: setattr(own, "start", _integer(a))),
                "w:numFmt": lambda a: self._set(
                    lambda own: setattr(own, "form", a.get("w:val", ""))
                ),
                "w:lvlText": lambda a: self._set(
                    lambda own: setattr(own, "text", a.get("w:val", ""))
                ),
                "w:num": self._number,
                "w:abstractNumId": self._link,
                "w:lvlOverride": lambda a: setattr(self, "_at", level_of(a)),
                "w:startOverride": self._override,
            },
        )

    def _list(self, attributes: Attributes) -> None:
        self._key = attributes.get("w:abstractNumId", "")
        if len(self._lists) < MOST_ENTRIES:
            self._lists[self._key] = _List()

    def _set(self, change: Callable[[_Level], None]) -> None:
        if not self._number_key and self._key in self._lists:
            change(self._lists[self._key].levels.setdefault(self._at, _Level()))

    def _number(self, attributes: Attributes) -> None:
        self._number_key = attributes.get("w:numId", "")

    def _link(self, attributes: Attributes) -> None:
        if self._number_key and len(self._of_number) < MOST_ENTRIES:
            self._of_number[self._number_key] = attributes.get("w:val", "")

    def _override(self, attributes: Attributes) -> None:
        if self._number_key in self._of_number:
            starts = self._starts.setdefault(self._number_key, {})
            starts[self._at] = _integer(attributes)


def _integer(attributes: Attributes) -> int:
    written = attributes.get("w:val", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 1


def _written(found: _List, level: _Level) -> str:
    if level.form == "bullet":
        return level.text if len(level.text) == 1 and level.text < "\ue000" else ""
    text = level.text[:_LONGEST_NUMBER]
    for own in range(MOST_LEVELS):
        look = found.levels.get(own, _Level())
        count = found.counts.get(own, look.start)
        text = text.replace(f"%{own + 1}", numeral(count, look.form))
    return text.strip()


def numeral(count: int, form: str) -> str:
    """A count in a form of w:numFmt: "decimal", "lowerLetter" (a, b, ... z, aa), "upperRoman" ...

    What is of no form that is known is decimal; "none" is "".
    """
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter") and 0 < count <= 780:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        return _roman(count) if form == "lowerRoman" else _roman(count).upper()
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (count // value)
        count %= value
    return written


_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
