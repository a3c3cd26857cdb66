"""Word lists → odd texts: each word of them again and again, in several frames."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import indexer
import search.text.lexicon
from search.text.lexicon.word_lists import entries

_FOLDERS = [Path(package.__path__[0]) / "data" for package in (indexer, search.text.lexicon)]
_NO_WORDS = ("bytes_", "letters_", "year_weights", "style_names", "input_keys", "look_alikes")
"""How the lists begin that have no words of reports."""
_LETTERS = re.compile(r"[^\W\d_]{2}")

_SYLLABLES = [f"{first}{rest}" for first in "BCDGHKLMNPQRSTVX" for rest in ("a", "âm", "iên", "oi")]
"""What the names of a text are made of, so that each is another one."""

OPENING = "Sáng 6/12/2023, UBND tỉnh Hà Giang tổ chức hội nghị "
FRAMES = {
    "alone": ("", "# ", ""),
    "held": (OPENING, "# ", ""),
    "after a number": (OPENING, "~ tỷ đồng # ", ""),
    "a number, a comma": (OPENING, "# ~ tỷ đồng, ", ""),
    "before a name": (OPENING, "# @ ", ""),
    "commas": (OPENING + "GRDP ", "#, ", ""),
    "lines": (OPENING + "\n", "#\n", ""),
    "capital lines": ("", "^\n", ""),
    "sentences": (OPENING + ". ", "^ đạt 5%. ", ""),
    "bracket": (OPENING + "(", "#, ", ")."),
    "somebody": (OPENING, "ông # ", ""),
    "each somebody": (OPENING, "đồng chí @, # phát biểu. ", ""),
    "each office": (OPENING, "đồng chí @, # @, phát biểu. ", ""),
    "one somebody": (OPENING, "ông Lê Văn Ba, # @, ", ""),
    "with": (OPENING, "với # tỉnh, ", ""),
    "a date": (OPENING, "# ngày 5/7/2023 ", ""),
    "other dates": (OPENING, "# ngày 5/7/=, ", ""),
    "a place": (OPENING, "# tỉnh Hưng Yên, ", ""),
    "other places": (OPENING, "xã @ # ", ""),
}
"""Name of a frame → what stands before, again and again, after. "#": the cue, "^": the same with a
capital letter; "@": another name each time, "~": another number, "=": another year."""


@dataclass(frozen=True, slots=True)
class CueText:
    """One thing again and again. `group`: the list and the cue that it is of."""

    group: str
    frame: str
    before: str
    piece: str
    after: str

    def of_length(self, length: int) -> str:
        """So many characters, about."""
        if not _OTHERS.search(self.piece):
            return self.before + self.piece * (length // len(self.piece)) + self.after
        pieces, size = [self.before], len(self.before)
        while size < length:
            pieces.append(_with_others(self.piece, len(pieces)))
            size += len(pieces[-1])
        return "".join([*pieces, self.after])

    @property
    def shown(self) -> str:
        """What it is, on one line."""
        return f"{self.before[-12:]!r} {self.piece!r} {self.after!r} ({self.group}, {self.frame})"


def _name(number: int) -> str:
    family, middle, own = (_SYLLABLES[number // 64**place % 64] for place in (2, 1, 0))
    return f"{('Nguyễn', family)[number >= 64**2]} {middle} {own}"


_OTHER: dict[str, Callable[[int], str]] = {
    "@": _name,
    "~": lambda number: str(11 + number),
    "=": lambda number: str(1950 + number % 90),
}
_OTHERS = re.compile("[@~=]")


def _with_others(piece: str, number: int) -> str:
    """A piece with the so-manieth name, number and year in it."""
    return _OTHERS.sub(lambda mark: _OTHER[mark.group()](number), piece)


def cue_texts(words: int | None, chance: Random, frames: int | None = None) -> Iterator[CueText]:
    """So many words of each group in so many frames, taken by chance; all of them if None."""
    for group, own in cue_groups().items():
        chosen = own if words is None else chance.sample(own, min(words, len(own)))
        for cue in chosen:
            for frame in chance.sample([*FRAMES], frames or len(FRAMES)):
                yield framed(group, frame, cue)


def random_texts(number: int, chance: Random) -> Iterator[CueText]:
    """So many with two or three cues of any lists."""
    groups = cue_groups()
    names = list(groups)
    for _ in range(number):
        chosen = [chance.choice(names) for _ in range(chance.randint(2, 3))]
        between = chance.choice((" ", " ", ", ", " ~% ", " @ ", ". "))
        cue = between.join(chance.choice(groups[name]) for name in chosen)
        yield framed(" + ".join(chosen), chance.choice(list(FRAMES)), cue)


def framed(group: str, frame: str, cue: str) -> CueText:
    """A cue in a frame."""
    before, piece, after = FRAMES[frame]
    piece = piece.replace("#", cue).replace("^", cue[:1].upper() + cue[1:])
    return CueText(group, frame, before, piece, after)


@cache
def cue_groups() -> dict[str, list[str]]:
    """ "list: cue" → its words; a list that tells no cues is one group."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for path in sorted(path for folder in _FOLDERS for path in folder.iterdir()):
        if path.suffix in (".tsv", ".txt") and not path.name.startswith(_NO_WORDS):
            rows = entries(path.name, path.parent)
            firsts = {row[0] for row in rows}
            has_cues = len(firsts) <= max(2, len(rows) / 2)
            for row in rows:
                group = f"{path.name}: {row[0]}" if has_cues else path.name
                for word in _words(row[has_cues and len(row) > 1 :]):
                    found[group][word] = None
    return {group: list(words) for group, words in found.items() if words}


def _words(cells: list[str]) -> Iterator[str]:
    """What the cells of an entry say, each of several ways to write it."""
    for cell in cells:
        for word in re.split(r"[,;] | \| ", cell):
            written = word.replace("…", "Ba").strip()
            if _LETTERS.search(written):
                yield written
