"""samples/van-ban: each kind of file is read to the paper that it was made of."""

from collections import Counter
from pathlib import Path

import pytest
from indexer.article.clean import clean

from indexer.build.look import documents
from indexer.facets import understand
from indexer.read.document import RawDocument
from indexer.read.formats import BY_KIND, RECORDS
from tests.conftest import PAPERS
from tests.sample_files.made import WRITERS
from tests.sample_files.papers import Paper, inside, papers

FILES = papers()
READ = [own for paper in FILES for own in inside(paper)]
MOST_BYTES = 150_000


def read(folder: Path) -> dict[str, RawDocument]:
    """The reports of a folder by id; all that is in it is one."""
    found = {own.id: own for own in documents([folder]) if isinstance(own, RawDocument)}
    assert len(found) == sum(1 for _ in documents([folder])) > 0
    return found


@pytest.fixture(scope="module")
def there() -> dict[str, RawDocument]:
    return read(PAPERS)


def words(document: RawDocument) -> Counter[str]:
    """Those of its text, and of the subject of a mail, which stands outside."""
    return Counter(f"{document.metadata.title or ''} {document.text}".lower().split())


def test_there_is_one_of_each_kind_and_of_each_encoding(there: dict[str, RawDocument]) -> None:
    kinds = Counter(paper.kind for paper in FILES)
    charsets = Counter(paper.charset for paper in FILES if paper.kind == "txt")
    assert set(kinds) == set(BY_KIND) - {RECORDS} == set(WRITERS)
    assert {kind for kind, count in kinds.items() if count > 1} == {"txt"}
    assert charsets == Counter(["TCVN3", "VNI", "UTF-16", "Windows-1258", "VISCII"])
    assert sorted(there) == sorted(name for name, _ in READ)


def test_they_are_small_and_all_are_made() -> None:
    assert sorted(path.name for path in PAPERS.iterdir()) == sorted(own.file for own in FILES)
    assert sum(path.stat().st_size for path in PAPERS.iterdir()) < MOST_BYTES


@pytest.mark.parametrize(("name", "paper"), READ, ids=[name for name, _ in READ])
def test_a_paper_is_read(there: dict[str, RawDocument], name: str, paper: Paper) -> None:
    document = there[name]
    assert document.original is not None
    assert document.original.kind == paper.kind
    assert words(document) == paper.words()


@pytest.mark.parametrize(("name", "paper"), READ, ids=[name for name, _ in READ])
def test_number_and_issuer(there: dict[str, RawDocument], name: str, paper: Paper) -> None:
    own = there[name]
    facets = understand(clean(own.text, own.metadata, own.paragraphs))
    assert [own.value for own in facets.document_no] == [paper.document_no or ()][:1]
    assert [own.value for own in facets.issuer] == [paper.issuer or ()][:1]
