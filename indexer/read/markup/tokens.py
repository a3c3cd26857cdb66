"""Markup → its tags and the text between them, in one pass that is linear for any input.

The `html.parser` of the standard library is not used: it goes back to the start for each tag or
comment that is not closed (100 KB of "<a b " take it a minute), and raises AssertionError for some
declarations. What it does well, character references, is used.
"""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import NamedTuple


class Tag(NamedTuple):
    """A tag. `name`: in small letters. `attributes`: as they stand, for `attributes_of`.

    `is_closed`: whether an end tag of that name comes later; of an end tag, no matter.
    """

    name: str
    attributes: str = ""
    is_end: bool = False
    is_closed: bool = True


RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})
"""What they hold is no markup, up to their end tag (HTML Standard, 13.2.6.2)."""
_UNREAD = RAW - {"title", "textarea", "xmp"}
_OPENING = re.compile(r"<(?:!--|[!?]|/?[a-zA-Z])")
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*+)")
_TO_END = re.compile(r"(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|))*+>")
"""The attributes of a tag: a ">" in quotes does not end it, but a quote counts only after "="."""
_ATTRIBUTE = re.compile(r"([^\s=/>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"'][^\s>]*)))?")
_COMMENT_END = re.compile(r"--!?>")


def tokens(markup: str) -> Iterator[str | Tag]:
    """The tags in order, and the texts between them with their character references resolved.

    Comments (Word's conditional ones too), declarations and what scripts and styles hold are left
    out; what stands between `<![if ...]>` and `<![endif]>` is text, as browsers have it. A "<" that
    begins no tag is text, and so is all after the last ">".
    """
    return _Scanner(markup).tokens()


def attributes_of(tag: Tag) -> dict[str, str]:
    """The attributes of a tag, names in small letters; of a name given twice, the first."""
    found: dict[str, str] = {}
    for name, double, single, plain in _ATTRIBUTE.findall(tag.attributes):
        found.setdefault(name.lower(), unescape(double or single or plain))
    return found


class _Scanner:
    """What is known of one markup. Each search that may fail fails once, then it is known to."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._last = markup.rfind(">") + 1
        self._last_comment_end = markup.rfind("-->")
        self._has_quotes = True
        self._last_ends: dict[str, int] = {}

    def tokens(self) -> Iterator[str | Tag]:
        markup, at = self._markup, 0
        while opening := _OPENING.search(markup, at, self._last):
            start = opening.start()
            if at < start:
                yield _text(markup[at:start])
            if opening[0] == "<!--" or opening[0][1] in "!?":
                at = self._after_declaration(start)
                continue
            tag, at = self._tag(start)
            yield tag
            if tag.name in RAW and not tag.is_end and not tag.attributes.endswith("/"):
                end = self._end_of_raw(tag.name, at)
                if tag.name not in _UNREAD:
                    yield _text(markup[at:end])
                at = end
        if at < len(markup):
            yield _text(markup[at:])

    def _after_declaration(self, start: int) -> int:
        if self._markup.startswith("<!--", start) and start + 2 <= self._last_comment_end:
            end = _COMMENT_END.search(self._markup, start + 2)  # "<!-->" is a whole one
            if end:
                return end.end()
        return self._markup.index(">", start) + 1

    def _tag(self, start: int) -> tuple[Tag, int]:
        name = _NAME.match(self._markup, start)
        assert name  # _OPENING asked for it
        whole = _TO_END.match(self._markup, name.end()) if self._has_quotes else None
        if not whole:  # a quote that is not closed took the rest: from here they mean nothing
            self._has_quotes = False
        end = whole.end() if whole else self._markup.index(">", name.end()) + 1
        is_end = self._markup[start + 1] == "/"
        low = name[1].lower()
        is_closed = is_end or end <= self._last_end(low)
        return Tag(low, self._markup[name.end() : end - 1], is_end, is_closed), end

    def _last_end(self, name: str) -> int:
        """Where the last end tag of that name begins; of the few names that are asked for."""
        if name not in HIDEABLE:
            return self._last
        if name not in self._last_ends:
            self._last_ends[name] = -1
            for end in _end_tag(name).finditer(self._markup):
                self._last_ends[name] = end.start()
        return self._last_ends[name]

    def _end_of_raw(self, name: str, at: int) -> int:
        end = _end_tag(name).search(self._markup, at)
        return end.start() if end else len(self._markup)


_HIDEABLE_NAMES = (
    "noscript template svg math object applet select datalist xml del button canvas audio video"
    " div section aside nav header footer form ul ol table span a font b i u sup sub small"
    " figure dialog ins label"
)
HIDEABLE = frozenset(_HIDEABLE_NAMES.split())
"""The elements that are passed over whole where they are hidden, if they end."""


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)</{re.escape(name)}(?=[\s/>])")


def _text(raw: str) -> str:
    return unescape(raw) if "&" in raw else raw
