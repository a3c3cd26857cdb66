"""Lists of a document and how far they have counted → the automatic numbers, in no text written."""

from dataclasses import dataclass, field

MOST_LISTS, MOST_LEVELS = 20_000, 9
_LONGEST_NUMBER = 40
_PRIVATE = "\ue000"


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How the numbers of a level look. `form`: as w:numFmt of ECMA-376 names it. `text`: "%1.%2."
    has the numbers of the first two levels in it; of a bullet, the bullet."""

    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class _NumberedList:
    levels: dict[int, ListLevel] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class ListCounters:
    """Lists by their keys, and the users of lists, by theirs: paragraphs name a user.

    Users of one list count on together, but one that starts anew.
    """

    def __init__(self) -> None:
        self._lists: dict[str, _NumberedList] = {}
        self._list_of: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}

    def define(self, key: str, level: int, look: ListLevel) -> None:
        """A list has a level, from 0, which looks so."""
        if key in self._lists or len(self._lists) < MOST_LISTS:
            self._lists.setdefault(key, _NumberedList()).levels[level] = look

    def link(self, user: str, key: str) -> None:
        """A user takes its numbers from a list."""
        if len(self._list_of) < MOST_LISTS:
            self._list_of[user] = key

    def start_anew(self, user: str, level: int, start: int) -> None:
        """A level counts from a number when this user first takes one."""
        if user in self._list_of:
            self._starts.setdefault(user, {})[level] = start

    def restart(self, user: str) -> None:
        """The list of a user counts from its beginning."""
        if found := self._lists.get(self._list_of.get(user, "")):
            found.counts.clear()

    def next_of(self, user: str | None, level: int) -> str:
        """The number of the next paragraph of a user, "2.1." or "b)"; "" if it has none."""
        found = self._lists.get(self._list_of.get(user, "")) if user else None
        if found is None or user is None:
            return ""
        for own, start in self._starts.pop(user, {}).items():
            found.counts[own] = start - 1
        look = found.levels.get(level, ListLevel())
        found.counts[level] = found.counts.get(level, look.start - 1) + 1
        for deeper in range(level + 1, MOST_LEVELS):
            found.counts.pop(deeper, None)
        return _written(found, look)


def _written(found: _NumberedList, look: ListLevel) -> str:
    if look.form == "bullet":
        return look.text if len(look.text) == 1 and look.text < _PRIVATE else ""
    text = look.text[:_LONGEST_NUMBER]
    for level in range(MOST_LEVELS):
        own = found.levels.get(level, ListLevel())
        count = found.counts.get(level, own.start)
        text = text.replace(f"%{level + 1}", numeral(count, own.form))
    return text.strip()


def numeral(count: int, form: str) -> str:
    """A count in a form: "decimal", "lowerLetter" (a, b, ... z, aa), "upperRoman" ...

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
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
