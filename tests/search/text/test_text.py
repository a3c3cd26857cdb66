"""The text chain: what is typed on the left, what is indexed on the right; and its laws.

The laws are tried on a few hundred articles; HOI_NGHI_ARTICLES=10000 tries so many.
"""

import gzip
import json
import os
import unicodedata
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.analyze import Analysis, analyze, is_set, to_bitmap
from search.text.collate import vietnamese_order
from search.text.look_alikes import FOREIGN_LOOK_ALIKES, LATIN_LOOK_ALIKES
from search.text.normalize import composed, is_blank, normalize
from search.text.syllable import spellings, syllables
from search.text.tones import newer_tones, older_tones
from tests.conftest import SAMPLE_REPORTS

ARTICLES = int(os.environ.get("HOI_NGHI_ARTICLES", "300"))
VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)
ODD = "²₂½⑴㎡ﬁⅧ１ＡƣƢǎȏěıаоеСφΑο\u030c\u0311\u0335\u0302\u200c\u00ad"
ANY = (
    st.text()
    | st.text(
        st.sampled_from(
            VIETNAMESE + VIETNAMESE.upper() + " _.,-–\n\u00a0\u200b\u0301\u0323Ðð“”@:/059"
        ),
        max_size=60,
    )
    | st.text(st.sampled_from("aăeioôgnht 1\u200b\u0301\u0323" + ODD), max_size=30)
)
LOOK_ALIKES = LATIN_LOOK_ALIKES | FOREIGN_LOOK_ALIKES


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("Thứ hai,\u00a0 25/10", "Thứ hai,  25/10"),
        ("2021 – 2030", "2021 - 2030"),
        ("“mục tiêu kép”", '"mục tiêu kép"'),
        ("Ðảng bộ, ðảng", "Đảng bộ, đảng"),
        ("ba\u0309o\u200b ca\u0301o", "bảo cáo"),
        ("a\r\nb\u2028c", "a\n\nb\nc"),
    ],
)
def test_one_spelling_per_character(typed: str, normal: str) -> None:
    assert normalize(typed).text == unicodedata.normalize("NFC", normal)


MARKS = "\u0301\u0323\u0302\u031b\u0f73\u0344\u1161"


@given(st.text(st.sampled_from(MARKS + "aấ\u1100 "), max_size=99))
def test_composed_is_nfc_however_many_marks_follow_a_letter(text: str) -> None:
    assert composed(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("marks", ["\u0301\u0323", "\u0f73", "\u0301"])
def test_marks_without_end_are_one_character(marks: str) -> None:
    text = "a" + marks * 20_000
    normal = normalize(text)
    assert normalize(normal.text).text == normal.text
    assert {*zip(normal.starts, normal.ends, strict=True)} == {(0, len(text))}


@pytest.mark.parametrize(
    ("typed", "exact", "folded"),
    [
        ("hoà", "hoa2", "hoa"),
        ("hòa", "hoa2", "hoa"),
        ("Ủy", "uy3", "uy"),
        ("Uỷ", "uy3", "uy"),
        ("khoẻ", "khoe3", "khoe"),
        ("vịêt", "viêt5", "viet"),
        ("việt", "viêt5", "viet"),
        ("quý", "quy1", "quy"),
        ("quy", "quy", "quy"),
        ("ĐƯỜNG", "đương2", "duong"),
        ("bão", "bao4", "bao"),
        ("báo", "bao1", "bao"),
        ("2022", "2022", "2022"),
        ("OCOP", "ocop", "ocop"),
    ],
)
def test_spellings_of_a_syllable(typed: str, exact: str, folded: str) -> None:
    assert spellings(typed) == (exact, folded)
    assert spellings(unicodedata.normalize("NFD", typed)) == (exact, folded)


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("7.748ha, đạt 91%", ["7.748", "ha", "đạt", "91"]),
        ("KT-XH", ["KT", "XH"]),
        ("covid19", ["covid", "19"]),
        ("QL3B", ["QL", "3", "B"]),
        ("08/4", ["08", "4"]),
        ("a_b", ["a", "b"]),
        ("…/.", []),
    ],
)
def test_what_a_syllable_is(text: str, split: list[str]) -> None:
    assert [text[s.start : s.end] for s in syllables(text)] == split


@given(ANY)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text == once


@given(ANY)
def test_a_text_is_blank_if_nothing_is_left_of_it(text: str) -> None:
    assert is_blank(text) == (not normalize(text).text.strip())


@pytest.mark.slow
def test_every_character_is_blank_or_visible_as_normalising_says() -> None:
    wrong = [
        hex(code)
        for code in range(0x110000)
        if is_blank(chr(code)) != (not normalize(chr(code)).text.strip())
    ]
    assert wrong == []


