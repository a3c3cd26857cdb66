"""The name of the meeting → its number; of a meeting that is only mentioned, none."""

import pytest

from indexer.lexicon import rows
from indexer.read.document import SourceMetadata
from tests.indexer.facets.test_facets import understood


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Sáng 5/7, HĐND huyện khai mạc kỳ họp thứ 5.", "5"),
        ("Sáng 5/7, HĐND huyện khai mạc kỳ họp lần thứ mười lăm.", "15"),
        ("Sáng 5/7, Huyện ủy tổ chức Hội nghị lần thứ Bảy.", "7"),
        ("Chủ trì Hội nghị Thành ủy TP. Vinh lần thứ XVI, ông A phát biểu.", "16"),
        ("Kỳ họp thứ hai mươi mốt HĐND huyện đã bế mạc chiều 5/7.", "21"),
        ("Phiên họp thứ 45 của Ủy ban khai mạc sáng nay.", "45"),
        ("Tại kỳ họp bất thường lần thứ 3, HĐND huyện bầu chủ tịch.", "3"),
        ("Vừa qua, tại Hà Nội, Ủy ban Kiểm tra đã họp kỳ 38.", "38"),
        ("Phát biểu khai mạc Hội nghị Trung ương 9 khóa XII, ông A nói.", "9"),
        ("Sáng 5/7, Mặt trận tỉnh tổ chức hội nghị hiệp thương lần 3.", "3"),
        ("Sáng 5/7, bắt đầu phiên họp thứ 31 của Ủy ban Thường vụ Quốc hội.", "31"),
        ("Trong ngày làm việc thứ 2 của kỳ họp thứ 4 HĐND huyện, 5/7, ông A nói.", "4"),
        ("Báo cáo trình bày tại kỳ họp thứ 7 HĐND huyện sáng 5/7 nêu ba việc.", "7"),
        ("Theo chương trình phiên chất vấn tại kỳ họp thứ 8 HĐND huyện, sáng 5/7 ông A nói.", "8"),
        ("Sáng 5/7, Hội Luật gia huyện tổ chức Đại hội đại biểu lần thứ V.", "5"),
        ("Sáng 5/7, Huyện ủy tổ chức hội nghị bàn văn kiện Đại hội Đảng bộ lần thứ V.", None),
        ("Hội nghị quán triệt Nghị quyết Đại hội Đảng toàn quốc lần thứ XIII.", None),
        ("Ngày 5/7, ông A lên đường thăm nước B và dự hội nghị lần thứ 23.", None),
        ("Sáng 5/7, các đại biểu tiếp xúc cử tri trước kỳ họp thứ 5.", None),
        ("Chiều 5/7, HĐND huyện họp báo về kỳ họp thứ 4.", None),
        ("Ngày 5/7, Ủy ban thảo luận chương trình kỳ họp thứ 2.", None),
        ("Chiều 5/7, hội nghị nghe kết quả kỳ họp thứ 6.", None),
        ("Dự luật sẽ được trình tại kỳ họp thứ 7 tới.", None),
        ("Bên lề Hội nghị cấp cao lần thứ 33, hai bên gặp nhau ngày 5/7.", None),
        ("Hội nghị bàn việc chống bão số 3, ngày 5/7.", None),
        ("HĐND huyện khóa XV họp sáng 5/7 để bàn việc thứ 5.", None),
        ("Trước đó, ngày 24/4, tại kỳ họp thứ 18, HĐND huyện đã bàn.", None),
        ("Hội nghị họp sáng thứ hai, ngày 5/7.", None),
        ("Sáng 5/7, khai mạc kỳ họp 5 năm một lần của hội.", None),
        (
            "Tại phiên bế mạc kỳ họp thứ 4 HĐND tỉnh sáng 5/7, ông A nhắc việc đã thông qua tại kỳ"
            " họp thứ 3.",
            "4",
        ),
    ],
)
def test_session_numbers(text: str, number: str | None) -> None:
    found = understood(text).facets.session_no
    assert [(one.value, one.status) for one in found] == ([(number, "stated")] if number else [])


@pytest.mark.parametrize(
    ("between", "number"),
    [
        ("giữa kỳ họp thứ 17 và thứ 18", "18"),
        ("giữa hai kỳ họp thứ chín và thứ mười", "10"),
        ("giữa kỳ họp thứ 16 và thứ 18", None),
        ("giữa kỳ họp thứ năm và nhiều lần thứ", None),
    ],
)
def test_a_report_on_the_time_between_two_sessions_is_given_to_the_second(
    between: str, number: str | None
) -> None:
    text = f"Hội nghị Ban Chấp hành Đảng bộ tỉnh họp sáng 5/7. Bàn kết quả công tác {between} xong."
    found = understood(text).facets.session_no
    assert [(one.value, one.status) for one in found] == ([(number, "inferred")] if number else [])


def test_the_evidence_is_the_name_with_its_number() -> None:
    text = "Sáng 5/7, Huyện uỷ tổ chức Hội nghị lần thứ Bảy để bàn việc."
    [found] = understood(text).facets.session_no
    assert found.evidence and text[slice(*found.evidence)] == "Hội nghị lần thứ Bảy"


def test_a_title_that_begins_with_the_session_names_it() -> None:
    known = SourceMetadata(title="Kỳ họp thứ 5 HĐND huyện khóa VII: Dân mong đường mới")
    found = understood("Tại kỳ họp này sáng 5/7, dân nêu nhiều ý kiến.", known).facets.session_no
    assert [one.value for one in found] == ["5"]


COUNCIL = "Sáng 5/7, tại kỳ họp của HĐND huyện, nhiều việc được bàn. "
SENTENCES = {  # each cue → a sentence, a word that is none, whether it then has the number
    "other": ("Huyện ủy tổ chức Hội nghị tổng kết {} của xã lần thứ 5.", "về việc", True),
    "held": (COUNCIL + "Ông A tiếp tục {} kỳ họp thứ 5 của HĐND huyện.", "nêu", False),
    "goes on": (COUNCIL + "Kỳ họp thứ 5 của HĐND huyện {} nhiều việc.", "nêu", False),
}


@pytest.mark.parametrize(("cue", "words"), rows("session_cues.tsv"))
def test_each_cue_tells_whether_a_session_is_the_one(cue: str, words: str) -> None:
    sentence, other, without = SENTENCES[cue]
    for said, has_number in ((other, without), (words, not without)):
        text = sentence.format(said)
        found = understood(text).facets.session_no
        # not that of "hội nghị" in small letters, which may be the word
        named = [one for one in found if one.evidence and text[one.evidence[0]] in "HKk"]
        assert bool(named) is has_number, said
