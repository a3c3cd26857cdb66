"""A place in an article where a number begins → the number (in digits, Roman or words), its end."""

import re

from indexer.article.structure import Article
from indexer.lexicon import cues
from search.text.lexicon.numerals import ordinal_at
from search.text.syllable import syllables

_DIGITS = re.compile(r"(\d{1,3})(?![\w/%]|[.,]\d)")
_LONGEST = 20  # characters: "hai mươi mốt"
_MORE = re.compile(r"\w{0,20}")


def ordinal(article: Article, start: int) -> tuple[int, int] | None:
    """What "thứ" (or "khóa") is followed by: 7, VII, bảy, mười lăm; 1 to 39 in words."""
    if digits := _DIGITS.match(article.lower, start):
        return int(digits[1]), digits.end()
    after = article.text[start : start + _LONGEST]
    if more := _MORE.match(article.text, start + _LONGEST):
        after += more.group()  # no half word
    [word] = cues("article_words.tsv", "ordinal")
    lead = f"{word} "
    found = syllables(lead + after)
    number = ordinal_at(found, 0)
    if number is None or found[1].start != len(lead):
        return None
    return int(number.forms[0]), start + found[number.last - 1].end - len(lead)
