"""What functions write as HTML: whatever is not ours is escaped, numbers are Vietnamese."""

from search.answers import FacetCount, Query, Snippet, TextRun
from search.explore.timeline import Beyond, TimelinePeriod
from search.facets.registry import COUNTED_BY_NAME
from search.report import FacetValue, MeetingReport, Passage, PassageKind, Status
from web.pages.markup import (
    bars,
    links_in_a_year,
    made,
    period_link,
    pick,
    runs,
    snippets,
    values_to_choose,
)
from web.pages.presets import Preset

ODD = "<b>\"&'"
ESCAPED = "&lt;b&gt;&quot;&amp;&#x27;"


def test_runs_of_text() -> None:
    assert runs((TextRun(ODD, True), TextRun(f"a\t{ODD}"))) == (
        f"<mark>{ESCAPED}</mark>a | {ESCAPED}"
    )


def test_a_fragment_says_that_a_sentence_goes_on_and_leads_to_its_passage() -> None:
    body = PassageKind.BODY
    passages = Passage(body, (0, 5)), Passage(body, (6, 15), page=3)
    report = MeetingReport("a", "Xong.\ngiải ngân", passages, FacetValue("a", Status.MADE))
    whole = Snippet((TextRun("Xong."),), 0)
    goes_on = Snippet((TextRun("giải "), TextRun("ngân", True)), 1)
    assert snippets(report, (whole, goes_on), "/a?q=&") == (
        '<p class="snippet"><a href="/a?q=&amp;#p0">Xong.</a></p>\n '
        '<p class="snippet"><a href="/a?q=&amp;#p1">… giải <mark>ngân</mark> …'
        ' <small class="page">tr. 3</small></a></p>'
    )


def test_a_title_that_we_made_is_marked() -> None:
    assert made(FacetValue("a", Status.INFERRED)) == ""
    assert made(FacetValue("a", Status.MADE)).startswith(' <span class="made">')


def test_a_tick_names_its_report_and_where_its_title_is() -> None:
    assert f'value="{ESCAPED}"> ' in pick(ODD)
    assert 'value="a" form="picked" aria-describedby="h1"> ' in pick("a", "h1")


def test_links_in_a_year() -> None:
    chosen, other = Preset("Q1", "/?a&b", True), Preset(ODD, "/", False)
    first, second = links_in_a_year((chosen, other)).removesuffix("</a>").split("</a>")
    assert first == ' <a href="/?a&amp;b" aria-current="true">Q1'
    assert second == f' <a href="/">{ESCAPED}'


def test_values_to_choose() -> None:
    facet = COUNTED_BY_NAME["person"]
    chosen, other = FacetCount(ODD, ODD, 1234, True), FacetCount("a", "a", 1)
    first, second = values_to_choose(facet, (chosen, other)).split("</li>")[:2]
    assert f'name="person" value="{ESCAPED}" checked>' in first
    assert f">{ESCAPED}</span>" in first and ">1.234<" in first and ": 1.234 báo cáo<" in first
    assert 'value="a">' in second and "checked" not in second


def test_bars_of_time() -> None:
    before = TimelinePeriod("2012", "2013", 5, Query("a"), beyond=Beyond.BEFORE)
    full = TimelinePeriod("2013", "2013", 1000, Query("b"), selected=True)
    empty = TimelinePeriod("2014", "2014", 0, Query("c"))
    newest, middle, oldest = bars((before, full, empty), 56).split("</li>")[:3]
    assert 'class="none"' in newest and "href" not in newest and "2014: 0 báo cáo" in newest
    assert 'height="56"' in middle and 'aria-current="true"' in middle and ">1.000<" in middle
    assert 'height="2"' in oldest and 'href="/?q=a"' in oldest and ">Trước<" in oldest
    assert 'href="/x"' in bars((full,), 56, lambda query: "/x")
    assert bars((), 56) == ""


def test_a_period_leads_to_its_reports() -> None:
    assert period_link(TimelinePeriod("2013", "2013", 1000, Query("a"))) == (
        '<a href="/?q=a">1.000</a>'
    )
    assert "href" not in period_link(TimelinePeriod("2013", "2013", 0, Query("a")))
