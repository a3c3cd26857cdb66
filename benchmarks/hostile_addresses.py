"""Words and values of an index → addresses that ask for as much work as 4 kB can, always the same.

Each is of one route, and of one idea or a mixture: fields and filters whose values no report has,
slips, words without diacritics, beginnings, brackets, exclusions, dates, numbers of documents,
abbreviations, the boxes that look for values, long values and signs that mean nothing.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from search.facets.registry import COUNTED, OFFERED
from search.query.compile import MAX_CHARACTERS, MAX_FIELDS
from search.query.tokens import LABELS
from search.text.fold import fold
from search.text.lexicon.abbreviations import table

LONGEST = 4_000
"""Bytes of an address."""
ROUTES = (
    *("/",) * 12,
    *("/topic", "/people", "/bodies", "/provinces", "/coverage", "/indicators", "/flags"),
    *("/results.atom", "/api/search", "/api/search", "/api/suggest", "/api/suggest", "/api/flags"),
    *("/api/facets/person", "/api/facets/place", "/api/reports/similar", "/reports"),
)
"""Every route that answers a question, the page of results more often. The exports are not there:
what they send is all that was found."""
_LETTERS = "abcdeghiklmnopqrstuvxyăâđêôơư"
_SIGNS = ['"', "(", ")", "-", "=", "*", " ~9 ", ":", "\\", ".", "/", " OR ", " AND ", " NOT ", "~"]


@dataclass(frozen=True)
class Material:
    """What an attacker can read off the pages: words of titles, ids, values of each facet."""

    words: Sequence[str]
    ids: Sequence[str]
    values: Mapping[str, Sequence[str]]


def hostile(material: Material, seed: int) -> Iterator[str]:
    """Addresses without an end."""
    drawn = _Drawn(material, random.Random(seed))
    while True:
        yield drawn.address()


class _Drawn:
    """Draws addresses. A query has one idea or several; some are as long as can be."""

    def __init__(self, material: Material, chance: random.Random) -> None:
        self._material, self._chance = material, chance
        self._ideas: Sequence[Callable[[], str]] = (
            self._word, self._bare, self._syllable, self._slip, self._slip, self._unknown,
            self._field, self._known_field, self._quoted, self._exact, self._begun, self._near,
            self._excluded, self._date, self._document, self._abbreviation, self._joined,
            self._title, self._group, self._letter, self._sign, self._name,
        )  # fmt: skip

    def address(self) -> str:
        """One address."""
        chance, route = self._chance, self._chance.choice(ROUTES)
        parameters: list[tuple[str, str]] = []
        if chance.random() < 0.85:
            parameters.append(("q", self._query()))
        for add in (self._filters, self._dates, self._finds, self._page, self._names):
            if chance.random() < 0.3:
                parameters += add()
        if route in ("/reports", "/api/reports/similar"):
            parameters.append(("id", chance.choice(self._material.ids)))
        whole = f"{route}?{urlencode(parameters)}"
        while len(whole) > LONGEST:
            parameters.pop(chance.randrange(len(parameters)))
            whole = f"{route}?{urlencode(parameters)}"
        return whole

    def _query(self) -> str:
        chance = self._chance
        size = chance.choice([60, 200, MAX_CHARACTERS, MAX_CHARACTERS])
        ideas = chance.sample(self._ideas, chance.choice([1, 1, 1, 2, 3, len(self._ideas)]))
        between = chance.choice([" ", " ", " ", " OR ", " -", " AND "])
        text, fields = "", 0
        while True:
            part = chance.choice(ideas)()
            fields += part.count(":")
            if len(text) + len(between) + len(part) > size or fields > MAX_FIELDS:
                return text
            text += (between if text else "") + part

    def _filters(self) -> list[tuple[str, str]]:
        """Filters by values of one facet, or of many: such as there are, slips of these, others."""
        chance = self._chance
        facets = chance.sample([facet.name for facet in COUNTED], chance.choice([1, 1, 3, 20]))
        ways = chance.sample([self._value, self._slipped_value, self._unknown_value, self._long], 2)
        count = chance.choice([1, 12, 50])
        return [(f := chance.choice(facets), chance.choice(ways)(f)) for _ in range(count)]

    def _value(self, facet: str) -> str:
        return self._chance.choice(self._material.values[facet] or ["?"])

    def _slipped_value(self, facet: str) -> str:
        return self._slipped(self._value(facet))

    def _unknown_value(self, facet: str) -> str:
        return f"{self._value(facet)[:6]} {self._noise()}"

    def _long(self, facet: str) -> str:
        return " ".join(self._value(facet) for _ in range(self._chance.choice([3, 40])))[:900]

    def _dates(self) -> list[tuple[str, str]]:
        return [("from", self._date()), ("to", self._chance.choice([self._date(), "2030"]))]

    def _finds(self) -> list[tuple[str, str]]:
        chance = self._chance
        facets = chance.sample(OFFERED, chance.choice([1, len(OFFERED)]))
        return [(f"find-{f}", self._find(f)) for f in facets] + [("find", self._find("person"))]

    def _find(self, facet: str) -> str:
        typed = " ".join(self._value(facet) for _ in range(9))[
            : self._chance.choice([1, 2, 9, 100])
        ]
        return fold(typed).text if self._chance.random() < 0.5 else typed

    def _page(self) -> list[tuple[str, str]]:
        chance = self._chance
        sort = chance.choice(["relevance", "newest", "oldest", "added"])
        page, size = chance.choice(["1", "2", "99", "9" * 15]), chance.choice(["10", "100"])
        by = chance.choice(["province", "organiser", "meeting_type"])
        copies = chance.choice(["", "all"])
        return [("sort", sort), ("page", page), ("size", size), ("by", by), ("copies", copies)]

    def _names(self) -> list[tuple[str, str]]:
        facet = self._chance.choice(["person", "organiser", "province", "indicator"])
        ways = (self._value, self._slipped_value, self._unknown_value, self._long)
        return [("name", self._chance.choice(ways)(facet))]

    # ideas of a query

    def _word(self) -> str:
        return self._chance.choice(self._material.words)

    def _bare(self) -> str:
        return fold(self._word()).text

    def _syllable(self) -> str:
        return fold(self._word().split()[0]).text

    def _slip(self) -> str:
        return self._slipped(self._word())

    def _slipped(self, text: str) -> str:
        at = self._chance.randrange(len(text) + 1)
        return text[:at] + self._chance.choice(_LETTERS) + text[at + self._chance.randrange(2) :]

    def _unknown(self) -> str:
        return self._noise()

    def _noise(self) -> str:
        return "".join(self._chance.choices(_LETTERS, k=self._chance.choice([3, 5, 12])))

    def _letter(self) -> str:
        return self._chance.choice(_LETTERS)

    def _sign(self) -> str:
        return self._chance.choice(_SIGNS) + self._letter()

    def _field(self) -> str:
        label, facet = self._labelled()
        typed = self._slipped_value(facet) if self._chance.random() < 0.5 else self._noise()
        return f'{label}:"{typed}"' if self._chance.random() < 0.7 else f"{label}:{typed}"

    def _known_field(self) -> str:
        label, facet = self._labelled()
        values = [self._value(facet) for _ in range(self._chance.choice([1, 9]))]
        quoted = " OR ".join('"' + value.replace('"', "") + '"' for value in values)
        return f"{label}:({quoted})" if len(values) > 1 else f"{label}:{values[0]}"

    def _labelled(self) -> tuple[str, str]:
        fields = [own for own in LABELS.items() if own[1] in self._material.values]
        return self._chance.choice(fields)

    def _quoted(self) -> str:
        return f'"{self._bare()} {self._word()}"'

    def _exact(self) -> str:
        return f'="{self._word()}"'

    def _begun(self) -> str:
        return f"{self._syllable()[:3]}*"

    def _near(self) -> str:
        return f'"{self._bare()}" ~{self._chance.choice([1, 99])} "{self._syllable()}"'

    def _excluded(self) -> str:
        return f"-{self._syllable()}"

    def _title(self) -> str:
        return f"tiêu đề:({self._syllable()} OR {self._letter()})"

    def _group(self) -> str:
        depth = self._chance.choice([2, 8])
        return "(" * depth + self._bare() + f" OR {self._syllable()})" * depth

    def _date(self) -> str:
        chance = self._chance
        day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1990, 2026)
        forms = f"{day}/{month}/{year}", f"tháng {month}/{year}", f"quý II/{year}", str(year)
        return chance.choice(forms)

    def _document(self) -> str:
        number = self._chance.randint(1, 99)
        forms = f"nghị quyết {number}", f"{number}/2021/NĐ-CP", f"{number}-NQ/TW", f"NQ số {number}"
        return self._chance.choice(forms)

    def _abbreviation(self) -> str:
        own = self._chance.choice(table())
        return self._chance.choice([own.short, own.long, fold(own.long).text])

    def _joined(self) -> str:
        return "".join(self._bare().split() * self._chance.choice([1, 3]))

    def _name(self) -> str:
        return self._value(self._chance.choice(["person", "place", "organiser"]))
