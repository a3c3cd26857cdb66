"""What a run did → the summary of it that the page of status shows."""

from collections.abc import Container
from dataclasses import replace
from datetime import datetime

from indexer.build.outcome import Outcome
from indexer.read.document import BadFile, lineage
from search.engine.protocol import Engine
from search.engine.run_summary import FailedFile, RunSummary, keep_run_summary, read_run_summary

MOST_FAILED = 50
"""Failures that are kept one by one: more are not read on a page; the run itself names all."""


def summarise(engine: Engine, outcome: Outcome, given: Container[str], ended: datetime) -> None:
    """Keep what a run of some paths did. `ended`: in UTC and whole seconds."""
    last = read_run_summary(engine)
    made = RunSummary(
        ended=ended,
        added=outcome.added,
        replaced=outcome.replaced,
        removed=outcome.removed,
        unchanged=outcome.unchanged,
        failures=len(outcome.bad),
        failed=tuple(_failed(bad, given) for bad in outcome.bad[:MOST_FAILED]),
        passed_over=outcome.passed_over,
        unread=len(outcome.partly),
        generation=last.generation if last else "",
        published=last.published if last else None,
    )
    if outcome.generation is not None:
        made = replace(made, generation=outcome.generation, published=ended)
    keep_run_summary(engine, made)


def _failed(bad: BadFile, given: Container[str]) -> FailedFile:
    root = next((path for path in lineage(bad.path) if path in given), bad.path)
    above = root.rpartition("/")[0]
    return FailedFile(bad.path[len(above) :].lstrip("/"), bad.reason)
