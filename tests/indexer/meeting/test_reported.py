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
    "due at": ("luật sẽ trình sáng 5/7 {} ", ""),
    "that": ("ông a nói {} tại ", " dân sẽ hỏi"),
    "will": ("ông a nói tại ", " dân {} hỏi"),
}


SPEAKS = {"speaks": "{} tại ", "there": "báo cáo {} "}
NOT = {
    "follows": ("{} chương trình ", ""),
    "presents": ("báo cáo trình {} tại ", ""),
    "just now": ("việc của năm 2014 {} kể ở ", ""),
}
"""Cues that it is the same meeting."""


@pytest.mark.parametrize(
    ("cue", "words"), [row for row in rows("other_meetings.tsv") if row[0] not in {*NOT, *SPEAKS}]
)
def test_each_cue_tells_another_meeting(cue: str, words: str) -> None:
    for said, is_another in ((words, True), ("xã", False)):
        before, after = (side.format(said) for side in AROUND[cue])
        assert is_of_another(before, after) is is_another, (before, after)


@pytest.mark.parametrize(
    ("cue", "words"), [row for row in rows("other_meetings.tsv") if row[0] in NOT]
)
def test_each_cue_tells_the_same_meeting(cue: str, words: str) -> None:
    for said, is_another in ((words, False), ("xã", True)):
        before, after = (side.format(said) for side in NOT[cue])
        assert is_of_another(before, after) is is_another, (before, after)


@pytest.mark.parametrize(
    ("cue", "words"), [row for row in rows("other_meetings.tsv") if row[0] in SPEAKS]
)
def test_who_reports_at_a_meeting_is_there(cue: str, words: str) -> None:
    assert not is_of_another(SPEAKS[cue].format(words), "")
    assert is_of_another(SPEAKS[cue].format(words).replace(" tại", " các"), "")


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
