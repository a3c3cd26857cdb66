"""What the rules find in a report after a format, of what they find in its plain text.

python -m benchmarks.formats

The first three reports of `shared/reports`, in `shared/files/made` in each format; `seed0.utf8.txt`
is the plain text of the first. A figure counts if value, unit, indicator, period and kind are the
same, a person if name and role are.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from indexer.build.look import documents
from indexer.build.prepare import understand
from indexer.read.document import RawDocument
from search.report import MeetingReport, PassageKind
from tests.conftest import SHARED

MADE = SHARED / "files" / "made"
SEEDS = ("seed0", "seed1", "seed2")
FORMS = (
    *("{0}_1c.docx", "{0}_2c.docx", "{0}_1c.doc", "{0}_1c.odt", "{0}_1c.rtf", "{0}.html"),
    *("n{0}_1c.pdf", "n{0}_2c.pdf", "{0}_1c.pdf", "{0}_2c.pdf"),
)


def report_of(path: Path) -> MeetingReport:
    """The report that a file is."""
    [document] = [one for one in documents([path]) if isinstance(one, RawDocument)]
    return understand(document)


def values(report: MeetingReport) -> dict[str, Counter[object]]:
    """What is compared of a report, by name."""
    facets = report.facets
    return {
        "people": Counter((p.value, p.role) for p in facets.people),
        "roles": Counter((p.value, p.role, p.titles) for p in facets.people if p.titles),
        "figures": Counter(
            (f.value, f.unit, f.indicator, f.period, f.kind) for f in facets.figures
        ),
        "type": Counter(value.value for value in facets.meeting_type),
        "date": Counter(value.value for value in facets.event_date),
        "captions": Counter(
            report.text[slice(*p.span)] for p in report.passages if p.kind is PassageKind.CAPTION
        ),
        "title": Counter([" ".join(report.title.value.split()).lower()]),
        "number": Counter(value.value for value in facets.document_no),
    }


def compared(form: str) -> Iterator[tuple[str, int, int, int]]:
    """Name of a value, how many of the plain text's were found again, of how many, and new ones."""
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    new: Counter[str] = Counter()
    for seed in SEEDS:
        own, plain = (
            values(report_of(MADE / name)) for name in (form.format(seed), f"{seed}.utf8.txt")
        )
        for name, expected in plain.items():
            wanted[name] += expected.total()
            found[name] += (expected & own[name]).total()
            new[name] += (own[name] - expected).total()
    for name in wanted:
        yield name, found[name], wanted[name], new[name]


def main() -> None:
    """Print the table."""
    for number, form in enumerate(FORMS):
        rows = list(compared(form))
        if not number:
            print(f"{'':14}" + "".join(f"{name:>14}" for name, *_ in rows))
        cells = (
            f"{found}/{wanted}" + (f" +{new}" if new else "") for _, found, wanted, new in rows
        )
        print(f"{form.format('seed*'):14}" + "".join(f"{cell:>14}" for cell in cells))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
