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
}


@pytest.mark.parametrize(("sign", "words"), rows("other_meetings.tsv"))
def test_each_sign_tells_another_meeting(sign: str, words: str) -> None:
    for said, is_another in ((words, True), ("xã", False)):
        before, after = (side.format(said) for side in AROUND[sign])
        assert is_of_another(before, after) is is_another, (before, after)


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
