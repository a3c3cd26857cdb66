"""The name of the meeting → what sets it apart."""

import pytest

from indexer.lexicon import rows
from tests.indexer.facets.test_facets import understood


def variants(text: str) -> list[str]:
    return [variant.value for variant in understood(text).facets.variant]


@pytest.mark.parametrize("row", rows("variants.tsv"), ids="-".join)
def test_each_variant_is_known(row: tuple[str, str, str]) -> None:
    value, word, names = row
    for name in names.split(", "):
        said = name.replace("…", word)
        text = f"Sáng 5/7, huyện có hội nghị, kỳ họp {said} bàn nhiều việc."
        [found] = understood(text).facets.variant
        assert found.value == value and found.evidence
        assert text[slice(*found.evidence)] == said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hội nghị Ban Thường vụ Huyện ủy, kỳ chuyên đề, họp sáng 5/7.", ["kỳ chuyên đề"]),
        ("HĐND huyện tổ chức kỳ họp chuyên đề (bất thường).", ["kỳ chuyên đề", "bất thường"]),
        (
            "Chờ kỳ họp (bất thường) thứ 13 tới.\nSáng 5/7, huyện họp định kỳ.\nHọp định kỳ xong.",
            ["định kỳ"],
        ),
        (
            "HĐND huyện họp chuyên đề.\nHọp bất thường diễn ra sáng 5/7.",
            ["kỳ chuyên đề", "bất thường"],
        ),
        ("Hội nghị bàn phương án mở rộng sân bay khi thời tiết bất thường.", []),
        ("HĐND huyện sẽ tổ chức kỳ họp bất thường vào tuần tới.", []),
        ("Cử tri nghe kết quả kỳ họp bất thường của HĐND huyện.", []),
    ],
)
def test_variants(text: str, found: list[str]) -> None:
    assert variants(text) == found
