"""An article → where its text says what the main meeting was for, or what it decided."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from indexer.article.structure import Article
from indexer.lexicon import UPPER, lower, pattern_of
from indexer.meeting.main_meeting import MeetingMention, by_weight, main_meeting
from indexer.meeting.purpose_clause import PURPOSES, clause_end
from search.report import PassageKind, Span
from search.text.sentences import sentences

_GAP = 180
"""Characters between the name of a meeting and its purpose."""
_LATER = 8
"""Sentences behind the one that names the meeting in which "hội nghị đã …" goes on with it."""
_FAR = 1500
"""Characters behind it in which they stand."""
_ENOUGH = 2.7
"""The least weight of a further name of its kind, for the sentence of that to be asked."""
_MOST = 4
_BODY = re.compile(rf", (?=[{UPPER}])")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """How a purpose stands in a sentence; words in braces stand in purpose_cues.tsv.

    What may be a purpose: `cue` ("goal", "act" or "about", or words that only look like one, as
    `no_act` does), `act` at the end of a name. How it stands: `acted` behind "tại hội nghị" (who
    met and what they did), `acted_at` before it, `ahead` of the day, `goes_on` in a later sentence.
    What may stand between the name and it: `held` and `led` that it was held and what followed,
    `listed` with whom, `goes_with` what belongs to the name. What may not: `told` that something
    else was done, `person` who did it, `noun`, `parties` and `kin` to which the words belong.
    Before the name: `at` and `no_subject` that something happened there, `attends` that somebody
    came to it, `asked` that somebody answered, `not_held` and `not_held_at` that it may never be,
    `done_by` that the act is told of something else.
    `session`: a name that begins with the noun of a meeting. `aside`: of a side decision, or of a
    meeting at another time of that day.
    """

    cue: re.Pattern[str]
    no_act: re.Pattern[str]
    told: re.Pattern[str]
    held: re.Pattern[str]
    led: re.Pattern[str]
    asked: re.Pattern[str]
    person: re.Pattern[str]
    kin: re.Pattern[str]
    parties: re.Pattern[str]
    listed: re.Pattern[str]
    goes_with: re.Pattern[str]
    attends: re.Pattern[str]
    at: re.Pattern[str]
    no_subject: re.Pattern[str]
    not_held: re.Pattern[str]
    not_held_at: re.Pattern[str]
    noun: re.Pattern[str]
    act: re.Pattern[str]
    done_by: re.Pattern[str]
    session: re.Pattern[str]
    aside: re.Pattern[str]
    acted: re.Pattern[str]
    acted_at: re.Pattern[str]
    ahead: re.Pattern[str]
    goes_on: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    led = r"(?:,? ?{whole:leads to})* "
    who = r"{whole:meets}(?P<who>[^,.;:]{0,70}?)"
    templates = {
        "cue": (
            r"(?<!\w)(?:(?P<other>{no cue})|(?P<goal>{goal})|(?P<act>{act})|(?P<about>{about}))"
            r"(?=,? )"
        ),
        "no_act": r"{no cue}(?!\w)",
        "told": r"(?<!\w){whole:tells}|[;:?!]",
        "held": r"(?<!\w)(?:(?:{aspect}) )*(?:{whole:passive} [^;:]{0,90}? )?{whole:held}",
        "led": r"(?: {whole:leads to},?)+ $",
        "asked": r"(?<!\w){whole:asked}",
        "person": r"(?<!\w){whole:person}",
        "kin": r"(?<!\w){whole:no kin}",
        "parties": r"(?<!\w){parties} $",
        "listed": r"(?<!\w){whole:with}",
        "goes_with": r"\W*(?:{whole:name goes on}|{whole:meets}|\d)",
        "attends": r"(?<!\w){whole:attends} (?:[^ ,]+ )?$",
        "at": r"(?<!\w){at}(?: {classifier})? $",
        "no_subject": r"\W*(?:[^,]{0,40}\d[^,]{0,12}, )?{whole:no subject}",
        "not_held": r"(?<!\w){whole:not held}",
        "not_held_at": r"(?<!\w){whole:not held at}",
        "noun": r"(?<!\w){noun} $",
        "act": r"(?<!\w){decides}$",
        "done_by": r"(?<!\w){done by} (?:{whole:meets} ?){0,2}$",
        "session": r"{whole:session}",
        "aside": r"\W*(?:{whole:besides}|[^.]{0,30}?(?<!\w){whole:same day})",
        "acted": rf"[^;:]{{0,140}}?, {who}{led}(?P<purpose>{{decides}}),? ",
        "acted_at": (
            rf"\W*(?:[^,;:]{{0,40}}, )?{who}{led}"
            r"(?P<purpose>{decides}) [^;:]{8,}? (?={at} )"
        ),
        "ahead": r"\W*(?P<purpose>{goal|about ahead}) [^;:]{12,200}?(?=, (?:{whole:day}|\d))",
        "goes_on": (
            rf"\s*(?:{{at}} )?(?P<sits>{{whole:sits}})(?P<who>[^.;:]{{0,60}}?)"
            rf"(?:(?:{led}{{held}} (?P<goal>{{goal}}))|{led}(?P<purpose>{{decides}})),? "
        ),
    }
    return _Patterns(**{name: pattern_of(PURPOSES, text) for name, text in templates.items()})


def purpose(article: Article) -> Span | None:
    """[start, end) of `Article.text`; None if no clause tells it."""
    is_aside, low = _patterns().aside.match, article.lower
    named = [m for m in _named(article) if not (is_aside(low, m.first) or is_aside(low, m.start))]
    own = (begin for meeting in named for begin in _beginnings(article, meeting))
    later = (begin for meeting in named for begin in _later(article, meeting))
    for start, last, leads in chain(own, later):
        if end := clause_end(article.text, article.lower, start, last, leads):
            return start, end
    return None


def _named(article: Article) -> Iterator[MeetingMention]:
    """The main meeting's name, and others of the same kinds that weigh as much as one must."""
    if main := main_meeting(article):
        yield main
        others = (
            one
            for one in article.once(by_weight)
            if one is not main
            and one.weight >= _ENOUGH
            and (one.kinds == main.kinds if main.kinds else _is_dated(one))
        )
        yield from islice(others, _MOST)


