"""A phrase as typed → the words in it that a distance behind it, "~5", stands between."""

from search.text.pyvi.segmenter import is_word
from search.text.spelling import to_orthography
from search.text.syllable import syllables

MOST_WORDS = 8
"""Words of the longest phrase that is taken apart."""


def phrase_words(text: str) -> list[str]:
    """Its words of two syllables and its other syllables, in order: "giải ngân đầu tư" has two.

    The syllables, if all are one word: "bão lũ". Nothing of a phrase that is too long, or too short
    to be taken apart.
    """
    chunks = text.split()
    joined: list[str] = []
    at = 0
    while at < len(chunks):
        end = at + (2 if _is_word(chunks[at : at + 2]) else 1)
        joined.append(" ".join(chunks[at:end]))
        at = end
    found = joined if len(joined) > 1 else chunks
    return found if 1 < len(found) <= MOST_WORDS else []


def _is_word(chunks: list[str]) -> bool:
    spelled = [to_orthography(own.exact) for chunk in chunks for own in syllables(chunk)]
    return len(chunks) == len(spelled) == 2 and is_word(*spelled)