@given(ANY)
def test_offsets_never_move(text: str) -> None:
    normal = normalize(text)
    assert len(normal.starts) == len(normal.ends) == len(normal.text)
    for number in range(len(normal.text)):
        start, end = normal.original(number, number + 1)
        assert 0 <= start < end <= len(text)
        if number:
            assert normal.starts[number - 1] <= start
        if normal.text[number].isalnum() and end - start == 1:
            assert normal.text[number] in unicodedata.normalize("NFC", text[start:end]).translate(
                {0xB5: 0x3BC, 0xD0: 0x110, 0xF0: 0x111}
            ) + unicodedata.normalize("NFKC", text[start:end]) + LOOK_ALIKES.get(text[start], "")


@given(ANY)
def test_nfc_and_nfd_are_indexed_alike(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    exact = [[s.exact for s in syllables(form)] for form in (composed, decomposed)]
    assert exact[0] == exact[1]


@given(ANY)
def test_words_cover_exactly_the_syllables(text: str) -> None:
    analysis = analyze(text)
    covered = [number for first, last in analysis.words() for number in range(first, last)]
    assert covered == list(range(len(analysis.syllables)))
    for syllable in analysis.syllables:  # one character may be several of them: ½, ㎡
        alone = syllables(text[syllable.start : syllable.end])
        assert syllable.exact in [own.exact for own in alone]


def by_pyvi(text: str) -> list[str]:
    """What stock pyvi says of a text in the older spelling, word by word, in syllables of ours."""
    from pyvi import ViTokenizer

    words = []
    for token in ViTokenizer.tokenize(older_tones(text)).split():
        found = [s.exact for s in syllables(token.replace("_", " "))]
        words += [" ".join(found)] if "_" in token else found
    return [word for word in words if word]


def by_us(analysis: Analysis) -> list[str]:
    return [
        " ".join(s.exact for s in analysis.syllables[first:last])
        for first, last in analysis.words()
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Thường trực Tỉnh ủy Hưng Yên giao ban với các huyện, thị, thành ủy",
        "đẩy nhanh tiến độ giải ngân vốn đầu tư công; GRDP tăng 6,33%",
        "TP.HCM và BHXH.../. theo Nghị quyết số 09-NQ/TU",
    ],
)
def test_our_words_are_those_of_pyvi(text: str) -> None:
    assert by_us(analyze(text)) == by_pyvi(text)


def test_words_of_samples_are_those_of_pyvi() -> None:
    paths = SAMPLE_REPORTS[:12]
    assert len(paths) == 12
    for path in paths:
        for line in normalize(path.read_text("utf-8")).text.split("\n"):
            assert by_us(analyze(line)) == by_pyvi(line)


@pytest.mark.slow
def test_the_laws_hold_for_real_news(shared: Path) -> None:
    with gzip.open(shared / "data" / "news-40k.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = list(islice(lines, ARTICLES))
        assert articles
        for line in articles:
            text = unicodedata.normalize("NFC", json.loads(line)["text"])
            normal, found = normalize(text), analyze(text)
            assert normalize(normal.text).text == normal.text
            spelled_as = [s.exact for s in found.syllables]
            for same in (unicodedata.normalize("NFD", text), older_tones(text), newer_tones(text)):
                assert [s.exact for s in syllables(same)] == spelled_as
            for syllable in found.syllables:
                surface = text[syllable.start : syllable.end]
                assert spellings(normalize(surface).text) == syllable[2:]
            covered = [n for first, last in found.words() for n in range(first, last)]
            assert covered == [*range(len(found.syllables))]


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("Hòa ủy", "Hoà uỷ"),
        ("KHỎE khỏe Khóa", "KHOẺ khoẻ Khoá"),
        ("qúy quý hoàn thúy", "qúy quý hoàn thuý"),
        ("ùy", "uỳ"),
        ("òan", "òan"),
    ],
)
def test_placement_of_tones(newer: str, older: str) -> None:
    assert older_tones(newer) == older == older_tones(older)
    assert newer_tones(older) == newer == newer_tones(newer)


def test_a_text_is_segmented_whole() -> None:
    sentence = "Hội nghị thống nhất giải ngân vốn đầu tư công. "
    text = sentence * 200
    one, many = analyze(sentence), analyze(text)
    assert len(many.word_joins) == 200 * len(one.word_joins) > 0
    assert by_us(many) == 200 * by_us(one)


@given(st.sets(st.integers(0, 300)), st.integers(-9, 400))
def test_a_set_of_offsets_as_bits(offsets: set[int], asked: int) -> None:
    assert is_set(to_bitmap(offsets), asked) == (asked in offsets)
    assert len(to_bitmap(offsets)) == (max(offsets, default=-1) + 8) // 8


def test_vietnamese_order() -> None:
    names = ["Đà Nẵng", "Điện Biên", "Bạc Liêu", "Ba Vì", "Bắc Kạn", "Cà Mau", "Bà Rịa", "2", "10"]
    ordered = [
        "2",
        "10",
        "Ba Vì",
        "Bà Rịa",
        "Bạc Liêu",
        "Bắc Kạn",
        "Cà Mau",
        "Đà Nẵng",
        "Điện Biên",
    ]
    assert sorted(names, key=vietnamese_order) == ordered
