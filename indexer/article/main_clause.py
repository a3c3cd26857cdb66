"""A sentence → its main clause, short enough for a title; whether it tells something by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from indexer.lexicon import UPPER, lower, pattern_of

LONGEST = 120
"""Characters of a title that is cut in a clause."""
_SLACK = 20
"""Characters that it may have more where it ends with a clause."""
_LIST = "title_words.tsv"
_LEAST_WORDS = 6
_LEAST_KEPT = 40
"""Characters that a cut leaves at least."""
_BEHIND_VERB = 12
"""Characters behind a verb that a cut leaves: it has an object."""
_READ = 700
"""Characters of a sentence that are looked at."""
_BEFORE = 16
"""Characters before a verb that tell whether it is one."""
_LATE = 0.45
"""The part of the longest title that a cut in the middle of a clause leaves at least."""
_HIDDEN = re.compile(r'\([^()]*\)|"[^"]*"')
_ENDS = " .,;:…-–!/"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What stands in a sentence; words in braces stand in title_words.tsv.

    `verb`: a verb, or what only stands beside one. `refers`: that it goes on with what was told
    before it. `date`, `place`, `source`: what it begins with that is no part of what it tells.
    `lead`: that it begins with where, why or how. `subject`: behind a comma, that whom it tells of
    follows. `office`: a person, by name or office. `clause`, `tail`: behind a comma and without
    one, that a further clause follows. `inside`: where a cut in a clause is least senseless.
    """

    verb: re.Pattern[str]
    refers: re.Pattern[str]
    date: re.Pattern[str]
    place: re.Pattern[str]
    source: re.Pattern[str]
    headline: re.Pattern[str]
    lead: re.Pattern[str]
    begins: re.Pattern[str]
    says: re.Pattern[str]
    subject: re.Pattern[str]
    office: re.Pattern[str]
    clause: re.Pattern[str]
    tail: re.Pattern[str]
    inside: re.Pattern[str]
    open_end: re.Pattern[str]
    noun_before: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    templates = {
        "verb": r"(?<!\w){no verb}(?!\w)|(?P<verb>{whole:verb})",
        "refers": r"\W*{whole:refers}|.*(?<!\w){whole:refers there}",
        "date": (
            r"\W*(?:{whole:time}[^,]{0,40}?\d[^,]{0,40}, |{whole:today}[^,]{0,20}?, "
            r"|{whole:time}[^,\d]{0,12} \d{1,2}[-/.]\d{1,2}(?:[-/.]\d{4})? |{whole:today} )"
            r"(?:\(?\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{4})?\)?,? )?"
        ),
        "place": r"(?:{whole:place}) (?![^,]*{meets})[^,]{2,40}, ",
        "source": (
            rf"(?:\W*\([^()\d]{{2,30}}\) ?[-–:]|\W*[{UPPER}][\w.]{{1,12}} ?[-–] "
            r"|\W*(?i:{credit}): ?[^.,;]{2,40}? (?=(?i:{time}) ))\s*|[^\w\"(]+"
        ),
        "headline": rf"(?P<headline>(?:[^.()]|\.\d){{20,150}}?) ?\([{UPPER}]{{2,5}}\) ?[-–]",
        "lead": r"\W*(?:{whole:lead}|(?:\w+ ){1,3}{later})",
        "begins": r"\W*{whole:verb}",
        "says": r"{whole:says}$",
        "subject": rf", (?:(?=[{UPPER}\d])|(?={{whole:subject}}))",
        "office": r"{whole:office}",
        "clause": r"[,;] (?={whole:clause})|; | - (?={whole:clause})",
        "tail": r" (?={whole:tail})",
        "inside": r",? (?={whole:function})|[,;] ",
        "noun_before": r"(?<!\w){noun before} $",
        "open_end": r"(?:[ ,;:]+{whole:open end}){1,3}$",
    }
    return _Patterns(**{name: pattern_of(_LIST, text) for name, text in templates.items()})


def tells(sentence: str) -> bool:
    """Whether a sentence tells something by itself: it has a verb, and does not refer to what was
    told before it. It is no question, and nobody's words."""
    text = sentence.strip()
    small = lower(text[:_READ])
    return (
        len(text.split()) >= _LEAST_WORDS
        and not text.endswith(("?", '?"', ":"))
        and text.count('"') % 2 == 0
        and not text.startswith(('"', "- ", "+ ", ">", "*", "&"))
        and not _patterns().refers.match(small)
        and has_verb(text[:_READ])
    )


def has_verb(text: str) -> bool:
    """Whether there is a verb that is no part of a name or a noun."""
    return _verb(text) > 0