def _is_dated(one: MeetingMention) -> bool:
    """Whether a name that says no kind stands in a sentence that tells a day."""
    return not one.kinds and any(cue == "dated" for cue, _ in one.cues)


_Beginning = tuple[int, int, bool]
"""Where a purpose begins, where its sentence ends, whether the main clause only follows."""


def _beginnings(article: Article, meeting: MeetingMention) -> Iterator[_Beginning]:
    patterns, lower = _patterns(), article.lower
    first, last = meeting.first, meeting.last
    is_at = bool(patterns.at.search(lower, max(first, meeting.start - 20), meeting.start))
    leads = is_at or bool(patterns.no_subject.match(lower, first, meeting.start))
    if not _is_told_of(article, meeting, is_at):
        for start in _named_for(article, meeting, leads):
            yield start, last, leads and not _follows(article, meeting)
        if act := _act_of_name(lower, meeting):
            yield act, last, False
        if is_at:
            yield from _acted(lower, meeting)
    ahead = patterns.ahead.match(lower, first, meeting.start)
    led = patterns.held.sub("", article.text[ahead.end() : meeting.start]) if ahead else ""
    if ahead and not is_at and not patterns.told.search(led):
        yield ahead.start("purpose"), ahead.end(), False


def _follows(article: Article, meeting: MeetingMention) -> bool:
    """Whether "... tại hội nghị" ends the main clause, which tells something else."""
    patterns, lower = _patterns(), article.lower
    at = patterns.at.search(lower, max(meeting.first, meeting.start - 20), meeting.start)
    if not at or article.text[at.start()].isupper():
        return False
    before = lower[meeting.first : at.start()].strip()
    return bool(before) and not (before.endswith(",") or patterns.no_subject.match(before))


def _is_told_of(article: Article, meeting: MeetingMention, is_at: bool) -> bool:
    """Whether the clause speaks of it as of something that may be, or that comes later."""
    comma = article.text.rfind(", ", meeting.first, meeting.start)
    begin = comma + 2 if comma >= 0 else meeting.first
    clause = article.text[begin : meeting.start]
    clause = clause[:1].lower() + clause[1:]  # other capitals are those of names
    before = _patterns().not_held_at if is_at else _patterns().not_held
    within = _patterns().not_held_at.search(article.lower, meeting.start, meeting.end)
    told = article.text[meeting.first : meeting.start]
    done = _patterns().done_by.search(article.lower, meeting.first, meeting.start)
    is_aside = told.count('"') % 2 or told.count("(") > told.count(")")
    return bool(before.search(clause) or within or done or is_aside)


def _act_of_name(lower: str, meeting: MeetingMention) -> int | None:
    """Where the act begins with which a name ends: "Quốc hội hôm nay | thông qua"."""
    patterns = _patterns()
    act = patterns.act.search(lower, meeting.start, meeting.end)
    if not act or patterns.session.match(lower, meeting.start):
        return None
    is_noun = patterns.noun.search(lower, meeting.start, act.start())
    is_open = not lower.startswith(" ", meeting.end)
    return None if is_noun or is_open else act.start()


