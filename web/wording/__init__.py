"""All that a page says, in Vietnamese, by page; numbers and dates as people write them."""

from web.wording import (
    charts,
    common,
    coverage,
    dates,
    errors,
    exports,
    figures,
    help,
    indicators,
    notices,
    numbers,
    profiles,
    report,
    search,
    timeline,
    topic,
)

__all__ = [
    "charts",
    "common",
    "coverage",
    "dates",
    "errors",
    "exports",
    "figures",
    "help",
    "indicators",
    "notices",
    "numbers",
    "profiles",
    "report",
    "search",
    "timeline",
    "topic",
]
