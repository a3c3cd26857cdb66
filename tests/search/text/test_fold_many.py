"""Texts together are folded as each alone; what is told of a name by its folded syllables."""

from hypothesis import given
from hypothesis import strategies as st

from search.text.fold_many import fold_many, not_plain
from search.text.lexicon.written_forms import all_syllables, may_have_others
from search.text.syllable import syllables
from tests.search.text.test_text import ANY

NAMES = st.text(st.sampled_from("aĂấđĐyY \n\r-–._\"'1²ß\u0301\u200bОΣİ\u1100\U0001f600\ud800"))

WORDS = [
    "UBND",
    "ủy",
    "ban",
    "nhân",
    "dân",
    "Đắk",
    "Lắk",
    "R'Lấp",
    "Hà",
    "Nội",
    "K",
    "đăm",
    "Sở",
    "GDĐT",
    "Quy",
    "Nhơn",
    "TW",
    "Đ",
    "kinh",
    "tế",
]


def alone(text: str) -> str:
    return " ".join(own.folded for own in syllables(text))


@given(st.lists(ANY | NAMES, max_size=5))
def test_any_texts(texts: list[str]) -> None:
    assert fold_many(texts) == [alone(text) for text in texts]


def test_names() -> None:
    texts = ["Tỉnh ủy Lào Cai", "", " Hưng–Yên ", "K'đăm", '"Báo "Đất"', "Hội nghị 05/2023", "Hô ̣i"]
    assert fold_many(texts) == list(map(alone, texts))
    assert fold_many(texts)[:5] == ["tinh uy lao cai", "", "hung yen", "k dam", "bao dat"]
    assert fold_many([]) == []


@given(st.lists(ANY | NAMES, max_size=5))
def test_words_of_plain_texts_are_spelled_alone(texts: list[str]) -> None:
    others = not_plain(texts)
    for number, text in enumerate(texts):
        if number not in others:
            words = [own for word in text.split() for own in syllables(word)]
            together = [(own.exact, own.folded) for own in syllables(text)]
            assert [(own.exact, own.folded) for own in words] == together
            assert len(together) == len(text.split())


@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_a_name_that_has_other_forms_may_have_them(words: list[str]) -> None:
    own = syllables(" ".join(words))
    if len(all_syllables(own)) > len(set(own)):
        assert may_have_others([syllable.folded for syllable in own])
