"""The lists of who may own a figure → a pattern that finds any of them."""

import re
from functools import cache, partial

from indexer.figures.firms import NAME, firm_patterns, name_patterns
from indexer.lexicon import UPPER, any_cue, any_of, cues, rows, whole
from search.text.lexicon.provinces import provinces

LIST = "scope_words.tsv"
TYPES_OF_PLACES = ("province-type", "city-type", "district-type", "commune-type")
_w = partial(any_cue, LIST)
_OWN_CUES = {
    "ownprovince": "own-province",
    "owndistrict": "own-district",
    "owncommune": "own-commune",
}
_SMALL = (
    *TYPES_OF_PLACES,
    *_OWN_CUES.values(),
    *("sector-body", "own-sector", "abroad-own", "firm", "firm-board", "sector-type"),
    *("region-type", "region", "country", "abroad", "part", "site"),
)
"""The cues of all words that may begin an owner with a small letter."""


@cache
def any_owner() -> re.Pattern[str]:
    """Finds any owner; the name of its last group tells its kind.

    Most words begin none: so what may is asked before the kinds are tried.
    """
    kinds = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _patterns().items())
    first = any_of({words.split()[0].rstrip(".") for cue in _SMALL for words in cues(LIST, cue)})
    may_begin = rf"(?<!\w)(?=[{UPPER}\d]|{first}(?!\w))(?<!\s[{UPPER}] )"
    return re.compile(rf"{may_begin}(?:{kinds})")


def _patterns() -> dict[str, str]:
    """Each kind of owner → a pattern; where two begin at one place, the first of them."""
    types = any_of([word for own in TYPES_OF_PLACES for word in cues(LIST, own)])
    firms = firm_patterns()
    sectors = rf"{_w('sector-type')} {whole(cues(LIST, 'sector'))}"
    long = any_of(name for name in countries() if " " in name)
    short = any_of(name for name in countries() if " " not in name)
    provinces_named = rf"{any_of(provinces_by_spelling())}(?!\w)(?! [{UPPER}])"
    numbered = any_of([*cues(LIST, "district-type"), *cues(LIST, "commune-type")])
    regions = rf"(?<!/)\d{{1,2}} {_w('province-type')}(?!\w)|{whole(cues(LIST, 'region'))}"
    own = {kind: rf"(?i:{_w(cue)})(?!\w)(?! {_w('own-not')})" for kind, cue in _OWN_CUES.items()}
    return {
        "part": rf"(?i:{_w('part')})(?!\w)",
        "board": firms.pop("board"),
        "body": rf"(?i:{_w('sector-body')})(?!\w)",
        "ownsector": rf"(?i:{_w('own-sector')})(?!\w)(?! (?i:{_w('sector')}))",
        "abroadown": rf"(?i:{_w('abroad-own')})(?!\w)",
        **firms,
        "sector": rf"(?i:{sectors})",
        "site": rf"(?i:{_w('site')}) (?!(?:{_w('firm-not')}|{_w('no-firm')})(?!\w)){NAME}",
        "area": rf"(?i:{_w('region-type')}) {NAME}",
        "region": rf"(?i:{regions})(?: {NAME})?",
        "named": rf"(?i:{types})\.?\s*{NAME}|(?i:{numbered}) \d{{1,2}}(?!\w)|{provinces_named}",
        "country": rf"(?i:{_w('country')})(?!\w)(?! (?i:{_w('country-not')}))",
        "abroad": rf"(?i:{_w('abroad')})(?!\w)",
        # a name of one syllable may be that of a person
        "foreign": rf"(?:{long})(?!\w)|(?:{short})(?!\w)(?! [{UPPER}])",
        **own,
        **name_patterns(),
    }


@cache
def countries() -> frozenset[str]:
    """The names of other countries."""
    return frozenset(row[0] for row in rows("countries.txt"))


@cache
def name_of_country() -> re.Pattern[str]:
    """Finds the name of another country."""
    return re.compile(whole(countries()))


@cache
def provinces_by_spelling() -> dict[str, str]:
    """Each way to write a province → its name."""
    return {spelling: p.name for p in provinces() for spelling in p.spellings}


@cache
def type_of_place() -> re.Pattern[str]:
    """Finds the word for the type of a place, before its name."""
    types = [word for own in TYPES_OF_PLACES for word in cues(LIST, own)]
    return re.compile(rf"{any_of(types)}\.?\s*(?=[{UPPER}\d])", re.IGNORECASE)
