"""Paragraphs that were decoded wrongly → healed; others → untouched."""

import time
import unicodedata

import pytest

from indexer.read.document import Paragraph
from indexer.read.encodings.heal import UTF_8_AS_LATIN, healed
from search.report import PassageKind

from .samples import MEANT, OTHERS, TCVN3, VISCII, VNI, WINDOWS_1258


def heal(*texts: str) -> tuple[list[str], str | None]:
    paragraphs, name = healed([Paragraph(text) for text in texts])
    return [own.text for own in paragraphs], name


def as_latin(text: str) -> str:
    """UTF-8 as Windows reads it, where five bytes are control characters."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode())


@pytest.mark.parametrize(
    ("written", "meant", "name"),
    [
        (TCVN3, MEANT, "TCVN3"),
        (VNI, MEANT, "VNI"),
        (VISCII, MEANT, "VISCII"),
        (WINDOWS_1258, MEANT, "Windows-1258"),
        (as_latin(MEANT), MEANT, UTF_8_AS_LATIN),
        (as_latin(as_latin(MEANT)), MEANT, UTF_8_AS_LATIN),
        (MEANT.encode().decode("latin-1"), MEANT, UTF_8_AS_LATIN),
        ("Héi nghÞ", "Hội nghị", "TCVN3"),
        ("\x93Héi nghÞ\x94 \x96 2011", "“Hội nghị” – 2011", "TCVN3"),  # read as ISO 8859-1
        ("\x93Hoäi nghò\x94 \x96 2011", "“Hội nghị” – 2011", "VNI"),
        ("Hoäi nghò", "Hội nghị", "VNI"),
        ("Há»™i nghá»‹", "Hội nghị", UTF_8_AS_LATIN),
        ("Ä‘áº¡i", "đại", UTF_8_AS_LATIN),
        ("QUYÕT §ÞNH Cña BAN CHÊP HµNH", "QUYẾT ĐỊNH Của BAN CHẤP HÀNH", "TCVN3"),
        ("dÃ©jÃ\u00a0 reÃ§u Ã\u00a0 NoÃ«l", "déjà reçu à Noël", UTF_8_AS_LATIN),
    ],
)
def test_a_paragraph(written: str, meant: str, name: str) -> None:
    assert heal(written) == ([meant], name)


@pytest.mark.parametrize(
    "text",
    [
        MEANT,
        unicodedata.normalize("NFD", MEANT),
        *OTHERS,
        "Héi nghÞ bµn vÒ gi¶i ng©n vèn, Hội",  # a letter that no wrong decoding gives
        "HÐBCQG", "HĐBCQG", "UBND XÃ ÐÔNG HÒA", "“CÀ PHÊ” – XÃ…", "Là gì? Cà Mau, Hòa Bình",
        "Chi bé Thanh tra", "Sè 15", "25 °C, 30 m², ½ «Nhà» © 2024 ®", "Hoi nghi",
    ],
)  # fmt: skip
def test_what_is_as_it_should_be_or_tells_too_little_stays(text: str) -> None:
    assert heal(text) == ([text], None)


def test_short_lines_are_what_the_paper_is() -> None:
    lines = ("Chi bé Thanh tra", "H§ND-UBND", "Sè 15", TCVN3, "Hoi nghi", "Tæ tr\u00adëng")
    meant = ["Chi bộ Thanh tra", "HĐND-UBND", "Số 15", MEANT, "Hoi nghi", "Tổ trưởng"]
    assert heal(*lines) == (meant, "TCVN3")


def test_short_lines_of_a_paper_that_is_as_it_should_be_stay() -> None:
    lines = ["Chi bé Thanh tra", MEANT, MEANT, TCVN3]
    assert heal(*lines) == (["Chi bé Thanh tra", MEANT, MEANT, MEANT], "TCVN3")


def test_a_paper_in_two_encodings_is_healed_paragraph_by_paragraph() -> None:
    assert heal(TCVN3, VNI, as_latin(MEANT), MEANT)[0] == [MEANT] * 4


def test_kind_and_page_stay() -> None:
    given = Paragraph(TCVN3, PassageKind.CAPTION, 3)
    assert healed([given])[0] == (Paragraph(MEANT, PassageKind.CAPTION, 3),)
    assert healed([]) == ((), None)


def test_cells_stay_apart() -> None:
    assert heal("Sè\t®Çu t\u00ad\t\tvèn")[0] == ["Số\tđầu tư\t\tvốn"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("CÃ¡c thÃ nh viÃªn Ä‘Ã  bÃ n", "Các thành viên đà bàn"),  # A0 became a blank
        ("Sau giá» lÃ m lÃ  mÃ¬nh vá» nhÃ", "Sau giờ làm là mình về nhà"),
        ("Ä�áº¡i há»™i Ä�áº£ng vá»� “nÆ°á»›câ€�", "Đại hội Đảng về “nước”"),  # strict
        ("Thá»i gian nghá» chÃnh thá»©c", "Thời gian nghề chính thức"),  # left out
        ("Ban tá»� chá»©c nÃ³i", "Ban tá»� chá»©c nÃ³i".replace("chá»©c nÃ³i", "chức nói")),
    ],
)
def test_lost_bytes_are_restored_where_one_letter_fits(written: str, meant: str) -> None:
    """The last: tờ and tỏ fit, so that nothing is invented."""
    assert heal(written)[0] == [meant]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (TCVN3.replace("\u00ad", ""), MEANT),  # nớc is no word
        ("Ngêi d©n ®îc h­ëng ®ñ quyÒn".replace("\u00ad", ""), "Ngời dân được hưởng đủ quyền"),
        ("Tæng gi¸ 5 ® vµ 6 kg, H§ND nhËn", "Tổng giá 5 đ và 6 kg, HĐND nhận"),
        ("®îc h\u00adëng ®ñ quyÒn", "đợc hưởng đủ quyền"),  # others are there: it is a slip
    ],
)
def test_a_soft_hyphen_that_a_pdf_lost_is_restored_where_it_must_have_been(
    written: str, meant: str
) -> None:
    """Nothing is invented: Ngời is a word, though Người was meant."""
    assert heal(written)[0] == [meant]


@pytest.mark.usefixtures("small_heap")
def test_time_grows_with_the_text_and_clean_text_costs_next_to_nothing() -> None:
    def cost(text: str, times: int) -> float:
        paragraphs = [Paragraph(text)] * times
        began = time.process_time()
        healed(paragraphs)
        return time.process_time() - began

    cost(TCVN3, 10)
    assert cost(TCVN3, 4000) < 12 * max(cost(TCVN3, 1000), 0.01)
    assert cost(TCVN3 * 4000, 1) < 12 * max(cost(TCVN3 * 1000, 1), 0.01)
    assert cost(MEANT, 20_000) < 0.5  # 2 MB


@pytest.mark.parametrize("piece", ["Ã", "Ã ", "á»", "Ã¡", "\u00ad", "¸", "Hé", "é<", "Ã\ufffd"])
@pytest.mark.usefixtures("small_heap")
def test_time_grows_with_odd_texts_too(piece: str) -> None:
    def cost(size: int) -> float:
        paragraphs = [Paragraph(piece * (size // len(piece)))]
        began = time.process_time()
        healed(paragraphs)
        return time.process_time() - began

    assert cost(200_000) < 12 * max(cost(50_000), 0.005)
