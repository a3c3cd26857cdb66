"""What was read off pictures of pages is a guess; the report is not warned of twice for that."""

from indexer.article.structure import clean
from indexer.facets import report
from indexer.facets.recognised import as_recognised
from indexer.read.document import Paragraph, RawDocument, SourceMetadata
from search.report import (
    Facets,
    FacetValue,
    MeetingReport,
    Original,
    Passage,
    PassageKind,
    SourcePath,
    Status,
)

LINES = (
    ("Giao ban tháng tám của tỉnh", 1),
    ("Sáng 25/8/2023, UBND tỉnh Hưng Yên tổ chức hội nghị giao ban.", 2),
    ("Thu ngân sách đạt 8.500 tỷ đồng.", 3),
)


def read(recognised: tuple[int, ...]) -> MeetingReport:
    paragraphs = tuple(Paragraph(text, page=page) for text, page in LINES)
    text = "\n".join(text for text, _ in LINES)
    document = RawDocument(
        "a.pdf",
        text,
        SourcePath("/r", "a.pdf"),
        "d",
        SourceMetadata(),
        paragraphs=paragraphs,
        original=Original("pdf", "0" * 64, 3, recognised=recognised),
    )
    return report(document, clean(text, document.metadata, paragraphs))


def test_only_what_stands_on_such_a_page_is_a_guess() -> None:
    made, plain = read((2,)), read(())
    [day], [figure] = made.facets.event_date, made.facets.figures
    assert (day.value, day.status) == ("2023-08-25", Status.INFERRED)
    assert figure.status is Status.STATED
    assert made.flags == plain.flags


def test_a_value_without_evidence_stays() -> None:
    facets = Facets(province=(FacetValue("Hưng Yên", Status.STATED),))
    passages = (Passage(PassageKind.BODY, (0, 9), 1),)
    assert as_recognised(facets, passages, (1,)) == facets
