"""A query as typed → its words, if it is plain words and nothing more."""

import re
from typing import NamedTuple

from search.query.compile import MAX_CHARACTERS, MAX_SYLLABLES
from search.query.syntax import read_query
from search.text.normalize import normalize
from search.text.syllable import Syllable, syllables


class PlainWord(NamedTuple):
    """Characters [start, end) of a query between two blanks, without the punctuation around them.

    `surface`: these characters. `syllables`: theirs, with offsets in `surface`.
    """

    start: int
    end: int
    surface: str
    syllables: tuple[Syllable, ...]

    @property
    def is_searchable(self) -> bool:
        """Whether it is one syllable and nothing else, so that an index has a term for it."""
        own = self.syllables
        return len(own) == 1 and own[0].end - own[0].start == self.end - self.start


def plain_words(text: str) -> list[PlainWord]:
    """The words of a query in order.

    There are none if it has quotes, fields, operators or brackets that group something, or is too
    long for `parse_query`.
    """
    if len(text) > MAX_CHARACTERS:
        return []
    typed = normalize(text).text
    if read_query(typed).has_signs:
        return []
    found = []
    for run in re.finditer(r"\S+", text):
        if held := syllables(run.group()):
            start, end = run.start() + held[0].start, run.start() + held[-1].end
            found.append(PlainWord(start, end, text[start:end], tuple(syllables(text[start:end]))))
    return found if sum(len(word.syllables) for word in found) <= MAX_SYLLABLES else []
