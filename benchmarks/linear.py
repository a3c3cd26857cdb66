"""Whether reading a report takes time in proportion to its length, for each cue of every word list.

python -m benchmarks.linear            two words of each group of cues, in every frame
python -m benchmarks.linear --all      each word; hours
"""

import argparse
import gc
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from math import log2
from multiprocessing import Pool
from random import Random

from benchmarks.cue_texts import OPENING, CueText, cue_texts, random_texts
from indexer.build.prepare import understand
from indexer.read.document import RawDocument
from search.index.entry import IndexEntry, index_entry
from search.report import MeetingReport, SourcePath

GROWTH = 2.5
"""The most that twice the text may take of the time; 2 is proportional."""
MILLISECONDS = 60
"""The most that a thousand characters may take."""
_MEASURABLE = 0.02
"""Seconds below which a doubling tells of the machine and not of the program."""
_WARM = 2000
"""Characters of a text that are read before it is measured."""
_SOURCE = SourcePath("/", "odd.txt")


@dataclass(frozen=True, slots=True)
class Measured:
    """A text and the seconds of processor that it took at each of the lengths, in characters. The
    last is the limit where a text went over it."""

    text: CueText
    lengths: tuple[int, ...]
    seconds: tuple[float, ...]

    @property
    def growth(self) -> float:
        """The worst factor of a doubling."""
        steps = zip(pairwise(self.seconds), pairwise(self.lengths), strict=False)
        return max((_doubling(taken, lengths) for taken, lengths in steps), default=0.0)

    @property
    def milliseconds(self) -> float:
        """The most for a thousand characters."""
        each = zip(self.seconds, self.lengths, strict=False)
        return max(1e6 * seconds / length for seconds, length in each)

    @property
    def is_law_broken(self) -> bool:
        """Whether this is more than is allowed."""
        return self.growth > GROWTH or self.milliseconds > MILLISECONDS


def _doubling(taken: tuple[float, float], lengths: tuple[int, int]) -> float:
    """What a doubling costs where two lengths took so many seconds."""
    factor = taken[1] / max(taken[0], _MEASURABLE)
    return float(factor ** (1 / log2(lengths[1] / lengths[0])))


class _TooLongError(Exception):
    """A text has taken what it may."""


def measured(
    text: CueText, lengths: Iterable[int], read: Callable[[str], object] | None = None
) -> Measured:
    """A text at each length, until one is over the limit. `read`: what is done with it."""
    taken: list[float] = []
    tried = tuple(lengths)
    read = read or facets_and_entry
    _seconds(text.of_length(_WARM), 60, read)  # the first of a kind pays for its patterns
    for length in tried:
        limit = 1.5 * MILLISECONDS * length / 1e6
        taken.append(_seconds(text.of_length(length), limit, read))
        if taken[-1] >= limit:
            break
    return Measured(text, tried, tuple(taken))


def facets(text: str) -> MeetingReport:
    """clean() and all facets of a text."""
    return understand(RawDocument("r", text, _SOURCE, "d"))


def facets_and_entry(text: str) -> IndexEntry:
    """What is made of a text while indexing."""
    return index_entry(facets(text), "d", ("/odd.txt",))


def _seconds(text: str, limit: float, read: Callable[[str], object]) -> float:
    """Seconds of processor, without those of Python's collector."""
    gc.collect()
    gc.disable()
    began = time.process_time()
    try:
        with _at_most(limit):
            read(text)
    except _TooLongError:
        return max(limit, time.process_time() - began)
    finally:
        gc.enable()
    return time.process_time() - began


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _warmed() -> None:
    """Read every list first: the first report pays for them."""
    _seconds(OPENING + "về GRDP, ông Lê Văn Ba chủ trì.\n" * 100, 60, facets_and_entry)


def _measured_here(task: tuple[CueText, tuple[int, ...], bool]) -> Measured:
    text, lengths, is_facets = task
    return measured(text, lengths, facets if is_facets else facets_and_entry)


def main() -> None:
    """Print each text that breaks the law, then the ten of the worst growth and the ten dearest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--words", type=int, default=2, help="of each group of cues")
    parser.add_argument("--frames", type=int, help="so many of them for each word, by chance")
    parser.add_argument("--facets", action="store_true", help="without the entry of the index")
    parser.add_argument("--random", type=int, default=0, help="so many of two cues instead")
    parser.add_argument("--only", help="lists whose name begins so")
    parser.add_argument("--sizes", default="15000,30000,60000")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    lengths = tuple(map(int, asked.sizes.split(",")))
    chance = Random(asked.seed)
    words = None if asked.all else asked.words
    texts = [
        *(
            random_texts(asked.random, chance)
            if asked.random
            else cue_texts(words, chance, asked.frames)
        )
    ]
    texts = [text for text in texts if not asked.only or text.group.startswith(asked.only)]
    chance.shuffle(texts)
    print(f"{len(texts)} texts of {asked.sizes} characters", flush=True)
    done: list[Measured] = []
    with Pool(asked.jobs, _warmed) as pool:
        for one in pool.imap_unordered(
            _measured_here, ((text, lengths, asked.facets) for text in texts), 4
        ):
            done.append(one)
            if len(done) % 100 == 0:
                print(len(done), flush=True)
            if one.is_law_broken:
                print("BROKEN", _row(one), flush=True)
    for title, key in (("growth", lambda one: one.growth), ("cost", lambda one: one.milliseconds)):
        print(f"worst {title}")
        for one in sorted(done, key=key, reverse=True)[:10]:
            print(_row(one))
    print(f"{sum(one.is_law_broken for one in done)} of {len(done)} break the law")


def _row(one: Measured) -> str:
    seconds = " ".join(f"{second:7.3f}" for second in one.seconds)
    return f"x {one.growth:4.2f} {one.milliseconds:6.1f} ms/kB  {seconds} s  {one.text.shown}"


if __name__ == "__main__":
    main()
