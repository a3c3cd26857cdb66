"""A day without its year, and the years that its text names → how each of those is spoken of."""

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from indexer.dates.named_years import NamedYear
from indexer.dates.year_case import YearCase
from indexer.lexicon import any_cue, any_of, cues, rows, whole

_LIST = "year_leads.tsv"
_LEAD, _SENTENCE, _AFTER = 60, 200, 120
"""Characters of its clause before a year, of its sentence before it, and of its clause behind."""
_MOST = 40
"""Years looked at."""
_OPENING = 700
_YEARS = range(1990, 2041)
_SEASONS = ((3, "early"), (8, "mid"), (11, "late"), (12, "last"))
_FAR, _SOON = 5, 3
"""Months before and after the day's that are far from it, and that are soon to come."""

Sign = tuple[str, int]
"""How a year is spoken of, and that year: ("year", 2018), ("year~planned@last", 2018)."""


class _Spoken(NamedTuple):
    """A year with what is spoken of: all of it ("year", "bare" without the word for one), some
    months of it ("month-", "part0", "date+": before, in or after the day's), the first or the last
    of several ("from", "until"), or a paper's; and the classes of the words around it."""

    year: int
    form: str
    classes: frozenset[str]

    @property
    def is_ahead(self) -> bool:
        """Whether it is spoken of as one that is to come."""
        return self.form in _FORMS_AHEAD or bool(self.classes & _CLASSES_AHEAD)

    @property
    def is_fresh(self) -> bool:
        """Whether one speaks so of the year that one is in, or of one near it: not of a term, a
        paper or an old date alone."""
        return self.form not in _FORMS_OLD and not self.classes & _CLASSES_OLD


_FORMS_AHEAD = frozenset({"until", "month+far", "month+", "date+", "date+far"})
_CLASSES_AHEAD = frozenset(
    {"~will", ">will", "=will", "<until", "<next", "~force", ">on", "<before", "~finish", "~term"}
)
_FORMS_OLD = frozenset({"from", "until", "paper"})
_CLASSES_OLD = frozenset({"~old", "~term"})


def signs(case: YearCase) -> set[Sign]:
    """Each way in which the text speaks of a year, once, and those in which it speaks of the
    latest one; none where it speaks of no year but those of terms, papers and old dates."""
    spoken = list(_spoken(case))
    if not any(one.is_fresh for _, one in spoken):
        return set()
    season = next(name for last, name in _SEASONS if case.month <= last)
    first, last = case.sentence
    found: set[Sign] = set()
    for start, one in spoken:
        is_own = first <= start < last
        for form in (one.form, f"{one.form}!")[: 1 + is_own]:
            found |= {(form, one.year), (f"{form}@{season}", one.year)}
            found |= {(form + kind, one.year) for kind in one.classes}
        found |= {(f"{one.form}{kind}@{season}", one.year) for kind in one.classes}
        if start < _OPENING:
            found.add((f"{one.form}^", one.year))
    return found | set(_of_latest([one for _, one in spoken], season))


def _of_latest(spoken: list[_Spoken], season: str) -> Iterator[Sign]:
    """How the latest year is spoken of that is not to come, or else the first that is."""
    ahead = sorted((one.year, one.form) for one in spoken if one.is_ahead)
    told = sorted((one.year, one.form) for one in spoken if not one.is_ahead)
    if not told:
        year, form = ahead[0]
        yield from (("ahead@" + season, year), ("ahead " + form, year))
        return
    year, form = told[-1]
    later = [one - year for one, _ in ahead if one > year]
    gap = f"latest+{min(later[0], 4)}" if later else "latest"
    yield from ((f"latest {form}@{season}", year), (gap, year), (f"{gap}@{season}", year))
    if sum(one == year for one, _ in told) > 1:
        yield "latest twice", year
    if any(one == year - 1 for one, _ in told):
        yield "latest after another", year


def _spoken(case: YearCase) -> Iterator[tuple[int, _Spoken]]:
    for one in case.years[:_MOST]:
        if one.year in _YEARS and (spoken := _read(case, one)):
            yield one.start, spoken


