"""Texts that nobody wrote to be read: each gets facets, the same ones twice.

That they take time in proportion to their length is measured by benchmarks/long_texts.py.
"""

import unicodedata
from pathlib import Path

import pytest

from indexer.build.look import documents
from indexer.read.document import RawDocument
from indexer.read.limits import MAX_BYTES
from search.text.tones import newer_tones
from tests.indexer.facets.test_evidence import broken
from tests.indexer.facets.test_facets import understood, values

HELD = (
    "Sáng 25/8/2023, UBND tỉnh Hưng Yên tổ chức hội nghị giao ban. Đồng chí Lê Văn Hoà, Chủ tịch "
    "UBND tỉnh chủ trì. Thu ngân sách đạt 8.500 tỷ đồng, tăng 5% so với cùng kỳ. "
)
OPENING = "Sáng 6/12/2023, UBND tỉnh Hà Giang tổ chức hội nghị "
LETTERS = "BCDGHKLMNPQRSTVX"
NAMES = "; ".join(f"Nguyễn {a}ăn {b}inh, Bí thư Huyện ủy" for a in LETTERS for b in LETTERS)
TEXTS = {
    "nothing": "",
    "one character": "A",
    "blanks": " \u00a0\u200b\n\t ",
    "no line breaks": HELD * 300,
    "only captions": "Quang cảnh hội nghị.\nQuang cảnh hội nghị.\n" * 200,
    "a table": "STT\tHuyện\tĐạt (%)\n" + "".join(f"{n}\tHuyện {n}\t{n},5\n" for n in range(400)),
    "all capitals": HELD.upper() * 20,
    "names": f"Dự hội nghị có các đồng chí: {NAMES}.",
    "decomposed": unicodedata.normalize("NFD", HELD * 5),
    "tones in both places": HELD + HELD.replace("Hoà", "Hòa").replace("ủy", "uỷ"),
    "line ends of all kinds": HELD.replace(". ", ".\r\n") + HELD.replace(". ", ".\r"),
    "marks without letters": "\u0301" * 2000,
    "directions": f"\u202e{HELD}\u202c\u2066{HELD}",
    "lone surrogate": f"{HELD}\ud800",
    "brackets": "(" * 3000 + ")" * 3000,
    "digits": "1/2/2023, " * 2000,
    "points": "…" * 3000 + "..." * 1000 + "?" * 3000 + "!" * 3000,
    "a sentence of figures": f"{OPENING}{'GRDP tăng 5%; ' * 1000}",
    "a sentence of places": f"{OPENING}{'thu ngân sách của tỉnh Hưng Yên đạt 5 tỷ đồng, ' * 300}",
    "a sentence of some places": f"{OPENING}{'GRDP của 9 huyện đạt 5%, ' * 600}",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_an_answer(text: str) -> None:
    made = understood(text)
    assert understood(text) == made
    assert list(broken(made)) == []


@pytest.mark.parametrize("name", ["decomposed", "tones in both places", "no line breaks"])
def test_how_a_text_is_written_changes_nothing(name: str) -> None:
    plain, odd = understood(HELD), understood(TEXTS[name])
    for facet in ("meeting_type", "organiser", "province", "event_date"):
        assert values(odd, facet) == values(plain, facet)
    assert list(map(newer_tones, values(odd, "people"))) == ["Lê Văn Hòa"]


def test_each_of_many_names_is_found_once() -> None:
    assert len(values(understood(TEXTS["names"]), "people")) == len(LETTERS) ** 2


def test_what_is_too_long_for_the_index_can_still_be_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("x" * (MAX_BYTES + 1), "utf-8")
    [document] = documents([path])
    assert isinstance(document, RawDocument) and len(document.text) > MAX_BYTES
