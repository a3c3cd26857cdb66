"""The words around figures (figure_cues.tsv) → patterns that find them in small letters."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from indexer.lexicon import cues, lower, pattern_of, rows

LIST = "figure_cues.tsv"
"""Cue, words; the list says what each cue tells."""
_MARKS = '();,–-:“”"/%'


class Verb(StrEnum):
    """What joins an indicator and a number; each is a cue of the list."""

    SAYS = "says"
    EQUALS = "equals"
    RISES = "rises"
    FALLS = "falls"
    REACHES = "reaches"
    PASSES = "passes"


class ModalityCue(StrEnum):
    """What announces targets or estimates, or ends that: a cue of the list, or a mark."""

    TARGET = "target"
    WEAK_TARGET = "weak-target"
    MUST = "must"
    ASIDE = "aside"
    ESTIMATE = "estimate"
    DONE = "done"
    ONLY = "only"
    EXPECTED = "expected"
    TOLD = "told"
    UNREAL = "unreal"
    NO_TARGET = "no-target"
    NO_ONLY = "no-only"
    COMMA = ","
    SEMICOLON = ";"
    COLON = ":"
    OPENING_BRACKET = "("
    CLOSING_BRACKET = ")"


CHANGES = (Verb.RISES, Verb.FALLS)
_VERB = "|".join(Verb)
_MODALITY = "|".join(cue for cue in ModalityCue if cue[0].isalpha())
_ADDED = r"(?: {added})?\s*$"


@dataclass(frozen=True, slots=True)
class FigureCues:
    """Patterns by what they tell. Those called `…_before` end where the text ends that they search.

    `opens_before`: a clause begins. `of_before`: of the indicator something else is said.
    `change_before`: its first group is a verb of change. `aims_before`: the indicator is a target.
    `not_target_before`: a word of a target is none. `announced_before`: that targets are set.
    `plan_before`: a plan. `uncounted_before`: a number counts no places. `bound_before`: a number
    is a bound, or inexact. `former_before`: a number was so before. `capacity_before`: what could
    be, and is not counted. `or_more`, `or_more_or_less`: what follows a bound. `target_behind`:
    what follows a target. `of_plan`, `compared`, `mean`: what follows a percentage of a plan, of
    another time, a multiple of the mean of others. `former`, `former_behind`: before or behind a
    number of another time. `daily`: behind a number of a day. `breaks`: another subject. `same`:
    the indicator itself. `name_end`: the name of an indicator is over. `so_far`: what could be
    known. `growth_of`: behind a growth, before what else than the economy grows. `places`:
    "4/9 huyện", "3 trong số 9 huyện, thị xã", "một số địa phương"; the group `all` is set if they
    are all of them. `against_before`: after a change, a bracket with a number behind
    what it is set against. `amount`: the change again, in money. `some_behind`: only some of what
    is counted. `shares`: what follows is of shares of a whole. `those_before`: what is said of
    those places that have it: "các tỉnh có". `in_turn`: each number is of another one of the times
    before. `growth`, `growth_before`: words of a growth, of what follows. `with_before`: before a
    growth of what stands there, but of the economy if that is one of `economy`. `counted_lead`:
    between a share and what it is a share of. `pair_before`: between a count and its share.
    `arrow`: what became of it. `firms`, `pronoun`: stand for an indicator before. `going_on`: may
    begin a sentence of the indicator before. `poor`: of the line of poverty. `given_before`: a
    number of some, not all. `owned_before`, `whole_behind`: around a number of all there is.
    `whole_share`: a share of the gross product follows. `asides`: between a number and an
    indicator, and says nothing.
    """

    verb: re.Pattern[str]
    modality: re.Pattern[str]
    opens_before: re.Pattern[str]
    of_before: re.Pattern[str]
    change_before: re.Pattern[str]
    aims_before: re.Pattern[str]
    not_target_before: re.Pattern[str]
    announced_before: re.Pattern[str]
    plan_before: re.Pattern[str]
    uncounted_before: re.Pattern[str]
    bound_before: re.Pattern[str]
    former_before: re.Pattern[str]
    or_more: re.Pattern[str]
    target_behind: re.Pattern[str]
    or_more_or_less: re.Pattern[str]
    of_plan: re.Pattern[str]
    compared: re.Pattern[str]
    mean: re.Pattern[str]
    former: re.Pattern[str]
    former_behind: re.Pattern[str]
    capacity_before: re.Pattern[str]
    daily: re.Pattern[str]
    breaks: re.Pattern[str]
    same: re.Pattern[str]
    name_end: re.Pattern[str]
    so_far: re.Pattern[str]
    places: re.Pattern[str]
    against_before: re.Pattern[str]
    amount: re.Pattern[str]
    some_behind: re.Pattern[str]
    shares: re.Pattern[str]
    those_before: re.Pattern[str]
    in_turn: re.Pattern[str]
    growth_of: re.Pattern[str]
    growth: re.Pattern[str]
    growth_before: re.Pattern[str]
    with_before: re.Pattern[str]
    counted_lead: re.Pattern[str]
    pair_before: re.Pattern[str]
    arrow: re.Pattern[str]
    going_on: re.Pattern[str]
    pronoun: re.Pattern[str]
    poor: re.Pattern[str]
    given_before: re.Pattern[str]
    economy: re.Pattern[str]
    owned_before: re.Pattern[str]
    firms: re.Pattern[str]
    whole_behind: re.Pattern[str]
    whole_share: re.Pattern[str]
    asides: re.Pattern[str]


_TEMPLATES = {
    "verb": rf"{{whole:{_VERB}}}",
    "modality": rf"{{whole:{_MODALITY}}}|[:;()]|,(?!\d)",
    "opens_before": r"(?:^|[^\w\s]|(?<!\w){opens})\s*$",
    "of_before": r"(?<!\w){of}" + _ADDED,
    "change_before": r"(?<!\w)({rises|falls})" + _ADDED,
    "aims_before": r"(?<!\w){aims}" + _ADDED,
    "not_target_before": r"(?<!\w){not-target}" + _ADDED,
    "announced_before": r"{announces}[^,;]*$",
    "plan_before": r"(?<!\w){plan}" + _ADDED,
    "uncounted_before": r"(?<!\w){of|no-count}" + _ADDED,
    "bound_before": r"(?<!\w){bound}(?: {bound})?\s*$",
    "former_before": r"(?<!\w){from}(?: {from-about}){0,2}\s*$",
    "or_more": r"\s*{or-more}",
    "target_behind": r"\s*{target-behind}",
    "or_more_or_less": r"\s*{or-more|or-less}(?!\w)",
    "of_plan": r"\s*(?:{plan-lead} )?(?:{plan-whole} )?{plan}(?!\w)",
    "compared": r"\s*(?:{compared-lead} )?(?:so |{compared})",
    "mean": r"\s*(?:/\w+ )?{mean}(?!\w)",
    "former": r"[(,]\s*{former}",
    "former_behind": r"\s*(?:{of} )?{former}(?!\w)",
    "capacity_before": r"(?<!\w){capacity}(?: \w+){0,3}?\s*$",
    "daily": r"\s*{daily}(?!\w)",
    "breaks": "{whole:breaks}(?! {of-place}(?!\\w))",
    "same": "{whole:same}",
    "name_end": rf"{{whole:ends|{_VERB}}}",
    "so_far": "{whole:so-far|estimate|only|no-only}",
    "against_before": r"(?<!\w){against}(?!\w)[^()]*\([^()]*$",
    "amount": r"[ ,(]*{amount}(?!\w)",
    "some_behind": r" {some-of}(?!\w)",
    "shares": "{whole:shares}",
    "in_turn": "{whole:in-turn}",
    "those_before": r"(?<!\w){those} {place}(?:(?:,| và|, và) {place})* {having}\s*$",
    "growth_of": (
        r"(?: {growth-time}(?!\w)[\w –/-]{0,20}?)?"
        r" {growth-of} (?!{growth-whole}(?!\w))(?=\w)"
    ),
    "growth": "{growth-word}",
    "growth_before": r"(?<!\w){growth-word}(?: {growth-of})?(?: {growth-lead})?\s*$",
    "with_before": r"(?<!\w)(?P<word>\w+) {with}\s*$",
    "counted_lead": r" (?:{counted-lead} )?",
    "pair_before": r"[ ,(–-]*(?:{pair} )?(?:{pair-lead} )?(?:{bound} ?)?$",
    "arrow": r"[^.;]*?(?<!\w){arrow}(?!\w)",
    "whole_behind": r"\s*(?:[.,;)]|$|{whole:time-lead})",
    "firms": r"(?:{counted-lead} )?{firms}(?!\w)",
    "poor": "{whole:poor}",
    "given_before": r"(?<!\w){given}(?: {added})?(?: {bound})?\s*$",
    "going_on": r"(?:{going-on}[ ,]\s*)?",
    "pronoun": r"(?:{pronoun}(?!\w))",
    "economy": "{whole:economy}",
    "owned_before": r"(?<!\w){owned}(?: {added})?(?: {bound})?\s*$",
    "whole_share": "{whole:whole-share}",
    "asides": (
        r"(?<!\w)(?:{assigned}(?: \w+){1,6}? {plan-value}"
        r"|{superlative|whole}|(?:{contrast},? )?{pronoun})(?!\w)"
    ),
    # one of nine is told for its rank: "là 1 trong 9 tỉnh có số thu cao nhất"
    "places": (
        r"(?<![\w/.,])(?:(?:\d{1,3}\s?/\s?|(?!0?1\s)\d{1,3} {out-of} )\d{1,3}"
        r"|(?P<all>\d{1,3}(?:\.\d{3})?)|{many}) {place}(?!\w)(?:(?:,| và|, và) {place}(?!\w))*"
    ),
}


@cache
def figure_cues() -> FigureCues:
    """The patterns of the list."""
    return FigureCues(**{name: pattern_of(LIST, text) for name, text in _TEMPLATES.items()})


def words(*kinds: str) -> dict[str, str]:
    """The words (small letters) of some cues, each with its cue."""
    return {lower(form): kind for kind, form in rows(LIST) if kind in kinds}


@cache
def verbs() -> dict[str, Verb]:
    """The words of each verb."""
    return {form: Verb(kind) for form, kind in words(*Verb).items()}


@cache
def modality_cues() -> dict[str, ModalityCue]:
    """The words of each cue of modality, and its marks."""
    marks = {cue.value: cue for cue in ModalityCue if not cue[0].isalpha()}
    return {form: ModalityCue(kind) for form, kind in words(*ModalityCue).items()} | marks


@cache
def bare_growth() -> frozenset[str]:
    """The words of a growth that do not say what grows."""
    return frozenset(cues(LIST, "bare-growth"))


@cache
def estimated() -> frozenset[str]:
    """Words of an estimate, which may be one of a time to come."""
    return frozenset(cues(LIST, "estimate"))


@cache
def not_so_far() -> frozenset[str]:
    """Words that only look like some of `so_far`."""
    return frozenset(cues(LIST, "no-only"))


@cache
def fillers() -> frozenset[str]:
    """Syllables and marks that name nothing."""
    return frozenset(row[0] for row in rows("figure_fillers.txt")) | frozenset(_MARKS)
