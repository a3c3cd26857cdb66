"""Bytes of an .rtf (specification 1.9.1) → its paragraphs."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from indexer.read.document import ParsedFile, Unreadable
from indexer.read.office.flow import Flow
from indexer.read.office.guard import guarded
from indexer.read.office.rtf_header import RtfHeader
from indexer.read.office.rtf_words import BOXES, CHARACTERS, ENTERED, LEFT_OUT, NOTES, decoded
from indexer.read.office.styles import StyleKind
from search.report import PassageKind

MOST_DEPTH = 10_000
"""Of groups in groups; real ones have some thirty."""
_MOST_SKIPPED = 100
"""Characters that stand for a \\u, for old programs; real ones are one or two."""
_MOST_TABLES = 100
"""Of tables in tables, a number that is written in the file."""
_TOKEN = re.compile(
    r"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    r"|'(?P<byte>[0-9a-fA-F]{2})|(?P<sign>[^a-zA-Z]))"
    r"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_SURROGATE = re.compile("[\ud800-\udfff]")

Call = Callable[[int | None], None]
"""What is done for a control word, with its number if it has one."""


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside a group until it ends.

    `purpose`: "text", "fonts", "styles" or "left out". `ends_part`: it is a note or a text box.
    `skipped`: how many characters stand for a \\u. `depth`: of tables, if it is in any.
    """

    purpose: str = "text"
    ends_part: bool = False
    skipped: int = 1
    font: int | None = None
    is_hidden: bool = False
    is_deleted: bool = False
    style: int = 0
    is_top: bool = False
    is_in_table: bool = False
    depth: int = 1


@guarded("RTF file")
def read_rtf(data: bytes) -> ParsedFile:
    """The body, then text boxes, then footnotes; running heads, field codes, hidden and deleted
    text are left out. It has no pages. Raises Unreadable."""
    written = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not written.startswith(b"{\\rtf"):
        raise Unreadable("is no RTF file")
    flow = Flow()
    is_whole = _Reading(flow).run(written.decode("latin-1"))
    return ParsedFile(flow.paragraphs(), are_pages_exact=False, is_partial=not is_whole)


