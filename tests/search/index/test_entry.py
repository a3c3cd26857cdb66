"""Reports → what of them is in which field of an index."""

import pytest

from search.index.entry import index_entry
from tests.search.highlight.test_snippets import stored

SENTENCE = "Hội nghị bàn về vốn đầu tư công và nông thôn mới ở các xã vùng cao."  # 17 syllables


@pytest.mark.parametrize(
    ("passages", "lead"),
    [
        ([SENTENCE] * 6, 17),
        (["Tin ngắn", *[SENTENCE] * 6], 19),  # too short to be all of it
        ([SENTENCE] * 4, 0),  # more than a fifth
        ([SENTENCE], 0),
        (["Một câu"] * 5, 0),  # never enough
    ],
)
def test_a_body_begins_with_its_lead(passages: list[str], lead: int) -> None:
    report = stored(*passages).report
    lengths = index_entry(report, "digest", ["file"]).lengths
    assert lengths["lead"] == lengths["lead_words"] == lead
    everything = sum(len(passage.split()) for passage in passages)
    assert lengths["lead"] + lengths["body"] == everything
