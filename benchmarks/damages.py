"""An index, damaged in many ways → what is refused, what is answered, and what is seen by whom.

python -m benchmarks.damages [--count 500] [--seed 0]
"""

import random
import shutil
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import click

from indexer.build.run import build
from search.answers import Query
from search.engine.errors import EngineError
from search.engine.protocol import Snapshot
from search.engine.urls import open_engine
from search.searcher import Searcher

PAGE = 4096
SAMPLES = Path(__file__).parent.parent / "samples"
WORDS = ("hội nghị", '"thu ngân sách"', "họp -bão", "hoi nghi", "")

Damage = Callable[[Path, random.Random], None]
Answers = dict[str, object]


@dataclass
class Found:
    """What became of some damages.

    `outcomes`: kind of damage, how it was met → how often. `silent`: damages after which a wrong
    answer was given though every byte had been compared. `unseen`: those that `check` did not
    see. `tracebacks`: what was raised that is no EngineError.
    """

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    silent: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    tracebacks: list[str] = field(default_factory=list)


def flipped(path: Path, chance: random.Random) -> None:
    """One bit is another."""
    with path.open("r+b") as file:
        place = chance.randrange(path.stat().st_size)
        file.seek(place)
        [byte] = file.read(1)
        file.seek(place)
        file.write(bytes([byte ^ 1 << chance.randrange(8)]))


def cut(path: Path, chance: random.Random) -> None:
    """The end is gone, in place."""
    with path.open("r+b") as file:
        file.truncate(chance.randrange(path.stat().st_size))


