"""Names beside the dots of a chart collide with nothing, where the picture is smallest too."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from web.pages.axes import HEIGHT, LETTER, WIDTH, Axis, Frame, Spot
from web.pages.chart_labels import LINE, REACH, ChartLabel, chart_labels

SPOTS = st.builds(Spot, st.integers(40, WIDTH - 30), st.integers(10, HEIGHT - 30))
FRAME = Frame(Axis(2019, 2025, (2019,)), Axis(0, 100, (0, 50, 100)), left=60)
NAMES = st.sampled_from(["Hà Nội", "Bà Rịa - Vũng Tàu", "Việt Nam"])

Box = tuple[float, float, float, float]


def box(label: ChartLabel) -> Box:
    width = LETTER * len(label.text)
    left = {"start": label.x, "middle": label.x - width / 2, "end": label.x - width}[label.anchor]
    return left, label.y - LINE / 2, left + width, label.y + LINE / 2


def overlap(one: Box, other: Box) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


@given(st.lists(st.tuples(NAMES, SPOTS), max_size=12))
def test_no_label_collides(named: list[tuple[str, Spot]]) -> None:
    dots = [spot for _, spot in named]
    boxes = [box(label) for label in chart_labels(named, dots, FRAME)]
    assert len(boxes) <= len(named)
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    for own in boxes:
        assert own[0] >= FRAME.left and own[2] <= WIDTH, "the numbers at the axis are left of it"
        assert own[1] >= 0 and own[3] <= FRAME.bottom + 8, "the times are below it"
        for dot in dots:
            around = (dot.x - REACH, dot.y - REACH, dot.x + REACH, dot.y + REACH)
            assert not overlap(own, around)


def test_a_name_stands_right_of_its_dot_or_where_there_is_room() -> None:
    [alone] = chart_labels([("Hà Nội", Spot(200, 100))], [Spot(200, 100)], FRAME)
    assert (alone.anchor, alone.y) == ("start", 100) and alone.x > 200
    at_edge = Spot(WIDTH - 30, 100)
    [other] = chart_labels([("Hà Nội", at_edge)], [at_edge], FRAME)
    assert other.anchor == "end" and other.x < at_edge.x
    crowd = [Spot(x, y) for x in range(0, WIDTH, 20) for y in range(0, HEIGHT, 20)]
    assert chart_labels([("Hà Nội", Spot(200, 100))], crowd, FRAME) == []
