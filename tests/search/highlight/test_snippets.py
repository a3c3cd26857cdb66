"""Marks on whole words in the original spelling; fragments of whole clauses."""

import pytest

from search.highlight.matches import find_highlights, to_runs
from search.highlight.snippets import snippets
from search.query.compile import parse_query
from search.report import (
    FacetValue,
    MeetingReport,
    Passage,
    PassageKind,
    Status,
    StoredReport,
)
from search.text.analyze import analyze, to_bitmap
from search.text.clauses import LONGEST

LONG = (
    "Hội nghị nghe báo cáo về tình hình sản xuất vụ đông, về chăn nuôi và về thủy lợi. "
    "Đến nay toàn tỉnh giải ngân được 45% kế hoạch vốn; một số huyện đạt thấp. "
    "Các đại biểu thảo luận sôi nổi, nêu nhiều ý kiến về đất đai, môi trường, giao thông. "
    "Kết luận, đồng chí Bí thư yêu cầu đẩy nhanh giải ngân vốn đầu tư công trong quý IV. "
)


def stored(*passages: str, parts: tuple[PassageKind, ...] = ()) -> StoredReport:
    """A report of these passages, segmented as the index does."""
    text = "\n".join(passages)
    spans: list[Passage] = []
    joins: list[int] = []
    start = 0
    for number, passage in enumerate(passages):
        part = parts[number] if parts else PassageKind.BODY
        spans.append(Passage(part, (start, start + len(passage))))
        joins += sorted(start + join for join in analyze(passage).word_joins)
        start += len(passage) + 1
    title = FacetValue("x", Status.MADE)
    return StoredReport(MeetingReport("r", text, tuple(spans), title), to_bitmap(joins))


def shown(report: StoredReport, query: str) -> list[str]:
    """The fragments with [highlights]."""
    return [
        "".join(f"[{run.text}]" if run.is_highlighted else run.text for run in snippet.runs)
        for snippet in snippets(
            report.report, find_highlights(report, parse_query(query).highlighted)
        )
    ]


@pytest.mark.parametrize(
    ("text", "query", "highlighted"),
    [
        ("Du khách đến Ba Bể.", "ba bể", "Du khách đến [Ba Bể]."),
        ("Du khách đến Ba Bể.", "ba be", "Du khách đến [Ba Bể]."),
        ("Uỷ ban họp.", "ủy ban", "[Uỷ ban] họp."),
        ("báo cáo về bão", "bão", "báo cáo về [bão]"),
        ("GIẢI NGÂN chậm", "giải ngân", "[GIẢI NGÂN] chậm"),
        ("giải ngân vốn chậm", "giải ngân vốn", "[giải ngân vốn] chậm"),
        ("phòng, chống tham nhũng", '"phòng chống tham nhũng"', "[phòng, chống tham nhũng]"),
        ("bỏ\u200b qua", "bỏ", "[bỏ]\u200b qua"),
        ("giải phóng; giải ngân vốn", "giai ngan", "giải phóng; [giải ngân] vốn"),
        ("giải phóng cho ngân hàng", "giai ngan", "[giải] phóng cho [ngân] hàng"),
        ("bão số 3 làm 3/10 xã ngập", "bão số 3", "[bão số 3] làm 3/10 xã ngập"),
        ("đầu tư công và công tác khác", "công", "đầu tư [công] và công tác khác"),
    ],
)
def test_highlights(text: str, query: str, highlighted: str) -> None:
    assert shown(stored(text), query) == [highlighted]


def test_a_phrase_is_not_marked_across_two_words() -> None:
    report = stored("Sớm hoàn thành lập quy hoạch; kỷ niệm 190 năm thành lập tỉnh.")
    assert shown(report, "thành lập") == [
        "Sớm hoàn thành lập quy hoạch; kỷ niệm 190 năm [thành lập] tỉnh."
    ]


@pytest.mark.parametrize(
    ("text", "query", "highlighted"),
    [
        ("Tỉnh hoàn thành lập quy hoạch.", "thành lập", "Tỉnh hoàn [thành lập] quy hoạch."),
        ("Các bộ và công chức.", '"và công"', "Các bộ [và công] chức."),
        (
            "Các bộ và công chức làm việc công và công khai.",
            '"và công"',
            "Các bộ [và công] chức làm việc công [và công] khai.",
        ),
    ],
)
def test_a_hit_is_never_without_a_highlight(text: str, query: str, highlighted: str) -> None:
    """Where a phrase only tears words apart, that is shown: the reader sees why it is a hit."""
    assert shown(stored(text), query) == [highlighted]


