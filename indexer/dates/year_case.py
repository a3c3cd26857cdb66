"""A day without its year, and the years that its text names: what the rules for its year ask."""

from dataclasses import dataclass

from indexer.article.sentences import sentence
from indexer.article.structure import Article
from indexer.dates.days import Day
from indexer.dates.named_years import NamedYear
from search.report import Span


@dataclass(frozen=True, slots=True)
class YearCase:
    """A day without its year, and the years that its text names."""

    article: Article
    day: Day
    years: tuple[NamedYear, ...]

    @property
    def text(self) -> str:
        """The text that the places of the years are in."""
        return self.article.lower

    @property
    def month(self) -> int:
        """The month of the day."""
        return self.day.date.month or 0

    @property
    def sentence(self) -> Span:
        """Where the day's own sentence begins and ends."""
        return sentence(self.article, self.day.line, self.day.start, self.day.end)
