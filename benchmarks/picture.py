"""Medians by class and engine → an SVG of bars on a logarithmic scale."""

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10

_COLOURS = ("#0b5fa5", "#7fb2dd", "#d95f02", "#66a61e", "#7570b3", "#e6ab02", "#999999")
_LEFT, _WIDTH, _BAR, _GAP, _TOP = 90, 620, 9, 9, 56


def bars(medians: Mapping[str, Mapping[str, float]], names: Sequence[str], count: int) -> str:
    """A group of bars for each class, one bar an engine; no bar where it has no such question."""
    values = [value for own in medians.values() for value in own.values()]
    lowest, highest = floor(log10(min(values))), ceil(log10(max(values)))

    def across(value: float) -> float:
        return _WIDTH * (log10(value) - lowest) / (highest - lowest)

    colours = dict(zip(names, _COLOURS, strict=False))
    drawn = [_text(0, 16, f"The whole page, {count} articles: median milliseconds, log scale", 14)]
    for number, name in enumerate(names):
        drawn.append(_box(_LEFT + 95 * number, 26, 10, colours[name]))
        drawn.append(_text(_LEFT + 14 + 95 * number, 35, name))
    y = _TOP
    for kind, own in medians.items():
        drawn.append(_text(0, y + _BAR, kind))
        for name in names:
            if name in own:
                width = max(1.0, across(own[name]))
                drawn.append(_box(_LEFT, y, width, colours[name]))
                drawn.append(_text(_LEFT + width + 4, y + _BAR - 1, f"{own[name]:.3g}", 9))
                y += _BAR
        y += _GAP
    for power in range(lowest, highest + 1):
        x = _LEFT + across(10.0**power)
        drawn.append(f'<path d="M{x:.0f} {_TOP - 6}V{y}" stroke="#0003"/>')
        drawn.append(_text(x - 8, y + 12, f"{10.0**power:g}"))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH + 60} {y + 20}"'
    style = 'font-family="sans-serif" style="background:#fff">'
    return "\n".join([f"{head} {style}", *drawn, "</svg>"]) + "\n"


def _text(x: float, y: float, said: str, size: int = 11) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}">{said}</text>'


def _box(x: float, y: float, width: float, colour: str) -> str:
    return (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.1f}" height="{_BAR - 1}" fill="{colour}"/>'
    )
