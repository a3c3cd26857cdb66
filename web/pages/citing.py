"""A report → what is cited of it: as words, or for BibTeX and RIS."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from search.dates import PartialDate, clock
from search.report import DateValue, FacetValue, MeetingReport, Precision, Status
from web import address, wording
from web.pages.facet_rows import safe_url


@dataclass(frozen=True, slots=True)
class Reference:
    """What is known of a report that is cited; what is not known is empty.

    `number`, `issuer`, `issued`: of a document, its day in words. `held`: the day of the meeting in
    words, and that it is inferred, if it is; `held_on`: the same in ISO 8601, if the text states a
    whole day. `printed`: the day of the page or of the document, in ISO 8601. `source`: where the
    text is from; `here`: the public address; `accessed`: the day on which it is cited.
    """

    title: str
    is_title_made: bool
    authors: tuple[str, ...]
    outlet: str
    number: str
    issuer: str
    issued: str
    held: str
    held_on: str
    printed: str
    source: str
    here: str
    accessed: date

    @property
    def text(self) -> str:
        """As a paper or a dispatch cites it."""
        said = wording.report
        known = (
            said.cited(said.NUMBERED, self.number),
            self.issuer,
            said.cited(said.ISSUED, self.issued),
            ", ".join(self.authors),
            self.outlet,
            said.cited(said.HELD, self.held),
            self.source,
        )
        accessed = PartialDate.of_day(self.accessed).written
        return said.citation(self.title, known, self.here, accessed)

    @property
    def notes(self) -> str:
        """What has no field of its own in BibTeX and RIS, as sentences."""
        return wording.report.citation_notes(self.held, self.source, self.is_title_made)


def reference(report: MeetingReport, origin: str) -> Reference:
    """What is cited of a report today. `origin`: scheme and host, before its address."""
    facets = report.facets
    day = next(iter(report.dates), None)
    return Reference(
        title=report.title.value,
        is_title_made=report.title.status is Status.MADE,
        authors=tuple(found.value for found in facets.byline),
        outlet=_first(facets.outlet),
        number=_first(facets.document_no),
        issuer=_first(facets.issuer),
        issued=next((_in_words(found) for found in facets.issue_date), ""),
        held=_in_words(day) if day else "",
        held_on=_iso(day),
        printed=_iso(next(iter((*facets.page_date, *facets.issue_date)), None)),
        source=source(report),
        here=origin + address.report(report.id),
        accessed=clock.local_day(clock.now()),
    )


def source(report: MeetingReport) -> str:
    """The first address of its source that a browser may be led to; empty if there is none."""
    return next(filter(None, (safe_url(found.value) for found in report.facets.source_url)), "")


def _first(values: Iterable[FacetValue]) -> str:
    """The first value that is not inferred."""
    return next((found.value for found in values if found.status is not Status.INFERRED), "")


def _in_words(day: DateValue) -> str:
    inferred = day.status is Status.INFERRED
    status = f" ({wording.common.STATUSES[day.status]})" if inferred else ""
    return wording.dates.day(day) + status


def _iso(day: DateValue | None) -> str:
    """The day in ISO 8601; "" unless the text tells the whole day."""
    if day is None or day.precision is not Precision.DAY or day.status is Status.INFERRED:
        return ""
    return f"{day.value}/{day.until}" if day.until else day.value
