"""Syllables with a star behind them → the terms that begin so, as slots of a phrase."""

from collections.abc import Sequence

from search.engine.query_tree import Prefix, Term
from search.query.lookup import FacetLookup
from search.query.syntax import MIN_PREFIX_LENGTH
from search.text.analyze import TERM_SEPARATOR, exact_term
from search.text.spelling import is_prefix_of
from search.text.syllable import Syllable


def begun_slots(
    text: str, typed: Sequence[Syllable], lookup: FacetLookup
) -> dict[int, tuple[Term, ...]]:
    """The number of each syllable of a text that a star stands behind → the terms it stands for.

    Letters without diacritics begin syllables of any spelling. With diacritics they, and a tone
    if there is one, are meant as they stand: "ngâ*" is ngân and ngầm, "bão*" is never báo. A star
    behind fewer than MIN_PREFIX_LENGTH letters stands for nothing.
    """
    return {
        number: begun(syllable, lookup)
        for number, syllable in enumerate(typed)
        if text[syllable.end : syllable.end + 1] == "*"
        and len(syllable.folded) >= MIN_PREFIX_LENGTH
        and not syllable.exact[0].isdecimal()
    }


def begun(syllable: Syllable, lookup: FacetLookup) -> tuple[Term, ...]:
    """The terms that a syllable begins: see `begun_slots`. There is at least one."""
    if syllable.is_unaccented:
        return (Prefix(syllable.folded),)
    known = (
        term
        for term in lookup.terms(syllable.folded)
        if is_prefix_of(syllable, term.partition(TERM_SEPARATOR)[2])
    )
    return tuple(dict.fromkeys([exact_term(syllable), *sorted(known)]))
