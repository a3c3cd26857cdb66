"""How often the right word group is the first correction of a slip, and how long suggestions take.

python -m benchmarks.suggest [reports]
"""

import random
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median, quantiles

from benchmarks.corpus import FOLDER, news
from indexer.build.run import build
from search.answers import Query
from search.engine.errors import EngineError
from search.engine.protocol import Request
from search.engine.query_tree import Phrase
from search.engine.stored import read_stored
from search.engine.urls import open_engine
from search.report import PassageKind, StoredReport
from search.searcher import Searcher
from search.suggest.completions import complete
from search.suggest.corrections import corrections
from search.text.analyze import Analysis, exact_term, is_set
from search.text.spelling import is_vietnamese, to_orthography, toneless
from search.text.syllable import syllables

GROUPS, FREQUENT, READ_EVERY = 500, 1000, 3
"""Groups that are tried; words and phrases they are taken from, evenly; reports read to count."""
FAIR = 10
"""A slip that is itself a phrase of a tenth of the right one's reports, or more, is left out."""
_NEAR = {
    **dict(zip("qwertyuiop", ("wa", "qes", "wrd", "etf", "ryg", "tuh", "yij", "uok", "ipl", "ol"),
               strict=True)),
    **dict(zip("asdfghjkl", ("sqz", "adw", "sfe", "dgr", "fht", "gjy", "hku", "jli", "ko"),
               strict=True)),
    **dict(zip("zxcvbnm", ("xa", "zcs", "xvd", "cbf", "vng", "bmh", "nj"), strict=True)),
}  # fmt: skip
_TELEX_TONES = {"1": "s", "2": "f", "3": "r", "4": "x", "5": "j"}
_TELEX = {"â": "aa", "ê": "ee", "ô": "oo", "đ": "dd", "ă": "aw", "ơ": "ow", "ư": "uw"}


