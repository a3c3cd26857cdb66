"""Two reports → what they have in common and what not: their figures, people and topics."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from search.explore.figures import StatedFigure, stated_in
from search.explore.series import Family, PeriodLength, PeriodSpan, family, span_of
from search.explore.topics import Topics, topics
from search.explore.units import split_scale
from search.facets.indicator_groups import value_of
from search.index.entry import meeting_days
from search.report import FigureKind, MeetingReport, PersonValue, Role, StoredReport
from search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class Difference:
    """How much more the second figure is than the first one, of another time or another place.

    `amount`: in `unit`, that of the second figure; `percent`: of the first figure, None where that
    is a percentage itself, is not above 0, or is of another place.
    """

    amount: Decimal
    unit: str
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class AlignedFigures:
    """What two reports state of one indicator that can be compared: of one kind, of the same place
    (or each of the province of its own report), in one unit but for its scale.

    The periods are the same, or the second is as long after the first as its meeting, in years.
    `difference`: None where either report states more than one number, or a suspicious one, or
    where both time and place are others.
    """

    indicator: str
    first: tuple[StatedFigure, ...]
    second: tuple[StatedFigure, ...]
    difference: Difference | None


@dataclass(frozen=True, slots=True)
class OtherFigures:
    """What reports state of an indicator that has no counterpart in the other one; of either
    report there may be none."""

    indicator: str
    first: tuple[StatedFigure, ...]
    second: tuple[StatedFigure, ...]


@dataclass(frozen=True, slots=True)
class ComparedPeople:
    """The people of two reports: those of both, as each of the two says it; those of one alone.
    Who held the meeting comes first, who is only mentioned last."""

    both: tuple[tuple[PersonValue, PersonValue], ...]
    first: tuple[PersonValue, ...]
    second: tuple[PersonValue, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports side by side. `aligned`: in the order of the first report; `others`: what has no
    counterpart, the indicators of both first."""

    aligned: tuple[AlignedFigures, ...]
    others: tuple[OtherFigures, ...]
    people: ComparedPeople
    topics: Topics


class _Kind(NamedTuple):
    """What makes two figures comparable, but for the year. `place`: whose they are; OWN if it is
    the province of the report itself. `begins`, `months`: the month in which the period begins, and
    how long it is."""

    indicator: str
    kind: FigureKind
    family: Family
    place: tuple[str, str]
    unit: str
    length: PeriodLength
    begins: int
    months: int


_OWN = "own"
_MONTHS = 12
_Stated = tuple[StatedFigure, ...]
_Placed = Mapping[_Kind, Mapping[PeriodSpan, list[StatedFigure]]]
_Aligned = tuple[tuple[PeriodSpan, PeriodSpan], _Stated, _Stated]


def comparison(first: StoredReport, second: StoredReport, searcher: Searcher) -> Comparison:
    """The comparison of two reports."""
    aligned, others = _figures(first.report, second.report)
    return Comparison(
        aligned,
        others,
        _people(first.report.facets.people, second.report.facets.people),
        topics(first, second, searcher),
    )


def _figures(
    first: MeetingReport, second: MeetingReport
) -> tuple[tuple[AlignedFigures, ...], tuple[OtherFigures, ...]]:
    stated = stated_in(first), stated_in(second)
    own = tuple({one.source.province for one in of} for of in stated)
    is_apart = own[0].isdisjoint(own[1])
    placed = tuple(_placed(of, is_apart) for of in stated)
    shift = _years_between(first, second)
    found = {
        (kind, times): AlignedFigures(kind.indicator, before, after, _difference(before, after))
        for kind, of_first in placed[0].items()
        for times, before, after in _same_season(of_first, placed[1].get(kind, {}), shift)
    }
    in_rows = [{(kind, times[side]) for kind, times in found} for side in (0, 1)]
    left = [
        [one for one in of if (_kind(one, is_apart), span_of(one.figure.period)) not in shown]
        for of, shown in zip(stated, in_rows, strict=True)
    ]
    return tuple(found.values()), tuple(_without_counterpart(*left))


