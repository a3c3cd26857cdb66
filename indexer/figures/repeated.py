"""The figures of a report → without those told again with their period."""

from collections.abc import Sequence

from search.report import FigureKind, FigureScope, FigureValue, Status

_Key = tuple[str, str, str, FigureKind, FigureScope | None, str]


def told_once(figures: Sequence[FigureValue]) -> list[FigureValue]:
    """The same figures in their order; without a figure of no period that is told elsewhere with
    one: "Giữ mục tiêu tăng trưởng 6%", and further on "mục tiêu tăng trưởng năm 2017 là 6%"; nor of
    one that is only inferred for it."""
    dated = {_key(one) for one in figures if one.period and not _is_guess(one)}
    return [one for one in figures if _key(one) not in dated or not _is_open(one)]


def _is_open(one: FigureValue) -> bool:
    return not one.period or _is_guess(one)


def _is_guess(one: FigureValue) -> bool:
    return one.kind is FigureKind.TARGET and one.status is Status.INFERRED


def _key(one: FigureValue) -> _Key:
    return one.indicator, one.value, one.unit, one.kind, one.scope, one.scope_name
