"""The name of a source, as files give it → one spelling, so that it is one value."""

import unicodedata

import pytest

from indexer.facets.outlet import one_spelling


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("Báo Nam Định", "Báo Nam Định"),
        ("BÁO NAM ĐỊNH", "Báo Nam Định"),
        ("báo nam định", "Báo Nam Định"),
        ("Báo\nNam Định", "Báo Nam Định"),
        (" Báo  Nam\u00a0Định ", "Báo Nam Định"),
        (unicodedata.normalize("NFD", "BÁO NAM ĐỊNH"), "Báo Nam Định"),
        ("Báo Nam Định.", "Báo Nam Định"),
        (": Báo Nam Định;", "Báo Nam Định"),
        ('Báo "Đất/Nước": Thời sự', 'Báo "Đất/Nước": Thời sự'),
        ("...", "..."),
        ("BÁO ẢNH TTXVN", "Báo Ảnh TTXVN"),
        ("BÁO ĐẤT/NƯỚC", "Báo Đất/Nước"),
        ("TTXVN", "TTXVN"),
        ("vnexpress", "vnexpress"),
        ("Báo điện tử Chính phủ", "Báo điện tử Chính phủ"),
        ("báo Nam Định", "Báo Nam Định"),
        ("báo NAM ĐỊNH", "Báo Nam Định"),
        ("BÁO Nam Định", "Báo Nam Định"),
        ("báo điện tử VOV", "Báo điện tử VOV"),
        ("BÁO điện tử TIN", "Báo điện tử Tin"),
        ("Báo TIN", "Báo TIN"),
        ("vnexpress Thể thao", "vnexpress Thể thao"),
        ("!!", "!!"),
    ],
)
def test_a_source_has_one_spelling(given: str, written: str) -> None:
    assert one_spelling(given) == written
    assert one_spelling(written) == written
