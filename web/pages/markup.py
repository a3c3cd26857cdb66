"""What pages have most of → HTML: runs of text, facts of a report, values of a facet, bars of time.

A template takes several times as long for each. Whatever is not ours is escaped here, too.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from markupsafe import Markup

from search.answers import FacetCount, Query, Snippet, TextRun
from search.explore.timeline import TimelinePeriod
from search.facets.registry import Facet
from search.report import FacetValue, MeetingReport, Status
from web import address, wording
from web.pages.presets import Preset

_NOTHING = Markup()


def runs(text_runs: Iterable[TextRun]) -> Markup:
    """Text, its highlights marked; a sign where a table had the border of a cell."""
    return Markup(_runs(text_runs))


def snippets(report: MeetingReport, shown: Iterable[Snippet], href: str) -> Markup:
    """The fragments of a hit, each leading to its passage. `href`: where the hit leads."""
    own = escape(href)
    return Markup("\n ".join([_snippet(report, one, own) for one in shown]))


def facts(report: MeetingReport, facets: Sequence[Facet] = ()) -> Markup:
    """What a report is of: the values of some facets, its days and its outlet."""
    own = "\n".join(_facts(report, facets))
    return Markup(f'<p class="facts">\n{own}\n</p>')


def made(title: FacetValue) -> Markup:
    """That a title was made by us, if it was."""
    if title.status is not Status.MADE:
        return _NOTHING
    return Markup(f' <span class="made">{escape(wording.common.MADE_TITLE)}</span>\n')


def pick(report_id: str, title: str = "") -> Markup:
    """A tick that puts a report aside: the form `picked` makes a list of them, or the script keeps
    it. `title`: the id of the element with its title, where there are several."""
    own = f' form="picked" aria-describedby="{escape(title)}"' if title else ""
    return Markup(
        f'<p class="pick"><label><input type="checkbox" name="id" value="{escape(report_id)}"{own}>'
        f" {escape(wording.listed.KEEP)}</label></p>"
    )


def values_to_choose(facet: Facet, counts: Iterable[FacetCount]) -> Markup:
    """The items of a list of values, each with a box to tick and its number of reports."""
    number, reports = wording.numbers.number, wording.numbers.reports
    return Markup(
        "".join(
            f'<li><label><input type="checkbox" name="{facet.name}" value="{escape(one.value)}"'
            f'{" checked" if one.selected else ""}>\n<span class="value">{escape(one.label)}</span>'
            f' <span class="count" aria-hidden="true">{number(one.count)}</span>'
            f'<span class="unseen">: {reports(one.count)}</span></label></li>'
            for one in counts
        )
    )


def bars(
    periods: Sequence[TimelinePeriod], height: int, to: Callable[[Query], str] = address.write
) -> Markup:
    """The items of a histogram, the newest first. `height`: pixels of the highest; `to`: where a
    bar leads, given its query."""
    top = max((period.count for period in periods), default=0) or 1
    return Markup("\n".join(_bar(one, top, height, to) for one in reversed(periods)))


def links_in_a_year(presets: Iterable[Preset]) -> Markup:
    """The links to halves and quarters of a year."""
    return Markup("".join(map(_preset, presets)))


def _preset(preset: Preset) -> str:
    current = ' aria-current="true"' if preset.is_current else ""
    return f' <a href="{escape(preset.href)}"{current}>{escape(preset.label)}</a>'


def period_link(period: TimelinePeriod) -> Markup:
    """How many reports are of a period, leading to these; that there are none."""
    if not period.count:
        return Markup(f'<span class="gap">{escape(wording.timeline.GAP)}</span>')
    href = escape(address.write(period.query))
    return Markup(f'<a href="{href}">{wording.numbers.number(period.count)}</a>')


def _runs(text_runs: Iterable[TextRun]) -> str:
    border = wording.common.CELL_BORDER
    return "".join(
        [
            f"<mark>{escape(text)}</mark>" if is_highlighted else escape(text.replace("\t", border))
            for text, is_highlighted in text_runs
        ]
    )


def _snippet(report: MeetingReport, snippet: Snippet, href: str) -> str:
    """An ellipsis stands where it begins or ends inside a sentence."""
    before, behind = wording.search.snippet_ends("".join([text for text, _ in snippet.runs]))
    number = report.passages[snippet.passage].page
    page = escape(wording.report.page(report.original, number)) if number else ""
    where = f' <small class="page">{page}</small>' if number else ""
    words = f"{before}{_runs(snippet.runs)}{behind}{where}"
    return f'<p class="snippet"><a href="{href}#p{snippet.passage}">{words}</a></p>'


def _bar(period: TimelinePeriod, top: int, height: int, to: Callable[[Query], str]) -> str:
    label = wording.timeline.period_label(period)
    when = escape(label.split(" " if period.is_beyond else "/")[0])
    name = escape(wording.timeline.bar(label, period.count))
    high = max(2, round(height * period.count / top))
    kind = "bar" if period.count else "none"
    drawn = f'<svg width="100%" height="{high}" aria-hidden="true"><rect class="{kind}"/></svg>'
    if not period.count:
        return (
            f'<li>\n<span class="empty"><span class="unseen">{name}</span>'
            f'<span class="much" aria-hidden="true"></span>{drawn}'
            f'<span class="when" aria-hidden="true">{when}</span></span>\n</li>'
        )
    current = ' aria-current="true"' if period.selected else ""
    return (
        f'<li>\n<a href="{escape(to(period.query))}"{current} aria-label="{name}">'
        f'<span class="much">{wording.numbers.number(period.count)}</span>{drawn}'
        f'<span class="when">{when}</span></a>\n</li>'
    )


def _facts(report: MeetingReport, facets: Iterable[Facet]) -> Iterator[str]:
    for facet in facets:
        for value in getattr(report.facets, facet.name):
            yield f"<span>{escape(facet.label_of(value.value))}{_how_known(value)}</span>"
    yield from (f"<span>{escape(wording.dates.day(one))}</span>" for one in report.dates)
    yield from (f"<span>{escape(one.value)}</span>" for one in report.facets.outlet)


def _how_known(found: FacetValue) -> str:
    """A value that was inferred is not shown as a fact."""
    if found.status is not Status.INFERRED:
        return ""
    title = escape(wording.common.STATUS_HELP[found.status])
    return f' <small title="{title}">({escape(wording.common.STATUSES[found.status])})</small>'
