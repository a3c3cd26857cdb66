"""The signatures of all reports → the groups of near-identical ones.

Up to the smaller one of their largest hashes, two signatures are samples of two texts at the same
rate: what they share there tells how much of one text stands in the other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from search.index.likeness import LIKE, Days, Told
from search.index.signature import HEADER, KEPT

_AT_ONCE, _ROWS_AT_ONCE = 150_000, 500_000
"""So many hashes, and hashes that two signatures share, are sorted at once, in some fifty bytes
each: they bound the memory that it takes."""
_SIGNATURES_AT_ONCE = 10_000
"""Of so many signatures the hashes of a slice are looked for at once."""
_PAIRS_AT_ONCE = 20_000
"""So many pairs are compared at once, hash by hash: a thousand bytes each."""

FEWEST = LIKE.contained * LIKE.own
"""Two texts that are alike share so many hashes at the least: each has `LIKE.own`."""
_ENDLESS = (1 << 32) - 1
_Numbers = NDArray[np.int64]
_Places = NDArray[np.uint32]
_Mask = NDArray[np.bool_]


NONE_USUAL: NDArray[np.uint32] = np.zeros(0, np.uint32)
"""No hash is known to be usual."""


def groups(
    signatures: Mapping[str, bytes], usual: NDArray[np.uint32] = NONE_USUAL
) -> dict[str, str]:
    """Id of each report that has near-identical ones → the id of the centre of its group.

    The centre is the longest report of a group, of equal ones that of the smallest id; each other
    one is near-identical to it, so that no chain of small differences joins what is unlike, and the
    days of all agree. From the longest report to the shortest, each joins the centre with which it
    shares most, or becomes one. The answer depends on nothing but the signatures: not on their
    order, nor on earlier answers. `usual`: hashes, ascending, that too many signatures have; here
    are some of these alone.
    """
    names = [report_id for report_id in sorted(signatures) if signatures[report_id]]
    same_as, sizes = _same(signatures, names)
    different = np.flatnonzero(same_as == np.arange(same_as.size))
    order = different[np.argsort(-sizes[different], kind="stable")]
    centres = np.arange(same_as.size)
    ordered = [names[n] for n in order.tolist()]
    for member, centre in _joined(signatures, ordered, usual).items():
        centres[order[member]] = order[centre]
    centres = centres[same_as]
    among = np.flatnonzero(np.bincount(centres, minlength=centres.size)[centres] > 1)
    return {
        names[n]: names[c] for n, c in zip(among.tolist(), centres[among].tolist(), strict=True)
    }


def _same(signatures: Mapping[str, bytes], names: Sequence[str]) -> tuple[_Numbers, _Numbers]:
    """The number of the first of some names that has the same signature; and the size of each."""
    first: dict[bytes, int] = {}
    same_as, sizes = np.zeros((2, len(names)), np.int64)
    for number, name in enumerate(names):
        written = signatures[name]
        same_as[number] = first.setdefault(sha256(written).digest(), number)
        sizes[number] = _size(written)
    return same_as, sizes


def _size(written: bytes) -> int:
    """How many different shingles the text of a signature has."""
    return int.from_bytes(written[:4], "little")


def alike(
    signatures: Mapping[str, bytes], names: Sequence[str], usual: NDArray[np.uint32]
) -> Iterator[tuple[int, int]]:
    """The numbers of each two of some names whose signatures differ and whose texts are alike.
    `usual`: see `groups`."""
    return _like_texts(_Samples.of(signatures, names, usual))


def _joined(
    signatures: Mapping[str, bytes], names: Sequence[str], usual: NDArray[np.uint32]
) -> dict[int, int]:
    """The number of each signature that is no centre → that of its centre.

    `names`: of different ones, in the order in which they may become centres.
    """
    found: dict[int, int] = {}
    groups: dict[int, list[Days]] = {}
    for member, centre in _like_texts(_Samples.of(signatures, names, usual)):
        if member in found or centre in found:
            continue
        own, longest = (Told.of(signatures[names[number]]) for number in (member, centre))
        group = groups.setdefault(centre, [longest.days])
        if all(map(own.days.is_near, group)) and own.has_numbers_of(longest):
            found[member] = centre
            group.append(own.days)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Samples:
    """The hashes of shingles of several signatures, by signature: ascending, then anything.

    `hashes`: uint32[n, KEPT]. `own`: bool[n, KEPT], those that there are, and that few enough
    signatures have to say something. `sizes`: int64[n], different shingles of each text. `ends`:
    int64[n], up to which hash a signature has all of them. A place is a number of `hashes.ravel()`.
    """

    hashes: NDArray[np.uint32]
    own: _Mask
    sizes: _Numbers
    ends: _Numbers

    @classmethod
    def of(
        cls,
        signatures: Mapping[str, bytes],
        names: Sequence[str],
        usual: NDArray[np.uint32],
    ) -> "_Samples":
        """Those of some names, read one after another, less the `usual` ones."""
        count = len(names)
        hashes = np.zeros((count, KEPT), np.uint32)
        sizes, ends = np.zeros(count, np.int64), np.full(count, _ENDLESS)
        kept = np.zeros(count, np.int64)
        for number, name in enumerate(names):
            written = np.frombuffer(signatures[name], "<u4")
            size, kept[number] = written[0], written[HEADER - 1]
            own = written[HEADER : HEADER + int(kept[number])]
            hashes[number, : own.size], sizes[number] = own, size
            if size > KEPT:
                ends[number] = own[-1]
        own = np.arange(KEPT) < kept[:, None]
        if usual.size:
            own &= ~is_among(hashes, usual)
        return cls(hashes, own, sizes, ends)

    def shared(self) -> list[_Places]:
        """The places of the own hashes that other signatures have too, by hash, in slices; those
        that too many have are own no more."""
        flat, own = self.hashes.ravel(), self.own.reshape(-1)
        found: list[_Places] = []
        bounds = np.linspace(0, _ENDLESS + 1, flat.size // _AT_ONCE + 2).astype(np.int64)
        for first, end in pairwise(bounds.tolist()):
            chosen = self._between(first, end)
            order = np.argsort(flat[chosen], kind="stable")
            places: _Places = chosen[order].astype(np.uint32)
            runs = _holders(flat[places])
            holders = np.repeat(runs, runs)
            own[places[holders > LIKE.usual]] = False
            found.append(places[(holders > 1) & (holders <= LIKE.usual)])
        return found

    def _between(self, first: int, end: int) -> _Numbers:
        """The places of the own hashes of [first, end)."""
        found = [np.zeros(0, np.int64)]
        for begin in range(0, len(self.hashes), _SIGNATURES_AT_ONCE):
            rows = slice(begin, begin + _SIGNATURES_AT_ONCE)
            hashes, own = self.hashes[rows], self.own[rows]
            inside = (hashes >= first) & (hashes < end) & own
            found.append(np.flatnonzero(inside) + begin * KEPT)
        return np.concatenate(found)

    def up_to(self, owners: _Numbers, ends: _Numbers) -> _Numbers:
        """How many own hashes each of some signatures has up to an end."""
        found: _Numbers = (self.own[owners] & (self.hashes[owners] <= ends[:, None])).sum(1)
        return found


def is_among(hashes: NDArray[np.uint32], some: NDArray[np.uint32]) -> _Mask:
    """Which hashes are among some, which ascend; of the same shape."""
    found: _Mask = some.take(np.searchsorted(some, hashes), mode="clip") == hashes
    return found


def _holders(hashes: NDArray[np.uint32]) -> _Numbers:
    """For each run of equal hashes, how many there are."""
    begins = np.flatnonzero(np.diff(hashes.astype(np.int64), prepend=-1))
    return np.diff(begins, append=hashes.size)


def ragged(counts: _Numbers) -> _Numbers:
    """0, 1, ..., c - 1 for each count c, one after another: [2, 3] gives [0, 1, 0, 1, 2]."""
    ends = np.cumsum(counts)
    return np.arange(ends[-1] if ends.size else 0) - np.repeat(ends - counts, counts)


def _like_texts(samples: _Samples) -> Iterator[tuple[int, int]]:
    """The numbers of each two signatures whose texts are alike: a later one, an earlier one.

    The later ones ascend; of each, the one with which it shares most comes first.
    """
    shared = _promising(samples, samples.shared())
    count = samples.sizes.size
    for first, last in pairwise(_blocks(samples, shared)):
        found = [_pairs(samples, places, first, last) for places in shared]
        codes, counts = np.unique(np.concatenate(found), return_counts=True)
        codes, counts = codes[counts >= FEWEST], counts[counts >= FEWEST]
        begin = 0
        while begin < codes.size:
            at = min(begin + _PAIRS_AT_ONCE, codes.size) - 1
            end = int(np.searchsorted(codes, (codes[at] // count + 1) * count))  # of one later one
            some = slice(begin, end)
            yield from _those_alike(samples, *np.divmod(codes[some], count), counts[some])
            begin = end


def _those_alike(
    samples: _Samples, later: _Numbers, earlier: _Numbers, shared: _Numbers
) -> Iterator[tuple[int, int]]:
    """Those of some pairs, which share so many hashes, whose texts are alike."""
    ends = np.minimum(samples.ends[later], samples.ends[earlier])
    counts = samples.up_to(later, ends), samples.up_to(earlier, ends)
    fewer, both = np.minimum(*counts), sum(counts) - shared
    sizes = samples.sizes[later], samples.sizes[earlier]
    shorter, longer = np.minimum(*sizes), np.maximum(*sizes)
    is_like = (
        (fewer >= LIKE.own)
        & (shared >= LIKE.contained * fewer)
        & (shorter >= LIKE.length * longer)
        & ((shorter >= LIKE.short) | (shared >= LIKE.equal * both))
    )
    order = np.lexsort([earlier, -shared / np.maximum(fewer, 1), later])
    chosen = order[is_like[order]]
    return zip(later[chosen].tolist(), earlier[chosen].tolist(), strict=True)


def _promising(samples: _Samples, shared: list[_Places]) -> list[_Places]:
    """The shared hashes of the signatures that may be like another one: each shares `FEWEST`.

    What a signature shares is counted anew as long as that leaves signatures out. No pair is lost
    by that, so that whether two are alike depends on no third one.
    """
    flat = samples.hashes.ravel()
    while True:
        counts = np.zeros(samples.sizes.size, np.int64)
        for places in shared:
            counts += np.bincount(places // KEPT, minlength=counts.size)
        may_be = counts >= FEWEST
        if may_be[counts > 0].all():
            return shared
        for number, places in enumerate(shared):
            left: _Places = places[may_be[places // KEPT]]
            shared[number] = left[np.repeat(*_more_than_one(flat[left]))]


def _more_than_one(hashes: NDArray[np.uint32]) -> tuple[_Mask, _Numbers]:
    """For each run of equal hashes, whether there are several, and how many."""
    holders = _holders(hashes)
    return holders > 1, holders


def _blocks(samples: _Samples, shared: Iterable[_Places]) -> list[int]:
    """Bounds of numbers of signatures: those between have so many pairs with earlier ones that
    they can be sorted at once."""
    pairs = np.zeros(samples.sizes.size, np.int64)
    for places in shared:
        before = ragged(_holders(samples.hashes.ravel()[places]))
        pairs += np.bincount(places // KEPT, before, pairs.size).astype(np.int64)
    blocks = np.cumsum(pairs) // _ROWS_AT_ONCE
    return [0, *(np.flatnonzero(np.diff(blocks)) + 1).tolist(), pairs.size]


def _pairs(samples: _Samples, places: _Places, first: int, last: int) -> _Numbers:
    """Each two signatures that share one of some hashes, as later one x n + earlier one, as often
    as they do; the later one is of [first, last)."""
    owners = (places // KEPT).astype(np.int64)
    before = ragged(_holders(samples.hashes.ravel()[places]))  # so many of its hash stand there
    own = np.flatnonzero((owners >= first) & (owners < last))
    times = before[own]
    others = np.repeat(own - times, times) + ragged(times)
    found: _Numbers = np.repeat(owners[own], times) * samples.sizes.size + owners[others]
    return found
