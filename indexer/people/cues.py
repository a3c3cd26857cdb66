"""Word lists → what tells people, their offices and what they do in a sentence."""

import re
from dataclasses import dataclass
from functools import cache

from indexer.lexicon import any_of, cues, pattern_of, rows
from search.report import Role
from search.text.lexicon.names import surnames
from search.text.lexicon.provinces import provinces
from search.text.lexicon.word_lists import entries
from search.text.tones import newer_tones

_OFFICES, _ROLES = "office_words.tsv", "role_words.tsv"
_ABROAD = ("countries.txt", "regions.txt", "other_places.txt")
_CITY = "HCM"
"""How a person's office says Ho Chi Minh City, which no list of places has."""


@dataclass(frozen=True, slots=True)
class Words:
    """The lists as patterns and sets, in small letters.

    `office`: one or more words of an office, with "nguyên" and the like; `enterprise`: of a
    business, whose office is none here. `namesake`: what bears a name and is no person, just
    before the name. `verb`: what people do, in small letters as they stand in a sentence;
    `roles`: what a verb makes of them. `ends`: the last words of offices and honorifics. `links`:
    may stand between an office and "ông" who holds it, with a blank before each; `no_title`: no
    part of an office: after it, a name is somebody else's. `speech`: up to a comma before a
    person, that they speak; `done_to`: before a person who is not the one that acts.
    """

    office: re.Pattern[str]
    enterprise: re.Pattern[str]
    namesake: re.Pattern[str]
    verb: re.Pattern[str]
    roles: dict[str, Role]
    surnames: frozenset[str]
    rare_surnames: frozenset[str]
    places: frozenset[tuple[str, ...]]
    place_begins: frozenset[str]
    namesake_ends: frozenset[str]
    office_begins: frozenset[str]
    honorifics: frozenset[str]
    honorific_ends: frozenset[str]
    ends: frozenset[str]
    links: tuple[str, ...]
    no_title: re.Pattern[str]
    speech: re.Pattern[str]
    done_to: re.Pattern[str]


@cache
def words() -> Words:
    """The words of all lists."""
    offices, namesakes = _small("offices.txt"), _small("namesakes.txt")
    places = [tuple(name.lower().split()) for name in _places()]
    honorifics = frozenset(cues("name_words.tsv", "honorific"))
    called = (*honorifics, *cues("name_words.tsv", "comrade"))
    ends_called = frozenset(words.split()[-1] for words in called)
    return Words(
        office=_office(offices),
        enterprise=re.compile(any_of(_small("enterprises.txt"), r"\w") + r"(?!\w)"),
        namesake=re.compile(
            any_of(namesakes, r"\w", *_blank_after(_OFFICES, "no namesake after")) + r"$"
        ),
        verb=_verb(),
        roles={verb: Role(role) for role, verb in _verbs()},
        surnames=frozenset(newer_tones(name).lower() for name in surnames()),
        rare_surnames=frozenset(_small("rare_surnames.txt")),
        places=frozenset(places),
        place_begins=frozenset(name[0] for name in places),
        namesake_ends=frozenset(name.split()[-1] for name in namesakes),
        office_begins=frozenset(office.split()[0] for office in offices),
        honorifics=honorifics,
        honorific_ends=ends_called,
        ends=ends_called | {office.split()[-1] for office in offices},
        links=tuple(sorted((f" {link}" for link in _cues("link")), key=len, reverse=True)),
        no_title=re.compile(
            any_of(_cues("no title"), r"\w", *_blank_after(_OFFICES, "not untitled after"))
            + pattern_of(_OFFICES, r"(?!\w)|(?<!\w){and}$").pattern
        ),
        speech=re.compile(
            any_of(_cues("speech"), r"\w", *_blank_after(_ROLES, "no speech after"))
            + pattern_of(_OFFICES, r"(?!\w).*,\s*(?:{also} )?$").pattern
        ),
        done_to=re.compile(
            pattern_of(_OFFICES, r"(?i)(?<!\w)(?!(?<={after} ){when})").pattern
            + any_of(_cues("done to"))
            + pattern_of(_OFFICES, r"(?: {plural})?\s*$").pattern
        ),
    )


def _office(offices: list[str]) -> re.Pattern[str]:
    """Any office; not "tổng [giám đốc]", nor "giám đốc điều hành" unless it is a meeting's."""
    lead = pattern_of(_OFFICES, r"(?:{former} )*").pattern
    no_manager = pattern_of(_OFFICES, r"(?!\w)(?! {run}(?! {run at}))").pattern
    before = _blank_after(_OFFICES, "no office after")
    return re.compile(lead + any_of(offices, r"\w", *before) + no_manager)


def _verb() -> re.Pattern[str]:
    """What people do; not as part of the name of a body, not done to them, nor as a noun."""
    verbs = [verb for _, verb in _verbs()]
    no_noun = pattern_of(_ROLES, r"(?!\w)(?!(?<={attend}) {not to attend}(?!\w))").pattern
    return re.compile(any_of(verbs, r"\w", *_blank_after(_ROLES, "no verb after")) + no_noun)


def _verbs() -> list[tuple[str, str]]:
    """(role, verb): what makes somebody one of those; to lead a delegation is to preside."""
    heads = [(str(Role.CHAIR), verb) for verb in cues(_ROLES, "head")]
    return [*((role, verb) for role, verb in rows("role_verbs.tsv")), *heads]


def _places() -> list[str]:
    """The names of places that an office may be of."""
    return [
        *(province.name for province in provinces()),
        *(row[0] for row in rows("districts.tsv")),
        *(newer_tones(name) for [name] in entries("places.txt")),
        *(row[0] for name in _ABROAD for row in rows(name)),
        _CITY,
    ]


def _small(name: str) -> list[str]:
    return [row[0].lower() for row in rows(name)]


def _blank_after(name: str, cue: str) -> list[str]:
    """The words of a cue as they stand before another word."""
    return [f"{words} " for words in cues(name, cue)]


def _cues(cue: str) -> list[str]:
    return cues("person_cues.tsv", cue)
