"""Query → Page over the samples: pages, counts, notices, and the JSON answer."""

from pathlib import Path
from typing import Any

import pytest

from search.answer.json_records import answer_record
from search.answer.page import answer
from search.answers import NoticeKind, Query, Sort
from search.engine.protocol import Engine, Request
from search.engine.urls import open_engine
from search.facets.registry import COUNTED, OFFERED, UNKNOWN, Facet, UnknownFacetError
from search.index.entry import index_entry
from search.searcher import Searcher
from search.serialization import plain
from search.suggest.completions import complete
from search.text.collate import vietnamese_order
from search.text.normalize import normalize
from tests.search.highlight.test_snippets import stored


def ask(samples: Engine, query: Query) -> list[str]:
    return [hit.report.id for hit in answer(query, Searcher(samples.snapshot())).hits]


@pytest.mark.parametrize(("one", "other"), [("hoà", "hòa"), ("ỦY BAN", "uỷ ban"), ("Ðảng", "đảng")])
def test_spellings_answer_alike(samples: Engine, one: str, other: str) -> None:
    assert ask(samples, Query(one, size=100)) == ask(samples, Query(other, size=100)) != []


def test_diacritics_typed_are_meant(samples: Engine) -> None:
    """Whatever is found for "bão" holds bão, not báo cáo."""
    found = answer(Query("bão", size=100), Searcher(samples.snapshot()))
    assert 0 < found.total < answer(Query("báo", size=100), Searcher(samples.snapshot())).total
    for hit in found.hits:
        shown = [*hit.title, *(run for snippet in hit.snippets for run in snippet.runs)]
        assert {normalize(p.text).text.lower() for p in shown if p.is_highlighted} == {"bão"}


def test_without_diacritics_every_spelling_is_found(samples: Engine) -> None:
    found = set(ask(samples, Query("giai ngan von dau tu cong", size=100)))
    assert found >= set(ask(samples, Query("giải ngân vốn đầu tư công", size=100))) != set()


def test_structure_is_not_text(samples: Engine) -> None:
    assert ask(samples, Query("date")) == []


def test_counts_are_what_a_click_gives(samples: Engine) -> None:
    live = Searcher(samples.snapshot())
    query = Query("giải ngân", {"province": ("Hưng Yên",)})
    facets = answer(query, live).facets
    assert facets["province"] and facets["year"]
    for name, counts in facets.items():
        for count in counts:
            filters = {**query.filters, name: (count.value,)}
            assert answer(Query(query.text, filters), live).total == count.count


def test_values_are_in_order(samples: Engine) -> None:
    facets = answer(
        Query(filters={"province": ("Thái Bình",)}), Searcher(samples.snapshot())
    ).facets
    assert facets["province"][0].value == "Thái Bình" and facets["province"][0].selected
    rest = [c for c in facets["province"][1:] if c.value != UNKNOWN]
    assert rest == sorted(rest, key=lambda c: (-c.count, vietnamese_order(c.label)))
    years = [count.value for count in answer(Query(), Searcher(samples.snapshot())).facets["year"]]
    assert years[:-1] == sorted(years[:-1], reverse=True) and years[-1] == UNKNOWN


def test_no_words_means_newest_first(samples: Engine) -> None:
    hits = answer(Query(size=100), Searcher(samples.snapshot())).hits
    days = [hit.report.facets.event_date[0].value for hit in hits if hit.report.facets.event_date]
    dated = [day for day in days if day[0] != "-"]
    assert dated == sorted(dated, reverse=True)
    oldest = answer(Query(sort=Sort.OLDEST), Searcher(samples.snapshot())).hits[0]
    assert oldest.report.facets.event_date[0].value == dated[-1]


def test_a_page_beyond_the_end_is_the_last_one(samples: Engine) -> None:
    found = answer(Query(page=99, size=20), Searcher(samples.snapshot()))
    assert (found.page, found.pages, len(found.hits)) == (3, 3, 2)
    assert [notice.kind for notice in found.notices] == [NoticeKind.LAST_PAGE]
    assert answer(Query("xyz", page=3), Searcher(samples.snapshot())).page == 1


