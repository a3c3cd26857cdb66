"""A number that is said of an indicator → whether somebody that a text names may have it."""

from functools import partial
from typing import NamedTuple

from indexer.figures.indicators import Indicator
from indexer.figures.owners import Owner
from indexer.figures.owners_around import words_of
from indexer.lexicon import lower
from search.report import FigureScope

_words = partial(words_of, "scope_words.tsv")


class NumberMention(NamedTuple):
    """A number at a place that is said of an indicator at [start, end), by its name there, in the
    sentence that begins at `start`."""

    indicator: Indicator
    name: str
    mention: tuple[int, int]
    number: int
    number_end: int
    start: int


def goes_on(one: Owner) -> bool:
    """Whether later sentences may be of it."""
    is_vague = one.scope is FigureScope.ABROAD and not one.name[:1].isupper()
    is_some = one.scope is None and (
        not one.name[:1].isalpha() or one.name.isupper() or bool(_words("many-of").match(one.name))
    )
    is_other = is_some or one.is_part or one.scope is FigureScope.SECTOR
    return not (one.is_market or one.is_venue or is_vague or is_other)


def may_go_on(one: Owner, claim: NumberMention) -> bool:
    """Whether a later sentence with such an indicator may be of it."""
    is_foreign = one.scope is FigureScope.ABROAD
    return fits(one, claim) and (is_foreign or not claim.indicator.is_of_country)


def fits(one: Owner, claim: NumberMention) -> bool:
    """Whether an owner may have such figures, and is not only what the indicator is of: "ngành công
    nghiệp tăng 7%"."""
    first, last = claim.mention
    if one.scope is FigureScope.FIRM:
        return bool(_words("firm-has").search(lower(claim.name)))
    if one.is_speaker and claim.indicator.is_of_country:
        return False
    if one.start < last and first < one.end:
        return one.scope is not None and one.scope is not FigureScope.SECTOR
    if one.scope is not FigureScope.SECTOR:
        return True
    if not _words("sector-has").search(lower(claim.indicator.name)):
        return False
    own = one.name.split()[1:2]
    return not own or own[0] not in lower(claim.name).replace(",", " ").split()
