"""What functions write as HTML: whatever is not ours is escaped, numbers are Vietnamese."""

from search.answers import FacetCount, Query, Snippet, TextRun
from search.explore.timeline import Beyond, TimelinePeriod
from search.facets.registry import COUNTED_BY_NAME
from web.pages.markup import bars, fragment, period_link, runs, values_to_choose

ODD = "<b>\"&'"
ESCAPED = "&lt;b&gt;&quot;&amp;&#x27;"


def test_runs_of_text() -> None:
    assert runs((TextRun(ODD, True), TextRun(f"a\t{ODD}"))) == (
        f"<mark>{ESCAPED}</mark>a | {ESCAPED}"
    )


def test_a_fragment_says_that_a_sentence_goes_on() -> None:
    assert fragment(Snippet((TextRun("giải "), TextRun("ngân", True)), 0)) == (
        "… giải <mark>ngân</mark> …"
    )
    assert fragment(Snippet((TextRun("Xong."),), 0)) == "Xong."


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
