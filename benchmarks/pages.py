"""An index → the time that each kind of page takes, and the bytes that it sends."""

import statistics
import time

import click

from hoi_nghi.shell import index_option
from search.engine.urls import open_engine
from web.app import create_app

RESULTS = (
    "/?sort=newest",
    "/?q=người",
    "/?q=khuyến",
    "/?q=chính sách",
    "/?q=chính sách kinh tế",
    "/?q=chinh sach kinh te",
    '/?q="chính sách kinh tế"',
    "/?q=giải ngânn vốn",
    "/?q=hội nghị&year=2017",
    "/?q=ngh*",
    "/?q=giải pháp thúc đẩy giải ngân vốn đầu tư công sáu tháng cuối năm",
    "/?q=hà nội",
    "/?q=người&page=50",
)
"""Kinds of results: of every report; of words that most, few and some reports hold; two words;
the same without diacritics; quoted; misspelt; filtered; a prefix; many words; a province; a late
page."""
PAGES = (
    *RESULTS,
    "/",
    "/?q=giải ngân",
    "/?q=giải ngânn vốn xyz",
    "/?find-person=nguyen",
    "/topic?q=giải ngân",
    "/people",
    "/people?name=Nguyễn Xuân Phúc",
    "/provinces?name=Hà Nội",
    "/coverage",
    "/coverage?year=2017",
    "/indicators",
    "/indicators?name=thu ngân sách nhà nước",
    "/help",
    "/api/suggest?q=giải n",
)
WARM, TIMES = 2, 9


@click.command()
@index_option
def pages(url: str) -> None:
    """Medians of processor time, warm, and bytes with gzip."""
    client = create_app(open_engine(url)).test_client()
    click.echo("| page | ms | kB |\n|---|---|---|")
    middles = []
    for page in PAGES:
        taken = []
        for _ in range(WARM + TIMES):
            began = time.process_time()
            answer = client.get(page, headers={"Accept-Encoding": "gzip"})
            sent = len(answer.data)
            taken.append(time.process_time() - began)
        middle = 1000 * statistics.median(taken[WARM:])
        click.echo(f"| `{page}` | {middle:.1f} | {sent / 1000:.1f} |")
        middles.append(middle)
    own = middles[: len(RESULTS)]
    click.echo(
        f"{len(own)} kinds of results: median {statistics.median(own):.1f}, most {max(own):.1f}"
    )


if __name__ == "__main__":
    pages()
