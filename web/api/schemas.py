"""The nouns of search → JSON Schemas of what the API answers; nothing in them is left open."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from search.answers import NoticeKind, SuggestionKind
from search.facets.registry import COUNTED, FACETS, OFFERED
from search.report import (
    DateValue,
    Facets,
    FacetValue,
    FigureKind,
    FigureValue,
    PassageKind,
    PersonValue,
    PlaceKind,
    PlaceValue,
    Precision,
    Role,
    Status,
)

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "integer", "minimum": 1}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_TRUTH: Schema = {"type": "boolean"}
_SPAN: Schema = {
    "description": "A stretch of the text, in characters: the first, and the one after the last.",
    "type": "array",
    "items": COUNT,
    "minItems": 2,
    "maxItems": 2,
}


def ref(name: str) -> Schema:
    """One of these schemas, by name."""
    return {"$ref": f"#/components/schemas/{name}"}


def schemas() -> dict[str, Schema]:
    """Name → schema."""
    return {
        "Error": _object(error=TEXT, message=TEXT),
        "Answer": _answer(),
        "Suggestions": _object(query=TEXT, suggestions=_list(ref("Suggestion"))),
        "Suggestion": _object(text=TEXT, hits=NUMBER, kind=_one_of(SuggestionKind)),
        "FacetValues": _object(
            facet=_one_of(facet.name for facet in COUNTED),
            label=TEXT,
            query=TEXT,
            find=TEXT,
            total=COUNT | {"description": "Reports that answer the query."},
            values_total=COUNT | {"description": "Values in them, whatever `find` says."},
            values=_list(ref("Count")),
        ),
        "Count": _object(value=TEXT, label=TEXT, count=COUNT),
        "Values": _object(**{facet.name: _list(TEXT) for facet in FACETS}),
        "Similar": _object(
            id=TEXT,
            similar=_list(
                _object(id=TEXT, title=TEXT, score=_score(), facets=ref("Values"), url=TEXT)
            ),
        ),
        "Report": _report(),
        "Export": _export(),
        **{kind.__name__: _value(**more) for kind, more in _KINDS.items()},
    }


def _answer() -> Schema:
    note = _object(kind=_one_of(NoticeKind), words=_list(TEXT), instead=TEXT)
    piece = _object(text=TEXT, mark=_TRUTH)
    hit = _object(
        id=TEXT,
        title=TEXT,
        score=_score(),
        facets=ref("Values"),
        snippets=_list(_list(piece)),
    )
    counted = {facet.name: _list(ref("Count")) for facet in COUNTED}
    return _object(
        query=TEXT,
        understood=_list(note),
        total=COUNT,
        page=NUMBER,
        pages=NUMBER,
        hits=_list(hit),
        facets=_object(**counted) | {"required": list(OFFERED)},
        generation=TEXT,
        suggestions=_list(ref("Suggestion")),
    )


def _report() -> Schema:
    kinds = get_type_hints(Facets)  # facet → tuple[the kind of its values, ...]
    found = {name: _list(ref(get_args(kind)[0].__name__)) for name, kind in kinds.items()}
    return _object(
        id=TEXT,
        url=TEXT,
        is_meeting=_TRUTH,
        category=_TEXT_OR_NULL,
        title=ref("FacetValue"),
        facets=_object(**found),
        flags=_list(TEXT),
        text=TEXT,
        passages=_list(_object(part=_one_of(PassageKind), span=_SPAN)),
    )


def _export() -> Schema:
    named = {facet.name: {"type": "object", "additionalProperties": TEXT} for facet in FACETS}
    report = _object(
        id=TEXT,
        title=TEXT,
        title_status=_one_of(Status),
        url=TEXT | {"format": "uri"},
        facets=ref("Values"),
        labels=_object(**named)
        | {"required": [], "description": "Facet → value → what it is called, where that differs."},
    )
    return _object(
        query=TEXT,
        url=TEXT | {"format": "uri"},
        generation=TEXT,
        total=COUNT,
        reports=_list(report),
    )


def _value(**more: Schema) -> Schema:
    evidence = {"oneOf": [_SPAN, {"type": "null"}]}
    return _object(
        value=TEXT, status=_one_of(Status), evidence=evidence, words=_TEXT_OR_NULL, **more
    )


def _object(**properties: Schema) -> Schema:
    """An object that has all of these, and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_of(values: type[StrEnum] | Iterable[str]) -> Schema:
    return {"type": "string", "enum": [str(value) for value in values]}


def _score() -> Schema:
    return {"type": "number", "minimum": 0}


_KINDS: dict[type[FacetValue], dict[str, Schema]] = {
    FacetValue: {},
    DateValue: {"precision": _one_of(Precision), "day_part": _TEXT_OR_NULL},
    PersonValue: {"role": _one_of(Role), "titles": _list(TEXT)},
    PlaceValue: {"kind": _one_of(PlaceKind), "within": _TEXT_OR_NULL},
    FigureValue: {
        "indicator": TEXT,
        "unit": TEXT,
        "period": _TEXT_OR_NULL,
        "kind": _one_of(FigureKind),
        "is_suspicious": _TRUTH,
    },
}
"""What each kind of value tells besides its status and its evidence."""
