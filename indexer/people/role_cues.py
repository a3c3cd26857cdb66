"""The words of role_words.tsv → what tells what a person does in a sentence."""

import re
from dataclasses import dataclass
from functools import cache

from indexer.lexicon import cues, pattern_of

_LIST = "role_words.tsv"
_MEETING = r"(?: [^\W\d]+){0,3}? {meeting}(?!\w)(?! {of a court})"
_AT = r" (?P<at>{at}(?: (?!{one} )[^\W\d]+){0,3} {meeting})(?!\w)"
_WHO = r"{names}[ :]*(?:{plural} )?(?:{group} )?"


@dataclass(frozen=True, slots=True)
class RoleCues:
    """The words of role_words.tsv as patterns.

    `presides`: after "chủ trì", that it is a meeting which somebody presides over; `runs`: the
    same after "điều hành", which may also be done to a business. `lead`: before a person, that
    they preside; `lead_on`: the same where others are named before. `leads_on`: what leads
    up to a person leads up to those listed after them too. `joins`: between two of one list.
    `presided_by`: before who presides; `makes`: after "chủ trì", that it is no meeting. `head`: to
    lead a delegation; `heads`: after it, that the delegation meets somebody. `put_in`: what comes
    between a person and their verb, or those who act with them. `at_it`: after a person, that they
    were there. `undergoes`: after a person, that the verb behind is done to them. `and_then`:
    between two verbs of one person; `says_when`: the same before "chủ trì". `put_in_list`: what may
    stand between two of a list. `with_a_list`: between who attends and a person, that others are
    named before. `heads_it`: as `heads`, after "dẫn đầu". `to_whom`: before whom somebody speaks
    to; `adverbs`: between a person and their verb.
    """

    preside: tuple[str, ...]
    run: frozenset[str]
    also: tuple[str, ...]
    presides: re.Pattern[str]
    runs: re.Pattern[str]
    lead: re.Pattern[str]
    lead_on: re.Pattern[str]
    attended: re.Pattern[str]
    from_the_side: re.Pattern[str]
    leads_on: re.Pattern[str]
    according: re.Pattern[str]
    goes_on_saying: re.Pattern[str]
    and_then: re.Pattern[str]
    joins: re.Pattern[str]
    presided_by: re.Pattern[str]
    says_when: re.Pattern[str]
    with_a_list: re.Pattern[str]
    head: frozenset[str]
    heads: re.Pattern[str]
    heads_it: re.Pattern[str]
    to_whom: re.Pattern[str]
    adverbs: re.Pattern[str]
    put_in: re.Pattern[str]
    put_in_list: re.Pattern[str]
    makes: re.Pattern[str]
    at_it: re.Pattern[str]
    undergoes: re.Pattern[str]
    of_who_acts: re.Pattern[str]
    by_whom: re.Pattern[str]
    picture: re.Pattern[str]
    somewhere_at_it: re.Pattern[str]


@cache
def role_cues() -> RoleCues:
    """The words of role_words.tsv."""
    return RoleCues(
        preside=tuple(cues(_LIST, "preside")),
        run=frozenset(cues(_LIST, "run")),
        head=frozenset(cues(_LIST, "head")),
        also=tuple(cues(_LIST, "also")),
        **{
            name: pattern_of(_LIST, template)
            for name, template in (_leading_up() | _following()).items()
        },
    )


def _leading_up() -> dict[str, str]:
    """The patterns of what stands before a person."""
    return {
        "lead": r"(?:^|[,;:\"-]\s*|(?<!\w){before presiding} )(?:{jointly} )?{preside}(?:"
        + _MEETING
        + r"[^.;]{0,100}(?:[,:-]\s*| (?!{of})"
        + _WHO
        + r")|(?: {presiding at})?(?::\s*| "
        + _WHO
        + r"))$",
        "lead_on": r"(?<!\w){preside}(?: {presiding at})? " + _WHO + r"$",
        "attended": r"(?i)(?:^|[,;:\"-]\s*|(?<!\w){before attending} )(?:{comes to} ){0,2}{attends}"
        r"(?! {no attending})(?!\w)[^.;]{0,120}(?:;[^.]{0,120};\s*)?$",
        "from_the_side": r"(?i){from the side}",
        "leads_on": r"(?:{names}|:)(?: [^\W\d]+){0,4}[: ]*$|;\s*$",
        "according": r"(?i)(?<!\w)(?:{according}|{asks} {of}|{agrees})(?: {plural})?\s*$",
        "by_whom": r"(?i)(?<!\w){by whom}(?: {plural})?\s*$",
        "joins": r";|(?<!\w)(?:{and}|{joins})(?!\w)",
        "presided_by": r"(?i)(?<!\w){by}(?: {plural})?\s*$",
        "with_a_list": r"(?<!\w){with a list} [^.;:\"]{1,100}, ?$",
        "to_whom": r" {with}\s*$",
    }


def _following() -> dict[str, str]:
    """The patterns of what stands after a person, and between two of a list."""
    return {
        "presides": r"(?i)" + _MEETING + r"|(?: {and}|,) {presides and}|\s*[.)\"]|\s*$"
        r"|,(?! {works with})",
        "runs": r"(?i)" + _MEETING + r"| {run too}(?!\w)",
        "goes_on_saying": r"(?: \([^)]{1,80}\)|\))? ?(?:[-,]|{then} )",
        "and_then": r"\s*(?:,|{and then}|,? {at once})[^.;:,]{0,40}?$",
        "says_when": r"[^.;:,\"]{0,30}? {says when} $",
        "heads": r"(?i),?(?: {already})*(?: {has})?(?: [^\W\d]+){0,4}? {working}(?!\w)",
        "heads_it": r" {delegation}(?: [^\W\d]+){0,9}? {working}(?!\w)",
        "adverbs": r"(?: {already})* ",
        "put_in": r"\s*(?:[,(-]|(?:{and}|{joins}) )",
        "put_in_list": r"\s*[,(-][^.:;\"]{1,150}",
        "makes": r" {makes}(?!\w)",
        "at_it": r"(?: \([^)]{1,40}\))?" + _AT,
        "somewhere_at_it": r"[^.:]{0,120}?" + _AT,
        "picture": r" {picture}(?!\w)",
        "undergoes": r",?(?: {already})* {undergoes} ",
        "of_who_acts": r";(?! ?\.\.|…)|[,.…] {and}(?: {already})* $",
    }
