"""The words around the name of a meeting → whether it is another than the one reported."""

import re
from dataclasses import dataclass
from functools import cache

from indexer.lexicon import any_cue, cues, pattern_of

_LIST = "other_meetings.tsv"
_LEAD, _LONG_LEAD = 60, 120
"""Characters before the name in which its cues stand."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What the words around a name tell; words in braces stand in other_meetings.tsv.

    Before it: `about` that something is about it or before or after it (with such words as are
    in `about which` between them), `due_there` that something is put off to it, `earlier` that
    the time is past, `foretells` that somebody tells what will be. After it: `another_time`,
    `will`.
    """

    about: re.Pattern[str]
    due_there: re.Pattern[str]
    earlier: re.Pattern[str]
    foretells: re.Pattern[str]
    another_time: re.Pattern[str]
    will: re.Pattern[str]


def is_of_another(before: str, after: str) -> bool:
    """Whether its sentence, in small letters, prepares a meeting, reports on it, or puts it at
    another time: "kết quả kỳ họp …", "… trình tại kỳ họp thứ 5 tới", "trước đó, tại hội nghị …".
    """
    patterns = _patterns()
    return bool(
        patterns.about.search(before[-_LEAD:])
        or patterns.due_there.search(before[-_LONG_LEAD:])
        or patterns.earlier.search(before)
        or patterns.another_time.match(after)
        or (patterns.foretells.search(before[-_LEAD:]) and patterns.will.match(after))
    )


@cache
def _patterns() -> _Patterns:
    # who follows the programme is at the meeting; "chương trình" holds no "trình"
    followed = "|".join(f"(?<={words} )" for words in cues(_LIST, "follows"))
    month, year = (any_cue("date_words.tsv", cue) for cue in ("month", "year"))
    templates = {
        "about": (
            rf"(?<!\w)(?!(?:{followed})chương|(?<=chương )trình)(?!{{speaks}} {{there}} )"
            r"(?:{about}|{always about} [\w/-]+,?)(?: {about which})*[ \"(]*$"
        ),
        "due_there": (
            r"(?<!\w)(?<!chương ){due there}(?!\w)(?! {presents})[^.;:]{0,80}(?<!\w){due at} $"
        ),
        # "ngày 5 tháng 7 năm 2023" is the day of the meeting, "năm 2023" is another time
        "earlier": (
            r"(?<!\w)(?:{earlier}"
            rf"|{month} \d{{1,2}}[/-]\d{{4}}|(?<!\d ){year} \d{{4}})(?!\w)"
            r"(?! {just now}(?!\w))"
        ),
        "foretells": r"(?<!\w){said}(?: {that})?[:,]?(?: tại)? $",
        "another_time": (
            r"[^.;:]{0,50}?(?:(?<!\w)(?:{another time}|\d{1,2} tới)(?!\w)"
            r"|\((?:\w+ )?tháng \d|(?<!\w)(?<!tháng )(?<!thường lệ )(?<!kỳ họp )"
            r"{another year part} năm(?!\w))"
        ),
        "will": r"[^.;:]{0,80}?(?<!\w){will}(?!\w)",
    }
    return _Patterns(**{name: pattern_of(_LIST, text) for name, text in templates.items()})
