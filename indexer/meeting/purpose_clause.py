"""The beginning of a purpose in its sentence → where its clause ends."""

import re
from dataclasses import dataclass
from functools import cache

from indexer.lexicon import UPPER, pattern_of

PURPOSES = "purpose_cues.tsv"
_LONGEST = 300
"""Characters of a purpose; a longer one is cut at the last border before. Clauses of 200 to 300 are
mostly one list or one long name, and a cut in these loses what the meeting was about."""
_READ = 500
_LEAST_KEPT = 40
"""Characters that a cut leaves at least."""
_LEAST_WORDS = 4
_LEAST_BEFORE_LIST = 8
"""Words of a purpose whose list stands on the lines that follow."""
_LEADS_ON = 5
"""Characters behind it in which a colon leads on to that list."""
_BORDER = re.compile(r"[,;] ")
_ASIDE = (" - ", ", ")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What ends the clause of a purpose; words in braces stand in purpose_cues.tsv.

    `tail`: words that tell who, when or more. `subject`: whom the rest of the sentence is about,
    where the meeting only leads to it; `told`: the same elsewhere, which says what was said or
    done. `named`: a person of whom only the office has followed. `open_end`: what does not end a
    clause, and the day of the meeting; `kept_end`: what does all the same. `anew`: something that
    was told before, as is what `again` finds, unless the clause itself told it. `subject_of`: that
    the act is but the subject of a verb after it. `bare`, `unnamed`: an act of which no object is
    told, or not who it is. `hears`: that they heard somebody, `heard` what he told. `cut_verb`: a
    verb whose object was cut off, `cut_name` a session of which only the number has followed, not
    whose it is. `vague`: an act on "many matters" of which none is named, and `items` what leads to
    those. `run_on`: the end of a sentence without its blank.
    """

    tail: re.Pattern[str]
    subject: re.Pattern[str]
    told: re.Pattern[str]
    named: re.Pattern[str]
    open_end: re.Pattern[str]
    kept_end: re.Pattern[str]
    anew: re.Pattern[str]
    unnamed: re.Pattern[str]
    bare: re.Pattern[str]
    subject_of: re.Pattern[str]
    again: re.Pattern[str]
    hears: re.Pattern[str]
    heard: re.Pattern[str]
    cut_verb: re.Pattern[str]
    cut_name: re.Pattern[str]
    vague: re.Pattern[str]
    items: re.Pattern[str]
    run_on: re.Pattern[str]


_TEMPLATES = {
    "tail": (
        r"[,;] (?:{whole:tail}|{whole:person}|(?:{whole:day} )+\d|\.\.\.)"
        r"| - (?:{whole:person}|{whole:aside})"
        r"| (?:{whole:tail at once}|{tail day} (?:\w+ )?\d"
        r"|{whole:passive} [^,]{0,90}? {whole:runs}"
        r"|{counts} \d[\d.,/]*%? (?:\w+ ){0,4}?{whole:counted})"
    ),
    "run_on": rf"(?:(?<=[^\W\d_{UPPER}][^\W\d_{UPPER}])|(?<=\d\d))\.(?=[{UPPER}]\w)",
    "subject": (
        rf", (?:{{whole:others}}"
        rf"|(?=[{UPPER}])(?![{UPPER}]{{2,}}(?:,| {{whole:several|every}}))"
        rf"(?!(?i:{{whole:portfolio}})))"
    ),
    "told": rf", (?=[{UPPER}][^,;]{{0,60}} {{whole:says}})",
    "named": (
        r"{whole:named} [^,]* - |{whole:named|person} [^,-]*$"
        r"|{whole:by} (?:[^ ,]+ ){0,2}[^ ,]+$"
    ),
    "open_end": (
        r"(?:[ ,;]+{whole:open end})+$|[ ,;:.!?…/-]+$"
        r"|,?(?: {whole:day})+ \d{1,2}[-/.]\d{1,2}(?:[-/.]\d{4})?$| \([^()]*\d[-/]\d[^()]*\)$"
    ),
    "kept_end": r" {whole:kept end}$",
    "unnamed": r" {whole:named}$",
    "bare": (
        r"(?:{whole:goal|act|decides}|{and}|[, ])+"
        r"(?:{whole:with}(?! [^,]*{whole:goal|about})(?: [^ ,]+){1,6})?$"
    ),
    "subject_of": (r"{whole:goal} [^,;]* {whole:not yet}|(?!{whole:goal})[^,;]* {whole:only said}"),
    "anew": r"(?:[^ ]+ ){2,5}{whole:anew}(?:,|[ .]*$)|.* {whole:anew far}[ .]*$",
    "again": (
        r"(?!{whole:here})(?<!\w)(?P<what>\w+) "
        r"(?:{whole:pointing}|{whole:pointing at the end}[ .]*$)"
    ),
    "hears": r"{whole:hears} ",
    "heard": r"{whole:hears} (?:[^;:]{0,160}? )?{whole:heard}(?=,? )",
    "vague": (
        r"(?:(?:{whole:goal|act|decides|about|heard}|{and}),? )+"
        r"(?:{whole:several} {whole:matter}|(?:\d+|{number}) {whole:point}"
        r"|{whole:matter}(?= {whole:important}))"
        r"(?: {whole:important})*(?: {whole:of its place}[^,]*)?"
    ),
    "items": r",? {whole:items}:? ",
    "cut_name": r" {whole:ordinal} \w+$",
    "cut_verb": r",? {whole:joined by} [^ ,;]+(?: [^ ,;]+)?$",
}


@cache
def _patterns() -> _Patterns:
    return _Patterns(**{name: pattern_of(PURPOSES, text) for name, text in _TEMPLATES.items()})


def clause_end(text: str, lower: str, start: int, last: int, leads: bool) -> int | None:
    """Where the clause that begins at `start` ends, at `last` at the latest; None if what it says
    is too short or names no object, or so long that it has no border to be cut at.

    `lower`: the text in small letters. `leads`: whether the main clause only follows.
    """
    patterns, last = _patterns(), min(last, start + _READ)
    if found := patterns.run_on.search(text, start, last):
        last = found.start()
    heard = patterns.heard.match(lower, start, last)
    told = heard.end() if heard else start
    end = _clause_end(text, lower, start, last, told, leads)
    if end and patterns.vague.fullmatch(lower, start, end):
        items = patterns.items.match(lower, end, last)
        end = _clause_end(text, lower, start, last, items.end(), leads) if items else None
    if end is None or text.startswith("?", end):
        return None
    if not heard and patterns.hears.match(lower, start):
        return None
    least = _LEAST_BEFORE_LIST if ":" in text[end : end + _LEADS_ON] else _LEAST_WORDS
    return end if len(text[start:end].split()) >= least else None


def _clause_end(text: str, lower: str, start: int, last: int, told: int, leads: bool) -> int | None:
    """The same, where words before `told` do not end it."""
    patterns = _patterns()
    if found := patterns.tail.search(lower, told, last):
        last = found.start()
        if found.group().startswith(_ASIDE) and patterns.named.search(lower, told, last):
            return None
    if found := (patterns.subject if leads else patterns.told).search(text, told, last):
        last = found.start()
        if patterns.cut_name.search(lower, start, last):
            return None
    last = _within_longest(text, lower, start, last, max(told, start + _LEAST_KEPT))
    if patterns.subject_of.match(lower, start, last):
        return None
    last = _whole(text, lower, start, last)
    return None if _says_nothing(lower, start, last) else last


def _within_longest(text: str, lower: str, start: int, last: int, least: int) -> int:
    """The last border from `least` on that leaves no more than the longest; `start` if none. A
    semicolon parts what is told, a comma may part a pair or a name."""
    if last - start <= _LONGEST:
        return last
    borders = [border.start() for border in _BORDER.finditer(text, least, start + _LONGEST + 1)]
    last = max(borders, key=lambda border: (text[border] == ";", border), default=start)
    cut = _patterns().cut_verb.search(lower, start, last)
    return cut.start() if cut else last


def _says_nothing(lower: str, start: int, last: int) -> bool:
    """Whether it points to what was told before it, or tells no object."""
    patterns = _patterns()
    is_empty = patterns.bare.match(lower, start, last) or patterns.unnamed.search(
        lower, start, last
    )
    return bool(
        is_empty
        or patterns.anew.match(lower, start, last)
        or any(
            not re.search(rf"(?<!\w){found['what']}(?!\w)", lower[start : found.start()])
            for found in patterns.again.finditer(lower, start, last)
        )
    )


def _whole(text: str, lower: str, start: int, last: int) -> int:
    """Before a bracket or a quotation that is not closed, and before words that lead on."""
    words = text[start:last]
    opened = words.rfind("(") if words.count("(") > words.count(")") else len(words)
    quoted = words.rfind('"') if words.count('"') % 2 else len(words)
    last = start + min(opened, quoted)
    while found := _patterns().open_end.search(lower, start, last):
        if _patterns().kept_end.search(lower, start, last):
            break
        last = found.start()
    return last
