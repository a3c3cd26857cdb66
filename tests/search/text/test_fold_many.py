"""Texts together are folded as each alone."""

from hypothesis import given
from hypothesis import strategies as st

from search.text.fold_many import fold_many
from search.text.syllable import syllables
from tests.search.text.test_text import ANY

NAMES = st.text(st.sampled_from("aĂấđĐyY \n\r-–._\"'1²ß\u0301\u200bОΣİ\u1100\U0001f600\ud800"))


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
