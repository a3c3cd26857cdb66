"""A page of several → links to the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

NEAR = 2
"""Pages before and after this one that are linked."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Numbers and addresses of the first, the last and the neighbouring pages; the addresses of the
    ones before and after, empty if there is none."""

    page: int
    pages: int
    numbers: Sequence[tuple[int, str]]
    previous: str
    next: str


def pager(page: int, pages: int, at: Callable[[int], str]) -> Pager:
    """Links from one page of so many. `at`: number → address."""
    near = sorted({1, pages, *range(page - NEAR, page + NEAR + 1)})
    return Pager(
        page,
        pages,
        [(number, at(number)) for number in near if 1 <= number <= pages],
        at(page - 1) if page > 1 else "",
        at(page + 1) if page < pages else "",
    )
