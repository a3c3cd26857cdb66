"""A sentence that begins with a day, and the days of the meeting → whether it is another day."""

import re
from collections.abc import Iterable

from indexer.dates.named_date import DAY, DAY_WORD, exists, named_date
from indexer.lexicon import any_cue
from search.dates import PartialDate
from search.report import DateValue

_LEAD = re.compile(rf"(?:{any_cue('date_words.tsv', 'day-part')} )?(?:{DAY_WORD} )?")
_LONGEST = 60
"""Characters in which the day stands."""


def is_of_another_day(sentence: str, meeting: Iterable[DateValue]) -> bool:
    """Whether a sentence begins with a day on which there was no meeting: "Ngày 20/3, ông A yêu
    cầu" of a meeting of 3/7. No if a day of the meeting is not known."""
    lead = _LEAD.match(head := sentence[:_LONGEST].lower())
    found = DAY.match(head, lead.end()) if lead and lead.end() else None
    if not found or not exists(named := named_date(found)):
        return False
    held = [tuple(map(PartialDate.parse, (own.value, own.until or own.value))) for own in meeting]
    return bool(held) and all(_is_outside(named, first, last) for first, last in held)


def _is_outside(named: PartialDate, first: PartialDate, last: PartialDate) -> bool:
    """Whether a day is none of those from the first to the last."""
    if named.year is not None and first.year is not None and named.year != first.year:
        return True
    day, begin, end = ((own.month or 0, own.day or 0) for own in (named, first, last))
    if not (begin[1] and end[1]):
        return False  # nobody knows the day
    is_in = begin <= day <= end if begin <= end else day >= begin or day <= end
    return not is_in
