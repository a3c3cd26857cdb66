"""The opening of an article → whether the meeting was held online."""

import pytest

from indexer.lexicon import rows
from tests.indexer.facets.test_facets import understood, values

SENTENCES = {"online": "Sáng 5/7, có hội nghị {}.", "meeting": "Sáng 5/7, có {} trực tuyến."}


@pytest.mark.parametrize(("cue", "words"), rows("online_cues.tsv"))
def test_each_cue_tells_a_meeting_held_online(cue: str, words: str) -> None:
    if cue == "else":
        assert (
            values(understood(f"Sáng 5/7, có hội nghị bàn về {words} trực tuyến."), "online") == []
        )
        return
    text = SENTENCES[cue].format(words)
    [found] = understood(text).facets.online
    assert found.evidence and f"Sáng 5/7, có {text[slice(*found.evidence)]}." == text
    assert values(understood(SENTENCES[cue].format("lễ hội")), "online") == []


@pytest.mark.parametrize(
    ("text", "is_online"),
    [
        ("Huyện họp theo hình thức trực tuyến.", True),
        ("Dân nghe tại các điểm cầu.", True),
        ("Sáng 1/2, có hội nghị trực tuyến về dạy học trực tuyến.", True),
        ("Huyện có hội nghị. Dân mua hàng trực tuyến.", False),
        ("Dân mua hàng trực tuyến; huyện có hội nghị.", False),
    ],
)
def test_whether_a_meeting_is_online(text: str, is_online: bool) -> None:
    assert bool(understood(text).facets.online) is is_online
