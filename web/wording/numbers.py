"""Numbers and counts → as people write them in Vietnamese."""

from search.report import FigureValue


def number(value: int) -> str:
    """1234 as 1.234."""
    return f"{value:,}".replace(",", ".")


def decimal(value: str) -> str:
    """A decimal number as it is written in Vietnamese: 5738.9 as 5.738,9."""
    whole, point, rest = value.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = number(int(digits)) if digits.isdecimal() else digits
    return f"{sign}{grouped}{',' if point else ''}{rest}"


def percent(value: float) -> str:
    """12.34 as 12,3%."""
    return f"{value:.1f}".replace(".", ",") + "%"


def reports(count: int) -> str:
    """A number of reports."""
    return f"{number(count)} báo cáo"


def figure(found: FigureValue) -> str:
    """The value of a figure with its unit: 5.738,9 tỷ đồng; 12,3%."""
    return f"{decimal(found.value)}{'' if found.unit[:1] == '%' else ' '}{found.unit}".strip()
