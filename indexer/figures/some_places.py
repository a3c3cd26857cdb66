"""A sentence, an indicator and a number → whether only some of the places are said to reach it."""

import re
from bisect import bisect_left

from indexer.figures.cues import figure_cues
from indexer.figures.subjects import FigureSentence, IndicatorMention
from indexer.lexicon import UPPER

# names may be listed: "3 huyện Văn Bàn, Bát Xát và Si Ma Cai"
_PARTED = re.compile(rf"[;:()]|,(?!\d)(?!\s+[{UPPER}](?![{UPPER}]))")
_LEAD = 60
"""Characters before an indicator in which places stand that have it."""
_BRACKETS = re.compile(r"\([^()]*\)")
_REACH = 500
"""Characters before a number in which such places are looked for: a sentence may be a long list."""
_MOST = 12
"""Such places before a number that are looked at."""


def of_some_places(sentence: FigureSentence, mention: IndicatorMention, at: int) -> bool:
    """Whether a number at a place, said of an indicator before it, is one that "4/9 huyện đạt"."""
    cues = figure_cues()
    before = sentence.text[max(sentence.start, mention.start - _LEAD) : mention.start]
    if cues.those_before.search(before):
        return True
    for match in _places_before(sentence, at):
        if cues.uncounted_before.search(sentence.before(match.start())):
            continue
        begin = _begin_of_claim(sentence, mention, match, at)
        if begin is not None and not _PARTED.search(
            _BRACKETS.sub("", sentence.whole[match.end() : begin])
        ):
            return True
    return False


def _places_before(sentence: FigureSentence, at: int) -> list[re.Match[str]]:
    """The last places before a number that may have it."""
    found = sentence.found(figure_cues().places)
    first = bisect_left(found, at - _REACH, key=lambda match: match.start())
    last = bisect_left(found, at + 1, first, key=lambda match: match.end())
    return found[max(first, last - _MOST) : last]


def _begin_of_claim(
    sentence: FigureSentence, mention: IndicatorMention, places: re.Match[str], at: int
) -> int | None:
    """Where what may be said of some places begins: the indicator behind them, or the number if
    they stand behind the indicator; None if nothing is said of them."""
    if places.end() <= mention.start:
        # "9/9 huyện có điện nhưng giải ngân đạt 40%"
        is_parted = figure_cues().breaks.search(sentence.text, places.end(), mention.start)
        return None if is_parted else mention.start
    if places.start() < mention.end:
        return None
    # "giải ngân 9 huyện đạt 40%" is of them all
    is_of_all = places["all"] and sentence.text[mention.end : places.start()].isspace()
    return None if is_of_all else at
