"""A page → the blocks of it that are the report: those of its article, if it is a web page."""

from collections.abc import Iterable, Sequence

from indexer.read.markup.block import Block, Container, MarkupPage, Role
from search.report import PassageKind

_LINKS = 6
"""A page with fewer links in menus and lists has no navigation, and is all text."""
_DENSE = 0.6
"""A line of which a greater share of characters is in links is a list of links."""
_SHARE = 0.5
"""An element that holds at least this share of the text is its article, and is never around it."""
_LINE, _LINK_WORD = 5.0, 3.0
"""What a line, and a word of a link in it, count against the words of the text beside it."""
_AFTER, _SHORT = 3, 9
"""So many lines behind the text at most, of so many words each, are its byline and source."""
_BEFORE = 12
"""So many lines before the text at most are looked at for its title."""


def main_part(page: MarkupPage) -> Sequence[Block]:
    """The blocks of the report, in order.

    Menus, side columns, comments, links to other reports and the foot are left out where a page has
    navigation. What the page says of its elements goes first: <article>, articleBody, <main>, and
    names such as "comments". Where none of these holds most of the text, it is the run of lines
    with the greatest sum of words, less those in links (maximum subsequence segmentation,
    Pasternack and Roth 2009), and the lines of the same element beside it.
    """
    blocks = page.blocks
    if sum(block.links for block in blocks if _is_dense(block)) < _LINKS:
        return blocks
    inside = _not_around(page)
    weights = _weights(page.containers, inside)
    best = _article(page.containers, weights)
    if best is None:
        return [block for block in _best_run(inside, page.containers) if not _is_dense(block)]
    within = _descendants(page.containers, {best})
    article = [block for block in inside if block.container in within]
    return [
        *_head(inside, article[0]),
        *(block for block in article if not _is_dense(block)),
    ]


def _is_dense(block: Block) -> bool:
    """Whether a line is of links; an address that is written out is what it leads to, too."""
    return block.linked > _DENSE * len(block.text) and "://" not in block.text


def _weights(containers: Sequence[Container], blocks: Iterable[Block]) -> list[int]:
    """Of each container, how many characters it holds that are in no link."""
    weights = [0] * len(containers)
    for block in blocks:
        weights[block.container] += max(0, len(block.text) - block.linked)
    for index in range(len(containers) - 1, 0, -1):
        parent = containers[index].parent
        if parent is not None:
            weights[parent] += weights[index]
    return weights


def _descendants(containers: Sequence[Container], roots: set[int]) -> set[int]:
    found = set(roots)
    for index, container in enumerate(containers):
        if container.parent in found:
            found.add(index)
    return found


def _not_around(page: MarkupPage) -> list[Block]:
    weights = _weights(page.containers, page.blocks)
    around = {
        index
        for index, container in enumerate(page.containers)
        if container.role is Role.AROUND and weights[index] < _SHARE * weights[0]
    }
    out = _descendants(page.containers, around)
    return [block for block in page.blocks if block.container not in out]


def _article(containers: Sequence[Container], weights: Sequence[int]) -> int | None:
    """The container that the page says is its article, if it holds enough of the text."""
    for role in (Role.ARTICLE, Role.ARTICLE_BODY):
        own = [index for index, container in enumerate(containers) if container.role is role]
        best = max(own, key=weights.__getitem__, default=None)
        if best is not None and weights[best] >= max(1, _SHARE * weights[0]):
            return best
    return None


def _best_run(blocks: Sequence[Block], containers: Sequence[Container]) -> Sequence[Block]:
    """The run of lines with the greatest sum, and what is around it in its element."""
    first, end, total = 0, 0, 0.0
    begin, here = 0, 0.0
    for index, block in enumerate(blocks):
        if here <= 0:
            begin, here = index, 0.0
        here += _gain(block)
        if here > total:
            first, end, total = begin, index + 1, here
    if not end:
        return blocks
    end += _beside(blocks[end - 1], blocks[end : end + _AFTER], containers)
    return [*_head(blocks, blocks[first]), *blocks[first:end]]


def _beside(last: Block, behind: Sequence[Block], containers: Sequence[Container]) -> int:
    """How many of the short lines behind the text belong to it, as its byline does."""
    own, parent = last.container, containers[last.container].parent
    for count, block in enumerate(behind):
        is_beside = block.container in (own, parent) or (
            containers[block.container].parent == parent
        )
        if not is_beside or block.links or len(block.text.split()) > _SHORT:
            return count
    return len(behind)


def _gain(block: Block) -> float:
    words = len(block.text.split())
    in_links = words * min(1.0, block.linked / len(block.text))
    return words - in_links - _LINK_WORD * in_links - _LINE


def _head(blocks: Sequence[Block], first: Block) -> list[Block]:
    """The lines from the title on that stand close before the first one of the text."""
    at = next(index for index, block in enumerate(blocks) if block is first)
    before = blocks[max(0, at - _BEFORE) : at]
    titles = [index for index, block in enumerate(before) if block.kind is PassageKind.TITLE]
    if not titles or first.kind is PassageKind.TITLE:
        return []
    return [block for block in before[titles[-1] :] if not _is_dense(block)]
