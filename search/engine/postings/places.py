"""The positions of terms in texts → where they stand together, if texts are laid end to end."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from search.engine.postings.facet_column import Mask
from search.engine.postings.inverted import Postings
from search.engine.postings.packed import Numbers, ragged
from search.engine.postings.texts import Texts

FEW = 8
"""Of a term with so many times more texts than are looked for, each is searched for alone."""


class LaidTexts(NamedTuple):
    """Some texts laid end to end, so that a text and a position in it are one offset.

    Offsets are to these texts what places are to all: see `Texts`.

    `text_ids`: int64[n], ascending. `begins`: int64[all texts], the offset at which each is laid,
    or -1. `ends`: int64[n], where each ends. Between two there is room, so that nothing reaches
    across.
    """

    text_ids: Numbers
    begins: Numbers
    ends: Numbers

    @classmethod
    def of(cls, texts: Texts, text_ids: Numbers, room: int) -> "LaidTexts":
        """Some of all texts with `room` free offsets before each."""
        extents = texts.extents[text_ids].astype(np.int64)
        ends = np.cumsum(extents + room)
        begins = np.full(texts.size, -1)
        begins[text_ids] = ends - extents
        return cls(text_ids, begins, ends)

    def counts(self, offsets: Numbers) -> Numbers:
        """How many offsets each text has, up to the last one that has some."""
        return np.bincount(self.text_ids[np.searchsorted(self.ends, offsets, "right")])


def in_order(slots: Sequence[Sequence[Postings]], laid: LaidTexts) -> Numbers:
    """Where terms stand at successive positions, one of each slot; ascending.

    The offsets of slot n, less n, are where the phrase may begin; it begins where all slots say
    so. The rarest slot comes first.
    """
    candidates, begins = laid.text_ids, laid.begins
    (number, slot), *others = sorted(enumerate(slots), key=_position_count)
    offsets = slot_offsets(slot, candidates, begins) - number
    for number, slot in others:
        offsets = _intersection(offsets, slot_offsets(slot, candidates, begins) - number)
        if FEW * offsets.size < candidates.size:
            candidates = np.flatnonzero(laid.counts(offsets))
    return offsets


def with_one_within(ends: Numbers, begins: Numbers, distance: int) -> Mask:
    """Which of some ends have one of the ascending begins at most `distance` behind them."""
    if not begins.size:
        return np.zeros(ends.size, np.bool_)
    following = np.minimum(np.searchsorted(begins, ends), begins.size - 1)
    gaps = begins[following] - ends
    within: Mask = (gaps >= 0) & (gaps <= distance)
    return within


def _position_count(numbered: tuple[int, Sequence[Postings]]) -> int:
    return sum(postings.positions.size for postings in numbered[1])


def shared(some: Numbers, others: Numbers) -> Numbers:
    """What two ascending arrays without repeats share; quick where the second is much longer."""
    if FEW * some.size > others.size:
        return _intersection(some, others)
    at = np.searchsorted(others, some)
    at[at == others.size] = 0
    found: Numbers = some[others[at] == some]
    return found


def _intersection(some: Numbers, others: Numbers) -> Numbers:
    """The same; a stable sort merges what is sorted."""
    both: Numbers = np.concatenate([some, others])
    both.sort(kind="stable")
    found: Numbers = both[1:][both[1:] == both[:-1]]
    return found


def slot_offsets(slot: Sequence[Postings], text_ids: Numbers, begins: Numbers) -> Numbers:
    """Where the terms of a slot stand in some texts laid end to end, perhaps in others too.

    Ascending, each offset once. `begins`: int64[all texts], the offset of each, or -1 where one is
    not laid out; `text_ids` are among those that are.
    """
    offsets: Numbers = np.concatenate([term_offsets(part, text_ids, begins) for part in slot])
    if len(slot) > 1:
        offsets.sort(kind="stable")
        offsets = offsets[np.diff(offsets, prepend=-1) > 0]  # two terms may share a position
    return offsets


def term_offsets(postings: Postings, text_ids: Numbers, begins: Numbers) -> Numbers:
    """Where one term stands in some texts laid end to end, perhaps in others too; ascending."""
    held, frequencies, positions = postings
    if FEW * text_ids.size < held.size:
        chosen = np.searchsorted(held, text_ids)
        chosen[chosen == held.size] = 0
        chosen = chosen[held[chosen] == text_ids]
        before = np.cumsum(frequencies)[chosen] - frequencies[chosen]
        held, frequencies = held[chosen], frequencies[chosen]
        positions = positions[np.repeat(before, frequencies) + ragged(frequencies)]
    else:
        kept = begins[held] >= 0
        if not kept.all():
            positions = positions[np.repeat(kept, frequencies)]
            held, frequencies = held[kept], frequencies[kept]
    offsets: Numbers = np.repeat(begins[held], frequencies) + positions
    return offsets
