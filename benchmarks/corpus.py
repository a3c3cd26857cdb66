"""Where measurements take their reports from: real news where it is, else the samples."""

import gzip
import os
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("HOI_NGHI_SHARED", ROOT.parent / "shared"))
FOLDER = ROOT / "var" / "bench"


def news(count: int) -> Path:
    """A .jsonl of so many articles of news-40k, or the samples where that is absent."""
    packed = SHARED / "data" / "news-40k.jsonl.gz"
    if not packed.is_file():
        print(f"{packed} is absent: measuring on samples/")
        return ROOT / "samples"
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"news-{count}.jsonl"
    if not path.is_file():
        with gzip.open(packed, "rt", encoding="utf-8") as lines:
            path.write_text("".join(islice(lines, count)), "utf-8")
    return path
