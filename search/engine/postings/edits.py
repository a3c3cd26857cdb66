"""Two words → whether so few edits turn one into the other, and what such words must share."""

from itertools import pairwise, takewhile
from operator import eq


def is_within_edits(word: str, wanted: str, edits: int) -> bool:
    """Whether at most so many characters more, less or other turn a word into another one.

    What they begin with alike needs no edit. Takes up to 3 ** edits steps.
    """
    if abs(len(word) - len(wanted)) > edits:
        return False
    same = sum(1 for _ in takewhile(bool, map(eq, word, wanted)))
    word, wanted = word[same:], wanted[same:]
    if max(len(word), len(wanted)) <= edits:
        return True
    return edits > 0 and (
        is_within_edits(word[1:], wanted[1:], edits - 1)
        or is_within_edits(word[1:], wanted, edits - 1)
        or is_within_edits(word, wanted[1:], edits - 1)
    )


def shared_pieces(wanted: str, edits: int) -> list[str]:
    """Parts of a word of which one stands in every word within so many edits of it.

    An edit can only spoil one of `edits` + 1 pieces. Of a word too short for so many: "".
    """
    size = len(wanted) // (edits + 1)
    if not size:
        return [""]
    cuts = [size * number for number in range(edits + 1)] + [len(wanted)]
    return [wanted[first:last] for first, last in pairwise(cuts)]
