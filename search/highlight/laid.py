"""Texts → one text in which they lie end to end, its passages, and where pyvi joins syllables."""

from collections.abc import Sequence
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.highlight.letters import Numbers
from search.report import Span

UNIT = 8
"""Each text begins at a multiple of it, so that the bitmaps of several are one bitmap; and so many
characters at least are behind each."""


class SearchedText(NamedTuple):
    """A text in which phrases are looked for, each inside one of its `spans`, which are in order.

    `joins`: a bitmap of the offsets of syllables that pyvi joins to the one before.
    """

    text: str
    joins: bytes
    spans: Sequence[Span]


class Laid:
    """Texts laid end to end: a text and an offset in it are one offset of `text`.

    `bases`: where each text begins. `span_starts`, `span_ends`: int64, of the spans of all texts.
    """

    def __init__(self, texts: Sequence[SearchedText]) -> None:
        sizes = [UNIT * (len(own.text) // UNIT + 2) for own in texts]
        self.bases = [0, *accumulate(sizes)][:-1]
        pairs = list(zip(texts, sizes, strict=True))
        self.text = "".join([own.text + "\n" * (size - len(own.text)) for own, size in pairs])
        bits = b"".join([own.joins[: size // 8].ljust(size // 8, b"\0") for own, size in pairs])
        self._joins = np.frombuffer(bits, np.uint8)
        bounds = np.array(list(chain.from_iterable(own.spans for own in texts)), np.int64)
        bases = np.array(self.bases, np.int64).repeat([len(own.spans) for own in texts])
        self.span_starts, self.span_ends = bounds.reshape(-1, 2).T + bases

    def are_joined(self, offsets: Numbers) -> NDArray[np.bool_]:
        """Whether pyvi joins the syllable at each offset to the one before; none below 0 is."""
        bits = self._joins[np.maximum(offsets, 0) >> 3] >> (offsets & 7).astype(np.uint8) & 1
        found: NDArray[np.bool_] = (bits > 0) & (offsets >= 0)
        return found
