"""Write the files of samples/van-ban; without Chromium the PDF stays as it is."""

from tests.conftest import PAPERS
from tests.sample_files.made import made
from tests.sample_files.pages import CHROMIUM
from tests.sample_files.papers import papers


def main() -> None:
    """Write each file, and say how large they are together."""
    PAPERS.mkdir(exist_ok=True)
    for paper in papers():
        if paper.kind == "pdf" and CHROMIUM is None:
            print(f"{paper.file} is left as it is: chromium is absent")
            continue
        (PAPERS / paper.file).write_bytes(made(paper))
    files = list(PAPERS.iterdir())
    size = sum(file.stat().st_size for file in files)
    print(f"{len(files)} files in {PAPERS.name}, {size:,} bytes")


if __name__ == "__main__":
    main()
