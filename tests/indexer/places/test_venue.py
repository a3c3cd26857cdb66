"""An article's opening → where its meeting is held, and whether a body of the country holds it."""

import pytest

from indexer.article.structure import clean
from indexer.lexicon import rows
from indexer.places.venue import is_central, seen_in, venue
from search.report import Facets

# each sign → a sentence, a word that is none, whether it then tells a place
SENTENCES = {
    "meeting": ("Sáng 1/2, tại Hà Nội, {} về dịch.", "tin", False),
    "held": ("Hội nghị về dịch {} ở Hà Nội.", "lan", False),
    "no place": ("Sáng 1/2, tại {} Hà Nội, huyện họp.", "chợ", True),
    "another": ("{}, tại Hà Nội, huyện họp.", "Sáng nay", True),
    "country": ("Sáng 1/2, {} dự hội nghị.", "người dân", False),
}


@pytest.mark.parametrize(("sign", "words"), rows("venue_cues.tsv"))
def test_each_sign_tells_where_or_whose_a_meeting_is(sign: str, words: str) -> None:
    sentence, other, without = SENTENCES[sign]
    for said, tells in ((other, without), (words, not without)):
        article = clean(sentence.format(said))
        seen = seen_in(article)
        found = is_central(article, Facets(), seen) if sign == "country" else venue(article, seen)
        assert bool(found) is tells, said
