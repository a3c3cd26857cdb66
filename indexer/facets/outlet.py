"""An article → the paper or agency that printed it."""

import re
from collections.abc import Iterator, Sequence

from indexer.article.structure import Article
from indexer.facets import source_url
from indexer.facets.province import by_slug
from indexer.lexicon import UPPER, cues, pattern_of, rows
from search.report import Facets, FacetValue, PassageKind, Status
from search.text.normalize import normalize
from search.text.spelling import is_vietnamese
from search.text.syllable import syllables

_LIST = "article_words.tsv"
_ITSELF = pattern_of(
    _LIST,
    rf"({{paper}} [{UPPER}]\w+(?: [{UPPER}]\w+){{0,2}}) (?:{{will}} )?(?:{{goes on}} )?{{reports}}",
)
_HOST = re.compile(r"https?://(?:www\.)?bao([a-z]+)\.")
_EDGES = " \n\t.,;:"
"""What ends a sentence, and no name."""
_ABBREVIATION = re.compile(r"[\W_]*([A-ZĐ]{2,8})\)?\s*-")


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Who the source names; else who the text does."""
    if article.metadata.source:
        return (FacetValue(one_spelling(article.metadata.source), Status.STATED),)
    return from_text(article, facets)


def one_spelling(name: str) -> str:
    """The name of a source as others write it: one blank between words, and capitals as in names
    where some words are in capitals alone, or in small letters alone.

    "BÁO  NAM ĐỊNH", "báo nam định", "báo NAM ĐỊNH." are "Báo Nam Định". A word that Vietnamese
    does not spell is an abbreviation and stays in capitals, and one word stays as it is: "TTXVN",
    "vnexpress".
    """
    words = normalize(name).text.strip(_EDGES).split()
    if len(words) > 1:
        is_alike = name.isupper() or name.islower()
        words = [_in_title_case(w) for w in words] if is_alike else list(_mended(words))
    return " ".join(words) or name


def _in_title_case(word: str) -> str:
    return word.title() if _is_spelled(word) or word.islower() else word


def _mended(words: Sequence[str]) -> Iterator[str]:
    """Words in letters of both kinds: the first with a capital, and, if some in capitals has
    diacritics, so that it is no abbreviation, those in capitals as in names."""
    shouts = any(w.isupper() and _is_spelled(w) and not w.isascii() for w in words)
    for number, word in enumerate(words):
        is_meant = (number == 0 and word.islower()) or (shouts and word.isupper())
        yield word.title() if is_meant and _is_spelled(word) else word


def _is_spelled(word: str) -> bool:
    """Whether Vietnamese spells all syllables of a word."""
    found = syllables(word)
    return bool(found) and all(is_vietnamese(syllable.exact) for syllable in found)


def from_text(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """The paper that names itself in the text, else that of the abbreviation before the first
    line, else that of the address."""
    body = article.of(PassageKind.BODY)
    for line in body[-2:]:
        if match := _ITSELF.search(article.read(line)):
            start, end = line.start + match.start(1), line.start + match.end(1)
            return (FacetValue(match.group(1), Status.STATED, article.span(start, end)),)
    outlets = {row[0]: row[1] for row in rows("outlet_signs.tsv")}
    for line in body[:1]:
        match = _ABBREVIATION.match(article.read(line))
        if match and match.group(1) in outlets:
            span = article.span(line.start + match.start(1), line.start + match.end(1))
            return (FacetValue(outlets[match.group(1)], Status.DERIVED, span),)
    for url in (*facets.source_url, *source_url.from_text(article, facets)):
        match = _HOST.match(url.value)
        province = by_slug().get(match.group(1)) if match else None
        if province:
            [paper] = cues(_LIST, "paper")
            return (FacetValue(f"{paper} {province}", Status.DERIVED, url.evidence),)
    return ()
