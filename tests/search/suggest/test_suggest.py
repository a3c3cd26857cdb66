"""What is typed → what is offered instead, or as it is typed on; all of it has hits."""

import gc
import time
import unicodedata
import weakref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.answer.page import answer
from search.answers import GroupKind, Query, Suggestion, SuggestionKind
from search.engine.protocol import Engine
from search.query.compile import QueryTooLongError
from search.searcher import Searcher
from search.suggest.completions import CompletionGroup, _distinct, complete
from search.suggest.corrections import corrections
from search.text.syllable import syllables
from tests.search.engine.memory_engine import MemoryEngine


@pytest.fixture(scope="module")
def live(samples: Engine) -> Searcher:
    return Searcher(samples.snapshot())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # one letter
        ("giải ngânn", "giải ngân"),
        ("gải ngân", "giải ngân"),
        ("giải ngna", "giải ngân"),
        ("hội nghj", "hội nghị"),
        ("Bí thư tỉn ủy", "Bí thư tỉnh ủy"),
        # one diacritic: another, or none
        ("kinh tề", "kinh tế"),
        ("mắt trận tổ quốc", "mặt trận tổ quốc"),
        ("nông thôn mơi", "nông thôn mới"),
        ("vôn đầu tư công", "vốn đầu tư công"),
        ("chuyển đổi só", "chuyển đổi số"),
        ("UBND tinh", "UBND tỉnh"),
        # no diacritics at all
        ("giai ngan", "giải ngân"),
        ("hoi nghi", "hội nghị"),
        (
            "hoi nghi giao ban ve giai ngan von dau tu cong nam 2023",
            "hội nghị giao ban về giải ngân vốn đầu tư công năm 2023",
        ),
        (
            "hội nghị giao ban về giải ngânn vốn đầu tư công năm 2023",
            "hội nghị giao ban về giải ngân vốn đầu tư công năm 2023",
        ),
        ("giai ngan vốn", "giải ngân vốn"),
        ("nong thon moi", "nông thôn mới"),
        # keys that nobody turned into letters
        ("giari ngaan", "giải ngân"),
        ("giai3 nga6n", "giải ngân"),
        ("ddaij hooij", "đại hội"),
        ("cuwr tri", "cử tri"),
        # a blank too few or too many
        ("giảingân", "giải ngân"),
        ("giaingan", "giải ngân"),
        ("gi ải ngân", "giải ngân"),
        # as it was typed, but for the slip
        ("HỘI NGHI", "HỘI NGHỊ"),
        ("Hôi nghị", "Hội nghị"),
        ("  vốn,  giải ngânn! ", "vốn, giải ngân!"),
        ("năm 2023 giải ngânn", "năm 2023 giải ngân"),
    ],
)
def test_a_slip_is_mended(live: Searcher, typed: str, meant: str) -> None:
    offered = corrections(Query(typed), live)
    assert [one.text for one in offered[:1]] == [meant]
    assert all(one.kind is SuggestionKind.CORRECTION for one in offered)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "!!!",
        "🙂",
        "2023",
        "7.748",
        "giải ngân",
        "hội nghị",
        "Hội nghị",
        "bão số 3",
        "UBND",
    ]
    + [
        "xyzxyz",
        "khoá",
        "khóa",
        "Uỷ ban",
        "cử tri",
        "nông thôn mới",
        "covid19",
        "08/4",
        "quý I/2022",
    ],
)
def test_nothing_is_offered_for_what_is_right_or_beyond_help(live: Searcher, typed: str) -> None:
    assert corrections(Query(typed), live) == ()


@pytest.mark.parametrize(
    "typed",
    ['"giải ngânn"', "giải ngânn -vốn", "giải OR ngânn", "ngânnn*", "tỉnh:hưng giải ngânn"],
)
def test_what_is_more_than_words_is_left_alone(live: Searcher, typed: str) -> None:
    assert corrections(Query(typed), live) == ()
    assert complete(typed, live) == ()


def test_a_correction_is_offered_with_its_hits_and_never_applied(live: Searcher) -> None:
    page = answer(Query("giải ngânn"), live)
    assert page.total == 0
    [best, *_] = page.corrections
    assert (best.text, best.hits) == ("giải ngân", live.total(Query("giải ngân")))
    assert answer(Query("giải ngân"), live).corrections == ()


def test_a_correction_counts_under_the_filters(live: Searcher) -> None:
    filters = {"province": ("Hưng Yên",)}
    [best, *_] = corrections(Query("giải ngânn", filters), live)
    assert 0 < best.hits == live.total(Query("giải ngân", filters))
    assert corrections(Query("giải ngânn", {"province": ("Atlantis",)}), live) == ()


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("giải ng", "giải ngân"),
        ("giai ng", "giải ngân"),
        ("giai n", "giải ngân"),
        ("hội ng", "hội nghị"),
        ("nông th", "nông thôn"),
        ("đầu tư ", "đầu tư công"),
        ("bac k", "Bắc Kạn"),
        ("Bắc K", "Bắc Kạn"),
        ("ubn", "UBND"),
        ("ubn", "UBND tỉnh Nghệ An"),
        ("chuyển đổi s", "chuyển đổi số"),
        ("bí thư t", "Bí thư Tỉnh ủy"),
        ("nguyễn cảnh", "Nguyễn Cảnh Toại"),
        ("canh toai", "Nguyễn Cảnh Toại"),
        ("báo thái b", "Báo Thái Bình"),
        (unicodedata.normalize("NFD", "giải ngâ"), "giải ngân"),
        ("giari ngaan", "giải ngân"),  # the beginning of nothing
    ],
)
def test_what_is_typed_on(live: Searcher, typed: str, becomes: str) -> None:
    assert becomes in [one.text for one in complete(typed, live)]


