"""The name of an organisation and what stands behind it → its place, its name, the two as one."""

import re
from functools import cache

from indexer.article.structure import Article
from indexer.lexicon import UPPER, any_of, cues, pattern_of, rows
from indexer.places.gazetteer import AdministrativeUnit, family_names, mentions_by_line
from search.report import PlaceKind
from search.text.spelling import is_vietnamese
from search.text.syllable import syllables

_CUES = "organisation_cues.tsv"
_UNIT_GAP = pattern_of(_CUES, r"[ .]*(?:{unit word}[ .]*)?")
_OPENED = pattern_of(_CUES, r" \((?:{unit word}[ .]*)?")
_LEVELS = {PlaceKind.PROVINCE: "tinh", PlaceKind.DISTRICT: "huyen"}
_WITHIN = 5
"""Characters of a unit's word that the name of its place may hold: "TP.HCM", "quận 1"."""
_NAME = re.compile(rf" ((?:[{UPPER}]\w*|\d+)(?: [{UPPER}]\w*){{0,2}})(?! [{UPPER}])")
_LONGEST_PERSON_LIKE = 2
"""Words that the name of a place has where it begins like that of a person."""
_LISTED_OR_NOT = {"huyen": PlaceKind.DISTRICT, "xa": PlaceKind.COMMUNE}
"""The levels of the places that no list has all of."""
_PROPER = rf"[{UPPER}0-9][\w.&]*\w(?: (?:[-&] )?[{UPPER}0-9]\w*)*"
_MORE = pattern_of(_CUES, rf"(?:,| {{joint}}| -) [{UPPER}]")
Place = tuple[AdministrativeUnit, int]
"""A unit, and where its name ends in `Article.text`."""


def _named_at(article: Article) -> dict[int, Place]:
    """Where the name of a province or district begins in an article → it, and where it ends."""
    return {
        line.start + one.name: (one.units[0], line.start + one.end)
        for line, found in article.once(mentions_by_line).items()
        for one in found
    }


def is_place_at(article: Article, start: int) -> bool:
    """Whether the name of a province or district begins there: "Hội An"."""
    return start in article.once(_named_at)


def place_behind(article: Article, end: int, level: str | None) -> Place | None:
    """The place whose name follows that of an organisation, with a word for its kind or without."""
    known = article.once(_named_at)
    gap = _UNIT_GAP.match(article.text, end)
    behind = gap.end() if gap else end
    for at in (behind, *range(end + 1, end - _WITHIN, -1)):
        if at in known and known[at][1] > end:
            return known[at]
    if in_brackets := _in_brackets(article, end, level):
        return in_brackets
    name = _NAME.match(article.text, end) if level in _LISTED_OR_NOT else None
    if not name or not level:
        return None
    words = name.group(1).split()
    if words[0] in family_names() and len(words) > _LONGEST_PERSON_LIKE:
        return None
    return AdministrativeUnit(_LISTED_OR_NOT[level], "", " ".join(words), ""), name.end()


def _in_brackets(article: Article, end: int, level: str | None) -> Place | None:
    """The place that stands alone in brackets, if it is of the level: "Sở Y tế (Lào Cai)"."""
    opened = _OPENED.match(article.text, end)
    found = article.once(_named_at).get(opened.end()) if opened else None
    if not found or article.text[found[1] : found[1] + 1] != ")":
        return None
    unit, last = found
    return (unit, last + 1) if level in (None, _LEVELS.get(unit.kind)) else None


@cache
def _ends_in_unit() -> re.Pattern[str]:
    """What the name of an organisation ends in that is called by the name alone of its place."""
    words = [*(row[3] for row in rows("organiser_levels.tsv")), *cues(_CUES, "of a unit")]
    return re.compile(rf"(?:^|\W){any_of(words)}$")


def called(name: str, place: AdministrativeUnit) -> str:
    """What a body is called with its place: "UBND tỉnh Lào Cai", "Sở Y tế tỉnh Lào Cai"."""
    if place.name in cues(
        "in_passing_cues.tsv", "name of a person"
    ):  # "Thành ủy thành phố Hồ Chí Minh"
        return f"{name} {place.name if name.endswith(place.type) else place.full}"
    is_unit_said = not place.type or _ends_in_unit().search(name)
    return f"{name} {place.name if is_unit_said else place.full}"


@cache
def _names_of_sorts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    fields = any_of(row[0] for row in rows("organisation_fields.txt")) + r"(?!\w)"
    return re.compile(fields), re.compile(rf"(?:{fields}(?: {_PROPER})?|{_PROPER})")


def name_of_sort(article: Article, start: int, end: int, is_state: bool) -> tuple[str, int]:
    """The name that begins with a word for its sort, at [start, end), and where it ends: what a
    body of the state is for, or the proper name of another. Empty where it may be cut."""
    field, proper = _names_of_sorts()
    own = (field if is_state else proper).match(article.text, end + 1)
    if not own or (_MORE.match(article.text, own.end()) if is_state else _is_cut(own)):
        return "", end
    name = article.text[start : own.end()]
    return name[:1].upper() + name[1:], own.end()


def _is_cut(own: re.Match[str]) -> bool:
    """Whether a name ends in one lone syllable of Vietnamese with a capital and a small word
    follows, which may be of it: "Công ty CP Kỹ thuật"."""
    *before, last = own.group().split(" ")
    if last in cues(_CUES, "form of a firm"):
        return True
    is_foreign = not _is_spelled(last)
    is_run = bool(before) and before[-1].istitle() and _is_spelled(before[-1])
    if is_foreign or not last[:1].isupper() or is_run:
        return False
    return bool(re.match(r" [^\W\d_]", own.string[own.end() : own.end() + 2]))


def _is_spelled(word: str) -> bool:
    """Whether a word is of Vietnamese."""
    return all(is_vietnamese(one.exact) for one in syllables(word))
