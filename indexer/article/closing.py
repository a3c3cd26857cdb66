"""The last lines of a paper → its closing: who gets it, and who signed it for whom."""

from collections.abc import Sequence

from indexer.article.letterhead import is_kind
from indexer.article.source_lines import SourceLine
from indexer.lexicon import UPPER, pattern_of

_LIST = "letterhead_words.tsv"
_LINES, _WORDS = 40, 30
"""Lines of a closing at most, and words of one that is no row; a list of recipients is long."""
_BEGINS = pattern_of(
    _LIST, rf"(?i){{whole:recipients}} ?:|(?<!\w){{behalf}}[. ]{{1,2}}(?-i:[{UPPER}]{{2,}})"
)


def find_closing(lines: Sequence[SourceLine], first: int) -> range:
    """The lines from "Nơi nhận:" or "TM. ỦY BAN NHÂN DÂN" on, to the end or to an appendix; an
    empty range if none of the last lines begins so, or if what follows is no closing."""
    for begin in range(max(first, len(lines) - _LINES), len(lines)):
        if any(_begins(cell) for cell in lines[begin].cells):
            end = begin
            while end < len(lines) and not (end > begin and is_kind(lines[end].text)):
                if not lines[end].borders and len(lines[end].text.split()) > _WORDS:
                    return range(0)
                end += 1
            return range(begin, end)
    return range(0)


def _begins(cell: str) -> bool:
    match = _BEGINS.match(cell)
    return match is not None and (":" in match.group() or match.group().isupper())
