"""The words around the name of a meeting → whether it is another than the one reported."""

import pytest

from indexer.lexicon import rows
from indexer.meeting.reported import is_of_another

AROUND = {
    "about": ("ông a nói: {} ", ""),
    "about which": ("kết quả {} ", ""),
    "due there": ("luật {} vào sáng 5/7 tại ", ""),
    "earlier": ("{}, huyện họp ", ""),
    "said": ("ông a {} rằng tại ", " dân sẽ hỏi"),
    "another time": ("sáng 5/7, tại ", " của tỉnh {}"),
    "always about": ("{} 5/nq-tu, ", ""),
    "another year part": ("sáng 5/7, tại ", " {} năm"),
    "due at": ("luật thông qua sáng 5/7 {} ", ""),
    "that": ("ông a nói {} tại ", " dân sẽ hỏi"),
    "will": ("ông a nói tại ", " dân {} hỏi"),
}


@pytest.mark.parametrize(
    ("cue", "words"), [row for row in rows("other_meetings.tsv") if row[0] != "follows"]
)
def test_each_cue_tells_another_meeting(cue: str, words: str) -> None:
    for said, is_another in ((words, True), ("xã", False)):
        before, after = (side.format(said) for side in AROUND[cue])
        assert is_of_another(before, after) is is_another, (before, after)


@pytest.mark.parametrize(
    "words", [row[1] for row in rows("other_meetings.tsv") if row[0] == "follows"]
)
def test_who_follows_the_programme_is_at_the_meeting(words: str) -> None:
    assert not is_of_another(f"{words} chương trình ", "")
    assert is_of_another("xã chương trình ", "")


@pytest.mark.parametrize(
    ("before", "after", "is_another"),
    [
        ("sáng 5/7, tại ", " của tỉnh", False),
        ("theo chương trình ", "", False),
        ("nghị quyết số 5/nq-tu, ", "", True),
        ("thành công của ", "", True),
        ("năm 2019, tại ", "", True),
        ("tại ", " thứ 13 tới", True),
        ("tại ", " cuối năm", True),
        ("tại ", " tháng cuối năm", False),
        ("ông a nói: ", " sẽ họp", True),
    ],
)
def test_what_is_no_word_alone(before: str, after: str, is_another: bool) -> None:
    assert is_of_another(before, after) is is_another
