"""The words between an indicator and a number → the verb that joins them, if one may."""

import re

from indexer.figures.indicators import CHANGES, VERBS, fillers, finds, signs
from indexer.figures.quantities import Quantity
from indexer.figures.subjects import Sentence

_TOKEN = re.compile(r"\w+|[^\w\s]")
_OTHER_TIME = re.compile(r"[(,]\s*(?:cùng kỳ|năm ngoái|năm trước)")
_BRACKETS = re.compile(r"\([^()]*\)")
_LONGEST, _LONGEST_BARE = 160, 70  # characters with and without a verb
_MOST_OTHER_WORDS = 7


def verb_between(
    sentence: Sentence, last: int, quantity: Quantity, is_first: bool
) -> tuple[str, int] | None:
    """What the verb between an indicator, or its number before this one, which end at `last`, and
    a number does, and where it stands; ("", …) without a verb; None if the number is another's."""
    to = quantity.start
    if to - last > _LONGEST:
        return None
    kinds = signs(*VERBS)
    gap = _BRACKETS.sub(lambda aside: " " * len(aside.group()), sentence.text[last:to])
    # of the first number, names may stand there
    whole = sentence.whole[last:to] if is_first else gap
    verbs = [(kinds[verb.group()], verb) for verb in finds(*VERBS).finditer(gap)]
    if _others(gap, whole, verbs[-1][1].end() if verbs else 0):
        return None
    if not verbs:
        return ("", to) if to - last <= _LONGEST_BARE else None
    does, verb = verbs[-1]
    head = gap[: verb.start()]
    if _parts(head, whole) if is_first else _others(head, whole):
        return None
    if not is_first and _OTHER_TIME.search(head):
        return "passes", to
    if any(kind == "passes" for kind, _ in verbs):
        return "passes", to
    if quantity.measure == "share" and does == "says":
        # "tăng bình quân là 7%"
        does, verb = next((one for one in reversed(verbs) if one[0] in CHANGES), verbs[-1])
    return does, last + verb.start()


def _parts(head: str, whole: str) -> bool:
    """Whether what stands before the verb says that the verb is of something else."""
    clause = max(head.rfind(","), head.rfind(":"), head.rfind("("))
    return (
        ";" in head
        or len(_others(head, whole)) > _MOST_OTHER_WORDS
        or bool(finds("breaks").search(head))
        or (clause >= 0 and bool(_others(head, whole, clause)))
    )


def _others(gap: str, whole: str, start: int = 0) -> list[str]:
    """Words and marks of a gap that are no fillers, nor names, which have a capital as a whole."""
    return [
        token.group()
        for token in _TOKEN.finditer(gap, start)
        if token.group() not in fillers()
        and not token.group().isdigit()
        and not whole[token.start()].isupper()
    ]