def main() -> None:
    """Build an index of the news, slip in its frequent groups, print the shares and the times."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 6000
    engine = open_engine(f"whoosh:{FOLDER / f'suggest-{size}'}")
    try:
        live = Searcher(engine.snapshot())
    except EngineError:
        build([news(size)], engine, anew=True)
        live = Searcher(engine.snapshot())
    groups = frequent_groups(live)
    print(f"{live.snapshot.stats().reports} reports, {len(groups)} word groups", end="; ")
    print(f"in {groups[-1][1]} to {groups[0][1]} of every {READ_EVERY}rd report")
    began = time.process_time()
    corrections(Query("phát trển"), live)
    print(f"the first correction of a generation: {1000 * (time.process_time() - began):.0f} ms")
    slips(live, [group for group, _ in groups])
    as_they_are(live, [group for group, _ in groups])
    while_typing(live, [group for group, _ in groups])


def slips(live: Searcher, groups: list[str]) -> None:
    """One slip in each group: is the group what is offered first?"""
    rng = random.Random(4)
    tried: Counter[str] = Counter()
    first: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    left_out_right: Counter[str] = Counter()
    times, missed = [], []
    for number, group in enumerate(groups):
        kind, typed = slipped(group, number, rng)
        began = time.process_time()
        offered = corrections(Query(typed), live)
        times.append(1000 * (time.process_time() - began))
        is_right = bool(offered) and same(offered[0].text, group)
        if FAIR * in_a_row(typed, live) >= in_a_row(group, live):
            left_out[kind] += 1
            left_out_right[kind] += is_right
            continue
        tried[kind] += 1
        first[kind] += is_right
        if not is_right:
            missed.append(f"{typed} → {offered[0].text if offered else '–'} (not {group})")
    print(f"left out, for the slip is a phrase of 1/{FAIR} as many reports: {left_out.total()}")
    for kind in KINDS:
        share = first[kind] / max(1, tried[kind])
        aside = f"left out {left_out[kind]}, right {left_out_right[kind]}"
        print(f"{kind:24} {first[kind]:4} of {tried[kind]:4}  {share:.1%}   {aside}")
    print(f"{'all':24} {first.total():4} of {tried.total():4}  {first.total() / tried.total():.1%}")
    every = (first.total() + left_out_right.total()) / len(groups)
    print(f"{'none left out':24} {every:17.1%}")
    told("a correction", times)
    print("missed:", *missed[:40], sep="\n  ")


def as_they_are(live: Searcher, groups: list[str]) -> None:
    """Groups without a slip, to which nothing should be offered."""
    times, offered = [], []
    for group in groups:
        began = time.process_time()
        found = corrections(Query(group), live)
        times.append(1000 * (time.process_time() - began))
        if found:
            offered.append(f"{group} → {found[0].text}")
    print(
        f"offered where there is no slip: {len(offered)} of {len(groups)}", *offered[:9], sep=" · "
    )
    told("no correction", times)


def while_typing(live: Searcher, groups: list[str]) -> None:
    """Each group, all but the last syllable and one letter of it: is it among the completions?"""
    for name, change in (("as it is", str), ("without marks", bare)):
        times, found = [], 0
        for group in groups[::5]:
            *begun, last = change(group).split()
            began = time.process_time()
            offered = complete(" ".join([*begun, last[:1]]), live)
            times.append(1000 * (time.process_time() - began))
            found += any(same(one.text, group) for one in offered)
        print(f"among 8 completions at the first letter of the last syllable, {name}: "
              f"{found / len(groups[::5]):.0%}")  # fmt: skip
        told("completions", times)


def told(name: str, times: list[float]) -> None:
    """Median and 95th percentile."""
    print(
        f"{name}: median {median(times):.1f} ms of processor, p95 {quantiles(times, n=20)[-1]:.1f}"
    )


def frequent_groups(live: Searcher) -> list[tuple[str, int]]:
    """The groups to try, the most frequent first: words of two syllables to four, and as many
    phrases of two words, one of which is such a word, that have three syllables or four."""
    words: Counter[tuple[str, ...]] = Counter()
    phrases: Counter[tuple[str, ...]] = Counter()
    for origin in sorted(live.snapshot.sources(), key=lambda origin: origin.id)[::READ_EVERY]:
        stored = live.snapshot.stored(origin.id)
        assert stored is not None
        own_words: set[tuple[str, ...]] = set()
        own_phrases: set[tuple[str, ...]] = set()
        for found in words_of(read_stored(stored)):
            own_words.update(word for word in found if 2 <= len(word) <= 4)
            own_phrases.update(
                (*one, *other) for one, other in pairwise(found) if 3 <= len(one + other) <= 4
            )
        words.update(own_words)
        phrases.update(own_phrases)
    chosen = []
    for counted in (words, phrases):
        fit = [(-n, group) for group, n in counted.items() if all(map(is_vietnamese, group))]
        chosen += sorted(fit)[:FREQUENT][:: 2 * FREQUENT // GROUPS]
    return [(" ".join(map(to_orthography, group)), -count) for count, group in sorted(chosen)]


def words_of(kept: StoredReport) -> Iterator[list[tuple[str, ...]]]:
    """The words of each sentence, roughly, of a body: each as its canonical syllables."""
    for passage in kept.report.passages:
        if passage.kind is not PassageKind.BODY:
            continue
        begin, end = passage.span
        for sentence in _sentences(kept.report.text, begin, end):
            found = tuple(syllables(kept.report.text[slice(*sentence)]))
            joins = frozenset(
                s.start for s in found if is_set(kept.word_joins, s.start + sentence[0])
            )
            yield [
                tuple(s.exact for s in found[first:last])
                for first, last in Analysis(found, joins).words()
            ]


def _sentences(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    start = begin
    for at in range(begin, end):
        if text[at] in '.,;:!?()"“”\n':
            yield start, at
            start = at + 1
    yield start, end


def slipped(group: str, number: int, rng: random.Random) -> tuple[str, str]:
    """A kind of slip, by turns among those that can befall a group, and the group with it."""
    kinds = list(KINDS.items())
    for turn in range(len(kinds)):
        kind, slip = kinds[(number + turn) % len(kinds)]
        words = group.split()
        ways = [
            " ".join([*words[:at], way, *words[at + 1 :]])
            for at, word in enumerate(words)
            for way in slip(word, rng)
        ]
        ways = [way for way in ways if not same(way, group)]
        if ways:
            return kind, rng.choice(ways)
    raise ValueError(group)


def _dropped(word: str, _: random.Random) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word)) if len(word) > 1]


def _doubled(word: str, _: random.Random) -> list[str]:
    return [word[:at] + word[at:][:1] + word[at:] for at in range(len(word))]


def _neighbour(word: str, _: random.Random) -> list[str]:
    plain = bare(word)
    return [
        word[:at] + near + word[at + 1 :] for at in range(len(word)) for near in _NEAR[plain[at]]
    ]


def _swapped(word: str, _: random.Random) -> list[str]:
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]


def _other_tone(word: str, rng: random.Random) -> list[str]:
    letters, tone = toneless(syllables(word)[0].exact)
    tones = [other for other in "12345" if other != tone] if tone else []
    fit = [letters + other for other in tones if is_vietnamese(letters + other)]
    return [to_orthography(rng.choice(fit))] if fit else []


def _no_tone(word: str, _: random.Random) -> list[str]:
    letters, tone = toneless(syllables(word)[0].exact)
    return [letters] if tone else []


def _no_hat(word: str, _: random.Random) -> list[str]:
    letters, tone = toneless(syllables(word)[0].exact)
    return [
        to_orthography(letters[:at] + bare(letter) + letters[at + 1 :] + tone)
        for at, letter in enumerate(letters)
        if letter in _TELEX
    ]


def _raw(word: str, _: random.Random) -> list[str]:
    letters, tone = toneless(syllables(word)[0].exact)
    typed = "".join(_TELEX.get(letter, letter) for letter in letters)
    return [typed + _TELEX_TONES[tone]] if tone else [typed]


KINDS = {
    "letter dropped": _dropped,
    "letter doubled": _doubled,
    "letter beside it": _neighbour,
    "letters swapped": _swapped,
    "another tone": _other_tone,
    "tone missing": _no_tone,
    "hat or horn missing": _no_hat,
    "raw Telex": _raw,
}


def bare(text: str) -> str:
    """Without marks."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def same(one: str, other: str) -> bool:
    """Whether two texts are one in their canonical spelling."""
    return [s.exact for s in syllables(one)] == [s.exact for s in syllables(other)]


def in_a_row(text: str, live: Searcher) -> int:
    """The reports that hold syllables exactly so."""
    row = Phrase(tuple((exact_term(syllable),) for syllable in syllables(text)))
    return live.snapshot.search(Request(row, limit=0)).total


if __name__ == "__main__":
    main()
