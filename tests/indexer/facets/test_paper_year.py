"""The year of a meeting whose text leaves it open: of its paper, its page, its file's name."""

import pytest

from indexer.article.structure import clean
from indexer.dates.path_date import path_date
from indexer.facets import understand
from indexer.read.document import SourceMetadata

HELD = "Giao ban của huyện\nSáng {}, UBND huyện Na Rì họp giao ban, bàn việc làm đường."


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("2022/giao-ban-25-8-2023.docx", "2023-08-25"),
        ("bao cao/2023/08/giao-ban.docx", "2023-08"),
        ("2023/giao-ban.docx", "2023"),
        ("20230825 họp.pdf", "2023-08-25"),
        ("BC25082023.doc", "2023-08-25"),
        ("Báo cáo 25.8.2023.doc", "2023-08-25"),
        ("Báo cáo năm 2023.docx", None),
        ("Báo cáo quý 3-2023.docx", None),
        ("Tuần 12-2023.doc", None),
        ("giai đoạn 2021-2025.doc", None),
        ("Số 2045.doc", None),
        ("2045/a.doc", None),
        ("cv 31.2.2023.doc", None),
        ("2023/08/25/a.doc", "2023-08-25"),
        ("so 5/2023-08/a.doc", "2023-08"),
        ("giao-ban.docx", None),
        ("12345678.pdf", None),
        ("2023/2022/a.txt", "2022"),
    ],
)
def test_the_date_that_a_path_tells(path: str, date: str | None) -> None:
    found = path_date(path)
    assert (str(found) if found else None) == date


@pytest.mark.parametrize(
    ("said", "published", "path", "day"),
    [
        ("25/8", None, None, "--08-25 stated"),
        ("25/8", "2023-08-28", None, "2023-08-25 derived"),
        ("30/12", "2024-01-03", None, "2023-12-30 derived"),
        ("25/8", "2024-01-03", None, "2023-08-25 inferred"),
        ("25/8", "2023-08-20", None, "--08-25 stated"),  # a year ago, or some days ahead
        ("25/8", None, "2023/giao-ban.docx", "2023-08-25 inferred"),
        ("25/8", None, "giao ban 28.8.2023.docx", "2023-08-25 derived"),
        ("25/8/2021", "2023-08-28", "2023/a.docx", "2021-08-25 stated"),
    ],
)
def test_the_year_of_a_day(said: str, published: str | None, path: str | None, day: str) -> None:
    metadata = SourceMetadata(published=published, path=path)
    [found] = understand(clean(HELD.format(said), metadata)).event_date
    assert f"{found.value} {found.status}" == day
