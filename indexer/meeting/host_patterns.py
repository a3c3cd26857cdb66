"""Words in organiser_cues.tsv → patterns of what tells who held a meeting."""

import re
from dataclasses import dataclass
from functools import cache

from indexer.lexicon import pattern_of

_LIST = "organiser_cues.tsv"


@dataclass(frozen=True, slots=True)
class HostPatterns:
    """What the words around an organisation tell; words in braces stand in organiser_cues.tsv.

    Between it and the meeting: `held` that it holds it, `at` that it is not the subject of the
    meeting's verb, `paper` that it only issued something, `content` that the meeting was about
    something of it. Behind it: `done` that it held the meeting ("do … tổ chức"), `chairs` that its
    officer presides, `took_place` when it was. Before it: `owner` that something of it is named,
    `its` that something is its own, `between` that the meeting is its own and another's,
    `leaders` that all its leaders are named. Between
    two: `together` that they act together.
    """

    held: re.Pattern[str]
    at: re.Pattern[str]
    paper: re.Pattern[str]
    done: re.Pattern[str]
    chairs: re.Pattern[str]
    took_place: re.Pattern[str]
    its: re.Pattern[str]
    owner: re.Pattern[str]
    content: re.Pattern[str]
    between: re.Pattern[str]
    leaders: re.Pattern[str]
    says: re.Pattern[str]
    together: re.Pattern[str]


@cache
def patterns() -> HostPatterns:
    """Those patterns, made once."""
    templates = {
        "held": "{whole:held}",
        "at": "{whole:at}|,",
        "paper": "{whole:paper|with whom}",
        "done": r"(?:[^.;]|(?<={city in short})\.){0,140}?{whole:done}",
        "chairs": "{whole:chairs}",
        "took_place": r"[ ,(]*{whole:took place}",
        "its": r"(?<!\w){its} $",
        "owner": r"(?<!\w){owner} $",
        "content": "{whole:content}",
        "between": r" (?:(?:\w+ ){0,2}{between} )?(?:{whole leaders} )?",
        "leaders": r"(?<!\w)(?<!{one} ){whole leaders} $",
        "says": r" {says}(?!\w)",
        "together": r"\s*(?:,|-|–|{together})\s*(?:{several} )?",
    }
    return HostPatterns(**{name: pattern_of(_LIST, text) for name, text in templates.items()})