def test_diacritics_typed_are_meant_while_typing(live: Searcher) -> None:
    found = complete("giả", live)
    assert found
    for one in found:
        assert "giả" in one.text or "giải" in one.text
    assert "giải ngân" not in [one.text for one in complete("giai3 ng", live)]
    assert not any(one.text.startswith("gia") for one in found)


@pytest.mark.parametrize(
    ("typed", "text", "facets"),
    [
        ("canh toai", "Nguyễn Cảnh Toại", ("person",)),
        ("bac k", "Bắc Kạn", ("province",)),
        ("ubn", "UBND tỉnh Nghệ An", ("organiser",)),
        ("báo thái b", "Báo Thái Bình", ("outlet",)),
        ("giai n", "giải ngân", ()),
    ],
)
def test_a_name_says_what_it_is_of(
    live: Searcher, typed: str, text: str, facets: tuple[str, ...]
) -> None:
    [found] = [one for one in complete(typed, live) if one.text == text]
    assert found.facets == facets
    assert (found.kind is SuggestionKind.NAME) == bool(facets)
    for facet in facets:
        assert live.total(Query(filters={facet: (text,)}))


def test_words_are_a_name_where_enough_of_their_reports_have_it() -> None:
    """The ocean is no person, though one report was read so; a province is in a list."""

    def told(facet: str, reports: int) -> tuple[str, ...]:
        words = CompletionGroup("Thái Bình Dương", 80, SuggestionKind.WORDS)
        name = CompletionGroup("Thái Bình Dương", reports, SuggestionKind.NAME, (facet,))
        [kept] = _distinct([words, name], "thai")
        return kept.facets

    assert (told("person", 1), told("person", 40)) == ((), ("person",))
    assert told("province", 1) == ("province",)


def test_titles_are_offered_whole(live: Searcher) -> None:
    titles = [one for one in complete("hội nghị ban", live) if one.kind is SuggestionKind.TITLE]
    assert titles and all(one.text.startswith('"') and one.text.endswith('"') for one in titles)


def honest(offered: tuple[Suggestion, ...], live: Searcher) -> None:
    """Each has the hits it says, one at least, and none is offered twice."""
    for one in offered:
        asked = Query(one.text)
        totals = {GroupKind.ALL: live.total(asked), **live.later_totals(asked)}
        assert one.hits == totals[one.group] > 0
        assert one.group is GroupKind.ALL or not totals[GroupKind.ALL]
    spelled = [tuple(s.exact for s in syllables(one.text)) for one in offered]
    assert len(set(spelled)) == len(spelled)


WORDS = [
    "giai",
    "giải",
    "ngaan",
    "nghị",
    "hoi",
    "hội",
    "UBND",
    "tinh",
    "Bắc",
    "nguyễn",
    "3",
    "nông",
]
TYPED = st.lists(st.sampled_from(WORDS) | st.text("aăbcdđeghinoôơrstuưy", max_size=7), max_size=4)


@settings(max_examples=60)
@given(TYPED.map(" ".join), st.sampled_from(["", " ", "n", "t"]))
def test_all_that_is_offered_is_found(live: Searcher, typed: str, more: str) -> None:
    honest(corrections(Query(typed), live), live)
    honest(complete(typed + more, live), live)
    assert len(complete(typed + more, live)) <= 8


@pytest.mark.parametrize(
    "typed",
    [
        "\x00",
        "\ud800",
        "giải\ud800 ngânn",
        "a" * 10_000,
        "a " * 200,
        "🙂 giải ngânn",
        "\u0301" * 300,
    ]
    + ["." * 400, "ă" * 499, "giai3" * 90, "\u200b", "w" * 64, "aeo" * 160, "nghieengs" * 50],
)
def test_nothing_typed_is_an_error(live: Searcher, typed: str) -> None:
    began = time.process_time()
    honest(complete(typed, live), live)
    try:
        honest(corrections(Query(typed), live), live)
    except QueryTooLongError:
        assert len(typed) > 100
    assert time.process_time() - began < 5


@pytest.mark.slow
@given(st.text(max_size=40))
def test_any_text_is_completed_and_corrected(live: Searcher, typed: str) -> None:
    honest(complete(typed, live), live)
    honest(corrections(Query(typed), live), live)


def test_a_generation_that_nobody_asks_is_let_go() -> None:
    engine = MemoryEngine()
    with engine.writer("rules") as writer:
        writer.commit()
    snapshot = engine.snapshot()
    searcher = Searcher(snapshot)
    corrections(Query("giải ngânn"), searcher)
    complete("giải", searcher)
    gone = weakref.ref(snapshot), weakref.ref(searcher)
    del engine, writer, snapshot, searcher  # this engine keeps its snapshots
    gc.collect()
    assert [one() for one in gone] == [None, None]


def test_an_empty_index_offers_nothing() -> None:
    engine = MemoryEngine()
    with engine.writer("rules") as writer:
        writer.commit()
    assert corrections(Query("giải ngânn"), Searcher(engine.snapshot())) == ()
    assert complete("giải", Searcher(engine.snapshot())) == ()


def test_keys_are_read_while_they_are_typed_but_one_letter_may_become_anything(
    live: Searcher,
) -> None:
    assert [one.text for one in complete("gia3i nga6n", live)][:1] == ["giải ngân"]
    assert corrections(Query("nguyễn v"), live) and complete("nguyễn v", live) == ()
