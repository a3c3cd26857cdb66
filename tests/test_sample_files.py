"""samples/van-ban: each kind of file is read to the paper that it was made of."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from indexer.article.structure import clean
from indexer.build.look import documents
from indexer.facets import understand
from indexer.read.document import RawDocument
from indexer.read.formats import BY_KIND, RECORDS
from search.report import PassageKind
from tests.conftest import PAPERS
from tests.sample_files.made import WRITERS, made
from tests.sample_files.pages import CHROMIUM
from tests.sample_files.papers import Paper, inside, papers

FILES = papers()
READ = [own for paper in FILES for own in inside(paper)]
OLD = {"TCVN3", "VNI", "VISCII"}
MOST_BYTES = 150_000


def read(folder: Path) -> dict[str, RawDocument]:
    """The reports of a folder by id; nothing in it fails or is passed over."""
    found = list(documents([folder]))
    reports = {own.id: own for own in found if isinstance(own, RawDocument)}
    assert [own for own in found if not isinstance(own, RawDocument)] == [] != list(reports)
    return reports


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
    own = there[name]
    assert own.original and own.original.kind == paper.kind
    assert own.original.encoding == (paper.charset if paper.charset in OLD else None)
    assert words(own) == paper.words()
    facets = understand(clean(own.text, own.metadata, own.paragraphs))
    assert [one.value for one in facets.document_no] == list(filter(None, [paper.document_no]))
    assert [one.value for one in facets.issuer] == list(filter(None, [paper.issuer]))


def test_what_only_some_kinds_tell(there: dict[str, RawDocument]) -> None:
    kinds = {
        name: {line.kind.value for line in own.paragraphs if line.kind is not PassageKind.BODY}
        for name, own in there.items()
    }
    by_kind = {paper.kind: kinds[name] for name, paper in READ if name == paper.file}
    assert by_kind["docx"] == {"table", "caption", "footnote"}
    assert by_kind["odt"] == by_kind["rtf"] == {"table", "footnote"}
    assert by_kind["html"] == {"title", "caption"}
    [pdf] = (own for own in there.values() if own.original and own.original.kind == "pdf")
    assert pdf.original and pdf.original.pages == 2
    assert {line.page for line in pdf.paragraphs} == {1, 2}


def same_again(papers: list[Paper], folder: Path, there: dict[str, RawDocument]) -> None:
    """The files that are made of papers now have the texts of those that are there."""
    for paper in papers:
        (folder / paper.file).write_bytes(made(paper))
    names = {name for paper in papers for name, _ in inside(paper)}
    texts = {name: own.text for name, own in there.items() if name in names}
    assert {name: own.text for name, own in read(folder).items()} == texts != {}


def test_the_script_makes_the_same_texts(there: dict[str, RawDocument], tmp_path: Path) -> None:
    same_again([paper for paper in FILES if paper.kind != "pdf"], tmp_path, there)


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="chromium is absent: apt-get install chromium")
def test_the_script_prints_the_same_text(there: dict[str, RawDocument], tmp_path: Path) -> None:
    papers = [paper for paper in FILES if paper.kind == "pdf"]
    with ThreadPoolExecutor(1) as other:  # the browser tests have a loop of theirs in this one
        other.submit(same_again, papers, tmp_path, there).result()
