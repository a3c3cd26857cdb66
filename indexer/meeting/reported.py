"""The words around the name of a meeting → whether it is another than the one reported."""

import re
from dataclasses import dataclass
from functools import cache

from indexer.lexicon import any_of, cues

_LEAD, _FAR = 60, 120  # characters before the name


@dataclass(frozen=True, slots=True)
class _Cues:
    """What the words around a name say of it; see other_meetings.tsv.

    Before it: `about` that something is about it or before or after it (with such words as are
    in `about which` between them), `due_there` that something is put off to it, `earlier` that
    the time is past, `said` that somebody tells what will be. After it: `another_time`.
    """

    about: re.Pattern[str]
    due_there: re.Pattern[str]
    earlier: re.Pattern[str]
    said: re.Pattern[str]
    another_time: re.Pattern[str]


_WILL = re.compile(r"[^.;:]{0,80}?(?<!\w)sẽ(?!\w)")


def is_of_another(before: str, after: str) -> bool:
    """Whether its sentence, in small letters, prepares a meeting, reports on it, or puts it at
    another time: "kết quả kỳ họp …", "… trình tại kỳ họp thứ 5 tới", "trước đó, tại hội nghị …".
    """
    cues = _cues()
    return bool(
        cues.about.search(before[-_LEAD:])
        or cues.due_there.search(before[-_FAR:])
        or cues.earlier.search(before)
        or cues.another_time.match(after)
        or (cues.said.search(before[-_LEAD:]) and _WILL.match(after))
    )


def _any(sign: str) -> str:
    return any_of(cues("other_meetings.tsv", sign))


@cache
def _cues() -> _Cues:
    patterns = {
        "about": (
            # who follows the programme is at the meeting; "chương trình" holds no "trình"
            r"(?<!\w)(?!(?:(?<=tiếp tục )|(?<=thực hiện )|(?<=theo ))chương|(?<=chương )trình)"
            rf"(?:{_any('about')}|nghị quyết số [\w/-]+,?)(?: {_any('about which')})*[ \"(]*$"
        ),
        "due_there": (
            rf"(?<!\w){_any('due there')}(?!\w)[^.;:]{{0,80}}(?<!\w)(?:tại|ở|vào|trong) $"
        ),
        # "ngày 5 tháng 7 năm 2023" is the day of the meeting, "năm 2023" is another time
        "earlier": (
            rf"(?<!\w)(?:{_any('earlier')}|tháng \d{{1,2}}[/-]\d{{4}}|(?<!\d )năm \d{{4}})(?!\w)"
        ),
        "said": rf"(?<!\w){_any('said')}(?: rằng)?[:,]?(?: tại)? $",
        "another_time": (
            rf"[^.;:]{{0,50}}?(?:(?<!\w)(?:{_any('another time')}|\d{{1,2}} tới)(?!\w)"
            r"|\((?:\w+ )?tháng \d|(?<!\w)(?<!tháng )(?<!thường lệ )(?<!kỳ họp )"
            r"(?:đầu|giữa|cuối) năm(?!\w))"
        ),
    }
    return _Cues(**{name: re.compile(pattern) for name, pattern in patterns.items()})