def _named_for(article: Article, meeting: MeetingMention, leads: bool) -> Iterator[int]:
    """In the name of the meeting or behind it, before its sentence tells anything else."""
    patterns, lower = _patterns(), article.lower
    for cue in patterns.cue.finditer(lower, meeting.start, min(meeting.last, meeting.end + _GAP)):
        begin = meeting.end if cue.start() >= meeting.end else meeting.start
        # with its capitals: names of places and bodies tell nothing
        between = patterns.held.sub("", article.text[begin : cue.start()])
        gap = patterns.led.sub(" ", between)
        if patterns.told.search(gap) or _has_new_subject(lower[begin : cue.start()]):
            return
        if (leads and _BODY.search(between)) or _is_of_new_clause(lower, meeting, gap):
            return
        is_quoted = article.text.count('"', meeting.start, cue.start()) % 2
        if not cue["act"] and article.text[cue.start()].isupper():
            continue  # of a heading that was run on
        is_noun = cue["act"] and patterns.noun.search(lower[begin : cue.start()])
        if cue["other"] or is_quoted or is_noun:
            continue
        if cue["goal"] and _is_attended(article, meeting):
            continue
        if not cue["about"] or _is_about(article, meeting, gap):
            yield cue.start()


def _is_of_new_clause(lower: str, meeting: MeetingMention, gap: str) -> bool:
    """Whether behind a comma stands what tells neither with whom, when nor by whom it was held."""
    last = gap.rpartition(", ")[2].lower() if ", " in gap else ""
    is_list = _patterns().listed.search(lower, meeting.start, meeting.end + len(gap))
    return bool(last.strip()) and not (is_list or _patterns().goes_with.match(last))


def _is_attended(article: Article, meeting: MeetingMention) -> bool:
    """Whether the goal may be that of those who came to it, or of what was done there."""
    patterns, before = _patterns(), article.lower[meeting.first : meeting.start]
    led, is_at = patterns.no_subject.match(before), patterns.at.search(before)
    is_led = led and ", " not in before[led.end() :]
    return bool((is_at and not is_led) or patterns.attends.search(before))


def _has_new_subject(gap: str) -> bool:
    """Whether a person is named behind a comma of whom it is not said that they held it."""
    comma = gap.find(",")
    people = list(_patterns().person.finditer(gap, comma)) if comma >= 0 else []
    return bool(people) and not _patterns().held.search(gap, people[-1].end())


def _is_about(article: Article, meeting: MeetingMention, gap: str) -> bool:
    """Whether "về …" tells of what they spoke: it is no part of a name."""
    is_name = article.text[meeting.start].isupper() and meeting.start > meeting.first
    behind, small = article.lower[meeting.end : meeting.end + _GAP], lower(gap)
    is_answer = _patterns().asked.search(article.lower, meeting.first, meeting.start)
    has_comma = "," in gap and not _patterns().listed.match(behind, 1)
    named = article.lower[meeting.start : meeting.end]
    is_part = _patterns().kin.search(named + small) or _patterns().parties.search(small)
    return not (is_name or is_answer or has_comma or is_part)


def _acted(lower: str, meeting: MeetingMention) -> Iterator[_Beginning]:
    """ "Tại hội nghị, các đại biểu thảo luận …", "HĐND thông qua … tại kỳ họp"."""
    patterns = _patterns()
    behind = patterns.acted.match(lower, meeting.end, meeting.last)
    if behind and not _is_of_one(lower, meeting.end, behind):
        yield behind.start("purpose"), meeting.last, False
    before = patterns.acted_at.match(lower, meeting.first, meeting.start)
    if before and not _is_of_one(lower, meeting.first, before):
        yield before.start("purpose"), before.end(), False


def _is_of_one(lower: str, first: int, found: re.Match[str]) -> bool:
    """Whether a person did it, or the words tell something else of those who met."""
    patterns, words = _patterns(), lower[first : found.end()]
    at = max(found.start("purpose"), found.start())
    if patterns.no_act.match(lower, at) or patterns.noun.search(lower, found.start(), at):
        return True
    return bool(patterns.person.search(words) or patterns.told.search(found["who"]))


def _later(article: Article, meeting: MeetingMention) -> Iterator[_Beginning]:
    """In a sentence after it that begins with the meeting: "Hội nghị đã …"."""
    patterns, lower = _patterns(), article.lower
    for first, last in islice(_sentences_behind(article, meeting.last), _LATER):
        found = patterns.goes_on.match(lower, first, last)
        if not found or _is_of_one(lower, first, found) or patterns.aside.match(lower, first):
            continue
        if _is_same(lower, meeting, found["sits"]):
            yield found.start("goal" if found["goal"] else "purpose"), last, False


def _sentences_behind(article: Article, start: int) -> Iterator[Span]:
    for line in article.of(PassageKind.BODY):
        if start < line.end and line.start < start + _FAR:
            yield from sentences(article.text, max(start, line.start), line.end)


def _is_same(lower: str, meeting: MeetingMention, sits: str) -> bool:
    """Whether its sentence calls the meeting by this noun, or its name has the last word of it."""
    name = lower[meeting.start : meeting.end]
    return sits in lower[meeting.first : meeting.last] or sits.split()[-1] in name.split()
