"""A tag → what it says of what it holds: hidden, caption, footnote, or around the article."""

import re
from functools import cache

from indexer.lexicon import any_cue
from indexer.read.markup.block import ContainerRole
from indexer.read.markup.tokens import Tag, attributes_of
from search.report import PassageKind

_LIST = "page_parts.tsv"
_HIDDEN_NAMES_NAMES = (
    "noscript template svg math object applet select datalist xml del canvas audio video"
)
_HIDDEN_NAMES = frozenset(_HIDDEN_NAMES_NAMES.split())
_TELLING = re.compile(r"(?i)mso|foot|note|none|hidden|head|caption|endn|itemprop|role|class|id\b")
"""What the attributes hold of a tag that says anything; to pass over the others fast."""
_HIDING_STYLE = re.compile(
    r"(?i)display\s*:\s*none|mso-hide\s*:\s*all|mso-special-character\s*:\s*(?:foot|end)note"
    r"|mso-element\s*:\s*(?:header|footer|comment)"
)
_HIDING_CLASS = re.compile(
    r"(?i)\b(?:mso(?:foot|end)notereference|msocommentreference|msodel"
    r"|sd(?:foot|end)note(?:anc|sym))\b"
)
"""Numbers of footnotes (of Word, of LibreOffice), which would stick to a word; deleted text."""
_NOTE_ID = re.compile(r"(?i)_?(?:sd)?(?:ftn|edn|footnote|endnote)\d+")
_NOTE_STYLE = re.compile(r"(?i)mso-element\s*:\s*(?:foot|end)note(?![-\w])")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[\s_]+")
_AROUND_NAMES = frozenset({"nav", "aside"})
_EDGE_NAMES = frozenset({"header", "footer"})
"""Around the article; but inside it, its title and its signature."""


def is_hidden(tag: Tag) -> bool:
    """Whether what a tag opens is no text for a reader: hidden, deleted, running heads, code."""
    if tag.name in _HIDDEN_NAMES:
        return True
    if not _TELLING.search(tag.attributes):
        return False
    said = attributes_of(tag)
    return bool(
        "hidden" in said
        or _HIDING_STYLE.search(said.get("style", ""))
        or _HIDING_CLASS.search(said.get("class", ""))
        or (tag.name == "div" and said.get("title", "").lower() in ("header", "footer"))
    )


def kind_of(tag: Tag) -> PassageKind | None:
    """The kind of the text in an element; None where the element says nothing of it."""
    if tag.name == "h1":
        return PassageKind.TITLE
    if tag.name == "figcaption":
        return PassageKind.CAPTION
    if not _TELLING.search(tag.attributes):
        return None
    said = attributes_of(tag)
    names = said.get("class", "").lower()
    if _NOTE_ID.fullmatch(said.get("id", "")) or _NOTE_STYLE.search(said.get("style", "")):
        return PassageKind.FOOTNOTE
    if "caption" in names and tag.name != "table":
        return PassageKind.CAPTION
    return PassageKind.TITLE if "msotitle" in names.split() else None


def role_of(tag: Tag, is_in_article: bool) -> ContainerRole:
    """What part of the page a container is."""
    said = attributes_of(tag) if _TELLING.search(tag.attributes) else {}
    role = said.get("role", "").lower()
    if said.get("itemprop", "").lower() == "articlebody":
        return ContainerRole.ARTICLE_BODY
    if tag.name == "article" or role == "article":
        return ContainerRole.ARTICLE
    if tag.name == "main" or role == "main":
        return ContainerRole.MAIN
    if tag.name in _AROUND_NAMES or (tag.name in _EDGE_NAMES and not is_in_article):
        return ContainerRole.AROUND
    named = f"{said.get('class', '')} {said.get('id', '')} {role}"
    words = _CAMEL.sub("-", named).lower()
    return (
        ContainerRole.AROUND
        if words.strip("-") and _around().search(words)
        else ContainerRole.PLAIN
    )


def is_by_office_program(generator: str) -> bool:
    """Whether a program for papers made a page, by its <meta> of the name generator or ProgId."""
    return bool(_office().search(generator.lower()))


@cache
def _around() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){any_cue(_LIST, 'around')}(?![a-z0-9])")


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){any_cue(_LIST, 'office')}(?![a-z0-9])|office\b")
