"""The words between two numbers → whether the second is what the first is compared with."""

import re
from enum import StrEnum
from functools import cache

from indexer.figures.cues import LIST, Verb, fillers, verbs
from indexer.lexicon import cues, pattern_of

_TOKEN = re.compile(r"\w+|[^\w\s]")
_LONGEST = 90
"""Characters between the two."""


class Compared(StrEnum):
    """What a number is that stands behind another one of its indicator."""

    BEFORE = "before"  # "tăng 6% (cùng kỳ tăng 4%)": what it was a year before
    FORMER = "former"  # "từ 8% năm 2015 xuống còn 5%"
    PLANNED = "planned"  # "đạt 5 tỷ đồng so với chỉ tiêu 4 tỷ đồng"


def compared(gap: str) -> Compared | None:
    """What the words (small letters) make of the number behind them; None: nothing of the kind."""
    if len(gap) > _LONGEST:
        return None
    before, planned = _last(_before(), gap), _last(_planned(), gap)
    is_last = before is not None and (planned is None or planned.end() <= before.end())
    if before and is_last and _leads_on(gap[before.end() :], before["against"]):
        return Compared.BEFORE
    own = planned and (planned["own"] or planned["other"] or "")
    if planned and fillers() >= set((own or "").split()) and _leads_on(gap[planned.end() :], ""):
        return Compared.PLANNED
    return None


def sets_against(gap: str) -> bool:
    """Whether the words before a number say that another one is more or less than it."""
    found = _last(_more_or_less(), gap)
    return bool(found) and _leads_on(gap[found.end() if found else 0 :], None)


def verb_in(gap: str) -> Verb | None:
    """The last verb there."""
    found = [match.group() for match in _verb().finditer(gap)]
    return verbs()[found[-1]] if found else None


def _last(pattern: re.Pattern[str], gap: str) -> re.Match[str] | None:
    return max(pattern.finditer(gap), key=lambda match: match.end(), default=None)


def _leads_on(tail: str, against: str | None) -> bool:
    """Whether the rest of the words says nothing else."""
    if against and _change().search(tail):  # "so với cùng kỳ tăng 5%": that is of now
        return False
    allowed = fillers() - _adds()
    return all(
        token.group() in allowed or token.group().isdigit() or token.group() in "(:"
        for token in _TOKEN.finditer(tail)
    ) and not any(token in tail for token in ",;)-–")


@cache
def _adds() -> frozenset[str]:
    return frozenset(cues(LIST, "adds"))


@cache
def _verb() -> re.Pattern[str]:
    return pattern_of(LIST, f"{{whole:{'|'.join(Verb)}}}")


@cache
def _change() -> re.Pattern[str]:
    return pattern_of(LIST, "{whole:rises|falls}")


@cache
def _before() -> re.Pattern[str]:
    """Finds a time before, and whether something is set against it."""
    return pattern_of(LIST, r"(?P<against>{against} )?(?<!\w){former}(?: {former})?(?!\w)")


@cache
def _more_or_less() -> re.Pattern[str]:
    return pattern_of(LIST, r"(?<!\w){plan-passes|against}(?!\w)")


@cache
def _planned() -> re.Pattern[str]:
    """Finds a plan that a number is set against, or that stands in brackets."""
    return pattern_of(
        LIST,
        r"(?<!\w){plan-behind} (?P<own>(?:\w+ ){0,2}?){plan-word}(?!\w)"
        r"|(?<!\w){plan-passes} (?P<other>(?:\w+ ){0,2}?)"
        r"(?:{plan-aim}|{plan-word}(?: \w+){0,3} {plan-value})(?!\w)"
        r"|\({plan-set}(?!\w)",
    )
