"""How fast an index is built, what each step of it takes, and how large it gets.

python -m benchmarks.build [ARTICLES]
"""

import resource
import shutil
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.corpus import FOLDER, news
from indexer.article.structure import clean
from indexer.build.prepare import understand
from indexer.build.run import extraction_fingerprint
from indexer.facets import report
from indexer.read.document import RawDocument, absolute
from indexer.read.folders import places
from indexer.read.reader import read
from search.engine.urls import open_engine
from search.index.entry import index_entry
from search.report import SourcePath
from search.text.analyze import analyze
from search.text.pyvi import segmenter as segment

SAMPLE = 500
URL = f"whoosh:{FOLDER / 'index'}"


def main(articles: int) -> None:
    """Print the figures as a table."""
    path = news(articles)
    for jobs in (1, 2):
        shutil.rmtree(FOLDER / "index", ignore_errors=True)
        command = [sys.executable, "-m", "indexer", "rebuild", str(path), "--index", URL]
        began = time.monotonic()
        subprocess.run([*command, "--jobs", str(jobs)], check=False)
        seconds = time.monotonic() - began
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(
            f"--jobs {jobs}: {seconds:.1f} s, {articles / seconds:.1f} reports a second, "
            f"largest process so far {peak:.0f} MB"
        )
    size = sum(file.stat().st_size for file in (FOLDER / "index").rglob("*") if file.is_file())
    text = path.stat().st_size if path.is_file() else 0
    print(f"index {size / 1e6:.1f} MB" + (f", {size / text:.2f} x the text" if text else ""))
    shares(path)
    stock(path)


def stock(path: Path) -> None:
    """What the textbook set-up takes for the same: pyvi's words into stock Whoosh, one process."""
    from pyvi import ViTokenizer
    from whoosh import fields, index

    folder = FOLDER / "stock"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    schema = fields.Schema(id=fields.ID(stored=True), text=fields.TEXT(stored=True))
    writer = index.create_in(str(folder), schema).writer(limitmb=256)
    documents = _documents(path)
    ViTokenizer.tokenize("nạp mô hình")  # loading is not counted
    began = time.process_time()
    for document in documents:
        writer.add_document(id=document.id, text=ViTokenizer.tokenize(document.text))
    writer.commit()
    seconds = time.process_time() - began
    began = time.process_time()
    with open_engine(str(FOLDER / "ours")).writer(extraction_fingerprint(), anew=True) as ours:
        for document in documents:
            made = understand(document)
            ours.put(index_entry(made, document.digest, (str(document.place),)))
        ours.commit()
    own = time.process_time() - began
    print(
        f"{len(documents)} reports, CPU of one process: stock pyvi and Whoosh "
        f"{len(documents) / seconds:.1f} a second, ours with facets {len(documents) / own:.1f}, "
        f"x {seconds / own:.1f}"
    )


def _documents(path: Path) -> list[RawDocument]:
    found = (
        document
        for place in places(absolute(path), {absolute(path)})
        if isinstance(place, SourcePath)
        for document in read(place)
    )
    return [d for d in islice(found, SAMPLE) if isinstance(d, RawDocument)]


def shares(path: Path) -> None:
    """Median CPU milliseconds of each step of one report."""
    documents = _documents(path)
    segment.warm_up()
    steps: dict[str, list[float]] = {"clean and facets": [], "index entry": [], "(analyze)": []}
    for document in documents:
        began = time.process_time()
        made = report(document, clean(document.text, document.metadata, document.paragraphs))
        cleaned = time.process_time()
        index_entry(made, document.digest, (str(document.place),))
        entered = time.process_time()
        for passage in made.passages:
            analyze(document.text[slice(*passage.span)])  # what most of the entry is
        ended = time.process_time()
        steps["clean and facets"].append(cleaned - began)
        steps["index entry"].append(entered - cleaned)
        steps["(analyze)"].append(ended - entered)
    for step, seconds in steps.items():
        print(f"{step:18} {1000 * median(seconds):7.2f} ms a report (median of {len(seconds)})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
