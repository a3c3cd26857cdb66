"""A sentence, an indicator and a number → whether only some of the places are said to reach it."""

import re
from functools import cache

from indexer.figures.indicators import ends_with, finds, signs
from indexer.figures.subjects import IndicatorMention, Sentence
from indexer.lexicon import UPPER, any_of

# names may be listed: "3 huyện Văn Bàn, Bát Xát và Si Ma Cai"
_PARTED = re.compile(rf"[;:()]|,(?!\d)(?!\s+[{UPPER}](?![{UPPER}]))")
_BRACKETS = re.compile(r"\([^()]*\)")


def of_some_places(sentence: Sentence, mention: IndicatorMention, at: int) -> bool:
    """Whether a number at a place, said of an indicator before it, is one that "4/9 huyện đạt"."""
    for match in _counts().finditer(sentence.text, sentence.start, at):
        if ends_with("of", "no-count").search(sentence.before(match.start())):
            continue
        if match.end() <= mention.start:
            begin = mention.start
            # "9/9 huyện có điện nhưng giải ngân đạt 40%"
            if finds("breaks").search(sentence.text, match.end(), begin):
                continue
        elif match.start() >= mention.end:
            begin = at
            # "giải ngân 9 huyện đạt 40%" is of them all
            if match["all"] and sentence.text[mention.end : match.start()].isspace():
                continue
        else:
            continue
        if not _PARTED.search(_BRACKETS.sub("", sentence.whole[match.end() : begin])):
            return True
    return False


@cache
def _counts() -> re.Pattern[str]:
    """Finds "4/9 huyện", "3 trong số 9 huyện, thị xã", "một số địa phương"."""
    places, out_of = rf"{any_of(signs('place'))}(?!\w)", any_of(signs("out-of"))
    # one of nine is told for its rank: "là 1 trong 9 tỉnh có số thu cao nhất"
    part = rf"(?:\d{{1,3}}\s?/\s?|(?!0?1\s)\d{{1,3}} {out_of} )"
    return re.compile(
        rf"(?<![\w/.,])(?:{part}\d{{1,3}}|(?P<all>\d{{1,3}})|{any_of(signs('many'))}) {places}"
        rf"(?:(?:,| và|, và) {places})*"
    )
