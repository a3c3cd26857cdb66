"""The JSON records: their fields are those of our nouns, in order, and nothing else is read."""

from dataclasses import fields
from typing import get_args, get_type_hints

import pytest

from search.answer.json_records import answer_record, report_record
from search.answer.json_shapes import (
    AnswerRecord,
    DateValueRecord,
    FacetValueRecord,
    FigureValueRecord,
    PersonValueRecord,
    PlaceValueRecord,
    ValueRecord,
)
from search.answer.page import answer
from search.answer.report_shapes import ReportFacetsRecord, ReportRecord
from search.answers import Query
from search.engine.protocol import Engine
from search.engine.stored import read_stored
from search.report import (
    DateValue,
    Facets,
    FacetValue,
    FigureValue,
    MeetingReport,
    PersonValue,
    PlaceValue,
    Status,
    StoredReport,
)
from search.searcher import Searcher
from search.serialization import SerializationError, decode, encode

VALUES: dict[type[FacetValue], type[ValueRecord]] = {
    FacetValue: FacetValueRecord,
    DateValue: DateValueRecord,
    PersonValue: PersonValueRecord,
    PlaceValue: PlaceValueRecord,
    FigureValue: FigureValueRecord,
}


@pytest.mark.parametrize("noun", VALUES)
def test_a_value_is_recorded_whole_with_its_words(noun: type[FacetValue]) -> None:
    own = [field.name for field in fields(noun)]
    assert list(VALUES[noun].__struct_fields__) == [*own, "words"]


def test_every_facet_is_recorded_with_its_kind_of_value() -> None:
    nouns, records = get_type_hints(Facets), get_type_hints(ReportFacetsRecord)
    assert list(nouns) == list(records)
    for name, noun in nouns.items():
        assert get_args(records[name]) == (VALUES[get_args(noun)[0]],)


def test_an_answer_is_read_again_as_it_was_written(samples: Engine) -> None:
    for text in ("bao so 3", "giari ngaan", "xyzxyz", ""):
        record = answer_record(answer(Query(text), Searcher(samples.snapshot())))
        assert decode(encode(record), AnswerRecord) == record


def test_a_report_is_read_again_as_it_was_written(samples: Engine) -> None:
    live = samples.snapshot()
    origins = list(live.sources())
    assert origins
    for origin in origins:
        stored = live.stored(origin.id)
        assert stored is not None
        record = report_record(read_stored(stored), "/x")
        assert decode(encode(record), ReportRecord) == record


def test_another_field_is_no_record(samples: Engine) -> None:
    written = encode(answer_record(answer(Query("bão"), Searcher(samples.snapshot()))))
    with pytest.raises(SerializationError, match="more"):
        decode(written[:-1] + b',"more":1}', AnswerRecord)
    with pytest.raises(SerializationError, match="pages"):
        decode(written.replace(b'"pages":', b'"page":'), AnswerRecord)


def test_a_value_without_evidence_has_no_words() -> None:
    title = FacetValue("Họp", Status.STATED)
    record = report_record(StoredReport(MeetingReport("a", "Họp", (), title)), "/a")
    assert record.title.evidence is None and record.title.words is None
