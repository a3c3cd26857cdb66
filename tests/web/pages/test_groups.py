"""The page of results where some hits hold a part of the query, or its syllables apart."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from search.answer.page import answer
from search.answers import (
    GroupKind,
    HitGroup,
    Notice,
    NoticeKind,
    Page,
    Query,
    Suggestion,
    SuggestionKind,
)
from search.engine.protocol import Engine
from search.searcher import Searcher
from tests.web.pages.outline import Outline
from web.app import create_app

ALL, PART, APART = GroupKind
MOST = "Báo cáo khác, chỉ có một phần (30)"
LOOSE = "Báo cáo khác, có các tiếng này ở rời nhau hoặc có dấu khác (3.100)"

Show = Callable[..., str]


@pytest.fixture
def show(samples: Engine, monkeypatch: pytest.MonkeyPatch) -> Show:
    """Totals by group, and the group of each hit → the page of results, in one line."""
    client = create_app(samples).test_client()

    def shown(totals: dict[GroupKind, int], *kinds: GroupKind, **changed: object) -> str:
        def answered(query: Query, searcher: Searcher, _: object) -> Page:
            found = answer(Query("hội nghị"), searcher)
            assert len(found.hits) >= len(kinds)
            hits = tuple(replace(h, group=k) for h, k in zip(found.hits, kinds, strict=False))
            groups = tuple(HitGroup(kind, total) for kind, total in totals.items())
            made = replace(found, query=query, hits=hits, groups=groups, total=totals[ALL], pages=9)
            return replace(made, **changed)  # type: ignore[arg-type]

        monkeypatch.setattr("web.pages.results.answer", answered)
        text = client.get("/?q=giao ban&province=Nghệ An").text
        Outline(text)
        return " ".join(text.split())

    return shown


def test_each_group_has_its_heading_and_its_number(show: Show) -> None:
    text = show({ALL: 3, PART: 30, APART: 3100}, ALL, PART, PART, APART)
    assert text.count(MOST) == text.count(LOOSE) == 1
    headings = re.findall(r"<(h[1-6])(?: class=\"(\w+)\")?>", text[: text.index("</main>")])
    hit, group, below = ("h2", ""), ("h2", "group"), ("h3", "")
    assert headings == [("h1", ""), hit, group, below, below, group, below]
    assert re.findall(r'<ol class="hits" start="(\d+)">', text) == ["1", "2", "4"]
    assert "<h1>3 báo cáo cho “giao ban”" in text


def test_hits_that_hold_all_have_no_heading(show: Show) -> None:
    text = show({ALL: 30}, ALL, ALL)
    assert 'class="group"' not in text and "<h3" not in text[: text.index("</main>")]


def test_a_later_page_begins_with_its_heading(show: Show) -> None:
    text = show({ALL: 3, PART: 30}, PART, PART, page=2)
    assert text.index(MOST) < text.index('<ol class="hits" start="11">')


def test_no_report_holds_all(show: Show) -> None:
    meant = Suggestion("giao bán", 2, SuggestionKind.CORRECTION)
    text = show({ALL: 0, PART: 30, APART: 3100}, PART, APART, corrections=(meant,))
    order = [
        "<h1>Không báo cáo nào có đủ “giao ban”, lọc theo Tỉnh: Nghệ An</h1>",
        "Có phải bạn tìm:",
        "Bạn có thể thử:",
        "Báo cáo gần nhất, chỉ có một phần (30)",
        "<h3>",
        LOOSE.replace("khác, có", "gần nhất, có"),
        "<h3>",
        'class="pager"',
    ]
    at = 0
    for part in order:
        at = text.index(part, at)
    assert "kiểm tra chính tả" not in text and "/results.csv" not in text
    form = text[text.index('id="filter"') :]
    assert 'name="sort" form="filter"' in text and 'type="hidden" name="sort"' not in form


def test_only_loose_ones(show: Show) -> None:
    text = show({ALL: 0, APART: 3100}, APART)
    assert "Báo cáo gần nhất, có các tiếng này ở rời nhau hoặc có dấu khác (3.100)</h2>" in text


def test_nothing_at_all_is_said_as_ever(show: Show) -> None:
    text = show({ALL: 0})
    assert "Không tìm thấy báo cáo nào cho “giao ban”" in text
    assert 'class="group"' not in text and 'class="hits"' not in text
    assert "kiểm tra chính tả" in text


def test_groups_in_one_list_are_told_at_each_hit(show: Show) -> None:
    text = show({ALL: 2, PART: 30, APART: 3100}, PART, ALL, PART, ALL, APART)
    assert "Có đủ: 2 báo cáo; có một phần: thêm 30 báo cáo (xếp chung theo mức liên quan)" in text
    assert text.count('<span class="made">có một phần</span>') == 2
    assert text.count(LOOSE) == 1


def test_what_else_may_be_meant_is_linked(show: Show) -> None:
    notice = Notice(NoticeKind.ANY_DIACRITICS, ("giao",), others=("giáo ban", "giao bán"))
    text = show({ALL: 3}, ALL, notices=(notice,))
    assert re.search(
        r'Cũng có thể là: <a href="/\?q=gi%C3%A1o\+ban&[^"]*">giáo ban</a>, '
        r'<a href="/\?q=giao\+b%C3%A1n&[^"]*">giao bán</a>\.',
        text,
    )
