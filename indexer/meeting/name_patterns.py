"""Words in meeting_cues.tsv → patterns of what stands around the name of a meeting."""

import re
from dataclasses import dataclass
from functools import cache

from indexer.lexicon import cues, pattern_of
from indexer.meeting.names import CUES


@dataclass(frozen=True, slots=True)
class NamePatterns:
    """What the words around a name tell; words in braces stand in meeting_cues.tsv.

    Before it: `held` and `at` that it is held or attended, `opened` that it is only now called so,
    `another` that it is not the one reported, `organisation` who meets, `will` that it is to come,
    `demand` that somebody wants it, `first` that the sentence begins so, or with the day,
    `delegation` who calls, `comes` that they come, `moved` that somebody gets another office,
    `result` that something passed there, `so_that` what it is proposed for. After it: `refers` that
    it was named before, `general` that it is any, `to_come` that it will be, unless `told` stands
    between. In its sentence: `speech` that somebody speaks, `elsewhen` that it was at another time,
    `dated` a day.
    """

    held: re.Pattern[str]
    at: re.Pattern[str]
    opened: re.Pattern[str]
    another: re.Pattern[str]
    organisation: re.Pattern[str]
    first: re.Pattern[str]
    delegation: re.Pattern[str]
    comes: re.Pattern[str]
    moved: re.Pattern[str]
    will: re.Pattern[str]
    demand: re.Pattern[str]
    to_come: re.Pattern[str]
    told: re.Pattern[str]
    result: re.Pattern[str]
    so_that: re.Pattern[str]
    refers: re.Pattern[str]
    general: re.Pattern[str]
    speech: re.Pattern[str]
    elsewhen: re.Pattern[str]
    dated: re.Pattern[str]


@cache
def patterns() -> NamePatterns:
    """The patterns, made once."""
    templates = {**_before(), **_behind(), **_around()}
    return NamePatterns(**{name: pattern_of(CUES, text) for name, text in templates.items()})


def _before() -> dict[str, str]:
    # "có một buổi làm việc" is held, "một buổi làm việc" is any
    not_held = "".join(rf"(?<!{words} )" for words in cues(CUES, "holds"))
    first = r"^\W*$|\d[^,]{0,12},(?: {at} [^,.;]{1,60},)?\s*$"
    return {
        # or there is nothing before it but the day, or nothing at all
        "held": rf"{{whole:held}}[^.;]{{0,40}}$|{first}",
        "first": first,
        "delegation": r"{whole:delegation}[^.;]{0,80}$",
        "at": r"{whole:at}\s+(?:{classifier} )?$|{whole:meets for} $",
        "opened": r"{whole:opened}[^.;]{0,20}$",
        "another": (
            rf"(?<!{{goes on}} )(?:{{whole:another}}|{not_held}{{whole:any}})"
            r"\s+(?:{of}\s+)?(?:{classifier} )?$"
        ),
        "organisation": r"{whole:body}[^,;]{0,40}$",  # a dot within a sentence: "TP. HCM"
        "comes": r"{whole:comes} $",
        "moved": r"{whole:moved}[^.;]*$",
        "will": "{whole:will}",
        "demand": (
            r"(?:{whole:demand}[^.;:]{0,60}{whole:to hold}|{whole:wish})"
            r"\s+(?:{any} )?(?:{classifier} )?$"
        ),
        "result": r"{whole:result}[^.;:]{0,40}{whole:at}\s+(?:{classifier} )?$",
        "so_that": r"{whole:so that}\s+$",
    }


def _behind() -> dict[str, str]:
    called_on = "|".join(f"(?<={words})" for words in cues(CUES, "called on"))
    return {
        # "tại hội nghị, ông A cho biết tỉnh sẽ ..." tells what was said there
        "to_come": "{whole:to come}",
        "told": "{whole:said|goes by}|[.;:]",
        "refers": r"\s*(?:{whole:refers}|[,.;:]|$)",
        "general": rf"\s*{{in general}}|(?:{called_on}) (?:{{not met which}} )*{{whole:not met}}",
    }


def _around() -> dict[str, str]:
    return {
        "speech": "{whole:said}",
        # a visit is news of itself, whatever meeting it leads to, unless they work there
        "elsewhen": (
            r"{whole:other time}|{whole:visit}(?![^.;]{0,60}{worked})"
            r"|^\W*(?:{month} \d{1,2}[-/]\d{4}|{year} \d{4})|^(?:\([^)]*\))?\W*{whole:tomorrow}"
        ),
        "dated": (
            r"{whole:day part}\s+(?:{day}|\d{1,2}(?:\s*[-/.]\s*\d|\s+{day goes on}|\s*,))"
            r"|^\W*{whole:from}\s+\d{1,2}(?:[-/.]\d{1,2})?\s+{day goes on}"
            r"|{whole:just}|^\W*{whole:lately}|\(\d{1,2}[-/]\d{1,2}"
        ),
    }
