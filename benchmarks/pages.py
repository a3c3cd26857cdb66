"""An index → the time that each kind of page takes, and the bytes that it sends."""

import statistics
import time

import click

from hoi_nghi.shell import index_option
from search.engine.urls import open_engine
from web.app import create_app

PAGES = (
    "/",
    "/?q=giải ngân",
    "/?q=hội nghị&year=2017",
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
)
WARM, TIMES = 2, 9


@click.command()
@index_option
def pages(url: str) -> None:
    """Medians of processor time, warm, and bytes with gzip."""
    client = create_app(open_engine(url)).test_client()
    click.echo("| page | ms | kB |\n|---|---|---|")
    for page in PAGES:
        taken = []
        for _ in range(WARM + TIMES):
            began = time.process_time()
            answer = client.get(page, headers={"Accept-Encoding": "gzip"})
            sent = len(answer.data)
            taken.append(time.process_time() - began)
        middle = 1000 * statistics.median(taken[WARM:])
        click.echo(f"| `{page}` | {middle:.0f} | {sent / 1000:.1f} |")


if __name__ == "__main__":
    pages()
