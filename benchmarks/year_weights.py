"""News of which the time is known → what each way of speaking of a year tells of the day's own.

python -m benchmarks.year_weights [FOLDER] [--without FILE] [--write]

FILE: ids of articles that are not to be learnt from, beside those of the labels here. A day that an
article names keeps its month; its year is hidden, and learnt from the other years of the text: a
log-linear model, of which indexer/data/year_weights.tsv holds the weights.
"""

import argparse
import gzip
import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from math import exp, sqrt
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.corpus import ROOT, SHARED
from benchmarks.labels import labels_of
from indexer.article.structure import Article, clean
from indexer.dates.days import Day, days
from indexer.dates.named_years import NamedYear, named_years
from indexer.dates.year_case import YearCase
from indexer.dates.year_rules import inferred_years
from indexer.dates.year_signs import Sign, signs
from indexer.dates.year_votes import AFTER, BEFORE, LIST, distance, years_near
from indexer.read.document import SourceMetadata
from search.dates import PartialDate

_SIZE = AFTER - BEFORE + 1
_OPENING = 500
_OFTEN = 20
"""Examples that a sign is to have."""
_EPOCHS, _RATE, _DECAY = 8, 0.15, 0.001
_SMALL = 0.15
"""A weight below it is left out."""
_FOLDS = 5
_FIRST_NEWS, _YEAR_MONTHS = 2000, 12
_SHARES = (0.5, 0.8, 0.85, 0.9, 0.95)

Weights = dict[str, list[float]]

# The articles of some collections are numbered in their order: number → year and part of it, read
# off the days that their neighbours name.
_BAOMOI = (
    (0, 2017 + 1.5 / 12), (22_000_000, 2017 + 4.5 / 12),
    (22_410_000, 2017 + 5.5 / 12), (22_640_000, 2017 + 6.5 / 12),
)  # fmt: skip
_SOCIETY = (
    (0, 2003.97), (630, 2004.17), (1209, 2004.26), (1861, 2004.46), (2382, 2004.84),
    (2867, 2005.06), (3371, 2005.18), (4194, 2005.36), (5170, 2005.52), (5948, 2005.63),
    (6951, 2005.80), (7704, 2005.90), (8127, 2006.03),
)  # fmt: skip
_BUSINESS = (
    (105, 2004.14), (1115, 2004.42), (1551, 2004.51), (2104, 2005.06), (3020, 2005.24),
    (4144, 2005.46), (5218, 2005.64), (6093, 2005.81), (6754, 2005.94), (7042, 2005.97),
)  # fmt: skip
_NUMBERED = {"vntc-te-XH-VNE-T-": _SOCIETY, "vntc-te-KD-VNE-T-": _BUSINESS}
_GAP = range(1551, 2104)
"""Numbers of the second between which half a year is missing."""
_SEASON = 0.3
"""Part of a year by which a day may differ from what the number tells."""


class Example(NamedTuple):
    """How a text speaks of its years, the years that its day may be of, and the one that it is."""

    id: str
    signs: tuple[Sign, ...]
    years: tuple[int, ...]
    year: int
    weight: float


def examples(folder: Path, left_out: set[str]) -> Iterator[Example]:
    """Those of news-40k and meetings-title."""
    seen = set(left_out)
    for one in _articles(folder):
        identity = one.get("id") or one["_id"]
        if identity not in seen:
            seen.add(identity)
            article = clean(one["text"], SourceMetadata(title=one.get("title") or None), ())
            if example := _example(identity, article):
                yield example


def _articles(folder: Path) -> Iterator[dict[str, str]]:
    for name in ("news-40k.jsonl.gz", "ir/meetings-title/corpus.jsonl.gz"):
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _example(identity: str, article: Article) -> Example | None:
    likely = [day for day in days(article) if day.is_likely]
    day = max(likely, key=lambda day: day.rank, default=None)
    if day is None:
        return _without_day(identity, article)
    years = tuple(one for one in named_years(article) if not _is_own(one, day))
    case = YearCase(article, day, years)
    known = _known(identity, case, max((one.date.year or 0 for one in likely), default=0))
    return _made(identity, case, *known) if known else None


def _is_own(one: NamedYear, day: Day) -> bool:
    """Whether a year is that of the day, wherever the text names it."""
    own = day.date.year, day.date.month, day.date.day
    return day.start <= one.start <= day.end or own == (one.year, (one.months or (0,))[0], one.day)


def _known(identity: str, case: YearCase, latest: int) -> tuple[int, float] | None:
    """The year of a day and how much it counts: named, told by a number, or by the rules."""
    own = case.day.date.year
    if own:
        is_news = own >= _FIRST_NEWS and own == latest and case.day.start < _OPENING
        return (own, 1.0) if is_news else None
    if time := _time(identity):
        part = (case.month - 0.5) / _YEAR_MONTHS
        year = round(time - part)
        is_near = abs(year + part - time) < _SEASON
        return (year, 0.4 if _is_of_baomoi(identity) else 1.0) if is_near else None
    told = inferred_years(case) if case.day.start < _OPENING else set()
    return (told.pop(), 0.6) if len(told) == 1 else None