def test_only_what_is_searched_is_marked() -> None:
    report = stored(
        "Họp bàn về nghị quyết.",
        "https://x.vn/nghi-quyet",
        parts=(PassageKind.BODY, PassageKind.TRAILER),
    )
    assert shown(report, "nghi") == ["Họp bàn về [nghị] quyết."]
    found = find_highlights(report, parse_query("nghi").highlighted)
    assert [highlight[:2] for highlight in found] == [(11, 15)]


def test_a_decomposed_text_is_marked_as_it_stands() -> None:
    import unicodedata

    text = unicodedata.normalize("NFD", "cơn bão số ba")
    assert shown(stored(text), "bão") == [text.replace("ba\u0303o", "[ba\u0303o]")]


def test_fragments_are_whole_clauses_and_the_best_of_them() -> None:
    report = stored(LONG * 3)
    found = shown(report, "giải ngân vốn đầu tư công")
    assert 1 <= len(found) <= 3
    assert any("[giải ngân vốn đầu tư công]" in fragment for fragment in found)
    for fragment in found:
        plain = fragment.replace("[", "").replace("]", "")
        assert plain in report.report.text
        assert len(plain) <= LONGEST
        assert plain[-1] in ".;,"
    assert len(set(found)) == len(found)


def test_no_phrase_is_lost_that_a_later_fragment_could_show() -> None:
    """The window of the last highlight overlaps the best one; a later one does not."""
    filler = "xx " * 27
    report = stored(f"{filler}bão. mưa gió {filler}xx. {filler}lũ. {filler}xx.")
    found = shown(report, "bão mưa gió lũ")
    assert all(f"[{word}]" in "".join(found) for word in ("bão", "lũ"))


def test_a_highlight_across_the_end_of_a_clause_is_shown_whole() -> None:
    """A phrase finds words on both sides of a full stop; the reader sees what was found."""
    report = stored("xx " * 60 + ". Họp ở thành phố. Hà Nội " + "yy " * 80 + ". Hết.")
    concepts = [parse_query(text).highlighted[0] for text in ('"thành phố hà nội"', '"phố"')]
    found = snippets(report.report, find_highlights(report, concepts))
    runs = [run.text for snippet in found for run in snippet.runs if run.is_highlighted]
    assert "thành phố. Hà Nội" in runs


def test_captions_come_after_the_body() -> None:
    captions = [f"Ảnh {number}: nêu rõ về bão lũ." for number in range(3)]
    body = [f"Việc thứ {number} là khắc phục bão lũ." for number in range(3)]
    report = stored(*captions, *body, parts=(PassageKind.CAPTION,) * 3 + (PassageKind.BODY,) * 3)
    best = snippets(report.report, find_highlights(report, parse_query("bão lũ").highlighted))
    assert [report.report.passages[s.passage].kind for s in best] == [PassageKind.BODY] * 3


def test_without_words_a_report_shows_how_it_begins() -> None:
    report = stored("Một câu chú thích.", LONG, parts=(PassageKind.CAPTION, PassageKind.BODY))
    assert shown(report, "") == [LONG[: LONG.index(" Kết luận")]]


def test_a_passage_without_any_end_is_cut_at_blanks() -> None:
    report = stored("từ " * 400 + "bão" + " từ" * 400)
    [fragment] = shown(report, "bão")
    assert "[bão]" in fragment and len(fragment) <= LONGEST + 2


def test_a_long_report_takes_no_longer_than_it_is_long() -> None:
    """Work grows with the text: ten times the text, not a hundred times the windows looked at."""
    import cProfile
    import pstats

    def calls(times: int) -> int:
        report = stored("\n".join([LONG] * times))
        profile = cProfile.Profile()
        profile.runcall(shown, report, "giải ngân vốn đầu tư công")
        return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]

    assert calls(200) < 13 * calls(20)


def test_pieces_put_the_text_together_again() -> None:
    report = stored(LONG)
    span = (0, len(LONG))
    assert "".join(p.text for p in to_runs(report.report.text, span, [])) == LONG
