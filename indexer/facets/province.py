"""An article → the province in which or of which the meeting is, by its name of the time."""

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from indexer.article.structure import Article
from indexer.facets import level
from indexer.lexicon import cues, pattern_of
from indexer.meeting.organisers import who_met
from indexer.places.gazetteer import mentions
from indexer.places.venue import Seen, is_central, is_local, seen_in, venue
from search.report import Facets, FacetValue, PlaceKind, Status
from search.text.lexicon.provinces import provinces

_ORGANISATION_BEFORE = pattern_of("place_words.tsv", r"{body} $")
_LONGEST_ORGANISATION = 10


class _Votes(NamedTuple):
    """The votes of each mention for its province, by where it stands and whether its type does.

    `enough`: what makes a province the meeting's own: once typed in the opening, or often named.
    """

    typed_in_opening: int = 6
    untyped_in_opening: int = 4
    typed: int = 2
    untyped: int = 1
    district: int = 1
    enough: int = 6


_VOTES = _Votes()


@cache
def _by_spelling() -> dict[str, str]:
    return {spelling: p.name for p in provinces() for spelling in p.spellings}


@cache
def by_slug() -> dict[str, str]:
    """Names without diacritics and blanks, as addresses write them → names."""
    return {slug(spelling): name for spelling, name in _by_spelling().items()}


def slug(name: str) -> str:
    """Bắc Kạn → backan."""
    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return re.sub("[^a-z]", "", letters)


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Where the meeting is held; else, unless an organisation of the whole country holds it, the
    province most often named; else the newspaper's; else that of the districts, or of who issued
    the paper. What reports no meeting has the province of its issuer alone."""
    if not facets.meeting_type:
        return _of_issuer(facets)
    seen = seen_in(article)
    if held := venue(article, seen):
        return tuple(_value(article, one.provinces[0], one, seen) for one in held)
    # the level is found behind the organiser, which is called after the province
    if is_central(article, replace(facets, level=level.extract(article, facets)), seen):
        return _of_other_party(article)
    found = _named(article, seen) or _derived(facets) or _inferred(article, seen)
    return found or _of_issuer(facets)


def _of_other_party(article: Article) -> tuple[FacetValue, ...]:
    """The only province of those with whom an organisation of the whole country met."""
    others = article.once(who_met).others
    named = [one for one in others if one.place and one.place.province and not one.is_listed]
    found = {one.place.province: one for one in named if one.place}
    if len(found) != 1:
        return ()
    [(name, one)] = found.items()
    is_named = one.place is not None and one.place.kind is PlaceKind.PROVINCE
    status = Status.STATED if is_named else Status.INFERRED
    return (FacetValue(name, status, article.span(one.start, one.last)),)


def _value(article: Article, name: str, one: Seen, seen: list[Seen]) -> FacetValue:
    """A province: stated where the article names it, else inferred from a district."""
    named = [other for other in seen if other.is_province and name in other.provinces]
    by = [one, *named] if one.is_province else [*named, one]
    spans = (article.span(*mention.span) for mention in by)
    status = Status.STATED if named else Status.INFERRED
    return FacetValue(name, status, next(filter(None, spans), None))


def _named(article: Article, seen: list[Seen]) -> tuple[FacetValue, ...]:
    votes: Counter[str] = Counter()
    first: dict[str, Seen] = {}
    for one in seen:
        if not one.is_province:
            if len(one.provinces) == 1:
                votes[one.provinces[0]] += _VOTES.district
            continue
        name, start = one.provinces[0], one.span[0]
        before = article.text[max(0, start - _LONGEST_ORGANISATION) : start]
        is_typed = bool(one.mention.type or _ORGANISATION_BEFORE.search(before))
        if one.is_opening:
            votes[name] += _VOTES.typed_in_opening if is_typed else _VOTES.untyped_in_opening
        else:
            votes[name] += _VOTES.typed if is_typed else _VOTES.untyped
        first.setdefault(name, one)
    return tuple(
        _value(article, name, first[name], seen)
        for name, count in votes.most_common(1)  # of equals the first named
        if count >= _VOTES.enough and name in first
    )


def _derived(facets: Facets) -> tuple[FacetValue, ...]:
    [paper] = cues("article_words.tsv", "paper")
    for outlet in facets.outlet:
        if name := _by_spelling().get(outlet.value.removeprefix(f"{paper} ")):
            return (FacetValue(name, Status.DERIVED, outlet.evidence),)
    return ()


def _of_issuer(facets: Facets) -> tuple[FacetValue, ...]:
    for issuer in facets.issuer:
        for mention in mentions(issuer.value):
            if mention.units[0].kind is PlaceKind.PROVINCE:
                return (FacetValue(mention.units[0].province, Status.DERIVED, issuer.evidence),)
    return ()


def _inferred(article: Article, seen: list[Seen]) -> tuple[FacetValue, ...]:
    """The province of most districts, if the meeting is of a province or a district at all."""
    districts = [one for one in seen if not one.is_province]
    if not districts or not is_local(article):
        return ()
    votes = Counter(one.provinces[0] for one in districts if len(one.provinces) == 1)
    for one in districts:
        if len(one.provinces) > 1:  # a name of several: for those that have a vote already
            votes.update(name for name in one.provinces if name in votes)
    ordered = votes.most_common(2)
    if not ordered or (len(ordered) == 2 and ordered[0][1] == ordered[1][1]):
        return ()
    name = ordered[0][0]
    return (_value(article, name, next(one for one in districts if name in one.provinces), seen),)