def _years_between(first: MeetingReport, second: MeetingReport) -> int:
    """How many years the second meeting was after the first; 0 where nobody knows."""
    days = meeting_days(first), meeting_days(second)
    if days[0] is None or days[1] is None:
        return 0
    return days[1].first.year - days[0].first.year


def _placed(stated: Iterable[StatedFigure], is_apart: bool) -> _Placed:
    """The figures that may have a counterpart, by kind and period; each number once. `is_apart`:
    the reports are of two provinces, each of its own."""
    found: defaultdict[_Kind, defaultdict[PeriodSpan, list[StatedFigure]]]
    found = defaultdict(lambda: defaultdict(list))
    for one in stated:
        if kind := _kind(one, is_apart):
            same = found[kind][span_of(one.figure.period)]
            if all(_number(one) != _number(other) for other in same):
                same.append(one)
    return found


def _kind(one: StatedFigure, is_apart: bool) -> _Kind | None:
    """None if its period is not known, or whose it is."""
    figure = one.figure
    time = span_of(figure.period)
    if time.length is PeriodLength.UNKNOWN or figure.scope is None or not figure.scope_name:
        return None
    is_own = is_apart and figure.scope_name == one.source.province
    return _Kind(
        value_of(figure.indicator),
        figure.kind,
        family(one),
        (figure.scope.value, _OWN if is_own else figure.scope_name),
        split_scale(figure.unit)[1],
        time.length,
        time.first % _MONTHS,
        time.last - time.first,
    )


def _same_season(
    first: Mapping[PeriodSpan, list[StatedFigure]],
    second: Mapping[PeriodSpan, list[StatedFigure]],
    shift: int,
) -> Iterator[_Aligned]:
    """The figures of periods that are so many years apart, then those of the same period."""
    for years in dict.fromkeys((shift, 0)):
        for time, before in first.items():
            moved = time.last + years * _MONTHS
            for later, after in second.items():
                if later.last == moved:
                    yield (time, later), tuple(before), tuple(after)


def _number(one: StatedFigure) -> Decimal:
    """The number of a figure, without the scale of its unit."""
    return Decimal(one.figure.value).scaleb(split_scale(one.figure.unit)[0])


def _difference(before: _Stated, after: _Stated) -> Difference | None:
    one, other = before[0].figure, after[0].figure
    is_same_place = one.scope_name == other.scope_name
    is_one_thing = is_same_place or one.period == other.period
    is_doubtful = one.is_suspicious or other.is_suspicious
    if len(before) > 1 or len(after) > 1 or is_doubtful or not is_one_thing:
        return None
    was, more = _number(before[0]), _number(after[0]) - _number(before[0])
    has_share = other.unit[:1] != "%" and was > 0 and is_same_place
    percent = 100 * more / was if has_share else None
    return Difference(more.scaleb(-split_scale(other.unit)[0]), other.unit, percent)


def _without_counterpart(
    first: Iterable[StatedFigure], second: Iterable[StatedFigure]
) -> list[OtherFigures]:
    found: defaultdict[str, tuple[list[StatedFigure], list[StatedFigure]]]
    found = defaultdict(lambda: ([], []))
    for side, stated in enumerate((first, second)):
        said = {replace(one.figure, evidence=None): one for one in reversed(tuple(stated))}
        for one in reversed(said.values()):
            found[value_of(one.figure.indicator)][side].append(one)
    rows = [OtherFigures(name, tuple(own[0]), tuple(own[1])) for name, own in found.items()]
    return sorted(rows, key=lambda row: not (row.first and row.second))


def _people(first: Iterable[PersonValue], second: Iterable[PersonValue]) -> ComparedPeople:
    own = [{person.value: person for person in sorted(of, key=_rank)} for of in (first, second)]
    return ComparedPeople(
        tuple((one, own[1][name]) for name, one in own[0].items() if name in own[1]),
        tuple(one for name, one in own[0].items() if name not in own[1]),
        tuple(one for name, one in own[1].items() if name not in own[0]),
    )


def _rank(person: PersonValue) -> int:
    return [*Role].index(person.role)