def main_clause(sentence: str, longest: int = LONGEST) -> str:
    """What a sentence tells, in at most so many characters and one more, without its day.

    "Sáng 5/7, tại Vinh, UBND tỉnh họp bàn chống hạn, trong đó …" → "UBND tỉnh họp bàn chống hạn".
    It is cut at the border of a clause; where there is none, between two words, with "…".
    """
    headline = _patterns().headline.match(sentence)
    text = headline["headline"] if headline else _without_date(sentence.strip()[:_READ])
    for shortened in (str, _without_lead, _without_offices):
        text = shortened(text)
        if len(text) <= longest:
            break
    text = _cut(text, longest).strip(_ENDS.replace("…", ""))
    return text[:1].upper() + text[1:]


def _masked(text: str) -> str:
    """The same in small letters, with nothing to be found in brackets and quotations."""
    return lower(_HIDDEN.sub(lambda found: "_" * len(found.group()), text))


def _verbs(text: str) -> Iterator[int]:
    """Where each verb ends that is no part of a name or a noun."""
    patterns, small = _patterns(), _masked(text)
    for found in patterns.verb.finditer(small):
        start, end = found.span()
        is_name = text[start].isupper() and start > 0
        is_noun = not patterns.says.search(small, start, end) and patterns.noun_before.search(
            small, max(0, start - _BEFORE), start
        )
        if found["verb"] and not is_name and not is_noun:
            yield end


def _verb(text: str) -> int:
    """Where the first verb ends; 0 if there is none."""
    return next(_verbs(text), 0)


def _last_needed(text: str) -> int:
    """Where the first verb ends that needs no other, behind what only leads to it: "khi mưa to,
    ông A cho biết, nếu lũ về, xã sẽ …"."""
    small, end = _masked(text), _behind_lead(_masked(text), 0)
    for verb in _verbs(text):
        if verb > end:
            end = verb
            if not _patterns().says.search(small, max(0, end - _BEFORE), end):
                break
            end = _behind_lead(small, end)
    return end


def _behind_lead(small: str, start: int) -> int:
    """Where the comma ends behind where, why or how, if that stands there."""
    lead = _patterns().lead.match(small, start)
    comma = small.find(", ", start) if lead else -1
    return comma + 2 if comma >= 0 else start


def _without_date(text: str) -> str:
    patterns = _patterns()
    if found := patterns.source.match(text):
        text = text[found.end() :] or text.strip(_ENDS)
    for pattern in (patterns.date, patterns.place):
        if (found := pattern.match(lower(text))) and _verb(text[found.end() :]):
            text = text[found.end() :]
    return text


def _without_lead(text: str) -> str:
    """Without where, why or how, if whom the sentence tells of follows."""
    small = lower(text)
    if not (_patterns().lead.match(small) or _patterns().begins.match(small)):
        return text
    masked = _HIDDEN.sub(lambda found: "_" * len(found.group()), text)
    for found in _patterns().subject.finditer(masked):
        rest = text[found.end() :]
        comma = masked.find(", ", found.end()) - found.end()
        verb = _verb(rest)
        is_subject = 0 < verb <= comma or comma < 0 or _patterns().office.match(lower(rest))
        if verb and is_subject and len(rest) > _LEAST_KEPT:
            return rest
    return text


def _without_offices(text: str) -> str:
    """With one name or office of a person alone, of those that stand before the verb."""
    head = _masked(text)[: _verb(text)]
    if not _patterns().office.match(head):
        return text
    comma = head.rfind(", ")
    while comma >= 0:
        rest = text[comma + 2 :]
        if rest[:1].isupper():
            return rest
        if _patterns().begins.match(rest):
            return f"{text[: head.find(', ')]} {rest}"
        comma = head.rfind(", ", 0, comma)
    return text


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest + _SLACK:
        return text
    patterns, small = _patterns(), _masked(text)
    least = max(_LEAST_KEPT, _last_needed(text) + _BEHIND_VERB)
    clauses = patterns.clause.finditer(small, least, longest + _SLACK)
    tails = patterns.tail.finditer(small, least + _BEHIND_VERB, longest + _SLACK)
    if borders := [found.start() for found in (*clauses, *tails)]:
        return _whole(text[: max(borders)])
    inside = patterns.inside.finditer(small, int(longest * _LATE), longest)
    cut = max((found.start() for found in inside), default=0) or _between_words(text, longest)
    return _whole(text[:cut], "…")


def _between_words(text: str, longest: int) -> int:
    """The last blank that stands in no name."""
    blanks = [at for at in range(1, longest) if text[at] == " "]
    late = blanks[len(blanks) // 2 :]
    around = zip(late, late[1:], late[2:], strict=False)
    free = [at for *before, at in around if all(text[b + 1].islower() for b in (*before, at))]
    return max(free or blanks, default=longest)


def _whole(text: str, more: str = "") -> str:
    """Without words at its end after which more must follow; what is quoted is closed."""
    text = text[: len(_patterns().open_end.sub("", lower(text)))].rstrip(_ENDS)
    return f'{text}{more}"' if text.count('"') % 2 else text + more