def _read(case: YearCase, one: NamedYear) -> _Spoken | None:
    text, patterns = case.text, _patterns()
    before = _clause(text[max(0, one.begin - _SENTENCE) : one.begin], -1)
    after = _clause(text[one.start + 4 : one.start + 4 + _AFTER], 0)
    lead = before[-_LEAD:]
    months, day, is_named = one.months, one.day, False
    if months is None:
        if patterns.number.search(lead):
            return None
        if dated := patterns.dated.search(lead):
            months, day = (int(dated["m"]),) * 2, int(dated["d"] or 0)
            lead = lead[: dated.start()]
        elif is_named := lead.endswith(_IN_YEAR):
            lead = lead[: -len(_IN_YEAR)]
    if patterns.paper.search(lead) or (months and patterns.issued.search(lead)):
        return _Spoken(one.year, "paper", frozenset())
    end = _end_of_span(lead, after)
    form = end or ("year" if is_named else "bare")
    classes = set(_classes(before, lead, after))
    if months:
        form = _form_of_months(case.month, months, bool(day), one.is_long)
        classes |= {"-" + end} if end else set()
    return _Spoken(one.year, form, frozenset(classes))


def _end_of_span(lead: str, after: str) -> str | None:
    """Which end of several years it is."""
    if _patterns().to_other.match(after):
        return "from"
    return "until" if _patterns().from_other.search(lead) else None


def _form_of_months(month: int, months: tuple[int, int], is_day: bool, is_long: bool) -> str:
    name = "date" if is_day else "part" if is_long else "month"
    ahead = months[is_long] - month
    if ahead <= 0:
        return name + ("-far" if ahead <= -_FAR else "-" if ahead else "0")
    return name + ("+" if ahead <= _SOON else "+far")


def _classes(before: str, lead: str, after: str) -> Iterator[str]:
    """What the words around a year say of it: "<" right before it, "~" in its clause, ">" right
    after it, "=" in its sentence."""
    if found := _words("next").search(lead):
        yield "<" + _class_of("next")[found["words"]]
    named = _class_of("clause")
    yield from ("~" + named[match["words"]] for match in _words("clause").finditer(lead))
    if found := _words("after").match(after):
        yield ">" + _class_of("after")[found["words"]]
    of_sentence = _class_of("sentence")
    said = {of_sentence[match["words"]] for match in _words("sentence").finditer(before + after)}
    yield "=" + ("will" if "will" in said else "did" if said else "none")


def _clause(words: str, which: int) -> str:
    return _CLAUSE_END.split(words)[which]


@cache
def _class_of(place: str) -> dict[str, str]:
    return {words: kind for own, kind, words in rows(_LIST) if own == place}


@cache
def _words(place: str) -> re.Pattern[str]:
    words = rf"(?P<words>{whole(_class_of(place))})"
    before, after = {"next": ("", r"[ (]*$"), "after": (r"[ ,)]*(?:\w+ ){0,3}?", "")}.get(
        place, ("", "")
    )
    return re.compile(f"{before}(?<!\\w){words}{after}")


class _Patterns(NamedTuple):
    number: re.Pattern[str]
    dated: re.Pattern[str]
    paper: re.Pattern[str]
    issued: re.Pattern[str]
    to_other: re.Pattern[str]
    from_other: re.Pattern[str]


_w = partial(any_cue, "date_words.tsv")
_IN_YEAR = cues("date_words.tsv", "year")[0] + " "
_CLAUSE_END = re.compile(r"[.;:](?:\s|$)|\n")


@cache
def _patterns() -> _Patterns:
    year, month, day, to = _w("year"), _w("month"), _w("day"), _w("to")
    papers = any_of(words for (words,) in rows("papers.txt"))
    month_number = r"(?P<m>1[0-2]|0?[1-9])"
    dated = rf"(?:(?:{day} |{month} )?(?:\d{{1,2}} ?[/-] ?){{0,2}}|{year} )"
    return _Patterns(
        number=re.compile(r"\d\w*[a-z]/$|\d{3,}/$|\d/\d+/$(?<!\d/\d/)(?<!\d/\d\d/)"),
        dated=re.compile(
            rf"(?<![\d/-])(?:(?P<d>\d{{1,2}}) ?[/-] ?|{month} )?{month_number}"
            rf"(?: ?[/-] ?|,? {year} )$"
        ),
        paper=re.compile(rf"(?<!\w){papers}(?: [^,.;:()]{{0,30}})?[ (](?:{year} )?$"),
        issued=re.compile(rf"(?<!\w){papers}\W[^.;:]{{0,40}}(?:{day} )?$"),
        to_other=re.compile(rf" ?[-–] ?{dated}\d{{4}}|,? {to} (?:{_w('all-of')} )?{dated}\d{{4}}"),
        from_other=re.compile(rf"\d{{4}} ?[-–] ?(?:{year} )?$|\d{{4}} {to} (?:{_w('all-of')} )?$"),
    )
