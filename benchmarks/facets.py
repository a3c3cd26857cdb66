"""How well facets are found: precision, recall and F1 of each, by status, against labels by hand.

python -m benchmarks.facets [FOLDER] [--half learning|held-out] [--own | --local] [--only FACET]
    [--wrong]
python -m benchmarks.facets --all
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.corpus import SHARED
from benchmarks.labels import HALVES, Label, articles, labels_of
from indexer.build.prepare import understand
from indexer.meeting.organisation_list import forms
from indexer.read.document import RawDocument
from search.dates import PartialDate
from search.report import MeetingReport, Status
from search.text.lexicon.abbreviations import abbreviation_at
from search.text.lexicon.provinces import provinces
from search.text.normalize import normalize
from search.text.syllable import syllables
from search.text.tones import newer_tones


@dataclass(slots=True)
class Score:
    """Values wanted and found of one facet."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    right_by: Counter[str] = field(default_factory=Counter)
    found_by: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what was found, how much is right; 1 if nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Of what was wanted, how much was found; 1 if nothing was wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, where: str, found: dict[str, str], wanted: Iterable[str]) -> None:
        """One article: each value found with its status, and the values wanted."""
        expected = set(wanted)
        self.found += len(found)
        self.wanted += len(expected)
        self.found_by.update(found.values())
        for value, status in found.items():
            if value in expected:
                self.right += 1
                self.right_by[status] += 1
            else:
                self.wrong.append(f"{where}: + {value} ({status})")
        self.wrong += [f"{where}: - {value}" for value in sorted(expected - found.keys())]


def same(text: str) -> str:
    """A name in one spelling, whatever its capitals, tone placement and blanks at dashes."""
    return newer_tones(normalize(text).text).casefold().replace(" - ", "-")


def body_name(text: str) -> str:
    """The name of a body without that of its place, which is a facet of its own, in full words."""
    return _without_place(_listed(text))


def body_names(text: str) -> list[str]:
    """Those of a label, which names several one after the other: "Thành ủy, UBND TP"."""
    names = re.split(r", | và (?=bộ |sở |ban |ủy ban |ubnd |hđnd )", _listed(text))
    return [_without_place(name) for name in names if name]


def _without_place(listed: str) -> str:
    places = "|".join(same(s) for p in provinces() for s in p.spellings)
    named = re.sub(rf"(?:\s*tỉnh|\s*thành phố)?(?:\s+(?:{places}|hcm))?$", "", listed)
    full = " ".join(_in_full(named.removesuffix(" thành phố")))
    return " ".join(word for word in full.split() if word not in _NOT_OF_A_NAME)


_NOT_OF_A_NAME = ("của", "việt", "nam", "vn")
"""Words with or without which the name of a body is the same."""


def _listed(text: str) -> str:
    """A name in small letters, each body of our list in it by the first of its names."""
    known, pattern = forms()
    plain = re.sub(r" \([^)]*\)", "", newer_tones(normalize(text).text).casefold())
    plain = re.sub(r"\btp(?=hcm|\b)\.? ?", "thành phố ", plain).strip()
    return same(pattern.sub(lambda one: known[one.group()].name.replace(",", ""), plain))


def _in_full(text: str) -> Iterator[str]:
    """The syllables of a text; of an abbreviation, written as such or not, the longest form."""
    found = syllables(text)
    at = 0
    while at < len(found):
        end, others = abbreviation_at(found, at) or (at + 1, ())
        own = text[found[at].start : found[end - 1].end]
        longest = max(map(same, (own, *others)), key=lambda one: (len(one), one))
        yield re.sub(r"\W+|\bvà\b", " ", longest).strip()
        at = end


def _statuses(made: MeetingReport, name: str) -> dict[str, str]:
    return {same(v.value): str(v.status) for v in getattr(made.facets, name)}


def _people(made: MeetingReport, role: str | None = None) -> dict[str, str]:
    people = (p for p in made.facets.people if role is None or p.role == role)
    return {same(p.value): str(p.status) for p in people}


def _days(made: MeetingReport) -> dict[str, str]:
    """The day and month of the meeting, whatever its year."""
    found = ((_day(v.value), str(v.status)) for v in made.facets.event_date)
    return {day: status for day, status in found if day}


def _day(date: str | None) -> str:
    """03-15 of 2018-03-15 and of --03-15; nothing of 2018-03."""
    known = PartialDate.parse(date) if date else None
    return f"{known.month:02}-{known.day:02}" if known and known.day else ""


def _year(date: str | None) -> int | None:
    return PartialDate.parse(date).year if date else None


