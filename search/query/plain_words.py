"""What was typed → its words, if it is plain words and nothing more."""

import re
from typing import NamedTuple

from search.query.compile import MAX_CHARACTERS, MAX_SYLLABLES
from search.query.syntax import QueryPartKind, query_parts
from search.text.normalize import normalize
from search.text.syllable import Syllable, syllables


class PlainWord(NamedTuple):
    """What stands between blanks, without the punctuation around it, and its syllables."""

    start: int
    end: int
    surface: str
    syllables: tuple[Syllable, ...]

    @property
    def is_searchable(self) -> bool:
        """Whether it is one syllable and nothing else."""
        own = self.syllables
        return len(own) == 1 and own[0].end - own[0].start == self.end - self.start


def plain_words(text: str) -> list[PlainWord]:
    """The words of a query; none if it is more than words, or longer than anyone types."""
    if len(text) > MAX_CHARACTERS:
        return []
    typed = normalize(text).text
    alternatives = query_parts(typed)
    own = alternatives[0]
    if len(alternatives) > 1 or any(
        p.kind is not QueryPartKind.WORDS or p.is_excluded for p in own
    ):
        return []
    found = []
    for run in re.finditer(r"\S+", text):
        if held := syllables(run.group()):
            start, end = run.start() + held[0].start, run.start() + held[-1].end
            found.append(PlainWord(start, end, text[start:end], tuple(syllables(text[start:end]))))
    return found if sum(len(word.syllables) for word in found) <= MAX_SYLLABLES else []