def _without_day(identity: str, article: Article) -> Example | None:
    """Of an article that names no day, by the month that its number tells."""
    time = _time(identity)
    if time is None:
        return None
    year, part = int(time), time % 1
    date = PartialDate(None, int(part * _YEAR_MONTHS) + 1, 1)
    day = Day(date, None, 0, 0, article.lines[0], 0, 0) if article.lines else None
    if day is None or not 0.05 < part < 0.96:
        return None
    case = YearCase(article, day, tuple(named_years(article)))
    return _made(identity, case, year, 0.3 if _is_of_baomoi(identity) else 0.7)


def _made(identity: str, case: YearCase, year: int, weight: float) -> Example | None:
    found = signs(case)
    years = years_near(found)
    if year not in years:
        return None
    return Example(identity, tuple(sorted(found)), tuple(sorted(years)), year, weight)


def _is_of_baomoi(identity: str) -> bool:
    return identity.startswith("baomoi-")


def _time(identity: str) -> float | None:
    number = int(re.findall(r"\d+", identity)[-1]) if re.search(r"\d$", identity) else 0
    if _is_of_baomoi(identity):
        return _BAOMOI[bisect_right(_BAOMOI, (number, 9999.0)) - 1][1]
    for start, known in _NUMBERED.items():
        if identity.startswith(start) and not (known is _BUSINESS and number in _GAP):
            return _between(known, number)
    return None


def _between(known: tuple[tuple[int, float], ...], number: int) -> float | None:
    at = bisect_right(known, (number, 9999.0))
    if not 0 < at < len(known):
        return None
    (first, begin), (last, end) = known[at - 1], known[at]
    return begin + (end - begin) * (number - first) / (last - first)


def trained(learnt: Iterable[Example]) -> Weights:
    """The weights, by gradient steps that become smaller the oftener a sign was seen."""
    learnt = list(learnt)
    counts = Counter(sign for one in learnt for sign in {name for name, _ in one.signs})
    weights = {sign: [0.0] * _SIZE for sign, count in counts.items() if count >= _OFTEN}
    steps = {sign: [1.0] * _SIZE for sign in weights}
    random = Random(1)
    for _ in range(_EPOCHS):
        random.shuffle(learnt)
        for one in learnt:
            _learn(one, weights, steps)
    return weights


def _learn(one: Example, weights: Weights, steps: Weights) -> None:
    for year, share in shares(one, weights).items():
        error = one.weight * ((year == one.year) - share)
        if abs(error) < 0.001:
            continue
        for sign, other in one.signs:
            if sign in weights:
                at = distance(year, other)
                gradient = error - _DECAY * weights[sign][at]
                steps[sign][at] += gradient * gradient
                weights[sign][at] += _RATE * gradient / sqrt(steps[sign][at])


def shares(one: Example, weights: Weights) -> dict[int, float]:
    """Year → its share of all that speaks for any."""
    known = [(weights[sign], other) for sign, other in one.signs if sign in weights]
    votes = {
        year: exp(sum(of_sign[distance(year, other)] for of_sign, other in known))
        for year in one.years
    }
    total = sum(votes.values())
    return {year: vote / total for year, vote in votes.items()}


def report(tested: list[Example], weights: Weights) -> None:
    """Print how many are told by which share, and how many of them right."""
    found = [(max(known.values()), known, one) for one in tested if (known := shares(one, weights))]
    for least in _SHARES:
        told = [known[one.year] == share for share, known, one in found if share >= least]
        print(f"share {least}: {len(told)} of {len(tested)} told, {sum(told)} right")


def written(weights: Weights) -> str:
    """The file of the weights: a sign a line."""
    head = (
        "# Source: ours, learnt by benchmarks/year_weights.py from the years of news; facts.\n"
        f"# how a year is spoken of, tab, what it tells of each year from {-BEFORE} before it to"
        f" {AFTER} after it\n"
    )
    lines = []
    for sign, of_sign in sorted(weights.items()):
        kept = [round(weight, 2) if abs(weight) >= _SMALL else 0 for weight in of_sign]
        if any(kept):
            lines.append("\t".join([sign, *(f"{weight:g}" for weight in kept)]) + "\n")
    return head + "".join(lines)


def _ids_of_labels() -> set[str]:
    which: tuple[str, ...] = ("kept", "own", "local")
    return {label.id for one in which for label, _ in labels_of(one, None)}


def main() -> None:
    """Learn from four fifths and test on the rest; learn from all, and write what was learnt."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "data")
    parser.add_argument("--without", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    left_out = _ids_of_labels()
    if asked.without:
        left_out |= set(asked.without.read_text("utf-8").split())
    found = list(examples(asked.folder, left_out))
    is_tested: Callable[[Example], bool] = lambda one: sum(map(ord, one.id)) % _FOLDS == 0  # noqa: E731
    print(f"{len(found)} examples")
    report(list(filter(is_tested, found)), trained(one for one in found if not is_tested(one)))
    if asked.write:
        (ROOT / "indexer" / "data" / LIST).write_text(written(trained(found)), "utf-8")


if __name__ == "__main__":
    main()
