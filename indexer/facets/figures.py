"""An article → the figures it states, each with its indicator, unit, period and kind."""

from indexer.article.structure import Article
from indexer.figures.paragraph import figures_of
from search.dates import PartialDate
from search.report import Facets, FigureValue, PassageKind, Precision, Status


def extract(article: Article, facets: Facets) -> tuple[FigureValue, ...]:
    """Each number with a unit in a sentence that says it of an indicator of the list.

    - `value`: "5738.9". The two ends of a range are two figures with the same evidence; a part of
      a whole ("23/26 chỉ tiêu") is the part; a fall is a negative change.
    - `indicator`: as the list calls it, or in the words of the text if they say more of it
      ("xuất khẩu nông sản").
    - `period`: "2023", "2023-Q3", "2023-08"; months of a year as ISO 8601 writes an interval,
      "2024-01/2024-09", and years likewise, "2021/2025". It stands in the sentence, or shortly
      before it in the same paragraph: then the figure is derived, as it is if the year is that
      of the meeting.
    - `kind`: a target goes before a share of the plan, that before a change, that before an
      estimate: a growth that is aimed at is a target, and so is a result of a time to come.
    - Its evidence holds what makes it a bound, or inexact: "trên 60%", "8% trở lên".
    """
    met = _met(facets)
    found: dict[tuple[str | None, ...], FigureValue] = {}
    for line in article.of(PassageKind.TITLE, PassageKind.BODY):
        for figure in figures_of(article, line, met):
            key = (figure.indicator, figure.value, figure.unit, figure.period, figure.kind)
            found.setdefault(key, figure)
    return tuple(found.values())


def _met(facets: Facets) -> PartialDate | None:
    """When the meeting was, if its year is more than inferred."""
    for day in facets.event_date:
        if day.precision is not Precision.DAY_WITHOUT_YEAR and day.status is not Status.INFERRED:
            return PartialDate.parse(day.value)
    return None
