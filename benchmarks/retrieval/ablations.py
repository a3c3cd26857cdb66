"""Parts of the ranking by name → the same program with one of them turned off."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from math import inf
from typing import Any
from unittest.mock import patch

import search.answer.groups
import search.query.clauses
from search.answer.groups import CHANCE
from search.index.fields import FIELDS_BY_NAME, TextField, words_field
from search.query.clauses import WEIGHTS


@dataclass(frozen=True, slots=True)
class Ablation:
    """Other weights of `search.query.clauses`, another rule of `search.answer.groups`, and other
    settings of fields: field → setting → value."""

    weights: Mapping[str, float] = field(default_factory=dict)
    chance: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


ABLATIONS = {
    "no words of pyvi": Ablation({"word": 0}),
    "no pairs": Ablation({"bigram": 0}),
    "no rows": Ablation({"whole": 0}),
    "no other spellings": Ablation({"other_spelling": 0, "same_spelling": 0}),
    "no other ways to write": Ablation({"concept": 0}),
    "whole ones first": Ablation(chance={"concepts": inf}),
    "title weight 1": Ablation(fields={"title": {"weight": 1.0}}),
    "title b 0.5": Ablation(fields={"title": {"b": 0.5}}),
    "caption weight 1": Ablation(fields={"caption": {"weight": 1.0}}),
}


@contextmanager
def applied(ablation: Ablation) -> Iterator[None]:
    """Queries are read and ranked so until the end of the block; no index needs to be rebuilt."""
    with ExitStack() as changes:
        weights = replace(WEIGHTS, **ablation.weights)
        changes.enter_context(patch.object(search.query.clauses, "WEIGHTS", weights))
        chance = replace(CHANCE, **ablation.chance)
        changes.enter_context(patch.object(search.answer.groups, "CHANCE", chance))
        for name, settings in ablation.fields.items():
            changes.enter_context(patch.dict(FIELDS_BY_NAME, _changed(name, settings)))
        yield


def _changed(name: str, settings: Mapping[str, Any]) -> dict[str, TextField]:
    """A field and that of its words."""
    own = FIELDS_BY_NAME[name]
    both = (own, FIELDS_BY_NAME[words_field(own)])
    return {text.name: replace(text, **settings) for text in both}
