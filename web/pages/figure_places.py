"""The places that are chosen, and the charts of a page → in which of them each place is."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from search.explore.figure_choice import FigureAspect, FigureChoice
from search.explore.figures import StatedFigure
from search.explore.series import Series
from web import wording


@dataclass(frozen=True, slots=True)
class PlaceSaid:
    """A chosen place: what is said of it, the charts that it is in as (label, address), and the
    link to all its figures in the table: its words and its address."""

    words: str
    charts: list[tuple[str, str]]
    in_table: str
    table: str


def places_said(
    stated: Iterable[StatedFigure],
    drawn: Sequence[Series],
    chosen: Iterable[str],
    to: Callable[[FigureChoice], str],
) -> list[PlaceSaid]:
    """What is said of each chosen place. `stated`: the figures that are chosen; `drawn`: the series
    of the charts of the page, in order; `to`: a choice → the address of its table."""
    counted = Counter(one.figure.scope_name for one in stated)
    labels = _labels(drawn)
    found = []
    for place in chosen:
        charts = [
            (label, f"#chart-{number}")
            for number, (series, label) in enumerate(zip(drawn, labels, strict=True), start=1)
            if place in series.places
        ]
        words = wording.indicators.place_said(place, bool(charts), len(charts))
        in_table = wording.indicators.in_table(counted[place])
        found.append(PlaceSaid(words, charts, in_table, to({FigureAspect.WHOSE: (place,)})))
    return found


def _labels(drawn: Sequence[Series]) -> list[str]:
    """How long the periods of each chart are; its whole title where several are alike."""
    lengths = [wording.charts.PERIOD_LENGTHS[series.length] for series in drawn]
    return [
        length if lengths.count(length) == 1 else wording.charts.in_a_line(series)
        for length, series in zip(lengths, drawn, strict=True)
    ]
