"""What a page is made of: blocks of text in containers, and what its head says."""

from dataclasses import dataclass
from enum import Enum, auto

from search.report import PassageKind


class ContainerRole(Enum):
    """What a page says of a container of it."""

    PLAIN = auto()
    ARTICLE = auto()  # <article>
    ARTICLE_BODY = auto()  # itemprop="articleBody"
    MAIN = auto()  # <main>
    AROUND = auto()  # menu, side column, comments, links to other pages, foot


@dataclass(frozen=True, slots=True)
class Container:
    """An element with text in it. `parent`: the index of the one around it; None of the page."""

    parent: int | None = None
    role: ContainerRole = ContainerRole.PLAIN


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a page. `container`: the index of the innermost one that holds it.

    `linked`: how many of its characters are in links; `links`: how many of these there are.
    `is_heading`: whether it is one of <h2> to <h6>.
    """

    text: str
    kind: PassageKind
    container: int
    linked: int = 0
    links: int = 0
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class MarkupPage:
    """`containers`: each after the one that holds it; the first is the page.

    `meta`: name or property of the <meta> elements, in small letters → content, the first of each,
    and "title" and "canonical" of the elements of these names.
    """

    blocks: tuple[Block, ...]
    containers: tuple[Container, ...]
    meta: dict[str, str]
