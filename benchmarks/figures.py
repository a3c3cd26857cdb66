"""How well figures are found: how many of those labelled, and how many with all their fields right.

python -m benchmarks.figures [FOLDER] [--unseen] [--wrong]
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus import SHARED
from benchmarks.facets import same
from indexer.build.prepare import understand
from indexer.read.document import RawDocument, SourceMetadata
from search.facets.indicator_groups import group_of
from search.report import FigureValue, MeetingReport, SourcePath, Span
from search.serialization import decode
from search.text.lexicon.provinces import province_at
from search.text.syllable import syllables

LEARNT = Path(__file__).parent / "figure_labels.jsonl"
"""The figures of 96 articles of news-40k about meetings, half of them of provinces; drawn at random
among those that say a number of an indicator, labelled once by readers who knew no rule. Rules were
learnt from them."""
UNSEEN = Path(__file__).parent / "figure_labels_unseen.jsonl"
"""Others of the same kind, that no rule was learnt from."""
FIELDS = ("indicator", "value", "kind", "period", "scope")
_SPELLINGS = {"tỉ": "tỷ", "ngàn": "nghìn", "usd": "usd", "đô la": "usd"}
_NOBODY = ("region", "part")
"""Scopes of a label that the program leaves out: a figure of those is in no chart."""
_GROWTH = ("tăng trưởng", "tốc độ tăng", "chỉ số giá", "chỉ số sản xuất", "lạm phát", "giá tiêu")
_PLACES = ("province", "district", "commune")
_SCALES = {"nghìn": 1e3, "vạn": 1e4, "triệu": 1e6, "tỷ": 1e9}


@dataclass(frozen=True, slots=True)
class FigureLabel:
    """What a careful reader says of one number.

    `at`: where it stands in the text of the article. `low`: the lower end of a range, of which
    `value` is the upper. `period`: as `FigureValue.period`, after "?" if nobody can know its year,
    "?" if nobody can know it. `scope`: a value of FigureScope, or "region", "part". `period_other`,
    `scope_other`: another reading that can be defended. `is_doubtful`: the reader was not sure.
    """

    at: Span
    indicator: str
    value: float
    unit: str
    kind: str
    period: str | None = None
    period_other: str | None = None
    scope: str | None = None
    scope_name: str = ""
    scope_other: str | None = None
    low: float | None = None
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class ArticleFigures:
    """An article and its figures, in the order of the text."""

    id: str
    figures: list[FigureLabel]


Pair = tuple[list[FigureLabel], RawDocument]


@dataclass(slots=True)
class FigureScore:
    """Figures wanted and those of them met, found and those of them labelled; what was wrong.

    One label of a range, "6 - 7%", may be met by two figures.
    """

    wanted: int = 0
    met: int = 0
    found: int = 0
    labelled: int = 0
    all_right: int = 0
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def _unit(unit: str) -> str:
    plain = same(unit).replace(" / ", "/").removesuffix("/năm")
    return " ".join(_SPELLINGS.get(word, word) for word in plain.split())


def _amount(value: float, unit: str) -> float:
    """The number without its scale words: 1.5 "nghìn tỷ đồng" is 1.5e12."""
    for word in _unit(unit).split():
        value *= _SCALES.get(word, 1)
    return value


def _same_value(label: FigureLabel, made: FigureValue) -> bool:
    found = _amount(float(made.value), made.unit)
    wanted = [v for v in (label.value, label.low) if v is not None]
    return any(abs(found - _amount(v, label.unit)) <= 1e-6 * abs(found) + 1e-9 for v in wanted)


def _same_kind(label: FigureLabel, made: FigureValue) -> bool:
    """Growth that is told as a rise is a result of growth as well."""
    is_growth = made.unit == "%" and group_of(made.indicator).name.startswith(_GROWTH)
    kinds = ("result", "change")
    return str(made.kind) == label.kind or (
        is_growth and str(made.kind) in kinds and label.kind in kinds
    )


def _same_period(label: FigureLabel, made: FigureValue) -> bool:
    def agrees(wanted: str | None) -> bool:
        if wanted is None or wanted.startswith("?"):
            return made.period is None or made.period.startswith("--")
        return made.period == wanted

    return agrees(label.period) or (label.period_other is not None and agrees(label.period_other))


def _same_scope(label: FigureLabel, made: FigureValue) -> bool:
    def agrees(wanted: str | None) -> bool:
        if wanted in (None, *_NOBODY):
            return made.scope is None
        return made.scope == wanted and (wanted not in _PLACES or _named(label, made))

    return agrees(label.scope) or (label.scope_other is not None and agrees(label.scope_other))


def _named(label: FigureLabel, made: FigureValue) -> bool:
    name, wanted = _place(made.scope_name), _place(label.scope_name)
    return not name or not wanted or name in wanted or wanted in name


def _place(name: str) -> str:
    """A place in small letters; a province by its name in full, "Hồ Chí Minh" for "TP. HCM"."""
    typed = syllables(name.removeprefix("tỉnh ").removeprefix("thành phố "))
    found = province_at(typed, 0) if typed else None
    return same(found[1].name if found and found[0] == len(typed) else name)


def _fields_right(label: FigureLabel, made: FigureValue) -> dict[str, bool]:
    return {
        "indicator": group_of(made.indicator) == group_of(label.indicator),
        "value": _same_value(label, made),
        "kind": _same_kind(label, made),
        "period": _same_period(label, made),
        "scope": _same_scope(label, made),
    }


def _told(made: FigureValue) -> str:
    scope = f"{made.scope and made.scope.value} {made.scope_name}".strip()
    return f"{made.indicator} {made.value} {made.unit}, {made.kind}, {made.period}, {scope}"


def _of_label(label: FigureLabel) -> str:
    value = f"{label.value:g}" if label.low is None else f"{label.low:g}-{label.value:g}"
    scope = f"{label.scope} {label.scope_name}".strip()
    return f"{label.indicator} {value} {label.unit}, {label.kind}, {label.period}, {scope}"


def _told_as(label: FigureLabel) -> tuple[object, ...]:
    """What is the same of a figure that is told twice: a report has it once."""
    amount = _amount(label.value, label.unit)
    return group_of(label.indicator).name, amount, label.kind, label.period


def compare(score: FigureScore, labels: list[FigureLabel], made: MeetingReport) -> None:
    """Add one article to a score; figures of which the reader was not sure count for nothing, and
    what is told again is met with what it repeats."""
    left = {label.at: label for label in labels}
    score.wanted += sum(not label.is_doubtful for label in labels)
    met: set[Span] = set()
    for figure in made.facets.figures:
        score.found += 1
        start, end = figure.evidence or (0, 0)
        label = next((x for at, x in left.items() if at[0] < end and start < at[1]), None)
        if label is None:
            score.wrong.append(f"{made.id} {start}: + {_told(figure)}")
            continue
        met.add(label.at)
        if label.is_doubtful:
            score.found -= 1
            continue
        score.labelled += 1
        fields = _fields_right(label, figure)
        score.right.update(name for name, is_right in fields.items() if is_right)
        if all(fields.values()):
            score.all_right += 1
            continue
        names = ", ".join(name for name, is_right in fields.items() if not is_right)
        score.wrong.append(
            f"{made.id} {start}: {names}: {_told(figure)} | label: {_of_label(label)}"
        )
    told = {_told_as(left[at]) for at in met}
    met |= {at for at, label in left.items() if _told_as(label) in told}
    score.met += sum(not left[at].is_doubtful for at in met)
    missed = (x for at, x in left.items() if at not in met and not x.is_doubtful)
    score.wrong += [f"{made.id} {label.at[0]}: - {_of_label(label)}" for label in missed]


def labelled_figures(folder: Path, path: Path = LEARNT) -> Iterator[Pair]:
    """The articles that are labelled, each with its figures; an article may have none."""
    lines = path.read_text("utf-8").splitlines()
    articles = {label.id: label.figures for label in (decode(x, ArticleFigures) for x in lines)}
    with gzip.open(folder / "news-40k.jsonl.gz", "rt", encoding="utf-8") as news:
        for record in map(json.loads, news):
            identity = record["id"]
            if identity in articles:
                known = SourceMetadata(title=record.get("title") or None)
                own = RawDocument(identity, record["text"], SourcePath("/", identity), "", known)
                yield articles[identity], own


def measured(pairs: Iterable[Pair]) -> FigureScore:
    """The score of the figures found in the articles."""
    score = FigureScore()
    for labels, document in pairs:
        compare(score, labels, understand(document))
    return score


def main() -> None:
    """Print the figures, and with --wrong what is wrong in them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "data")
    parser.add_argument("--unseen", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    asked = parser.parse_args()
    if not (asked.folder / "news-40k.jsonl.gz").is_file():
        raise SystemExit(f"{asked.folder} has no articles: nothing is measured")
    score = measured(labelled_figures(asked.folder, UNSEEN if asked.unseen else LEARNT))
    print(f"wanted {score.wanted}, met {score.met} ({score.met / score.wanted:.3f})")
    print(f"found {score.found}, labelled {score.labelled}, all right {score.all_right}", end=" ")
    print(f"({score.all_right / score.found:.3f} of found)")
    for name in FIELDS:
        print(f"{name:12}{score.right[name]:5} of {score.labelled}")
    if asked.wrong:
        print(*score.wrong, sep="\n")


if __name__ == "__main__":
    main()
