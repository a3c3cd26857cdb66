"""Flagged values of an older index → rows that can be shown."""

from search.explore.flagged import FlaggedInSentence
from search.report import FlaggedValue
from web.pages.flag_rows import flag_rows


def test_a_field_that_no_facet_shows_has_its_own_name() -> None:
    about = FlaggedValue("corrected", "captions", "Một bức ảnh")
    [row] = flag_rows("a.txt", [FlaggedInSentence(about, None, (), None, "")])
    assert (row.facet, row.value) == ("captions", "Một bức ảnh")
