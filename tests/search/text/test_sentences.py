"""Text → its sentences: a table in which "|" stands where one ends."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.lexicon.word_lists import entries
from search.text.sentences import clause_ends, sentence_ends, sentences

SENTENCES = {
    "a full stop": "Trời mưa. |Dân vui.",
    "a question": "Vì sao? |Vì trời mưa.",
    "an exclamation": "Hay lắm! |Dân vui.",
    "an ellipsis of one character": "Trồng lúa, ngô… |Dân vui.",
    "an ellipsis of three": "Trồng lúa, ngô... |Dân vui.",
    "an ellipsis inside": "Về lễ tân... chỉ trong 10 ngày.",
    "before a small letter": "Vì sao? vì trời mưa.",
    "before a number": "Đó là năm 2019. |3 xã vui.",
    "before a quotation": 'Họ hỏi: vì sao? |"Vì trời mưa."',
    "before a bracket": "Khai mạc khóa XIV. |(Ảnh: A)",
    "before a square bracket": "Nợ là 65% GDP. |[Tin liên quan]",
    "before a dash": "Dân vui. |- Ông A nói.",
    "after a quotation": "Ông nói: “Trời mưa.” |Dân vui.",
    "after a straight quotation": 'Ông nói: "Trời mưa." |Dân vui.',
    "after a quotation that the sentence goes on from": "“Trời mưa!” ông nói.",
    "after a bracket": "(Ảnh: TTXVN.) |Dân vui.",
    "after a square bracket": "[Còn nữa...] |Dân vui.",
    "the end of a document": "Hội nghị bế mạc./. |Nguyễn Văn Anh",
    "a town": "Họp tại TX. Hương Thủy. |Dân vui.",
    "a city": "Họp tại TP. Vinh. |Dân vui.",
    "a city in small letters": "Họp tại tp. Vinh, Tp. Huế.",
    "titles of scholars": "GS. Trần An, PGS. TS. Lê Bình, ThS. Vũ Chi, TS. Hà Dung.",
    "a longer word that ends like one": "Bàn về ATTP. |Dân vui.",
    "an initial": "Ông Nguyễn Văn A. Bình nói.",
    "a district": "Nhà ở Q. 1, P. Hàng Gai.",
    "a word in capitals": "Họp với UBND. |Dân vui.",
    "a Roman number": "Theo khóa XV. |Đó là năm 2019.",
    "a number with points": "Thu 1.234 tỷ, đạt 1.5%. |Dân vui.",
    "a date": "Họp ngày 25.8.2023. |Dân vui.",
    "a date that ends the sentence": "Họp ngày 25.8. |Dân vui.",
    "items of a list": "1. Về kinh tế. |2. Về xã hội.",
    "items after semicolons": "Gồm: 1. Kinh tế; 2. Xã hội.",
    "items after line ends": "Nội dung\n1. Kinh tế\n12. Xã hội",
    "an address of the web": "Xem https://a.vn/b.Html?x=1. |Dân vui.",
    "a line end": "Trời mưa.\n|Dân vui\nlắm.",
    "a line end alone": "Trời mưa\nDân vui",
    "several blanks": "Trời mưa. \n |Dân vui.",
    "points behind an abbreviation": "Họp ở TP... |Vinh vui.",
    "a mark behind an abbreviation": "Họp ở TP.? |Vinh vui.",
    "many points": "Trời mưa............!? |Dân vui.",
    "many points and no blank": "Trời mưa...............Dân vui.",
    "no blank": "Trời mưa.Dân vui.",
    "nothing": "",
}


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize("cut", SENTENCES.values(), ids=SENTENCES)
def test_the_sentences_of_a_text(cut: str) -> None:
    assert split(cut.replace("|", "")) == cut.split("|")


@pytest.mark.parametrize("row", entries("pointed_abbreviations.txt"), ids="".join)
def test_no_sentence_ends_with_an_abbreviation(row: list[str]) -> None:
    assert split(f"Họp ở {row[0]}. Vinh. Dân vui.") == [f"Họp ở {row[0]}. Vinh. ", "Dân vui."]


@pytest.mark.parametrize(
    "cut",
    [
        "Đạt 45%; |một số xã thấp. |Dân vui.",
        "Ông nói: “Trời mưa;” |dân vui.",
        "Xem a;b, TP. Vinh, Trần A. Bình.",
    ],
)
def test_the_clauses_of_a_text(cut: str) -> None:
    text = cut.replace("|", "")
    bounds = [0, *(one.resume for one in clause_ends(text)), len(text)]
    assert [text[a:b] for a, b in pairwise(bounds)] == cut.split("|")


def test_an_end_tells_its_punctuation_from_the_blanks_behind() -> None:
    text = "Ông nói: “Trời mưa...” \nDân vui."
    [found] = sentence_ends(text)
    assert text[: found.stop] == "Ông nói: “Trời mưa"
    assert text[found.stop : found.end] == "...”"
    assert text[found.resume :] == "Dân vui."


def test_a_part_of_a_text_looks_back_from_its_beginning_and_not_beyond_its_end() -> None:
    text = "Họp tại TP. Vinh. Dân vui."
    assert list(sentences(text, text.index("."), len(text))) == [(10, 18), (18, 26)]
    assert list(sentences(text, 0, text.index("Dân"))) == [(0, 18)]


@given(st.text(st.sampled_from('Aa. "”)(-TP1…;/\n'), max_size=40))
def test_sentences_follow_one_another(text: str) -> None:
    assert "".join(split(text)) == text
    inner = {one.resume for one in sentence_ends(text)}
    assert inner <= {one.resume for one in clause_ends(text)}
