"""The records of the answers → the JSON Schemas of the OpenAPI document."""

from typing import Any

from search.answer.comparison_records import ComparisonRecord
from search.answer.figure_shapes import FiguresRecord
from search.answer.json_shapes import (
    AnswerRecord,
    ExportRecord,
    FacetValuesRecord,
    SimilarRecord,
    SuggestionsRecord,
)
from search.answer.report_shapes import FlagsRecord, ReportRecord
from search.serialization import Record, json_schemas
from web.http.errors import ErrorRecord

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
DATE = {
    "anyOf": [
        {"type": "string", "format": "date"},
        {"type": "string", "pattern": r"^([12]\d{3}(-(0[1-9]|1[0-2]|Q[1-4]))?)?$"},
    ]
}
BYTES: Schema = {"type": "string", "format": "binary"}
NUMBER: Schema = {"type": "integer", "minimum": 1}

_ANSWERS: tuple[type[Record], ...] = (
    ErrorRecord,
    AnswerRecord,
    SuggestionsRecord,
    FacetValuesRecord,
    SimilarRecord,
    ReportRecord,
    ExportRecord,
    FlagsRecord,
    ComparisonRecord,
    FiguresRecord,
)
_SUFFIX = "Record"


def ref(record: type[Record]) -> Schema:
    """A reference to the schema of one of the answers."""
    return {"$ref": f"#/components/schemas/{_published(record.__name__)}"}


def schemas() -> dict[str, Schema]:
    """Name → schema of every answer and of what it holds: AnswerRecord is published as Answer."""
    found = json_schemas(_ANSWERS, "#/components/schemas/{name}")
    names = {name: _published(name) for name in sorted(found)}
    return {new: _refs_renamed(found[name]) | {"title": new} for name, new in names.items()}


def _published(name: str) -> str:
    return name.removesuffix(_SUFFIX)


def _refs_renamed(schema: Any) -> Any:
    """The same schema; what it refers to, by the published names."""
    if isinstance(schema, dict):
        return {
            key: _published(value) if key == "$ref" else _refs_renamed(value)
            for key, value in schema.items()
        }
    return [*map(_refs_renamed, schema)] if isinstance(schema, list) else schema
