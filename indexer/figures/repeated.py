"""The figures of a report → without those told again with their period."""

from collections.abc import Sequence

from search.report import FigureKind, FigureScope, FigureValue

_Key = tuple[str, str, str, FigureKind, FigureScope | None, str]


def told_once(figures: Sequence[FigureValue]) -> list[FigureValue]:
    """The same figures in their order; without a figure of no period that is told elsewhere with
    one: "Giữ mục tiêu tăng trưởng 6%", and further on "mục tiêu tăng trưởng năm 2017 là 6%"."""
    dated = {_key(one) for one in figures if one.period}
    return [one for one in figures if one.period or _key(one) not in dated]


def _key(one: FigureValue) -> _Key:
    return one.indicator, one.value, one.unit, one.kind, one.scope, one.scope_name
