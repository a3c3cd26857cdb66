"""What the source of a report gives as its date → the date, if it can be read and is no slip."""

import re
from contextlib import suppress
from functools import partial

from indexer.lexicon import any_cue
from search.dates import DateError, PartialDate, is_far_ahead, machine_day, parse_typed

_w = partial(any_cue, "date_words.tsv")
_DAY = re.compile(
    r"(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}"
    rf"|\d{{1,2}} {_w('month')} \d{{1,2}}(?:,? {_w('year')} | ?[/-] ?|, ?)\d{{4}})(?!\d)"
)
_NO_DAYS = (PartialDate(1970, 1, 1), PartialDate(1, 1, 1))
"""What programs write where they know none."""


def source_date(given: str | None) -> PartialDate | None:
    """The date as far as it is known; of an instant its day in Việt Nam; None of anything else.

    "2023-08-24T17:30:00Z" → 25/8/2023; "Thứ Sáu, 25/8/2023 10:30" → the same; "8/2023" → 8/2023.
    """
    if not given:
        return None
    found = _read(" ".join(given.lower().split()), given)
    return None if found in _NO_DAYS else found


def sound_date(given: str | None) -> PartialDate | None:
    """The same, but for a year far ahead, which is a slip."""
    found = source_date(given)
    return None if found is None or is_far_ahead(found.year) else found


def _read(words: str, given: str) -> PartialDate | None:
    if own := machine_day(given):
        return PartialDate.of_day(own)
    day = _DAY.search(words)
    with suppress(DateError):
        return parse_typed(day.group().replace(", ", " ") if day else given)
    return None