def _years(made: MeetingReport) -> dict[str, str]:
    """The years of the meeting's days, where they are known."""
    found = ((_year(v.value), str(v.status)) for v in made.facets.event_date)
    return {str(year): status for year, status in found if year}


Pair = tuple[dict[str, str], list[str]]
"""Values found, each with its status; values wanted."""


def _compared(label: Label, made: MeetingReport) -> dict[str, Pair]:
    def own(name: str, wanted: Iterable[str]) -> Pair:
        return _statuses(made, name), [same(value) for value in wanted]

    day = _day(label.event_date)
    is_stated = str(Status.STATED)
    roles = {
        f"role: {role}": (
            _people(made, role),
            [same(person.name) for person in label.people if person.role == role],
        )
        for role in ("chair", "speaker", "attendee", "mentioned")
    }
    return {
        "is_meeting": (
            {"meeting": is_stated} if made.is_meeting else {},
            ["meeting"] * label.is_meeting,
        ),
        "meeting_type": own("meeting_type", label.meeting_type),
        "online": ({"online": is_stated} if made.facets.online else {}, ["online"] * label.online),
        "branch": own("branch", label.branch),
        "level": own("level", [label.level] if label.level else []),
        "organiser": (
            {body_name(v.value): str(v.status) for v in made.facets.organiser},
            body_names(label.organiser or ""),
        ),
        "province": own("province", label.province),
        "day and month": (_days(made), [day] if day else []),
        "event_date": own("event_date", [label.event_date] if label.event_date else []),
        "session_no": own("session_no", [str(label.session_no)] if label.session_no else []),
        "year": (_years(made), [str(year)] if (year := _year(label.event_date)) else []),
        "people": (_people(made), [same(person.name) for person in label.people]),
        "with role": (
            {f"{same(p.value)} ({p.role})": str(p.status) for p in made.facets.people},
            [f"{same(person.name)} ({person.role})" for person in label.people],
        ),
        **roles,
    }


def _wrong_years(label: Label, made: MeetingReport) -> Iterator[str]:
    """Years given as a fact that the label does not have."""
    for found in made.facets.event_date:
        is_fact = found.status is not Status.INFERRED and _year(found.value) is not None
        if is_fact and label.event_date and _year(found.value) != _year(label.event_date):
            yield f"{label.id}: {found.value} ({found.status}), label {label.event_date}"


def measured(pairs: Iterable[tuple[Label, RawDocument]]) -> tuple[dict[str, Score], list[str]]:
    """The score of each facet, and the years that are wrong."""
    scores: defaultdict[str, Score] = defaultdict(Score)
    years: list[str] = []
    for label, document in pairs:
        made = understand(document)
        for name, (found, wanted) in _compared(label, made).items():
            scores[name].add(label.id, found, wanted)
        years += _wrong_years(label, made)
    return dict(scores), years


def _by_status(score: Score) -> str:
    return "  ".join(
        f"{status} {score.right_by[status]}/{score.found_by[status]}"
        for status in Status
        if score.found_by[status]
    )


def _milliseconds(reports: list[RawDocument]) -> float:
    def once(report: RawDocument) -> float:
        began = process_time()
        understand(report)
        return 1000 * (process_time() - began)

    return median(map(once, reports))


def main() -> None:
    """Print the table, and with --wrong what is wrong in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "data")
    parser.add_argument("--half", choices=HALVES)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--own", dest="which", action="store_const", const="own")
    which.add_argument("--local", dest="which", action="store_const", const="local")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only")
    parser.add_argument("--wrong", action="store_true")
    asked = parser.parse_args()
    folder = asked.folder
    if not (folder / "facets-dev-labels.jsonl").is_file():
        raise SystemExit(f"{folder} has no labels: nothing is measured")
    if asked.all:
        reports = list(articles(folder))
        print(f"{len(reports)} articles, {_milliseconds(reports):.1f} ms each (median)")
        return
    pairs = labels_of(asked.which or "kept", asked.half, folder)
    scores, years = measured(pairs)
    print(f"{len(pairs)} articles, {_milliseconds([d for _, d in pairs]):.1f} ms each (median)")
    print(f"{'facet':16}{'P':>6}{'R':>7}{'F1':>7}{'wanted':>8}   right of found, by status")
    for name, score in scores.items():
        if asked.only in (None, name):
            row = f"{name:16}{score.precision:6.3f}{score.recall:7.3f}{score.f1:7.3f}"
            print(f"{row}{score.wanted:8}   {_by_status(score)}")
            if asked.wrong:
                print(*(f"    {line}" for line in score.wrong), sep="\n")
    print(f"years stated as a fact and not in the label: {len(years)}")
    print(*(f"    {line}" for line in years), sep="\n" if years else "")


if __name__ == "__main__":
    main()