def zeroed(path: Path, chance: random.Random) -> None:
    """A page of the disk is zeros."""
    size = path.stat().st_size
    begin = PAGE * chance.randrange(-(-size // PAGE))
    with path.open("r+b") as file:
        file.seek(begin)
        file.write(bytes(min(PAGE, size - begin)))


def garbled(path: Path, chance: random.Random) -> None:
    """Some bytes are any bytes."""
    size = path.stat().st_size
    begin = chance.randrange(size)
    with path.open("r+b") as file:
        file.seek(begin)
        file.write(chance.randbytes(min(chance.randrange(1, 200), size - begin)))


def swapped(path: Path, chance: random.Random) -> None:
    """The bytes are those of another file of the index; in place."""
    others = [one for one in sorted(path.parent.parent.glob("*/*")) if one.is_file()]
    others = [one for one in others if one.read_bytes() != path.read_bytes()]
    path.write_bytes(chance.choice(others).read_bytes())


KINDS: tuple[Damage, ...] = (flipped, cut, zeroed, garbled, swapped)


def make(folder: Path) -> Path:
    """A small index of two segments, with deleted reports and copies; its folder."""
    reports = folder / "reports"
    shutil.copytree(SAMPLES, reports, ignore=shutil.ignore_patterns("van-ban"))
    paths = sorted(reports.glob("*/*.txt"))
    engine = open_engine(str(folder / "index"))
    build([reports], engine)
    for number, path in enumerate(paths[:3]):
        text = path.read_text("utf-8")
        (reports / f"copy{number}.txt").write_text(text + f"\n{number}", "utf-8")
    paths[3].write_text(paths[3].read_text("utf-8") + "\nthêm một dòng", "utf-8")
    build([reports], engine)
    paths[4].unlink()  # the live one is g-000003, one bit from the one before
    build([reports], engine)
    return folder / "index"


def answers(snapshot: Snapshot) -> Answers:
    """Everything that is asked, and what is answered."""
    searcher = Searcher(snapshot)
    found: Answers = {text: searcher.search(Query(text, size=50)) for text in WORDS}
    sources = sorted(snapshot.sources(), key=lambda source: source.id)
    found["sources"] = [(one, one.signature) for one in sources]
    for source in sources:
        found[f"report {source.id}"] = snapshot.stored(source.id)
        found[f"copies {source.id}"] = snapshot.copies(source.id)
    for name in ("body", "title", "lead", "body_words"):
        found[f"terms of {name}"] = dict(snapshot.terms(name))
    found["stats"] = snapshot.stats()
    return found


def attack(index: Path, count: int, seed: int) -> Found:
    """Damage the index so many times, each time one file of the live generation, and ask."""
    chance, found = random.Random(seed), Found()
    right = answers(open_engine(str(index)).snapshot())
    files = [path for path in sorted(index.glob("*/*")) if path.parent.name == live(index)]
    for number in range(count):
        path = chance.choice([*files, index / "CURRENT"])
        damage = KINDS[number % len(KINDS)]
        _one(index, path, damage, random.Random(seed * 1_000_003 + number), right, found)
    return found


def live(index: Path) -> str:
    """The name of the live generation."""
    return (index / "CURRENT").read_text("ascii").split()[0]


def _one(
    index: Path,
    path: Path,
    damage: Damage,
    chance: random.Random,
    right: Answers,
    found: Found,
) -> None:
    what = f"{damage.__name__} {path.name}"
    opened = open_engine(str(index)).snapshot()  # before the damage
    with _damaged(path, damage, chance) as is_changed:
        if not is_changed:
            return
        open_way, _ = _met(lambda: opened, right, found, what)
        way, is_wrong = _met(open_engine(str(index)).snapshot, right, found, what)
        found.outcomes[damage.__name__, way] += 1
        found.outcomes[damage.__name__, f"{open_way} (was open)"] += 1
        matters = is_wrong or path.name != "CURRENT"  # which may lack its checksum, or its end
        if matters and not _is_seen(open_engine(str(index)).check, found, what):
            found.unseen.append(what)


def _met(ask: Callable[[], Snapshot], right: Answers, found: Found, what: str) -> tuple[str, bool]:
    """How a damage is met by a snapshot, and whether an answer is wrong before it is verified."""
    snapshot, got, way = None, None, "answers rightly"
    try:
        snapshot = ask()
        way = "refuses an answer"
        got = answers(snapshot)
    except EngineError:
        way = "refuses to open" if snapshot is None else way
    except Exception:
        found.tracebacks.append(f"{what}: {traceback.format_exc()}")
        way = "TRACEBACK"
    is_wrong = got is not None and got != right
    if got is not None:
        way = "answers wrongly until compared" if is_wrong else "answers rightly"
    if snapshot is not None and is_wrong:
        sure = snapshot
        if not _is_seen(lambda: sure.verify(lambda size: None), found, what):
            found.silent.append(what)
    return way, is_wrong


def _is_seen(look: Callable[[], list[str] | None], found: Found, what: str) -> bool:
    """Whether something says that there is damage."""
    try:
        return bool(look())
    except EngineError:
        return True
    except Exception:
        found.tracebacks.append(f"{what}: {traceback.format_exc()}")
        return False


@contextmanager
def _damaged(path: Path, damage: Damage, chance: random.Random) -> Iterator[bool]:
    """A file damaged, in place; and afterwards as it was. Whether a byte is another."""
    before = path.read_bytes()
    try:
        damage(path, chance)
        yield path.read_bytes() != before
    finally:
        with suppress(FileNotFoundError):
            path.unlink()  # a new file: what is open is not mended under who holds it
        path.write_bytes(before)


@click.command()
@click.option("--count", default=500, show_default=True)
@click.option("--seed", default=0, show_default=True)
def damages(count: int, seed: int) -> None:
    """Damage an index of the samples so many times, and print what became of it."""
    with tempfile.TemporaryDirectory() as folder:
        found = attack(make(Path(folder)), count, seed)
    click.echo("| damage | how it is met | times |\n|---|---|---|")
    for (kind, way), times in sorted(found.outcomes.items()):
        click.echo(f"| {kind} | {way} | {times} |")
    click.echo(f"\nwrong in silence, though all was compared: {len(found.silent)}")
    click.echo(f"not seen by check: {len(found.unseen)}")
    click.echo(f"tracebacks: {len(found.tracebacks)}")
    for line in (*found.silent, *found.unseen, *found.tracebacks[:3]):
        click.echo(line)


if __name__ == "__main__":
    damages()
