"""A text → whether it is in Vietnamese, or may be in another language with Latin letters."""

import re

from indexer.read.encodings.evidence import Evidence, words

_LEAST_OF_ALL, _LEAST_OF_SOME = 0.6, 0.25
"""Of all words of a Vietnamese text, so many are spelled right; the second where it has some with
diacritics (_SOME), of which _SURE_SHARE are right."""
_SOME, _MANY, _SURE_SHARE = 3, 8, 0.8
"""Where many more than in another reading are right, nothing is asked of words without."""
_MOST_LETTERS = 0.25
"""Of a text in another language of Western Europe: letters beyond ASCII, of all."""
_ODD_ONE_OF = 20
"""One of so many of its words beyond ASCII may be odd: a name, a unit."""
_SMALL, _LARGE = "a-zß-öø-ÿœšž", "A-ZÀ-ÖØ-ÞŒŠŽŸ"
_WESTERN = re.compile(rf"[°±]?(?:[{_LARGE}]?[{_SMALL}]+|[{_LARGE}]+)[ªº°²³]?|\W+")
_CONTROLS = re.compile(r"[^\t\n\v\f\r -~\u00a0-\U0010ffff]")


def is_vietnamese(own: Evidence, western: int | None) -> bool:
    """Whether words are those of a Vietnamese text.

    `western`: how many are spelled right too if the text is one in a language of Western Europe;
    None if it cannot be.
    """
    if western is None:
        return own.right >= own.wrong
    if own.share < _SURE_SHARE or own.right < _SOME:
        return own.right > own.wrong and own.share_of_all >= _LEAST_OF_ALL
    return own.right - western >= _MANY or own.share_of_all >= _LEAST_OF_SOME


def is_western(text: str) -> bool:
    """Whether a text in Latin letters may be one in a language of Western Europe.

    Few of its letters have marks, and no capital or sign stands inside a word, or few do.
    """
    letters = sum(map(str.isalpha, text))
    beyond = sum(character.isalpha() and not character.isascii() for character in text)
    marked = {word: times for word, times in words(text).items() if not word.isascii()}
    odd = sum(times for word, times in marked.items() if not _WESTERN.fullmatch(word))
    return (
        not _CONTROLS.search(text)
        and beyond <= _MOST_LETTERS * letters
        and _ODD_ONE_OF * odd <= sum(marked.values())
    )
