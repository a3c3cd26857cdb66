"""Numbers and times → places in a picture: a law or two, and a table of axes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.pages.axes import (
    HEIGHT,
    MOST_TICKS,
    TOP,
    WIDTH,
    Axis,
    frame,
    times_axis,
    values_axis,
)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([3, 8], (0, 2, 4, 6, 8)),
        ([9.2, 9.6], (9.2, 9.3, 9.4, 9.5, 9.6)),
        ([6.21, 7.08], (6.2, 6.4, 6.6, 6.8, 7, 7.2)),
        ([16_200, 38_500], (0, 10_000, 20_000, 30_000, 40_000)),
        ([-3, 4], (-4, -2, 0, 2, 4)),
        ([-8, -3], (-8, -6, -4, -2, 0)),
        ([0.0001, 0.0004], (0, 0.0001, 0.0002, 0.0003, 0.0004)),
        ([100], (90, 95, 100, 105, 110)),
        ([0, 0], (-1, -0.5, 0, 0.5, 1)),
    ],
)
def test_ticks_are_round_numbers(values: list[float], ticks: tuple[float, ...]) -> None:
    axis = values_axis(values)
    assert axis.ticks == ticks
    assert (axis.low, axis.high) == (ticks[0], ticks[-1])


YEARS, MONTHLY = (1, 2, 5, 10, 20, 50, 100), (1, 2, 3, 6, 12, 24, 60)


@pytest.mark.parametrize(
    ("times", "steps", "ticks"),
    [
        ([2019, 2022], YEARS, (2019, 2020, 2021, 2022)),
        ([2005, 2019], YEARS, (2005, 2010, 2015, 2019)),
        ([2005, 2021], YEARS, (2005, 2010, 2015, 2021)),
        ([2000, 2050], YEARS, (2000, 2010, 2020, 2030, 2040, 2050)),
        ([24278, 24284], MONTHLY, (24278, 24280, 24282, 24284)),
        ([24277, 24300], MONTHLY, (24282, 24288, 24294, 24300)),
        ([24277, 24278], (24,), (24277, 24278)),
    ],
)
def test_ticks_are_years_and_months_that_divide(
    times: list[int], steps: tuple[int, ...], ticks: tuple[float, ...]
) -> None:
    axis = times_axis(times, steps)
    assert axis.ticks == ticks
    assert axis.low < min(times) and max(times) < axis.high


@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=9))
def test_every_value_is_on_its_axis(values: list[float]) -> None:
    axis = values_axis(values)
    assert axis.low < axis.high and not any(axis.is_beyond(value) for value in values)
    assert list(axis.ticks) == sorted(set(axis.ticks)) and len(axis.ticks) <= MOST_TICKS + 1


@given(st.lists(st.integers(0, 3000), min_size=1), st.floats(-1e9, 1e9))
def test_every_point_is_in_the_picture(times: list[int], value: float) -> None:
    across, up = times_axis(times, YEARS), values_axis([1, 9])
    place = frame(across, up, ["0", "10.000"])
    for time in times:
        spot = place.spot(time, value)
        assert place.left < spot.x < place.right and 0 < spot.y < HEIGHT
    assert place.right < WIDTH


def test_higher_stands_higher_and_what_is_beyond_outside_the_frame() -> None:
    place = frame(times_axis([2020, 2022], YEARS), Axis(0, 10, (0, 10)), [])
    low, high, more, less = (place.spot(2021, value) for value in (0, 10, 11, -1))
    assert less.y > low.y == place.bottom > high.y == TOP > more.y
    assert low.x == (place.left + place.right) / 2
