"""Runs of a passage, and what stands in it that links lead to → the same text with anchors."""

from itertools import accumulate

import pytest

from search.answers import TextRun
from web.pages.anchored import ShownRun, anchored, cells

TEXT = "Thu đạt 21.500 tỷ đồng, tăng 8,3-8,5%."
MONEY, LOW, BOTH = (8, 22), (29, 32), (29, 37)


def said(runs: list[ShownRun]) -> list[tuple[str, tuple[str, ...]]]:
    return [(run.text, run.anchors) for run in runs]


def test_words_that_links_lead_to_have_an_anchor_at_their_first_character() -> None:
    assert said(anchored([TextRun(TEXT)], 0, [MONEY, BOTH])) == [
        ("Thu đạt ", ()),
        ("21.500 tỷ đồng", ("at-8",)),
        (", tăng ", ()),
        ("8,3-8,5%", ("at-29",)),
        (".", ()),
    ]


def test_an_anchor_counts_from_the_beginning_of_the_report() -> None:
    runs = anchored([TextRun(TEXT)], 100, [(108, 122), (0, 4), (900, 904)])
    assert said(runs) == [
        ("Thu đạt ", ()),
        ("21.500 tỷ đồng", ("at-108",)),
        (", tăng 8,3-8,5%.", ()),
    ]


@pytest.mark.parametrize("cut", [4, 10, 22, 30])
def test_a_highlight_stays_one_and_the_text_as_it_is(cut: int) -> None:
    runs = [TextRun(TEXT[:4]), TextRun(TEXT[4:cut], True), TextRun(TEXT[cut:])]
    found = anchored([run for run in runs if run.text], 0, [MONEY, LOW, BOTH])
    assert "".join(run.text for run in found) == TEXT
    assert sum(run.is_highlighted for run in found) == (cut > 4)
    anchors = [anchor for run in found for anchor in run.anchors]
    assert anchors == ["at-8", "at-29"], "each once"
    begins = accumulate((len(run.text) for run in found), initial=0)
    spans = [(own, own + len(run.text)) for own, run in zip(begins, found, strict=False)]
    for (first, end), run in zip(spans, found, strict=True):
        assert all(first <= int(own.removeprefix("at-")) < end for own in run.anchors)


def test_cells_are_cut_at_tabs_and_keep_their_anchors() -> None:
    row = "Hưng Yên\t21.500\t8,5"
    found = cells(anchored([TextRun(row)], 0, [(9, 15), (16, 19)]))
    assert [[own for own in said(cell) if own[0]] for cell in found] == [
        [("Hưng Yên", ())],
        [("21.500", ("at-9",))],
        [("8,5", ("at-16",))],
    ]
