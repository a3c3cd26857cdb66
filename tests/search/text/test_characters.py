"""What PDFs, OCR and editors make of letters → how it is read; fold agrees (rule V1)."""

import unicodedata

import pytest
from hypothesis import given

from search.text.fold import fold
from search.text.normalize import normalize
from search.text.syllable import syllables
from tests.search.text.test_text import ANY


@pytest.mark.parametrize(
    ("stands", "read"),
    [
        # forms of letters and digits
        ("sàn 45 m², 2km²", "sàn 45 m2, 2km2"),
        ("N₂O và PM₂.₅", "N2O và PM2.5"),
        ("Oﬃce, ﬂash", "Office, flash"),
        ("khóa Ⅻ, mục ⅳ", "khóa XII, mục iv"),
        ("２０２４：Ｈà Nội", "2024:Hà Nội"),
        ("③ tổ, 12㎡, № 4, 37℃", "3 tổ, 12m2, No 4, 37°C"),
        ("𝐇𝐨̣̂𝐢 𝐧𝐠𝐡𝐢̣", "Hội nghị"),
        ("37ºC", "37°C"),
        ("Ⓗội ⓝghị", "Hội nghị"),
        # a raised digit is no part of the number beside it, a fraction neither
        ("10² và 5½", "10 2 và 5 1⁄2"),
        ("10¹²", "10 12"),
        ("20m²3 tầng", "20m2 3 tầng"),
        # look-alikes of Vietnamese letters
        ("nƣớc, CHƢƠNG, nhƣ", "nước, CHƯƠNG, như"),
        ("lãnh đạo nǎm, nạ̌ng, ĐǍNG", "lãnh đạo năm, nặng, ĐĂNG"),
        ("cȏng nghiẹ̑p, KINH TȆ́, ȃ́n", "công nghiệp, KINH TẾ, ấn"),
        ("mǒ hình tiěn tiến", "mô hình tiên tiến"),
        ("tınh, chı́nh", "tinh, chính"),
        ("d̵ồng, D̵ảng, d̶ường", "đồng, Đảng, đường"),
        ("Ɖồng ɖội, ɗường, ƊẤT", "Đồng đội, đường, ĐẤT"),
        ("H\u02bcMông, Cư M\u02bbgar", "H'Mông, Cư M'gar"),
        # letters of other scripts, in a word that has Latin ones
        ("сông nghệ", "công nghệ"),
        ("Тân Тrào, hộі nghị, СO2", "Tân Trào, hội nghị, CO2"),
        ("phοng trào", "phong trào"),
        ("tа́i, mӑng, ΆN", "tái, măng, ÁN"),
        ("Άρης, Йод, ёж", "Άρης, Йод, ёж"),
        ("Москва, оса, Αθήνα, а", "Москва, оса, Αθήνα, а"),
        ("Яndex, kΩ, μm", "Яndex, kΩ, μm"),
        # blanks of no width
        ("đường\u200bsắt", "đường sắt"),
        ("cao\u200bsu", "cao su"),
        ("tr\u200bươ\u200bng ba", "trương ba"),
        ("học\ufeffsinh\u200cgiỏi", "học sinh giỏi"),
        ("nghiê\u200b\u0323m tu\u200bc", "nghiệm tuc"),
        ("UBND\u200btỉnh", "UBND tỉnh"),
        ("You\u200bTube", "YouTube"),
        ("ho\u00adc si\u00adnh", "hoc sinh"),
        ("a \u200b b\u200b", "a  b"),
        ("12\u200b34", "1234"),
        # marks behind a blank
        ("Đa ̉ng bô ̣ tỉnh", "Đảng bộ tỉnh"),
        ("chu ̉ tri ̀hội", "chủ trì hội"),
        ("Viê ̣t Nam", "Việt Nam"),
        ("Hô ̣ i trươ ̀ ng", "Hội trường"),
        ("xa ̃ ta, bô ̣ ý", "xã ta, bộ ý"),
        ("tổ ̉ chức", "tổ chức"),
        ("họp ̀Ủy", "họp Ủy"),
        ("Jose ́ ở", "José ở"),
        ("9 ̣ a", "9 ̣ a"),
        ("a\n ̣ b", "a\n ̣ b"),
    ],
)
def test_how_a_text_is_read(stands: str, read: str) -> None:
    read = unicodedata.normalize("NFC", read)
    for form in ("NFC", "NFD"):
        assert normalize(unicodedata.normalize(form, stands)).text == read
    assert normalize(read).text == read


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Hô ̣i nghi ̣trường", ["Hô ̣i", "nghi ̣", "trường"]),
        ("giao\u200bthông gi\u200bao", ["giao", "thông", "gi\u200bao"]),
        ("Paciﬁc Ⅷ m² 10²", ["Paciﬁc", "Ⅷ", "m", "²", "10", "²"]),
        ("d̵ại cао", ["d̵ại", "cао"]),
        ("㎡", ["㎡", "㎡"]),
    ],
)
def test_where_a_syllable_stands(text: str, surfaces: list[str]) -> None:
    assert [text[own.start : own.end] for own in syllables(text)] == surfaces


@given(ANY)
def test_fold_agrees_with_normalize(text: str) -> None:
    folded, normal = fold(text), fold(normalize(text).text)
    assert _letters(folded.text) == _letters(normal.text)


@given(ANY)
def test_each_syllable_begins_where_its_folded_letters_do(text: str) -> None:
    folded = fold(text)
    begins = dict(zip(reversed(folded.starts), reversed(folded.text), strict=True))
    for own in syllables(text):
        if not own.exact[0].isdecimal() and own.exact.isascii():
            assert begins[own.start] == own.folded[0]


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


@pytest.mark.parametrize("odd", ["a\u200b", "a ̣", "ba ̣ i", "dо", "m²", "1²", "a\u0335", " ̣"])
def test_a_long_odd_text_is_mended_too(odd: str) -> None:
    text = odd * 20_000
    normal = normalize(text)
    assert normalize(normal.text).text == normal.text
