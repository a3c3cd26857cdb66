"""What a page of a PDF file has: its characters, each with its place, and its ruled lines."""

from array import array
from dataclasses import dataclass
from typing import NamedTuple

HYPHEN = "\ufffe"
"""What PDFium gives for a hyphen at the end of a line; older ones gave U+0002."""


class Ruling(NamedTuple):
    """A ruled line: its x if it is vertical, else its y, and between what it runs."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PageCharacters:
    """What stands on a page, in the order in which the file draws it.

    `text`: with the blanks and line ends that PDFium adds, which have no place. Of each character
    of it: where its box begins and ends, the y of its baseline, and the size of its font, 0 if it
    is no part of the text.
    `verticals` and `horizontals`: the ruled lines.
    """

    text: str
    lefts: "array[float]"
    rights: "array[float]"
    baselines: "array[float]"
    sizes: "array[float]"
    verticals: tuple[Ruling, ...] = ()
    horizontals: tuple[Ruling, ...] = ()
