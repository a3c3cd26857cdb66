"""Last lines of articles → authors and agencies, and nothing else."""

import pytest

from indexer.lexicon import rows
from tests.indexer.facets.test_facets import LEAD, understood


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Minh Sim", ["Minh Sim"]),
        ("LÒ PÁO - Ảnh: VŨ SIM", ["Vũ Sim"]),
        ("Ảnh: VGP/Minh Sim", ["VGP", "Minh Sim"]),
        ("Theo Tuổi Trẻ", ["Tuổi Trẻ"]),
        ("Minh SimTheo Reuters", ["Minh Sim", "Reuters"]),
        ("Minh SimVietnamNet", ["Minh Sim", "VietnamNet"]),
        ("Minh Sim (Theo Reuters)", []),  # no byline: a bracket stands in it
        # captions
        ("Ông Lò Văn Páo.", []),
        ("Bà Vũ Thị Sim - Ảnh: Minh Sim", ["Minh Sim"]),
        ("ĐBQH Lò Văn Páo.", []),
        ("TS Lò Văn Páo - Ảnh: NVCC", []),
        ("Nhà Trắng, Mỹ.", []),
        ("Hà Nội", []),
        ("Cảng HKQT Tân Sơn Nhất.", []),
        ("Ảnh: Internet", []),
        ("Theo Chính Phủ", []),
        # pen names that look like others
        ("Nhật Sim", ["Nhật Sim"]),
        ("Anh Páo", ["Anh Páo"]),
    ],
)
def test_authors_and_agencies(line: str, names: list[str]) -> None:
    text = f"{LEAD}\n{line}"
    found = understood(text).facets.byline
    assert [author.value for author in found] == names
    for author in found:
        assert author.evidence
        assert text[slice(*author.evidence)].casefold() == author.value.casefold()


def test_whom_the_text_tells_of_is_no_author() -> None:
    told = "Sáng 5/6, ông Lò Văn Páo dự họp. Mọi người vỗ tay."
    assert understood(f"{told}\nLò Văn Páo.").facets.byline == ()
    credited = "Sáng 5/6, mọi người dự họp (ảnh: Lò Văn Páo). Mọi người vỗ tay."
    [author] = understood(f"{credited}\nLò Văn Páo.").facets.byline
    assert author.value == "Lò Văn Páo"


@pytest.mark.parametrize("row", rows("agencies.txt"), ids="".join)
def test_each_agency_is_written_as_it_writes_itself(row: tuple[str]) -> None:
    found = understood(f"{LEAD}\nMinh Sim - {row[0]}").facets.byline
    pointed = "." in row[0] or "+" in row[0]  # such a line is no byline
    assert [author.value for author in found] == ([] if pointed else ["Minh Sim", row[0]])
