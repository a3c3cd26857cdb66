"""Hostile addresses against one index → the processor time of each, and how often the median page.

python -m benchmarks.hostile [ARTICLES] [--index URL] [--addresses 5000] [--seed 18] [--worst 20]

The eight worst are then asked of a server, all at once and again and again, and /healthz beside.
"""

import gc
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode

from flask.testing import FlaskClient

from benchmarks.corpus import FOLDER, news
from benchmarks.hostile_addresses import ROUTES, Material, hostile
from benchmarks.served import Server, served
from search.answer.searchers import Searchers
from search.answers import Query, Sort
from search.engine.urls import open_engine
from search.facets.registry import COUNTED, UNKNOWN
from search.searcher import Searcher
from search.text.fold import fold
from search.text.pyvi.segmenter import warm_up
from web.app import create_app

BAR, HEALTHY = 10.0, 1.0
"""No address may cost more than so many median pages, and /healthz take so many seconds."""
AT_ONCE, ROUNDS = 8, 5
_ORDINARY, _TITLES, _VALUES = 200, 2_000, 400
"""Ordinary pages that are measured; reports and values of a facet that addresses are made of."""


class Measured(NamedTuple):
    """An address, the milliseconds of processor that its answer took, and the status of that."""

    milliseconds: float
    address: str
    status: int


def main() -> None:
    """Print the median ordinary page, and the worst of the hostile ones."""
    parser = ArgumentParser("python -m benchmarks.hostile")
    parser.add_argument("articles", type=int, nargs="?", default=5000)
    parser.add_argument("--index", default="")
    parser.add_argument("--addresses", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=18)
    parser.add_argument("--worst", type=int, default=20)
    options = parser.parse_args()
    url = options.index or built(options.articles)
    client = create_app(open_engine(url)).test_client()
    live = Searchers(open_engine(url)).current()
    material = material_of(live)
    warm_up()
    print(f"{live.reports} reports")
    middle = _ordinary(client, material)
    drawn = islice(hostile(material, options.seed), options.addresses)
    found = sorted((measured(client, own) for own in drawn), reverse=True)
    _print_worst(found[: options.worst], middle)
    above = sum(own.milliseconds > BAR * middle for own in found)
    failed = [own for own in found if own.status >= 500]
    print(f"{len(found)} addresses, {above} above {BAR:.0f} x, {len(failed)} answered 5xx; median "
          f"{median(own.milliseconds for own in found) / middle:.2f} x")  # fmt: skip
    longest = healthy(url, [own.address for own in found[:AT_ONCE]])
    print(f"{AT_ONCE} at once, {ROUNDS} times: /healthz at most {longest:.2f} s")
    sys.exit(1 if above or failed or longest > HEALTHY else 0)


def built(articles: int) -> str:
    """The URL of an index of so many articles, made if it is not there."""
    folder = FOLDER / f"hostile-{articles}"
    if not (folder / "CURRENT").exists():
        command = [sys.executable, "-m", "indexer", "rebuild", str(news(articles))]
        subprocess.run([*command, "--index", f"whoosh:{folder}"], check=True)
    return f"whoosh:{folder}"


def material_of(live: Searcher) -> Material:
    """Words of the newest titles, ids, and the values of each facet that most reports have."""
    _, batches = live.all_reports(Query(sort=Sort.NEWEST))
    reports = [stored.report for batch in islice(batches, _TITLES // 200) for stored in batch]
    values = {}
    for facet in COUNTED:
        counts = live.facet_counts(facet.name)
        known = sorted((v for v in counts if v != UNKNOWN), key=lambda v: (-counts[v], v))
        every = max(1, len(known) // _VALUES)
        values[facet.name] = [*known[:_VALUES], *known[::every][:_VALUES]]
    words = [word for one in reports for word in _words(one.title.value)]
    return Material(words, [one.id for one in reports], values)


def _words(title: str) -> Iterator[str]:
    """Each two words of a title that follow each other."""
    words = title.replace('"', " ").split()
    yield from (" ".join(words[n : n + 2]) for n in range(0, len(words) - 1, 2))


def _ordinary(client: FlaskClient, material: Material) -> float:
    """The median of ordinary pages: a few words of a title, as they stand or without diacritics.

    What a server makes once of a generation is made before."""
    chance = Random(1)
    everything = {f"find-{facet.name}": "a" for facet in COUNTED}
    unknown = [(facet.name, "xq xq") for facet in COUNTED]
    plain = urlencode({"q": "hoi ng"})
    pages = [f"{route}?{plain}" for route in dict.fromkeys(ROUTES)]
    pages += [f"{route}&id={material.ids[0]}" for route in pages]
    pages += [f"/?{urlencode(everything)}", *(f"/?{urlencode([one])}" for one in unknown)]
    for address in pages:
        client.get(address)
    gc.collect()
    gc.freeze()  # what is kept of a generation is no address's doing
    taken = []
    for number in range(2 * _ORDINARY):
        typed = " ".join(chance.sample(material.words, chance.choice([1, 1, 2])))
        text = fold(typed).text if chance.random() < 0.3 else typed
        own = measured(client, f"/?{urlencode({'q': text})}").milliseconds
        taken += [own] if number >= _ORDINARY else []
    middle = median(taken)
    print(f"median ordinary page {middle:.1f} ms, the longest {max(taken) / middle:.1f} x")
    return middle


def measured(client: FlaskClient, address: str) -> Measured:
    """What one address costs, its answer sent whole. Unused objects are collected before: the pause
    that this takes now and then is no address's doing."""
    gc.collect(1)
    gc.disable()
    began = time.process_time()
    answer = client.get(address)
    answer.get_data()
    taken = 1000 * (time.process_time() - began)
    gc.enable()
    return Measured(taken, address, answer.status_code)


def healthy(url: str, addresses: list[str]) -> float:
    """The longest /healthz, in seconds, while a server is asked for some addresses at once."""
    longest = 0.0
    with served(Path(url.removeprefix("whoosh:"))) as server, ThreadPoolExecutor(AT_ONCE) as pool:
        for address in ("/?q=an", *addresses):  # what is made once of a generation
            _asked(server, address)
        asked = [pool.submit(_asked, server, address) for address in addresses * ROUNDS]
        while not all(one.done() for one in asked):
            began = time.perf_counter()
            server.get("/healthz")
            longest = max(longest, time.perf_counter() - began)
            time.sleep(0.05)
    return longest


def _asked(server: Server, address: str) -> None:
    with suppress(HTTPError):  # a query that is too long
        server.get(address)


def _print_worst(worst: Sequence[Measured], middle: float) -> None:
    for own in worst:
        print(f"{own.milliseconds / middle:6.1f} x {own.milliseconds:8.1f} ms  {own.status}  "
              f"{own.address[:200]}")  # fmt: skip


if __name__ == "__main__":
    main()