class _Reading:
    """Groups, control words and characters → what the flow is told."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._header = RtfHeader()
        self._group = _Group()
        self._outer: list[_Group] = []
        self._is_marked = False  # the group that begins may be passed over by who does not know it
        self._to_skip = 0
        self._bytes = bytearray()
        self._text: list[str] = []
        self._depth = 0
        self._parts: list[tuple[list[str], int]] = []
        self._calls = self._by_purpose()

    def run(self, text: str) -> bool:
        """Read a file, a character a byte, to the end of its outermost group; whether it ends."""
        at = 0
        while (token := _TOKEN.match(text, at)) and (self._outer or not at):
            at = token.end()
            kind = token.lastgroup
            if kind == "text":
                self._characters(token["text"])
            elif kind == "byte":
                self._byte(int(token["byte"], 16))
            elif kind is not None:
                self._flush()
                self._to_skip = 0
                at += self._control(token)
        self._end_paragraph(None)
        return not self._outer

    def _control(self, token: re.Match[str]) -> int:
        """A brace, sign or control word; how many bytes after it are a picture's."""
        if brace := token["brace"]:
            self._open() if brace == "{" else self._close()
        elif sign := token["sign"]:
            self._sign(sign)
        elif token["word"] == "bin":
            size = max(int(token["number"] or 0), 0)
            if token.end() + size > len(token.string):
                raise Unreadable("is a damaged RTF file: it ends inside a picture")
            return size
        else:
            self._word(token["word"], int(token["number"]) if token["number"] else None)
        return 0

    def _open(self) -> None:
        if len(self._outer) >= MOST_DEPTH:
            raise Unreadable("is a damaged RTF file: groups in groups without end")
        self._outer.append(self._group)
        self._group = replace(self._group, ends_part=False)
        self._is_marked = False

    def _close(self) -> None:
        if self._group.ends_part:
            self._end_paragraph(None)
            self._flow.leave()
            self._text, self._depth = self._parts.pop()
        if self._outer:
            self._group = self._outer.pop()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._is_marked = True
        elif sign in "\r\n":
            self._end_paragraph(None)
        else:
            self._put(CHARACTERS.get(sign, ""))

    def _word(self, word: str, number: int | None) -> None:
        is_marked, self._is_marked = self._is_marked, False
        if word in LEFT_OUT or (is_marked and word not in ENTERED | NOTES | BOXES):
            self._set(purpose="left out")
        elif call := self._calls[self._group.purpose].get(word):
            call(number)

    def _characters(self, text: str) -> None:
        self._flush()
        text, self._to_skip = text[self._to_skip :], max(self._to_skip - len(text), 0)
        if self._group.purpose == "fonts":
            self._header.add_font_name(text)
        elif self._group.purpose == "styles":
            self._header.add_style_name(text)
        elif not text.isascii():  # bytes that should have been written by their numbers
            self._bytes += text.encode("latin-1")
            self._flush()
        else:
            self._put(text)

    def _byte(self, byte: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._bytes.append(byte)

    def _flush(self) -> None:
        """Bytes are decoded together: a character may have two."""
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._put(decoded(data, self._header.page_of(self._group.font)))

    def _put(self, text: str) -> None:
        group = self._group
        if group.purpose == "text" and not group.is_hidden and not group.is_deleted:
            self._text.append(text)

    def _unicode(self, number: int | None) -> None:
        code = (number or 0) % 0x10000 if (number or 0) < 0 else number or 0
        if not 0 <= code <= 0x10FFFF:
            raise Unreadable(f"is a damaged RTF file: {code} is the number of no character")
        self._put(chr(code))
        self._to_skip = self._group.skipped

    def _set(self, **changes: object) -> None:
        self._group = replace(self._group, **changes)  # type: ignore[arg-type]

    def _end_paragraph(self, _: int | None) -> None:
        self._end_at(self._group.depth if self._group.is_in_table else 0)

    def _end_at(self, depth: int) -> None:
        """The paragraph ends, which is inside so many tables."""
        while self._depth < min(depth, _MOST_TABLES):
            self._flow.start_table()
            self._depth += 1
        while self._depth > depth:
            self._flow.end_table()
            self._depth -= 1
        text = "".join(self._text)
        self._text.clear()
        if _SURROGATE.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        style = self._header.kind_of(self._group.style)
        is_heading = style is StyleKind.PLAIN and self._group.is_top
        self._flow.add(text)
        self._flow.end_paragraph(StyleKind.HEADING if is_heading else style)

    def _end_cell(self, inner: bool) -> None:
        self._end_at(max(self._group.depth, 2) if inner else 1)
        self._flow.end_cell()

    def _end_row(self, inner: bool) -> None:
        self._end_at(max(self._group.depth, 2) if inner else 1)
        self._flow.end_row()

    def _start_part(self, kind: PassageKind) -> None:
        self._parts.append((self._text, self._depth))
        self._text, self._depth = [], 0
        self._flow.enter(kind)
        self._set(ends_part=True, is_in_table=False)

    def _by_purpose(self) -> Mapping[str, Mapping[str, Call]]:
        """The purpose of a group → the control words that mean something in it."""
        header = self._header
        fonts = {"f": header.set_number, "fcharset": header.set_charset}
        styles = {
            "s": header.set_number,
            "sbasedon": header.set_parent,
            "outlinelevel": header.set_level,
        }
        text = self._of_characters() | self._of_marks() | self._of_looks()
        return {"text": text, "fonts": fonts, "styles": styles, "left out": {}}

    def _of_characters(self) -> dict[str, Call]:
        return {
            word: lambda _, shown=shown: self._put(shown) for word, shown in CHARACTERS.items()
        } | {
            "u": self._unicode,
            "uc": lambda n: self._set(skipped=min(max(n or 0, 0), _MOST_SKIPPED)),
        }

    def _of_marks(self) -> dict[str, Call]:
        text: dict[str, Call] = {}
        text |= dict.fromkeys(("par", "sect", "page"), self._end_paragraph)
        text |= dict.fromkeys(NOTES, lambda _: self._start_part(PassageKind.FOOTNOTE))
        text |= dict.fromkeys(BOXES, lambda _: self._start_part(PassageKind.BODY))
        return text | {
            "cell": lambda _: self._end_cell(inner=False),
            "row": lambda _: self._end_row(inner=False),
            "nestcell": lambda _: self._end_cell(inner=True),
            "nestrow": lambda _: self._end_row(inner=True),
        }

    def _of_looks(self) -> dict[str, Call]:
        header = self._header
        return {
            "f": lambda n: self._set(font=n),
            "v": lambda n: self._set(is_hidden=n != 0),
            "deleted": lambda n: self._set(is_deleted=n != 0),
            "plain": lambda _: self._set(is_hidden=False, is_deleted=False, font=None),
            "s": lambda n: self._set(style=n or 0),
            "outlinelevel": lambda n: self._set(is_top=n == 0),
            "intbl": lambda _: self._set(is_in_table=True),
            "itap": lambda n: self._set(depth=max(n or 0, 1), is_in_table=n != 0),
            "pard": lambda _: self._set(style=0, is_top=False, is_in_table=False, depth=1),
            "fonttbl": lambda _: self._set(purpose="fonts"),
            "stylesheet": lambda _: self._set(purpose="styles"),
            "ansicpg": header.set_page_number,
            "mac": lambda _: header.set_page("mac_roman"),
            "pc": lambda _: header.set_page("cp437"),
            "pca": lambda _: header.set_page("cp850"),
            "deff": header.set_default_font,
        }
