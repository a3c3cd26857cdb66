"""The number of a page, of so many → links to the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

NEAR = 2
"""So many pages before this one are linked, and after it."""


@dataclass(frozen=True, slots=True)
class Pager:
    """`numbers`: number and address of the first, the last and the nearest pages; `previous`,
    `next`: the addresses of the pages before and after, empty if there is none."""

    page: int
    pages: int
    numbers: Sequence[tuple[int, str]]
    previous: str
    next: str


def pager(page: int, pages: int, at: Callable[[int], str]) -> Pager:
    """The links of one page of so many. `at`: the number of a page → its address."""
    near = sorted({1, pages, *range(page - NEAR, page + NEAR + 1)})
    return Pager(
        page,
        pages,
        [(number, at(number)) for number in near if 1 <= number <= pages],
        at(page - 1) if page > 1 else "",
        at(page + 1) if page < pages else "",
    )
