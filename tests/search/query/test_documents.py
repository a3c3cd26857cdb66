"""The number of a document is one thing, whichever way it is written."""

from dataclasses import replace
from pathlib import Path

import pytest

from search.answer.page import answer
from search.answers import GroupKind, Query
from search.engine.urls import open_engine
from search.index.entry import index_entry
from search.query.documents import _entries
from search.query.lookup import NO_LOOKUP
from search.query.recognise import concepts
from search.query.run import Run
from search.searcher import Searcher
from search.text.syllable import syllables
from tests.search.highlight.test_snippets import stored
from tests.search.query.test_concepts import shown


def variants(text: str) -> list[list[str]]:
    return [[shown(own) for own in c.variants] for c in concepts(Run(text, NO_LOOKUP))]


NQ57 = ["nghi5 quyêt1 57", "nghi5 quyêt1 sô1 57", "nq 57", "nq sô1 57", "57 nq"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Nghị quyết 57", [NQ57]),
        ("Nghị quyết số 57", [[NQ57[1], NQ57[0], *NQ57[2:]]]),
        ("NQ 57", [["~nq 57", *NQ57]]),
        ("nq số 57", [["~nq sô1 57", *NQ57]]),
        ("nghi quyet 57", [["~nghi ~quyet 57", *NQ57]]),
        ("15-NQ/TU", [["15 ~nq ~tu"]]),
        ("Nghị quyết số 15-NQ/TU", [["nghi5 quyêt1 sô1 15 ~nq ~tu", "15 ~nq ~tu"]]),
        ("57-NQ/TW", [["57 ~nq ~tw", "57 ~nq tư", "57 ~nq t ư"]]),
        ("57-NQ/T.Ư", [["57 ~nq ~t ư", "57 ~nq tw", "57 ~nq tư"]]),
        ("57-NQ/TƯ", [["57 ~nq tư", "57 ~nq tw", "57 ~nq t ư"]]),
        (
            "37/2023/NĐ-CP",
            [
                [
                    "37 2023 nđ ~cp",
                    "nghi5 đinh5 37 2023",
                    "nghi5 đinh5 sô1 37 2023",
                    "nđ 37 2023",
                    "nđ sô1 37 2023",
                ]
            ],
        ),
        (
            "10/2023/TT-BTC",
            [
                [
                    "10 2023 ~tt ~btc",
                    "thông tư 10 2023",
                    "thông tư sô1 10 2023",
                    "tt 10 2023",
                    "tt sô1 10 2023",
                ]
            ],
        ),
        ("123-BC/TU", [["123 ~bc ~tu"]]),
        ("B-2", [["~b 2"]]),
        ("B-2/TW", [["~b 2 ~tw", "~b 2 tư", "~b 2 t ư"]]),
        # no documents
        ("kế hoạch 2024", [["kê1 hoach5"], ["2024"]]),
        ("kế hoạch 5 năm", [["kê1 hoach5"], ["5"], ["năm"]]),
        ("báo cáo 6 tháng", [["bao1 cao1"], ["6"], ["thang1"]]),
        ("thông báo 5 đơn vị", [["thông bao1"], ["5"], ["đơn vi5|vy5"]]),
        ("kinh tế-xã hội", [["~kinh tê1 xa4 hôi5", "kt xh", "ktxh", "kt xa4 hôi5", "kinh tê1 xh"]]),
        ("hà nội-2023", [["ha2 nôi5"], ["2023"]]),
    ],
)
def test_documents(typed: str, expected: list[list[str]]) -> None:
    assert variants(typed) == expected


KINDS = [(long, short) for use, long, short in _entries() if use in ("kind", "doubtful")]


@pytest.mark.parametrize(("long", "short"), KINDS)
def test_each_kind_is_found_by_either_name(long: str, short: str) -> None:
    """Whatever stands in the list: "X 7", "X số 7", "A 7", "A số 7" and "7-A" find each other."""
    for typed in (f"{long} 7", f"{long} số 7", f"{short} 7", f"{short} số 7"):
        [concept] = concepts(Run(typed, NO_LOOKUP))
        found = {shown(own) for own in concept.variants}
        for written in (f"{long} 7", f"{long} số 7", f"{short} 7", f"{short} số 7", f"7 {short}"):
            assert " ".join(s.exact for s in syllables(written)) in found, (typed, written)


def test_what_is_told_is_not_what_was_typed() -> None:
    [concept] = concepts(Run("NGHỊ QUYẾT 57", NO_LOOKUP))
    assert concept.notice_words == ("nghị quyết số 57", "NQ 57", "NQ số 57", "57-NQ")


def test_the_parts_of_a_document_that_stand_apart_come_last(tmp_path: Path) -> None:
    texts = {
        "named": "Hội nghị quán triệt Nghị quyết số 34-NQ/TW.",
        "apart": "Có 34 xã học tập các nghị quyết. Nghị quyết được quán triệt.",
        "other": "Hội nghị bàn về chè.",
    }
    engine = open_engine(str(tmp_path / "index"))
    with engine.writer("rules") as writer:
        for name, text in texts.items():
            writer.put(index_entry(replace(stored(text).report, id=name), name, [name]))
        writer.commit()
    page = answer(Query("Nghị quyết 34"), Searcher(engine.snapshot()))
    assert page.total == 1
    found = [(hit.report.id, hit.group) for hit in page.hits]
    assert found == [("named", GroupKind.ALL), ("apart", GroupKind.APART)]
    assert any(run.is_highlighted for own in page.hits[1].snippets for run in own.runs)
