"""The counted work of one request → what may still be searched for on its behalf."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from search.engine.protocol import Request
from search.engine.query_tree import (
    And,
    AnyCopy,
    MinimumMatch,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
)
from search.query.read_run import ReadingCost


class LeftOut(StrEnum):
    """What a page offers besides its answer, and leaves out where the budget is spent."""

    CORRECTIONS = "corrections"  # what the words may have been meant to say
    MERGERS = "mergers"  # the reports of a merged province by its other name
    RELAXATIONS = "relaxations"  # queries that find something where this one does not
    VALUES = "values"  # what some filter values may have been meant for
    HIGHLIGHTS = "highlights"  # where the words stand in some of the hits
    COMPLETIONS = "completions"  # what is being typed may become


@dataclass(frozen=True, slots=True)
class BudgetLimits:
    """What a request may cost.

    A step is about 0.1 ms of one processor: a syllable of a query, read once, or a phrase looked up
    in `reports_per_step` reports. Steps are counted, never timed, and what a cache knows costs as
    much as what it does not: an address has the same answer on every machine and every day.
    """

    steps: int = 1_200
    """An ordinary page takes 20 to 1,000; one whose offers take more says what it left out."""
    characters_per_step: int = 8
    """Of a query, which is cut into parts before anything is read into them."""
    steps_per_hit: int = 5
    """To read it and to show it, but for its highlights."""
    places_per_step: int = 14
    """Places of a text where the words of a query may stand that are tried: see `Allowance`."""
    fewest_places: int = 2_000
    """That are tried on every page, whatever its answer took."""
    reports_per_step: int = 40_000
    counts_per_step: int = 2
    """Counts of two neighbours, asked for together, in so many reports."""
    looked_up: int = 12
    """Filter values that no report has, of one query, for which others are looked up."""
    longest: int = 400
    """Characters of such a value: twice as long as the longest name of a body."""


LIMITS = BudgetLimits()


class BudgetSpentError(Exception):
    """Nothing more may be searched for on behalf of this request."""


class Budget:
    """What is left of the steps of one request; used by its one thread.

    `left_out`: what the answer has to say that it leaves out, in the order in which it was.
    """

    def __init__(self, steps: int = LIMITS.steps) -> None:
        self.left = steps
        self.left_out: dict[LeftOut, None] = {}
        self._paid: set[Hashable] = set()
        self._counted: set[int] = set()
        self._looked_up: set[tuple[str, str]] = set()

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left."""
        return self.left <= 0

    def spend(self, steps: int, key: Hashable = None) -> None:
        """Pay for some work; for that of a `key` once."""
        if key is not None and key in self._paid:
            return
        self._paid.add(key)
        self.left -= steps

    def spend_on_reading(self, text: str, cost: ReadingCost, reports: int) -> None:
        """Pay for reading a query once, and for each count of the index that it took once."""
        self.spend(cost.steps + steps_of_text(text), text)
        new = set(chain(*cost.counted)) - self._counted
        self._counted |= new
        self.left -= len(new) * _per_phrase(reports) // LIMITS.counts_per_step

    @property
    def places(self) -> int:
        """How many places may be tried in the texts of a page, to highlight words."""
        return max(LIMITS.fewest_places, self.left * LIMITS.places_per_step)

    def spend_on_places(self, places: int) -> None:
        """Pay for so many of them."""
        self.left -= places // LIMITS.places_per_step

    def may_look_up(self, facet: str, value: str) -> bool:
        """Whether a value is one of the first `looked_up` that were asked for, and no text."""
        if len(self._looked_up) < LIMITS.looked_up and len(value) <= LIMITS.longest:
            self._looked_up.add((facet, value))
        is_looked_up = (facet, value) in self._looked_up
        if not is_looked_up:
            self.left_out[LeftOut.VALUES] = None
        return is_looked_up


def steps_of_text(text: str) -> int:
    """What it costs to cut a query into its parts."""
    return len(text) // LIMITS.characters_per_step


def steps_of(tree: Node, reports: int) -> int:
    """What it costs to look a tree up in so many reports."""
    return _phrases_in(tree) * _per_phrase(reports)


def steps_to_answer(request: Request, reports: int) -> int:
    """What a page of matches costs, with the counts of facets."""
    phrases = 1 + len(request.counted) + len(request.filters)
    phrases += _phrases_in(request.tree) if request.tree else 0
    for clause in request.clauses if request.limit else ():
        phrases += sum(map(_phrases_in, (clause.phrase, *clause.variants)))
    return phrases * _per_phrase(reports)


def _per_phrase(reports: int) -> int:
    """Steps that one phrase takes."""
    return 1 + reports // LIMITS.reports_per_step


def _phrases_in(node: Node) -> int:
    """How many phrases and values a tree looks up; a beginning of a syllable counts twice."""
    match node:
        case Phrase():
            return 1 + sum(isinstance(term, Prefix) for slot in node.slots for term in slot)
        case Near():
            return _phrases_in(node.first) + _phrases_in(node.second)
        case And() | Or() | MinimumMatch():
            return sum(map(_phrases_in, node.parts))
        case Not() | AnyCopy():
            return _phrases_in(node.part)
    return 1