def test_unknown_facets_and_values(samples: Engine) -> None:
    with pytest.raises(UnknownFacetError):
        answer(Query(filters={"colour": ("red",)}), Searcher(samples.snapshot()))
    found = answer(
        Query(filters={"province": ("Atlantis", "Hưng Yên")}), Searcher(samples.snapshot())
    )
    assert [(n.kind, n.words) for n in found.notices] == [
        (NoticeKind.UNKNOWN_VALUE, ("province", "Atlantis"))
    ]
    assert found.total == 6
    assert ("Atlantis", 0, True) in [
        (c.value, c.count, c.selected) for c in found.facets["province"]
    ]


def test_nothing_to_find_is_said(samples: Engine) -> None:
    found = answer(Query("?!"), Searcher(samples.snapshot()))
    assert (found.total, [notice.kind for notice in found.notices]) == (
        0,
        [NoticeKind.NOTHING_TO_FIND],
    )


def test_the_json_answer(samples: Engine) -> None:
    record: Any = plain(answer_record(answer(Query("bao so 3"), Searcher(samples.snapshot()))))
    assert list(record) == [
        "query",
        "understood",
        "total",
        "page",
        "pages",
        "hits",
        "facets",
        "generation",
        "suggestions",
        "groups",
        "collapsed",
    ]
    assert record["understood"] == [
        {
            "kind": "reading",
            "words": ["bão số 3", "bao so 3"],
            "instead": '="bao so 3"',
            "others": [],
        }
    ]
    hit = record["hits"][0]
    own = {"id", "title", "score", "facets", "snippets", "group", "added"}
    assert own | {"snippet_pages", "copies"} == set(hit)
    assert {"text": "bão số 3", "mark": True} in [p for s in hit["snippets"] for p in s]
    assert list(record["facets"]) == list(OFFERED)
    assert {"value", "label", "count"} == set(record["facets"]["meeting_type"][0])


@pytest.mark.parametrize("facet", COUNTED, ids=lambda facet: facet.name)
def test_every_facet_can_be_filtered_by(samples: Engine, facet: Facet) -> None:
    live = Searcher(samples.snapshot())
    counts = live.snapshot.search(Request(limit=0, counted=(facet.name,))).counts[facet.name]
    assert counts.keys() - {UNKNOWN}, "no sample has a value"
    for value, count in counts.items():
        page = answer(Query(filters={facet.name: (value,)}), live)
        assert page.total == count
        assert {value, facet.label_of(value)} <= {
            x for c in page.facets[facet.name] for x in (c.value, c.label)
        }


def test_a_chosen_value_is_always_counted(samples: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.facets.values.MAX_CHOICES", 2)
    counts = answer(Query(filters={"year": ("2019",)}), Searcher(samples.snapshot())).facets["year"]
    assert [(c.value, c.selected) for c in counts][2:] == [("2019", True)]


def test_a_merger_is_offered_once_and_with_its_hits(samples: Engine) -> None:
    live = Searcher(samples.snapshot())
    for typed in ("Thái Nguyên", "Thái Nguyên, Thái Nguyên", "thai nguyen"):
        mergers = [n for n in answer(Query(typed), live).notices if n.kind is NoticeKind.MERGED]
        [(notice, hits)] = [(one, int(one.words[-1])) for one in mergers]
        assert hits == answer(Query(notice.instead), live).total > 0
    assert answer(Query("a " * 120 + "hcm"), live).total == 0


def test_a_word_too_long_for_a_query_is_not_offered(tmp_path: Path) -> None:
    engine = open_engine(str(tmp_path / "index"))
    with engine.writer("rules") as writer:
        report = stored("giải " + "giải" * 3000).report
        writer.put(index_entry(report, "digest", ["file"]))
        writer.commit()
    assert len(complete("gi", Searcher(engine.snapshot()))) < 2


def test_a_spelling_is_taken_as_it_was_typed(samples: Engine) -> None:
    """="giai ngan" switches off that words without diacritics are looked up in any spelling."""
    live = Searcher(samples.snapshot())
    folded = answer(Query("giai ngan"), live)
    (notice,) = folded.notices
    assert folded.total > 0 and notice.instead == '="giai ngan"'
    assert answer(Query(notice.instead), live).total == 0
    assert answer(Query(notice.instead), live).notices == ()
    exact = answer(Query('="giải ngân"'), live)
    assert exact.total == answer(Query('"giải ngân"'), live).total > 0
    assert any(run.is_highlighted for run in exact.hits[0].snippets[0].runs)
    both = answer(Query('="giải ngân" -="đầu tư"'), live).total
    assert both == answer(Query('"giải ngân" -"đầu tư"'), live).total < exact.total
