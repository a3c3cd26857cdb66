"""A page → the blocks of it that are the report: those of its article, if it is a web page."""

from collections import Counter
from collections.abc import Iterable, Sequence

from indexer.read.markup.block import Block, Container, ContainerRole, MarkupPage
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
    best = _best(page.containers, weights, (ContainerRole.ARTICLE, ContainerRole.ARTICLE_BODY))
    if best is not None:
        article = _within(page.containers, best, inside)
        return [*_head(inside, article[0]), *_without_lists(article)]
    main = _best(page.containers, weights, (ContainerRole.MAIN,))
    if main is not None:
        inside = _within(page.containers, main, inside)
    return _without_lists(_best_run(inside, page.containers))


def _without_lists(blocks: Sequence[Block]) -> list[Block]:
    """The lines that are not of links, nor headings of such lists."""
    kept: list[Block] = []
    for block in blocks:
        if not _is_dense(block):
            kept.append(block)
        elif kept and kept[-1].is_heading:
            kept.pop()
    return kept


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


def _within(containers: Sequence[Container], root: int, blocks: Iterable[Block]) -> list[Block]:
    inside = _descendants(containers, {root})
    return [block for block in blocks if block.container in inside]


def _not_around(page: MarkupPage) -> list[Block]:
    weights = _weights(page.containers, page.blocks)
    around = {
        index
        for index, container in enumerate(page.containers)
        if container.role is ContainerRole.AROUND and weights[index] < _SHARE * weights[0]
    }
    out = _descendants(page.containers, around)
    return [block for block in page.blocks if block.container not in out]


def _best(
    containers: Sequence[Container], weights: Sequence[int], roles: Sequence[ContainerRole]
) -> int | None:
    """The container of the first of these roles that holds enough of the text."""
    for role in roles:
        own = [index for index, container in enumerate(containers) if container.role is role]
        best = max(own, key=weights.__getitem__, default=None)
        if best is not None and weights[best] >= max(1, _SHARE * weights[0]):
            return best
    return None


def _best_run(blocks: Sequence[Block], containers: Sequence[Container]) -> Sequence[Block]:
    """The run of lines with the greatest sum, and what is around it in its element."""
    siblings = _Siblings(blocks, containers)
    first, end, total = 0, 0, 0.0
    begin, here = 0, 0.0
    for index, gain in enumerate(_gains(blocks, siblings)):
        if here <= 0:
            begin, here = index, 0.0
        here += gain
        if here > total:
            first, end, total = begin, index + 1, here
    if not end:
        return blocks
    for block in blocks[end : end + _AFTER]:
        is_short = len(block.text.split()) <= _SHORT
        if _is_dense(block) or not is_short or not siblings.are(blocks[end - 1], block):
            break
        end += 1
    return [*_head(blocks, blocks[first]), *blocks[first:end]]


class _Siblings:
    """Which lines of a page stand beside each other in one element."""

    def __init__(self, blocks: Sequence[Block], containers: Sequence[Container]) -> None:
        self._containers = containers
        self._lines = Counter(block.container for block in blocks)

    def are(self, one: Block, other: Block) -> bool:
        """Whether two are in one element, or each alone in one, and these in one."""
        if one.container == other.container:
            return True
        own, others = one.container, other.container
        return self._lines[own] == self._lines[others] == 1 and (
            self._containers[own].parent == self._containers[others].parent
        )


def _gains(blocks: Sequence[Block], siblings: _Siblings) -> list[float]:
    """What each line adds to the sum of a run; links between two lines of one element nothing."""
    gains = [_gain(block) for block in blocks]
    last = None
    for index, block in enumerate(blocks):
        if _is_dense(block):
            continue
        if last is not None and siblings.are(blocks[last], block):
            gains[last + 1 : index] = [0.0] * (index - last - 1)
        last = index
    return gains


def _gain(block: Block) -> float:
    words = len(block.text.split())
    in_links = words * min(1.0, block.linked / len(block.text))
    return words - in_links - (_LINK_WORD * in_links if _is_dense(block) else 0) - _LINE


def _head(blocks: Sequence[Block], first: Block) -> list[Block]:
    """The lines from the title on that stand close before the first one of the text."""
    at = next(index for index, block in enumerate(blocks) if block is first)
    before = blocks[max(0, at - _BEFORE) : at]
    titles = [index for index, block in enumerate(before) if block.kind is PassageKind.TITLE]
    if not titles or first.kind is PassageKind.TITLE:
        return []
    return [block for block in before[titles[-1] :] if not _is_dense(block)]
