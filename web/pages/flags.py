"""Request → the page of flagged values: each with its words, and what to write to correct it."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, Response, render_template

from search.answers import Query
from search.explore.flagged import (
    CONCLUDED,
    CORRECTED,
    DOUBTS,
    FLAG,
    flagged_page,
)
from web import address, wording
from web.http.snapshot import searcher
from web.pages.asking import again, asked, conditions
from web.pages.flag_rows import flag_rows
from web.pages.paging import pager

flag_pages = Blueprint("flags", __name__)

_GROUPS = (
    (wording.flags.DOUBTS, DOUBTS),
    (wording.flags.CONCLUDED, CONCLUDED),
    (wording.flags.BY_HAND, (CORRECTED,)),
)
"""The kinds of flags under their headings."""

Kind = tuple[str, int, str, bool]
"""The label of a flag, the number of its reports, the address of these, whether it is asked for."""


@flag_pages.get("/flags")
def flags() -> Response:
    """The reports with flagged values: those of the flags that the address asks for, else those
    that are likely wrong."""
    read, live = asked(), searcher()
    if read.problems:
        return again(read, live)
    query = read.query
    found = flagged_page(query, live)
    shown = render_template(
        "flags.html",
        asked=read,
        query=query,
        found=found,
        collapsed=found.collapsed,
        with_copies=lambda is_all: address.flags(replace(query, all_copies=is_all, page=1)),
        reports=[
            (one.report, one.more, flag_rows(one.report.id, one.values)) for one in found.reports
        ],
        groups=kinds_of_flags(query, found.counts),
        conditions=conditions(query, address.flags),
        unfiltered=address.flags(),
        results=address.write(_with_flags(query, query.filters.get(FLAG) or DOUBTS)),
        pager=pager(found.page, found.pages, lambda n: address.flags(replace(query, page=n))),
    )
    return Response(shown)


def kinds_of_flags(query: Query, counts: Mapping[str, int]) -> list[tuple[str, list[Kind]]]:
    """The flags that some report of the query has, under their headings. `counts`: flag → how
    many reports of the query have it."""
    chosen = query.filters.get(FLAG, ())
    listed = [
        (
            heading,
            [
                (
                    wording.common.label(FLAG, flag),
                    counts[flag],
                    address.flags(_with_flags(query, (flag,))),
                    flag in chosen,
                )
                for flag in flags
                if counts.get(flag)
            ],
        )
        for heading, flags in _GROUPS
    ]
    return [(heading, kinds) for heading, kinds in listed if kinds]


def _with_flags(query: Query, flags: tuple[str, ...]) -> Query:
    return replace(query, page=1, filters={**query.filters, FLAG: flags})
