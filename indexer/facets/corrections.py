"""The cells of a line of corrections → a Correction; those of a report → a digest of them."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.facets.hand_written import BadCorrectionError, as_found, field_of, value_of
from search.facets.written import NONE, TITLE
from search.report import FacetValue, FigureValue, Status
from search.serialization import pack
from search.text.canonical import composed
from search.text.normalize import normalize
from search.text.tones import newer_tones

_ANY = FigureValue("0", Status.CORRECTED, indicator="0", unit="0")
"""What stands for the value that a line takes the place of, before a report is read: a figure may
leave out what that one has."""
_CELLS, _DIGITS = 4, 16
BESIDES = "+"
"""Said instead of a former value: besides what the rules find."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of one report, and the number of the line.

    `field`: of `Facets`, or "title". `words`: the value, None if there is none. `instead`: the
    value of the rules that it takes the place of, BESIDES if of none; None: of all of them.
    """

    line: int
    id: str
    field: str
    words: str | None
    instead: str | None = None

    def value(self, instead: FacetValue | None = None) -> FacetValue | None:
        """The value, as `indexer.facets.hand_written.value_of` reads it; None if there is none."""
        return None if self.words is None else value_of(self.field, self.words, instead)


def read_line(number: int, cells: Sequence[str]) -> Correction:
    """The id of a report, a facet, its value, and the value that it takes the place of, if not of
    all. Raises BadCorrectionError."""
    if not 2 <= len(cells) <= _CELLS:
        raise BadCorrectionError("wants an id, a facet and a value, with tabs between them")
    blank = [""] * (_CELLS - len(cells))
    report_id, name, words, instead = [*map(_unquoted, cells), *blank]
    field = field_of(_plain(name))
    found = Correction(
        number,
        composed(report_id),
        field,
        None if words in ("", NONE) else _own(field, words),
        as_found(field, _own(field, instead)) if instead else None,
    )
    _check(found)
    return found


def _unquoted(cell: str) -> str:
    """A cell without the double quotes in which a spreadsheet wraps one that has some itself."""
    cell = cell.strip()
    inner = cell[1:-1]
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner.replace('""', ""):
        return inner.replace('""', '"').strip()
    return cell


def _own(field: str, words: str) -> str:
    """Words as the values of a field are spelled: a title stays as it was printed."""
    plain = _plain(words)
    return plain if field == TITLE else newer_tones(plain)


def _plain(words: str) -> str:
    return " ".join(normalize(words).text.split())


def _check(found: Correction) -> None:
    if not found.id:
        raise BadCorrectionError("names no report")
    if found.field == TITLE and (found.words is None or found.instead):
        raise BadCorrectionError("wants a title: every report has one")
    if found.words is None and found.instead == BESIDES:
        raise BadCorrectionError("adds nothing")
    found.value(_ANY if found.instead not in (None, BESIDES) else None)


def disagree(one: Correction, other: Correction) -> bool:
    """Whether two lines of a report cannot both hold: values and none, or two titles."""
    if one.field != other.field or one.instead != other.instead:
        return False
    has_one = one.field == TITLE or one.instead not in (None, BESIDES)
    return has_one or None in (one.words, other.words)


def digest_of(corrections: Iterable[Correction]) -> str:
    """What some lines say, wherever they stand: of each id that they name 16 hexadecimal digits,
    and 16 more of its lines, with blanks between ids; "" of no lines."""
    said: defaultdict[str, list[object]] = defaultdict(list)
    for own in corrections:
        said[own.id].append((own.field, own.words, own.instead))
    return " ".join(_digits(report_id) + _digits(own) for report_id, own in said.items())


def are_named(digest: str) -> frozenset[str]:
    """What `name_of` gives of each id that the lines of a digest name."""
    return frozenset(part[:_DIGITS] for part in digest.split())


def name_of(report_id: str) -> str:
    """An id as it stands in a digest."""
    return _digits(report_id)


def _digits(said: object) -> str:
    return hashlib.sha256(pack(said)).hexdigest()[:_DIGITS]
