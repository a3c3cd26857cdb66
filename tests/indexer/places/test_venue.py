"""An article's opening → where its meeting is held, and whether it is of the whole country."""

import pytest

from indexer.article.structure import clean
from indexer.lexicon import rows
from indexer.places.venue import is_central, seen_in, venue
from search.report import Facets

# each cue → a sentence, a word that is none, whether it then tells a place
SENTENCES = {
    "meeting": ("Sáng 1/2, tại Hà Nội, {} về dịch.", "tin", False),
    "held": ("Hội nghị về dịch {} ở Hà Nội.", "lan", False),
    "no place": ("Sáng 1/2, tại {} Hà Nội, huyện họp.", "chợ", True),
    "another": ("{}, tại Hà Nội, huyện họp.", "Sáng nay", True),
    "country": ("Sáng 1/2, {} dự hội nghị.", "người dân", False),
}


@pytest.mark.parametrize(("cue", "words"), rows("venue_cues.tsv"))
def test_each_cue_tells_where_or_whose_a_meeting_is(cue: str, words: str) -> None:
    sentence, other, without = SENTENCES[cue]
    for said, tells in ((other, without), (words, not without)):
        article = clean(sentence.format(said))
        seen = seen_in(article)
        found = is_central(article, Facets(), seen) if cue == "country" else venue(article, seen)
        assert bool(found) is tells, said
