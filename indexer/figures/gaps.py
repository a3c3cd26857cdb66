"""The words between an indicator and a number → the verb that joins them, if one may."""

import re
from typing import NamedTuple

from indexer.figures.comparisons import Compared, compared, sets_against, verb_in
from indexer.figures.cues import CHANGES, Verb, figure_cues, fillers, verbs
from indexer.figures.quantities import Quantity
from indexer.figures.subjects import FigureSentence

_TOKEN = re.compile(r"\w+|[^\w\s]")
_BRACKETS = re.compile(r"\([^()]*\)")
_LONGEST, _LONGEST_WITHOUT_VERB = 160, 70
"""Characters between an indicator and its number."""
_SHORT = 6
"""Characters that are too few to say more than a verb."""
_MOST_OTHER_WORDS = 7
_FAR = 60
"""Characters behind a number in which it is said what became of it."""


class Link(NamedTuple):
    """A verb and where it stands; without one, None and where the number stands. `compared`: what
    the number is, if it is not the indicator's own."""

    verb: Verb | None
    start: int
    compared: Compared | None = None


def link_between(
    sentence: FigureSentence, last: int, quantity: Quantity, is_first: bool
) -> Link | None:
    """What joins a number to an indicator, or to its number before this one, which end at `last`;
    None if the number is of something else."""
    to = quantity.start
    if to - last > _LONGEST:
        return None
    if not is_first and (link := _compared(sentence, last, quantity)):
        return link
    gap = _BRACKETS.sub(_blank, sentence.text[last:to])
    if to - last > _SHORT:
        gap = figure_cues().asides.sub(_blank, gap)
    # of the first number, names may stand there
    whole = sentence.whole[last:to] if is_first else gap
    if is_first and (link := _begins(sentence, gap, whole, quantity)):
        return link
    return _joined(gap, whole, last, quantity, is_first)


def _joined(gap: str, whole: str, last: int, quantity: Quantity, is_first: bool) -> Link | None:
    """The verb in a gap; none is needed in a short one."""
    to = quantity.start
    found = [(verbs()[match.group()], match) for match in figure_cues().verb.finditer(gap)]
    if _other_words(gap, whole, found[-1][1].end() if found else 0):
        return None
    if not found:
        return Link(None, to) if to - last <= _LONGEST_WITHOUT_VERB else None
    verb, match = found[-1]
    head = gap[: match.start()]
    if _is_of_another(head, whole) if is_first else _other_words(head, whole):
        return None
    is_former = not is_first and figure_cues().former.search(head)
    if is_former or any(one is Verb.PASSES for one, _ in found):
        return Link(Verb.PASSES, to)
    if quantity.measure == "share" and verb is Verb.SAYS:
        # "tăng bình quân là 7%"
        verb, match = next((one for one in reversed(found) if one[0] in CHANGES), found[-1])
    return Link(verb, last + match.start())


def _begins(sentence: FigureSentence, gap: str, whole: str, quantity: Quantity) -> Link | None:
    """What joins the first of two numbers to an indicator: "từ 8% … lên 9%"."""
    begin = figure_cues().former_before.search(gap)
    if begin is None or figure_cues().verb.search(gap):
        return None
    is_of_another = _is_of_another(gap[: begin.start()], whole)
    behind = sentence.text[quantity.end : quantity.end + _FAR]
    is_first = bool(figure_cues().arrow.match(behind)) and not is_of_another
    return Link(None, quantity.start) if is_first else None


def _blank(aside: re.Match[str]) -> str:
    return " " * len(aside.group())


def _compared(sentence: FigureSentence, last: int, quantity: Quantity) -> Link | None:
    """What makes of a number one that another is compared with: the words before it, or those
    behind: "thấp hơn mức 5% của cùng kỳ"."""
    gap = sentence.text[last : quantity.start]
    if figure_cues().former_behind.match(sentence.text, quantity.end) and sets_against(gap):
        return Link(None, quantity.start, Compared.BEFORE)
    other = compared(gap)
    return Link(verb_in(gap), quantity.start, other) if other else None


def _is_of_another(head: str, whole: str) -> bool:
    """Whether what stands before the verb says that the verb is of something else."""
    clause = max(head.rfind(","), head.rfind(":"), head.rfind("("))
    return (
        ";" in head
        or len(_other_words(head, whole)) > _MOST_OTHER_WORDS
        or bool(figure_cues().breaks.search(head))
        or (clause >= 0 and bool(_other_words(head, whole, clause)))
    )


def _other_words(gap: str, whole: str, start: int = 0) -> list[str]:
    """Words and marks of a gap that are no fillers, nor names, which have a capital as a whole."""
    return [
        token.group()
        for token in _TOKEN.finditer(gap, start)
        if token.group() not in fillers()
        and not token.group().isdigit()
        and not whole[token.start()].isupper()
    ]
