"""Lists of an .odt (OpenDocument 1.3, part 3, 5.3 and 16.30) → the automatic numbers."""

from collections.abc import Callable
from dataclasses import dataclass

from indexer.read.office.numbering import MOST_LEVELS, ListCounters, ListLevel
from indexer.read.office.zipped_xml import Attributes

_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman"} | {
    "I": "upperRoman",
    "": "none",
}


@dataclass(slots=True)
class _OpenList:
    """A list that is being read; `awaits`: its item has no paragraph yet, which gets the number."""

    style: str
    awaits: bool = False


class OdtLists:
    """Elements of lists and their styles → the number of the paragraph that comes next."""

    def __init__(self) -> None:
        self._counters = ListCounters()
        self._open: list[_OpenList] = []
        self._style = ""

    def on_start(self) -> dict[str, Callable[[Attributes], None]]:
        """What is called where an element begins."""
        return {
            "text:list-style": self._start_style,
            "text:list-level-style-number": self._add_number,
            "text:list-level-style-bullet": self._add_bullet,
            "text:list": self._start_list,
            "text:list-item": self._start_item,
        }

    def on_end(self) -> dict[str, Callable[[], None]]:
        """What is called where an element ends."""
        return {"text:list": self._end_list}

    def number(self) -> str:
        """The number of the paragraph that begins now; "" if it has none."""
        if not self._open or not self._open[-1].awaits:
            return ""
        self._open[-1].awaits = False
        level = min(len(self._open), MOST_LEVELS) - 1
        return self._counters.next_of(self._open[-1].style, level)

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get("style:name", "")
        self._counters.link(self._style, self._style)

    def _add_number(self, attributes: Attributes) -> None:
        level = _number(attributes, "text:level")
        first = max(level - _number(attributes, "text:display-levels") + 1, 1)
        shown = ".".join(f"%{own}" for own in range(first, level + 1))
        text = f"{attributes.get('style:num-prefix', '')}{shown}"
        form = attributes.get("style:num-format", "")
        look = ListLevel(
            _FORMS.get(form, "decimal"),
            f"{text}{attributes.get('style:num-suffix', '')}" if form else "",
            _number(attributes, "text:start-value"),
        )
        self._counters.define(self._style, level - 1, look)

    def _add_bullet(self, attributes: Attributes) -> None:
        look = ListLevel("bullet", attributes.get("text:bullet-char", ""))
        self._counters.define(self._style, _number(attributes, "text:level") - 1, look)

    def _start_list(self, attributes: Attributes) -> None:
        outer = self._open[-1].style if self._open else ""
        style = attributes.get("text:style-name", outer)
        goes_on = attributes.get("text:continue-numbering") == "true"
        if not (self._open or goes_on or "text:continue-list" in attributes):
            self._counters.restart(style)
        self._open.append(_OpenList(style))

    def _start_item(self, attributes: Attributes) -> None:
        if self._open:
            self._open[-1].awaits = True
            if "text:start-value" in attributes:
                level = min(len(self._open), MOST_LEVELS) - 1
                start = _number(attributes, "text:start-value")
                self._counters.start_anew(self._open[-1].style, level, start)

    def _end_list(self) -> None:
        if self._open:
            self._open.pop()


def _number(attributes: Attributes, name: str) -> int:
    written = attributes.get(name, "1")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 1
