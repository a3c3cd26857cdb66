"""The words around a period → what they say of it: a topic, a part, a comparison, its year."""

import re
from functools import cache

from indexer.figures.cues import words as cue_words
from indexer.lexicon import any_cue, any_of, pattern_of

_LIST = "period_words.tsv"
_THIS_CENTURY = " 20"
"""How each year begins that a text may be of now."""


def opens(lead: str) -> bool:
    """Whether what stands before a period is nothing but the beginning of its clause."""
    return bool(_opening().search(lead))


def is_reported(lead: str) -> bool:
    """Whether what stands before a period says that a report is of it, not a plan."""
    found = _reported().search(lead)
    return bool(found) and not _planned().search(lead, found.start() if found else 0)


def years_met(text: str) -> set[int]:
    """The years that a text speaks of as those who met do of their own: "từ nay đến cuối năm"."""
    if _THIS_CENTURY not in text:
        return set()  # as most lines
    return {int(match["year"]) for match in _this_year().finditer(text)}


def is_clear(lead: str) -> bool:
    """Whether what looks like a time that nobody can tell only says how rare a number is: "cao nhất
    trong 5 năm"."""
    return bool(_not_unclear().search(lead)) and not _begins().search(lead)


def is_part(lead: str) -> bool:
    """Whether it is not the whole of a year: "những tháng đầu năm 2017"."""
    return bool(_part_of_year().search(lead))


def is_other(lead: str, *, is_towards: bool = False) -> bool:
    """Whether a period is not that of a number: a comparison, a term, the name of a law; a law is
    of no year that one goes towards: "nghị quyết đề ra mục tiêu đến năm 2020"."""
    found = _other_time().search(lead)
    return found is not None and not (is_towards and found["named"])


def year_behind(text: str, end: int) -> int | None:
    """The year of a period that ends there, by what follows: one of the same year, or one that is
    compared with it: "tháng 7 và 7 tháng đầu năm 2018", "quý I, tăng 5% so với năm 2017"."""
    if joined := _joined_year().match(text, end, end + _JOINED):
        return int(joined["year"])
    compared = _compared_year().match(text, end, end + _COMPARED)
    return int(compared["year"]) + 1 if compared else None


def year_after_compared(text: str, start: int, end: int) -> int | None:
    """The year after the whole one that a percentage of a rise or fall is set against there:
    "tăng 8% so với năm 2015"; no multiple, which is of many years."""
    found = _whole_compared().match(text, start, end)
    return int(found["year"]) + 1 if found else None


def named_before(text: str, start: int) -> int | None:
    """The year that a period names again that begins there: "dự toán năm 2017, năm tới"."""
    named = _year_named().search(text, max(0, start - _NAMED), start)
    return int(named["year"]) if named else None


def year_opened(text: str, start: int) -> int | None:
    """The year that the sentence begins with in which a period begins there: "Năm 2016 là năm khó
    khăn, 6 tháng đầu năm …"."""
    found = _year_first().search(text, max(0, start - _COMPARED), start)
    return int(found["year"]) if found else None


_NAMED = 12
_JOINED, _COMPARED = 40, 160
"""Characters behind a period to one of the same year; to an earlier one that is compared."""


@cache
def _opening() -> re.Pattern[str]:
    return pattern_of(
        _LIST, r"(?:^|[.?!;:,(“\"–-]|(?<!\w){also|says})\s*(?:{whole:opens}\s*){0,3}$"
    )


@cache
def _reported() -> re.Pattern[str]:
    return pattern_of(_LIST, r"{whole:reports}[^.;]*$")


@cache
def _planned() -> re.Pattern[str]:
    return pattern_of(_LIST, r"{whole:plans}|(?:[,;]|(?<!\w){also}) {plans-next}(?!\w)")


@cache
def _not_unclear() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?<!\w){not-unclear}\s*$")


@cache
def _begins() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?:^|[.?!;] ){begins}\s*$")


@cache
def _part_of_year() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?<!\w){part-of-year}\s*$")


@cache
def _joined_year() -> re.Pattern[str]:
    """Finds the year of a period that is named together with another one."""
    year = any_cue("date_words.tsv", "year")
    return re.compile(rf" {any_cue(_LIST, 'joined')} [^.;,]*?(?:{year} |/)(?P<year>20\d\d)(?!\d)")


@cache
def _year_first() -> re.Pattern[str]:
    year = any_cue("date_words.tsv", "year")
    return re.compile(rf"(?:^|[.!?] ){year} (?P<year>20\d\d)(?![\d-])[^.!?]*$")


@cache
def _year_named() -> re.Pattern[str]:
    return re.compile(rf"{any_cue('date_words.tsv', 'year')} (?P<year>20\d\d), ?$")


@cache
def _compared_year() -> re.Pattern[str]:
    """Finds the earlier year that a period is compared with."""
    compared = any_of(cue_words("compared-year"))
    year = any_cue("date_words.tsv", "year")
    return re.compile(rf"[^.;]*?{compared} (?:{year} )?(?P<year>20\d\d)(?!\d)")


@cache
def _whole_compared() -> re.Pattern[str]:
    """Finds a rise by a percentage and the whole year that it is set against, behind a number."""
    against, year = any_of(cue_words("against")), any_cue("date_words.tsv", "year")
    change = any_of(cue_words("rises", "falls"))
    return re.compile(
        rf"(?:[^.;]{{0,80}}?(?<!\w){change} [^.;,]{{0,16}}%)?"
        rf" {against} {year} (?P<year>20\d\d)(?!\d|[-/])"
    )


@cache
def _other_time() -> re.Pattern[str]:
    """Finds that a period to come is not that of a number: a comparison, a term or a law."""
    between = any_of(cue_words("between"))
    own = rf"(?<!\w){any_of(cue_words('other-time'))}(?: {between}){{0,4}}\s*\(?$"
    named = rf"(?<!\w){any_cue(_LIST, 'names-year')}(?: [^\W\d]+){{0,6}} ?\(?$"
    return re.compile(f"{own}|(?P<named>{named})")


@cache
def _this_year() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?<!\w){this-year} năm (?P<year>20\d\d)(?!\d)")
